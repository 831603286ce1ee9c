"""What is marked in the reading columns: findings, passages that articles share, rows of a table with their places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from analysis.article import Article, Span
from analysis.comparison import Comparison
from analysis.highlight import ALONE_STYLE, SHARED_STYLE, explanation, label_of, strength_of, style_of
from analysis.report import MEASURES
from analysis.results import Finding, Table
from views.parts.plain import shorten

PASSAGE_WIDTH = 200

SHARED, ALONE = "Shared passages", "Told by one only"
ACROSS_STYLES = {SHARED: SHARED_STYLE, ALONE: ALONE_STYLE}


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked place.

    Attributes:
        span: where.
        style: number of the underline pattern in ``analysis/highlight.css``.
        title: heading of the note.
        lines: heading and text of each line of the note; an empty heading starts with the text.
        group: marks of one group light up together.
        strength: how strongly it is drawn, as in :data:`analysis.highlight.STRENGTHS`; 0 for the ordinary strength.
    """

    span: Span
    style: int
    title: str
    lines: tuple[tuple[str, str], ...]
    group: str | None = None
    strength: int = 0


def finding_marks(findings: Iterable[Finding], labels: Mapping[str, str]) -> tuple[Mark, ...]:
    """Return a mark for each finding."""
    return tuple(
        Mark(
            finding.span,
            style_of(finding.category),
            f"{label_of(finding.category, labels)}: “{shorten(finding.quote, width=80)}”",
            tuple(("" if heading == "Why" else heading, text) for heading, text in explanation(finding)),
            strength=strength_of(finding),
        )
        for finding in findings
    )


def across_marks(comparison: Comparison, articles: Sequence[Article]) -> dict[str, tuple[tuple[Mark, ...], ...]]:
    """Return what links articles and what only one tells: by name, and for each article its marks."""
    alone = alone_marks(comparison.table("told_by_one_only"), len(articles))
    return {SHARED: passage_marks(comparison, articles), ALONE: alone}


def passage_marks(comparison: Comparison, articles: Sequence[Article]) -> tuple[tuple[Mark, ...], ...]:
    """Return, for each article compared, the passages that it shares with the others."""
    marks: list[list[Mark]] = [[] for _ in articles]
    for number, passage in enumerate(comparison.passages):
        for index, span in passage.places:
            twins = tuple(
                (comparison.names[other], f"“{shorten(articles[other].quote(place), width=PASSAGE_WIDTH)}”")
                for other, place in passage.places
                if other != index
            )
            title = passage.label[:1].upper() + passage.label[1:]
            marks[index].append(Mark(span, SHARED_STYLE, title, twins, f"passage-{number}"))
    return tuple(tuple(column) for column in marks)


def alone_marks(table: Table, n_articles: int) -> tuple[tuple[Mark, ...], ...]:
    """Return, for each article compared, the places that a table of several articles gives for it."""
    marks: list[list[Mark]] = [[] for _ in range(n_articles)]
    for row in table.rows:
        title, *cells = ("" if cell is None else str(cell) for cell in row.cells)
        lines = tuple(zip(table.columns[1:-1], cells[:-1], strict=True))
        for index, span in zip(row.articles, row.evidence, strict=True):
            marks[index].append(Mark(span, ALONE_STYLE, f"{table.title}: {title}", lines))
    return tuple(tuple(column) for column in marks)


def row_marks(table: Table, style: int) -> tuple[tuple[Mark, ...], ...]:
    """Return, for each row of a table, a mark at each place it rests on; the marks of a row are one group."""
    rows = []
    for number, row in enumerate(table.rows):
        title, *cells = ("" if cell is None else str(cell) for cell in row.cells)
        lines = tuple((column, cell) for column, cell in zip(table.columns[1:], cells, strict=True) if cell)
        rows.append(tuple(Mark(span, style, title, lines, f"{table.name}-{number}") for span in row.evidence))
    return tuple(rows)


def legend_of(dimensions: Iterable[str]) -> tuple[tuple[int, str], ...]:
    """Return pattern and label of each dimension by key, for the legend."""
    names = {measure.key: measure.label for measure in MEASURES}
    return tuple((style_of(key), names[key]) for key in dimensions)
