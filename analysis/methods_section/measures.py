"""What was measured: each measure as the project's page explains it, its scores as the result describes them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from analysis.corpus.tables import ARTICLES, SUBJECT_TABLES
from analysis.methods_section.accuracy import Figures, Wanted, figures_of
from analysis.methods_section.plain import plain_text
from analysis.pages import MEASURES_PAGE, sections
from analysis.report import MEASURES

# The meaning of each column, by table, as a manifest has it.
Columns = Mapping[str, Mapping[str, str]]
_VOICE = re.compile(r"_(own|quoted)$")
_VOICE_IN_WORDS = re.compile(r", (own|quoted) words(?= \()")


@dataclass(frozen=True, slots=True)
class ScoreTold:
    """One score of a measure, in both voices.

    Attributes:
        meaning: label, unit and direction.
        table: that holds it.
        columns: one a voice.
        articles: how many articles have a value, by column; nothing for scores of actors and frames.
    """

    meaning: str
    table: str
    columns: tuple[str, ...]
    articles: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class MeasureTold:
    """One measure.

    Attributes:
        label: its name for people.
        text: what it is, with formulas, intervals and known failures, as plain text.
        scores: its scores.
        figures: how good it is.
    """

    label: str
    text: str
    scores: tuple[ScoreTold, ...]
    figures: tuple[Figures, ...]


def score_columns(columns: Mapping[str, str]) -> list[str]:
    """Return the columns of a table that hold a score: those that have an interval."""
    return [name for name in columns if f"{name}_low" in columns]


def measures_told(
    columns: Columns, values: Mapping[str, int], models: Mapping[str, str], choice: Sequence[Wanted]
) -> tuple[MeasureTold, ...]:
    """Tell of every measure whose scores a result has.

    Args:
        columns: meaning of each column, by table.
        values: how many articles have a value, by column of the table of articles.
        models: name and version of each model, by its folder; empty if there were none.
        choice: which figures of accuracy are named.
    """
    page = sections(MEASURES_PAGE)
    told = []
    for measure in MEASURES:
        scores = tuple(_scores(measure.key, columns, values))
        if scores:
            figures = tuple(figures_of(measure.key, models, choice))
            told.append(MeasureTold(measure.label, plain_text(page.get(measure.label, "")), scores, figures))
    return tuple(told)


def _scores(measure: str, columns: Columns, values: Mapping[str, int]) -> Iterator[ScoreTold]:
    """Yield the scores of a measure: those of whole articles, then those of its subjects."""
    whole = [name for name in score_columns(columns.get(ARTICLES, {})) if name.startswith(f"{measure}_")]
    yield from _by_score(ARTICLES, whole, columns, values)
    for table in SUBJECT_TABLES:
        if table.dimension == measure and table.name in columns:
            yield from _by_score(table.name, score_columns(columns[table.name]), columns, {})


def _by_score(table: str, names: Sequence[str], columns: Columns, values: Mapping[str, int]) -> Iterator[ScoreTold]:
    for score in dict.fromkeys(_VOICE.sub("", name) for name in names):
        both = tuple(name for name in names if _VOICE.sub("", name) == score)
        meaning = _VOICE_IN_WORDS.sub("", columns[table][both[0]])
        yield ScoreTold(meaning, table, both, {name: values[name] for name in both if name in values})
