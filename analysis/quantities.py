"""Numbers in a text: their value, their unit, and whether they are exact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Token

from analysis.lexicon import Lexicons
from analysis.vocabulary import stem

DIGITS = re.compile(r"\d[\d,]{0,20}(?:\.\d{1,10})?")
# From here a number word multiplies what stands before it ("3 million").
MULTIPLIER = 100
# By what share of a bound the true number may lie beyond it: nobody calls 200 "more than 100".
FURTHEST_OFF = 0.5
# Nobody takes 40 for a rounded 41; "2.4 million" is taken for one.
ROUNDED_FROM = 1000
# Unit of shares, as the list of units has it.
PERCENT = "percent"
# How far behind a number its unit may stand ("40 old wooden houses").
REACH = 3


class Bound(StrEnum):
    """What a number says of the true one: that it is no less ("more than 100"), no more ("nearly 40"), or neither."""

    LEAST = "least"
    MOST = "most"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a text gives it.

    Attributes:
        first: index of its first token.
        last: index of its last token (included).
        opening: index of the first of the words and signs before it that belong to it ("more than $").
        low: the least that it can stand for; equal to ``high`` for a plain number.
        high: the most that it can stand for.
        unit: stem of the noun, or name of the sign, that it counts; empty if unknown.
        exact: whether nothing makes it inexact ("nearly", "dozens").
        bound: whether it is the least or the most that is meant.
    """

    first: int
    last: int
    opening: int
    low: float
    high: float
    unit: str
    exact: bool
    bound: Bound = Bound.NONE

    def allows(self, other: Quantity) -> bool:
        """Whether another number is what this one leaves open: 104 for "more than 100", 38 for "nearly 40"."""
        if self.bound is Bound.NONE or other.vague:
            return False
        within = FURTHEST_OFF * self.low
        return 0 <= (other.low - self.low if self.bound is Bound.LEAST else self.low - other.low) <= within

    def rounds(self, other: Quantity) -> bool:
        """Whether this is another number rounded to its own leading digits: 2.4 million for 2.38 million, 7 for 7.4."""
        if self.vague or other.vague or not other.low:
            return False
        if self.low < ROUNDED_FROM:
            return other.low % 1 != 0 and round(other.low) == self.low
        digits = len(f"{self.low:.10g}".replace(".", "").strip("0")) or 1
        return float(f"{other.low:.{digits - 1}e}") == self.low

    @property
    def vague(self) -> bool:
        """Whether it is an amount without a number ("dozens")."""
        return self.low != self.high


@dataclass(frozen=True)
class QuantityReader:
    """Finds the quantities among tokens; holds the word lists that this takes."""

    values: dict[str, float]
    vague: dict[str, tuple[float, float]]
    approximators: frozenset[str]
    units: dict[str, str]
    bounds: dict[str, Bound]
    fractions: dict[str, float]

    def read(self, tokens: Sequence[Token]) -> Iterator[Quantity]:
        """Yield the quantities among the tokens of one sentence or headline, in order."""
        position = 0
        while position < len(tokens):
            end, value = self._number(tokens, position)
            if value is not None:
                # "One" is mostly a pronoun, and no number that anybody would get wrong.
                if value != 1 or tokens[position].is_digit:
                    yield self._quantity(tokens, position, end, value, value)
            elif (percent := self._fraction(tokens, position)) is not None:
                end = position + 1
                yield Quantity(
                    tokens[position].i, tokens[position].i, tokens[position].i, percent, percent, PERCENT, exact=False
                )
            elif (limits := self.vague.get(tokens[position].lower_)) and self._counts(tokens, position):
                end = position + 1
                yield self._quantity(tokens, position, end, *limits)
            position = max(end, position + 1)

    def _number(self, tokens: Sequence[Token], start: int) -> tuple[int, float | None]:
        """Read "40", "3.2 million", "forty-two", "two hundred"; return where it ends, and its value if it is one."""
        value: float | None = None
        position = start
        while position < len(tokens):
            text = tokens[position].lower_
            if value is None and DIGITS.fullmatch(text):
                value = float(text.replace(",", ""))
            elif (factor := self.values.get(text)) is None:
                if text != "-" or value is None or position + 1 >= len(tokens):
                    break
                if tokens[position + 1].lower_ not in self.values:
                    break
            elif factor >= MULTIPLIER:
                if value is None:
                    break
                value *= factor
            else:
                if value is not None and (value % 10 or factor >= 10 or value < 20):
                    break
                value = (value or 0) + factor
            position += 1
        return position, value

    def _fraction(self, tokens: Sequence[Token], position: int) -> float | None:
        """Read "a third of", "two thirds"; return it in per cent, or None if it is none."""
        share = self.fractions.get(tokens[position].lower_)
        before = tokens[position - 1].lower_ if position else ""
        of = tokens[position + 1].lower_ if position + 1 < len(tokens) else ""
        if share is None or (of != "of" and before != "a" and before not in self.values):
            return None
        return share * self.values.get(before, 1)

    def _counts(self, tokens: Sequence[Token], position: int) -> bool:
        """Whether a vague word counts something: "dozens of homes", "threatens thousands"."""
        following = tokens[position + 1 : position + 3]
        return not following or any(token.lower_ == "of" or token.pos_ in ("NOUN", "ADJ") for token in following)

    def _quantity(self, tokens: Sequence[Token], start: int, end: int, low: float, high: float) -> Quantity:
        first = start
        while first and tokens[first - 1].lower_ in self.approximators | self.units.keys():
            first -= 1
        exact = low == high and not any(token.lower_ in self.approximators for token in tokens[first:start])
        unit = self._unit(tokens, start, end)
        before = next((token.lower_ for token in reversed(tokens[first:start]) if token.lower_ in self.bounds), "")
        bound = self.bounds.get(before, Bound.NONE)
        return Quantity(tokens[start].i, tokens[end - 1].i, tokens[first].i, low, high, unit, exact, bound)

    def _unit(self, tokens: Sequence[Token], start: int, end: int) -> str:
        if start and (sign := self.units.get(tokens[start - 1].lower_)):
            return sign
        for token in tokens[end : end + REACH]:
            if unit := self.units.get(token.lower_) or self.units.get(token.lemma_.lower()):
                return unit
        head = tokens[end - 1].head
        if head.pos_ in ("NOUN", "PROPN") and head.i > tokens[end - 1].i:
            return stem(head.lemma_)
        nouns = (token for token in tokens[end : end + REACH] if token.pos_ in ("NOUN", "PROPN"))
        noun = next(nouns, None)
        return stem(noun.lemma_) if noun is not None else ""


def load_quantity_reader(lexicons: Lexicons) -> QuantityReader:
    """Read the number words from the word lists."""
    return QuantityReader(
        values={word: float(value) for word, value in lexicons.values("number_words").items()},
        vague={word: (float(low), float(high)) for word, (low, high) in lexicons.values("vague_quantities").items()},
        approximators=lexicons.words("approximators"),
        units=dict(lexicons.values("number_units")),
        fractions={word: float(share) for word, share in lexicons.values("fractions").items()},
        bounds={word: Bound(bound) for word, bound in lexicons.values("number_bounds").items()},
    )
