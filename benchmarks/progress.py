"""A progress bar on standard error, so that results on standard output stay clean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from rich.console import Console
from rich.progress import track

Item = TypeVar("Item")
Result = TypeVar("Result")

# Large enough to keep every core at work, small enough for the bar to move.
CHUNK = 128


def progress(items: Iterable[Item], label: str, total: int) -> Iterator[Item]:
    """Yield the items while a bar tells how many are done."""
    yield from track(items, label, total=total, console=Console(stderr=True), transient=True)


def in_chunks(read: Callable[[Sequence[Item]], Sequence[Result]], items: Sequence[Item], label: str) -> list[Result]:
    """Return what ``read`` makes of all items, read in chunks under a progress bar."""
    starts = range(0, len(items), CHUNK)
    return [result for start in progress(starts, label, len(starts)) for result in read(items[start : start + CHUNK])]
