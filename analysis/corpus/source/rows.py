"""Rows of a table become items: texts made whole, everything else kept as text."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader
from math import isnan

from analysis.article import ArticleError
from analysis.corpus.items import UNPLACED, Item
from analysis.corpus.source.tables import Fields, Rows, opened_table
from analysis.document import MAXIMUM_CHARACTERS
from analysis.readers.encoding import decode
from analysis.readers.gate import too_long
from analysis.readers.table import cell_text
from analysis.scoring.rows import RowError
from analysis.scoring.tables import TableError

EMPTY = "holds no articles; add at least one row."


def table_items(source: str, stream: BufferedReader) -> Iterator[Item]:
    """Yield an item for each row of a table; where it is damaged, a last one says so.

    Args:
        source: what to call it; its ending tells the format.
        stream: its bytes.

    Raises:
        TableError, ArticleError: before the first item, if the table as a whole cannot be read.
    """
    with opened_table(source, stream) as rows:
        yield from _items(source, rows)


def _items(source: str, rows: Rows) -> Iterator[Item]:
    is_empty = True
    try:
        for place, row in rows:
            is_empty = False
            yield row_item(f"{source} {place}", row)
        if is_empty:
            yield Item(UNPLACED, source, problem=EMPTY)
    except TableError as error:
        yield Item(UNPLACED, source, problem=error.trouble)
    except ArticleError as error:
        yield Item(UNPLACED, source, problem=str(error))


def row_item(source: str, row: Fields | RowError) -> Item:
    """Return the item of a row; one whose text cannot be read keeps what else is known of it.

    Args:
        source: where the row stands.
        row: its fields, or why it could not be read.
    """
    if isinstance(row, RowError):
        return Item(UNPLACED, source, problem=str(row))
    headline = body = problem = None
    try:
        headline, body = _text(row.get("headline")), _text(row.get("body"))
        problem = _problem(row, body)
    except (RowError, ArticleError) as error:
        problem = str(error)
    return Item(
        UNPLACED,
        source,
        identifier=_detail(row.get("id")),
        headline=headline,
        body=None if problem else body,
        outlet=_detail(row.get("outlet")),
        byline=_detail(row.get("byline")),
        date=_detail(row.get("date")),
        url=_detail(row.get("url")),
        section=_detail(row.get("section")),
        problem=problem,
    )


def _problem(row: Fields, body: str | None) -> str | None:
    """Say what is wrong with a text that need not be carried any further."""
    if body is None:
        found = row.get("body")
        return (
            "has no text; add the article's text."
            if found is None
            else "has a text that is no text; put it in quotation marks."
        )
    return too_long(body) if len(body) > MAXIMUM_CHARACTERS else None


def _text(value: object) -> str | None:
    """Return a text, in which every character is one; None if there is none.

    Raises:
        RowError: if it could not be read.
        ArticleError: if it is no text but something binary.
    """
    if isinstance(value, RowError):
        raise value
    if isinstance(value, bytes):
        return decode(value)
    return _whole(value) if isinstance(value, str) else None


def _whole(text: str) -> str:
    """Give bytes that were no UTF-8 their meaning; put a replacement sign for half a character."""
    try:
        text.encode()
        return text
    except UnicodeEncodeError:
        pass
    try:
        found = text.encode(errors="surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return decode(found)


def _detail(value: object) -> str | None:
    """Return a name, date, id or the like as text, a list of names as one; None if there is none that can be read."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_detail, value))) or None
    if isinstance(value, float):
        # How a table stores a whole number when others of its column are missing.
        return None if isnan(value) else str(int(value)) if value.is_integer() else str(value)
    try:
        return _text(value) or cell_text(value) or None
    except (RowError, ArticleError):
        return None
