"""Which parts of a result are finished: they can be explored while the rest is still being worked on."""

from __future__ import annotations

import glob
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from analysis.corpus.groups import GROUPS
from analysis.corpus.options import CorpusError
from analysis.corpus.tables import ARTICLES

_PART = re.compile(r"part-(\d{6,9})\.parquet")


class NothingYetError(CorpusError):
    """No part of a result is finished."""


@dataclass(frozen=True, slots=True)
class Finished:
    """The finished parts of a result.

    Attributes:
        folder: of the result.
        parts: numbers of the parts whose articles, findings, actors and frames are all there, rising.
        marks: of each part, by which it is told from another file in its place: size, time of change in nanoseconds.
        has_groups: whether copies and stories have been looked for, which only happens at the end.
        bytes: size of the tables of articles together.
        digest: of names, sizes and times of change; another one means that there is more, or something else, to see.
    """

    folder: Path
    parts: tuple[int, ...]
    marks: tuple[tuple[int, int], ...]
    has_groups: bool
    bytes: int
    digest: str

    def file(self, table: str, part: int) -> str:
        """Return the path of one part of a table."""
        return str(self.folder / table / f"part-{part:06d}.parquet")

    def patterns(self, table: str, parts: Iterable[int]) -> list[str]:
        """Return the paths of some parts of a table as a query names them: no character means any other."""
        return [glob.escape(self.file(table, part)) for part in parts]


def finished_in(folder: Path) -> Finished:
    """Return what is finished in a result folder.

    Raises:
        NothingYetError: if nothing is.
    """
    files = _parts_of(folder / ARTICLES)
    if not files:
        raise NothingYetError(f"{folder}: no part of the result is finished yet; look again in a while.")
    groups = _parts_of(folder / GROUPS)
    marks = tuple(_mark(path) for path in files.values())
    told = f"{tuple(files)} {marks} {tuple(_mark(path) for path in groups.values())}"
    digest = hashlib.sha256(told.encode()).hexdigest()
    return Finished(folder, tuple(files), marks, bool(groups), sum(size for size, _ in marks), digest)


def _mark(path: Path) -> tuple[int, int]:
    stat = path.stat()
    return stat.st_size, stat.st_mtime_ns


def _parts_of(folder: Path) -> dict[int, Path]:
    """Return the files of a table by the number of their part, rising."""
    if not folder.is_dir():
        return {}
    found = {int(match[1]): path for path in folder.iterdir() if (match := _PART.fullmatch(path.name))}
    return dict(sorted(found.items()))
