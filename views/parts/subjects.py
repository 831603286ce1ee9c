"""Scores that exist once an actor or frame: one row each, the articles side by side."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analysis.quotations import Voice
from analysis.results import DimensionResult
from views.parts.charts import show_intervals
from views.parts.scores import VOICES, ScoreRow, show_scores, subject_names, subject_rows


def show_subject_scores(results: Sequence[DimensionResult], columns: Sequence[str], *, key: str, most: int) -> None:
    """Draw chart and table of one score a subject, for the score and voice that the reader chooses.

    Args:
        results: one dimension's result in each article.
        columns: name of each article.
        key: the dimension's key.
        most: at most so many rows.
    """
    names = subject_names(results)
    if not names:
        st.text("There is no such score for these articles.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = (
            st.pills(
                "Score",
                list(names),
                format_func=names.__getitem__,
                required=True,
                default=next(iter(names)),
                key=f"{key}-score",
            )
            if len(names) > 1
            else next(iter(names))
        )
        voice = st.segmented_control(
            "Whose words",
            list(Voice),
            format_func=lambda voice: VOICES[voice].capitalize(),
            required=True,
            default=Voice.OWN,
            key=f"{key}-voice",
            persist_state="session",
        )
    rows = subject_rows(results, name, voice)
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


def any_value(row: ScoreRow) -> bool:
    """Return whether any article has a value other than zero in this row."""
    return any(score and score.value for score in row.scores)


def most_telling(rows: Sequence[ScoreRow]) -> list[ScoreRow]:
    """Return the rows with the largest values first; rows of equal size keep their order."""
    return sorted(
        rows, key=lambda row: -max((abs(score.value) for score in row.scores if score and score.value), default=0.0)
    )
