"""Real kills: whatever is killed, and when, the same command goes on, and the result is as if nothing had happened."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from analysis.corpus.manifest import Counts, Status, read_manifest
from analysis.corpus.options import CorpusError, Options
from analysis.corpus.run import analyse_corpus
from analysis.corpus.tables import ARTICLES
from tests.corpus_runs import (
    Cluster,
    Command,
    analysing,
    none_left,
    parts,
    tables,
    wait_until,
    write_input,
)

# Fifteen shards of sixteen articles.
N_ARTICLES = 240
N_NO_ARTICLES = 24
SHARD = 16
SEED = 20_260_320
# Exit codes: some input failed; the run cannot go on; interrupted.
SOME_FAILED, CANNOT, INTERRUPTED = 1, 2, 130


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_input(tmp_path_factory.mktemp("input") / "papers.csv", N_ARTICLES)


@pytest.fixture(scope="module")
def undisturbed(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("undisturbed")
    manifest = analyse_corpus(source, out, options=Options(models=None), processes=2)
    assert manifest.counts == Counts(analysed=N_ARTICLES - N_NO_ARTICLES, refused=N_NO_ARTICLES)
    return out


@pytest.fixture(autouse=True)
def _none_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with none_left(monkeypatch):
        yield


def assert_equal_and_nothing_done_twice(out: Path, undisturbed: Path, done: dict[str, tuple[int, int]]) -> None:
    """Compare a result row for row; see that files which were there before are the same files still."""
    found, expected = tables(out), tables(undisturbed)
    assert found.keys() == expected.keys()
    for name, rows in expected.items():
        assert found[name] == rows, name
    after = parts(out)
    assert {name: after[name] for name in done} == done
    before, now = read_manifest(undisturbed), read_manifest(out)
    assert before is not None and now is not None  # noqa: PT018
    assert (now.status, now.counts, now.articles) == (Status.FINISHED, before.counts, N_ARTICLES)
    assert not [path.name for path in out.rglob("*") if path.name.startswith((".", "input"))]


def finished_parts(out: Path) -> dict[str, tuple[int, int]]:
    """The files of all shards that are done."""
    found = parts(out)
    done = {Path(name).name for name in found if name.startswith(ARTICLES)}
    return {name: file for name, file in found.items() if Path(name).name in done}


class Trial:
    """A run on a cluster, parts of which are killed at random moments."""

    def __init__(self, source: Path, folder: Path) -> None:
        self.source, self.folder, self.out = source, folder, folder / "out"
        self.chance = random.Random(SEED)  # noqa: S311 - no secret
        self.clusters: list[Cluster] = []
        self.commands: list[Command] = []
        self.done: dict[str, tuple[int, int]] = {}

    def __enter__(self) -> Trial:
        return self

    def __exit__(self, *reason: object) -> None:
        for command in self.commands:
            command.process.kill()
            command.ended()
        for cluster in self.clusters:
            cluster.close()

    def begin_on_a_new_cluster(self) -> None:
        """Start a scheduler, two workers and the command."""
        cluster = Cluster(self.folder / f"cluster-{len(self.clusters)}")
        self.clusters.append(cluster)
        cluster.add_worker("--no-nanny")
        cluster.add_worker()
        self.begin()

    def begin(self) -> None:
        """Start the command, always the same but for the scheduler's address."""
        self.commands.append(Command(self.source, self.out, "--scheduler", self.clusters[-1].address))

    def kill(self, victim: str) -> None:
        """Kill something at some moment after the next shard is finished."""
        self.commands[-1].works_on(self.out)
        time.sleep(self.chance.uniform(0, 0.5))
        self.done |= finished_parts(self.out)
        getattr(self, f"kill_{victim}")()

    def kill_analysing_process(self) -> None:
        """Kill any analysing process."""
        wait_until(self.analysing, "an analysing process")
        self.chance.choice(self.analysing()).kill()

    def analysing(self) -> list[psutil.Process]:
        """Those of all workers."""
        return [child for worker in self.clusters[-1].workers for child in analysing(worker.pid)]

    def kill_worker(self) -> None:
        """Kill the first worker, and let another join."""
        self.clusters[-1].workers[0].kill()
        self.clusters[-1].add_worker("--no-nanny")

    def kill_scheduler(self) -> None:
        """Kill the scheduler, see that the command says so, and run it again on another cluster."""
        self.clusters[-1].scheduler.kill()
        code, said = self.commands[-1].ended()
        assert (code, said.count("\n")) == (CANNOT, 1)
        assert said.startswith("The cluster is gone") and "run the same command again" in said  # noqa: PT018
        self.clusters[-1].close()
        self.begin_on_a_new_cluster()

    def kill_client(self) -> None:
        """Kill the command, and run it again."""
        self.commands[-1].process.kill()
        self.commands[-1].ended()
        self.begin()


def test_whatever_is_killed_on_a_cluster_the_result_is_as_if_nothing_had_happened(
    source: Path, undisturbed: Path, tmp_path: Path
) -> None:
    with Trial(source, tmp_path) as trial:
        trial.begin_on_a_new_cluster()
        victims = ["analysing_process", "worker", "scheduler", "client", "analysing_process"]
        trial.chance.shuffle(victims)
        for victim in victims:
            trial.kill(victim)
        code, said = trial.commands[-1].ended()
        assert code == SOME_FAILED, said
        assert said.startswith(f"{N_ARTICLES - N_NO_ARTICLES} of {N_ARTICLES} articles are analysed")
    assert_equal_and_nothing_done_twice(trial.out, undisturbed, trial.done)


def test_whatever_is_killed_on_one_machine_the_result_is_as_if_nothing_had_happened(
    source: Path, undisturbed: Path, tmp_path: Path
) -> None:
    chance = random.Random(SEED)  # noqa: S311 - no secret
    command = Command(source, tmp_path, "--processes", "2")
    command.works_on(tmp_path)
    chance.choice(analysing(command.process.pid)).kill()
    command.works_on(tmp_path)
    time.sleep(chance.uniform(0, 0.5))
    done = finished_parts(tmp_path)
    command.process.kill()
    command.ended()
    manifest = read_manifest(tmp_path)
    assert manifest is not None
    assert manifest.status is Status.RUNNING  # it could not say that it was killed
    code, said = Command(source, tmp_path, "--processes", "2").ended()
    assert code == SOME_FAILED, said
    assert_equal_and_nothing_done_twice(tmp_path, undisturbed, done)


def test_a_run_that_is_interrupted_says_how_to_go_on_and_nothing_else(source: Path, tmp_path: Path) -> None:
    before = 0
    for number in (signal.SIGINT, signal.SIGTERM):
        command = Command(source, tmp_path, "--processes", "2")
        command.works_on(tmp_path)
        with pytest.raises(CorpusError, match="another run is at work there; wait for it, or stop it"):
            analyse_corpus(source, tmp_path)
        command.process.send_signal(number)
        expected = f"Stopped. What is finished is kept in {tmp_path}: run the same command again to go on.\n"
        assert command.ended() == (INTERRUPTED, expected)
        manifest = read_manifest(tmp_path)
        assert manifest is not None
        assert manifest.status is Status.STOPPED
        assert manifest.counts.articles >= before + SHARD
        before = manifest.counts.articles
