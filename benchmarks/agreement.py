"""Measures of agreement between answers and labels, and how sure they are; every benchmark takes them from here.

Answers that are classes are counted in tables: gold classes in rows, found classes in columns, in an array's last two
axes. Axes before these (sentences, resamples) are kept, so that a thousand resamples are measured in one go.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from analysis.intervals import percentile_interval, resample_counts

Numbers = NDArray[np.float64]
Metric = Callable[[Numbers], Numbers]

CALIBRATION_BINS = 10


def tally(gold: ArrayLike, found: ArrayLike, *, classes: int = 2) -> Numbers:
    """Return a table for each answer, with 1 in its cell; added up they are the table of all answers.

    Args:
        gold: class of each item, 0 to ``classes - 1``, or whether it is of the class in question.
        found: class that was answered.
        classes: number of classes.
    """
    rows, columns = np.asarray(gold, dtype=np.int64), np.asarray(found, dtype=np.int64)
    tables = np.zeros((len(rows), classes, classes))
    tables[np.arange(len(rows)), rows, columns] = 1
    return tables


def gathered(tables: Numbers, groups: ArrayLike, n_groups: int) -> Numbers:
    """Add up the tables of each group: of the words or targets of one sentence, which are not independent."""
    sums = np.zeros((n_groups, *tables.shape[1:]))
    np.add.at(sums, np.asarray(groups, dtype=np.int64), tables)
    return sums


def f1_of_classes(tables: Numbers) -> Numbers:
    """Return each class's harmonic mean of precision and recall, 0 to 1; 0 for a class neither marked nor found."""
    right = np.diagonal(tables, axis1=-2, axis2=-1)
    return 2 * right / np.maximum(tables.sum(-1) + tables.sum(-2), 1)


def f1(tables: Numbers) -> Numbers:
    """Return F1 of the second of two classes, 0 to 1."""
    return f1_of_classes(tables)[..., 1]


def macro_f1(tables: Numbers) -> Numbers:
    """Return the mean of all classes' F1, 0 to 1."""
    return f1_of_classes(tables).mean(-1)


def weighted_f1(tables: Numbers) -> Numbers:
    """Return the mean of all classes' F1, each class weighted with its share of the gold labels, 0 to 1."""
    shares = tables.sum(-1) / np.maximum(tables.sum((-2, -1)), 1)[..., np.newaxis]
    return (f1_of_classes(tables) * shares).sum(-1)


def precision(tables: Numbers) -> Numbers:
    """Return the share of what was found as the second of two classes that is of it; 0 if nothing was found."""
    return tables[..., 1, 1] / np.maximum(tables[..., 1].sum(-1), 1)


def recall(tables: Numbers) -> Numbers:
    """Return the share of the second of two classes that was found; 0 if there is nothing to find."""
    return tables[..., 1, 1] / np.maximum(tables[..., 1, :].sum(-1), 1)


def mean_recall(tables: Numbers) -> Numbers:
    """Return the mean of all classes' recall, 0 to 1."""
    right = np.diagonal(tables, axis1=-2, axis2=-1)
    return (right / np.maximum(tables.sum(-1), 1)).mean(-1)


def accuracy(tables: Numbers) -> Numbers:
    """Return the share of right answers, 0 to 1."""
    return np.trace(tables, axis1=-2, axis2=-1) / np.maximum(tables.sum((-2, -1)), 1)


def mcc(tables: Numbers) -> Numbers:
    """Return Matthews' correlation of two classes, -1 to 1; 0 for a constant answer (Matthews 1975)."""
    margins = tables.sum(-1).prod(-1) * tables.sum(-2).prod(-1)
    agreement = tables[..., 0, 0] * tables[..., 1, 1] - tables[..., 0, 1] * tables[..., 1, 0]
    return agreement / np.sqrt(np.maximum(margins, 1))


def with_interval(metric: Metric, tables: Numbers) -> str:
    """Return a measure of all tables together with its 95 % interval, as ``"0.812 (0.79–0.83)"``.

    Tables (one a sentence) are resampled with replacement, with the fixed seed of all intervals of this project.
    """
    value = float(metric(tables.sum(0)))
    resampled = resample_counts(len(tables)) @ tables.reshape(len(tables), -1)
    low, high = percentile_interval(value, metric(resampled.reshape(-1, *tables.shape[1:])))
    return f"{value:.3f} ({low:.2f}–{high:.2f})"


def calibration_error(probabilities: ArrayLike, outcomes: ArrayLike) -> float:
    """Return the expected calibration error, 0 to 1 (Naeini et al. 2015; Guo et al. 2017): lower is better.

    The mean distance between probability and share of outcomes over ten bins of equal width, weighted by their size.
    """
    stated, came = np.asarray(probabilities, dtype=np.float64), np.asarray(outcomes, dtype=np.float64)
    bins = np.minimum((stated * CALIBRATION_BINS).astype(np.int64), CALIBRATION_BINS - 1)
    return float(np.abs(np.bincount(bins, weights=stated - came)).sum() / len(stated))


def auc(higher: ArrayLike, lower: ArrayLike) -> float:
    """Return the chance that one of the first scores is higher than one of the second; a tie counts half."""
    first, second = np.asarray(higher, dtype=np.float64), np.sort(np.asarray(lower, dtype=np.float64))
    wins, ties_or_wins = np.searchsorted(second, first, "left"), np.searchsorted(second, first, "right")
    return float((wins + ties_or_wins).mean() / (2 * len(second)))


def average_precision(gold: NDArray[np.bool_], scores: ArrayLike) -> float:
    """Return the mean precision over all thresholds, weighted by the recall each adds, 0 to 1; ties go together."""
    order = np.argsort(-np.asarray(scores, dtype=np.float64), kind="stable")
    ranked, right = np.asarray(scores)[order], np.cumsum(gold[order])
    ends = np.append(np.flatnonzero(np.diff(ranked)), len(ranked) - 1)
    return float((right[ends] / (ends + 1) * np.diff(right[ends], prepend=0)).sum() / max(1, right[-1]))
