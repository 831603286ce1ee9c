"""A sentence for screen readers that changes in its place: it is told when it changes, and only then."""

from __future__ import annotations

import streamlit as st

from views.parts.columns import ASSETS

_draw = st.components.v2.component(
    "corpus-run-live",
    html='<p class="live" role="status"></p>',
    css=(ASSETS / "live.css").read_text(encoding="utf-8"),
    js=(ASSETS / "live.js").read_text(encoding="utf-8"),
)


def tell(text: str, *, key: str) -> None:
    """Tell a sentence to those who do not see the page; the same one again is not told twice.

    Args:
        text: to be told.
        key: unique on the page.
    """
    _draw(key=key, data={"text": text}, height="content")
