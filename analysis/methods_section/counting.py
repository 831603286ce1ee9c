"""What a result folder holds, counted by DuckDB straight from the files: nothing is loaded as a whole."""

from __future__ import annotations

import glob
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from analysis.corpus.groups import GROUPS
from analysis.corpus.tables import ANALYSED, ARTICLES
from analysis.readers.cleaning import one_line

# Of outlets, sections and reasons; the table itself has the rest.
MOST_NAMED = 10
# A name or reason in an account; what is longer is cut.
LONGEST_NAME = 200
VALUES = "values of "
_ANALYSED = f"status = '{ANALYSED}'"
_SUMMARY = """
    count(*) AS articles,
    count(outlet) AS with_outlet, count(DISTINCT outlet) AS outlets,
    count(section) AS with_section, count(DISTINCT section) AS sections,
    count(date) AS dated, min(date) AS first, max(date) AS last,
    coalesce(sum(words_own), 0)::BIGINT AS words_own,
    coalesce(sum(words_quoted), 0)::BIGINT AS words_quoted,
    coalesce(sum(sentences), 0)::BIGINT AS sentences,
    quantile_disc(words_own + words_quoted, [0.25, 0.5, 0.75]) AS quartiles
"""
_GROUPED = """
    SELECT count(duplicate_of) AS duplicates,
           count(*) FILTER (duplicate_of IS NULL AND near_duplicate_of IS NOT NULL) AS near_duplicates,
           count(*) FILTER (duplicate_of IS NULL AND near_duplicate_of IS NULL) AS originals
    FROM grouped
"""
_STORIES = """
    SELECT count(*) AS stories, coalesce(sum(size), 0)::BIGINT AS in_stories
    FROM (SELECT count(*) AS size FROM grouped WHERE story IS NOT NULL GROUP BY story HAVING count(*) > 1)
"""


@dataclass(frozen=True, slots=True)
class Named:
    """A name or reason, and how many articles have it."""

    name: str
    articles: int


@dataclass(frozen=True, slots=True)
class Grouped:
    """What was found among all articles together.

    Attributes:
        duplicates: articles whose text stands word for word in an earlier one.
        near_duplicates: articles whose text stands nearly so in an earlier one.
        originals: articles that are neither.
        stories: groups of at least two articles that seem to tell of the same event.
        in_stories: articles in these groups.
    """

    duplicates: int
    near_duplicates: int
    originals: int
    stories: int
    in_stories: int


@dataclass(frozen=True, slots=True)
class Counted:
    """What the analysed articles of a result are.

    Attributes:
        articles: how many there are.
        with_outlet, outlets: how many name one, and how many different ones there are.
        with_section, sections: the same of sections.
        dated, first, last: how many have a date, and the earliest and latest.
        words_own, words_quoted, sentences: of all bodies together.
        quartiles: of the words of a body, both voices together: lower, median and upper; None if there are no articles.
        values: how many articles have a value, by column of a score.
        most_outlets, most_sections: those with most articles.
        reasons: the commonest reasons why articles were not analysed, numbers in them left open.
        grouped: duplicates and stories; None if they were not looked for.
    """

    articles: int
    with_outlet: int
    outlets: int
    with_section: int
    sections: int
    dated: int
    first: date | None
    last: date | None
    words_own: int
    words_quoted: int
    sentences: int
    quartiles: tuple[int, int, int] | None
    values: Mapping[str, int]
    most_outlets: tuple[Named, ...]
    most_sections: tuple[Named, ...]
    reasons: tuple[Named, ...]
    grouped: Grouped | None


def files_of(folder: Path, table: str) -> list[str]:
    """Return the finished files of a table, in order, as a query names them: no character means any other."""
    return [glob.escape(str(path)) for path in sorted((folder / table).glob("part-*.parquet"))]


def counted(folder: Path, scores: Sequence[str]) -> Counted | None:
    """Count a result.

    Args:
        folder: of the result.
        scores: columns of scores, without the ends of their intervals.

    Returns:
        None if no file of articles is finished.

    Raises:
        duckdb.Error: if a file is damaged or lacks a column.
    """
    files = files_of(folder, ARTICLES)
    if not files:
        return None
    with duckdb.connect() as database:
        articles = database.read_parquet(files)
        values = "".join(f", count({_identifier(name)}) AS {_identifier(VALUES + name)}" for name in scores)
        [summary] = _rows(articles.filter(_ANALYSED).aggregate(f"{_SUMMARY}{values}"))
        return Counted(
            **{name: value for name, value in summary.items() if not name.startswith(VALUES) and name != "quartiles"},
            quartiles=tuple(summary["quartiles"]) if summary["quartiles"] else None,
            values={name: summary[f"{VALUES}{name}"] for name in scores},
            most_outlets=_most(articles, "outlet"),
            most_sections=_most(articles, "section"),
            reasons=_reasons(articles),
            grouped=_grouped(database, files_of(folder, GROUPS)),
        )


def _identifier(name: str) -> str:
    """Return a column's name as SQL takes it, whatever characters a manifest has in it."""
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def _most(articles: duckdb.DuckDBPyRelation, column: str) -> tuple[Named, ...]:
    """Return the commonest names of a column among analysed articles."""
    found = articles.filter(f"{_ANALYSED} AND {column} IS NOT NULL").aggregate(
        f"{column}::VARCHAR AS name, count(*) AS articles", column
    )
    return _named(found.order("articles DESC, name").limit(MOST_NAMED).fetchall())


def _reasons(articles: duckdb.DuckDBPyRelation) -> tuple[Named, ...]:
    """Return the commonest reasons for which articles were not analysed."""
    bad = articles.filter(f"NOT ({_ANALYSED})").project("regexp_replace(error, '[0-9][0-9,.]*', '…', 'g') AS reason")
    found = bad.aggregate("reason AS name, count(*) AS articles", "reason")
    return _named(found.order("articles DESC, name").limit(MOST_NAMED).fetchall())


def _named(rows: Iterable[tuple[str | None, int]]) -> tuple[Named, ...]:
    return tuple(Named(plain_name(name or "not stated"), number) for name, number in rows)


def plain_name(text: str) -> str:
    """Return a name from an article or input so that it can stand in a sentence: one line, of bounded length.

    An “@” is parted from what follows, so that no name passes for a citation key.
    """
    return re.sub("@(?=[A-Za-z])", "@ ", one_line(text[:LONGEST_NAME]))


def _grouped(database: duckdb.DuckDBPyConnection, files: Sequence[str]) -> Grouped | None:
    if not files:
        return None
    database.read_parquet(list(files)).create_view("grouped")
    [links] = _rows(database.sql(_GROUPED))
    [stories] = _rows(database.sql(_STORIES))
    return Grouped(**links, **stories)


def _rows(relation: duckdb.DuckDBPyRelation) -> list[dict[str, Any]]:
    return [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]
