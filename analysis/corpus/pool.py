"""The analysing processes of one Dask worker: an article that breaks one, or takes too long, costs only itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from queue import LifoQueue
from socket import gethostname
from typing import TypeVar

from distributed import Worker, WorkerPlugin

from analysis.batches import batches
from analysis.corpus.analyst import Form, Tables, analyse_items, begin
from analysis.corpus.child import Broken, Child, NotDone
from analysis.corpus.items import Item
from analysis.corpus.options import CorpusError, Options
from analysis.export import Stamp

# Few enough that little is lost with a process, enough that sentences of like length are read together.
BATCH_ITEMS = 16
# Some 17,000 words, a few seconds: memory does not grow with the length of the articles, but with the longest.
BATCH_CHARACTERS = 100_000
# Seconds that articles are given, and one more for so many characters: more than ten times what a slow laptop takes.
PATIENCE, CHARACTERS_A_SECOND = 60.0, 300
# Seconds for word lists and models to load on a machine whose cores are all busy.
LOADING = 300.0
# A process may also be ended by somebody else, or for want of memory, while it is at innocent articles, or begins.
ATTEMPTS, STARTS = 2, 4

Result = TypeVar("Result")
Work = Callable[[Options, Sequence[Item]], Tables]


class Analysts(WorkerPlugin):
    """As many analysing processes as a worker has threads, each of which hands one its work."""

    def __init__(
        self, name: str, options: Options, expected: Stamp, *, work: Work = analyse_items, patience: float = PATIENCE
    ) -> None:
        """Describe them; they start with their first work.

        Args:
            name: of the run, so that several runs may share a cluster.
            options: how articles are analysed.
            expected: what rows are to be made with.
            work: what the processes do with items.
            patience: seconds that articles are given, besides those for their length.
        """
        self.name = name
        self._options = options
        self._expected = expected
        self._work = work
        self._patience = patience
        self._form: Form | None = None
        self._children: list[Child] = []
        self._idle: LifoQueue[Child] | None = None

    def setup(self, worker: Worker) -> None:
        """Make room for one process a thread."""
        self._children = [Child() for _ in range(worker.state.nthreads)]
        self._idle = LifoQueue()
        for child in self._children:
            self._idle.put(child)

    def teardown(self, worker: Worker) -> None:
        """End the processes at once, whatever they are at; those that wait for them get :class:`Ended`."""
        for child in self._children:
            child.end()

    def analyse(self, items: Sequence[Item]) -> Iterator[Tables]:
        """Yield the rows of items, in order; one that breaks its process or takes too long is a row that says so.

        Raises:
            CorpusError: if no process starts, or makes rows with other versions than those expected.
            Ended: if the worker is leaving.
        """
        with self._borrowed() as child:
            for batch in batches(
                items, lambda item: item.characters, most_items=BATCH_ITEMS, most_size=BATCH_CHARACTERS
            ):
                if len(batch) > 1:
                    with suppress(NotDone):  # whatever it was: taken one at a time, only its own article has it
                        yield self._done(child, batch)
                        continue
                for item in batch:
                    yield self._done_alone(child, item)

    @contextmanager
    def _borrowed(self) -> Iterator[Child]:
        if self._idle is None:
            raise CorpusError("The worker was not set up.")
        child = self._idle.get()
        try:
            yield child
        finally:
            self._idle.put(child)

    def _done_alone(self, child: Child, item: Item) -> Tables:
        form = self._form_of(child)
        try:
            return self._done(child, [item])
        except NotDone as error:
            return form.failed(item, f"the analysis {error}; look at the text, mend or shorten it, or leave it out.")

    def _done(self, child: Child, items: Sequence[Item]) -> Tables:
        seconds = self._patience + sum(item.characters for item in items) / CHARACTERS_A_SECOND

        def ask() -> Tables:
            self._form_of(child)
            return child.ask(self._work, self._options, items, seconds=seconds)

        return _insisted(ask, ATTEMPTS)

    def _form_of(self, child: Child) -> Form:
        """Return what its rows look like, from its process if that is still to be started."""
        if self._form is None or not child.is_running:
            self._form = self._begun(child)
        return self._form

    def _begun(self, child: Child) -> Form:
        """Start a process; see that it makes rows with what they are made with elsewhere."""
        try:
            form = _insisted(lambda: child.ask(begin, self._options, seconds=LOADING), STARTS)
        except NotDone as error:
            raise CorpusError(
                f"{gethostname()}: loading word lists, pipeline and models {error}. See that they are installed there, "
                "and that memory is left."
            ) from error
        if form.stamp != self._expected:
            raise CorpusError(
                f"{gethostname()}: has other versions than the program that started the run; install the same "
                f"everywhere. There: {form.stamp}. Here: {self._expected}."
            )
        return form


def _insisted(ask: Callable[[], Result], attempts: int) -> Result:
    """Ask again when a process broke over it: another may have ended it.

    Raises:
        NotDone: if it cannot be done, or all attempts broke.
    """
    for _ in range(attempts - 1):
        with suppress(Broken):
            return ask()
    return ask()
