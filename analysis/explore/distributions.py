"""How a score is distributed: over the whole, or by outlet or section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.explore.choice import By, Filter
from analysis.explore.columns import ScoreColumn
from analysis.explore.corpus import Corpus
from analysis.explore.estimates import Estimate, estimate, moments

# Groups that fit on one screen and into one table.
MOST_GROUPS = 20
BINS = 20
# Shares of the values that lie beyond the ends of the histogram, on each side: a few odd articles would otherwise push
# all others into one bin. The outermost bins hold them too.
BEYOND = 0.005


@dataclass(frozen=True, slots=True)
class Distribution:
    """The values of one group.

    Attributes:
        group: its name; None for articles that name none, and for the whole.
        mean: with n and interval.
        missing: articles without a value.
        lowest: value; None, like all others, if no article has one.
        lower_quartile: a quarter of the values are at most this.
        median: half of them are.
        upper_quartile: three quarters are.
        highest: value.
    """

    group: str | None
    mean: Estimate
    missing: int
    lowest: float | None
    lower_quartile: float | None
    median: float | None
    upper_quartile: float | None
    highest: float | None


@dataclass(frozen=True, slots=True)
class Distributions:
    """A score by group, and its histogram over all groups.

    Attributes:
        groups: those with most articles, the largest first.
        left_out: how many more groups there are.
        edges: ends of the bins, one more than there are bins, rising; the first and last bin hold what lies beyond too.
        bins: how many values lie in each.
    """

    groups: tuple[Distribution, ...]
    left_out: int
    edges: tuple[float, ...]
    bins: tuple[int, ...]


def distributions(corpus: Corpus, chosen: Filter, score: ScoreColumn, by: By) -> Distributions:
    """Return how a score is distributed over the articles that a filter lets through."""
    sql, values = chosen.condition()
    rows = corpus.rows(
        f"SELECT {by.column} AS grouped, count(*) AS n, {moments(score.name)}, min({score.name}), max({score.name}), "  # noqa: S608
        f"quantile_cont({score.name}, [0.25, 0.5, 0.75]) FROM articles WHERE {sql} "
        "GROUP BY grouped ORDER BY n DESC, grouped",
        values,
    )
    edges = _edges(corpus, chosen, score)
    groups = tuple(_distribution(*row) for row in rows[:MOST_GROUPS])
    return Distributions(groups, len(rows) - len(groups), edges, _bins(corpus, chosen, score, edges))


def _distribution(
    name: str | None,
    n: int,
    n_values: int,
    mean: float | None,
    deviation: float | None,
    lowest: float | None,
    highest: float | None,
    quartiles: Sequence[float] | None,
) -> Distribution:
    lower, median, upper = quartiles or (None, None, None)
    return Distribution(name, estimate(n_values, mean, deviation), n - n_values, lowest, lower, median, upper, highest)


def _edges(corpus: Corpus, chosen: Filter, score: ScoreColumn) -> tuple[float, ...]:
    sql, values = chosen.condition()
    ((ends,),) = corpus.rows(
        f"SELECT quantile_cont({score.name}, [{BEYOND}, {1 - BEYOND}]) FROM articles WHERE {sql}",  # noqa: S608
        values,
    )
    low, high = ends or (0.0, 0.0)
    # Where all values are the same, one bin around them does.
    low, high = (low, high) if high > low else (low - 0.5, low + 0.5)
    return tuple(low + (high - low) * number / BINS for number in range(BINS + 1))


def _bins(corpus: Corpus, chosen: Filter, score: ScoreColumn, edges: Sequence[float]) -> tuple[int, ...]:
    sql, values = chosen.condition()
    rows = corpus.rows(
        f"SELECT CAST(greatest(0, least({BINS - 1}, floor(({score.name} - ?) / ?))) AS INTEGER) AS bin, count(*) "  # noqa: S608
        f"FROM articles WHERE {score.name} IS NOT NULL AND {sql} GROUP BY bin",
        [edges[0], edges[1] - edges[0], *values],
    )
    found = dict(rows)
    return tuple(found.get(number, 0) for number in range(BINS))
