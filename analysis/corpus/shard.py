"""One piece of work: a file of items in, a file of each table out. Done again it gives the same, so it may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from socket import gethostname

import pyarrow as arrow
from distributed import get_worker
from pyarrow import parquet

from analysis.corpus.analyst import Tables
from analysis.corpus.child import Ended
from analysis.corpus.files import appearing
from analysis.corpus.items import items_in
from analysis.corpus.options import CorpusError
from analysis.corpus.pool import Analysts
from analysis.corpus.tables import ARTICLES

# Of one shard, to those who watch.
ERRORS_TOLD = 5


@dataclass(frozen=True, slots=True)
class Shard:
    """A piece of the input.

    Attributes:
        number: from 0.
        items: how many there are in it.
        source: the file that holds them.
    """

    number: int
    items: int
    source: Path

    def place(self, out: Path, table: str) -> Path:
        """Return the file that holds its rows of a table."""
        return out / table / f"part-{self.number:06d}.parquet"

    def is_done(self, out: Path) -> bool:
        """Whether all its rows are there."""
        return self.place(out, ARTICLES).exists()


@dataclass(frozen=True, slots=True)
class Done:
    """What became of the articles of a finished shard.

    Attributes:
        statuses: how many have each status.
        errors: source and error of some that were not analysed.
    """

    statuses: Mapping[str, int]
    errors: tuple[tuple[str, str], ...]


def analyse_shard(shard: Shard, out: Path, analysts_name: str) -> Done:
    """Analyse a shard on the Dask worker that this is called on; one that is done is left as it is.

    Raises:
        CorpusError: if the worker cannot do the work.
        Ended: if it is not to do it any more.
        OSError: if a file cannot be read or written.
    """
    if not shard.is_done(out):
        analysts = get_worker().plugins.get(analysts_name)
        if not isinstance(analysts, Analysts):
            raise Ended("The run has left this worker.")
        _check_wanted(shard)
        made = list(analysts.analyse(items_in(parquet.read_table(shard.source))))
        _check_wanted(shard)
        if not shard.is_done(out):  # by a worker that was thought lost
            _write(made, shard, out)
    return done(shard, out)


def _check_wanted(shard: Shard) -> None:
    """See that the input is still cut as it was: a worker that has lost its client may be at work on what is past.

    Raises:
        CorpusError: if it is not, or the worker cannot see it.
    """
    if not shard.source.exists():
        raise CorpusError(
            f"{gethostname()}: sees no {shard.source}. The result folder must be on a file system that all workers "
            "share, under the same name."
        )


def done(shard: Shard, out: Path) -> Done:
    """Return what became of the articles of a finished shard.

    Raises:
        CorpusError: if its file is damaged.
    """
    place = shard.place(out, ARTICLES)
    try:
        table = parquet.read_table(place, columns=["source", "status", "error"])
    except arrow.ArrowInvalid as error:
        raise CorpusError(f"{place}: is damaged; delete it, and run the same command again.") from error
    bad = table.filter(table["error"].is_valid())
    errors = zip(bad["source"].to_pylist(), bad["error"].to_pylist(), strict=True)
    return Done(Counter(table["status"].to_pylist()), tuple(errors)[:ERRORS_TOLD])


def _write(made: Sequence[Tables], shard: Shard, out: Path) -> None:
    """Write all tables of a shard; that of the articles comes last, and says that the shard is done."""
    for name in sorted(made[0], key=ARTICLES.__eq__):
        table = arrow.concat_tables([tables[name] for tables in made]).unify_dictionaries()
        with appearing(shard.place(out, name)) as partly:
            parquet.write_table(table, partly, compression="zstd")
