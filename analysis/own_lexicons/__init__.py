"""A person's own word lists, read from a file and used beside or instead of the built-in ones.

A file is a table, a category file, a dictionary of moral words or a saved file; ``lexicons/README.md`` describes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath

from analysis.article import ArticleError
from analysis.own_lexicons.draft import Draft
from analysis.own_lexicons.entries import Entry, from_category_file, from_rows
from analysis.own_lexicons.lists import (
    LONGEST_LABEL,
    MOST_LISTS,
    LexiconFile,
    OwnCategory,
    OwnLexicons,
    OwnList,
    OwnTerm,
)
from analysis.own_lexicons.moral import from_dictionary, from_scores, has_scores
from analysis.own_lexicons.use import Clash, clashes, reread, with_own_lexicons
from analysis.readers import Problem
from analysis.readers.cleaning import one_line
from analysis.readers.intake import content_of
from analysis.readers.table import MAXIMUM_ROWS, Cells, csv_cells, xlsx_cells
from analysis.saved import open_saved

__all__ = [
    "FORMATS",
    "MOST_BYTES",
    "MOST_LISTS",
    "Clash",
    "LexiconFile",
    "OwnCategory",
    "OwnLexicons",
    "OwnList",
    "OwnRead",
    "OwnTerm",
    "clashes",
    "gathered",
    "read_lexicon_bytes",
    "read_lexicon_file",
    "reread",
    "with_own_lexicons",
]

# Of a table or category file: a list of ten thousand terms with alternatives and reasons has about a third of it. Saved
# files may hold ten such lists, and are bounded like every saved file.
MOST_BYTES = 5_000_000
SAVED = ".json"
UNNAMED = "list"


def _csv(content: bytes) -> Iterator[Entry]:
    return _table(csv_cells(content))


def _xlsx(content: bytes) -> Iterator[Entry]:
    return _table(xlsx_cells(content))


def _table(rows: Iterable[Cells]) -> Iterator[Entry]:
    """Tell a table of moral word scores from one of terms by the names of its columns."""
    read = list(islice(rows, MAXIMUM_ROWS + 1))
    names = next((cells for cells in read if any(cell not in (None, "") for cell in cells)), ())
    return from_scores(read) if has_scores(names) else from_rows(read)


READERS: Mapping[str, Callable[[bytes], Iterator[Entry]]] = {
    ".csv": _csv,
    ".tsv": _csv,
    ".txt": _csv,
    ".xlsx": _xlsx,
    ".toml": from_category_file,
    ".dic": from_dictionary,
}
FORMATS = (*READERS, SAVED)


@dataclass(frozen=True, slots=True)
class OwnRead:
    """What a file of word lists held.

    Attributes:
        lists: those in it; none if it could not be read.
        problems: what could not be read of it, with row or term, and the remedy.
        instead: how a saved file says that its lists are used; None for other files.
    """

    lists: tuple[OwnList, ...] = ()
    problems: tuple[Problem, ...] = ()
    instead: bool | None = None


def read_lexicon_file(path: Path) -> OwnRead:
    """Read a file of word lists; what cannot be read is a problem, never an exception."""
    try:
        return read_lexicon_bytes(path.name, content_of(path))
    except ArticleError as error:
        return OwnRead(problems=(Problem(one_line(str(path)), str(error)),))


def read_lexicon_bytes(name: str, content: bytes) -> OwnRead:
    """Read an uploaded file of word lists.

    Args:
        name: the file's name; its ending tells the format.
        content: all its bytes.
    """
    name = one_line(name)
    suffix = PurePosixPath(name).suffix.lower()
    try:
        if suffix == SAVED:
            return _saved(name, content)
        if len(content) > MOST_BYTES:
            raise ArticleError(f"is larger than {MOST_BYTES // 1_000_000} MB; split it.")
        if suffix not in READERS:
            raise ArticleError(f"is no file of words that can be read here; give one of {', '.join(FORMATS)}.")
        draft = Draft(_list_name(name), READERS[suffix](content), file=name)
    except ArticleError as error:
        return OwnRead(problems=(Problem(name, str(error)),))
    found = draft.finished()
    if found is None:
        draft.problems.insert(
            0, Problem(name, "holds no term that can be used; see what is said of its rows, or add terms.")
        )
    return OwnRead((found,) if found else (), tuple(draft.problems))


def gathered(reads: Iterable[OwnRead], *, instead: bool = False) -> OwnLexicons:
    """Put the lists of several files together.

    Args:
        reads: the files; a saved one may say that its lists are used instead of the built-in ones.
        instead: say so for all.

    Raises:
        ArticleError: if two lists have the same name, or there are too many.
    """
    own = OwnLexicons()
    for read in reads:
        for one in read.lists:
            if any(one.name == other.name for other in own.lists):
                raise ArticleError(f"Two lists are called “{one.name}”. Give one of the files another name.")
            own = own.with_list(one)
        instead = instead or bool(read.instead)
    return own.used(instead=instead)


def _saved(name: str, content: bytes) -> OwnRead:
    opened = open_saved(LexiconFile, name, content).lexicons
    return OwnRead(opened.lists, instead=opened.instead)


def _list_name(name: str) -> str:
    """Return the name of a list after its file, without the ending."""
    stem = PurePosixPath(name).stem[:LONGEST_LABEL].strip()
    return stem if any(character.isalnum() for character in stem) else UNNAMED
