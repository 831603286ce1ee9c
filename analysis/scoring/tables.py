"""Tables on disk: what one must have, what reading one gives, and how its text is opened."""

from __future__ import annotations

import codecs
import gzip
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader, TextIOWrapper
from pathlib import Path
from typing import TypeAlias, TypeVar, cast

from analysis.document import MAXIMUM_CHARACTERS
from analysis.scoring.rows import ERROR, ID, Row, RowError

# A text of the greatest length with every character escaped, and as much again for the other columns.
MOST_LINE_CHARACTERS = 16 * MAXIMUM_CHARACTERS
SHOWN_COLUMNS, SHOWN_CHARACTERS = 20, 40
# What a damaged file raises while it is read: its disk, its compression.
DAMAGE = (OSError, EOFError, zlib.error)
# A row, or why it could not be read, and its number as people count them.
Numbered: TypeAlias = tuple[int, Row | RowError]
# What a column holds: int, float or str; dict, which is a number by name; or a list of objects, each with these keys.
Kind: TypeAlias = type | Mapping[str, type]
Found = TypeVar("Found")


class TableError(Exception):
    """A table cannot be read or written as a whole: which, why, and what to do about it.

    Attributes:
        trouble: why, and what to do, to be read after the table's name.
    """

    def __init__(self, place: object, trouble: str) -> None:
        """Put the name of the table in front of what is wrong with it."""
        super().__init__(f"{place}: {trouble}")
        self.trouble = trouble


@dataclass(frozen=True)
class Columns:
    """What a measure reads from a table and writes to one.

    Attributes:
        read: the columns that a table must have; ``id`` may be there too.
        written: the columns of values and what they hold; float counts for None, too.
    """

    read: tuple[str, ...]
    written: Mapping[str, Kind]

    @property
    def header(self) -> tuple[str, ...]:
        """All columns of the result, of good rows and bad ones."""
        return (ID, *self.written, ERROR)


@dataclass(frozen=True)
class Source:
    """A table being read.

    Attributes:
        rows: each row, or why it could not be read; raises a :class:`TableError` where the file is damaged.
        fraction: how much has been read, 0 to 1.
        id_type: Arrow type of the column ``id``; None if ids have no common type.
    """

    rows: Iterator[Row | RowError]
    fraction: Callable[[], float]
    id_type: object = None


@contextmanager
def open_text(path: Path) -> Iterator[tuple[TextIOWrapper, Callable[[], float]]]:
    """Open a text file, compressed if it ends in ``.gz``, and say how much of it has been read.

    Raises:
        TableError: if the file is UTF-16 or cannot be opened.
    """
    size = max(1, path.stat().st_size)
    with path.open("rb") as raw, text_in(path, raw) as text:
        yield text, lambda: raw.tell() / size


def text_in(place: object, raw: BufferedReader) -> TextIOWrapper:
    """Return the text in a stream, which is compressed if the name of its place ends in ``.gz``.

    Line ends are kept as they are, and bytes that are not UTF-8 become lone surrogates, so that only their row is bad.

    Raises:
        TableError: if it is UTF-16 or cannot be read.
    """
    stream = cast(BufferedReader, gzip.GzipFile(fileobj=raw)) if str(place).lower().endswith(".gz") else raw
    try:
        start = stream.peek(2)[:2]
    except DAMAGE as error:
        raise TableError(place, f"cannot be read ({error}); save or compress it anew.") from error
    if start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        raise TableError(place, "is UTF-16; save it as UTF-8.")
    return TextIOWrapper(stream, "utf-8-sig", errors="surrogateescape", newline="")


def demand_columns(path: Path, names: Sequence[str], columns: Columns) -> list[str]:
    """Return which of a table's columns are read.

    Raises:
        TableError: if one is lacking, or there twice; says which columns are there.
    """
    if missing := [name for name in columns.read if name not in names]:
        wanted = ", ".join(f"“{name}”" for name in missing)
        raise TableError(path, f"has no column {wanted}; it has {_shown(names)}. Rename its columns.")
    read = [name for name in (ID, *columns.read) if name in names]
    demand_single(path, names, read)
    return read


def demand_single(place: object, names: Sequence[str], read: Sequence[str]) -> None:
    """Refuse a table that has a column twice, since nobody knows which of them is meant.

    Raises:
        TableError: says which columns are there.
    """
    if twice := [name for name in read if names.count(name) > 1]:
        raise TableError(place, f"has the column “{twice[0]}” twice; it has {_shown(names)}. Rename one of them.")


def _shown(names: Sequence[str]) -> str:
    return ", ".join(f"“{name[:SHOWN_CHARACTERS]}”" for name in names[:SHOWN_COLUMNS]) or "none"


def undamaged(place: object, rows: Iterator[Found], damage: tuple[type[Exception], ...] = DAMAGE) -> Iterator[Found]:
    """Yield rows; where the file breaks off, say so.

    Raises:
        TableError: if the file is damaged.
    """
    try:
        yield from rows
    except damage as error:
        raise TableError(place, f"is damaged ({error}); restore it and start anew.") from error
