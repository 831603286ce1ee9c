"""The grade model: how easy teachers would find a text, and the school grade that this stands for.

Kernel ridge regression on :mod:`analysis.readability.grade_features` and, where the loaded-language encoder has read
the sentences, on the mean of their embeddings. Fitted by ``python -m training.readability_grade`` on excerpts of the
CLEAR corpus that are in the public domain or under CC BY; ``models/readability_grade/card.md`` says how well it does.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.article import Part, Span
from analysis.document import Document, Sentence
from analysis.intervals import Numbers
from analysis.models import MODELS_FOLDER, ModelError
from analysis.models.files import ModelFiles, checked
from analysis.readability.grade_features import Tokens, length, passage_features, passages, tokens_of

Embeddings = Mapping[Span, NDArray[np.float32]]

FOLDER = MODELS_FOLDER / "readability_grade"
WEIGHTS_FILE = "weights.json"
# A feature further from the mean than this many standard deviations says no more than one this far.
FURTHEST = 4.0


@dataclass(frozen=True, slots=True)
class CalibratedGrade:
    """What the model makes of a text.

    Attributes:
        ease: on the scale of CLEAR's teachers' judgements, about -4 to 2, higher = easier.
        grade: US school grade, 0 or more, higher = harder: the ease put through a straight line that gives it mean and spread of
            the formulas' median grade over the excerpts that the model is fitted on.
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
    """Two regressions, one with and one without embeddings; which one reads depends on what there is to read."""

    def __init__(self, files: ModelFiles) -> None:
        weights = json.loads(files.path(WEIGHTS_FILE).read_text(encoding="utf-8"))
        self.name = files.name
        self._features: list[str] = weights["features"]
        self._plain = _regression(weights["plain"])
        self._with_meaning = _regression(weights["with_meaning"])

    def read(self, tokens: Tokens, sentences: Sequence[Sentence], embeddings: Embeddings) -> CalibratedGrade | None:
        """Return the grade of some of a body's sentences, passage by passage; None if there are none.

        Args:
            tokens: of the body.
            sentences: of the body, in order: all of them, or those in one voice.
            embeddings: of each, by its span; empty to read without them.

        Raises:
            ModelError: if the weights were fitted to other features than those of this version.
        """
        if not sentences:
            return None
        found = list(passages(sentences))
        inputs, names = plain_inputs(tokens, found)
        if names != self._features:
            raise ModelError(f"{self.name} was fitted to other features than this version has; restore both together.")
        regression = self._plain
        if embeddings:
            regression, inputs = self._with_meaning, np.hstack([inputs, meanings(found, embeddings)])
        lengths = [sum(map(length, passage)) for passage in found]
        return _calibrated(regression, float(np.average(regression.ease(inputs), weights=lengths)))


def calibrated_grade(document: Document, embeddings: Embeddings) -> CalibratedGrade:
    """Return the grade of a whole body, quotations included, however short it is.

    Args:
        document: the parsed article.
        embeddings: of each of its sentences, by the span; empty to read without them.

    Raises:
        ModelError: if the model's files are missing, altered or of another version.
        ValueError: if the body has no sentence.
    """
    tokens = tokens_of(document.parsed[Part.BODY])
    found = load_grade_model().read(tokens, document.body_sentences, embeddings)
    if found is None:
        raise ValueError("a body without a sentence has no grade")
    return found


def plain_inputs(tokens: Tokens, found: Sequence[Sequence[Sentence]]) -> tuple[Numbers, list[str]]:
    """Return the features of passages (rows), without embeddings, and their names."""
    features = [passage_features(tokens, passage) for passage in found]
    return np.array([list(of_passage.values()) for of_passage in features]), list(features[0])


def meanings(found: Sequence[Sequence[Sentence]], embeddings: Embeddings) -> Numbers:
    """Return the mean embedding of each passage's sentences (rows)."""
    return np.array(
        [np.mean([embeddings[sentence.span] for sentence in passage], axis=0) for passage in found],
        dtype=float,
    )


@cache
def load_grade_model(folder: Path = FOLDER) -> GradeModel:
    """Check and load the grade model, once.

    Raises:
        ModelError: if a file is missing or is not the one that the manifest describes.
    """
    return GradeModel(checked(folder))


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
