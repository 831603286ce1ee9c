"""How far the tool agrees with a person who has coded frames: Krippendorff's alpha, code by code."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analysis.coding.against_tool import confusions, tool_agreement
from analysis.coding.reliability import Agreement, agreement_csv, agreement_table
from analysis.coding.sheet import Sheet
from analysis.decisions import dimension_of
from analysis.saved import SavedError
from views.parts.coding_state import current_sheet
from views.parts.download import offer_csv
from views.parts.framing_sentences import KEY
from views.parts.plain import plain
from views.parts.reports import report_of, resources
from views.parts.tables import table_html

CODING = "views/coding.py"
TOOL = "the tool"
NO_CODES = (
    "Code these articles yourself: open Coding, choose a codebook with frames, code the sentences and finish. Then "
    "Krippendorff’s alpha of the tool and you stands here."
)


def show_agreement() -> None:
    """Draw alpha of tool and coder for each frame that a finished coder of the open sheet has coded."""
    st.header("Agreement with a human coder", anchor=False)
    try:
        sheet = current_sheet()
    except SavedError:
        # The Coding view says what is wrong with it.
        sheet = None
    coders = [coder.name for coder in sheet.coders if coder.finished] if sheet else []
    if sheet is None or not coders or not _frames_in(sheet):
        st.text(NO_CODES)
        st.page_link(CODING, label="Go to Coding", icon=":material/checklist:")
        return
    _show(sheet, coders)


def _show(sheet: Sheet, coders: list[str]) -> None:
    coder = coders[0]
    if len(coders) > 1:
        coder = st.selectbox("Coder", coders, format_func=plain, key="framing-coder")
    # Asked for, as in Coding: a sheet can hold hundreds of articles that were not analysed yet.
    if not st.toggle("Compare the tool with the coder", key="framing-tool"):
        return
    found = _agreement(sheet, coder)
    table = agreement_table(found, (TOOL, coder))
    st.text(table.explanation)
    st.html(table_html(table, (), evidence=False))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(CODING, label="See in Coding where the two differ", icon=":material/checklist:")
        offer_csv(partial(agreement_csv, found, (TOOL, coder)), name="framing-agreement")


def _agreement(sheet: Sheet, coder: str) -> tuple[Agreement, ...]:
    reports = [report_of(article.opened()) for article in sheet.articles]
    found = confusions(sheet, coder, reports, resources().lexicons)
    return tool_agreement([one for one in found if dimension_of(one.code.code) == KEY])


def _frames_in(sheet: Sheet) -> bool:
    return any(dimension_of(key) == KEY for key in sheet.codebook.keys)
