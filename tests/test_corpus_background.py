"""A run as a process of its own: started, watched, stopped and gone on with; and never another process hit."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from filelock import FileLock

from analysis.corpus.background import (
    LOG,
    ORDER,
    WORD_LISTS,
    Order,
    check_out,
    check_source,
    command,
    is_at_work,
    last_words,
    order_for,
    process_of,
    read_order,
    start,
    stop,
)
from analysis.corpus.manifest import Counts, Status, now, read_manifest
from analysis.corpus.options import CorpusError
from analysis.corpus.progress import PROGRESS, Progress, read_progress
from analysis.corpus.result_folder import ASIDE, LOCK
from analysis.own_lexicons import OwnLexicons, read_lexicon_bytes
from analysis.spreadsheet import csv_text

# Seconds for a run to come to something, on a machine that is busy with other tests.
PATIENCE = 180.0
# Four shards.
N_ARTICLES = 64
OWN = OwnLexicons().with_list(read_lexicon_bytes("boats.csv", b"term,category\nferry,Boats\n").lists[0])


def wait_for(condition: Callable[[], object], out: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, last_words(out)
        time.sleep(0.1)


def n_done(out: Path) -> int:
    progress = read_progress(out)
    return progress.counts.articles if progress else 0


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table of articles that takes a few seconds, and whose last row is no article."""
    rows = [
        (f"Council votes on plan {number}", f"The council slammed plan {number}. The ferry stays. " * 20)
        for number in range(N_ARTICLES - 1)
    ]
    place = tmp_path_factory.mktemp("input") / "articles.csv"
    place.write_text(csv_text(("headline", "text"), [*rows, ("Empty", "")]), encoding="utf-8")
    return place


@pytest.fixture
def out(tmp_path: Path) -> Iterator[Path]:
    """A result folder in which nobody is at work any more at the end, whatever the test came to."""
    folder = tmp_path / "result"
    yield folder
    process = process_of(folder)
    if process is not None:
        process.kill()
        psutil.wait_procs([process], timeout=PATIENCE)


def progress_of(process: int) -> Progress:
    return Progress(
        process=process, stage="Analysing", total=None, counts=Counts(), rate=None, seconds_left=None, errors=(),
        updated=now(),
    )  # fmt: skip


# ---- a real run ---------------------------------------------------------------------------------------------------


def test_a_run_is_stopped_keeps_what_is_finished_and_goes_on_to_the_end(articles: Path, out: Path) -> None:
    order = Order(source=str(articles), models=False, own_lexicons=True, processes=1)
    start(order, out, own=OWN)
    assert is_at_work(out)
    with pytest.raises(CorpusError, match="at work there already"):
        start(order, out)
    wait_for(lambda: n_done(out) > 0, out)

    stop(out)
    wait_for(lambda: not is_at_work(out), out)
    stopped = read_manifest(out)
    assert stopped is not None
    assert stopped.status is Status.STOPPED
    assert 0 < stopped.counts.articles < N_ARTICLES
    assert "Stopped. What is finished is kept" in last_words(out)
    told = read_order(out)
    assert told is not None
    assert told.asked_to_stop
    parts = {path: path.stat().st_mtime_ns for path in (out / "articles").glob("part-*.parquet")}

    start(order_for(out), out)
    wait_for(lambda: not is_at_work(out), out)
    finished = read_manifest(out)
    assert finished is not None, last_words(out)
    assert finished.status is Status.FINISHED
    assert finished.counts == Counts(analysed=N_ARTICLES - 1, refused=1)
    assert "boats" in (finished.made_with.own_lexicons or "")
    assert {path: path.stat().st_mtime_ns for path in parts} == parts


def test_a_run_that_is_ended_while_it_starts_leaves_nothing_at_work(articles: Path, out: Path) -> None:
    start(Order(source=str(articles), models=False), out)
    stop(out, at_once=True)
    wait_for(lambda: not is_at_work(out), out)
    assert read_manifest(out) is None
    assert order_for(out).source == str(articles)


def test_a_run_that_cannot_start_says_why_in_its_log(tmp_path: Path, out: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    start(Order(source=str(empty)), out)
    wait_for(lambda: not is_at_work(out), out)
    assert last_words(out).startswith(f"{empty}: ")
    assert read_manifest(out) is None


# ---- which process it is ------------------------------------------------------------------------------------------


@pytest.fixture
def sleeper(out: Path) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """Start processes that do nothing, with words of choice on their command line."""
    started: list[subprocess.Popen[bytes]] = []

    def sleep(*words: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(  # noqa: S603 (it sleeps, whatever the words)
            [sys.executable, "-c", "import time; time.sleep(600)", *words], cwd=out.parent
        )
        started.append(process)
        return process

    yield sleep
    for process in started:
        process.kill()
        process.wait(timeout=PATIENCE)


@pytest.mark.parametrize("words", [("corpus", "in", "--out", "result"), ("corpus", "--out=result", "in")])
def test_a_run_of_the_command_line_is_found_by_its_folder(
    out: Path, sleeper: Callable[..., subprocess.Popen[bytes]], words: tuple[str, ...]
) -> None:
    out.mkdir()
    process = sleeper(*words)
    (out / PROGRESS).write_text(progress_of(process.pid).model_dump_json(), encoding="utf-8")
    found = process_of(out)
    assert found is not None
    assert found.pid == process.pid
    assert is_at_work(out)
    stop(out)
    process.wait(timeout=PATIENCE)
    assert not is_at_work(out)


@pytest.mark.parametrize("words", [(), ("corpus", "in", "--out", "another"), ("analyse", "in", "--out", "result")])
def test_an_innocent_process_that_has_the_number_now_is_left_alone(
    out: Path, sleeper: Callable[..., subprocess.Popen[bytes]], words: tuple[str, ...]
) -> None:
    process = sleeper(*words)
    Order(source="/articles", process=process.pid).write(out)
    (out / PROGRESS).write_text(progress_of(process.pid).model_dump_json(), encoding="utf-8")
    assert process_of(out) is None
    stop(out)
    with FileLock(out / LOCK):
        assert is_at_work(out)
        with pytest.raises(CorpusError, match="stop it where it was started"):
            stop(out)
    assert not is_at_work(out)
    assert process.poll() is None


def test_looking_leaves_no_trace(out: Path) -> None:
    out.mkdir()
    assert not is_at_work(out)
    assert list(out.iterdir()) == []
    assert not is_at_work(out / "nowhere")


# ---- what is asked for --------------------------------------------------------------------------------------------


def test_the_command_says_all_that_the_order_asks_for(out: Path) -> None:
    begin = [sys.executable, "-m", "analysis", "corpus", "/articles", "--out", str(out.resolve())]
    assert command(Order(source="/articles"), out) == begin
    asked = Order(source="/articles", models=False, own_lexicons=True, processes=3)
    lists = ["--lexicon", str(out / ASIDE / WORD_LISTS)]
    assert command(asked, out, recompute=True) == [
        *begin, "--models", "none", *lists, "--processes", "3", "--recompute"
    ]  # fmt: skip


def test_a_result_of_the_command_line_is_gone_on_with_as_it_was_begun(corpus_folder: Path) -> None:
    assert order_for(corpus_folder) == Order(source="papers.csv", models=False)


def test_word_lists_that_only_the_command_line_knew_are_not_left_out_silently(corpus_folder: Path, out: Path) -> None:
    manifest = read_manifest(corpus_folder)
    assert manifest is not None
    own = manifest.made_with.model_copy(update={"own_lexicons": "{}"})
    out.mkdir()
    manifest.model_copy(update={"made_with": own}).write(out)
    with pytest.raises(CorpusError, match="with the same command"):
        order_for(out)


def test_nothing_is_gone_on_with_where_nothing_was_begun(out: Path) -> None:
    with pytest.raises(CorpusError, match="holds no result"):
        order_for(out)


def test_a_damaged_order_is_named(out: Path) -> None:
    place = out / ASIDE / ORDER
    place.parent.mkdir(parents=True)
    place.write_text('{"source": 1}', encoding="utf-8")
    with pytest.raises(CorpusError, match=r"order\.json: is damaged"):
        read_order(out)
    place.unlink()


@pytest.mark.parametrize(
    ("name", "problem"), [("file.csv", "is a file"), ("no/result", "make it first"), ("full", "is not empty")]
)
def test_a_place_that_can_take_no_result_is_refused(tmp_path: Path, name: str, problem: str) -> None:
    (tmp_path / "file.csv").write_text("x", encoding="utf-8")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.docx").write_text("x", encoding="utf-8")
    with pytest.raises(CorpusError, match=problem):
        check_out(tmp_path / name)


def test_a_result_may_not_lie_in_its_input(tmp_path: Path) -> None:
    for out in (tmp_path, tmp_path / "result", tmp_path / "a" / ".." / "result"):
        with pytest.raises(CorpusError, match="lies in it"):
            check_source(tmp_path, out)
    (tmp_path / "articles").mkdir()
    check_source(tmp_path / "articles", tmp_path / "articles-result")


def test_only_the_end_of_a_long_log_is_told(out: Path) -> None:
    assert last_words(out) == ""
    (out / ASIDE).mkdir(parents=True)
    lines = [f"line {number} é" for number in range(5_000)]
    (out / ASIDE / LOG).write_text(os.linesep.join(lines), encoding="utf-8")
    told = last_words(out).splitlines()
    assert told[-1] == lines[-1]
    assert len(told) == 20
