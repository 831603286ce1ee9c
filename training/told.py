"""What the tellings model learns from: two tellings of a story, sentence by sentence, and what is named in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Mention:
    """Words for a person, group, organisation or matter.

    Attributes:
        start: first character in the sentence.
        end: the one after the last.
        entity: number of what they name, the same throughout a story; below 0 if nobody has said.
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


@dataclass(frozen=True, slots=True, eq=False)
class ToldStory:
    """Two tellings of one story.

    Attributes:
        first: sentences of one telling.
        second: of the other.
        same: whether a sentence of the first (row) tells one fact with one of the second.
        judged: whether anything is learned of the two; whether some sentences tell a fact, nobody can say.
    """

    first: Sequence[ToldSentence]
    second: Sequence[ToldSentence]
    same: NDArray[np.bool_]
    judged: NDArray[np.bool_]
