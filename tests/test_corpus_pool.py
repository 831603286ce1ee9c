"""Analysing processes that break, hang, or are ended: nothing hangs, and only the article that did it is lost."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from analysis.corpus.analyst import Tables
from analysis.corpus.child import Broken, Child, Ended, NotDone
from analysis.corpus.items import Item
from analysis.corpus.options import CorpusError, Options
from analysis.corpus.pool import Analysts
from analysis.corpus.tables import ARTICLES
from analysis.export import stamp_of
from analysis.reading import Resources
from tests.corpus_runs import LONG, ROOT, none_left, wait_until
from tests.poison import answer_and_die, match_for_ages, poisoned

BARE = Options(models=None)
TEXT = (
    "Mayor Ada Quill told the council on Monday that the bridge would cost nine million. “We will not be bullied,” she "
    "said. Critics slammed the plan as a reckless disaster for the town and its people."
)


@pytest.fixture(autouse=True)
def _none_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with none_left(monkeypatch):
        yield


@pytest.fixture
def child() -> Iterator[Child]:
    found = Child()
    yield found
    found.end()


def test_a_child_does_one_thing_after_the_other_and_starts_anew_when_its_process_has_ended(
    child: Child,
) -> None:
    first = child.ask(os.getpid, seconds=LONG)
    with pytest.raises(NotDone, match=r"failed \(ValueError: invalid literal"):
        child.ask(int, "x", seconds=LONG)
    assert child.ask(print, "words that are no answer", seconds=LONG) is None
    assert child.ask(os.getpid, seconds=LONG) == first != os.getpid()
    with pytest.raises(Broken, match=r"ended its process \(exit code 3\)"):
        child.ask(os._exit, 3, seconds=LONG)
    assert not child.is_running
    assert child.ask(os.getpid, seconds=LONG) != first


def test_a_process_that_is_killed_while_it_answers_breaks_nothing_else(child: Child) -> None:
    with pytest.raises(Broken, match=r"exit code -9"):
        child.ask(answer_and_die, seconds=LONG)
    assert child.ask(abs, -1, seconds=LONG) == 1


def test_what_never_ends_is_ended_even_if_it_lets_no_other_thread_run(child: Child) -> None:
    number = child.ask(os.getpid, seconds=LONG)
    with pytest.raises(NotDone, match="took more than 1 seconds"):
        child.ask(match_for_ages, 1000, seconds=1)
    assert not psutil.pid_exists(number)


def test_a_child_that_is_ended_tells_whoever_waits_for_it(child: Child) -> None:
    child.ask(os.getpid, seconds=LONG)
    threading.Timer(0.2, child.end).start()
    with pytest.raises(Broken):
        child.ask(time.sleep, 1000, seconds=LONG)
    with pytest.raises(Ended):
        child.ask(os.getpid, seconds=LONG)


@pytest.mark.parametrize("work", ["time.sleep, 1000, seconds=1000", "match_for_ages, 1000, seconds=2"])
def test_a_child_dies_with_its_parent_even_if_that_was_killed(work: str) -> None:
    program = (
        "import os, time\n"
        "from analysis.corpus.child import Child\n"
        "from tests.poison import match_for_ages\n"
        "child = Child()\n"
        f"print(child.ask(os.getpid, seconds={LONG}), flush=True)\n"
        f"child.ask({work})\n"
    )
    parent = subprocess.Popen([sys.executable, *("-c", program)], cwd=ROOT, stdout=subprocess.PIPE)  # noqa: S603 - the program above
    assert parent.stdout is not None
    number = int(parent.stdout.readline())
    time.sleep(0.5)  # so that it is at work, most probably; if not, it must end all the same
    parent.kill()
    parent.communicate()
    wait_until(lambda: not psutil.pid_exists(number), "the end of the orphan")


def worker_with(threads: int) -> SimpleNamespace:
    return SimpleNamespace(state=SimpleNamespace(nthreads=threads))


@pytest.fixture
def analysts(resources: Resources) -> Iterator[Analysts]:
    found = Analysts("poisoned", BARE, stamp_of(resources), work=poisoned, patience=8)
    found.setup(worker_with(1))
    yield found
    found.teardown(worker_with(1))


def rows(tables: list[Tables]) -> list[dict[str, object]]:
    return [row for table in tables for row in table[ARTICLES].to_pylist()]


def item(number: int, headline: str, body: str = TEXT) -> Item:
    return Item(number, f"papers.csv row {number + 2}", headline=headline, body=body)


def test_each_poisoned_article_is_a_row_that_says_what_to_do_and_all_others_are_analysed(analysts: Analysts) -> None:
    headlines = ["Mayor speaks", "crash", "endless", "hog", "odd", "Mayor speaks again"]
    items = [item(number, headline) for number, headline in enumerate(headlines)]
    items.append(item(len(items), "One word", body="a" * 10_000_000))
    found = rows(list(analysts.analyse(items)))
    assert [row["article"] for row in found] == [*range(7)]
    assert [row["status"] for row in found] == ["analysed", *["failed"] * 4, "analysed", "refused"]
    reasons = ("ended its process (exit code -9)", "took more than 9 seconds", "MemoryError", "nobody foresaw this")
    for row, reason in zip(found[1:5], reasons, strict=True):
        assert reason in str(row["error"])
        assert str(row["error"]).endswith("look at the text, mend or shorten it, or leave it out.")
        assert row["source"] == f"papers.csv row {row['article'] + 2}"  # type: ignore[operator]
    assert "too long to be one article" in str(found[6]["error"])


def test_a_process_that_somebody_ends_costs_no_article(analysts: Analysts, tmp_path: Path) -> None:
    items = [item(0, "Mayor speaks"), item(1, f"crash-once {tmp_path / 'crashed'}"), item(2, "Mayor speaks again")]
    found = list(analysts.analyse(items))
    assert [row["status"] for row in rows(found)] == ["analysed"] * 3
    assert len(found) == 1, "the batch was tried again as it was, so that its numbers are the same to the last digit"


def test_other_versions_and_what_cannot_be_loaded_end_the_run_instead_of_failing_every_article(
    resources: Resources,
) -> None:
    stamp = stamp_of(resources)
    others = Analysts("others", BARE, replace(stamp, lexicons="0123"))
    none = Analysts("none", Options(pipeline="no_such_pipeline", models=None), stamp)
    for analysts, words in ((others, "install the same everywhere"), (none, "no_such_pipeline")):
        analysts.setup(worker_with(1))
        with pytest.raises(CorpusError, match=words):
            list(analysts.analyse([item(0, "Mayor speaks")]))
        analysts.teardown(worker_with(1))
