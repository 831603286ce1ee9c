"""Corpus runs as processes of their own, to be watched, interrupted and killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pyarrow as arrow
import pytest
from pyarrow import parquet

from analysis.corpus.progress import read_progress
from analysis.corpus.tables import ARTICLES

ROOT = Path(__file__).resolve().parent.parent
# Seconds: far more than anything waited for takes, on a machine with much else to do.
LONG = 120.0

NAMES = ("Quill", "Brandt", "Osei", "Marsh", "Ferrer", "Holm", "Tanaka", "Reyes")
PLACES = ("Eastvale", "Port Linden", "Harrow Mill", "Saltby")
SENTENCES = (
    "Mayor Ada {name} told the council of {place} on Monday that the new bridge would cost {number} million.",
    "“We will not be bullied,” {name} said, and accused the opponents of a reckless attack on {place}.",
    "Critics slammed the plan as a disaster, but about {number} people came to the town hall in {place}.",
    "The committee will vote on the {number} proposals of Councillor {name} next week.",
    "Officials in {place} said that repairs were delayed, and that {number} homes had no water.",
    "{name} thanked the nurses of {place}, who had worked for {number} nights without a break.",
)


def write_input(place: Path, count: int) -> Path:
    """Write a table of short articles, no two of which are the same; every tenth is no article."""
    with place.open("w", encoding="utf-8") as file:
        file.write("headline,body,outlet\n")
        for number in range(count):
            facts = {"name": NAMES[number % 8], "place": PLACES[number % 4], "number": number + 2}
            sentences = [SENTENCES[(number + step) % 6].format(**facts) for step in range(2 + number % 4)]
            body = " ".join(sentences) if number % 10 else "Nothing."
            file.write(f'"{facts["place"]} hears of plan {number}","{body}","The {facts["place"]} Echo"\n')
    return place


def tables(out: Path) -> dict[str, arrow.Table]:
    """All tables of a result, sorted by article; the rows of an article stay in their order."""
    found = {}
    for folder in sorted(path for path in out.iterdir() if any(path.glob("part-*.parquet"))):
        table = arrow.concat_tables(parquet.read_table(part) for part in sorted(folder.iterdir())).unify_dictionaries()
        found[folder.name] = sorted(table.to_pylist(), key=lambda row: row["article"])
    return found


def parts(out: Path) -> dict[str, tuple[int, int]]:
    """Inode and time of change of every part of every table."""
    return {
        str(part.relative_to(out)): (part.stat().st_ino, part.stat().st_mtime_ns)
        for part in out.glob("*/part-*.parquet")
    }


def wait_until(condition: Callable[[], object], what: str) -> None:
    """Wait for something to become true."""
    end = time.monotonic() + LONG
    while not condition():
        assert time.monotonic() < end, f"waited in vain: {what}"
        time.sleep(0.02)


def shards_done(out: Path) -> int:
    """How many shards of a result are finished."""
    return len(list((out / ARTICLES).glob("part-*.parquet")))


class Command:
    """``python -m analysis corpus`` in a process of its own."""

    def __init__(self, source: Path, out: Path, *more: str) -> None:
        self.process = subprocess.Popen(  # noqa: S603 - the program itself
            [sys.executable, "-m", "analysis", "corpus", str(source), "--out", str(out), "--models", "none", *more],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def works_on(self, out: Path) -> None:
        """Wait until the command has begun and one more shard is finished; see that it is still at work then."""
        self._wait_until(lambda: self._is_analysing(out), "the command to begin")
        before = shards_done(out)
        self._wait_until(lambda: shards_done(out) > before, "a finished shard")

    def _is_analysing(self, out: Path) -> bool:
        progress = read_progress(out)
        return progress is not None and (progress.process, progress.stage) == (self.process.pid, "Analysing")

    def _wait_until(self, condition: Callable[[], bool], what: str) -> None:
        wait_until(lambda: condition() or self.process.poll() is not None, what)
        assert self.process.poll() is None, self.ended()

    def ended(self) -> tuple[int, str]:
        """Wait for its end; return its exit code and all that it said."""
        said, _ = self.process.communicate(timeout=LONG)
        return self.process.returncode, said


def is_analysing(process: psutil.Process) -> bool:
    """Whether a process is one that analyses."""
    with suppress(psutil.Error):
        return any("analysis.corpus.child" in word for word in process.cmdline())
    return False


def analysing(parent: int) -> list[psutil.Process]:
    """The analysing processes that a process has started."""
    with suppress(psutil.NoSuchProcess):
        return [child for child in psutil.Process(parent).children(recursive=True) if is_analysing(child)]
    return []


@contextmanager
def none_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """See that no process is left that was started meanwhile, by this one or by others that it started."""
    mark = uuid.uuid4().hex
    monkeypatch.setenv("STARTED_BY_TEST", mark)
    yield
    wait_until(lambda: not _marked(mark), "the end of all processes that were started")


def _marked(mark: str) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if process.pid != os.getpid() and process.environ().get("STARTED_BY_TEST") == mark:
                found.append(process)
    return found


class Cluster:
    """A Dask scheduler and its workers, each a process of its own, on this machine alone."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._folder, told = folder, folder / "scheduler.json"
        self.scheduler = self._started("dask_scheduler", "--port", "0", "--scheduler-file", str(told))
        self.workers: list[subprocess.Popen[bytes]] = []
        try:
            wait_until(lambda: told.exists() and told.read_bytes().endswith(b"\n}"), "the scheduler")
        except BaseException:
            self.close()
            raise
        self.address: str = json.loads(told.read_bytes())["address"]

    def add_worker(self, *more: str) -> subprocess.Popen[bytes]:
        """Start a worker that analyses one shard at a time."""
        place = self._folder / f"worker-{len(self.workers)}"
        worker = self._started("dask_worker", self.address, "--nthreads", "1", "--local-directory", str(place), *more)
        self.workers.append(worker)
        return worker

    def _started(self, program: str, *words: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 - Dask’s own programs
            [sys.executable, "-m", f"distributed.cli.{program}", "--host", "127.0.0.1", "--no-dashboard", *words],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def close(self) -> None:
        """End all of it, whatever is left."""
        for process in [self.scheduler, *self.workers]:
            for child in _children(process.pid):
                with suppress(psutil.NoSuchProcess):
                    child.kill()
            process.kill()
            process.wait(LONG)


def _children(parent: int) -> list[psutil.Process]:
    with suppress(psutil.NoSuchProcess):
        return psutil.Process(parent).children(recursive=True)
    return []
