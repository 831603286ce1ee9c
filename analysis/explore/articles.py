"""The articles themselves: listed page by page, and one of them with its text and what was found in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from analysis.article import Article
from analysis.corpus.options import CorpusError
from analysis.corpus.tables import ANALYSED, ARTICLES, FINDINGS
from analysis.explore.choice import Filter, count
from analysis.explore.columns import ScoreColumn
from analysis.explore.corpus import Corpus
from analysis.results import Cell

PAGE = 50
# What the list can be sorted by besides scores: label, and what stands for it in a query.
SORTABLE = {
    "article": "article",
    "headline": "headline",
    "outlet": "outlet",
    "section": "section",
    "date": "date",
    "words": "words_own + words_quoted",
}
# Rows of a file to download: what a spreadsheet still opens quickly. The result itself holds them all.
MOST_DOWNLOADED = 50_000


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of the list of articles.

    Attributes:
        article: its number.
        headline: of it.
        outlet: who published it, if known.
        section: of the paper, if known.
        date: of publication, if known.
        words: of the body; None if it was not analysed.
        status: what became of it.
        error: why it was not analysed.
        copy_of: number of the article that it is a copy of, or nearly.
        value: of the score that is looked at; None is no value, not zero.
        low: lower end of its 95 % interval.
        high: upper end.
        note: why there is no value, or what to bear in mind.
    """

    article: int
    headline: str | None
    outlet: str | None
    section: str | None
    date: date | None
    words: int | None
    status: str
    error: str | None
    copy_of: int | None
    value: float | None
    low: float | None = None
    high: float | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some articles of a list.

    Attributes:
        rows: at most :data:`PAGE`.
        number: of the page, from 0.
        total: how many articles the whole list has.
    """

    rows: tuple[Listed, ...]
    number: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, -(-self.total // PAGE))


_HEADS = "article, headline, outlet, section, date, words_own + words_quoted, status, error, copy_of"


def page_of(
    corpus: Corpus, chosen: Filter, score: ScoreColumn, *, sort: str = "article", falling: bool = False, number: int = 0
) -> Page:
    """Return a page of the articles that a filter lets through; those without the value sorted by come last.

    Args:
        corpus: the result.
        chosen: which articles count.
        score: whose values are listed.
        sort: a key of :data:`SORTABLE`, or the name of a score.
        falling: whether the highest comes first.
        number: of the page, from 0; one beyond the last is the last.

    Raises:
        KeyError: if it cannot be sorted by that.
    """
    sql, values = chosen.condition()
    total = count(corpus, chosen)
    number = max(0, min(number, -(-total // PAGE) - 1))
    order = SORTABLE.get(sort) or corpus.score(sort).name
    rows = corpus.rows(
        f"SELECT {_HEADS}, {score.name}, part FROM articles WHERE {sql} "  # noqa: S608
        f"ORDER BY {order} {'DESC' if falling else 'ASC'} NULLS LAST, article LIMIT ? OFFSET ?",
        [*values, PAGE, number * PAGE],
    )
    intervals = _intervals(corpus, score, [(row[0], row[-1]) for row in rows])
    return Page(tuple(Listed(*row[:-1], *intervals.get(row[0], ())) for row in rows), number, total)


def _intervals(
    corpus: Corpus, score: ScoreColumn, places: Sequence[tuple[int, int]]
) -> dict[int, tuple[float | None, float | None, str | None]]:
    """Return interval and note of some articles' scores, from the files that they are in."""
    if not places:
        return {}
    rows = corpus.rows(
        f"SELECT article, {score.name}_low, {score.name}_high, {score.name}_note FROM read_parquet(?) "  # noqa: S608
        "WHERE article IN (SELECT unnest(?))",
        [corpus.files(ARTICLES, sorted({part for _, part in places})), [article for article, _ in places]],
    )
    return {article: (low, high, note) for article, low, high, note in rows}


def listed(corpus: Corpus, numbers: Iterable[int], score: ScoreColumn) -> tuple[Listed, ...]:
    """Return some articles by their numbers, in the order of these, with the values of a score."""
    order = list(numbers)
    rows = corpus.rows(
        f"SELECT {_HEADS}, {score.name} FROM articles WHERE article IN (SELECT unnest(?))",  # noqa: S608
        [order],
    )
    found = {row[0]: Listed(*row) for row in rows}
    return tuple(found[number] for number in order if number in found)


def all_rows(corpus: Corpus, chosen: Filter) -> tuple[tuple[str, ...], Iterator[Sequence[Cell]]]:
    """Return headings and rows of a file to download: the articles that a filter lets through, with every score.

    There are at most :data:`MOST_DOWNLOADED` rows, in the order of the input.
    """
    heads = (
        "article",
        "source",
        "status",
        "error",
        "outlet",
        "section",
        "date",
        "headline",
        "words_own",
        "words_quoted",
    )
    columns = (*heads, "copy_of", "story", *(score.name for score in corpus.scores))
    sql, values = chosen.condition()
    rows = corpus.rows(
        f"SELECT {', '.join(columns)} FROM articles WHERE {sql} ORDER BY article LIMIT ?",  # noqa: S608
        [*values, MOST_DOWNLOADED],
    )
    return columns, ([cell.isoformat() if isinstance(cell, date) else cell for cell in row] for row in rows)


def article_at(corpus: Corpus, number: int) -> Article:
    """Return an article with its text, to be analysed again, which gives the same.

    Raises:
        CorpusError: if there is no analysed article of this number.
    """
    part = _part_of(corpus, number)
    rows = corpus.rows(
        "SELECT headline, body, source, outlet, byline, date, url FROM read_parquet(?) WHERE article = ?",
        [corpus.files(ARTICLES, [part]), number],
    )
    headline, body, source, outlet, byline, published, url = rows[0]
    day = published.isoformat() if published else None
    return Article(headline or "", body or "", source=source, outlet=outlet, byline=byline, date=day, url=url)


def _part_of(corpus: Corpus, number: int) -> int:
    rows = corpus.rows("SELECT part FROM articles WHERE article = ? AND status = ?", [number, ANALYSED])
    if not rows:
        raise CorpusError(f"There is no analysed article with the number {number}.")
    return int(rows[0][0])


@dataclass(frozen=True, slots=True)
class FindingCount:
    """How many findings of one kind an article has.

    Attributes:
        dimension: key of the measure.
        category: kind of finding.
        voice: ``own`` or ``quoted``.
        n: how many.
        examples: the first few quotes, each once.
    """

    dimension: str
    category: str
    voice: str
    n: int
    examples: tuple[str, ...]


def findings_of(corpus: Corpus, number: int, *, examples: int = 3) -> tuple[FindingCount, ...]:
    """Return what was found in an article, by kind, most first.

    Raises:
        CorpusError: if there is no analysed article of this number.
    """
    rows = corpus.rows(
        "SELECT dimension, category, voice, count(*) AS n, list(quote ORDER BY part DESC, start) FROM read_parquet(?) "
        "WHERE article = ? GROUP BY dimension, category, voice ORDER BY n DESC, dimension, category, voice",
        [corpus.files(FINDINGS, [_part_of(corpus, number)]), number],
    )
    return tuple(
        FindingCount(dimension, category, voice, n, tuple(dict.fromkeys(quotes))[:examples])
        for dimension, category, voice, n, quotes in rows
    )
