"""Framing: what each telling says the story is about, with the sentences behind every share."""

import streamlit as st

from views.parts.page import begin, choose_several
from views.parts.plain import plain
from views.parts.scores import show_limits
from views.parts.subjects import show_subject_scores
from views.parts.tables import show_table

KEY = "framing"

desk = begin(
    "What is the story said to be about?",
    "The share of sentences that evoke each frame. A frame is a lens, not a fault: every story needs at least one.",
)
shown = choose_several(desk)
if not shown:
    st.info("Choose an article.")
    st.stop()

names = [one.label for one in shown]
results = [one.tool.dimensions[KEY] for one in shown]
yours = [one.report.dimensions[KEY] for one in shown]
show_subject_scores(results, yours, columns=names, key=KEY, most=15)
show_limits(results[0])

st.header("Article by article", anchor=False)
for tab, one in zip(st.tabs([plain(name) for name in names]), shown, strict=True):
    with tab:
        for table in one.report.dimensions[KEY].tables:
            show_table(table, [one.report], name=f"{KEY} {one.label} {table.name}")
