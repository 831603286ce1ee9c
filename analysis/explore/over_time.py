"""How a score changes over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from typing import Any

from analysis.explore.choice import By, Filter
from analysis.explore.columns import ScoreColumn
from analysis.explore.corpus import Corpus
from analysis.explore.estimates import Estimate, estimate, moments

# Lines that can be told apart in one chart.
MOST_LINES = 6
# Days up to which each day has a point of its own, and each week: some hundred points a line.
DAYS_BY_DAY, DAYS_BY_WEEK = 92, 730


class Step(StrEnum):
    """How long a period is; a week begins on Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Line:
    """A group over time.

    Attributes:
        group: its name; None for articles that name none, and for the whole.
        points: first day of each period that has articles, and their mean with n and interval; rising.
    """

    group: str | None
    points: tuple[tuple[date, Estimate], ...]


@dataclass(frozen=True, slots=True)
class OverTime:
    """A score over time by group.

    Attributes:
        step: length of the periods.
        lines: of the groups with most articles that have a date, the largest first.
        left_out: how many more groups there are.
        without_date: how many articles have no date, and are in no period.
    """

    step: Step
    lines: tuple[Line, ...]
    left_out: int
    without_date: int


def over_time(corpus: Corpus, chosen: Filter, score: ScoreColumn, by: By, step: Step | None = None) -> OverTime:
    """Return a score over time.

    Args:
        corpus: the result.
        chosen: which articles count.
        score: the score.
        by: what a line stands for.
        step: length of the periods; by the span of the dates if not given.
    """
    sql, values = chosen.condition()
    ((first, last, without_date),) = corpus.rows(
        f"SELECT min(date), max(date), count(*) - count(date) FROM articles WHERE {sql}",  # noqa: S608
        values,
    )
    used = step or step_for(first, last)
    rows = corpus.rows(
        f"SELECT {by.column} AS grouped, CAST(date_trunc('{used}', date) AS DATE) AS period, count(*) AS n, "  # noqa: S608
        f"{moments(score.name)}, sum(n) OVER (PARTITION BY grouped) AS size FROM articles "
        f"WHERE date IS NOT NULL AND {sql} GROUP BY grouped, period ORDER BY size DESC, grouped, period",
        values,
    )
    groups = [(name, list(found)) for name, found in groupby(rows, key=itemgetter(0))]
    lines = tuple(Line(name, tuple(map(_point, found))) for name, found in groups[:MOST_LINES])
    return OverTime(used, lines, len(groups) - len(lines), without_date)


def _point(row: Sequence[Any]) -> tuple[date, Estimate]:
    _, period, _, n, mean, deviation, _ = row
    return period, estimate(n, mean, deviation)


def step_for(first: date | None, last: date | None) -> Step:
    """Return the length of periods that suits a span of days."""
    days = (last - first).days if first and last else 0
    if days <= DAYS_BY_DAY:
        return Step.DAY
    return Step.WEEK if days <= DAYS_BY_WEEK else Step.MONTH
