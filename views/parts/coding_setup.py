"""Beginning a coding sheet, opening a saved one, and saying who codes."""

from __future__ import annotations

import streamlit as st

from analysis.article import ArticleError
from analysis.coding.codebook import Codebook, built_in
from analysis.coding.codebook_files import read_codebook
from analysis.coding.codings import MOST_NAME
from analysis.coding.sheet import MOST_SEED, Sheet, UnitKind, new_sheet
from analysis.saved import MOST_BYTES, open_saved
from views.parts.bar import show_empty
from views.parts.coding_state import open_for
from views.parts.coding_text import show_definitions
from views.parts.desk import Desk
from views.parts.plain import counted, plain
from views.parts.reports import builtin_resources, report_of

OWN = "My own, from a file"
UNITS = {"Sentences": UnitKind.SENTENCE, "Whole articles": UnitKind.ARTICLE}
SEVERAL, ONE = "As many as fit", "One at most"
CODEBOOK_LIMIT = 1  # MB
SHEET_LIMIT = MOST_BYTES // 1_000_000
# Any number will do; this one is as good as the next, and everybody begins with the same order.
FIRST_SEED = 1


def show_setup(desk: Desk) -> None:
    """Draw the two ways to a sheet: begin one with the open articles, or open one that was saved."""
    begin, open_ = st.tabs(["Begin a sheet", "Open a saved sheet"])
    with begin:
        _begin(desk)
    with open_:
        _open()


def _begin(desk: Desk) -> None:
    if not desk.opened:
        show_empty()
        return
    codebook = _choose_codebook()
    labels = desk.labels()
    chosen = st.multiselect(
        "Articles to code",
        list(labels),
        default=[key for key in st.session_state.get("compared", ()) if key in labels] or list(labels),
        format_func=lambda key: plain(labels[key]),
        key="coding-articles",
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = _choose("Coded as one", list(UNITS), "coding-unit", next(iter(UNITS)))
        first = ONE if codebook and codebook.exclusive else SEVERAL
        codes = _choose("Codes a unit", [SEVERAL, ONE], f"coding-codes-{first}", first)
        seed = st.number_input(
            "Order",
            0,
            MOST_SEED,
            FIRST_SEED,
            key="coding-seed",
            width=160,
            help="The units are shuffled. The same number gives the same order again.",
        )
        name = st.text_input("Your short name", key="coding-name", max_chars=MOST_NAME, width=220)
    ready = codebook is not None and bool(chosen) and bool(name.strip())
    if not ready:
        st.text("Choose a codebook and articles, and give a short name: it stands beside your codes.")
    if st.button("Begin coding", type="primary", key="coding-begin", disabled=not ready) and codebook:
        book = codebook.model_copy(update={"exclusive": codes == ONE})
        try:
            documents = [report_of(desk.find(key).article).reading.document for key in labels if key in chosen]
            sheet = new_sheet(documents, book, UNITS[kind], seed=int(seed)).with_coder(name)
        except ArticleError as error:
            st.error(plain(str(error)), icon=":material/error:")
            return
        open_for(sheet, sheet.coders[-1].name)
        st.rerun()


def _choose(label: str, choices: list[str], key: str, first: str) -> str:
    return st.segmented_control(label, choices, default=first, required=True, key=key) or first


def _choose_codebook() -> Codebook | None:
    books = {book.name: book for book in built_in(builtin_resources().lexicons)}
    name = st.selectbox("Codebook", [*books, OWN], key="coding-book")
    codebook = books.get(name) or _own_codebook()
    if codebook:
        with st.expander(f"What the {counted(len(codebook.codes), 'code')} mean"):
            show_definitions(codebook)
    return codebook


def _own_codebook() -> Codebook | None:
    file = st.file_uploader(
        "Codebook as TOML or CSV",
        type=["toml", "csv"],
        max_upload_size=CODEBOOK_LIMIT,
        key="coding-book-file",
        help="A table with the columns code, label, definition, and if you like example and group.",
    )
    if not file:
        return None
    try:
        return read_codebook(file.name, file.getvalue())
    except ArticleError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return None


def _open() -> None:
    file = st.file_uploader("Coding sheet", type=["json"], max_upload_size=SHEET_LIMIT, key="coding-sheet-file")
    if st.button("Open this sheet", type="primary", key="coding-open", disabled=not file) and file:
        try:
            sheet = open_saved(Sheet, file.name, file.getvalue())
        except ArticleError as error:
            st.error(plain(str(error)), icon=":material/error:")
            return
        open_for(sheet, None)
        st.rerun()


def choose_coder(sheet: Sheet) -> None:
    """Draw who may code: those who have begun, or somebody new."""
    st.header("Who is coding?", anchor=False)
    with st.container(horizontal=True):
        for number, coder in enumerate(sheet.coders):
            done = "finished" if coder.finished else f"{coder.n_done} of {len(sheet.units)}"
            label = f"{plain(coder.name)} ({done})"
            st.button(label, key=f"coding-as-{number}", on_click=open_for, args=(sheet, coder.name))
    with st.form("coding-new-coder", border=False):
        name = st.text_input("Somebody new: your short name", key="coding-new-name", max_chars=MOST_NAME)
        if st.form_submit_button("Begin coding", type="primary", key="coding-begin-new"):
            try:
                added = sheet.with_coder(name)
            except ArticleError as error:
                st.error(plain(str(error)), icon=":material/error:")
                return
            open_for(added, added.coders[-1].name)
            st.rerun()
