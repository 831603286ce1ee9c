"""The tellings model: whether two sentences of different articles report one fact, and which of their words name one.

It goes on from the states that the loaded-language encoder has come to half-way, those of both sentences side by side:
what is costly is done once a sentence, however many it is compared with. Made by ``python -m training.tellings``;
``models/tellings/card.md`` says from what, and how good it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.models.encoder import Inputs, Numbers, Session
from analysis.models.files import ModelFiles
from analysis.models.sentences import SentenceModel

# Of each sentence; the model was trained on no more.
MOST_TOKENS = 72
# Of a sub-word's outputs the first three say whether the sentences report one fact, the others what it is part of.
SAID = 3
# What a row of states is of: the first sentence, the second, what stands before the first, before the second.
KINDS = FIRST, SECOND, BEFORE_FIRST, BEFORE_SECOND = range(4)


@dataclass(frozen=True, slots=True, eq=False)
class SentenceStates:
    """A sentence as it is compared.

    Attributes:
        states: what the shared layers make of it (sub-words × 384), with a marker at either end.
        offsets: the characters that each sub-word stands for.
        before: the mean of the states of the sentence before it (384); zeros if there is none.
    """

    states: Numbers
    offsets: tuple[tuple[int, int], ...]
    before: Numbers

    def at(self, start: int, end: int) -> list[int]:
        """Return the numbers of the sub-words of a stretch."""
        return [number for number, (first, last) in enumerate(self.offsets) if first < end and start < last]


@dataclass(frozen=True, slots=True, eq=False)
class ReadTogether:
    """Two sentences as read side by side.

    Attributes:
        same: how likely they report one fact, as a logit; not calibrated.
        first: a row for each sub-word of the first sentence; rows of words for one thing point one way.
        second: the same of the second.
    """

    same: float
    first: Numbers
    second: Numbers


class TellingsModel:
    """Reads sentences of two articles in pairs.

    Attributes:
        name: stable name with version.
    """

    def __init__(self, files: ModelFiles, session: Session, shared: SentenceModel) -> None:
        self.name = files.name
        self._settings = files.settings
        self._session = session
        self._shared = shared

    def prepare(self, sentences: Sequence[tuple[str, str]]) -> list[SentenceStates]:
        """Read sentences for being compared, each with the one before it (see :func:`prepared`)."""
        return prepared(sentences, self._shared)

    def read(self, pairs: Sequence[tuple[SentenceStates, SentenceStates]]) -> list[ReadTogether]:
        """Read pairs of sentences, each pair by itself."""
        outputs = self._session.run([inputs_of(*pair) for pair in pairs])
        return [_together(found, len(first.states)) for (first, _), (found,) in zip(pairs, outputs, strict=True)]

    def one_thing(self, read: ReadTogether, first: Sequence[Sequence[int]], second: Sequence[Sequence[int]]) -> Numbers:
        """Return how likely words of two sentences name one thing, as logits.

        Args:
            read: the sentences as read together.
            first: the sub-words of each stretch of words in the first sentence; gives the rows.
            second: the same of the second; gives the columns.
        """
        cosines = _directions(read.first, first) @ _directions(read.second, second).T
        logits: Numbers = self._settings["mention_slope"] * cosines + self._settings["mention_offset"]
        return logits


def _directions(rows: Numbers, stretches: Sequence[Sequence[int]]) -> Numbers:
    """Return the mean of each stretch's rows, of length 1."""
    means = np.array([rows[list(numbers)].mean(axis=0) for numbers in stretches])
    directions: Numbers = means / np.linalg.norm(means, axis=1, keepdims=True)
    return directions


def prepared(sentences: Sequence[tuple[str, str]], shared: SentenceModel) -> list[SentenceStates]:
    """Read sentences for being compared: each once, however often that is.

    Args:
        sentences: each after the one before it, which may be empty.
        shared: the model whose lower layers are used.
    """
    whole = shared.states([text for pair in sentences for text in pair])
    return [
        SentenceStates(states[:MOST_TOKENS], tuple(offsets[:MOST_TOKENS]), _mean(before))
        for (before, _), (states, offsets) in zip(whole[::2], whole[1::2], strict=True)
    ]


def _mean(states: Numbers) -> Numbers:
    """Return the mean of a sentence's states without its markers; zeros if there is nothing between them."""
    inner = states[1:-1]
    mean: Numbers = inner.mean(axis=0) if len(inner) else np.zeros(states.shape[1], np.float32)
    return mean


def inputs_of(first: SentenceStates, second: SentenceStates) -> Inputs:
    """Return two sentences as the model takes them: each after one row for what stands before it."""
    lengths = (1, len(first.states), 1, len(second.states))
    return {
        "states": np.concatenate((first.before[None], first.states, second.before[None], second.states)),
        "token_type_ids": np.repeat(np.array((BEFORE_FIRST, FIRST, BEFORE_SECOND, SECOND), dtype=np.int64), lengths),
    }


def _together(found: Numbers, length: int) -> ReadTogether:
    """Return what is read off the outputs, of which the first is that of what stands before."""
    first, second = found[1 : 1 + length], found[2 + length :]
    said = first[:, 0].mean() + second[:, 1].mean() + first[0, 2]
    return ReadTogether(float(said), first[:, SAID:], second[:, SAID:])
