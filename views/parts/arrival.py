"""Bringing a reader to what has just appeared, where it stands far from what was pressed for it."""

from __future__ import annotations

import streamlit as st

from views.parts.columns import ASSETS

_draw = st.components.v2.component(
    "arrival",
    html='<p class="arrival" tabindex="-1"></p>',
    css=(ASSETS / "arrival.css").read_text(encoding="utf-8"),
    js=(ASSETS / "arrival.js").read_text(encoding="utf-8"),
)


def expect_arrival(key: str) -> None:
    """Let :func:`show_arrival` bring the reader to it when it is drawn next."""
    st.session_state[_flag(key)] = True


def show_arrival(text: str, *, key: str) -> None:
    """Draw a sentence at the head of what may have just appeared.

    Args:
        text: what has appeared.
        key: unique on the page.
    """
    _draw(key=key, data={"text": text, "arrived": st.session_state.pop(_flag(key), False)}, height="content")


def _flag(key: str) -> str:
    return f"{key}-expected"
