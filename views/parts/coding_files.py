"""The bar of an open coding sheet: what it is, saving it, another coder, closing it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from analysis.coding.code_tables import long_csv, wide_csv
from analysis.coding.sheet import Sheet
from views.parts.coding_state import open_for, put_sheet
from views.parts.download import offer_csv
from views.parts.notice import put_notice
from views.parts.plain import counted, file_name, plain
from views.parts.project import taken_down


def show_files(sheet: Sheet, coder: str | None) -> None:
    """Draw the bar."""
    units = counted(len(sheet.units), sheet.kind.value)
    about = f"{sheet.codebook.name}: {units} of {counted(len(sheet.articles), 'article')}"
    with st.container(horizontal=True, vertical_alignment="center", key="coding-bar"):
        st.text(about, width="content")
        with st.popover("Save", icon=":material/save:"):
            _offer_files(sheet)
        label = f"Coder: {plain(coder)}" if coder else "Coder"
        st.button(label, key="coding-coder", icon=":material/person:", on_click=open_for, args=(sheet, None))
        st.button("Close this sheet", key="coding-close", icon=":material/close:", on_click=_close)


def _close() -> None:
    before = taken_down()
    put_sheet(None)
    put_notice("The coding sheet was closed.", before=before)


def _offer_files(sheet: Sheet) -> None:
    name = file_name(sheet.codebook.name)
    st.text("To go on later, or to send to somebody who codes the same units:")
    _offer_sheet("Coding sheet", sheet.as_bytes, f"{name}-codes")
    _offer_sheet("The same without codes", lambda: sheet.blank().as_bytes(), f"{name}-blank")
    st.text("Wide table, which can be taken in again: one row a unit and coder, a column a code.")
    offer_csv(partial(wide_csv, sheet), name=f"{name}-wide")
    st.text("Long table, for R and pandas: one row a unit, coder and code.")
    offer_csv(partial(long_csv, sheet), name=f"{name}-long")


def _offer_sheet(label: str, build: Callable[[], bytes], name: str) -> None:
    st.download_button(
        label,
        data=build,
        file_name=f"{name}.json",
        mime="application/json",
        key=f"coding-{name}",
        on_click="ignore",
        icon=":material/download:",
    )
