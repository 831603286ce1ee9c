"""The grade model: kernel ridge regression from a text's features and meaning to how easy teachers would find it.

What the features are is the readability measure's affair (``analysis/readability/grade_features.py``). Fitted by
``python -m training.readability_grade`` on excerpts of the CLEAR corpus that are in the public domain or under CC BY;
``models/readability_grade/card.md`` says how well it does.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.models.files import ModelError, ModelFiles

Numbers = NDArray[np.float64]

WEIGHTS_FILE = "weights.json"
# A feature further from the mean than this many standard deviations says no more than one this far.
FURTHEST = 4.0


@dataclass(frozen=True, slots=True)
class CalibratedGrade:
    """What the model makes of a text.

    Attributes:
        ease: on the scale of CLEAR's teachers' judgements, about -4 to 2, higher = easier.
        grade: US school grade, 0 or more, higher = harder: the ease put through a straight line that gives it mean and
            spread of the formulas' median grade over the excerpts that the model is fitted on.
        low: grade from the easier end of the interval: 95 % of excerpts are judged to be no further from their
            predicted ease, cross-validated.
        high: grade from its harder end.
    """

    ease: float
    grade: float
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class Regression:
    """One fitted regression: ``offset + sum of pull * exp(-squared distance to anchor)`` in a space of few directions.

    Attributes:
        means: of each input.
        scales: what each input's distance from its mean is divided by.
        directions: inputs × directions; already scaled so that plain distances count.
        anchors: excerpts × directions.
        pulls: one an anchor.
        offset: ease of a text that is like no anchor.
        slope: grades a point of ease; negative.
        intercept: grade at ease 0.
        error: cross-validated; 95 % of the excerpts are judged to be no further from their predicted ease.
    """

    means: Numbers
    scales: Numbers
    directions: Numbers
    anchors: Numbers
    pulls: Numbers
    offset: float
    slope: float
    intercept: float
    error: float

    def ease(self, inputs: Numbers) -> Numbers:
        """Return the ease of passages (rows of inputs)."""
        standard = np.clip((inputs - self.means) / self.scales, -FURTHEST, FURTHEST)
        return self.offset + kernel(standard @ self.directions, self.anchors) @ self.pulls


def kernel(left: Numbers, right: Numbers) -> Numbers:
    """Return ``exp(-d²)`` for the distance d of each row of ``left`` to each of ``right``."""
    squares = (left**2).sum(1)[:, np.newaxis] + (right**2).sum(1) - 2 * left @ right.T
    values: Numbers = np.exp(-np.maximum(squares, 0))
    return values


class GradeModel:
    """The regression, and which features it takes."""

    def __init__(self, files: ModelFiles) -> None:
        weights = json.loads(files.path(WEIGHTS_FILE).read_text(encoding="utf-8"))
        self.name = files.name
        self._features: list[str] = weights["features"]
        self._regression = _regression(weights["regression"])

    def read(self, inputs: Numbers, *, features: Sequence[str], lengths: Sequence[int]) -> CalibratedGrade:
        """Return the grade of a text.

        Args:
            inputs: one row a passage: its features, then its embedding.
            features: the features' names.
            lengths: words of each passage; longer ones count for more.

        Raises:
            ModelError: if the weights were fitted to other features.
        """
        if list(features) != self._features:
            raise ModelError(f"{self.name} was fitted to other features than this version has; restore both together.")
        return _calibrated(self._regression, float(np.average(self._regression.ease(inputs), weights=lengths)))


def _calibrated(regression: Regression, ease: float) -> CalibratedGrade:
    grade = regression.intercept + regression.slope * ease
    reach = abs(regression.slope) * regression.error
    return CalibratedGrade(ease, *(max(0.0, each) for each in (grade, grade - reach, grade + reach)))


def _regression(weights: Mapping[str, Any]) -> Regression:
    """Read a regression; directions and anchors are whole numbers with a common unit, which keeps the file small."""
    return Regression(
        means=np.array(weights["means"]),
        scales=np.array(weights["scales"]),
        directions=weights["directions_unit"] * np.array(weights["directions"]),
        anchors=weights["anchors_unit"] * np.array(weights["anchors"]),
        pulls=np.array(weights["pulls"]),
        **{name: weights[name] for name in ("offset", "slope", "intercept", "error")},
    )
