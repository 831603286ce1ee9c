"""Kernel ridge regression for the grade model, its settings chosen inside the excerpts that it is fitted on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve
from sklearn.model_selection import KFold, train_test_split

from analysis.intervals import Numbers
from analysis.models.grade import FURTHEST, Regression, kernel

Places = NDArray[np.int64]

SEED = 1
FOLDS = 5
# Principal directions kept; the file grows with them.
DIRECTIONS = 96
# Squared distances are means over the inputs, times this for the features and for the embedding.
FEATURE_REACH = (0.1, 0.2)
MEANING_REACH = (0.2, 0.4)
PENALTIES = (0.15, 0.4)
DIRECTION_LEVELS, ANCHOR_LEVELS = 32_767, 1_023


@dataclass(frozen=True)
class Inputs:
    """What a regression sees: rows of features, then of embeddings (none at all: zero columns)."""

    plain: Numbers
    meaning: Numbers

    @property
    def rows(self) -> Numbers:
        """Both beside each other."""
        return np.hstack([self.plain, self.meaning])


@dataclass(frozen=True)
class Settings:
    """What is chosen: how far features and embedding reach, and the ridge penalty."""

    feature_reach: float
    meaning_reach: float
    penalty: float


def fit(inputs: Inputs, ease: Numbers, places: Places) -> Regression:
    """Fit on some of the rows; the settings are those that do best on a fifth of them when fitted on the rest."""
    first, second = train_test_split(places, test_size=1 / FOLDS, random_state=SEED)
    meanings = MEANING_REACH if inputs.meaning.shape[1] else (0.0,)
    choices = [Settings(*values) for values in product(FEATURE_REACH, meanings, PENALTIES)]
    errors = [_error(_fitted(inputs, ease, first, choice), inputs, ease, second) for choice in choices]
    return _fitted(inputs, ease, places, choices[int(np.argmin(errors))])


def _error(regression: Regression, inputs: Inputs, ease: Numbers, places: Places) -> float:
    return float(np.mean((regression.ease(inputs.rows[places]) - ease[places]) ** 2))


def _fitted(inputs: Inputs, ease: Numbers, places: Places, settings: Settings) -> Regression:
    rows = inputs.rows[places]
    means, scales = rows.mean(0), np.maximum(rows.std(0), 1e-9)
    standard = np.clip((rows - means) / scales, -FURTHEST, FURTHEST)
    weights = np.concatenate(
        [
            np.full(part.shape[1], np.sqrt(reach / max(1, part.shape[1])))
            for part, reach in ((inputs.plain, settings.feature_reach), (inputs.meaning, settings.meaning_reach))
        ]
    )
    _, vectors = np.linalg.eigh(np.cov((standard * weights).T))
    directions = _rounded(weights[:, np.newaxis] * vectors[:, ::-1][:, :DIRECTIONS], DIRECTION_LEVELS)
    anchors = _rounded(standard @ directions, ANCHOR_LEVELS)
    offset = float(ease[places].mean())
    penalised = kernel(anchors, anchors) + settings.penalty * np.eye(len(places))
    pulls = cho_solve(cho_factor(penalised), ease[places] - offset)
    return Regression(means, scales, directions, anchors, pulls, offset, slope=0.0, intercept=0.0, error=0.0)


def unit_of(values: Numbers, levels: int) -> float:
    """Return the unit in which values are whole numbers up to ``levels``."""
    return float(np.abs(values).max()) / levels


def _rounded(values: Numbers, levels: int) -> Numbers:
    unit = unit_of(values, levels)
    rounded: Numbers = np.round(values / unit) * unit
    return rounded


def predicted(inputs: Inputs, ease: Numbers, places: Places | None = None) -> Numbers:
    """Return the ease of each of some rows as predicted by a regression fitted on the other four folds of them."""
    chosen = np.arange(len(ease)) if places is None else places
    found = np.zeros(len(chosen))
    for train, test in KFold(FOLDS, shuffle=True, random_state=SEED).split(chosen):
        found[test] = fit(inputs, ease, chosen[train]).ease(inputs.rows[chosen[test]])
    return found


def correlation(left: Numbers, right: Numbers, rows: Sequence[bool] | NDArray[np.bool_]) -> float:
    """Return Pearson's r over some rows."""
    kept = np.asarray(rows)
    return float(np.corrcoef(left[kept], right[kept])[0, 1])
