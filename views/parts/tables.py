"""Tables of a dimension or comparison as escaped HTML, with the sentences behind a row one click away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from html import escape

import streamlit as st

from analysis.report import Report
from analysis.results import Row, Table
from views.parts.download import offer_csv, table_csv
from views.parts.numbers import number
from views.parts.plain import counted

# Beyond this a row's evidence is a wall of text; the reading columns show all of it.
MOST_SENTENCES = 12
# What an empty cell shows; on a phone, where rows become cards, it is left out.
NOTHING = "–"


def show_table(
    table: Table, reports: Sequence[Report], *, name: str, chart: Callable[[Table], None] | None = None
) -> None:
    """Draw a table with heading, explanation, evidence and download.

    Args:
        table: of one report, or of a comparison of all reports.
        reports: the articles that its evidence points into.
        name: unique on the page; the downloaded file is called after it.
        chart: draws the same numbers above the table.
    """
    st.subheader(table.title, anchor=False)
    show_rows(table, reports, name=name, chart=chart)


def fold_table(table: Table, reports: Sequence[Report], *, name: str) -> None:
    """Draw a table as :func:`show_table` does, folded away under its heading."""
    with st.expander(table.title):
        show_rows(table, reports, name=name)


def show_rows(
    table: Table, reports: Sequence[Report], *, name: str, chart: Callable[[Table], None] | None = None
) -> None:
    """Draw a table as :func:`show_table` does, under a heading that is there already."""
    st.text(table.explanation)
    if not table.rows:
        st.text("Nothing found.")
        return
    if chart:
        chart(table)
    st.html(table_html(table, reports, evidence=True))
    offer_csv(partial(table_csv, table), name=name)


def table_html(table: Table, reports: Sequence[Report], *, evidence: bool) -> str:
    """Return a table as escaped HTML."""
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in table.columns)
    rows = "".join(_row(table.columns, row, reports, evidence=evidence) for row in table.rows)
    return (
        f'<div class="sheet"><table class="details"><caption>{escape(table.title)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(columns: Sequence[str], row: Row, reports: Sequence[Report], *, evidence: bool) -> str:
    first, *rest = (_text(cell) for cell in row.cells)
    behind = _evidence(sentences_behind(row, reports)) if evidence else ""
    cells = "".join(_cell(column, cell) for column, cell in zip(columns[1:], rest, strict=True))
    return f'<tr><th scope="row">{escape(first)}{behind}</th>{cells}</tr>'


def _cell(column: str, text: str) -> str:
    empty = ' class="empty"' if text == NOTHING else ""
    return f'<td data-label="{escape(column)}"{empty}>{escape(text)}</td>'


def _text(cell: str | int | float | None) -> str:
    if cell is None or cell == "":
        return NOTHING
    return cell if isinstance(cell, str) else number(cell)


def sentences_behind(row: Row, reports: Sequence[Report]) -> tuple[str, ...]:
    """Return the sentences that a row's places stand in, each once, without those that the row shows anyway."""
    found: dict[str, None] = {}
    for number_, span in enumerate(row.evidence):
        reading = reports[row.articles[number_] if row.articles else 0].reading
        sentence = reading.document.sentence_at(span.part, span.start)
        found[sentence.text if sentence else reading.article.quote(span)] = None
    return tuple(sentence for sentence in found if sentence not in row.cells)


def _evidence(sentences: Sequence[str]) -> str:
    if not sentences:
        return ""
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences[:MOST_SENTENCES])
    rest = len(sentences) - MOST_SENTENCES
    more = f"<li>… and {rest} more</li>" if rest > 0 else ""
    return f"<details><summary>{counted(len(sentences), 'sentence')}</summary><ul>{items}{more}</ul></details>"
