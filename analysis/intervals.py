"""How sure a score is: 95 % intervals by resampling, the same for every measure and on every run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from analysis.results import Score

Numbers = NDArray[np.float64]

# So that 25 resamples lie beyond each end of a 95 % interval: fewer would make the ends jump.
BOOTSTRAP_RESAMPLES = 1000
# Any fixed number: two runs on one text have to give the same interval.
BOOTSTRAP_SEED = 20_261
CONFIDENCE = 0.95
# Nothing seen in n cases: with 95 % confidence the true share is below 3 / n.
RULE_OF_THREE = 3.0


def bootstrap_interval(
    numerators: Sequence[float], denominators: Sequence[float], *, scale: float = 1.0
) -> tuple[float, float]:
    """Return the 95 % percentile bootstrap interval of ``scale * sum(numerators) / sum(denominators)``.

    Sentences are resampled with replacement, with a fixed seed (Efron and Tibshirani 1993, chapter 13). Where nothing
    is counted, or everything, resampling sees no uncertainty; then the other end is the rule of three: 3 cases in all
    that was looked at (Hanley and Lippman-Hand 1983). The interval is widened, if need be, to hold the value itself.

    Args:
        numerators: what is counted, a number a sentence.
        denominators: what it is counted in (words, or 1 for shares of sentences), a number a sentence.
        scale: 100 for per cent, 1000 for per thousand words.

    Raises:
        ValueError: if the lengths differ or the denominators add up to nothing.
    """
    top, bottom = np.asarray(numerators, dtype=float), np.asarray(denominators, dtype=float)
    if top.shape != bottom.shape or bottom.sum() <= 0:
        raise ValueError(
            "numerators and denominators must be of one length, and the denominators add up to more than 0"
        )
    unseen = scale * min(1.0, RULE_OF_THREE / bottom.sum())
    if not top.any():
        return 0.0, float(unseen)
    if np.array_equal(top, bottom):
        return float(scale - unseen), float(scale)
    draws = resample_counts(len(top))
    totals = draws @ bottom
    ratios = np.sort(scale * (draws @ top)[totals > 0] / totals[totals > 0])
    value = scale * top.sum() / bottom.sum()
    outside = int(len(ratios) * (1 - CONFIDENCE) / 2)
    return float(min(ratios[outside], value)), float(max(ratios[-1 - outside], value))


def with_ratio(
    score: Score, numerators: Sequence[float], denominators: Sequence[float], *, scale: float = 1.0
) -> Score:
    """Return a score with ``scale * sum(numerators) / sum(denominators)`` as its value, and the interval of that.

    Args and errors: see :func:`bootstrap_interval`.
    """
    low, high = bootstrap_interval(numerators, denominators, scale=scale)
    return replace(score, value=scale * sum(numerators) / sum(denominators), low=low, high=high)


def percentile_interval(value: float, resampled: Numbers) -> tuple[float, float]:
    """Return the 95 % percentile interval of a number's resamples, widened, if need be, to hold the number itself."""
    low, high = np.quantile(resampled, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    return min(float(low), value), max(float(high), value)


@lru_cache(maxsize=8)  # the scores of one article resample the same few numbers of sentences
def resample_counts(n_sentences: int) -> Numbers:
    """Return how often each of the resamples (row) takes each sentence (column); the array cannot be written to."""
    taken = np.random.default_rng(BOOTSTRAP_SEED).integers(n_sentences, size=(BOOTSTRAP_RESAMPLES, n_sentences))
    places = taken + n_sentences * np.arange(BOOTSTRAP_RESAMPLES)[:, np.newaxis]
    counts = np.bincount(places.ravel(), minlength=BOOTSTRAP_RESAMPLES * n_sentences)
    draws = counts.reshape(BOOTSTRAP_RESAMPLES, n_sentences).astype(np.float64)
    draws.flags.writeable = False
    return draws
