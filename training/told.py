"""What the tellings model learns from: pairs of sentences, whether they report one fact, and what is named in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

# Nobody has said whether two sentences report one fact, or two mentions are of one thing.
UNKNOWN = -1.0


@dataclass(frozen=True, slots=True)
class Mention:
    """Words for a person, group, organisation or matter.

    Attributes:
        start: first character in the sentence.
        end: the one after the last.
        entity: number of what they name, the same in both sentences of a pair; below 0 if nobody has said.
    """

    start: int
    end: int
    entity: int


@dataclass(frozen=True, slots=True)
class ToldSentence:
    """A sentence, the one before it (empty if there is none), and what is named in it."""

    text: str
    before: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """Two sentences.

    Attributes:
        first: of one telling.
        second: of another.
        same: whether they report one fact, 0 or 1; :data:`UNKNOWN` if nobody has said.
    """

    first: ToldSentence
    second: ToldSentence
    same: float

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Those of the first sentence, then those of the second."""
        return (*self.first.mentions, *self.second.mentions)

    @property
    def named(self) -> Iterator[float]:
        """Whether two mentions are of one thing, for each two in order: 0, 1 or :data:`UNKNOWN`.

        Two of which nobody has said what they name may be of one thing; with one that is marked they are not.
        """
        for one, other in combinations(self.mentions, 2):
            known = one.entity >= 0 or other.entity >= 0
            yield float(one.entity == other.entity) if known else UNKNOWN
