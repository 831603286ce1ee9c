"""What the reader takes along: the whole analysis as one web page, as JSON and as CSV."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from analysis.comparison import Comparison
from analysis.export import FORMATS, Results, results_of
from analysis.report import Report
from views.parts.autosave import KEPT_IN_TAB
from views.parts.reports import resources

OFFERED = {
    "html": ("Report to print (HTML)", "text/html"),
    "json": ("All data (JSON)", "application/json"),
    "csv": ("Findings (CSV)", "text/csv"),
}


def _encoded(name: str, results: Results) -> bytes:
    return FORMATS[name](results).encode()


def offer_exports(reports: Sequence[Report], comparison: Comparison | None) -> None:
    """Draw a download for each format; a file is only built when it is asked for."""
    results = results_of(reports, resources(), comparison)
    with st.container(horizontal=True):
        for name, (label, mime) in OFFERED.items():
            st.download_button(
                label,
                data=partial(_encoded, name, results),
                file_name=f"how-it-is-told.{name}",
                mime=mime,
                key=f"export-{name}",
                on_click="ignore",
                icon=":material/download:",
            )
    st.text(KEPT_IN_TAB)
