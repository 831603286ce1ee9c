"""How long duplicates and stories take to be found, and how much memory: on signatures that are drawn, by a seed.

    python -m benchmarks.groups_scale [ARTICLES …]

Every twentieth article is a copy, and every tenth a near-duplicate with a fifth of its places changed; five articles
tell of each event, with sixteen terms of their own among terms drawn as words are in English (Zipf's law). They appear
within ten years. Each size is measured in a process of its own.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import tempfile
from pathlib import Path
from time import monotonic

import numpy as np
import pyarrow as arrow
from numpy.random import Generator
from numpy.typing import NDArray
from pyarrow import parquet

from analysis.corpus.duplicates import PLACES, SIGNATURE_FIELDS
from analysis.corpus.groups import GROUPS, find_groups
from analysis.corpus.tables import SIGNATURES
from analysis.corpus.terms import KEPT, TERM_NUMBERS
from benchmarks.results import table, write_section

Numbers = NDArray[np.int64]

TITLE = "Duplicates and stories: time and memory"
SEED = 7
SIZES = (10_000, 100_000)
SHARD = 50_000
COPY_EVERY, NEAR_EVERY, CHANGED = 20, 10, 0.2
STORY_SIZE, OWN_TERMS = 5, 16
# Events follow one another in no order.
DAYS, STEP = 3650, 1_237
RUNS = 700
ABOUT = (
    f"`find_groups` on signatures drawn with seed {SEED}: one in {COPY_EVERY} a copy, one in {NEAR_EVERY} a "
    f"near-duplicate, {STORY_SIZE} articles to an event, all within ten years. One process; its peak memory."
)
COLUMNS = ("articles", "seconds", "peak memory (GB)", "copies", "near-duplicates", "articles in stories")


def main() -> None:
    """Measure each size and write the section of RESULTS.md."""
    sizes = [int(argument) for argument in sys.argv[1:]] or SIZES
    context = multiprocessing.get_context("spawn")
    rows = []
    for articles in sizes:
        with context.Pool(1) as pool:
            rows.append(pool.apply(measured, (articles,)))
    write_section(TITLE, f"{ABOUT}\n\n{table(COLUMNS, rows)}")


def measured(articles: int) -> tuple[object, ...]:
    """Return a line of the table."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        draw(out / SIGNATURES, articles)
        begin = monotonic()
        find_groups(out)
        seconds = monotonic() - begin
        groups = parquet.read_table(out / GROUPS)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    found = [len(groups) - groups[name].null_count for name in ("duplicate_of", "near_duplicate_of", "story")]
    return f"{articles:,}", f"{seconds:.0f}", f"{peak:.2f}", *(f"{number:,}" for number in found)


def draw(folder: Path, articles: int) -> None:
    """Write signatures in files of :data:`SHARD`; copies are of articles in the same file."""
    folder.mkdir()
    schema = arrow.schema([(name, kind) for name, kind, _ in SIGNATURE_FIELDS])
    for shard, first in enumerate(range(0, articles, SHARD)):
        chance = np.random.default_rng([SEED, shard])
        numbers = np.arange(first, min(first + SHARD, articles))
        drawn = _drawn(chance, numbers).cast(schema)
        parquet.write_table(drawn, folder / f"part-{shard:06d}.parquet", compression="zstd")


def _drawn(chance: Generator, numbers: Numbers) -> arrow.Table:
    n = len(numbers)
    digests = chance.integers(0, 256, (n, 16), np.uint8)
    minhashes = chance.integers(0, 1 << 32, (n, PLACES), np.uint32)
    terms = _terms(chance, numbers)
    places = np.arange(n)
    near, copies = places[1:][places[1:] % NEAR_EVERY == 1], places[1:][places[1:] % COPY_EVERY == 5]
    for later in (near, copies):
        earlier = chance.integers(0, later)
        minhashes[later], terms[later] = minhashes[earlier], terms[earlier]
    digests[copies] = digests[earlier]
    changed = chance.random((len(near), PLACES)) < CHANGED
    minhashes[near] = np.where(changed, chance.integers(0, 1 << 32, changed.shape, np.uint32), minhashes[near])
    zipfs = np.clip(70 - 10 * np.log10(1 + terms), 10, 77).astype(np.uint8)
    days = numbers // STORY_SIZE * STEP % DAYS
    begins = np.arange(0, n * KEPT + 1, KEPT)
    return arrow.table(
        {
            "article": numbers,
            "digest": arrow.array([row.tobytes() for row in digests], arrow.binary(16)),
            "runs": np.full(n, RUNS, np.int32),
            "minhash": arrow.array([row.tobytes() for row in minhashes], arrow.binary(4 * PLACES)),
            "date": arrow.array(days.astype(np.int32)).cast(arrow.date32()),
            "terms": arrow.ListArray.from_arrays(begins, terms.ravel().astype(np.int32)),
            "counts": arrow.ListArray.from_arrays(begins, chance.integers(1, 9, n * KEPT).astype(np.uint8)),
            "zipfs": arrow.ListArray.from_arrays(begins, zipfs.ravel()),
        }
    )


def _terms(chance: Generator, numbers: Numbers) -> Numbers:
    """Return the terms of each article, in order and all different: those of its event are the higher half."""
    half = TERM_NUMBERS // 2
    common = np.sort((half ** chance.random((len(numbers), KEPT - OWN_TERMS))).astype(np.int64), axis=1)
    events = range(numbers[0] // STORY_SIZE, numbers[-1] // STORY_SIZE + 1)
    own = [np.random.default_rng([SEED, event]).choice(half - KEPT, OWN_TERMS, replace=False) for event in events]
    of_events = np.sort(own, axis=1)[numbers // STORY_SIZE - events[0]] + half + KEPT
    return np.concatenate([common + np.arange(KEPT - OWN_TERMS), of_events], axis=1)


if __name__ == "__main__":
    main()
