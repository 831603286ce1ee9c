"""Which articles of a result are the same text, or nearly: the table ``groups``, made when all are analysed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as arrow
from pyarrow import parquet

from analysis.corpus.groups.near import Signatures, heads, near_pairs
from analysis.corpus.options import CorpusError
from analysis.corpus.shard import appearing
from analysis.corpus.tables import FORMAT, SIGNATURES, VERSION

GROUPS = "groups"
GROUP_FIELDS: list[tuple[str, arrow.DataType, str]] = [
    ("article", arrow.int64(), "The article’s number"),
    (
        "duplicate_of",
        arrow.int64(),
        "The first article of exactly the same words; null for it, and where there is none",
    ),
    (
        "near_duplicate_of",
        arrow.int64(),
        "The first article of nearly the same words; null for it, and if there is none",
    ),
    ("similarity", arrow.float64(), "Share of all runs of five words that the two have in common, 0 to 1; an estimate"),
]
GROUP_SCHEMA = arrow.schema(
    [arrow.field(name, kind, metadata={"meaning": meaning}) for name, kind, meaning in GROUP_FIELDS],
    {"format": FORMAT, "version": str(VERSION)},
)
WORK = "groups-at-work"
# Of a table, held at once.
BATCH = 50_000
MEMORY = "2GB"

_COPIES = """
    CREATE TABLE copies AS
    SELECT article, min(article) OVER (PARTITION BY digest) AS first FROM read_parquet(?)
"""
_SIGNATURES = "SELECT article, runs, minhash FROM read_parquet(?) JOIN copies USING (article) WHERE article = first"
_GROUPS = """
    SELECT copies.article,
        nullif(first, copies.article) AS duplicate_of,
        coalesce(head, nullif(first, copies.article)) AS near_duplicate_of,
        coalesce(near.similarity, if(first = copies.article, NULL, 1.0)) AS similarity
    FROM copies LEFT JOIN near ON near.article = first
    ORDER BY copies.article
"""


def find_groups(out: Path) -> None:
    """Write the table ``groups`` of a result whose articles are all analysed; one row for each that was analysed.

    Args:
        out: the result folder.

    Raises:
        OSError: if a file cannot be read or written.
    """
    signatures = sorted(str(place) for place in (out / SIGNATURES).glob("*.parquet"))
    with _workshop(out / WORK) as (database, folder), appearing(out / GROUPS / "part-000000.parquet") as partly:
        if not signatures:
            parquet.write_table(GROUP_SCHEMA.empty_table(), partly)
            return
        database.execute(_COPIES, [signatures])
        kept = Signatures(_batches(database, _SIGNATURES, [signatures]), folder)
        _keep_near(database, heads(near_pairs(kept)))
        with parquet.ParquetWriter(partly, GROUP_SCHEMA, compression="zstd") as writer:
            for batch in _batches(database, _GROUPS):
                writer.write_batch(batch.cast(GROUP_SCHEMA))


def _batches(
    database: duckdb.DuckDBPyConnection, query: str, values: Sequence[object] = ()
) -> Iterator[arrow.RecordBatch]:
    yield from database.sql(query, params=[*values]).to_arrow_reader(BATCH)


def _keep_near(database: duckdb.DuckDBPyConnection, joined: dict[int, tuple[int, float]]) -> None:
    """Put what :func:`heads` found into the table ``near``."""
    found = joined.values()
    columns = [[*joined], [head for head, _ in found], [similarity for _, similarity in found]]
    database.register("near", arrow.table(dict(zip(("article", "head", "similarity"), columns, strict=True))))


@contextmanager
def _workshop(folder: Path) -> Iterator[tuple[duckdb.DuckDBPyConnection, Path]]:
    """Give a database that spills to a folder, and the folder; both are gone afterwards.

    Raises:
        CorpusError: if there is not enough room for it.
    """
    shutil.rmtree(folder, ignore_errors=True)  # of a run that was killed
    folder.mkdir(parents=True)
    try:
        with duckdb.connect(folder / "database", config={"memory_limit": MEMORY}) as database:
            yield database, folder
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise CorpusError(f"{folder}: not enough room to look for duplicates and stories ({error}).") from error
    finally:
        shutil.rmtree(folder)
