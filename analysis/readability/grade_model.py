"""A text's features and meaning as the grade model reads them, passage by passage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from analysis.article import Part, Span
from analysis.document import Document, Sentence
from analysis.intervals import Numbers
from analysis.models import CalibratedGrade, GradeModel
from analysis.readability.grade_features import Tokens, length, passage_features, passages, tokens_of

Embeddings = Mapping[Span, NDArray[np.float32]]


def calibrated_grade(document: Document, embeddings: Embeddings, model: GradeModel) -> CalibratedGrade | None:
    """Return the grade of a whole body, quotations included, however short it is; None if it has no sentence.

    Args:
        document: the parsed article.
        embeddings: of each of its sentences, by the span.
        model: the grade model.

    Raises:
        ModelError: if the model's weights were fitted to other features than those of this version.
    """
    return grade_of(document.body_sentences, tokens_of(document.parsed[Part.BODY]), embeddings, model)


def grade_of(
    sentences: Sequence[Sentence], tokens: Tokens, embeddings: Embeddings, model: GradeModel
) -> CalibratedGrade | None:
    """Return the grade of some of a body's sentences, in order; None if there are none.

    Args and errors: see :func:`calibrated_grade`; ``tokens`` are those of the body.
    """
    if not sentences:
        return None
    found = list(passages(sentences))
    features, names = plain_inputs(tokens, found)
    inputs = np.hstack([features, meanings(found, embeddings)])
    return model.read(inputs, features=names, lengths=[sum(map(length, passage)) for passage in found])


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
