"""JSON Lines: one object a line, with only good rows' values or the error of a bad one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from analysis.scoring.rows import END, ID, START, Row, RowError
from analysis.scoring.tables import MOST_LINE_CHARACTERS, Columns, Numbered, Source, open_text, undamaged

# What an example of a row holds in the columns that are not text.
EXAMPLES = {ID: 1, START: 0, END: 9}


@contextmanager
def read_json_lines(path: Path, columns: Columns) -> Iterator[Source]:
    """Open a JSON Lines file; a line that lacks a key is a bad row, not a bad file.

    Raises:
        TableError: if the file cannot be opened.
    """
    example = json.dumps({name: EXAMPLES.get(name, "…") for name in (ID, *columns.read)}, ensure_ascii=False)
    with open_text(path) as (stream, fraction):
        yield Source(undamaged(path, (row for _, row in json_line_rows(stream, example))), fraction)


def json_line_rows(stream: TextIO, example: str) -> Iterator[Numbered]:
    """Yield the number of each line that is not blank, from 1, and its object.

    Args:
        stream: the text.
        example: of a row, for messages.
    """
    for number, line in _lines(stream):
        yield number, _row(line, example)


def write_json_lines(
    stream: BinaryIO, scored: Iterable[Mapping[str, object]], columns: Columns, id_type: object
) -> None:
    """Write each row as it is: an object needs neither a header nor a type."""
    for row in scored:
        stream.write(json.dumps(row, ensure_ascii=False, allow_nan=False).encode() + b"\n")


def _lines(stream: TextIO) -> Iterator[tuple[int, str | RowError]]:
    """Yield the lines that are not blank; one without an end must not fill the memory."""
    number = 0
    while line := stream.readline(MOST_LINE_CHARACTERS):
        number += 1
        if len(line) == MOST_LINE_CHARACTERS:
            while line and not line.endswith(("\n", "\r")):
                line = stream.readline(MOST_LINE_CHARACTERS)
            yield number, RowError(f"the line has more than {MOST_LINE_CHARACTERS:,} characters; split it.")
        elif line.strip():
            yield number, line


def _row(line: str | RowError, example: str) -> Row | RowError:
    if isinstance(line, RowError):
        return line
    remedy = f"write one object a line, as {example}"
    try:
        row = json.loads(line, object_pairs_hook=object_of)
    except RecursionError:
        return RowError(f"the line is JSON too deeply nested; {remedy}.")
    except ValueError as error:
        return RowError(f"the line is not JSON ({error}); {remedy}.")
    return row if isinstance(row, Mapping) else RowError(f"the line is not a JSON object; {remedy}.")


def object_of(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Build an object; a key that is there twice has no value but an error, which counts only if the key is needed."""
    values: dict[str, object] = {}
    for key, value in pairs:
        values[key] = RowError(f"“{key}” is there twice; keep one of the two.") if key in values else value
    return values
