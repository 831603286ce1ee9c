"""Where shards are worked on: Dask in this process, sized to the machine, or a cluster that is there already."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from dask.system import CPU_COUNT
from distributed import Client, Future, KilledWorker, LocalCluster, as_completed
from distributed.client import FutureCancelledError
from distributed.system import MEMORY_LIMIT

from analysis.corpus.options import CorpusError
from analysis.corpus.pool import Analysts
from analysis.corpus.shard import Done, Shard, analyse_shard

# For one analysing process (models, word lists, pipeline, the longest article that is read), and as much for others.
BYTES_A_PROCESS = 2_000_000_000
# Seconds to wait for a scheduler to answer.
PATIENCE = 15
GONE = "The cluster is gone, or lost a worker too often. What is finished is kept: run the same command again to go on."


def processes_here() -> int:
    """Return how many analysing processes this machine has cores and memory for."""
    return max(1, min(CPU_COUNT, MEMORY_LIMIT // BYTES_A_PROCESS))


@contextmanager
def connected(scheduler: str | None, processes: int | None) -> Iterator[Client]:
    """Connect to a Dask cluster.

    Args:
        scheduler: address of a running scheduler (``tcp://…``); None to start workers in this process.
        processes: how many analyse side by side in that case; as many as the machine has room for if not given.

    Raises:
        CorpusError: if no scheduler answers.
    """
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    if scheduler is None:
        # Threads that only hand on work: the analysing processes are theirs, so one Dask worker does for all of them.
        with (
            LocalCluster(
                n_workers=1,
                threads_per_worker=processes or processes_here(),
                processes=False,
                dashboard_address=None,
                memory_limit=0,
            ) as local,
            Client(local) as client,
        ):
            yield client
        return
    try:
        client = Client(scheduler, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        raise CorpusError(f"{scheduler}: no Dask scheduler answers there; check the address, or start one.") from error
    with client:
        yield client


def worked_on(client: Client, shards: Iterable[Shard], out: Path, analysts: Analysts) -> Iterator[Done]:
    """Have shards worked on; yield what became of each when it is done, in whatever order that is.

    Shards are handed to Dask as they come, so that work begins before the last is cut.

    Raises:
        CorpusError: if the cluster is lost, or a worker cannot do the work.
        OSError: if a file cannot be read or written.
    """
    client.register_plugin(analysts)
    submit = partial(client.submit, analyse_shard, out=out, analysts_name=analysts.name, pure=False)
    finished = as_completed()
    try:
        for shard in shards:
            finished.add(submit(shard))
            while finished.has_ready():
                yield _outcome(next(finished))
        for future in finished:
            yield _outcome(future)
    finally:
        finished.clear()


def _outcome(future: Future[Done]) -> Done:
    try:
        return future.result()
    except (FutureCancelledError, KilledWorker) as error:
        raise CorpusError(GONE) from error
