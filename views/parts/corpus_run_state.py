"""Which result folder is open in this visit: it stands in the address, so that a reload finds it again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit as st

from analysis.corpus.background import read_order
from analysis.corpus.manifest import read_manifest
from analysis.corpus.options import CorpusError
from views.parts.plain import plain

# What the folder is called in the address.
IN_ADDRESS = "corpus"
# A person comes back to the last few.
MOST_RECENT = 5


def path_of(text: str) -> Path:
    """Return the path that a person has typed or pasted, perhaps in quotation marks as file managers give it.

    Raises:
        CorpusError: if it is none that says by itself where it is.
    """
    typed = text.strip().strip("\"'").strip()
    if not typed:
        raise CorpusError("Name a file or folder on this computer.")
    try:
        path = Path(typed).expanduser()
    except RuntimeError as error:
        raise CorpusError(f"{typed}: there is no such user.") from error
    if "\0" in typed or not path.is_absolute():
        raise CorpusError(f"{typed}: give the whole path, such as {Path.home() / 'articles'}.")
    if path.drive.startswith("\\\\"):
        # An address that somebody sends must not make this computer sign in at another.
        raise CorpusError(f"{typed}: lies on another computer; give it a drive letter first.")
    return path


def opened_folder() -> Path | None:
    """Return the result folder that is open; None if there is none.

    Raises:
        CorpusError: if the address names something that cannot be one.
    """
    text = st.query_params.get(IN_ADDRESS) or st.session_state.get("corpus_folder")
    if not text:
        return None
    st.query_params[IN_ADDRESS] = st.session_state.corpus_folder = text
    return path_of(text)


def open_folder(folder: Path) -> None:
    """Open a result folder."""
    st.session_state.corpus_folder = st.query_params[IN_ADDRESS] = str(folder)
    st.session_state.corpus_recent = [str(folder), *(one for one in recent_folders() if one != str(folder))]


def close_folder() -> None:
    """Close the result folder that is open."""
    st.session_state.pop("corpus_folder", None)
    st.query_params.pop(IN_ADDRESS, None)


def recent_folders() -> list[str]:
    """Return the folders opened in this visit, the latest first."""
    recent: list[str] = st.session_state.get("corpus_recent", [])
    return recent[:MOST_RECENT]


def check_result(folder: Path) -> None:
    """See that there is a result, or the beginning of one, in a folder.

    Raises:
        CorpusError: if not.
    """
    if not folder.is_dir():
        raise CorpusError(f"{folder}: there is no such folder.")
    if read_manifest(folder) is None and read_order(folder) is None:
        raise CorpusError(f"{folder}: holds no result of a corpus run.")


@contextmanager
def telling_problems() -> Iterator[None]:
    """Keep what goes wrong with what was pressed, for :func:`show_problem`, until something else is pressed."""
    st.session_state.corpus_problem = ""
    try:
        yield
    except CorpusError as error:
        st.session_state.corpus_problem = str(error)


def show_problem() -> None:
    """Say what went wrong with what was pressed last, if anything did."""
    if problem := st.session_state.get("corpus_problem"):
        st.error(plain(problem), icon=":material/error:")
