"""What a measure returns: scores, the findings they rest on, and tables; the same shape for every dimension."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from analysis.article import Span
from analysis.quotations import Voice

BOOTSTRAP_RESAMPLES = 1000
BOOTSTRAP_SEED = 20_261
CONFIDENCE = 0.95
# Nothing seen in n cases: with 95 % confidence the true share is below 3 / n.
RULE_OF_THREE = 3.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of evidence: words on the page, and what a reader needs to judge them.

    Attributes:
        span: part, start and end of the words.
        quote: exactly the characters at the span.
        category: ``"<dimension>/<category>"``.
        reason: why it is flagged, one sentence that a student understands.
        source: what fired: ``"lexicon:slam"``, ``"rule:shouting"``, ``"model:loaded-words@1"``.
        voice: the outlet's own words, or quoted words.
        weight: strength of the evidence, above 0; 1 is ordinary.
        speaker: who is quoted or paraphrased, if anybody.
        alternative: a neutral wording, if there is one.
        fair_when: when the wording would be fair.
        subject: the actor, headline element or frame that it is about, in words.
        about: where that actor or headline element stands.
    """

    span: Span
    quote: str
    category: str
    reason: str
    source: str
    voice: Voice
    weight: float = 1.0
    speaker: str | None = None
    alternative: str | None = None
    fair_when: str | None = None
    subject: str | None = None
    about: Span | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """A named range of a score: from the previous band's ``upper`` up to this one (None: no upper limit)."""

    label: str
    upper: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class Score:
    """One number of a dimension, with everything needed to read it.

    Attributes:
        name: stable key, ``"loaded_sentence_share"``.
        label: the same in words.
        value: the number, or None if it cannot be computed; then ``note`` says why.
        unit: ``"%"``, ``"per 1,000 words"``, ``"grade"``, …
        voice: whose words it is computed from.
        direction: what a higher value means ("higher = more loaded wording").
        low: lower end of the 95 % interval (bootstrap over sentences, or the spread of several formulas), or None.
        high: upper end of the interval, or None.
        note: why there is no value, or what to bear in mind.
        bands: named ranges in rising order, each with the reason for its limit.
        subject: the actor or frame that the score is about; None for the whole article.
    """

    name: str
    label: str
    value: float | None
    unit: str
    voice: Voice
    direction: str
    low: float | None = None
    high: float | None = None
    note: str = ""
    bands: tuple[Band, ...] = ()
    subject: str | None = None

    @property
    def band(self) -> Band | None:
        """The band that the value falls into, if there is a value and there are bands."""
        if self.value is None:
            return None
        return next((band for band in self.bands if band.upper is None or self.value < band.upper), None)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, and the places in the text that it rests on.

    Attributes:
        cells: one value a column.
        evidence: the places.
        articles: in a table about several articles, the number of the article (from 0) of each place.
    """

    cells: tuple[str | int | float | None, ...]
    evidence: tuple[Span, ...] = ()
    articles: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Details of a dimension or comparison that are more than scores: one row an actor, a headline element, a frame.

    Attributes:
        name: stable key, ``"elements"``.
        title: heading for people.
        explanation: one sentence that says how to read it.
        columns: heading of each column, in the order of the rows' cells.
        rows: the rows.
    """

    name: str
    title: str
    explanation: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class DimensionResult:
    """What one measure says about one article.

    Attributes:
        key: the dimension's key, ``"loaded_language"``.
        scores: the numbers.
        findings: the evidence, sorted by place in the text.
        tables: details in rows.
        limits: what the measure cannot see, in a sentence or two; shown wherever the scores are.
    """

    key: str
    scores: tuple[Score, ...]
    findings: tuple[Finding, ...]
    limits: str
    tables: tuple[Table, ...] = ()

    def score(self, name: str, voice: Voice = Voice.OWN, subject: str | None = None) -> Score:
        """Return one score.

        Raises:
            KeyError: if the dimension has no such score.
        """
        for score in self.scores:
            if (score.name, score.voice, score.subject) == (name, voice, subject):
                return score
        raise KeyError(f"{self.key} has no score {name!r} for voice {voice.value!r} and subject {subject!r}")

    def table(self, name: str) -> Table:
        """Return one table.

        Raises:
            KeyError: if the dimension has no such table.
        """
        for table in self.tables:
            if table.name == name:
                return table
        raise KeyError(f"{self.key} has no table {name!r}")


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
    draws = _draws(len(top))
    totals = draws @ bottom
    ratios = np.sort(scale * (draws @ top)[totals > 0] / totals[totals > 0])
    value = scale * top.sum() / bottom.sum()
    outside = int(len(ratios) * (1 - CONFIDENCE) / 2)
    return float(min(ratios[outside], value)), float(max(ratios[-1 - outside], value))


@lru_cache(maxsize=8)  # the scores of one article resample the same few numbers of sentences
def _draws(n_sentences: int) -> NDArray[np.float64]:
    """Return how often each resample (row) takes each sentence (column)."""
    taken = np.random.default_rng(BOOTSTRAP_SEED).integers(n_sentences, size=(BOOTSTRAP_RESAMPLES, n_sentences))
    places = taken + n_sentences * np.arange(BOOTSTRAP_RESAMPLES)[:, np.newaxis]
    counts = np.bincount(places.ravel(), minlength=BOOTSTRAP_RESAMPLES * n_sentences)
    draws = counts.reshape(BOOTSTRAP_RESAMPLES, n_sentences).astype(np.float64)
    draws.flags.writeable = False
    return draws
