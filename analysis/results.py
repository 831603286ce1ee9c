"""What a measure returns: scores, the findings they rest on, and tables; the same shape for every dimension."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from analysis.article import Span
from analysis.quotations import Voice

# What a table's cell may hold; None is an empty one.
Cell = str | int | float | None


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
        probability: how likely, 0 to 1, the model that reads words in their sentence finds these loaded, or the frame
            model finds the sentence to evoke the frame; None where no model was asked.
        marked_by_model: whether that model marks these words as loaded, by its own threshold; None where it was not
            asked. With :attr:`by_model` it says whether model and word lists agree.
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
    probability: float | None = None
    marked_by_model: bool | None = None

    @property
    def by_model(self) -> bool:
        """Whether a model found it, and no word list or rule."""
        return self.source.startswith("model:")


@dataclass(frozen=True, slots=True)
class Band:
    """A named range of a score.

    Attributes:
        label: its name.
        upper: where it ends, itself excluded, and the next band begins; None for the last one, which has no end.
        reason: why the limit lies there, or what the range means.
    """

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

    cells: tuple[Cell, ...]
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
        return table_named(name, self.tables)


def too_short(count: int, what: str, *, minimum: int, where: str) -> str:
    """Return the note of a score that too little text cannot give, or an empty string if there is enough of it.

    Args:
        count: how much there is.
        what: of what, in the plural ("sentences").
        minimum: how much is needed.
        where: in what it was counted ("the body").
    """
    if count >= minimum:
        return ""
    return f"Too short to say: this takes at least {minimum} {what} in {where}; found: {count}."


def table_named(name: str, tables: Iterable[Table]) -> Table:
    """Return the table with a name.

    Raises:
        KeyError: if none of the tables has it.
    """
    for table in tables:
        if table.name == name:
            return table
    raise KeyError(f"there is no table {name!r}")
