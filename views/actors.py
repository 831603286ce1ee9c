"""Actors: who is in the story, what each is called, who acts, who is quoted, and the sentences behind it."""

import streamlit as st

from views.parts.page import begin, choose_several
from views.parts.plain import plain
from views.parts.scores import show_limits
from views.parts.subjects import show_subject_scores
from views.parts.tables import show_table

KEY = "actors"

desk = begin(
    "How is each person or group treated?",
    "One row for each person, organisation or group: what it is called, what it does, who speaks. "
    "Unfavourable words can be deserved; open the sentences and judge.",
)
shown = choose_several(desk)
if not shown:
    st.info("Choose an article.")
    st.stop()

results = [one.tool.dimensions[KEY] for one in shown]
yours = [one.report.dimensions[KEY] for one in shown]
show_subject_scores(results, yours, columns=[one.label for one in shown], key=KEY, most=12)
show_limits(results[0])

st.header("Article by article", anchor=False)
for tab, one in zip(st.tabs([plain(one.label) for one in shown]), shown, strict=True):
    with tab:
        for table in one.report.dimensions[KEY].tables:
            show_table(table, [one.report], name=f"{KEY} {one.label} {table.name}")
