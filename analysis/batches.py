"""Many things in batches, so that they are worked on together and memory stays small however many they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import repeat
from typing import TypeVar

Item = TypeVar("Item")


def batches(
    items: Iterable[Item], size_of: Callable[[Item], int], *, most_items: int | Iterable[int], most_size: int
) -> Iterator[list[Item]]:
    """Yield items in batches, in order, none of them empty.

    Args:
        items: what is put into batches; no more of them are taken than a batch and the next.
        size_of: the size of one, at least 0, in any unit.
        most_items: how many a batch may hold, at least 1; or how many the first may hold, the second and so on, without
            end.
        most_size: how large the items of a batch may be together; one that is larger is a batch of its own.
    """
    allowed = repeat(most_items) if isinstance(most_items, int) else iter(most_items)
    batch: list[Item] = []
    total, most = 0, next(allowed)
    for item in items:
        size = size_of(item)
        if batch and (len(batch) == most or total + size > most_size):
            yield batch
            batch, total, most = [], 0, next(allowed)
        batch.append(item)
        total += size
    if batch:
        yield batch
