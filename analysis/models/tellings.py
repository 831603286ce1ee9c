"""The tellings model: what each sentence of an article tells, and names, so that it is found again in other articles.

A sentence is read once, with the end of the one before it, however many it is then compared with. Two sentences are
compared word by word: how much of what either tells the other tells, too ("late interaction", as in ColBERT: Khattab
and Zaharia 2020). Made by ``python -m training.tellings``; ``models/tellings/card.md`` says from what, and how good it
is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.models.encoder import Encoder, Inputs, Numbers
from analysis.models.files import ModelFiles

# Sub-words of a sentence, and of the end of the one before it; the model was trained on no more.
MOST_TOKENS, MOST_BEFORE = 72, 20
# Both, with three markers.
MOST_TOKENS_TOGETHER = MOST_TOKENS + MOST_BEFORE + 3
# Of each sub-word: how much it counts, what it tells, what the sentence tells as a whole, and what it is part of.
COUNTS, TELLS, AS_A_WHOLE, NAMES = 1, 96, 128, 64
# What a sub-word is of, as the model takes it.
AROUND, OF_SENTENCE = 0, 1
# Cosines that are kept in memory at once.
MOST_COSINES = 8_000_000


@dataclass(frozen=True, slots=True, eq=False)
class SentenceRead:
    """A sentence as it is compared.

    Attributes:
        tells: a row of length 1 for each sub-word (sub-words × 96); what tells the same points one way.
        counts: how much each sub-word counts; they add up to 1.
        whole: what the sentence tells as a whole (128), of length 1.
        names: a row for each sub-word (sub-words × 64); the sums over words that name one thing point one way.
        offsets: the characters that each sub-word stands for.
    """

    tells: Numbers
    counts: Numbers
    whole: Numbers
    names: Numbers
    offsets: tuple[tuple[int, int], ...]

    def named(self, start: int, end: int) -> Numbers:
        """Return what a stretch of characters names (64), of length 1; zeros if no sub-word stands for it."""
        rows = [number for number, (first, last) in enumerate(self.offsets) if first < end and start < last]
        return direction(self.names[rows].sum(axis=0))


class TellingsModel:
    """Reads sentences, and says which of two articles tell one fact, and whether words name one thing.

    Attributes:
        name: stable name with version.
    """

    def __init__(self, files: ModelFiles, encoder: Encoder) -> None:
        self.name = files.name
        self._settings = files.settings
        self._encoder = encoder

    def read(self, sentences: Sequence[tuple[str, str]]) -> list[SentenceRead]:
        """Read sentences, each on its own.

        Args:
            sentences: each after the one before it, which may be empty.
        """
        found = self._encoder.tokens([text for pair in sentences for text in pair])
        tokens = list(zip(found[::2], found[1::2], strict=True))
        outputs = self._encoder.run([inputs_of(before, ids) for (before, _), (ids, _) in tokens])
        return [
            _read(rows[-1 - len(kept) : -1], kept)
            for (rows,), (_, (_, offsets)) in zip(outputs, tokens, strict=True)
            for kept in [tuple(offsets[1:-1][:MOST_TOKENS])]
        ]

    def same(self, first: Sequence[SentenceRead], second: Sequence[SentenceRead]) -> Numbers:
        """Return how likely sentences tell one fact, as logits; not calibrated.

        Args:
            first: gives the rows.
            second: gives the columns.
        """
        if not (first and second):
            return np.zeros((len(first), len(second)), np.float32)
        one_way = np.zeros((len(first), len(second)), np.float32)
        other_way = one_way.copy()
        for start, end in _blocks(first, sum(len(each.counts) for each in second)):
            one_way[start:end], other_way[start:end] = _told_by_each(first[start:end], second)
        whole = np.stack([each.whole for each in first]) @ np.stack([each.whole for each in second]).T
        weights = self._settings
        more, less = np.maximum(one_way, other_way), np.minimum(one_way, other_way)
        logits = weights["whole"] * whole + weights["more"] * more + weights["less"] * less + weights["offset"]
        return logits.astype(np.float32)

    def one_thing(self, first: Numbers, second: Numbers) -> Numbers:
        """Return how likely words name one thing, as logits.

        Args:
            first: what words name, each of length 1 (stretches × 64); gives the rows.
            second: the same of others; gives the columns.
        """
        logits: Numbers = self._settings["mention_slope"] * (first @ second.T) + self._settings["mention_offset"]
        return logits


def inputs_of(before: NDArray[np.int64], sentence: NDArray[np.int64]) -> Inputs:
    """Return a sentence as the model takes it, after the end of the one before it.

    Args:
        before: its sub-words between two markers; if there is nothing between them, it is left out.
        sentence: its sub-words between two markers.
    """
    marker, end = sentence[:1], sentence[-1:]
    context = [before[1:-1][-MOST_BEFORE:], before[-1:]] if len(before) > len((*marker, *end)) else []
    own = sentence[1:-1][:MOST_TOKENS]
    ids = np.concatenate((marker, *context, own, end))
    kinds = np.full(len(ids), AROUND, dtype=np.int64)
    kinds[-1 - len(own) : -1] = OF_SENTENCE
    return {"input_ids": ids, "token_type_ids": kinds}


def direction(values: Numbers) -> Numbers:
    """Return rows as rows of length 1; zeros stay zeros."""
    lengths = np.linalg.norm(values, axis=-1, keepdims=True)
    rows: Numbers = (values / np.where(lengths, lengths, 1)).astype(values.dtype)
    return rows


def _read(rows: Numbers, offsets: tuple[tuple[int, int], ...]) -> SentenceRead:
    if not offsets:  # no sub-word that the model knows: a sentence that tells nothing
        return _read(np.zeros((1, COUNTS + TELLS + AS_A_WHOLE + NAMES), np.float32), ((0, 0),))
    logits, tells, whole, names = np.split(rows, np.cumsum((COUNTS, TELLS, AS_A_WHOLE)), axis=1)
    counts: Numbers = np.logaddexp(0, logits[:, 0]).astype(np.float32)
    return SentenceRead(direction(tells), counts / counts.sum(), direction(whole.mean(axis=0)), names, offsets)


def _blocks(sentences: Sequence[SentenceRead], columns: int) -> Iterator[tuple[int, int]]:
    """Yield where blocks of sentences begin and end whose cosines with so many sub-words fit into memory."""
    start = rows = 0
    for number, sentence in enumerate(sentences):
        if rows and (rows + len(sentence.counts)) * columns > MOST_COSINES:
            yield start, number
            start, rows = number, 0
        rows += len(sentence.counts)
    if start < len(sentences):
        yield start, len(sentences)


def _told_by_each(first: Sequence[SentenceRead], second: Sequence[SentenceRead]) -> tuple[Numbers, Numbers]:
    """Return how much of what each first sentence tells each second one tells, and the other way round."""
    cosines = np.concatenate([each.tells for each in first]) @ np.concatenate([each.tells for each in second]).T
    return _told(cosines, first, second), _told(cosines.T, second, first).T


def _told(cosines: Numbers, first: Sequence[SentenceRead], second: Sequence[SentenceRead]) -> Numbers:
    """Return the mean, over a first sentence's sub-words as they count, of the cosine with the likest of the second."""
    rows, columns = (_starts(sentences) for sentences in (first, second))
    likest = np.maximum.reduceat(cosines, columns, axis=1)
    counts = np.concatenate([each.counts for each in first])
    told: Numbers = np.add.reduceat(likest * counts[:, np.newaxis], rows, axis=0)
    return told


def _starts(sentences: Sequence[SentenceRead]) -> NDArray[np.intp]:
    lengths = [len(each.counts) for each in sentences]
    return np.concatenate(([0], np.cumsum(lengths[:-1]))).astype(np.intp)
