"""How far a run is: numbers for whoever watches it, on the terminal or, through a file, elsewhere."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from pydantic import ValidationError

from analysis.corpus.files import appearing
from analysis.corpus.manifest import Counts, Part, now
from analysis.corpus.options import CorpusError

if TYPE_CHECKING:  # whoever only looks on needs no cluster
    from analysis.corpus.shard import Done

PROGRESS = "progress.json"
# Seconds between two writings while shards of earlier runs are counted, which is quick.
PAUSE = 0.5
# The latest, for whoever looks on; the result holds them all.
ERRORS_SHOWN = 20
# Shards over which the rate is taken: enough that a long article does not make it jump.
REMEMBERED = 24


class Progress(Part):
    """How far a run is.

    Attributes:
        process: number of the process that runs it, to stop it by.
        stage: what is being done, in words.
        total: articles in the input; None while it is still being cut into pieces.
        counts: of articles that are done, earlier runs included.
        rate: articles a second, of late; None at first.
        seconds_left: None if it cannot be told yet.
        errors: source and error of the latest articles that were not analysed.
        updated: when this was written, in ISO 8601.
    """

    process: int
    stage: str
    total: int | None
    counts: Counts
    rate: float | None
    seconds_left: float | None
    errors: tuple[tuple[str, str], ...]
    updated: str


Watcher = Callable[[Progress], None]


class Tally:
    """Adds up what shards report, and tells those who watch."""

    def __init__(self, out: Path, watcher: Watcher) -> None:
        """Begin with nothing done.

        Args:
            out: the result folder.
            watcher: is told, too.
        """
        self._out, self._watcher = out, watcher
        self._errors: deque[tuple[str, str]] = deque(maxlen=ERRORS_SHOWN)
        self._recent = deque([(monotonic(), 0)], maxlen=REMEMBERED)
        self._n_now = 0
        self._told = -PAUSE
        self.counts = Counts()
        self.total: int | None = None
        self.stage = ""

    def add(self, done: Done, *, is_new: bool) -> None:
        """Count a finished shard; only a new one tells how fast the work goes."""
        sums = {name: getattr(self.counts, name) + n for name, n in done.statuses.items()}
        self.counts = self.counts.model_copy(update=sums)
        self._errors.extend(done.errors)
        if is_new:
            self._n_now += sum(done.statuses.values())
            self._recent.append((monotonic(), self._n_now))
        self.tell(at_once=is_new)

    def enter(self, stage: str) -> None:
        """Say what is being done from now on."""
        self.stage = stage
        self.tell(at_once=True)

    def tell(self, *, at_once: bool = False) -> None:
        """Tell those who watch, unless they were told a moment ago."""
        if not at_once and monotonic() - self._told < PAUSE:
            return
        self._told = monotonic()
        progress = self.now()
        with appearing(self._out / PROGRESS) as partly:
            partly.write_text(progress.model_dump_json() + "\n", encoding="utf-8")
        self._watcher(progress)

    def now(self) -> Progress:
        """Return how far the run is."""
        rate = self._rate()
        left = None if self.total is None or not rate else (self.total - self.counts.articles) / rate
        return Progress(
            process=os.getpid(),
            stage=self.stage,
            total=self.total,
            counts=self.counts,
            rate=rate,
            seconds_left=left,
            errors=tuple(self._errors),
            updated=now(),
        )

    def _rate(self) -> float | None:
        (begin, before), (end, after) = self._recent[0], self._recent[-1]
        return (after - before) / (end - begin) if after > before and end > begin else None


def read_progress(out: Path) -> Progress | None:
    """Return how far the run in a result folder is, or was; None if none was ever begun.

    Raises:
        CorpusError: if the file is damaged.
    """
    place = out / PROGRESS
    try:
        return Progress.model_validate_json(place.read_bytes())
    except FileNotFoundError:
        return None
    except (ValidationError, OSError) as error:
        raise CorpusError(f"{place}: is damaged; delete it.") from error
