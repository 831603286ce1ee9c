"""The view of a corpus: who may start runs, what is said of a run in each of its states, and what can be done then."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from streamlit.testing.v1 import AppTest

from analysis.corpus.background import LOG, Order
from analysis.corpus.manifest import MANIFEST, Counts, Status, now, read_manifest
from analysis.corpus.options import CorpusError
from analysis.corpus.progress import PROGRESS, Progress
from analysis.corpus.result_folder import ASIDE, LOCK
from analysis.readers import read_bytes
from tests.views.using import DASHBOARD, PATIENCE, html_of, press
from views.parts import corpus_run_begin, corpus_run_watch
from views.parts.corpus_run_access import FOLDER_VARIABLE, RUNS_VARIABLE, is_allowed
from views.parts.corpus_run_files import UPLOADED, is_trial, make_trial, put_files
from views.parts.corpus_run_state import path_of
from views.parts.corpus_run_visitor import COMMAND
from views.parts.corpus_run_watch import announced
from views.parts.reports import sample_stories

HOME = {"Host": "localhost:8501", "Origin": "http://localhost:8501"}
NOTES = b"Council votes\n\nThe council voted on Monday after a long debate. It took three hours."


@pytest.fixture(autouse=True)
def server(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server whose owner has said nothing of runs; without the models, which would take long to load."""
    monkeypatch.setenv("MODELS_FOLDER", "none")
    for variable in (RUNS_VARIABLE, FOLDER_VARIABLE):
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch) -> None:
    """A visit that may start runs."""
    monkeypatch.setenv(RUNS_VARIABLE, "all")


@pytest.fixture
def result(corpus_folder: Path, tmp_path: Path) -> Path:
    """A finished result that may be changed."""
    return Path(shutil.copytree(corpus_folder, tmp_path / "result"))


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Order, Path, bool]]:
    """What is started instead of being started: order, result folder, whether anew."""
    found: list[tuple[Order, Path, bool]] = []

    def start(order: Order, out: Path, *, own: object = None, recompute: bool = False) -> None:
        out.mkdir(exist_ok=True)
        order.write(out)
        found.append((order, out, recompute))

    monkeypatch.setattr(corpus_run_begin, "start", start)
    monkeypatch.setattr(corpus_run_watch, "start", start)
    return found


def opened(folder: Path | None = None) -> AppTest:
    """The view, with a result folder in its address or without."""
    app = AppTest.from_file(DASHBOARD, default_timeout=PATIENCE).run()
    app.switch_page("views/corpus.py")
    if folder is not None:
        app.query_params["corpus"] = str(folder)
    return app.run()


def said(app: AppTest) -> str:
    """All messages of the view; the joiner that keeps a colon from being read as an icon is left out."""
    assert not app.exception
    boxes = [*app.error, *app.warning, *app.info, *app.success]
    return "\n".join(box.value.replace("\\", "").replace("\N{WORD JOINER}", "") for box in boxes)


def buttons(app: AppTest) -> set[str]:
    """Labels of the view's own buttons."""
    return {button.label for button in app.button if str(button.key).startswith("corpus-")}


def texts(app: AppTest) -> str:
    return "\n".join(text.value for text in app.text)


def put_status(folder: Path, status: Status, **changes: Any) -> None:
    """Make a result one that is not finished."""
    manifest = read_manifest(folder)
    assert manifest is not None
    manifest.model_copy(update={"status": status, **changes}).write(folder)


def put_progress(folder: Path, n_done: int, *, process: int = 1, stage: str = "Analysing") -> Progress:
    progress = Progress(
        process=process,
        stage=stage,
        total=1_200,
        counts=Counts(analysed=n_done - 1, failed=1),
        rate=3.0,
        seconds_left=250.0,
        errors=(("papers/<b>.html", "took more than 60 seconds"),),
        updated=now(),
    )
    (folder / PROGRESS).write_text(progress.model_dump_json(), encoding="utf-8")
    return progress


@pytest.fixture
def working(result: Path) -> Iterator[Path]:
    """A result folder in which somebody, who cannot be told, is at work."""
    put_status(result, Status.RUNNING)
    put_progress(result, 412, process=os.getpid())
    with FileLock(result / LOCK):
        yield result


# ---- who may ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "address", "headers"),
    [
        ("", None, HOME),
        ("", "127.0.0.1", {"Host": "127.0.0.1:8501", "Origin": "http://127.0.0.1:8501"}),
        ("", "::1", {"Host": "[::1]:8501", "Origin": "http://[::1]:8501"}),
        ("all", "10.0.0.7", {}),
        (" ALL ", "10.0.0.7", {"Host": "class.example"}),
    ],
)
def test_whoever_sits_at_the_computer_or_is_let_may_run(
    word: str, address: str | None, headers: dict[str, str]
) -> None:
    assert is_allowed(word, address, headers)


@pytest.mark.parametrize(
    ("word", "address", "headers"),
    [
        ("", "10.0.0.7", HOME),
        ("", "not an address", HOME),
        ("", None, {}),
        ("", None, {"Host": "localhost:8501"}),
        ("", None, HOME | {"Host": "class.example"}),
        ("", None, HOME | {"Origin": "https://class.example"}),
        ("", None, HOME | {"Origin": "null"}),
        ("", None, HOME | {"Host": "localhost.class.example"}),
        ("", None, HOME | {"X-Forwarded-For": "127.0.0.1"}),
        ("", None, HOME | {"Forwarded": "for=127.0.0.1"}),
        ("none", None, HOME),
        ("yes", None, HOME),
    ],
)
def test_nobody_else_may_run(word: str, address: str | None, headers: dict[str, str]) -> None:
    assert not is_allowed(word, address, headers)


def test_a_visitor_sees_the_command_and_no_folder_whatever_the_address_names(result: Path) -> None:
    app = opened(result)
    assert said(app) == ""
    assert app.code[0].value == COMMAND
    assert buttons(app) == set()
    assert [field.key for field in app.text_input] == ["project_name"]
    assert str(result) not in texts(app)


def test_a_visitor_sees_the_folder_that_the_server_names_and_can_change_nothing(
    result: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(result))
    put_status(result, Status.STOPPED)
    app = opened()
    assert "Stopped at 18 of 18 articles." in said(app)
    assert not buttons(app) & {"Resume", "Stop", "Bring up to date", "Close"}
    assert str(result) not in texts(app)


def test_a_visitor_is_not_told_which_folder_the_server_names_in_vain(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "secret"))
    app = opened()
    assert "There is no result" in said(app)
    assert "secret" not in said(app)


def test_a_visitor_is_not_told_what_a_run_said(result: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(result))
    put_status(result, Status.STOPPED)
    Order(source="/home/ada/papers.csv").write(result)
    (result / ASIDE / LOG).write_text("/home/ada/papers.csv: is gone.\n", encoding="utf-8")
    app = opened()
    assert "The run has ended before it was done." in said(app)
    assert "ada" not in said(app) + texts(app)
    (result / PROGRESS).write_text("{", encoding="utf-8")
    assert str(result) not in said(app.run())


def test_a_visitor_watches_and_cannot_stop(working: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(working))
    app = opened()
    assert "3.0 articles a second, 4 min 10 s left, 1 not analysed" in texts(app)
    assert buttons(app) == set()


# ---- the beginning ------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("own")
def test_the_beginning_says_what_a_corpus_is_and_offers_a_trial() -> None:
    app = opened()
    assert said(app) == ""
    assert "A corpus is a collection of articles" in texts(app)
    assert buttons(app) == {"Try it on the sample stories", "Start", "Open the result"}


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "Name a file or folder on this computer."),
        ("articles", "articles: give the whole path"),
        ("/no/such/place.csv", "/no/such/place.csv: there is no such file or folder"),
        ("{home}/none.csv", "there is no such file or folder"),
        ("{home}", "is the input, or lies in it"),
    ],
)
def test_a_bad_input_is_named(tmp_path: Path, typed: str, problem: str, started: list[Any]) -> None:
    app = opened()
    app.text_input(key="corpus-source").set_value(typed.format(home=tmp_path))
    app.text_input(key="corpus-out").set_value(str(tmp_path / "result") if "{home}" in typed else "")
    press(app, "Start")
    assert problem in said(app)
    assert started == []


@pytest.mark.usefixtures("own")
def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path, started: list[Any]) -> None:
    (tmp_path / "thesis.docx").write_bytes(b"all of it")
    app = opened()
    app.radio(key="corpus-where").set_value("Upload files").run()
    app.file_uploader[0].upload("notes.txt", NOTES).run()
    app.text_input(key="corpus-out").set_value(str(tmp_path))
    press(app, "Start")
    assert "is not empty, and holds no result" in said(app)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]
    assert started == []


@pytest.mark.usefixtures("own")
def test_a_run_starts_beside_the_input_if_nothing_else_is_named(
    tmp_path: Path, started: list[tuple[Order, Path, bool]]
) -> None:
    source = tmp_path / "north.jsonl.gz"
    source.write_bytes(b"x")
    app = opened()
    app.text_input(key="corpus-source").set_value(f'"{source}"')
    app.number_input(key="corpus-processes").set_value(1)
    press(app, "Start")
    [(order, out, anew)] = started
    assert out == tmp_path / "north-result"
    assert order.source == str(source)
    assert not order.models
    assert not order.own_lexicons
    assert not anew
    assert app.query_params["corpus"] == str(out)


@pytest.mark.usefixtures("own")
def test_uploaded_files_are_put_beside_the_result_under_harmless_names(
    tmp_path: Path, started: list[tuple[Order, Path, bool]]
) -> None:
    app = opened()
    app.radio(key="corpus-where").set_value("Upload files").run()
    for name in ("../../evil.txt", "Evil.txt", "ten.tar.gz"):
        app.file_uploader[0].upload(name, NOTES)
    app.run()
    app.text_input(key="corpus-out").set_value(str(tmp_path / "result"))
    press(app, "Start")
    [(order, out, _)] = started
    assert Path(order.source) == out / ASIDE / UPLOADED
    assert sorted(path.name for path in Path(order.source).iterdir()) == ["evil-2.txt", "evil.txt", "ten.tar.gz"]
    assert [path.name for path in tmp_path.iterdir()] == ["result"]


@pytest.mark.usefixtures("own")
def test_a_result_is_deleted_only_when_asked_for(
    result: Path, tmp_path: Path, started: list[tuple[Order, Path, bool]]
) -> None:
    source = tmp_path / "articles"
    source.mkdir()
    app = opened()
    app.text_input(key="corpus-source").set_value(str(source))
    app.text_input(key="corpus-out").set_value(str(result))
    press(app, "Start")
    assert "holds a result already" in said(app)
    assert started == []
    press(app, "Choose another folder")
    assert "Start" in buttons(app)
    press(app, "Start")
    press(app, "Delete it and begin anew")
    assert [(out, anew) for _, out, anew in started] == [(result, True)]


@pytest.mark.usefixtures("own")
def test_the_trial_takes_every_sample_story_into_a_folder_of_its_own(
    started: list[tuple[Order, Path, bool]],
) -> None:
    app = press(opened(), "Try it on the sample stories")
    [(order, out, _)] = started
    read = read_bytes("stories.csv", Path(order.source).read_bytes())
    assert len(read.articles) == sum(len(story.articles) for story in sample_stories())
    assert read.articles[0].outlet == sample_stories()[0].articles[0].outlet
    press(app, "Delete this trial")
    assert not out.exists()
    assert "Try it on the sample stories" in buttons(app)


# ---- a result -----------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("own")
def test_a_folder_without_a_result_is_named_and_not_opened(tmp_path: Path) -> None:
    app = opened(tmp_path)
    assert f"{tmp_path}: holds no result" in said(app)
    assert "Open the result" in buttons(app)


@pytest.mark.usefixtures("own")
def test_a_damaged_result_is_named(result: Path) -> None:
    (result / MANIFEST).write_text("{", encoding="utf-8")
    assert "is no manifest that this version can read" in said(opened(result))


@pytest.mark.usefixtures("own")
def test_progress_that_cannot_be_read_is_named(result: Path) -> None:
    (result / PROGRESS).write_text("{", encoding="utf-8")
    assert f"{PROGRESS}: is damaged; delete it." in said(opened(result))


@pytest.mark.usefixtures("own")
def test_a_finished_result_is_opened_and_closed_and_opened_again(result: Path) -> None:
    app = opened()
    app.text_input(key="corpus-result").set_value(str(result))
    press(app, "Open the result")
    assert "16 of 18 articles analysed. 2 could not be; the table says why. It took 9 s." in said(app)
    assert not buttons(app) & {"Resume", "Stop", "Delete this trial"}
    press(app, "Close")
    assert "corpus" not in app.query_params
    app.button(key="corpus-recent-0").click().run()
    assert "16 of 18" in said(app)


@pytest.mark.usefixtures("own")
def test_the_account_for_a_paper_is_offered_once_the_run_is_finished(result: Path) -> None:
    def offered(app: AppTest) -> bool:
        return any(button.proto.id.endswith("corpus-account") for button in app.get("download_button"))

    assert offered(opened(result))
    put_status(result, Status.STOPPED)
    assert not offered(opened(result))


@pytest.mark.usefixtures("own")
def test_a_run_at_work_shows_how_far_it_is_and_its_errors(working: Path) -> None:
    app = opened(working)
    assert said(app) == ""
    assert "3.0 articles a second, 4 min 10 s left, 1 not analysed" in texts(app)
    assert "papers/&lt;b&gt;.html" in html_of(app)
    assert {"Stop", "Close, and leave it at work"} <= buttons(app)


@pytest.mark.usefixtures("own")
def test_a_run_that_is_not_surely_ours_is_not_stopped(working: Path) -> None:
    # The number in progress.json is that of this very process, which lives to tell.
    app = press(opened(working), "Stop")
    assert "was not started from here" in said(app)


@pytest.mark.usefixtures("own")
def test_a_stopped_run_is_gone_on_with_as_it_was_begun(result: Path, started: list[tuple[Order, Path, bool]]) -> None:
    put_status(result, Status.STOPPED, articles=40)
    order = Order(source=str(result.parent), models=False, processes=1, asked_to_stop=True)
    order.write(result)
    app = opened(result)
    assert "Stopped at 18 of 40 articles." in said(app)
    press(app, "Resume")
    assert started == [(order, result, False)]


@pytest.mark.usefixtures("own")
def test_a_run_that_was_begun_on_the_command_line_is_gone_on_with_too(
    result: Path, started: list[tuple[Order, Path, bool]]
) -> None:
    put_status(result, Status.STOPPED)
    press(opened(result), "Resume")
    assert started == [(Order(source="papers.csv", models=False), result, False)]


@pytest.mark.usefixtures("own")
def test_a_run_that_died_says_its_last_words(tmp_path: Path) -> None:
    out = tmp_path / "result"
    Order(source="/articles").write(out)
    (out / ASIDE / LOG).write_text("Traceback …\n/articles: *nothing* there can be read.\n", encoding="utf-8")
    app = opened(out)
    assert "The run has ended before it was done. /articles: *nothing* there can be read." in said(app)
    assert app.code[0].value.startswith("Traceback …")
    assert "Resume" in buttons(app)


@pytest.mark.usefixtures("own")
def test_a_run_that_was_killed_is_no_longer_at_work(result: Path) -> None:
    put_status(result, Status.RUNNING)
    Order(source="papers.csv").write(result)
    app = opened(result)
    assert "It ended without a word" in said(app)
    assert "Resume" in buttons(app)


@pytest.mark.usefixtures("own")
def test_a_result_is_looked_into_at_once_and_while_it_is_at_work_on_demand(result: Path) -> None:
    def is_looked_into() -> bool:
        return "Look into it" in [header.value for header in app.header]

    put_status(result, Status.STOPPED)
    app = opened(result)
    assert is_looked_into()
    put_progress(result, 412, process=os.getpid())
    with FileLock(result / LOCK):
        app.run()
        assert not is_looked_into()
        app.toggle(key="corpus-look").set_value(True).run()
        assert is_looked_into()
        assert said(app) == ""


@pytest.mark.usefixtures("own")
def test_files_that_were_left_out_are_named(result: Path) -> None:
    manifest = read_manifest(result)
    assert manifest is not None
    put_status(result, Status.FINISHED, input=manifest.input.model_copy(update={"left_out": {".jpg": 3, "": 1}}))
    assert "left out: 3 .jpg, 1 without an ending." in texts(opened(result))


# ---- the pieces ---------------------------------------------------------------------------------------------------


def test_screen_readers_are_told_of_every_tenth_and_every_stage(tmp_path: Path) -> None:
    told = {announced(put_progress(tmp_path, n_done)) for n_done in range(1, 1_201)}
    assert len(told) == 11
    assert "Analysing: 30 % done." in told
    assert announced(put_progress(tmp_path, 1_200, stage="Finished")) == "Finished: 100 % done."
    assert announced(None).startswith("Starting")


@pytest.mark.parametrize("typed", ["", "  ", "articles", "./articles", "a\0b", "~nobody-of-this-name/x"])
def test_only_whole_paths_are_taken(typed: str) -> None:
    with pytest.raises(CorpusError, match=r"\w"):
        path_of(typed)


def test_quotation_marks_around_a_path_and_the_home_folder_are_understood() -> None:
    assert path_of("' /data/articles '") == Path("/data/articles")
    assert path_of("~/articles") == Path.home() / "articles"


@pytest.mark.parametrize("name", ["../x.csv", "..\\x.csv", "/etc/x.csv", "x.csv", "X .csv", "…x….csv"])
def test_an_uploaded_file_stays_in_its_folder(tmp_path: Path, name: str) -> None:
    assert put_files([(name, b"1")], tmp_path) == tmp_path / ASIDE / UPLOADED / "x.csv"


def test_files_that_are_uploaded_anew_take_the_place_of_the_others(tmp_path: Path) -> None:
    put_files([("a.txt", b"1"), ("b.txt", b"2")], tmp_path)
    assert put_files([("c.txt", b"3")], tmp_path).read_bytes() == b"3"
    assert len(list((tmp_path / ASIDE / UPLOADED).iterdir())) == 1


def test_only_a_trial_may_be_deleted(tmp_path: Path) -> None:
    _, out = make_trial(sample_stories())
    assert is_trial(out)
    assert not is_trial(out / ASIDE)
    assert not is_trial(tmp_path / out.name)
    shutil.rmtree(out)
