"""Which articles of a result are the same text, nearly the same, or of the same event: the table ``groups``."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import duckdb
import pyarrow as arrow
from pyarrow import parquet

from analysis.corpus.files import appearing
from analysis.corpus.groups.near import Signatures, heads, near_pairs
from analysis.corpus.groups.stories import alike, stars
from analysis.corpus.groups.vectors import Vectors
from analysis.corpus.options import CorpusError
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
    (
        "story",
        arrow.int64(),
        "The first article on the same event, itself if it is the first; null if there is no other",
    ),
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
_HEADS = """
    SELECT article, date, terms, counts, zipfs
    FROM read_parquet(?) JOIN copies USING (article) ANTI JOIN near USING (article) WHERE article = first
"""
_GROUPS = """
    WITH grouped AS (
        SELECT copies.article, first, head, near.similarity, coalesce(middle, head, first) AS star
        FROM copies
        LEFT JOIN near ON near.article = first
        LEFT JOIN stars ON stars.article = coalesce(head, first)
    )
    SELECT article,
        nullif(first, article) AS duplicate_of,
        coalesce(head, nullif(first, article)) AS near_duplicate_of,
        coalesce(similarity, if(first = article, NULL, 1.0)) AS similarity,
        if(count(*) OVER story > 1, min(article) OVER story, NULL) AS story
    FROM grouped WINDOW story AS (PARTITION BY star)
    ORDER BY article
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
        _look_for_near(database, folder, signatures)
        _look_for_stories(database, folder, signatures)
        with parquet.ParquetWriter(partly, GROUP_SCHEMA, compression="zstd") as writer:
            for batch in _batches(database, _GROUPS):
                writer.write_batch(batch.cast(GROUP_SCHEMA))


def _batches(
    database: duckdb.DuckDBPyConnection, query: str, values: Sequence[object] = ()
) -> Iterator[arrow.RecordBatch]:
    yield from database.sql(query, params=[*values]).to_arrow_reader(BATCH)


def _look_for_near(database: duckdb.DuckDBPyConnection, folder: Path, signatures: Sequence[str]) -> None:
    """Put what near-duplicates there are into the table ``near``."""
    joined = heads(near_pairs(Signatures(_batches(database, _SIGNATURES, [signatures]), folder)))
    found = joined.values()
    columns = {
        "article": arrow.array(joined, arrow.int64()),
        "head": arrow.array([head for head, _ in found], arrow.int64()),
        "similarity": arrow.array([similarity for _, similarity in found], arrow.float64()),
    }
    database.register("near", arrow.table(columns))


def _look_for_stories(database: duckdb.DuckDBPyConnection, folder: Path, signatures: Sequence[str]) -> None:
    """Put what stories there are into the table ``stars``; of near-duplicates only the first is looked at."""
    joined = stars(alike(Vectors(partial(_batches, database, _HEADS, [signatures]), folder)))
    columns = {"article": arrow.array(joined, arrow.int64()), "middle": arrow.array(joined.values(), arrow.int64())}
    database.register("stars", arrow.table(columns))


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
            # The terminal shows another one; in a notebook there is one only with a package of its own.
            with suppress(duckdb.InvalidInputException):
                database.execute("SET enable_progress_bar = false")
            yield database, folder
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise CorpusError(f"{folder}: not enough room to look for duplicates and stories ({error}).") from error
    finally:
        shutil.rmtree(folder)
