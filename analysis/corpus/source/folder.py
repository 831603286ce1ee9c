"""Every file under a folder, in the order of the names; links to folders are not followed, so that there is an end."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from analysis.corpus.options import CorpusError
from analysis.corpus.source.kinds import Kind, kind_of
from analysis.readers.archive import is_hidden
from analysis.readers.cleaning import one_line

LINK = "is a link to a folder, and those are not followed; copy the folder itself to here."
NOT_ORDINARY = "is not an ordinary file; save its content as a file and give that."
ODD_NAME = "has a name that is not UTF-8; rename it."


@dataclass(frozen=True, slots=True)
class File:
    """A file of the input.

    Attributes:
        name: what to call it: its path from the input on, whose own name comes first.
        path: where it is, absolute.
        kind: what it holds; None if it is not read.
        size: in bytes, of one that is read.
        changed: when that was, in nanoseconds.
        problem: why it cannot be read, and what to do.
    """

    name: str
    path: Path
    kind: Kind | None
    size: int = 0
    changed: int = 0
    problem: str | None = None


def files_in(path: Path) -> Iterator[File]:
    """Yield the files of a folder, sorted by name within each folder; or a single file.

    Hidden files and what systems leave behind are passed over. In memory are the names in one folder at a time, and in
    those above it.

    Raises:
        CorpusError: if a folder cannot be opened.
    """
    path = path.absolute()
    name = path.name if path.name != ".." else path.resolve().name
    if not path.is_dir():
        yield _file(name, path)
        return
    levels = [(name, path, _entries(path))]
    while levels:
        folder, place, entries = levels[-1]
        entry = next(entries, None)
        if entry is None:
            levels.pop()
            continue
        found, is_folder, is_link = entry
        name, inner = f"{folder}/{found}", place / found
        if is_folder and is_link:
            yield File(shown(name), inner, None, problem=LINK)
        elif is_folder:
            levels.append((name, inner, _entries(inner)))
        else:
            yield _file(name, inner)


def _entries(folder: Path) -> Iterator[tuple[str, bool, bool]]:
    """Return for each entry its name, by which they are sorted, whether it is a folder and whether it is a link."""
    try:
        with os.scandir(folder) as entries:
            return iter(
                sorted((each.name, each.is_dir(), each.is_symlink()) for each in entries if not is_hidden(each.name))
            )
    except OSError as error:
        raise CorpusError(
            f"{shown(str(folder))}: cannot be opened ({error.strerror}); get the right to read it, or move it away."
        ) from error


def _file(name: str, path: Path) -> File:
    kind = kind_of(name)
    if kind is None:
        return File(shown(name), path, None)
    try:
        str(path).encode()
        status = path.stat()
    except UnicodeEncodeError:
        return File(shown(name), path, kind, problem=ODD_NAME)
    except OSError as error:
        return File(shown(name), path, kind, problem=f"cannot be opened ({error.strerror}); check the file.")
    problem = None if stat.S_ISREG(status.st_mode) else NOT_ORDINARY
    return File(shown(name), path, kind, status.st_size, status.st_mtime_ns, problem)


def shown(name: str) -> str:
    """Return a file's name as people may be told it: one line of characters that all exist."""
    return one_line(os.fsencode(name).decode("utf-8", "replace"))
