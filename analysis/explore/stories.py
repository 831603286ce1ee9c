"""Stories: articles of several outlets that seem to tell of the same event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analysis.explore.choice import Filter
from analysis.explore.corpus import Corpus

PAGE = 20
# Articles of one story that are listed.
MOST_ARTICLES = 50


@dataclass(frozen=True, slots=True)
class Story:
    """A suggested story; only articles that count are counted.

    Attributes:
        number: of the story.
        headline: of its first article.
        articles: how many.
        outlets: how many different ones.
        first: day of the earliest; None if none has a date.
        last: day of the latest.
    """

    number: int
    headline: str | None
    articles: int
    outlets: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Stories:
    """Some stories: at most :data:`PAGE`, those with most outlets first; and how many there are in all."""

    found: tuple[Story, ...]
    total: int


def stories(corpus: Corpus, chosen: Filter, *, number: int = 0) -> Stories:
    """Return a page of the stories that have at least two articles among those that count.

    Args:
        corpus: the result.
        chosen: which articles count.
        number: of the page, from 0.
    """
    sql, values = chosen.condition()
    rows = corpus.rows(
        "SELECT story, arg_min(headline, article), count(*) AS n, count(DISTINCT outlet) AS outlets, min(date), "  # noqa: S608
        f"max(date), count(*) OVER () FROM articles WHERE story IS NOT NULL AND {sql} "
        "GROUP BY story HAVING n > 1 ORDER BY outlets DESC, n DESC, story LIMIT ? OFFSET ?",
        [*values, PAGE, number * PAGE],
    )
    return Stories(tuple(Story(*row[:-1]) for row in rows), rows[0][-1] if rows else 0)


def articles_of(corpus: Corpus, chosen: Filter, story: int) -> tuple[int, ...]:
    """Return the numbers of a story's articles that count, at most :data:`MOST_ARTICLES`, by date."""
    sql, values = chosen.condition()
    rows = corpus.rows(
        f"SELECT article FROM articles WHERE story = ? AND {sql} ORDER BY date NULLS LAST, article LIMIT ?",  # noqa: S608
        [story, *values, MOST_ARTICLES],
    )
    return tuple(article for (article,) in rows)
