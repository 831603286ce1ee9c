"""What one visit keeps between reruns: the desk, and which of its articles are shown."""

from __future__ import annotations

import streamlit as st

from views.parts.desk import Desk

MOST_COMPARED = 4
FIRST_COMPARED = 2


def current_desk() -> Desk:
    """Return the desk of this visit, empty at first."""
    desk: Desk = st.session_state.setdefault("desk", Desk())
    return desk


def put_desk(desk: Desk, *, compared: list[str] | None = None) -> None:
    """Keep a changed desk.

    Args:
        desk: the new desk.
        compared: keys of the articles to show from now on; without it the present choice stays as far as it is open.
    """
    st.session_state.desk = desk
    if compared is not None:
        st.session_state.compared = compared[:MOST_COMPARED]
        st.session_state.pop("article", None)


def keep_choice_open(desk: Desk) -> None:
    """Forget chosen articles that are no longer open; before the widgets are drawn, which would refuse them."""
    keys = [entry.key for entry in desk.opened]
    if "compared" in st.session_state:
        st.session_state.compared = [key for key in st.session_state.compared if key in keys]
    if st.session_state.get("article") not in keys:
        st.session_state.pop("article", None)
