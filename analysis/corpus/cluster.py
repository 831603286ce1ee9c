"""Where shards are worked on: Dask in this process, sized to the machine, or a cluster that is there already."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import dask.config
from dask.system import CPU_COUNT
from distributed import Client, Future, KilledWorker, Scheduler, SpecCluster, Worker, as_completed
from distributed.client import ClosedClientError, FutureCancelledError
from distributed.system import MEMORY_LIMIT

from analysis.corpus.child import Ended
from analysis.corpus.options import CorpusError
from analysis.corpus.pool import Analysts
from analysis.corpus.shard import Done, Shard, analyse_shard

# For one analysing process: word lists, pipeline and models take 0.5, the longest article that is read up to 1.6.
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
    with _quiet(), _here(processes or processes_here()) if scheduler is None else _there(scheduler) as client:
        yield client


@contextmanager
def _here(processes: int) -> Iterator[Client]:
    """Start one worker in this process, whose threads only hand on work: the analysing processes are theirs.

    Its web server has no pages and is for this machine only; that of Dask’s own local cluster is open to the network.
    """
    no_pages: dict[str, list[str]] = {"distributed.scheduler.http.routes": [], "distributed.worker.http.routes": []}
    common = {"protocol": "inproc://", "dashboard": False, "dashboard_address": "127.0.0.1:0"}
    worker = {"cls": Worker, "options": common | {"nthreads": processes, "memory_limit": 0}}
    with dask.config.set(no_pages), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Couldn't detect a suitable IP address", RuntimeWarning)  # without a network
        local = SpecCluster(workers={0: worker}, scheduler={"cls": Scheduler, "options": common})
    with local, Client(local, set_as_default=False) as client:
        yield client


@contextmanager
def _there(scheduler: str) -> Iterator[Client]:
    try:
        client = Client(scheduler, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise CorpusError(f"{scheduler}: no Dask scheduler answers there; check the address, or start one.") from error
    with client:
        yield client


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Dask from logging what is told in words here: workers that come and go, connections that end."""
    loggers = [logging.getLogger(name) for name in ("distributed", "distributed.client")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def worked_on(client: Client, shards: Iterable[Shard], out: Path, analysts: Analysts) -> Generator[Done]:
    """Have shards worked on; yield what became of each when it is done, in whatever order that is.

    Shards are handed to Dask as they come, so that work begins before the last is cut. However it ends, no analysing
    process stays behind on a worker that can still be reached.

    Raises:
        CorpusError: if the cluster is lost, or a worker cannot do the work.
        OSError: if a file cannot be read or written.
    """
    finished = as_completed(loop=client.loop)
    try:
        _register(client, analysts)
        for shard in shards:
            finished.add(_submitted(client, shard, out, analysts))
            while finished.has_ready():
                yield _outcome(next(finished))
        for future in finished:
            yield _outcome(future)
    finally:
        finished.clear()
        if client.status == "running":
            with suppress(OSError, ClosedClientError):  # it may be lost at this very moment
                client.unregister_worker_plugin(analysts.name)


def _register(client: Client, analysts: Analysts) -> None:
    """Give every worker, also those that come later, its analysts.

    Raises:
        CorpusError: if a worker has not the program to make them.
    """
    try:
        client.register_plugin(analysts)
    except Exception as error:  # whatever a worker meets when it imports the program
        raise CorpusError(
            f"A worker cannot take part ({type(error).__name__}: {error}). Install the same version of the program on "
            "the scheduler and all workers."
        ) from error


def _submitted(client: Client, shard: Shard, out: Path, analysts: Analysts) -> Future[Done]:
    """Hand a shard to the cluster.

    Raises:
        CorpusError: if it is gone. Of futures made after the connection was lost nothing would ever be heard.
    """
    try:
        future = client.submit(analyse_shard, shard, out=out, analysts_name=analysts.name, pure=False)
    except ClosedClientError as error:
        raise CorpusError(GONE) from error
    if client.status != "running":
        raise CorpusError(GONE)
    return future


def _outcome(future: Future[Done]) -> Done:
    try:
        return future.result()
    except (FutureCancelledError, KilledWorker, Ended) as error:
        raise CorpusError(GONE) from error
