"""Rows of a table become items: texts made whole, everything else kept as text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BufferedReader
from math import isnan

from analysis.article import ArticleError
from analysis.corpus.items import UNPLACED, Item, unreadable
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
            yield unreadable(source, EMPTY)
    except TableError as error:
        yield unreadable(source, error.trouble)
    except ArticleError as error:
        yield unreadable(source, str(error))


def row_item(source: str, row: Fields | RowError) -> Item:
    """Return the item of a row; one whose text cannot be read keeps what else is known of it.

    Args:
        source: where the row stands.
        row: its fields, or why it could not be read.
    """
    if isinstance(row, RowError):
        return unreadable(source, str(row))
    item = Item(
        UNPLACED,
        source,
        identifier=_detail(row.get("id")),
        outlet=_detail(row.get("outlet")),
        byline=_detail(row.get("byline")),
        date=_detail(row.get("date")),
        url=_detail(row.get("url")),
        section=_detail(row.get("section")),
    )
    try:
        item = replace(item, headline=_text(row.get("headline")))
        return replace(item, body=_body(row.get("body")))
    except (RowError, ArticleError) as error:
        return item.refused(str(error))


def _body(value: object) -> str:
    """Return the text of an article.

    Raises:
        RowError, ArticleError: if there is none, or one that is longer than any article, so that it goes no further.
    """
    text = _text(value)
    if text is None:
        raise RowError("has no text; put the article's text there.")
    if len(text) > MAXIMUM_CHARACTERS and (reason := too_long(text)):
        raise RowError(reason)
    return text


def _detail(value: object) -> str | None:
    """Return a name, date, id or the like as text, a list of names as one; None if there is none that can be read."""
    try:
        if isinstance(value, list):
            return ", ".join(filter(None, (_text(each) for each in value))) or None
        return _text(value)
    except (RowError, ArticleError):
        return None


def _text(value: object) -> str | None:
    """Return a value as text in which every character is one; None if there is none, or it is neither text nor number.

    Raises:
        RowError: if it could not be read.
        ArticleError: if it is no text but something binary.
    """
    if isinstance(value, RowError):
        raise value
    if isinstance(value, bytes):
        return decode(value)
    if isinstance(value, float):
        # How a table stores a missing number, and a whole one where others of its column are missing.
        return None if isnan(value) else f"{value:.0f}" if value.is_integer() else str(value)
    return _whole(cell_text(value)) or None


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
