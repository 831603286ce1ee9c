"""Compare: two to four tellings of one story side by side."""

import streamlit as st

from analysis.report import MEASURES
from views.parts.charts import show_distinctive_words
from views.parts.columns import Column, show_columns
from views.parts.export import offer_exports
from views.parts.marks import PASSAGE_STYLE, finding_marks, legend_of, passage_marks
from views.parts.page import begin, choose_several
from views.parts.plain import plain
from views.parts.reports import category_labels, comparison_of
from views.parts.scores import main_rows, show_all_scores, show_scores
from views.parts.tables import show_table

SHARED = "Shared passages"
DIMENSIONS = {measure.label: measure for measure in MEASURES}

desk = begin(
    "How is this story told?",
    "Several tellings of one story, side by side, with the words that shape them marked. "
    "It shows how each is told; it does not say who is right, who leans where, or what is true.",
)
shown = choose_several(desk)
if len(shown) < 2:
    st.info("Choose at least two articles to compare, or add another telling of the story.")
    if not shown:
        st.stop()

reports = [one.report for one in shown]
articles = tuple(one.article for one in shown)
labels = category_labels()
comparison = comparison_of(articles) if len(shown) > 1 else None
if comparison and comparison.warning:
    st.warning(plain(comparison.warning), icon=":material/warning:")

st.header("Scores", anchor=False)
show_scores(
    main_rows(reports),
    [one.label for one in shown],
    caption="The main score of each dimension in each outlet’s own words",
    key="main-scores",
)
show_all_scores(reports, [one.label for one in shown])

st.header("The texts", anchor=False)
choices = [SHARED, *DIMENSIONS] if comparison else [*DIMENSIONS]
visible = st.pills(
    "Marked in the texts",
    choices,
    default=choices[:2] if comparison else choices[:1],
    selection_mode="multi",
    key="marked",
    bind="query-params",
)
passages = passage_marks(comparison, articles) if comparison and SHARED in visible else [()] * len(shown)
keys = [DIMENSIONS[name].key for name in visible if name in DIMENSIONS]
columns = [
    Column(
        one.label,
        one.article,
        (*shared, *finding_marks((f for key in keys for f in one.report.dimensions[key].findings), labels)),
    )
    for one, shared in zip(shown, passages, strict=True)
]
legend = [(PASSAGE_STYLE, SHARED)] if any(passages) else []
show_columns(columns, legend=[*legend, *legend_of(keys)], key="compare-columns")

if comparison:
    st.header("What differs", anchor=False)
    for tab, table in zip(st.tabs([table.title for table in comparison.tables]), comparison.tables, strict=True):
        with tab:
            if table.name == "distinctive_words":
                show_distinctive_words(table)
            show_table(table, reports, key=table.name.replace("_", "-"))

st.header("Take it with you", anchor=False)
offer_exports(reports, comparison)
