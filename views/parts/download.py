"""Downloads: built when asked for, without a rerun."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from analysis.results import Table
from analysis.spreadsheet import BYTE_ORDER_MARK, csv_text
from views.parts.plain import file_name


def table_csv(table: Table) -> str:
    """Return a table's columns and rows as CSV, without the places behind the rows."""
    return csv_text(table.columns, [row.cells for row in table.rows])


def offer_csv(build: Callable[[], str], *, name: str) -> None:
    """Draw a small button that downloads a file; its name, unique on the page, is made fit for any file system."""
    st.download_button(
        "Download as CSV",
        data=lambda: (BYTE_ORDER_MARK + build()).encode(),
        file_name=f"{file_name(name)}.csv",
        mime="text/csv",
        key=f"download-{name}",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )
