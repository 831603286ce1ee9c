"""Tables of articles, opened by the ending of their names and read a row at a time, whatever their length."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from io import BufferedReader
from itertools import chain, islice
from typing import TypeAlias

from analysis.article import ArticleError
from analysis.corpus.source.json_values import json_values
from analysis.readers.intake import MAXIMUM_BYTES
from analysis.readers.table import article_columns, xlsx_cells
from analysis.scoring.delimited import delimited_rows
from analysis.scoring.json_lines import json_line_rows
from analysis.scoring.parquet import open_parquet, parquet_rows
from analysis.scoring.rows import Row, RowError
from analysis.scoring.tables import Numbered, TableError, demand_single, text_in, undamaged

# By the name of the article's field, as in the word list of column names.
Fields: TypeAlias = Mapping[str, object]
# The place of each row, for people, and what was found there.
Rows: TypeAlias = Iterator[tuple[str, Fields | RowError]]
Opener: TypeAlias = Callable[[str, BufferedReader], AbstractContextManager[Rows]]
# The longest sheet that Excel writes.
SHEET_ROWS = 1_048_576
# All words of a sheet are held in memory, in some twice this many bytes.
SHEET_XML = 200_000_000
EXAMPLE = json.dumps({"headline": "…", "text": "…"}, ensure_ascii=False)


def opened_table(name: str, stream: BufferedReader) -> AbstractContextManager[Rows]:
    """Open a table to read its rows, one after the other.

    Args:
        name: of the table, to call it by in messages; its ending, one of :data:`TABLES`, tells the format.
        stream: its bytes; for Parquet one in which one can go back and forth.

    Raises:
        TableError, ArticleError: if it cannot be read, or has no column with the article's text; from the rows, where
            it is damaged. Both from the context.
    """
    opener = next(opener for ending, opener in TABLES.items() if name.lower().endswith(ending))
    return opener(name, stream)


@contextmanager
def _delimited(name: str, stream: BufferedReader) -> Iterator[Rows]:
    with text_in(name, stream) as text:
        header, rows = delimited_rows(name, text)
        yield _with_header(rows, _columns(name, header))


@contextmanager
def _parquet(name: str, stream: BufferedReader) -> Iterator[Rows]:
    with open_parquet(name, stream) as file:
        columns = _columns(name, file.schema_arrow.names)
        rows = parquet_rows(name, file, list(columns.values()))
        yield _with_header(enumerate(rows, start=1), columns)


@contextmanager
def _sheet(name: str, stream: BufferedReader) -> Iterator[Rows]:
    content = stream.read(MAXIMUM_BYTES + 1)
    if len(content) > MAXIMUM_BYTES:
        raise TableError(
            name, f"is too large for an Excel file ({MAXIMUM_BYTES // 1_000_000} MB at most); save it as .csv."
        )
    cells = enumerate(xlsx_cells(content, maximum_rows=SHEET_ROWS, maximum_xml=SHEET_XML), start=1)
    filled = ((number, row) for number, row in cells if any(cell not in (None, "") for cell in row))
    _, header = next(filled, (0, ()))
    names = [str(cell or "") for cell in header]
    rows = ((number, dict(zip(names, row, strict=False))) for number, row in filled)
    yield _with_header(rows, _columns(name, names))


@contextmanager
def _json_lines(name: str, stream: BufferedReader) -> Iterator[Rows]:
    with text_in(name, stream) as text:
        yield _objects("line", undamaged(name, json_line_rows(text, EXAMPLE)))


@contextmanager
def _json(name: str, stream: BufferedReader) -> Iterator[Rows]:
    with text_in(name, stream) as text:
        values = json_values(name, text)
        # What is no JSON from the start on cannot be read as a whole.
        first = list(islice(values, 1))
        yield _objects("item", chain(first, values))


def _with_header(rows: Iterable[Numbered], columns: Mapping[str, str]) -> Rows:
    return ((f"row {number}", _fields(row, columns)) for number, row in rows if row)


def _columns(name: str, header: Sequence[str]) -> dict[str, str]:
    """Return the name of each field's column."""
    columns = {field: header[place] for field, place in article_columns(header).items()}
    demand_single(name, header, list(columns.values()))
    return columns


def _objects(word: str, rows: Iterable[Numbered]) -> Rows:
    """Name the fields of objects, each of which has its own keys, though mostly the same as the one before."""
    keys: tuple[str, ...] = ()
    columns: dict[str, str] = {}
    for number, row in rows:
        place = f"{word} {number}"
        if not isinstance(row, RowError) and tuple(row) != keys:
            try:
                columns = {field: list(row)[at] for field, at in article_columns(tuple(row)).items()}
            except ArticleError as error:
                yield place, RowError(str(error))
                continue
            keys = tuple(row)
        yield place, _fields(row, columns)


def _fields(row: Row | RowError, columns: Mapping[str, str]) -> Fields | RowError:
    return row if isinstance(row, RowError) else {field: row.get(column) for field, column in columns.items()}


_TEXTS: Mapping[str, Opener] = {
    ".csv": _delimited,
    ".tsv": _delimited,
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
    ".json": _json,
}
TABLES: Mapping[str, Opener] = {
    **_TEXTS,
    **{f"{ending}.gz": opener for ending, opener in _TEXTS.items()},
    ".xlsx": _sheet,
    ".xlsm": _sheet,
    ".parquet": _parquet,
}
