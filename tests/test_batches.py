"""Batches: everything once, in order, within both bounds, and no batch smaller than it need be."""

from __future__ import annotations

from itertools import count, islice, pairwise, repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.batches import batches


def sized(sizes: list[int], *, most_items: int = 3, most_size: int = 10) -> list[list[int]]:
    """Batches of numbers that are their own sizes."""
    return list(batches(sizes, int, most_items=most_items, most_size=most_size))


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([], []),
        ([1], [[1]]),
        ([1, 1, 1, 1], [[1, 1, 1], [1]]),
        ([1, 1, 1], [[1, 1, 1]]),
        ([5, 5, 5], [[5, 5], [5]]),
        ([6, 5, 5], [[6], [5, 5]]),
        ([1, 11, 1], [[1], [11], [1]]),
        ([11], [[11]]),
        ([0, 0, 0, 0], [[0, 0, 0], [0]]),
    ],
)
def test_batches_worked_out_by_hand(sizes: list[int], expected: list[list[int]]) -> None:
    assert sized(sizes) == expected


@given(st.lists(st.integers(0, 15), max_size=60), st.integers(1, 6), st.integers(0, 30))
def test_every_item_is_in_one_batch_which_ends_only_where_the_next_would_be_too_much(
    sizes: list[int], most_items: int, most_size: int
) -> None:
    found = sized(sizes, most_items=most_items, most_size=most_size)
    assert [size for batch in found for size in batch] == sizes
    assert all(1 <= len(batch) <= most_items for batch in found)
    assert all(len(batch) == 1 or sum(batch) <= most_size for batch in found)
    assert all(len(batch) == most_items or sum(batch) + after[0] > most_size for batch, after in pairwise(found))


def test_batches_may_grow() -> None:
    growing = batches(count(), lambda _: 0, most_items=count(1), most_size=0)
    assert list(islice(growing, 3)) == [[0], [1, 2], [3, 4, 5]]


def test_no_more_are_taken_than_a_batch_and_the_next() -> None:
    taken = count()
    first = next(batches((next(taken) for _ in repeat(0)), lambda _: 1, most_items=5, most_size=100))
    assert first == [0, 1, 2, 3, 4]
    assert next(taken) == 6
