"""Throughput and memory of corpus runs, as ratios to a bare spaCy parse with as many processes in the same run.

    python -m benchmarks.corpus [--data ARTICLES.csv.gz] [--articles 300] [--rounds 2] [--flat 50000]

The file has the columns ``title`` and ``text``. Without it, longer articles are put together from the sample stories.
Every run is a process of its own, its start left out: what counts is how long a corpus takes that is too large for the
start to matter. Memory is that of the process and all that it started, read every half second.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import spacy

from analysis.article import Article
from analysis.corpus.manifest import Status, read_manifest
from analysis.corpus.options import OWN_MODELS, Options
from analysis.corpus.progress import Progress
from analysis.corpus.run import analyse_corpus
from analysis.document import DEFAULT_PIPELINE
from benchmarks.results import table, write_section
from benchmarks.speed import SEED, from_file, from_samples

CORES = 2
# Read at the beginning of the flat run, and at its end.
EARLY = 1_000
MEGABYTE = 1_000_000
PAUSE = 0.5
PARSE, WITHOUT, WITH = "parse", "without", "with"
GOALS = {WITHOUT: 0.7, WITH: 0.4}
GOAL_SCALING = 1.8


@dataclass
class Memory:
    """Resident memory of this process and its children, in bytes, by how many articles were done."""

    seen: list[tuple[int, int]] = field(default_factory=list)
    done: int = 0

    def peak(self, first: int, last: int | None = None) -> float:
        """Return the largest value, in MB, while between so many articles were done."""
        return max(size for done, size in self.seen if first <= done and (last is None or done <= last)) / MEGABYTE


@contextmanager
def watched_memory() -> Iterator[Memory]:
    """Read the memory in the background."""
    memory, stop, this = Memory(), threading.Event(), psutil.Process()

    def read() -> None:
        while not stop.wait(PAUSE):
            sizes = [size_of(process) for process in (this, *this.children(recursive=True))]
            memory.seen.append((memory.done, sum(sizes)))

    reader = threading.Thread(target=read)
    reader.start()
    try:
        yield memory
    finally:
        stop.set()
        reader.join()


def size_of(process: psutil.Process) -> int:
    """Return a process's memory without what it shares; nothing if it has just ended."""
    try:
        return int(process.memory_full_info().uss)
    except psutil.NoSuchProcess:
        return 0


def parse_rate(source: Path, processes: int) -> dict[str, float]:
    """Return articles a second of spaCy alone, from the second batch on."""
    texts = [str(json.loads(line)["body"]) for line in source.read_text(encoding="utf-8").splitlines()]
    pipeline = spacy.load(DEFAULT_PIPELINE)
    times = [time.perf_counter() for _ in pipeline.pipe(texts, n_process=processes, batch_size=16)]
    first = 16 * processes
    return {"rate": (len(times) - first) / (times[-1] - times[first - 1])}


def run_rate(source: Path, processes: int, models: str | None) -> dict[str, float]:
    """Return articles a second of a corpus run from its first finished shards on, and its memory."""
    seen: list[tuple[float, int]] = []
    with tempfile.TemporaryDirectory() as out, watched_memory() as memory:

        def watch(progress: Progress) -> None:
            memory.done = progress.counts.articles
            seen.append((time.perf_counter(), progress.counts.articles))

        analyse_corpus(source, Path(out), options=Options(models=models), processes=processes, watcher=watch)
        finished = read_manifest(Path(out))
        if finished is None or finished.status is not Status.FINISHED or finished.counts.failed:
            raise RuntimeError(f"the run did not go well: {finished}")
    begin = next(moment for moment in seen if moment[1])
    end = next(moment for moment in seen if moment[1] == finished.counts.articles)
    early = memory.peak(1, EARLY) if finished.counts.articles > EARLY else memory.peak(1)
    return {
        "rate": (end[1] - begin[1]) / (end[0] - begin[0]),
        "start": begin[0] - seen[0][0],
        "early": early,
        "peak": memory.peak(1),
        "refused": finished.counts.refused,
    }


def apart(kind: str, source: Path, processes: int) -> dict[str, float]:
    """Measure in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.corpus", "--measure", kind, str(source), str(processes)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    measured: dict[str, float] = json.loads(printed.splitlines()[-1])
    return measured


MEASURES: dict[str, Callable[[Path, int], dict[str, float]]] = {
    PARSE: parse_rate,
    WITHOUT: lambda source, processes: run_rate(source, processes, None),
    WITH: lambda source, processes: run_rate(source, processes, OWN_MODELS),
}


def written(articles: Sequence[Article], folder: Path) -> Path:
    """Write articles as JSON Lines."""
    place = folder / "articles.jsonl"
    lines = (json.dumps({"headline": article.headline, "body": article.body}) for article in articles)
    place.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return place


def generated(n_articles: int, folder: Path) -> Path:
    """Write short articles of sentences from the sample stories, drawn by chance."""
    chance = random.Random(SEED)  # noqa: S311 - texts, not secrets
    sentences = [
        one for article in from_samples(4) for one in article.body.replace("\n", " ").split(". ") if len(one) > 20
    ]
    place = folder / "generated.jsonl"
    with place.open("w", encoding="utf-8") as file:
        for number in range(n_articles):
            body = ". ".join(chance.sample(sentences, 6)) + "."
            file.write(json.dumps({"id": number, "headline": chance.choice(sentences)[:80], "body": body}) + "\n")
    return place


def throughput(source: Path, rounds: int) -> list[Sequence[object]]:
    """Return the rows of rates and their ratios; every round measures each, in alternating order."""
    rates: dict[tuple[str, int], list[float]] = {(kind, n): [] for kind in MEASURES for n in (1, CORES)}
    memory: dict[str, float] = {}
    for number in range(rounds):
        for key in sorted(rates, reverse=bool(number % 2)):
            measured = apart(key[0], source, key[1])
            rates[key].append(measured["rate"])
            if "peak" in measured and key[1] == CORES:
                memory[key[0]] = measured["peak"]
    rows: list[Sequence[object]] = []
    for kind in MEASURES:
        one, two = (statistics.median(rates[kind, n]) for n in (1, CORES))
        ratios = [mine / bare for mine, bare in zip(rates[kind, CORES], rates[PARSE, CORES], strict=True)]
        spread = f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
        goal = f"{GOALS[kind]}" if kind in GOALS else ""
        size = f"{memory[kind]:.0f}" if kind in memory else ""
        rows.append((kind, f"{one:.2f}", f"{two:.2f}", spread, goal, f"{two / one:.2f}", size))
    return rows


def main() -> None:
    """Measure and write the section "Corpus runs"."""
    options = arguments()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        articles = from_file(options.data, options.articles) if options.data else from_samples(options.articles)
        rows = throughput(written(articles, folder), options.rounds)
        flat = apart(WITHOUT, generated(options.flat, folder), CORES)
    words = statistics.median(len(article.body.split()) for article in articles)
    data = options.data.name if options.data else "sample stories put together"
    about = (
        f"{len(articles)} articles ({data}, seed {SEED}), median {words:.0f} words; {options.rounds} rounds in "
        f"alternating order; start of the processes left out. Python {platform.python_version()}, {platform.machine()}."
    )
    head = [
        "run",
        "articles a second, 1 process",
        f"{CORES} processes",
        f"ratio to the parse, {CORES} processes",
        "goal",
    ]
    rates = table([*head, f"gain of {CORES} over 1 (goal {GOAL_SCALING})", "memory of all processes, MB"], rows)
    told = (
        f"Memory of a run of {options.flat:,} short articles without models, {CORES} processes, all together: at "
        f"most {flat['early']:.0f} MB up to the {EARLY:,}th article, {flat['peak']:.0f} MB at any time; "
        f"{flat['rate']:.0f} articles a second."
    )
    write_section("Corpus runs", f"{about}\n\n{rates}\n\n{told}")


def arguments() -> argparse.Namespace:
    """Read the command line; ``--measure`` is how the script calls itself."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--flat", type=int, default=50_000)
    parser.add_argument("--measure", nargs=3, help=argparse.SUPPRESS)
    return parser.parse_args()


def measure(kind: str, source: str, processes: str) -> None:
    """Measure in this process, and print what was measured."""
    print(json.dumps(MEASURES[kind](Path(source), int(processes))))


if __name__ == "__main__":
    if called := arguments().measure:
        measure(*called)
    else:
        main()
