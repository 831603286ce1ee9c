"""CSV and TSV: a header, then one row a record; lists of objects and numbers by name as JSON in one cell."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from io import TextIOWrapper
from itertools import chain, count
from pathlib import Path
from typing import BinaryIO, TextIO

from analysis.scoring.rows import END, START, Row, RowError
from analysis.scoring.tables import (
    DAMAGE,
    MOST_LINE_CHARACTERS,
    Columns,
    Numbered,
    Source,
    TableError,
    demand_columns,
    open_text,
    undamaged,
)

# Spreadsheets write semicolons where the comma is the decimal sign.
DELIMITERS = ",;\t|"
# "12.0" is how a table stores a whole number when others of its column are missing.
WHOLE_NUMBER = re.compile(r"\s*([0-9]{1,18})(?:\.0+)?\s*")


@contextmanager
def read_delimited(path: Path, columns: Columns) -> Iterator[Source]:
    """Open a CSV or TSV file; which of comma, semicolon, tab and bar parts its cells is seen from its header.

    Raises:
        TableError: if it cannot be opened or lacks a column.
    """
    with open_text(path) as (stream, fraction):
        header, rows = delimited_rows(path, stream)
        demand_columns(path, header, columns)
        yield Source((row for _, row in rows), fraction)


def delimited_rows(place: object, stream: TextIO) -> tuple[list[str], Iterator[Numbered]]:
    """Read the header; return it, and all rows that are not blank with their numbers as a spreadsheet counts them.

    Raises:
        TableError: if there is no header; where the file is damaged, from the rows.
    """
    # A global of the csv module, and only ever raised: a cell may hold a whole article.
    csv.field_size_limit(max(csv.field_size_limit(), MOST_LINE_CHARACTERS))
    lines = iter(partial(stream.readline, MOST_LINE_CHARACTERS), "")
    try:
        first = next((line for line in lines if line.strip()), "")
        bounded = _Bounded(chain([first], lines))
        reader = csv.reader(bounded, delimiter=max(DELIMITERS, key=first.count), strict=True)
        header = [name.strip() for name in next(reader)]
    except (csv.Error, *DAMAGE) as error:
        raise TableError(place, f"its header cannot be read ({error}); save the table anew.") from error
    return header, undamaged(place, _rows(reader, bounded, header))


def write_delimited(
    stream: BinaryIO,
    scored: Iterable[Mapping[str, object]],
    columns: Columns,
    id_type: object,
    *,
    delimiter: str = ",",
) -> None:
    """Write a header and the rows, as UTF-8 without a byte order mark; text needs no ``id_type``."""
    text = TextIOWrapper(stream, "utf-8", newline="")
    writer = csv.DictWriter(text, columns.header, delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    for row in scored:
        writer.writerow({name: _cell(value) for name, value in row.items()})
    text.detach()  # flushes; the stream is its opener's to close


class _Bounded(Iterator[str]):
    """Lines, until a row has too many: one whose last quotation mark is missing must not fill the memory."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.taken = 0

    def __next__(self) -> str:
        if self.taken > MOST_LINE_CHARACTERS:
            raise csv.Error(f"more than {MOST_LINE_CHARACTERS:,} characters")
        line = next(self._lines)
        self.taken += len(line)
        return line


def _rows(reader: Iterator[list[str]], lines: _Bounded, header: Sequence[str]) -> Iterator[Numbered]:
    for number in count(2):
        lines.taken = 0
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            trouble = f"the row is not CSV ({error}); double the quotation marks inside a cell and close each cell."
            yield number, RowError(trouble)
            continue
        if cells:
            yield number, _row(cells, header)


def _row(cells: Sequence[str], header: Sequence[str]) -> Row | RowError:
    """Return the cells that are not empty; with more cells than columns, nobody knows which of them was cut in two."""
    if len(cells) > len(header):
        return RowError(f"the row has {len(cells)} cells for {len(header)} columns; put texts between quotation marks.")
    return {name: _value(name, cell) for name, cell in zip(header, cells, strict=False) if cell}


def _value(name: str, cell: str) -> object:
    number = WHOLE_NUMBER.fullmatch(cell) if name in (START, END) else None
    return int(number[1]) if number else cell


def _cell(value: object) -> object:
    return json.dumps(value, ensure_ascii=False, allow_nan=False) if isinstance(value, list | dict) else value
