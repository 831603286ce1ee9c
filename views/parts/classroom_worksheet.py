"""The worksheet: what is chosen for it, and its download as one page to print."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analysis.export import results_of
from analysis.export.as_worksheet import MOST_STORIES, Kind, Paper, to_worksheet
from analysis.export.lesson import load_lesson
from views.parts.bar import show_empty
from views.parts.desk import Desk
from views.parts.page import Shown, choose_several
from views.parts.reports import comparison_of, resources

KINDS = {
    Kind.BLANK: "Blank: nothing is marked",
    Kind.MARKED: "With the tool’s marks",
    Kind.KEY: "The teacher’s key",
}
LEAD = (
    "One page to print, with the stories in numbered sentences, what to mark by hand, a table of names to fill in, and "
    "questions. Print it from the browser, after opening the file."
)


def show_worksheet(desk: Desk) -> None:
    """Draw the choices and the download."""
    st.text(LEAD)
    if not desk.opened:
        show_empty()
        return
    shown = choose_several(desk)[:MOST_STORIES]
    kind = st.radio("What it shows", list(KINDS), format_func=KINDS.__getitem__, key="sheet-kind")
    paper = st.segmented_control(
        "Paper", [paper.value for paper in Paper], default=Paper.A4.value, required=True, key="sheet-paper"
    )
    large = st.checkbox("Large print", key="sheet-large")
    named = st.checkbox("Say who published each story", value=True, key="sheet-named", disabled=kind is Kind.KEY)
    if not shown:
        st.info("Choose at least one story.")
        return
    with st.spinner("Reading the stories…"):
        content = _sheet(shown, kind, Paper(paper), large_print=large, name_outlets=named)
    st.download_button(
        "Save the worksheet",
        data=content.encode(),
        file_name=f"worksheet-{kind.value}.html",
        mime="text/html",
        key="save-worksheet",
        on_click="ignore",
        type="primary",
        icon=":material/download:",
    )


def _sheet(shown: Sequence[Shown], kind: Kind, paper: Paper, *, large_print: bool, name_outlets: bool) -> str:
    articles, names = tuple(one.article for one in shown), tuple(one.label for one in shown)
    comparison = comparison_of(articles, names) if len(shown) > 1 else None
    results = results_of([one.tool for one in shown], resources(), comparison)
    return to_worksheet(
        results, load_lesson(), kind=kind, paper=paper, large_print=large_print, name_outlets=name_outlets
    )
