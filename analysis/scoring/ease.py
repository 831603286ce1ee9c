"""How hard one parsed text is to read: the grade, the ease and the formulas behind them, whatever its length."""

from __future__ import annotations

import numpy as np

from analysis.document import Document
from analysis.models import Models
from analysis.readability import stretches
from analysis.readability.formulas import FORMULAS, Counts, count_sentence, total
from analysis.readability.grade_model import calibrated_grade

GRADE, EASE = "grade", "ease"


def readability_of(document: Document, models: Models) -> dict[str, float]:
    """Return grade, ease and formula values of a body, quotations included.

    Raises:
        ValueError: if the body has no word.
    """
    counts = total([count_sentence(text for _, text in pieces) for _, pieces in stretches(document) if pieces])
    # Arrays, as the formulas take the totals of many resamples at once.
    totals = Counts(*np.array(counts, dtype=float)[:, np.newaxis])
    values = {formula.name: float(formula.compute(totals)[0]) for formula in FORMULAS}
    sentences = document.body_sentences
    found = models.sentences.read([sentence.text for sentence in sentences])
    embeddings = {sentence.span: read.embedding for sentence, read in zip(sentences, found, strict=True)}
    calibrated = calibrated_grade(document, embeddings, models.grade)
    if calibrated is None:
        raise ValueError("a text without a word has no grade")
    return {GRADE: calibrated.grade, EASE: calibrated.ease, **values}
