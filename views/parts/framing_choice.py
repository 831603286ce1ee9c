"""Frames to choose from, by their small multiples or from a list, and the sentences of the chosen one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from html import escape

import streamlit as st

from analysis.framing import FRAME_GROUPS
from analysis.framing.sentences import EvokingSentence
from analysis.lexicon import Category
from views.parts.download import offer_csv
from views.parts.framing_profile import (
    SCORE,
    Profile,
    common_scale,
    key_html,
    multiple_html,
    notes_of,
    profiles,
)
from views.parts.framing_sentences import KEY, Group, offer_reading, tellings_csv, tellings_html
from views.parts.page import Shown
from views.parts.plain import counted, plain
from views.parts.scores import VOICES, scores_csv

CHOICE = "frame"
# px of a small multiple: three beside each other on a laptop, one on a phone.
WIDTH = 360
# Frames that are shown at once; the others, less evoked, are folded away.
MOST_FRAMES = 6
# Sentences of a telling that are open at once.
MOST_SENTENCES = 8

Sentences = Mapping[str, Sequence[EvokingSentence]]


@st.fragment
def show_frames(shown: Sequence[Shown], sentences: Sequence[Sentences], categories: Mapping[str, Category]) -> None:
    """Draw the frame profile of some tellings and the sentences behind the frame that the reader chooses.

    Args:
        shown: the tellings.
        sentences: those of each, by category.
        categories: of framing, by key.
    """
    names = [one.label for one in shown]
    found, others = profiles([one.tool.dimensions[KEY] for one in shown], [one.report.dimensions[KEY] for one in shown])
    if not found:
        st.info("No sentence of these articles evokes any of the frames.")
        return
    scale = common_scale(found)
    st.html(key_html(scale, notes_of(found, names)))
    # Filled below: which frame was chosen is known once the list was drawn, which may have it from the address.
    multiples = st.container()
    chosen = _choose_frame([one.label for one in found])
    _show_sentences(chosen, shown, sentences, categories)
    with multiples:
        _show_multiples(found[:MOST_FRAMES], names, scale, chosen)
        if rest := found[MOST_FRAMES:]:
            with st.expander(f"{counted(len(rest), 'frame')} less evoked"):
                _show_multiples(rest, names, scale, chosen)
        if others:
            st.text(f"Evoked by no sentence here: {', '.join(others)}.")
        offer_csv(partial(_csv, found, names), name=f"{KEY}-{SCORE}")


def _choose_frame(labels: Sequence[str]) -> str:
    """Let the reader choose a frame from a list; return its label."""
    if st.session_state.get(CHOICE, labels[0]) not in labels:
        del st.session_state[CHOICE]
    return st.selectbox(
        "Sentences that evoke the frame; you can also press its name above", labels, key=CHOICE, bind="query-params"
    )


def _show_multiples(found: Sequence[Profile], names: Sequence[str], scale: tuple[float, float], chosen: str) -> None:
    with st.container(horizontal=True):
        for one in found:
            with st.container(border=True, width=WIDTH):
                st.button(
                    plain(one.label),
                    key=f"{CHOICE}-{one.label}",
                    type="primary" if one.label == chosen else "secondary",
                    width="stretch",
                    on_click=_choose,
                    args=(one.label,),
                )
                st.html(multiple_html(one, names, scale))


def _choose(label: str) -> None:
    st.session_state[CHOICE] = label


def _show_sentences(
    chosen: str, shown: Sequence[Shown], sentences: Sequence[Sentences], categories: Mapping[str, Category]
) -> None:
    key = next(key for key, one in categories.items() if one.label == chosen and one.group in FRAME_GROUPS)
    group = Group(chosen, categories[key].explanation, tuple(tuple(each.get(key, ())) for each in sentences))
    names = [one.label for one in shown]
    counts = [f"{name}: {counted(len(found), 'sentence')}" for name, found in zip(names, group.tellings, strict=True)]
    # For screen readers: the sentences stand further below than the multiple that was pressed.
    st.html(f'<p role="status">{escape(". ".join([chosen, *counts]))}.</p>')
    st.html(tellings_html([group], names, caption=f"Sentences that evoke {chosen}", most=MOST_SENTENCES))
    offer_reading(shown, [chosen], key="frame-read")
    offer_csv(partial(tellings_csv, [group], names), name=f"{KEY}-sentences")


def _csv(found: Sequence[Profile], names: Sequence[str]) -> str:
    rows = [replace(row, label=f"{row.label}, {VOICES[voice]}") for one in found for voice, row in one.rows.items()]
    return scores_csv(rows, names)
