"""Corpus: many articles analysed in the background, watched, stopped and gone on with; then explored.

A run is a process of its own, which outlives the page and the dashboard; its result folder tells all that is shown.
Folders are those of the computer on which the dashboard runs. So only whoever sits at that computer may name them and
start runs, unless whoever started the server says otherwise: see :mod:`views.parts.corpus_run_access`.
"""

from pathlib import Path

import streamlit as st

from analysis.corpus.options import CorpusError
from views.parts.corpus_explore import show_corpus
from views.parts.corpus_run_access import may_run
from views.parts.corpus_run_begin import show_beginning
from views.parts.corpus_run_state import check_result, close_folder, opened_folder
from views.parts.corpus_run_visitor import show_to_visitor
from views.parts.corpus_run_watch import show_input, show_run
from views.parts.page import begin_with_any
from views.parts.plain import plain

UNREADABLE = "What is known of this run cannot be read."


def chosen_folder() -> Path | None:
    """Return the result folder that the address names, if it holds one; say what is wrong with it otherwise."""
    try:
        folder = opened_folder()
        if folder is not None:
            check_result(folder)
    except CorpusError as error:
        close_folder()
        st.error(plain(str(error)), icon=":material/error:")
        return None
    return folder


begin_with_any(
    "A whole corpus",
    "Analyse hundreds or millions of articles at once, and see how outlets, sections and years differ.",
)
is_own = may_run()
folder = chosen_folder() if is_own else show_to_visitor()
if folder is None:
    if is_own:
        show_beginning()
    st.stop()

try:
    show_input(folder, may_run=is_own)
    at_work = show_run(folder, may_run=is_own)
except CorpusError as error:
    st.error(plain(str(error) if is_own else UNREADABLE), icon=":material/error:")
    st.stop()
# What a run is adding to is read anew at every look: only if somebody wants to.
if not at_work or st.toggle("Look at what is finished so far", key="corpus-look"):
    show_corpus(folder)
