"""The analysing processes of one Dask worker: an article that breaks one, or takes too long, costs only itself."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import TimeoutError as TooSlow
from typing import TypeVar

from distributed import Worker, WorkerPlugin
from pebble import ProcessExpired, ProcessPool

from analysis.corpus.analyst import Tables, analyse_items, begin, give_up, stamp
from analysis.corpus.items import Item
from analysis.corpus.options import CorpusError, Options
from analysis.export import Stamp

Result = TypeVar("Result")

# Few enough that little is lost with a process, enough that sentences of like length are read together.
BATCH_ITEMS = 16
# Some 17,000 words, a few seconds: memory does not grow with the length of the articles, but with the longest.
BATCH_CHARACTERS = 100_000
# Seconds that an article is given, and one more for so many characters: more than ten times what a slow laptop takes.
PATIENCE, CHARACTERS_A_SECOND = 60.0, 300
# Seconds for word lists and models to load on a machine whose cores are all busy.
LOADING = 300.0
# A process may also be ended by somebody else, or for want of memory, while it is at an innocent article.
ATTEMPTS = 2


class Analysts(WorkerPlugin):
    """As many analysing processes as a worker has threads, each of which hands one its work."""

    def __init__(self, name: str, options: Options, expected: Stamp) -> None:
        """Describe them; they start with the worker.

        Args:
            name: of the run, so that several runs may share a cluster.
            options: how articles are analysed.
            expected: what rows are to be made with.
        """
        self.name = name
        self._options = options
        self._expected = expected
        self._pool: ProcessPool | None = None

    def setup(self, worker: Worker) -> None:
        """Make the pool; its processes start with the first work.

        Raises:
            CorpusError: if this worker may start no processes.
        """
        if multiprocessing.current_process().daemon:
            raise CorpusError(
                "The cluster’s workers may not start processes of their own: start them with --no-nanny, or with "
                "DASK_DISTRIBUTED__WORKER__DAEMON=False in their environment."
            )
        self._pool = ProcessPool(
            max_workers=worker.state.nthreads,
            initializer=begin,
            initargs=(self._options,),
            context=multiprocessing.get_context("spawn"),
        )

    def teardown(self, worker: Worker) -> None:
        """End the processes, whatever they are at."""
        if self._pool is not None:
            self._pool.stop()
            self._pool.join()
            self._pool = None

    def check(self) -> None:
        """See that rows are made here with what they are made with elsewhere.

        Raises:
            CorpusError: if this worker has another version of something.
        """
        found = self._ask(LOADING, stamp)
        if found != self._expected:
            raise CorpusError(
                "A worker has other versions than the program that started the run: install the same everywhere. "
                f"There: {found}. Here: {self._expected}."
            )

    def analyse(self, items: Sequence[Item]) -> Iterator[Tables]:
        """Yield the rows of items, in order; one that breaks its process or takes too long is a row that says so."""
        for batch in batches(items):
            try:
                yield self._ask(LOADING + sum(map(seconds_for, batch)), analyse_items, batch)
            except CorpusError:
                raise
            except Exception:  # whatever it was: taken one at a time, only its own article has it
                for item in batch:
                    yield self._analyse_one(item)

    def _analyse_one(self, item: Item) -> Tables:
        trouble = ""
        for _ in range(ATTEMPTS):
            try:
                return self._ask(LOADING + seconds_for(item), analyse_items, [item])
            except ProcessExpired as error:
                trouble = f"broke the analysis off (exit code {error.exitcode})"
            except TooSlow:
                trouble = f"took more than {seconds_for(item):.0f} seconds"
                break
            except Exception as error:  # of the analysis, on a text that nobody foresaw
                trouble = f"could not be analysed ({type(error).__name__}: {error})"
                break
        return self._ask(LOADING, give_up, item, f"{trouble}; look at it, shorten or mend it, or leave it out.")

    def _ask(self, seconds: float, function: Callable[..., Result], *arguments: object) -> Result:
        if self._pool is None:
            raise CorpusError("The worker has ended.")
        future = self._pool.schedule(function, args=(self._options, *arguments), timeout=seconds)
        return future.result()


def batches(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Yield items in batches of bounded number and length; one that is longer is a batch of its own."""
    batch: list[Item] = []
    characters = 0
    for item in items:
        if batch and (len(batch) == BATCH_ITEMS or characters + item.size > BATCH_CHARACTERS):
            yield batch
            batch, characters = [], 0
        batch.append(item)
        characters += item.size
    if batch:
        yield batch


def seconds_for(item: Item) -> float:
    """Return how long the analysis of an item may take."""
    return PATIENCE + item.size / CHARACTERS_A_SECOND
