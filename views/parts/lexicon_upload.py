"""Adding own word lists: the files, an example of each format, and what could not be used."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

import streamlit as st

from analysis.article import ArticleError
from analysis.own_lexicons import FORMATS, OwnLexicons, OwnRead, read_lexicon_bytes
from analysis.saved import MOST_BYTES
from views.parts.lexicon_state import current_own, put_own
from views.parts.plain import counted

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "examples"
OFFERED = {"word_list.csv": "Example table (CSV)", "word_list.toml": "Example category file (TOML)"}
# A person mends the first handful and uploads again.
MOST_PROBLEMS = 20
UPLOAD_LIMIT = MOST_BYTES // 1_000_000  # MB


def show_upload() -> None:
    """Draw the place for files, the examples, and what was wrong with the files given last."""
    st.file_uploader(
        "Files with word lists",
        type=[suffix.lstrip(".") for suffix in FORMATS],
        accept_multiple_files=True,
        max_upload_size=UPLOAD_LIMIT,
        key=_key(),
        on_change=_add,
        help="A table with a column “term”, a category file, a dictionary of moral words (.dic, or a table of word "
        "scores), or lists that were saved here. A list of the same name is replaced.",
    )
    with st.container(horizontal=True):
        for name, label in OFFERED.items():
            st.download_button(
                label,
                data=(EXAMPLES / name).read_bytes(),
                file_name=name,
                key=f"example-{name}",
                on_click="ignore",
                type="tertiary",
                icon=":material/download:",
            )
    _show_problems(st.session_state.get("lexicon_problems", ()))


def _key() -> str:
    """Return the key of the uploader: a new one for each batch, so that it is empty again."""
    return f"lexicon-files-{st.session_state.get('n_lexicon_batches', 0)}"


def _add() -> None:
    files = st.session_state[_key()]
    reads = [read_lexicon_bytes(file.name, file.getvalue()) for file in files]
    problems = [str(problem) for read in reads for problem in read.problems]
    own = current_own()
    for read in reads:
        try:
            own = _with(own, read)
        except ArticleError as error:
            problems.append(str(error))
    put_own(own)
    st.session_state.lexicon_problems = problems
    st.session_state.n_lexicon_batches = st.session_state.get("n_lexicon_batches", 0) + 1


def _with(own: OwnLexicons, read: OwnRead) -> OwnLexicons:
    """Add the lists of a file; a saved one says how its lists are used."""
    for one in read.lists:
        own = own.with_list(one)
    return own if read.instead is None else own.used(instead=read.instead)


def _show_problems(problems: Sequence[str]) -> None:
    if not problems:
        return
    items = "".join(f"<li>{escape(problem)}</li>" for problem in problems[:MOST_PROBLEMS])
    rest = len(problems) - MOST_PROBLEMS
    more = f"<li>… and {rest:,} more</li>" if rest > 0 else ""
    st.error(
        f"{counted(len(problems), 'problem')} in the files given last. What is named here is not used; the rest is."
    )
    st.html(f'<ul class="problems">{items}{more}</ul>')
