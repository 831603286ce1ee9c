"""Method: how every number comes about, what it cannot see, and what it rests on."""

from functools import partial

import streamlit as st

from analysis.models.cards import weights_in
from analysis.report import MEASURES
from views.parts.about import bands_table, common_ground, explained, lexicon_table, versions
from views.parts.accuracy import NOT_MEASURED, accuracy_of, other_accuracy
from views.parts.download import offer_csv, table_csv
from views.parts.page import begin, choose_one
from views.parts.plain import plain
from views.parts.reports import resources
from views.parts.scores import show_limits
from views.parts.tables import table_html
from views.parts.weights import NO_MODELS, card_on_page, chosen_folder, weights_table

desk = begin(
    "How the numbers come about",
    "Every measure in plain words: its formula, limits and accuracy, the word lists and models behind it, versions.",
)
shown = choose_one(desk)

st.header("Measures", anchor=False)
st.markdown(common_ground())
for measure in MEASURES:
    result = shown.report.dimensions[measure.key]
    with st.expander(f"**{measure.label}** — {measure.question}"):
        st.markdown(explained(measure.label))
        show_limits(result)
        if (table := bands_table(result)).rows:
            st.text(table.explanation)
            st.html(table_html(table, [], evidence=False))
            offer_csv(partial(table_csv, table), name=f"bands-{measure.key}")
        st.subheader("How good is it?", anchor=False)
        st.markdown(accuracy_of(measure) or NOT_MEASURED)

if rest := other_accuracy():
    st.header("Comparison, speed, and how often test data were looked at", anchor=False)
    st.markdown(rest)

st.header("Models", anchor=False)
if (folder := chosen_folder()) is None:
    st.text(NO_MODELS)
else:
    weights = weights_in(folder)
    models = weights_table(weights)
    st.text(models.explanation)
    st.html(table_html(models, [], evidence=False))
    offer_csv(partial(table_csv, models), name="models")
    for model in weights:
        with st.expander(f"Model card of {plain(model.name)}"):
            st.markdown(card_on_page(model))

st.header("Word lists", anchor=False)
lexicon = lexicon_table(resources().lexicons)
st.text(lexicon.explanation)
offer_csv(partial(table_csv, lexicon), name="word-lists")
with st.expander(f"{len(lexicon.rows)} lists"):
    st.html(table_html(lexicon, [], evidence=False))

st.header("Versions and licences", anchor=False)
used = versions(resources())
st.html(table_html(used, [], evidence=False))
offer_csv(partial(table_csv, used), name="versions")
