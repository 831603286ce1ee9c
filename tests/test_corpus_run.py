"""A corpus run on this machine: what it leaves, when it goes on, when it refuses to, and what it shows."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import psutil
import pytest
from rich.console import Console

from analysis.corpus import progress, result_folder, run
from analysis.corpus.commands import Shown, duration
from analysis.corpus.manifest import MANIFEST, Counts, Manifest, Status, read_manifest
from analysis.corpus.options import CorpusError, Options, load
from analysis.corpus.progress import PROGRESS, Progress, Tally, read_progress
from analysis.corpus.result_folder import LOCK
from analysis.corpus.run import analyse_corpus
from analysis.corpus.shard import Done
from analysis.corpus.tables import ARTICLES, FINDINGS
from analysis.own_lexicons import LexiconFile, gathered, read_lexicon_bytes
from analysis.reading import Resources
from tests.corpus_runs import ROOT, Command, none_left, parts, shards_done, tables, wait_until, write_input

N_ARTICLES, N_NO_ARTICLES, SHARD = 40, 4, 16
BARE = Options(models=None)
SOME_FAILED, CANNOT = 1, 2


@pytest.fixture(autouse=True)
def _quick_and_clean(monkeypatch: pytest.MonkeyPatch, resources: Resources) -> Iterator[None]:
    """Load word lists and pipeline but once; see that no process is left."""
    monkeypatch.setattr(run, "load", lambda options: resources if options == BARE else load(options))
    with none_left(monkeypatch):
        yield


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_input(tmp_path_factory.mktemp("input") / "papers.csv", N_ARTICLES)


@pytest.fixture(scope="module")
def told() -> list[Progress]:
    return []


@pytest.fixture(scope="module")
def finished(source: Path, told: list[Progress], tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("finished")
    analyse_corpus(source, out, options=BARE, processes=2, watcher=told.append)
    return out


@pytest.fixture
def out(finished: Path, tmp_path: Path) -> Path:
    """A copy of the finished result, to be changed."""
    return Path(shutil.copytree(finished, tmp_path / "out"))


def manifest_of(out: Path) -> Manifest:
    found = read_manifest(out)
    assert found is not None
    return found


def rewrite(out: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change the manifest of a result."""
    content = json.loads((out / MANIFEST).read_bytes())
    change(content)
    (out / MANIFEST).write_text(json.dumps(content), encoding="utf-8")


def stop_after_a_shard(progress: Progress) -> None:
    """Interrupt a run, as the keyboard does."""
    if progress.counts.articles >= SHARD and progress.stage == "Analysing":
        raise KeyboardInterrupt


def test_a_finished_run_accounts_for_every_article(source: Path, finished: Path, told: list[Progress]) -> None:
    manifest = manifest_of(finished)
    assert (manifest.status, manifest.articles) == (Status.FINISHED, N_ARTICLES)
    assert manifest.counts == Counts(analysed=N_ARTICLES - N_NO_ARTICLES, refused=N_NO_ARTICLES)
    found = tables(finished)
    assert [row["article"] for row in found[ARTICLES]] == [*range(N_ARTICLES)]
    refused = [row for row in found[ARTICLES] if row["status"] == "refused"]
    assert [row["article"] for row in refused] == [0, 10, 20, 30]
    assert all("too short to be an article" in row["error"] for row in refused)
    assert {row["article"] for row in found[FINDINGS]} <= {*range(N_ARTICLES)} - {0, 10, 20, 30}
    assert {path.name for path in finished.iterdir()} == {*found, MANIFEST, PROGRESS, LOCK}


def test_whoever_watches_is_told_of_every_shard_and_stage(finished: Path, told: list[Progress]) -> None:
    assert list(dict.fromkeys(one.stage for one in told)) == [
        *("Starting", "Analysing", "Looking for duplicates and stories", "Finished"),
    ]
    done = [one.counts.articles for one in told]
    assert {0, SHARD, N_ARTICLES} <= {*done} <= {0, 8, 16, 24, 32, N_ARTICLES}
    assert done == sorted(done)
    assert told[-1] == read_progress(finished)
    assert told[-1].total == N_ARTICLES
    assert len(told[-1].errors) == N_NO_ARTICLES
    assert told[-1].seconds_left == 0


def test_the_same_command_leaves_a_finished_result_as_it_is(source: Path, out: Path) -> None:
    files, manifest = parts(out), manifest_of(out)
    told: list[Progress] = []
    assert analyse_corpus(source, out, options=BARE, recompute=True, watcher=told.append) == manifest
    assert (parts(out), manifest_of(out), told) == (files, manifest, [])


def test_an_interrupted_run_goes_on_where_it_was(source: Path, finished: Path, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        analyse_corpus(source, tmp_path, options=BARE, processes=1, watcher=stop_after_a_shard)
    stopped, files = manifest_of(tmp_path), parts(tmp_path)
    assert stopped.status is Status.STOPPED
    assert SHARD <= stopped.counts.articles < N_ARTICLES
    at_the_end = read_progress(tmp_path)
    assert at_the_end is not None
    assert at_the_end.stage == "Stopped"
    manifest = analyse_corpus(source, tmp_path, options=BARE, processes=1)
    assert manifest.counts == manifest_of(finished).counts
    assert manifest.seconds > stopped.seconds
    assert files.items() <= parts(tmp_path).items()
    assert tables(tmp_path) == tables(finished)


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("library", "0.0.1", "the version of the program"),
        ("lexicons", "0123", "a built-in or own word list"),
        ("pipeline", "en_core_web_lg 3.8.0", "the pipeline"),
        ("models", {"loaded_language": "loaded-words 7"}, "the models"),
        ("own_lexicons", "{}", "the use of own word lists"),
    ],
)
def test_what_was_made_otherwise_is_not_mixed_with_new_rows(
    source: Path, out: Path, key: str, value: object, words: str
) -> None:
    rewrite(out, lambda content: content["made_with"].update({key: value}))
    files, manifest = parts(out), (out / MANIFEST).read_bytes()
    with pytest.raises(CorpusError, match=rf"made otherwise \({words} changed since\). Give --recompute"):
        analyse_corpus(source, out, options=BARE)
    assert (parts(out), (out / MANIFEST).read_bytes()) == (files, manifest)


def test_own_word_lists_and_another_input_make_another_result(source: Path, out: Path) -> None:
    own = gathered([read_lexicon_bytes("mine.csv", b"term,category\nbridge,Buildings\n")], instead=False)
    options = Options(models=None, own_lexicons=LexiconFile.of(lexicons=own).as_bytes())
    with pytest.raises(CorpusError, match="a built-in or own word list, the use of own word lists changed since"):
        analyse_corpus(source, out, options=options)
    other = write_input(out.parent / "papers.csv", N_ARTICLES + 1)
    with pytest.raises(CorpusError, match="the input changed since"):
        analyse_corpus(other, out, options=BARE)


def test_recompute_does_all_of_it_anew_and_touches_nothing_else(source: Path, finished: Path, out: Path) -> None:
    rewrite(out, lambda content: content["made_with"].update(lexicons="0123"))
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    (out / "figures").mkdir()
    (out / "figures" / "one.png").write_bytes(b"mine too")
    files = parts(out)
    manifest = analyse_corpus(source, out, options=BARE, processes=1, recompute=True)
    assert manifest.made_with == manifest_of(finished).made_with
    assert not files.items() & parts(out).items()
    assert (out / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert (out / "figures" / "one.png").read_bytes() == b"mine too"
    shutil.rmtree(out / "figures")
    assert tables(out) == tables(finished)


def test_a_result_half_taken_away_is_not_taken_for_a_whole(
    source: Path, finished: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_with = json.loads((out / MANIFEST).read_bytes())["made_with"]
    rewrite(out, lambda content: content["made_with"].update(lexicons="0123"))
    calls = count()

    def killed(folder: Path) -> None:
        if next(calls):
            raise KeyboardInterrupt
        remove(folder)

    remove = shutil.rmtree
    monkeypatch.setattr(result_folder.shutil, "rmtree", killed)
    with pytest.raises(KeyboardInterrupt):
        analyse_corpus(source, out, options=BARE, recompute=True)
    monkeypatch.setattr(result_folder.shutil, "rmtree", remove)
    assert manifest_of(out).status is Status.STOPPED
    rewrite(out, lambda content: content.update(made_with=made_with))
    analyse_corpus(source, out, options=BARE, processes=1)
    assert tables(out) == tables(finished)


def test_a_folder_that_holds_something_else_is_left_alone(source: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_bytes(b"years of work")
    with pytest.raises(CorpusError, match="is not empty, and holds no result; choose another folder"):
        analyse_corpus(source, tmp_path, options=BARE, recompute=True)
    assert (tmp_path / "thesis.docx").read_bytes() == b"years of work"
    with pytest.raises(CorpusError, match="lies in the input"):
        analyse_corpus(source.parent, source.parent / "result", options=BARE)
    assert not (source.parent / "result").exists()
    (tmp_path / MANIFEST).write_text("{}", encoding="utf-8")
    with pytest.raises(CorpusError, match="is no manifest that this version can read"):
        analyse_corpus(source, tmp_path, options=BARE, recompute=True)


def test_an_input_that_changes_while_it_is_read_stops_the_run(source: Path, tmp_path: Path) -> None:
    changing = Path(shutil.copy(source, tmp_path / "papers.csv"))

    def change(progress: Progress) -> None:
        with changing.open("a", encoding="utf-8") as file:
            file.write('"One more","hears of it","The Echo"\n')

    with pytest.raises(CorpusError, match="was changed while it was read"):
        analyse_corpus(changing, tmp_path / "out", options=BARE, processes=1, watcher=change)
    assert manifest_of(tmp_path / "out").status is Status.STOPPED


def test_a_full_disk_is_told_plainly_and_leaves_no_half_written_file(
    source: Path, finished: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    command = Command(source, out, "--processes", "1")
    wait_until(lambda: shards_done(out) or command.process.poll() is not None, "a finished shard")
    # No file may grow beyond this: neither the next parts nor the manifest.
    psutil.Process(command.process.pid).rlimit(psutil.RLIMIT_FSIZE, (1_000, 1_000))
    code, said = command.ended()
    assert (code, said.count("\n")) == (CANNOT, 1)
    assert "cannot be read or written" in said
    assert "File too large" in said
    assert "run the same command again: what is finished is kept." in said
    assert not [*out.rglob(".*")]
    files = parts(out)
    code, said = Command(source, out, "--processes", "1").ended()
    assert code == SOME_FAILED, said
    assert tables(out) == tables(finished)
    whole = {Path(name).name for name in files if name.startswith(ARTICLES)}
    assert {name: file for name, file in files.items() if Path(name).name in whole}.items() <= parts(out).items()


def test_a_damaged_file_is_named(source: Path, out: Path) -> None:
    rewrite(out, lambda content: content.update(status="stopped"))
    (out / ARTICLES / "part-000001.parquet").write_bytes(b"PAR1 and then nothing")
    with pytest.raises(CorpusError, match=r"part-000001.parquet: is damaged; delete it"):
        analyse_corpus(source, out, options=BARE, processes=1)


def test_what_a_killed_run_was_writing_is_swept_away(source: Path, finished: Path, tmp_path: Path) -> None:
    left = tmp_path / ".manifest.json.0123.partial"
    left.write_bytes(b"{")
    with pytest.raises(KeyboardInterrupt):
        analyse_corpus(source, tmp_path, options=BARE, processes=1, watcher=stop_after_a_shard)
    assert not left.exists()


def test_the_tally_tells_rate_and_time_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, *[10.0] * 2, *[20.0] * 2])
    monkeypatch.setattr(progress, "monotonic", lambda: next(clock))
    told: list[Progress] = []
    tally = Tally(tmp_path, told.append)
    tally.total = 100
    tally.add(Done({"analysed": 15, "failed": 5}, (("a.csv row 2", "failed"),)), is_new=True)
    tally.add(Done({"analysed": 40}, ()), is_new=True)
    assert [one.rate for one in told] == [2.0, 3.0]
    assert [one.seconds_left for one in told] == [40.0, pytest.approx(40 / 3)]
    assert told[-1].counts == Counts(analysed=55, failed=5)
    assert told[-1].errors == (("a.csv row 2", "failed"),)


def progress_of(**known: Any) -> Progress:
    """How far some run is."""
    given = {"process": 1, "stage": "Analysing", "total": 1_000, "counts": Counts(analysed=240, refused=8, failed=2)}
    rest = {"rate": 4.04, "seconds_left": 750.0, "errors": (), "updated": "2026-03-20T10:00:00+00:00"}
    return Progress(**(given | rest | known))


def test_a_terminal_shows_stage_number_rate_time_left_and_errors() -> None:
    screen = io.StringIO()
    with Shown(Console(file=screen, force_terminal=True, width=120, soft_wrap=True)) as shown:
        shown.show(progress_of())
    for words in ("Analysing", "250/1000", "4.0 a second, 12 min left, 10 not analysed"):
        assert words in screen.getvalue()


def test_where_there_is_no_terminal_nothing_is_drawn() -> None:
    screen = io.StringIO()
    with Shown(Console(file=screen)) as shown:
        shown.show(progress_of())
    assert screen.getvalue() == ""


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.4, "0 s"), (59, "59 s"), (61, "1 min 1 s"), (750, "12 min"), (3_599.6, "1 h 0 min"), (400_000, "111 h 6 min")],
)
def test_times_are_told_in_words(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_the_other_commands_do_not_wait_for_dask() -> None:
    program = "import sys, analysis.__main__; print('distributed' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 - the program above
    assert done.stdout == "False\n"
