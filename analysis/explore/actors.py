"""An actor across outlets.

What articles say of an actor is put together by spelling alone: capitals, a leading article and a number that tells
namesakes of one article apart are set aside. Two people of one name become one, and one with two names stays two.
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.explore.choice import By, Filter
from analysis.explore.corpus import Corpus
from analysis.explore.estimates import Estimate, estimate, moments

MOST_NAMES = 50
MOST_GROUPS = 20
MERGED_BY_SPELLING = (
    "Names are put together by spelling: two people of one name count as one, and one person under two names as two. "
    "Words for groups (“people”, “police”) mean others in every article."
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name in the result.

    Attributes:
        actor: its number.
        name: its most frequent spelling.
        kind: person, organisation, place or group; what most articles take it for.
        articles: how many of those that count have it among their main actors.
        mentions: in these.
    """

    actor: int
    name: str
    kind: str | None
    articles: int
    mentions: int


@dataclass(frozen=True, slots=True)
class Names:
    """Names found: those with most articles, and how many more there are."""

    found: tuple[Named, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Treated:
    """How an actor is treated by one group of articles.

    Attributes:
        group: outlet or section; None for articles that name none, and for the whole.
        articles: with the actor among their main actors.
        mentions_own: in the outlet's own words.
        mentions_quoted: in quoted words.
        own: sentiment toward the actor in own words, −1 to 1, mean over articles.
        quoted: the same in quoted words.
    """

    group: str | None
    articles: int
    mentions_own: int
    mentions_quoted: int
    own: Estimate
    quoted: Estimate


def find_names(corpus: Corpus, chosen: Filter, *, text: str = "", kinds: tuple[str, ...] = ()) -> Names:
    """Return actors of the articles that a filter lets through, those with most articles first.

    Args:
        corpus: the result.
        chosen: which articles count.
        text: with these characters in the name, in small letters or capitals.
        kinds: of these kinds; none given: of all.
    """
    sql, values = chosen.condition()
    # A part of a name narrows the rows down before they are counted; kinds, which narrow little, afterwards.
    within = "WHERE actor IN (SELECT actor FROM names WHERE contains(key, lower(?)))" if text.strip() else ""
    # A plain join takes half as long as asking only whether an article is among those that count; each is there once.
    rows = corpus.rows(
        f"""WITH counted AS (
            SELECT actor, count(*) AS articles, sum(mentions_own + mentions_quoted) AS mentions
            FROM actors JOIN (SELECT article FROM articles WHERE {sql}) USING (article) {within} GROUP BY actor
        )
        SELECT actor, name, kind, counted.articles, CAST(mentions AS BIGINT), count(*) OVER ()
        FROM counted JOIN names USING (actor) WHERE len(?) = 0 OR list_contains(?, kind)
        ORDER BY counted.articles DESC, actor LIMIT ?""",  # noqa: S608
        [*values, *([text.strip()] if within else []), list(kinds), list(kinds), MOST_NAMES],
    )
    return Names(tuple(Named(*row[:-1]) for row in rows), rows[0][-1] - len(rows) if rows else 0)


def treated(corpus: Corpus, chosen: Filter, actor: int, by: By) -> tuple[Treated, ...]:
    """Return how an actor is treated, by group of articles, those with most articles about it first.

    Args:
        corpus: the result.
        chosen: which articles count.
        actor: number of the name.
        by: what is put together.
    """
    sql, values = chosen.condition()
    rows = corpus.rows(
        f"SELECT {by.column} AS grouped, count(*) AS n, CAST(sum(mentions_own) AS BIGINT), "  # noqa: S608
        f"CAST(sum(mentions_quoted) AS BIGINT), {moments('sentiment_own')}, {moments('sentiment_quoted')} "
        f"FROM actors JOIN articles USING (article) WHERE actor = ? AND {sql} "
        "GROUP BY grouped ORDER BY n DESC, grouped LIMIT ?",
        [actor, *values, MOST_GROUPS],
    )
    return tuple(
        Treated(group, n, own, quoted, estimate(*moments_[:3]), estimate(*moments_[3:]))
        for group, n, own, quoted, *moments_ in rows
    )


def articles_about(corpus: Corpus, chosen: Filter, actor: int, *, most: int) -> tuple[int, ...]:
    """Return the numbers of the articles that mention an actor most."""
    sql, values = chosen.condition()
    rows = corpus.rows(
        f"SELECT article FROM actors JOIN articles USING (article) WHERE actor = ? AND {sql} "  # noqa: S608
        "ORDER BY mentions_own + mentions_quoted DESC, article LIMIT ?",
        [actor, *values, most],
    )
    return tuple(article for (article,) in rows)
