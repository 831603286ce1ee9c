"""Sentences of two articles that may report one fact, read side by side by a model: do they, and who is who in them?

Most pairs of sentences have nothing in common; only those are read that words, numbers and meaning make likely.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from analysis.comparison.likeness import OFFSET
from analysis.comparison.telling import Telling
from analysis.intervals import Numbers
from analysis.models import ReadTogether

# A pair is read if fewer sentences than this are likelier for either of the two, and it is neither far from likely nor
# as good as certain: 87 in 100 of the same facts in the seen pairs of tests/comparison_gold. With twice as many pairs,
# 95 in 100, no more links are right.
MOST_LIKELIER, LEAST_LIKELY, AS_GOOD_AS_CERTAIN = 2, 0.03, 0.98
# Probabilities are kept this far from 0 and 1 where their logit is asked for.
SURE = 1e-6
# What the probability rests on, as the word list of weights has them.
READ, LIKENESS, TOGETHER = "read_together", "likeness", "together"

Pair = tuple[int, int]


@dataclass(frozen=True)
class PairsRead:
    """What is known of the sentences of two articles.

    Attributes:
        probable: how likely each sentence of the first (row) reports the same fact as each of the second, 0 to 1.
        together: what the model makes of the pairs that were read, by row and column; empty without models.
    """

    probable: Numbers
    together: Mapping[Pair, ReadTogether] = field(default_factory=dict)


def read_together(first: Telling, second: Telling, likely: Numbers, quoted: Collection[Pair]) -> PairsRead:
    """Read what may be one fact, and weigh what the model says together with the likeness of the sentences.

    Args:
        first: gives the rows.
        second: gives the columns.
        likely: probabilities by likeness.
        quoted: pairs of sentences that share a quotation: the model is not asked of them, since that would decide.
    """
    together = read_likely(first, second, likely)
    probable = likely.copy()
    for pair, found in together.items():
        if pair not in quoted:
            probable[pair] = weighed(float(likely[pair]), found.same, first.weights[READ])
    return PairsRead(probable, together)


def read_likely(first: Telling, second: Telling, likely: Numbers) -> dict[Pair, ReadTogether]:
    """Return what the model makes of the pairs of sentences that are worth reading; nothing without models."""
    if first.model is None or not likely.size:
        return {}
    pairs = [(row, column) for row, column in np.argwhere(worth_reading(likely)).tolist()]
    read = first.model.read([(first.states[row], second.states[column]) for row, column in pairs])
    return dict(zip(pairs, read, strict=True))


def worth_reading(likely: Numbers) -> NDArray[np.bool_]:
    """Return which pairs are read, as a matrix of the same shape."""
    in_doubt = (likely >= LEAST_LIKELY) & (likely <= AS_GOOD_AS_CERTAIN)
    chosen: NDArray[np.bool_] = (rivals(likely) < MOST_LIKELIER) & in_doubt
    return chosen


def rivals(likely: Numbers) -> Numbers:
    """Return for each pair how many others with the first sentence, or with the second, are likelier: the fewer."""
    fewer: Numbers = np.minimum(_likelier(likely), _likelier(likely.T).T)
    return fewer


def weighed(likely: float, same: float, weights: Mapping[str, float]) -> float:
    """Return the probability that two sentences report one fact, from their likeness and what the model says."""
    certain = float(np.clip(likely, SURE, 1 - SURE))
    logit = weights[LIKENESS] * np.log(certain / (1 - certain)) + weights[TOGETHER] * same + weights[OFFSET]
    return float(1 / (1 + np.exp(-logit)))


def _likelier(values: Numbers) -> Numbers:
    """Return for each value how many in its row are higher."""
    ranked = np.sort(values, axis=1)
    return np.stack(
        [len(row) - np.searchsorted(order, row, side="right") for row, order in zip(values, ranked, strict=True)]
    )
