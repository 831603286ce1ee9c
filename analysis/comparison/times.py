"""When something happens, and how long it takes or lasts: in minutes, so that "28 days" and "four weeks" are one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from spacy.tokens import Token

from analysis.quantities import Quantity
from analysis.vocabulary import stem

MINUTES = "minutes"
# From here a number beside a noun of time is a year: "in 2023, a week later".
FIRST_YEAR = 1000
# What stands for one ("within a day", "for half a century").
ONE = frozenset({"a", "an", "one"})
HALF = "half"
# Behind the noun: "a month and a half".
AND_A_HALF = ("and", "a", HALF)


def named_dates(tokens: Sequence[Token]) -> frozenset[str]:
    """Return the days and months that a sentence names, in lower case."""
    return frozenset(token.lower_ for token in tokens if token.ent_type_ == "DATE" and token.pos_ == "PROPN")


def lengths_of_time(
    tokens: Sequence[Token], quantities: Sequence[Quantity], lengths: Mapping[str, float]
) -> Iterator[Quantity]:
    """Yield the lengths of time in a sentence, in minutes.

    Args:
        tokens: of the sentence.
        quantities: its numbers.
        lengths: minutes by base form of the noun.
    """
    by_stem = {stem(noun): minutes for noun, minutes in lengths.items()}
    for quantity in quantities:
        minutes = by_stem.get(quantity.unit)
        if minutes is not None and not quantity.vague and quantity.low < FIRST_YEAR:
            yield _length(quantity.first, quantity.last, quantity.low * minutes)
    for place, (one, noun) in enumerate(pairwise(tokens)):
        minutes = lengths.get(noun.lemma_.lower())
        if minutes is not None and one.lower_ in ONE:
            before = tokens[place - 1] if place else None
            if before is not None and before.lower_ == HALF:
                yield _length(one.i, noun.i, minutes / 2)
            elif tuple(token.lower_ for token in tokens[place + 2 : place + 5]) == AND_A_HALF:
                yield _length(one.i, noun.i, minutes * 1.5)
            elif before is not None and before.pos_ == "ADP":
                yield _length(one.i, noun.i, minutes)


def _length(first: int, last: int, minutes: float) -> Quantity:
    return Quantity(first, last, first, minutes, minutes, MINUTES, exact=False)
