"""Method: how every number comes about, what it cannot see, and what it rests on."""

from functools import partial

import streamlit as st

from analysis.report import MEASURES
from views.parts.about import bands_table, common_ground, explained, lexicon_table, measured_accuracy, versions
from views.parts.download import offer_csv, table_csv
from views.parts.page import begin, choose_one
from views.parts.reports import resources
from views.parts.scores import show_limits
from views.parts.tables import table_html

desk = begin(
    "How the numbers come about",
    "Every measure in plain words, its formula, its limits, the word lists behind it and the versions in use.",
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

st.header("How good is it?", anchor=False)
with st.container(key="results"):
    st.markdown(
        measured_accuracy() or "This copy holds no results of tests on public data; run the benchmarks to make them."
    )

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
