"""Framing: what each telling says the story is about, with the sentences behind every share."""

import streamlit as st

from analysis.framing.sentences import evoking_sentences
from views.parts.columns import ASSETS
from views.parts.framing_agreement import show_agreement
from views.parts.framing_choice import show_frames
from views.parts.framing_lenses import show_lenses
from views.parts.framing_outline import show_outline, show_scope
from views.parts.framing_sentences import KEY
from views.parts.page import begin, choose_several
from views.parts.reports import comparison_of, resources
from views.parts.scores import show_limits
from views.parts.tables import show_rows

desk = begin(
    "What is the story said to be about?",
    "The share of sentences that evoke each frame. A frame is a lens, not a fault: every story needs at least one.",
)
shown = choose_several(desk)
if not shown:
    st.info("Choose an article.")
    st.stop()

st.html(ASSETS / "framing.css")
categories = {one.key: one for one in resources().lexicons.of_dimension(KEY)}
sentences = [evoking_sentences(one.report.dimensions[KEY].findings, one.report.reading.document) for one in shown]

st.header("Frames", anchor=False)
show_frames(shown, sentences, categories)
show_limits(shown[0].tool.dimensions[KEY])
show_outline(shown, sentences, categories)
show_scope(shown, sentences, categories)
show_lenses(shown)

if len(shown) > 1:
    names, articles = [one.label for one in shown], tuple(one.article for one in shown)
    comparison = comparison_of(articles, tuple(names), [one.decisions for one in shown])
    table = comparison.table("same_fact_other_frame")
    st.header(table.title, anchor=False)
    show_rows(table, [one.report for one in shown], name=table.name)
show_agreement()
