"""Headline: each element of a headline and the sentence of the story that carries, weakens or lacks it."""

import streamlit as st

from analysis.article import Part
from analysis.highlight import style_of
from views.parts.columns import Chip, Column, show_columns
from views.parts.marks import legend_of, row_marks
from views.parts.page import begin, choose_one
from views.parts.scores import show_voice_scores
from views.parts.tables import show_table

KEY = "headline"
# The columns of the table of elements that a chip has room for.
SHORT = ("Kind", "Verdict", "Place")

desk = begin(
    "Does the story carry its headline?",
    "The headline is taken apart; each element is linked to the sentence below it that carries or weakens it.",
)
shown = choose_one(desk)
result = shown.report.dimensions[KEY]
linked = [
    table for table in result.tables if any(span.part is Part.HEADLINE for row in table.rows for span in row.evidence)
]
marks = [row for table in linked for row in row_marks(table, style_of(KEY)) if row]
chips = tuple(
    Chip(row[0].title, " · ".join(text for name, text in row[0].lines if name in SHORT), row[0].group or "")
    for row in marks
)

if not shown.article.headline:
    st.info("This article has no headline. Add one under “open articles”, “Check and correct”.")
column = Column(shown.label, shown.article, tuple(mark for row in marks for mark in row), chips)
text, beside = st.columns([5, 3], gap="large")
with text:
    show_columns([column], legend=legend_of([KEY]) if marks else (), key="headline-column")
with beside:
    st.header("Scores", anchor=False)
    show_voice_scores(result, caption="Scores of the headline", first=None)
for table in result.tables:
    show_table(table, [shown.report], name=f"{KEY} {table.name}")
