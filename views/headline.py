"""Headline: each element of a headline and the sentence of the story that carries, weakens or lacks it."""

import streamlit as st

from views.parts.columns import Column, show_columns
from views.parts.marks import legend_of
from views.parts.page import begin, choose_one
from views.parts.scores import show_voice_scores
from views.parts.strip import strip_of
from views.parts.tables import show_table
from views.parts.verdicts import chips_of, element_marks, show_stance, split_stance

KEY = "headline"

desk = begin(
    "Does the story carry its headline?",
    "The headline is taken apart; each element is linked to the sentence below it that carries or weakens it.",
)
shown = choose_one(desk)
result = shown.tool.dimensions[KEY]
stance, tables = split_stance(result.tables)
rows = element_marks(tables)
marks = tuple(mark for row in rows for mark in row)

if stance:
    show_stance(stance, shown.article)
if not shown.article.headline:
    st.info("This article has no headline. Add one under “open articles”, “Check and correct”.")
strip = strip_of(shown.report.reading.document, marks)
column = Column(shown.label, shown.article, marks, chips_of(rows), strip)
text, beside = st.columns([5, 3], gap="large")
with text:
    show_columns([column], legend=legend_of([KEY]) if marks else (), key="headline-column")
with beside:
    st.header("Scores", anchor=False)
    show_voice_scores(result, shown.report.dimensions[KEY], caption="Scores of the headline", first=None)
for table in tables:
    show_table(table, [shown.report], name=f"{KEY} {table.name}")
