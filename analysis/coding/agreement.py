"""How far people agree on the words of a text: Krippendorff's alpha with its interval."""

from __future__ import annotations

from dataclasses import dataclass

import krippendorff
import numpy as np
from numpy.typing import NDArray

from analysis.intervals import BOOTSTRAP_RESAMPLES, CONFIDENCE, Numbers, percentile_interval, resample_counts
from analysis.results import Band, too_short

Counts = NDArray[np.int64]

# An interval from fewer sentences says more about the drawing than about the class.
MINIMUM_SENTENCES = 5
# Of longer texts, neighbouring sentences are drawn together: 30,000 one-word sentences would fill the memory.
MOST_DRAWN = 2_000

ALPHA_BANDS = (
    Band("less than by chance", 0.0, "0 is what marking at random gives; below it, people disagree systematically."),
    Band("low", 0.667, "Krippendorff (2004) draws no conclusions below .667. Marks of bias seldom get beyond."),
    Band("enough for tentative conclusions", 0.8, "Krippendorff (2004): from .667 on, tentative conclusions."),
    Band("reliable", None, "Krippendorff (2004): from .800 on, the data can be relied on."),
)
TOO_FEW_CODERS = "Nothing to compare: agreement takes at least two people."
ALL_THE_SAME = "Cannot be computed: everybody did the same with every word, so nothing tells agreement from chance."
PERFECT = "Everybody agrees on every word; drawing sentences anew cannot tell how sure that is."
IN_FEW_SENTENCES = "Too few sentences differ for an interval."


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, or why there is none.

    Attributes:
        value: the number; None if it cannot be computed.
        note: why there is no value or no interval, or what to bear in mind; may be empty.
        low: lower end of the 95 % interval, if there is one.
        high: upper end of it.
    """

    value: float | None
    note: str = ""
    low: float | None = None
    high: float | None = None


def alpha(counts: Counts, sentences: NDArray[np.int64]) -> Figure:
    """Return Krippendorff's alpha for nominal values with words as units, -1 to 1; higher = more agreement.

    1 is perfect agreement, 0 what chance gives. A word with fewer than two values is left out. The 95 % interval is a
    percentile bootstrap over sentences, not words: people mark phrases, so neighbouring words agree or disagree
    together, and words drawn one by one would pretend to more evidence than there is.

    Args:
        counts: how many coders gave each word (row) each value (column).
        sentences: number of the sentence of each word.
    """
    compared = counts.sum(axis=1) > 1
    counts, sentences = counts[compared], sentences[compared]
    if not len(counts):
        return Figure(None, TOO_FEW_CODERS)
    counts = counts[:, counts.any(axis=0)]
    if counts.shape[1] == 1:
        return Figure(None, ALL_THE_SAME)
    value = float(krippendorff.alpha(value_counts=counts, level_of_measurement="nominal"))
    return _with_interval(value, counts, np.unique(sentences, return_inverse=True)[1])


def _with_interval(value: float, counts: Counts, sentences: NDArray[np.int64]) -> Figure:
    sentences = sentences // (1 + int(sentences.max()) // MOST_DRAWN)
    n_sentences = int(sentences.max()) + 1
    if note := too_short(n_sentences, "sentences", minimum=MINIMUM_SENTENCES, where="the text"):
        return Figure(value, note)
    if (np.count_nonzero(counts, axis=1) == 1).all():
        return Figure(value, PERFECT)
    resampled = _resampled(counts, sentences, n_sentences)
    # Where draws in which nothing differs are not rare, the others are no fair picture of all.
    if len(resampled) < CONFIDENCE * BOOTSTRAP_RESAMPLES:
        return Figure(value, IN_FEW_SENTENCES)
    low, high = percentile_interval(value, resampled)
    return Figure(value, low=low, high=high)


def _resampled(counts: Counts, sentences: NDArray[np.int64], n_sentences: int) -> Numbers:
    """Return alpha of each draw of sentences, except those in which everybody did the same with every word.

    For nominal values alpha is 1 - (n - 1) * D / (n² - sum of squared n_c), where n_c values are c, n are values in
    all, and D adds up over units the values that differ from another of their unit, divided by the values of the unit
    less one (Krippendorff 2019, chapter 12, written with sums over units). So sums by sentence are all that it takes.
    """
    coders = counts.sum(axis=1, keepdims=True)
    differing = (counts * (coders - counts) / (coders - 1)).sum(axis=1)
    by_sentence = np.zeros((n_sentences, counts.shape[1] + 1))
    np.add.at(by_sentence, sentences, np.column_stack([differing, counts]))
    sums = resample_counts(n_sentences) @ by_sentence
    observed, totals = sums[:, 0], sums[:, 1:]
    n_values = totals.sum(axis=1)
    by_chance = n_values**2 - (totals**2).sum(axis=1)
    varied = by_chance > 0
    return np.asarray(1 - (n_values[varied] - 1) * observed[varied] / by_chance[varied])
