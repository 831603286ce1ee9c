"""The input: which files it is, and every article in it, one after the other, whatever its size."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from analysis.corpus.items import Item
from analysis.corpus.manifest import Input


def described(path: Path) -> Input:
    """Return what an input is, without reading its articles.

    Raises:
        CorpusError: if there is nothing there, or nothing of a kind that can be read.
    """
    raise NotImplementedError


def items_of(path: Path) -> Iterator[Item]:
    """Yield every item of an input, in the same order every time.

    Raises:
        CorpusError: if a table as a whole cannot be read.
    """
    raise NotImplementedError
