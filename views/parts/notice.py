"""What has just happened to everything that is open, and a way back: shown until something of it changes again."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from views.parts.desk import Desk
from views.parts.project import put_back
from views.parts.session import current_desk, current_parts


@dataclass(frozen=True, slots=True)
class Notice:
    """What is to be said.

    Attributes:
        text: of the notice.
        desk: the open articles that it is about.
        parts: the other saved files that it is about; undoing would lose what was done to them since.
        before: what the visit kept before, to be put back; None if there is nothing to undo.
    """

    text: str
    desk: Desk
    parts: Mapping[str, Any]
    before: Mapping[str, Any] | None = None


def put_notice(text: str, *, before: Mapping[str, Any] | None = None) -> None:
    """Say something about the work as it is now."""
    st.session_state.notice = Notice(text, current_desk(), current_parts(), before)


def show_notice() -> None:
    """Draw the notice, to screen readers too, if it still is about what is open."""
    notice: Notice | None = st.session_state.get("notice")
    if notice is None or notice.desk is not current_desk() or notice.parts != current_parts():
        return
    with st.container(horizontal=True, vertical_alignment="center", key="notice"):
        st.html(f'<p role="status">{html.escape(notice.text)}</p>', width="content")
        if notice.before is not None:
            st.button("Undo", key="undo-notice", icon=":material/undo:", on_click=_undo, args=(notice.before,))


def _undo(before: Mapping[str, Any]) -> None:
    del st.session_state.notice
    put_back(before)
