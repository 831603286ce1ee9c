"""The table formats by the ending of a file's name, and where a result is written."""

from __future__ import annotations

import gzip
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, cast

from analysis.scoring.delimited import read_delimited, write_delimited
from analysis.scoring.json_lines import read_json_lines, write_json_lines
from analysis.scoring.parquet import read_parquet, write_parquet
from analysis.scoring.tables import Columns, Source, TableError

GZIP = ".gz"


@dataclass(frozen=True)
class Format:
    """How one kind of table is read and written.

    Attributes:
        read: opens a file and checks its columns.
        write: writes scored rows to a stream; the last argument is the Arrow type of the ids, or None.
    """

    read: Callable[[Path, Columns], AbstractContextManager[Source]]
    write: Callable[[BinaryIO, Iterable[Mapping[str, object]], Columns, Any], None]


JSON_LINES = Format(read_json_lines, write_json_lines)
CSV = Format(read_delimited, write_delimited)
TSV = Format(read_delimited, partial(write_delimited, delimiter="\t"))
FORMATS: Mapping[str, Format] = {
    ".jsonl": JSON_LINES,
    ".ndjson": JSON_LINES,
    ".csv": CSV,
    ".tsv": TSV,
    ".jsonl.gz": JSON_LINES,
    ".ndjson.gz": JSON_LINES,
    ".csv.gz": CSV,
    ".tsv.gz": TSV,
    ".parquet": Format(read_parquet, write_parquet),
}


def format_of(path: Path) -> Format:
    """Return the format that a file's ending stands for.

    Raises:
        TableError: if it stands for none.
    """
    for suffix, found in FORMATS.items():
        if path.name.lower().endswith(suffix):
            return found
    raise TableError(path, f"its ending is not that of a table; use one of {', '.join(FORMATS)}.")


@contextmanager
def open_result(out: Path | None) -> Iterator[BinaryIO]:
    """Open the place for a result: standard output, or a file that appears only when it is complete.

    Raises:
        TableError: if something that is not a file stands there.
    """
    if out is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    place = out.resolve()
    if place.exists() and not place.is_file():
        raise TableError(out, "is not a file; choose another place.")
    partly = place.with_name(f".score-{os.getpid()}.partial")
    try:
        with partly.open("wb") as raw:
            if out.suffix.lower() == GZIP:
                # Without name and time of day, so that the same input gives the same bytes.
                with gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as compressed:
                    yield cast(BinaryIO, compressed)
            else:
                yield raw
        partly.replace(place)
    finally:
        partly.unlink(missing_ok=True)
