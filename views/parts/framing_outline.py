"""What a telling does with its problem, after Entman, and whether it goes through single events or context."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from analysis.framing import FUNCTIONS
from analysis.framing.shares import EPISODIC, THEMATIC
from analysis.lexicon import Category
from analysis.quotations import Voice
from views.parts.download import offer_csv
from views.parts.framing_choice import Sentences
from views.parts.framing_sentences import KEY, Group, offer_reading, tellings_csv, tellings_html
from views.parts.page import Shown
from views.parts.scores import VOICES, ScoreRow, all_rows, beside, show_scores

OUTLINE_SENTENCES, SCOPE_SENTENCES = 3, 6
OUTLINE = (
    "To frame, says Entman (1993), is to select: what is wrong, what brought it about, how it is to be judged, what "
    "should be done. The sentences that do so, in the order of each text. What a telling leaves unsaid frames it too."
)
SCOPE = (
    "Iyengar (1991): told through single events and people (episodic) or through context, trends and numbers "
    "(thematic). Of the sentences that point either way, how many are episodic."
)


def show_outline(shown: Sequence[Shown], sentences: Sequence[Sentences], categories: Mapping[str, Category]) -> None:
    """Draw the four-part outline of some tellings, side by side.

    Args:
        shown: the tellings.
        sentences: those of each, by category.
        categories: of framing, by key.
    """
    st.header("Problem, cause, judgement, remedy", anchor=False)
    st.text(OUTLINE)
    groups = _groups([categories[f"{KEY}/{name}"] for name in FUNCTIONS], sentences)
    _show(groups, shown, name="outline", most=OUTLINE_SENTENCES)


def show_scope(shown: Sequence[Shown], sentences: Sequence[Sentences], categories: Mapping[str, Category]) -> None:
    """Draw how episodic each telling is, with the sentences behind it; arguments as of :func:`show_outline`."""
    st.header("Episodic or thematic", anchor=False)
    st.text(SCOPE)
    rows = [row for voice in Voice if (row := _episodic(shown, voice))]
    show_scores(rows, [one.label for one in shown], caption="Episodic share", key=f"{KEY}-scope-scores")
    with st.expander("The sentences that point to single events, and to context"):
        groups = _groups([categories[key] for key in (EPISODIC, THEMATIC)], sentences)
        _show(groups, shown, name="scope", most=SCOPE_SENTENCES)


def _groups(categories: Sequence[Category], sentences: Sequence[Sentences]) -> list[Group]:
    return [
        Group(one.label, one.explanation, tuple(tuple(each.get(one.key, ())) for each in sentences))
        for one in categories
    ]


def _show(groups: Sequence[Group], shown: Sequence[Shown], *, name: str, most: int) -> None:
    names = [one.label for one in shown]
    st.html(tellings_html(groups, names, caption=", ".join(group.label for group in groups), most=most))
    offer_reading(shown, [group.label for group in groups], key=f"{name}-read")
    offer_csv(partial(tellings_csv, groups, names), name=f"{KEY}-{name}")


def _episodic(shown: Sequence[Shown], voice: Voice) -> ScoreRow | None:
    """Return the row of the episodic share in one voice."""
    tool, yours = (
        all_rows([report.dimensions[KEY] for report in reports], voice)
        for reports in ([one.tool for one in shown], [one.report for one in shown])
    )
    rows = beside(tool, yours)
    row = next((row for row in rows if any(score and score.name == "episodic_share" for score in row.scores)), None)
    return replace(row, label=VOICES[voice].capitalize(), detail=row.label) if row else None
