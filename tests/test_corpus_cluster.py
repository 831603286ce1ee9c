"""Where a corpus is worked on: this machine, or a Dask cluster of separate processes."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from analysis.corpus import cluster as here
from analysis.corpus.cluster import connected, processes_here, worked_on
from analysis.corpus.manifest import Counts, Status, read_manifest
from analysis.corpus.options import CorpusError, Options
from analysis.corpus.pool import Analysts
from analysis.corpus.progress import read_progress
from analysis.corpus.run import analyse_corpus
from analysis.corpus.shard import Shard
from analysis.export import stamp_of
from analysis.reading import Resources
from tests.corpus_runs import Cluster, Command, analysing, none_left, wait_until, write_input

N_ARTICLES, N_NO_ARTICLES = 40, 4
BARE = Options(models=None)
SOME_FAILED = 1


@pytest.fixture(autouse=True)
def _none_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with none_left(monkeypatch):
        yield


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    found = Cluster(tmp_path / "cluster")
    yield found
    found.close()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_input(tmp_path / "papers.csv", N_ARTICLES)


def test_a_run_waits_for_workers_and_leaves_no_process_on_them(cluster: Cluster, source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = Command(source, out, "--scheduler", cluster.address)

    def is_waiting() -> bool:
        progress = read_progress(out)
        return progress is not None and progress.total == N_ARTICLES

    wait_until(is_waiting, "a run without workers")
    workers = [cluster.add_worker(), cluster.add_worker("--no-nanny")]
    wait_until(lambda: any(analysing(worker.pid) for worker in workers), "an analysing process")
    code, said = command.ended()
    assert code == SOME_FAILED, said
    manifest = read_manifest(out)
    assert manifest is not None
    assert manifest.status is Status.FINISHED
    assert manifest.counts == Counts(analysed=N_ARTICLES - N_NO_ARTICLES, refused=N_NO_ARTICLES)
    assert not [process for worker in workers for process in analysing(worker.pid)]
    assert [worker.poll() for worker in workers] == [None, None], "the cluster is somebody else’s, and goes on"


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense://here"])
def test_where_no_scheduler_answers_the_run_says_so(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, resources: Resources, address: str
) -> None:
    monkeypatch.setattr(here, "PATIENCE", 1)
    monkeypatch.setattr("analysis.corpus.run.load", lambda options: resources)
    with pytest.raises(CorpusError, match=f"{address}: no Dask scheduler answers there; check the address"):
        analyse_corpus(source, tmp_path / "out", options=BARE, scheduler=address)
    manifest = read_manifest(tmp_path / "out")
    assert manifest is not None
    assert manifest.status is Status.STOPPED


def test_a_worker_that_does_not_share_the_files_is_named(resources: Resources, tmp_path: Path) -> None:
    analysts = Analysts("analysts", BARE, stamp_of(resources))
    shard = Shard(0, 16, tmp_path / "input" / "items-000000.parquet")
    with (
        connected(None, 1) as client,
        pytest.raises(CorpusError, match="must be on a file system that all workers share"),
    ):
        list(worked_on(client, [shard], tmp_path, analysts))


def test_on_this_machine_nothing_is_open_to_the_network_and_logging_is_left_as_it_was() -> None:
    logger = logging.getLogger("distributed")
    before, level = listening(), logger.level
    with connected(None, 2) as client:
        assert client.submit(sum, [1, 2]).result() == 3
        assert {address for address, _ in listening() - before} <= {"127.0.0.1"}
        assert logger.level > logging.CRITICAL
    assert logger.level == level


def listening() -> set[tuple[str, int]]:
    """Address and port of every socket of this process at which others may knock."""
    return {tuple(socket.laddr) for socket in psutil.Process().net_connections() if socket.status == "LISTEN"}


@pytest.mark.parametrize(
    ("cores", "memory", "processes"), [(8, 64_000_000_000, 8), (8, 8_000_000_000, 4), (4, 1_000_000_000, 1)]
)
def test_as_many_processes_as_there_are_cores_and_memory_for(
    monkeypatch: pytest.MonkeyPatch, cores: int, memory: int, processes: int
) -> None:
    monkeypatch.setattr(here, "CPU_COUNT", cores)
    monkeypatch.setattr(here, "MEMORY_LIMIT", memory)
    assert processes_here() == processes
