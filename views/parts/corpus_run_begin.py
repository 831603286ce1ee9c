"""The beginning: what a corpus is, a trial with the sample stories, a new run, a result to open."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from analysis.corpus.background import Order, check_out, check_source, start
from analysis.corpus.cluster import processes_here
from analysis.corpus.manifest import read_manifest
from analysis.corpus.options import CorpusError
from analysis.readers import READERS
from views.parts.corpus_run_files import make_trial, put_files
from views.parts.corpus_run_state import (
    check_result,
    open_folder,
    path_of,
    recent_folders,
    show_problem,
    telling_problems,
)
from views.parts.intake import UPLOAD_LIMIT
from views.parts.lexicon_state import current_own
from views.parts.plain import counted, file_name, plain
from views.parts.reports import sample_stories
from views.parts.weights import chosen_folder

HERE, UPLOAD = "On this computer", "Upload files"
TYPES = (*(suffix.lstrip(".") for suffix in READERS), "zip", "gz", "parquet")
WHAT_IT_IS = (
    "A corpus is a collection of articles: a folder of files, or a table with one article a row. All of them are "
    "analysed in the background, on this computer, into a folder of tables to explore here or to open with pandas, R "
    "or DuckDB; the page may be closed meanwhile."
)
# Ending of a result folder that is suggested.
RESULT = "-result"


def show_beginning() -> None:
    """Draw the ways to begin."""
    st.text(WHAT_IT_IS)
    st.button("Try it on the sample stories", key="corpus-trial", icon=":material/science:", on_click=_try)
    show_problem()
    st.header("Analyse a corpus", anchor=False)
    _show_form()
    st.header("Open a result", anchor=False)
    _show_opening()


def _show_form() -> None:
    where = st.radio("Where are the articles?", [HERE, UPLOAD], key="corpus-where", horizontal=True)
    if where == HERE:
        st.text_input(
            "File or folder of articles",
            key="corpus-source",
            placeholder=str(Path.home() / "articles"),
            help="The whole path of a folder, a zip, or a table: csv, xlsx, jsonl (also gz) or Parquet.",
        )
    else:
        st.file_uploader(
            "Files of articles",
            type=list(TYPES),
            accept_multiple_files=True,
            max_upload_size=UPLOAD_LIMIT,
            key="corpus-files",
            help="They are copied into the result folder. Name the path of what is larger instead.",
        )
    st.text_input(
        "Folder for the result",
        key="corpus-out",
        placeholder=str(_suggested()),
        help="The whole path of a folder that is empty or not there yet. Left empty, it is the one that is shown.",
    )
    with st.expander("Options"):
        _show_options()
    out = st.session_state.get("corpus_asked")
    if out is not None:
        _confirm(out)
    else:
        st.button("Start", type="primary", key="corpus-start", icon=":material/play_arrow:", on_click=_begin)


def _show_options() -> None:
    if chosen_folder() is not None:
        st.checkbox(
            "Read words in context with the models",
            value=True,
            key="corpus-models",
            help="It takes two to three times as long as word lists and rules alone.",
        )
    own = current_own()
    if own.lists:
        st.checkbox(f"Use my {counted(len(own.lists), 'word list')}", value=True, key="corpus-own")
    most = processes_here()
    st.number_input(
        "Articles analysed side by side",
        min_value=1,
        max_value=most,
        value=most,
        key="corpus-processes",
        help=f"This computer has room for {most}. With fewer it takes longer, and leaves room for other work.",
    )


def _confirm(out: Path) -> None:
    """Ask what to do with a folder that holds a result already."""
    st.warning(plain(f"{out} holds a result already."), icon=":material/warning:")
    with st.container(horizontal=True):
        st.button("Open that result", key="corpus-open-asked", on_click=_open, args=(str(out),))
        st.button("Delete it and begin anew", key="corpus-delete-asked", on_click=_begin, kwargs={"anew": True})
        st.button("Choose another folder", key="corpus-forget-asked", on_click=_forget)


def _show_opening() -> None:
    with st.form("corpus-opening", border=False):
        folder = st.text_input(
            "Folder of a result", key="corpus-result", help="The folder that was given for the result of a run."
        )
        st.form_submit_button("Open the result", key="corpus-open", on_click=_open_typed)
    if recent := [one for one in recent_folders() if one != folder]:
        st.text("Opened before:")
        for place, one in enumerate(recent):
            st.button(plain(one), key=f"corpus-recent-{place}", on_click=_open, args=(one,))


def _suggested() -> Path:
    """Return the folder for the result of what is chosen now: beside the input, or at home for uploaded files."""
    state = st.session_state
    if state["corpus-where"] == UPLOAD:
        names = [file_name(file.name.rsplit(".", 1)[0]) for file in state.get("corpus-files") or ()]
        return Path.home() / f"{next(filter(None, names), 'articles')}{RESULT}"
    try:
        source = path_of(state.get("corpus-source") or "")
    except CorpusError:
        return Path.home() / f"articles{RESULT}"
    return source.with_name((source.name if source.is_dir() else source.name.split(".")[0]) + RESULT)


def _begin(*, anew: bool = False) -> None:
    """Start the run that the form asks for; ask first where the folder holds a result, unless that was answered."""
    state = st.session_state
    state.pop("corpus_asked", None)
    with telling_problems():
        typed = state["corpus-out"]
        out = path_of(typed) if typed.strip() else _suggested()
        source = None if state["corpus-where"] == UPLOAD else _typed_source(out)
        check_out(out)
        if not anew and out.is_dir() and read_manifest(out) is not None:
            state.corpus_asked = out
            return
        own = current_own() if state.get("corpus-own") else None
        order = Order(
            source=str(source or _uploaded(out)),
            models=state.get("corpus-models", False),
            own_lexicons=own is not None,
            processes=None if state["corpus-processes"] == processes_here() else state["corpus-processes"],
        )
        start(order, out, own=own, recompute=anew)
        open_folder(out)


def _typed_source(out: Path) -> Path:
    """Return the input whose path is typed.

    Raises:
        CorpusError: if it cannot be read with a result there.
    """
    source = path_of(st.session_state["corpus-source"])
    check_source(source, out)
    return source


def _uploaded(out: Path) -> Path:
    """Put the uploaded files into the result folder; return where they are.

    Raises:
        CorpusError: if there are none, or they cannot be written.
    """
    files = st.session_state.get("corpus-files")
    if not files:
        raise CorpusError("Choose the files first.")
    return put_files(((file.name, file.getvalue()) for file in files), out)


def _try() -> None:
    """Run the sample stories as a corpus."""
    with telling_problems():
        source, out = make_trial(sample_stories())
        start(Order(source=str(source), models=chosen_folder() is not None), out)
        open_folder(out)


def _open_typed() -> None:
    _open(st.session_state["corpus-result"])


def _open(typed: str) -> None:
    with telling_problems():
        folder = path_of(typed)
        check_result(folder)
        st.session_state.pop("corpus_asked", None)
        open_folder(folder)


def _forget() -> None:
    st.session_state.pop("corpus_asked", None)
