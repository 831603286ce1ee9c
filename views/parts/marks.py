"""What is marked in the reading columns: findings, passages that articles share, rows of a table with their places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from analysis.article import Article, Span
from analysis.comparison import Comparison
from analysis.highlight import ALONE_STYLE, SHARED_STYLE, explanation, label_of, strength_of, style_of
from analysis.lexicon import Lexicons
from analysis.report import MEASURES
from analysis.results import Finding, Row, Table
from views.parts.plain import shorten

PASSAGE_WIDTH = 200
# Characters of the labels of own categories in the legend: some five of them.
OWN_WIDTH = 80
ONLY_HERE = "Only here, dotted"
QUOTATION_MARKS = ("“", '"', "„", "«", "‘")

SHARED, ALONE = "Shared passages", "Told by one only"
ACROSS_STYLES = {SHARED: SHARED_STYLE, ALONE: ALONE_STYLE}


@dataclass(frozen=True, slots=True)
class Sign:
    """How a mark shows on the position strip.

    Attributes:
        name: what it stands for ("Shared passage 3 of 8"); the strip adds where it stands.
        text: one or two characters, so that the same passage is found in every column; may be empty.
    """

    name: str
    text: str = ""


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
        sign: how it shows on the position strip; without one it does not.
        differing: words within ``span`` that set it apart from the others of its group.
        key: names it, uniquely within its article; only a mark with a key can be decided on.
        choice: what the reader has decided, a value of :class:`analysis.decisions.Choice`; empty if nothing.
        category: key of the category that it stands under, chosen beforehand where another is offered.
        moved_from: label of the tool's category, if the reader has put it under another.
        reason: the reader's own words.
    """

    span: Span
    style: int
    title: str
    lines: tuple[tuple[str, str], ...]
    group: str | None = None
    strength: int = 0
    sign: Sign | None = None
    differing: tuple[Span, ...] = ()
    key: str | None = None
    choice: str = ""
    category: str = ""
    moved_from: str = ""
    reason: str = ""


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
    for number, passage in enumerate(comparison.passages, 1):
        sign = Sign(f"Shared passage {number} of {len(comparison.passages)}", str(number))
        title = f"{sign.name}: {passage.label[:1].lower()}{passage.label[1:]}"
        for index, span in passage.places:
            twins = tuple(
                (comparison.names[other], _quoted(articles[other].quote(place)))
                for other, place in passage.places
                if other != index
            )
            differing = tuple(words for other, words in passage.differences if other == index and _within(words, span))
            lines = (*twins, *_only_here(differing, articles[index]))
            mark = Mark(span, SHARED_STYLE, title, lines, f"passage-{number}", sign=sign, differing=differing)
            marks[index].append(mark)
    return tuple(tuple(column) for column in marks)


def _only_here(differing: Sequence[Span], article: Article) -> tuple[tuple[str, str], ...]:
    """Return the line of a note that names the words which the twins do not have, if there are any."""
    words = ", ".join(f"“{' '.join(article.quote(span).split())}”" for span in differing)
    return ((ONLY_HERE, words),) if words else ()


def _within(inner: Span, outer: Span) -> bool:
    return inner.part is outer.part and outer.start <= inner.start and inner.end <= outer.end


def _quoted(passage: str) -> str:
    """Return a passage, shortened, in quotation marks, those that it brings or others."""
    words = shorten(passage, width=PASSAGE_WIDTH)
    return words if words.startswith(QUOTATION_MARKS) else f"“{words}”"


def alone_marks(table: Table, n_articles: int) -> tuple[tuple[Mark, ...], ...]:
    """Return, for each article compared, the places that a table of several articles gives for it."""
    marks: list[list[Mark]] = [[] for _ in range(n_articles)]
    totals = Counter(index for row in table.rows for index in row.articles)
    for row in table.rows:
        title, *cells = ("" if cell is None else str(cell) for cell in row.cells)
        lines = tuple((column, cell) for column, cell in zip(table.columns[1:-1], cells[:-1], strict=True) if cell)
        for index, span in zip(row.articles, row.evidence, strict=True):
            sign = Sign(f"{table.title}: {len(marks[index]) + 1} of {totals[index]}")
            marks[index].append(Mark(span, ALONE_STYLE, f"{table.title}: {title}", lines, sign=sign))
    return tuple(tuple(column) for column in marks)


def row_marks(table: Table, style: int, sign_of: Callable[[Row], Sign]) -> tuple[tuple[Mark, ...], ...]:
    """Return, for each row of a table, a mark at each place it rests on; the marks of a row are one group."""
    rows = []
    for number, row in enumerate(table.rows):
        title, *cells = ("" if cell is None else str(cell) for cell in row.cells)
        lines = tuple((column, cell) for column, cell in zip(table.columns[1:], cells, strict=True) if cell)
        group, sign = f"{table.name}-{number}", sign_of(row)
        rows.append(tuple(Mark(span, style, title, lines, group, sign=sign) for span in row.evidence))
    return tuple(rows)


def legend_of(dimensions: Iterable[str], lexicons: Lexicons | None = None) -> tuple[tuple[int, str], ...]:
    """Return pattern and label of each dimension by key, for the legend, with the reader's own categories in it.

    Args:
        dimensions: keys of those that are marked.
        lexicons: in which own categories are looked for, if there can be any.
    """
    names = {measure.key: measure.label for measure in MEASURES}
    return tuple((style_of(key), f"{names[key]}{_own_in(key, lexicons)}") for key in dimensions)


def _own_in(dimension: str, lexicons: Lexicons | None) -> str:
    """Return the labels of the reader's own categories in a dimension as they stand in the legend, if there are any."""
    labels = [category.label for category in lexicons.of_dimension(dimension) if category.own] if lexicons else []
    return f", with your own: {shorten(', '.join(labels), width=OWN_WIDTH)}" if labels else ""
