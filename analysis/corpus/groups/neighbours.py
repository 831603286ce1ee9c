"""Which articles are worth comparing: those that have a key in common, a bounded number for each.

Keys are sorted, so that equal ones lie side by side: a join that needs no more memory than its column, however many
articles there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


def neighbours(keys: NDArray[np.generic], order_by: Sequence[NDArray[np.generic]], most: int) -> Iterator[Numbers]:
    """Yield pairs of places with the same key, as rows of two: the later place, then the earlier, in that order.

    Args:
        keys: one a place.
        order_by: how places of the same key are ordered, the first counting most.
        most: with how many before it, and with the first of all, a place is paired at most.
    """
    order = np.lexsort((*reversed(order_by), keys))
    ordered = keys[order]
    begins = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(order) else np.empty(0, np.int64)
    since_first = np.arange(len(order)) - np.repeat(begins, np.diff(np.r_[begins, len(order)]))
    for step in range(1, most + 1):
        places = np.flatnonzero(since_first >= step)
        yield np.stack([order[places], order[places - step]])
    places = np.flatnonzero(since_first > most)
    yield np.stack([order[places], order[places - since_first[places]]])
