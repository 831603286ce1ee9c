"""Further lenses on a telling: who is cast as what, moral language; drawn as far as the measure gives them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from analysis.results import DimensionResult
from views.parts.framing_sentences import KEY
from views.parts.page import Shown
from views.parts.plain import plain
from views.parts.scores import subject_names
from views.parts.subjects import show_subject_scores
from views.parts.tables import show_rows

# Drawn as small multiples and as an outline.
DRAWN = ("frames", "functions")
MOST_SUBJECTS = 12


def show_lenses(shown: Sequence[Shown]) -> None:
    """Draw every other table of framing under a heading of its own, with the scores that belong to it on top."""
    for table in shown[0].report.dimensions[KEY].tables:
        if table.name not in DRAWN:
            st.header(table.title, anchor=False)
            _show_scores(shown, table.name)
            _show_tables(shown, table.name)


def _show_scores(shown: Sequence[Shown], lens: str) -> None:
    """Draw the scores whose name begins as the lens is called: ``moral_words_…`` of ``moral_language``."""
    tool, yours = (
        [_of_lens(report.dimensions[KEY], lens) for report in reports]
        for reports in ([one.tool for one in shown], [one.report for one in shown])
    )
    if subject_names(tool):
        show_subject_scores(tool, yours, columns=[one.label for one in shown], key=f"{KEY}-{lens}", most=MOST_SUBJECTS)


def _of_lens(result: DimensionResult, lens: str) -> DimensionResult:
    begins = lens.partition("_")[0]
    return replace(result, scores=tuple(score for score in result.scores if score.name.partition("_")[0] == begins))


def _show_tables(shown: Sequence[Shown], name: str) -> None:
    for tab, one in zip(st.tabs([plain(one.label) for one in shown]), shown, strict=True):
        with tab:
            table = one.report.dimensions[KEY].table(name)
            show_rows(table, [one.report], name=f"{KEY} {one.label} {name}")
