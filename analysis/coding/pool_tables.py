"""A class's answers as tables for spreadsheets and statistics packages.

No table names a file: its name may tell who the student is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from analysis.coding.answer import Work
from analysis.coding.pool import Pool
from analysis.results import Cell
from analysis.spreadsheet import BYTE_ORDER_MARK, csv_text

Rows = Iterator[Sequence[Cell]]

BEFORE, AFTER = "before", "after"

_WHO = ("pseudonym", "reveal")
MARK_COLUMNS = (*_WHO, "article", "part", "start", "end", "quote", "category", "reason")
WORD_COLUMNS = ("article", "part", "start", "end", "word", "sentence", "answers", "marked")
RATING_COLUMNS = (*_WHO, "key", "question", "rating", "steps")
PROMPT_COLUMNS = (*_WHO, "key", "question", "answer")


def tables(pool: Pool) -> Mapping[str, str]:
    """Return the CSV texts of a pool by name: ``marks``, ``words``, ``ratings`` and ``prompts``.

    ``reveal`` says whether a row stands as it did ``before`` the reveal, or as it was changed ``after`` it; answers
    that were never revealed have rows of the first kind only, and the words are counted on these.
    """
    categories = tuple(category.key for category in pool.task.categories)
    return {
        "marks": _csv(MARK_COLUMNS, _marks(pool)),
        "words": _csv((*WORD_COLUMNS, *categories), _words(pool)),
        "ratings": _csv(RATING_COLUMNS, _ratings(pool)),
        "prompts": _csv(PROMPT_COLUMNS, _prompts(pool)),
    }


def _csv(columns: Sequence[str], rows: Rows) -> str:
    return BYTE_ORDER_MARK + csv_text(columns, rows)


def _works(pool: Pool) -> Iterator[tuple[tuple[str, str], Work]]:
    for one in pool.answers:
        yield (one.name, BEFORE), one.answer.before_reveal
        if one.answer.after_reveal is not None:
            yield (one.name, AFTER), one.answer.after_reveal


def _marks(pool: Pool) -> Rows:
    for who, work in _works(pool):
        for mark in work.marks:
            place = (mark.article, mark.part.value, mark.start, mark.end)
            yield (*who, *place, mark.quote, mark.category, mark.reason)


def _words(pool: Pool) -> Rows:
    for one in pool.words:
        word, span = one.word, one.word.span
        place = (word.article, span.part.value, span.start, span.end)
        yield (*place, word.text, word.sentence + 1, len(pool.answers), one.marked, *one.by_category)


def _ratings(pool: Pool) -> Rows:
    for who, work in _works(pool):
        for asked in pool.task.ratings:
            if asked.key in work.ratings:
                yield (*who, asked.key, asked.question, work.ratings[asked.key], asked.steps)


def _prompts(pool: Pool) -> Rows:
    for who, work in _works(pool):
        for asked in pool.task.prompts:
            if text := work.prompts.get(asked.key, "").strip():
                yield (*who, asked.key, asked.question, text)
