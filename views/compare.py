"""Compare: two to four tellings of one story side by side."""

from functools import partial

import streamlit as st

from analysis.report import MEASURES
from views.parts.bar import show_question
from views.parts.columns import Column, show_columns
from views.parts.decided import marking_for, marks_of, show_decided, told_scores
from views.parts.decided_links import linked_marks
from views.parts.distinctive import show_distinctive_words
from views.parts.export import offer_exports
from views.parts.marks import ACROSS_STYLES, across_marks, legend_of
from views.parts.page import begin, choose_several
from views.parts.plain import plain
from views.parts.reports import category_labels, comparison_of, resources
from views.parts.scores import beside, main_rows, score_table, show_all_scores, show_key
from views.parts.strip import strip_of
from views.parts.tables import show_table

DIMENSIONS = {measure.label: measure for measure in MEASURES}

desk = begin(
    "How is this story told?",
    "Several tellings of one story, side by side, with the words that shape them marked. "
    "It shows how each is told; it does not say who is right, who leans where, or what is true.",
)
show_question()
shown = choose_several(desk)
if len(shown) < 2:
    st.info("Choose at least two articles to compare, or add another telling of the story.")
    if not shown:
        st.stop()

reports = [one.tool for one in shown]
yours = [one.report for one in shown]
articles = tuple(one.article for one in shown)
names = tuple(one.label for one in shown)
labels = category_labels()
comparison = comparison_of(articles, names) if len(shown) > 1 else None
decided = comparison_of(articles, names, [one.decisions for one in shown]) if comparison else None
if comparison and comparison.warning:
    st.warning(plain(comparison.warning), icon=":material/warning:")

st.header("Scores", anchor=False)
st.text("One score for each dimension, for the outlets’ own words; quoted words are counted apart, below.")
rows = beside(main_rows(reports), main_rows(yours))
st.html(score_table(rows, names, caption="The main score of each dimension in the outlets’ own words"))
show_key()
show_all_scores(reports, yours, names)

st.header("The texts", anchor=False)
across = {}
if comparison:
    found = across_marks(comparison, articles)
    across = {name: linked_marks(name, marks, shown) for name, marks in found.items()}
choices = [*across, *DIMENSIONS]
default = [next(iter(across)), next(iter(DIMENSIONS))] if across else choices[:1]
visible = st.pills(
    "Marked in the texts", choices, default=default, selection_mode="multi", key="marked", bind="query-params"
)
keys = [DIMENSIONS[name].key for name in visible if name in DIMENSIONS]
columns = []
for index, one in enumerate(shown):
    linked = [mark for name, marks in across.items() if name in visible for mark in marks[index]]
    findings = [finding for key in keys for finding in one.tool.dimensions[key].findings]
    marks = (*linked, *marks_of(one, findings, keys, labels))
    columns.append(Column(one.label, one.article, marks, strip=strip_of(one.report.reading.document, marks)))
legend = [(ACROSS_STYLES[name], name) for name in across if name in visible]
show_decided(desk, shown)
marking = marking_for(
    shown,
    resources().lexicons.categories,
    keys,
    announcement=told_scores(shown),
    links=[[mark for marks in across.values() for mark in marks[index]] for index in range(len(shown))],
)
show_columns(columns, legend=[*legend, *legend_of(keys, resources().lexicons)], key="compare-columns", marking=marking)

if decided:
    st.header("What differs", anchor=False)
    charts = {"distinctive_words": partial(show_distinctive_words, articles=articles, names=names)}
    for tab, table in zip(st.tabs([table.title for table in decided.tables]), decided.tables, strict=True):
        with tab:
            show_table(table, reports, name=table.name, chart=charts.get(table.name))

st.header("Take it with you", anchor=False)
offer_exports(yours, decided)
