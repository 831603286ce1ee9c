"""Saving what is being worked on: the file is only offered once everything typed before has arrived."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st


def offer_saving(label: str, *, file: Callable[[], bytes], name: str, holds: str, key: str) -> None:
    """Draw a button that opens what the file holds, and its download.

    A download alone would begin at once, with what the server knew when it drew the button: without the words that
    were typed last, where it is busy. Opening goes to the server after them, so the download, drawn in answer to it,
    holds them.

    Args:
        label: of the button.
        file: makes the file.
        name: of the file.
        holds: what the file holds, in a sentence or two.
        key: unique on the page.
    """
    with st.popover(label, type="primary", icon=":material/save:", key=f"open-{key}", on_change="rerun") as opened:
        if not opened.open:
            return
        st.text(holds)
        st.download_button(
            "Download the file",
            data=file,
            file_name=name,
            mime="application/json",
            key=key,
            on_click="ignore",
            icon=":material/download:",
        )
