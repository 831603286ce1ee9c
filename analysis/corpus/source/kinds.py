"""What a file is, by the ending of its name."""

from __future__ import annotations

import re
from enum import Enum, auto
from pathlib import PurePosixPath

from analysis.corpus.source.tables import TABLES
from analysis.readers import READERS
from analysis.readers.intake import ZIP

# What follows the last point of “v1.2 final” is none.
_ENDING = re.compile(r"\.[a-z0-9]{1,10}")


class Kind(Enum):
    """What a file holds."""

    DOCUMENT = auto()
    TABLE = auto()
    ARCHIVE = auto()


def ending_of(name: str) -> str:
    """Return the ending of a file's name in lower case (``".html"``, ``".csv.gz"``), ``""`` if it has none."""
    suffixes = PurePosixPath(name.lower()).suffixes
    twofold = "".join(suffixes[-2:])
    if twofold in TABLES:
        return twofold
    return suffixes[-1] if suffixes and _ENDING.fullmatch(suffixes[-1]) else ""


def kind_of(name: str) -> Kind | None:
    """Return what a file holds; None if it is of a kind that is not read."""
    ending = ending_of(name)
    if ending == ZIP:
        return Kind.ARCHIVE
    if ending in TABLES:
        return Kind.TABLE
    return Kind.DOCUMENT if ending in READERS else None
