"""The questions of a task: what a student rates, and writes in answer to it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analysis.coding.task import RatingQuestion
from views.parts.classroom_state import change_working
from views.parts.classroom_work import Working, rated, written
from views.parts.plain import plain

LONGEST_WRITTEN = 10_000  # characters, as an answer file takes


def show_questions(working: Working) -> None:
    """Draw a field for each question, with what the student has answered."""
    _show_ratings(working)
    _show_prompts(working)


def _show_ratings(working: Working) -> None:
    for question in working.task.ratings:
        key = f"rate-{question.key}"
        _keep_in_step(key, working.ratings.get(question.key))
        st.radio(
            plain(question.question),
            range(1, question.steps + 1),
            index=None,
            format_func=partial(_step, question),
            key=key,
            horizontal=True,
            on_change=_rate,
            args=(question.key,),
        )


def _step(question: RatingQuestion, step: int) -> str:
    """Return a step with what it means, which the first and the last have."""
    meaning = {1: question.low, question.steps: question.high}.get(step)
    return f"{step}: {plain(meaning)}" if meaning else str(step)


def _rate(key: str) -> None:
    step = st.session_state[f"rate-{key}"]
    change_working(lambda working: rated(working, key, step))


def _show_prompts(working: Working) -> None:
    for prompt in working.task.prompts:
        key = f"write-{prompt.key}"
        _keep_in_step(key, working.prompts.get(prompt.key, ""))
        st.text_area(plain(prompt.question), key=key, max_chars=LONGEST_WRITTEN, on_change=_write, args=(prompt.key,))


def _write(key: str) -> None:
    text = st.session_state[f"write-{key}"]
    change_working(lambda working: written(working, key, text))


def _keep_in_step(key: str, value: object) -> None:
    """Let a field show what the answer says, which may have been undone, or opened from a file."""
    if st.session_state.get(key) != value:
        st.session_state[key] = value
