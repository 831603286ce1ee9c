"""Read: one article, every finding explained, the scores beside it."""

import streamlit as st

from analysis.report import MEASURES
from views.parts.columns import Column, show_columns
from views.parts.decided import marking_for, marks_of, show_decided, told_scores
from views.parts.export import offer_exports
from views.parts.filters import choose_findings, show_count
from views.parts.marks import legend_of
from views.parts.page import begin, choose_one
from views.parts.reports import category_labels, resources
from views.parts.scores import show_voice_scores
from views.parts.tables import fold_table

# Tables that belong beside the marks.
FOLDED = ("sentences_in_context",)

desk = begin(
    "Read closely",
    "One article, with the words that shape it marked. Point at a mark, tab to it or tap it to read why it is marked.",
)
shown = choose_one(desk)
labels = category_labels()
dimensions, findings = choose_findings(shown.tool, labels)

text, beside = st.columns([5, 3], gap="large")
with text:
    show_count(len(findings))
    show_decided(desk, [shown])
    column = Column(shown.label, shown.article, marks_of(shown, findings, dimensions, labels))
    marking = marking_for([shown], resources().lexicons.categories, dimensions, announcement=told_scores([shown]))
    show_columns([column], legend=legend_of(dimensions, resources().lexicons), key="read-column", marking=marking)
with beside:
    for measure in MEASURES:
        result = shown.tool.dimensions[measure.key]
        st.header(measure.label, anchor=False)
        st.text(measure.question)
        show_voice_scores(result, shown.report.dimensions[measure.key], caption=measure.label)
        for table in result.tables:
            if table.name in FOLDED:
                fold_table(table, [shown.report], name=f"{shown.label} {table.name}")
offer_exports([shown.report], None)
