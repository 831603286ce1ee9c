"""Parquet: read and written a stretch at a time; lists as lists of structs, numbers by name as maps.

``error`` is null where there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import pyarrow as arrow
from pyarrow import parquet

from analysis.scoring.rows import ERROR, ID, Row, RowError
from analysis.scoring.tables import DAMAGE, Columns, Kind, Source, TableError, demand_columns, undamaged

# Small enough for the memory with a long sentence's words in each row, large enough for readers to skip through.
ROW_GROUP = 8_192
# Rows that are made Python's at a time: a text that is stored once may stand in all of them.
STRETCH = 64
# A column is read through a buffer of this many bytes and not a row group at a time, which may be the whole table.
BUFFER = 1 << 20
TYPES: Mapping[type, arrow.DataType] = {
    int: arrow.int64(),
    float: arrow.float64(),
    str: arrow.string(),
    dict: arrow.map_(arrow.string(), arrow.float64()),
}
DAMAGED_PARQUET = (*DAMAGE, arrow.ArrowException, UnicodeDecodeError)


@contextmanager
def read_parquet(path: Path, columns: Columns) -> Iterator[Source]:
    """Open a Parquet file.

    Raises:
        TableError: if it cannot be opened, lacks a column or has ids that are neither text nor numbers.
    """
    with open_parquet(path, path) as file:
        names = file.schema_arrow.names
        read = demand_columns(path, names, columns)
        id_type = _id_type(path, file.schema_arrow.field(ID).type) if ID in names else arrow.int64()
        progress = _Progress(file.metadata.num_rows)
        yield Source(progress.counted(parquet_rows(path, file, read)), progress.fraction, id_type)


def open_parquet(place: object, source: Path | BinaryIO) -> parquet.ParquetFile:
    """Open a Parquet file.

    Args:
        place: what to call it in messages.
        source: the file, or a stream of it in which one can go back and forth.

    Raises:
        TableError: if it is none.
    """
    try:
        return parquet.ParquetFile(source, buffer_size=BUFFER, pre_buffer=False)
    except DAMAGED_PARQUET as error:
        raise TableError(place, f"cannot be read as Parquet ({error}); save it anew.") from error


def parquet_rows(place: object, file: parquet.ParquetFile, names: Sequence[str]) -> Iterator[Row]:
    """Yield the rows of some columns.

    Raises:
        TableError: if the file is damaged.
    """
    stretches = file.iter_batches(STRETCH, columns=names, use_threads=False)
    for stretch in undamaged(place, stretches, DAMAGED_PARQUET):
        columns = [_values(column) for column in stretch.columns]
        for values in zip(*columns, strict=True):
            yield dict(zip(stretch.schema.names, values, strict=True))


def _values(column: arrow.Array) -> list[object]:
    """Return the values of a column; one that Python has no room for, or is no UTF-8, spoils only its own row."""
    try:
        values: list[object] = column.to_pylist()
    except (ValueError, OverflowError):
        return [_value(scalar) for scalar in column]
    return values


def _value(scalar: arrow.Scalar) -> object:
    try:
        return scalar.as_py()
    except (ValueError, OverflowError) as error:
        return RowError(f"a value cannot be read ({error}); correct it, or leave the row out.")


def write_parquet(
    stream: BinaryIO, scored: Iterable[Mapping[str, object]], columns: Columns, id_type: arrow.DataType | None
) -> None:
    """Write the rows; ids without a common type are written as text."""
    id_type = id_type or arrow.string()
    values = [(name, _type_of(kind)) for name, kind in columns.written.items()]
    schema = arrow.schema([(ID, id_type), *values, (ERROR, arrow.string())])
    rows = ({**row, ID: str(row[ID]) if id_type == arrow.string() else row[ID]} for row in scored)
    with parquet.ParquetWriter(stream, schema) as writer:
        while group := list(islice(rows, ROW_GROUP)):
            writer.write_table(arrow.Table.from_pylist(group, schema))


class _Progress:
    """How far through a file its reader is."""

    def __init__(self, total: int) -> None:
        self._done, self._total = 0, max(1, total)

    def counted(self, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            self._done += 1
            yield row

    def fraction(self) -> float:
        return self._done / self._total


def _type_of(kind: Kind) -> arrow.DataType:
    if isinstance(kind, Mapping):
        return arrow.list_(arrow.struct([(name, TYPES[of]) for name, of in kind.items()]))
    return TYPES[kind]


def _id_type(path: Path, found: arrow.DataType) -> arrow.DataType:
    """Return a type that holds the ids and, where one is missing, the row's number."""
    if arrow.types.is_dictionary(found):
        found = found.value_type
    if arrow.types.is_string(found) or arrow.types.is_large_string(found) or arrow.types.is_string_view(found):
        return arrow.string()
    if arrow.types.is_unsigned_integer(found):
        return arrow.uint64()
    if arrow.types.is_integer(found) or arrow.types.is_null(found):
        return arrow.int64()
    if arrow.types.is_floating(found):
        return arrow.float64()
    raise TableError(path, f"its column “{ID}” holds {found}; store text or whole numbers.")
