"""What several questions to a result ask for alike: a score, and what to put articles together by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from html import escape

import streamlit as st

from analysis.explore import By, Estimate, ScoreColumn
from analysis.quotations import Voice
from analysis.report import MEASURES
from views.parts.corpus_explore_data import Asked
from views.parts.corpus_explore_filter import UNNAMED
from views.parts.numbers import number

_DIMENSIONS = {measure.key: measure.label for measure in MEASURES}
VOICES = {Voice.OWN: "own words", Voice.QUOTED: "quoted words"}
GROUPINGS: Mapping[str, By] = {"Outlet": By.OUTLET, "Section": By.SECTION, "All together": By.WHOLE}
ALL_TOGETHER = "All articles"
NO_BREAK_HYPHEN = "\N{NON-BREAKING HYPHEN}"


def choose_score(asked: Asked, *, label: str = "Score") -> ScoreColumn:
    """Let the reader choose a score of the articles; say what a higher value means."""
    labels = {score.name: label_of(score) for score in asked.corpus.scores}
    if st.session_state.get("corpus-score", next(iter(labels))) not in labels:
        del st.session_state["corpus-score"]
    name = st.selectbox(
        label, list(labels), format_func=labels.__getitem__, key="corpus-score", bind="query-params", width=520
    )
    return asked.corpus.score(name or next(iter(labels)))


def label_of(score: ScoreColumn) -> str:
    """Return a score's name for people: dimension, label, voice."""
    return f"{_DIMENSIONS[score.dimension]}: {score.label}, {VOICES[score.voice]}"


def unit_of(score: ScoreColumn) -> str:
    """Return a score's unit for a heading, in brackets, if it has one."""
    return f" ({score.unit})" if score.unit else ""


def choose_by(*, key: str) -> By:
    """Let the reader choose what articles are put together by."""
    first = next(iter(GROUPINGS))
    chosen = st.segmented_control(
        "Put together by", list(GROUPINGS), default=first, required=True, key=key, bind="query-params"
    )
    return GROUPINGS.get(chosen or first, By.OUTLET)


def choose_voice(*, key: str) -> Voice:
    """Let the reader choose whose words count."""
    labels = {"The outlet’s own words": Voice.OWN, "Quoted words": Voice.QUOTED}
    first = next(iter(labels))
    chosen = st.segmented_control(
        "Whose words", list(labels), default=first, required=True, key=key, bind="query-params"
    )
    return labels.get(chosen or first, Voice.OWN)


def group_name(name: str | None, by: By) -> str:
    """Return what a group of articles is called."""
    return ALL_TOGETHER if by is By.WHOLE else name or UNNAMED


def day_text(day: date | None) -> str | None:
    """Return a day as it stands in a cell of a table, where it stays on one line."""
    return day.isoformat().replace("-", NO_BREAK_HYPHEN) if day else None


def by_text(by: By) -> str:
    """Return what articles are put together by, in words."""
    return "all articles" if by is By.WHOLE else f"by {by}"


def interval_text(estimate: Estimate) -> str:
    """Return an interval in words, or why there is none."""
    if estimate.low is None or estimate.high is None:
        return estimate.note
    return f"{mean_text(estimate.low)} to {mean_text(estimate.high)}"


def mean_text(value: float | None) -> str | None:
    """Return a mean, or an end of its interval; below 1 with a second decimal, which thousands of articles allow."""
    if value is None or abs(value) >= 1:
        return None if value is None else number(value)
    text = f"{value:.2f}".replace("-", "−")
    return "0" if text in ("0.00", "−0.00") else text


def show_notes(*notes: str) -> None:
    """Say what bears on the numbers above; empty notes are left out."""
    st.html(f'<p class="limits">{escape(" ".join(note for note in notes if note))}</p>')


def left_out_text(left_out: int) -> str:
    """Return how many groups are not shown; empty if all are."""
    return f"The largest are shown; {left_out:,} with fewer articles are not. Filter to see them." if left_out else ""
