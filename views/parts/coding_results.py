"""After coding: who has coded how much, how far coders agree, where the tool differs."""

from __future__ import annotations

from collections import Counter
from functools import partial

import streamlit as st

from analysis.article import ArticleError
from analysis.coding.against_tool import cells_table, confusion_csv, confusion_table, confusions
from analysis.coding.codings import Verdict
from analysis.coding.reading_codes import read_codes
from analysis.coding.reliability import agreement, agreement_csv, agreement_table
from analysis.coding.sheet import Sheet
from analysis.results import Row, Table
from analysis.saved import MOST_BYTES, open_saved
from views.parts.coding_state import put_sheet
from views.parts.download import offer_csv
from views.parts.plain import plain
from views.parts.reports import report_of, resources
from views.parts.tables import table_html

FILE_LIMIT = MOST_BYTES // 1_000_000


def show_results(sheet: Sheet, coder: str) -> None:
    """Draw what a coder who has finished may see."""
    st.success("You have finished. Save the sheet, or let somebody else code the same units: press Coder above.")
    st.header("Coders", anchor=False)
    st.html(table_html(coders_table(sheet), (), evidence=False))
    _take_in(sheet)
    _show_agreement(sheet)
    _show_tool(sheet, coder)


def coders_table(sheet: Sheet) -> Table:
    """Return one row a coder: how many units got codes, none, unsure, or are missing."""
    rows = []
    for coder in sheet.coders:
        said = Counter(coding.verdict for coding in coder.codings)
        counts = [said[verdict] for verdict in (Verdict.CODED, Verdict.NONE, Verdict.UNSURE, Verdict.OPEN)]
        rows.append(Row((coder.name, *counts, "yes" if coder.finished else "no")))
    return Table(
        "coders",
        "Coders",
        "How many units each coder has coded.",
        ("Coder", "With codes", "None fits", "Unsure", "Missing", "Finished"),
        tuple(rows),
    )


def _take_in(sheet: Sheet) -> None:
    with st.expander("Take in another coder’s copy"):
        file = st.file_uploader(
            "Coding sheet, or its wide table as CSV",
            type=["json", "csv"],
            max_upload_size=FILE_LIMIT,
            key="coding-copy",
        )
        if st.button("Take it in", key="coding-merge", disabled=not file) and file:
            try:
                put_sheet(sheet.merged(_copy(sheet, file.name, file.getvalue())))
            except ArticleError as error:
                st.error(plain(f"{file.name}: {error}"), icon=":material/error:")
                return
            st.rerun()


def _copy(sheet: Sheet, name: str, content: bytes) -> Sheet:
    is_table = name.lower().endswith(".csv")
    return read_codes(sheet, name, content) if is_table else open_saved(Sheet, name, content)


def _show_agreement(sheet: Sheet) -> None:
    st.header("Agreement", anchor=False)
    names = [coder.name for coder in sheet.coders if coder.n_done]
    if len(names) < 2:
        st.text("Agreement takes a second coder: take in a copy, or let somebody code here.")
        return
    chosen = st.multiselect("Coders compared", names, default=names, format_func=plain, key="coding-compared")
    if len(chosen) < 2:
        st.text("Choose at least two coders.")
        return
    found = agreement(sheet, chosen)
    table = agreement_table(found, chosen)
    st.text(table.explanation)
    st.html(table_html(table, (), evidence=False))
    offer_csv(partial(agreement_csv, found, chosen), name="coding-agreement")


def _show_tool(sheet: Sheet, coder: str) -> None:
    st.header("The tool beside you", anchor=False)
    known = set(resources().lexicons.categories)
    if known.isdisjoint(sheet.codebook.keys):
        st.text("The tool knows none of these codes.")
        return
    if not st.toggle("Show where the tool and you differ", key="coding-tool"):
        return
    reports = [report_of(article.opened()) for article in sheet.articles]
    found = confusions(sheet, coder, reports, resources().lexicons)
    table = confusion_table(found)
    st.text(table.explanation)
    st.html(table_html(table, (), evidence=False))
    offer_csv(partial(confusion_csv, sheet, found), name="coding-tool")
    cells = cells_table(sheet, found)
    st.subheader(cells.title, anchor=False)
    st.text(cells.explanation)
    st.html(table_html(cells, reports, evidence=True))
