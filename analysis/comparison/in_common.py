"""What sentences of two articles have in common in words, each alone and with the sentence beside it.

A row is a sentence. What one outlet tells in a single sentence, another spreads over two in a row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.intervals import Numbers

Rows = NDArray[np.floating]
# Sentences of few words have most of them in some other one by chance: "There was also a fire." As two rare words.
CHANCE = 10.0


def word_rows(first: Sequence[Mapping[str, float]], second: Sequence[Mapping[str, float]]) -> tuple[Rows, Rows]:
    """Return the words of each sentence of two articles as rows over the same columns.

    A word weighs by how rare it is in English and in the story, of which many sentences have its main words.

    Args:
        first: weight of each key, by sentence.
        second: the same of the other article.
    """
    sentences = [*first, *second]
    found: dict[str, int] = {}
    rarity: dict[str, float] = {}
    for sentence in sentences:
        for key, weight in sentence.items():
            found[key] = found.get(key, 0) + 1
            rarity[key] = max(weight, rarity.get(key, 0.0))
    columns = {key: column for column, key in enumerate(found)}
    rows = np.zeros((len(sentences), len(columns)))
    for row, sentence in enumerate(sentences):
        for key in sentence:
            rows[row, columns[key]] = rarity[key] * np.log((len(sentences) + 1) / found[key])
    return rows[: len(first)], rows[len(first) :]


def cosines(first: Rows, second: Rows) -> Numbers:
    """Return the cosine of each row of one with each row of the other, −1 to 1; 0 with a row of zeros."""
    found: Numbers = (_unit(first) @ _unit(second).T).astype(np.float64)
    return found


def contained(first: Rows, second: Rows) -> Numbers:
    """Return the share of the lighter sentence's words that the other has, or has with its neighbour, 0 to 1."""
    found = [_contained(first, second)]
    found += [_contained(first, joined) for joined in _joined(second)]
    found += [_contained(joined, second) for joined in _joined(first)]
    highest: Numbers = np.maximum.reduce(found)
    return highest


def _contained(first: Rows, second: Rows) -> Numbers:
    share: Numbers = first @ (second > 0).T / (np.minimum.outer(first.sum(axis=1), second.sum(axis=1)) + CHANCE)
    return share


def _joined(rows: Rows) -> tuple[Rows, Rows]:
    """Return each row joined with the next and with the one before it; a row of zeros is joined with nothing."""
    nothing = np.zeros((min(1, len(rows)), rows.shape[1]))
    told = rows.any(axis=1, keepdims=True)
    following, before = np.vstack([rows[1:], nothing]), np.vstack([nothing, rows[:-1]])
    return np.maximum(rows, following) * told, np.maximum(rows, before) * told


def _unit(rows: Rows) -> Rows:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Rows = np.divide(rows, lengths, out=np.zeros(rows.shape), where=lengths > 0)
    return unit
