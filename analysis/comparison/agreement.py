"""How well the numbers of two sentences agree."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from analysis.comparison.telling import LARGEST_SMALL_NUMBER
from analysis.quantities import Quantity

# Two numbers this close are one, rounded: "almost 20" for 18.
ROUNDING = 0.12
# The same number for the same thing; the same or nearly the same number; none in common, but one for the same thing.
SAME, NEAR, CLASH = 2.0, 1.0, -1.0
# By how much less a small number says, which many things have: "four countries", "four inspectors".
SMALL = 0.5


def agreement(first: Sequence[Quantity], second: Sequence[Quantity]) -> float:
    """Return how well the numbers of two sentences agree, −1 to 2; 0 if there are none to compare.

    The best pair counts: a sentence may well have a number more than the other.
    """
    agreements = [_telling(*pair) for pair in product(first, second)]
    return max((value for value in agreements if value), default=0.0)


def _telling(one: Quantity, other: Quantity) -> float:
    """Return how well two numbers agree, less if they are small."""
    value = _agreement(one, other)
    return value - SMALL if value > 0 and min(one.low, other.low) <= LARGEST_SMALL_NUMBER else value


def _agreement(one: Quantity, other: Quantity) -> float:
    same_thing = bool(one.unit) and one.unit == other.unit
    if (one.low, one.high) == (other.low, other.high):
        return SAME if same_thing else NEAR
    larger = max(one.low, other.low)
    if one.low <= other.high and other.low <= one.high:
        return NEAR
    if larger > LARGEST_SMALL_NUMBER and abs(one.low - other.low) <= ROUNDING * larger:
        return NEAR
    return CLASH if same_thing else 0.0
