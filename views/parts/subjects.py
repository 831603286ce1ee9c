"""Scores that exist once an actor or frame: one row each, the articles side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from analysis.results import DimensionResult
from views.parts.charts import show_intervals
from views.parts.scores import VOICES, ScoreRow, beside, show_scores, subject_names, subject_rows

VOICE_CHOICES = {name.capitalize(): voice for voice, name in VOICES.items()}


def show_subject_scores(
    results: Sequence[DimensionResult],
    yours: Sequence[DimensionResult],
    *,
    columns: Sequence[str],
    key: str,
    most: int,
) -> None:
    """Draw chart and table of one score a subject, for the score and voice that the reader chooses.

    Args:
        results: one dimension's result in each article.
        yours: the same as the reader's decisions would have it; shown in the table.
        columns: name of each article.
        key: the dimension's key.
        most: at most so many rows.
    """
    names = subject_names(results)
    if not names:
        st.text("There is no such score for these articles.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = _choose_score(names, key)
        voice = VOICE_CHOICES[
            st.segmented_control(
                "Whose words",
                list(VOICE_CHOICES),
                default=next(iter(VOICE_CHOICES)),
                required=True,
                key=f"{key}-voice",
                bind="query-params",
            )
            or next(iter(VOICE_CHOICES))
        ]
    rows = beside(subject_rows(results, name, voice), subject_rows(yours, name, voice))
    shown = [row for row in most_telling(rows) if any_value(row)][:most]
    if not shown:
        st.text(f"Nothing was found in the {VOICES[voice]}.")
        return
    unit = next(score.unit for row in shown for score in row.scores if score)
    st.text(next(score.direction for row in shown for score in row.scores if score).capitalize() + ".")
    alt = f"{names[name]}, {VOICES[voice]}, for {', '.join(columns)}: the same numbers as in the table below."
    show_intervals(shown, columns, unit=unit, alt=alt, key=f"{key}-chart")
    with st.expander("The same numbers as a table"):
        show_scores(shown, columns, caption=f"{names[name]}, {VOICES[voice]}", key=f"{key}-{name}-{voice.value}")


def _choose_score(names: Mapping[str, str], key: str) -> str:
    """Let the reader choose, if there is a choice; return the score's name."""
    first, *others = names
    if not others:
        return first
    by_label = {label: name for name, label in names.items()}
    chosen = st.pills(
        "Score", list(by_label), required=True, default=names[first], key=f"{key}-score", bind="query-params"
    )
    return by_label.get(chosen or "", first)


def any_value(row: ScoreRow) -> bool:
    """Return whether any article has a value other than zero in this row."""
    return any(score and score.value for score in row.scores)


def most_telling(rows: Sequence[ScoreRow]) -> list[ScoreRow]:
    """Return the rows with the largest values first; rows of equal size keep their order."""
    return sorted(
        rows, key=lambda row: -max((abs(score.value) for score in row.scores if score and score.value), default=0.0)
    )
