"""The heat map of a class: how many marked each word, drawn over the text, and as rows of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from analysis.article import Span
from analysis.coding.pool import MarkedWord, Pool
from analysis.results import Row, Table
from views.parts.classroom_marks import names_of
from views.parts.columns import Scale
from views.parts.marks import Mark
from views.parts.plain import shorten

HEAT_STYLE = 1
SCALE = Scale(
    "The stronger a mark, the more of the class marked the words:",
    ("less than a quarter", "a quarter or more", "half or more", "three quarters or more"),
)
QUOTE_WIDTH = 80
CONTEXT = 30  # characters on either side of a word in a table, enough to know which of several it is
MOST_ROWS = 20


def heat_marks(pool: Pool, category: int | None) -> tuple[tuple[Mark, ...], ...]:
    """Return marks for each story: neighbouring words that equally many marked are one.

    Args:
        pool: the answers of a class.
        category: number of the category to count, from 0; None for any.
    """
    found: list[list[Mark]] = [[] for _ in pool.task.articles]
    for words in _stretches(pool.words, category):
        found[words[0].word.article - 1].append(_mark(pool, words, category))
    return tuple(map(tuple, found))


def _stretches(words: Sequence[MarkedWord], category: int | None) -> Iterator[list[MarkedWord]]:
    """Yield runs of marked words of one sentence that the same numbers marked."""

    def alike(one: MarkedWord) -> tuple[object, ...]:
        counts = (one.marked, *one.by_category) if category is None else (one.by_category[category],)
        return (one.word.article, one.word.span.part, one.word.sentence, *counts)

    for _, group in groupby(words, key=alike):
        run = list(group)
        if _count(run[0], category):
            yield run


def _count(word: MarkedWord, category: int | None) -> int:
    return word.marked if category is None else word.by_category[category]


def _mark(pool: Pool, words: Sequence[MarkedWord], category: int | None) -> Mark:
    first, last = words[0].word, words[-1].word
    span = Span(first.span.part, first.span.start, last.span.end)
    quote = pool.task.text(first.article, span.part)[span.start : span.end]
    count = _count(words[0], category)
    lines = _by_category(pool, words[0]) if category is None else ()
    title = f"{_of_class(count, pool)} marked “{shorten(quote, width=QUOTE_WIDTH)}”"
    return Mark(span, HEAT_STYLE, title, tuple(lines), strength=strength_of(count, len(pool.answers)))


def strength_of(count: int, n_answers: int) -> int:
    """Return the step of :data:`SCALE`, from 1, of how many marked a word."""
    return min(len(SCALE.steps) * count // n_answers, len(SCALE.steps) - 1) + 1


def _by_category(pool: Pool, word: MarkedWord) -> Iterator[tuple[str, str]]:
    counted = zip(pool.task.categories, word.by_category, strict=True)
    return ((category.label, _of_class(count, pool)) for category, count in counted if count)


def _of_class(count: int, pool: Pool) -> str:
    return f"{count} of {len(pool.answers)}"


def most_marked(pool: Pool, category: int | None) -> Table:
    """Return the places that most have marked, as a table."""
    runs = sorted(_stretches(pool.words, category), key=lambda run: -_count(run[0], category))[:MOST_ROWS]
    rows = tuple(_row(pool, run, (_of_class(_count(run[0], category), pool),)) for run in runs)
    return Table(
        "most_marked",
        "Marked by most",
        f"The {MOST_ROWS} places that most have marked, at most; the file of words has every word.",
        ("Words", "Where", "Marked by"),
        rows,
    )


def most_disputed(pool: Pool) -> Table:
    """Return the words over which most pairs of students disagree, as a table."""
    rows = tuple(
        _row(pool, (one,), (_of_class(one.marked, pool), f"{100 * (one.disagreement or 0):.0f} %"))
        for one in pool.disputed
    )
    return Table(
        "most_disputed",
        "Most disputed words",
        "Good places to begin a talk: of all pairs of students, how many disagree whether to mark the word.",
        ("Word", "Where", "Marked by", "Pairs that disagree"),
        rows,
    )


def _row(pool: Pool, words: Sequence[MarkedWord], cells: tuple[str, ...]) -> Row:
    first, last = words[0].word, words[-1].word
    span = Span(first.span.part, first.span.start, last.span.end)
    text = pool.task.text(first.article, span.part)
    story = f"{names_of(pool.task)[first.article - 1]}: " if len(pool.task.articles) > 1 else ""
    quote = shorten(text[span.start : span.end], width=QUOTE_WIDTH)
    return Row((quote, f"{story}{in_context(text, span)}", *cells))


def in_context(text: str, span: Span) -> str:
    """Return words with some whole words on either side, with an ellipsis where text is left out."""
    start, end = max(0, span.start - CONTEXT), min(len(text), span.end + CONTEXT)
    before, after = text[start : span.start], text[span.end : end]
    before = f"… {before.partition(' ')[2]}" if start else before
    after = f"{after.rpartition(' ')[0]} …" if end < len(text) else after
    return " ".join(f"{before}{text[span.start : span.end]}{after}".split())
