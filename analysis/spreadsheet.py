"""Tables as CSV that a spreadsheet can open without running anything in them, and reading them back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from analysis.article import ArticleError
from analysis.readers.table import csv_cells
from analysis.results import Cell

# What makes spreadsheets take a cell for a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
APOSTROPHE = "'"
# In front of a file; without it Excel takes the file for another encoding, and curly quotation marks come out as other
# characters.
BYTE_ORDER_MARK = "\ufeff"


def inert(value: Cell) -> Cell:
    """Return a table cell that no spreadsheet runs as a formula: a leading apostrophe makes it text.

    A text that already begins with apostrophes before such a sign gets one more, so that :func:`as_typed` gives every
    text back as it was.
    """
    is_formula = isinstance(value, str) and value.lstrip(APOSTROPHE).startswith(FORMULA_STARTS)
    return f"{APOSTROPHE}{value}" if is_formula else value


def as_typed(cell: str) -> str:
    """Return a text as it was before :func:`inert`."""
    is_guarded = cell.startswith(APOSTROPHE) and cell.lstrip(APOSTROPHE).startswith(FORMULA_STARTS)
    return cell.removeprefix(APOSTROPHE) if is_guarded else cell


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Return a table as CSV in which no text, headings included, can act as a formula; None becomes an empty cell."""
    buffer = io.StringIO()
    csv.writer(buffer).writerows([inert(cell) for cell in row] for row in (columns, *rows))
    return buffer.getvalue()


def csv_records(content: bytes) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield the number of each row, as a spreadsheet counts them, and its cells as typed, by heading in lower case.

    Rows without any text are left out.

    Raises:
        ArticleError: if it is no table with a heading above each column. The message begins with a verb; whoever knows
            the file's name puts it in front.
    """
    rows = csv_cells(content, strict=True)
    columns = [as_typed(cell).strip().lower() for cell in next(rows, [])]
    if not all(columns) or len(set(columns)) < len(columns):
        raise ArticleError("has a column without a heading of its own in row 1; name each column once.")
    for number, cells in enumerate(rows, start=2):
        if len(cells) > len(columns):
            raise ArticleError(f"has more cells in row {number} than headings; put quotation marks around commas.")
        if any(cell.strip() for cell in cells):
            padded = [*map(as_typed, cells), *[""] * (len(columns) - len(cells))]
            yield number, dict(zip(columns, padded, strict=True))
