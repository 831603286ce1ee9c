"""How hard one parsed text is to read: the grade, the ease and the formulas behind them, whatever its length."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import median

import numpy as np

from analysis.document import Document
from analysis.readability import stretches
from analysis.readability.formulas import FORMULAS, Counts, count_sentence, total

GRADE, EASE = "grade", "ease"


def readability_of(document: Document) -> dict[str, float]:
    """Return grade, ease and formula values of a body with at least one word, quotations included."""
    counts = total([count_sentence(text for _, text in pieces) for _, pieces in stretches(document) if pieces])
    # Arrays, as the formulas take the totals of many resamples at once.
    totals = Counts(*np.array(counts, dtype=float)[:, np.newaxis])
    values = {formula.name: float(formula.compute(totals)[0]) for formula in FORMULAS}
    return {**_grade_and_ease(values), **values}


def _grade_and_ease(values: Mapping[str, float]) -> dict[str, float]:
    grades = [values[formula.name] for formula in FORMULAS if formula.unit == GRADE]
    return {GRADE: median(grades), EASE: values["flesch_reading_ease"]}
