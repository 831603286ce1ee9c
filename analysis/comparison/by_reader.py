"""A reader's decisions on what a comparison has found: links that are none, facts that others tell after all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from analysis.article import Span
from analysis.comparison.passages import Passage
from analysis.comparison.telling import Telling
from analysis.decisions import Choice
from analysis.results import Table

# Categories of the marks, so that decisions on them stand beside those on findings.
SHARED_PASSAGE = "comparison/shared_passage"
TOLD_BY_ONE_ONLY = "comparison/told_by_one_only"


def standing_passages(passages: Iterable[Passage], tellings: Mapping[int, Telling]) -> tuple[Passage, ...]:
    """Return the passages without those of which a reader has rejected a place."""
    rejected = _rejected(tellings, SHARED_PASSAGE)
    return tuple(passage for passage in passages if rejected.isdisjoint(passage.places))


def standing_rows(table: Table, tellings: Mapping[int, Telling]) -> Table:
    """Return the table of what only one tells without the rows that a reader has rejected."""
    rejected = _rejected(tellings, TOLD_BY_ONE_ONLY)
    rows = (row for row in table.rows if rejected.isdisjoint(zip(row.articles, row.evidence, strict=True)))
    return replace(table, rows=tuple(rows))


def _rejected(tellings: Mapping[int, Telling], category: str) -> frozenset[tuple[int, Span]]:
    """Return article and place of the marks of a category that were rejected."""
    return frozenset(
        (number, decision.span)
        for number, telling in tellings.items()
        for decision in telling.reading.decisions.made
        if decision.category == category and decision.choice is Choice.REJECTED
    )
