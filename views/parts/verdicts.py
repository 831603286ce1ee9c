"""What the story makes of its headline: the stance as a whole on top, a verdict in symbol and words on each element."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from analysis.article import Article, Part
from analysis.headline.case import Verdict
from analysis.headline.stance import StanceName
from analysis.highlight import style_of
from analysis.results import Row, Table
from views.parts.columns import Chip
from views.parts.marks import Mark, Sign, row_marks
from views.parts.plain import plain, shorten

STANCE = "stance"
# The columns of the table of elements that a chip has room for.
SHORT = ("Kind", "Verdict", "Place")
SYMBOLS = {Verdict.SUPPORTED: "✓", Verdict.WEAKENED: "≈", Verdict.MISSING: "∅", Verdict.CONTRADICTED: "✕"}
QUOTE_WIDTH = 300  # characters of the sentence that shows the stance


def split_stance(tables: Iterable[Table]) -> tuple[Table | None, tuple[Table, ...]]:
    """Return the table of what the story as a whole makes of its headline, if that needs saying, and the others."""
    by_name = {table.name: table for table in tables}
    stance = by_name.pop(STANCE, None)
    needs_saying = stance and any(row.cells[0] != StanceName.SUPPORTS.value for row in stance.rows)
    return (stance if needs_saying else None), tuple(by_name.values())


def show_stance(stance: Table, article: Article) -> None:
    """Say on top, in words, what the story makes of its headline."""
    st.info(stance_text(stance, article), icon=":material/title:")


def stance_text(stance: Table, article: Article) -> str:
    """Return, as Markdown, the stance, why, and the sentence of the body that shows it."""
    row = stance.rows[0]
    word, *explanation = (plain(str(cell)) for cell in row.cells if cell)
    lines = [f"**{word[:1].upper()}{word[1:]}.** {' '.join(explanation)}"]
    in_body = (span for span in row.evidence if span.part is Part.BODY)
    lines += [f"“{plain(shorten(article.quote(span), width=QUOTE_WIDTH))}”" for span in in_body]
    return "\n\n".join(lines)


def element_marks(tables: Iterable[Table]) -> tuple[tuple[Mark, ...], ...]:
    """Return the marks of each row that points at words of the headline, the headline's first."""
    return tuple(
        marks
        for table in tables
        for row, marks in zip(table.rows, row_marks(table, style_of("headline"), _sign), strict=True)
        if any(span.part is Part.HEADLINE for span in row.evidence)
    )


def chips_of(rows: Sequence[Sequence[Mark]]) -> tuple[Chip, ...]:
    """Return a chip for each row's marks."""
    return tuple(
        Chip(
            first.title,
            " · ".join(text for name, text in first.lines if name in SHORT),
            first.group or "",
            first.sign.text if first.sign else "",
        )
        for first, *_ in rows
    )


def _sign(row: Row) -> Sign:
    """Return the element and its verdict, with the verdict's symbol."""
    verdict = next((known for known in Verdict if known.value in row.cells[1:]), None)
    if verdict is None:
        return Sign(f"“{row.cells[0]}”")
    return Sign(f"“{row.cells[0]}”, {verdict.value}", SYMBOLS[verdict])
