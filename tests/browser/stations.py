"""Every view of the dashboard with what can be open in it, and how to get there; for tests that look at all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from shutil import copytree
from tempfile import mkdtemp
from typing import Any

from filelock import FileLock
from playwright.sync_api import Locator, Page, expect

from analysis.article import Part, Span
from analysis.coding.answer import Answer, Mark, Work
from analysis.coding.task import Task
from analysis.corpus.background import LOG, Order
from analysis.corpus.manifest import Counts, Input, MadeWith, Manifest, Status, now
from analysis.corpus.progress import PROGRESS, Progress
from analysis.corpus.result_folder import ASIDE, LOCK
from tests.browser.harness import ROOT, wait_until_drawn
from views.parts.classroom_draft import sample_task
from views.parts.stories import load_stories

STORY = "read?article=The+Daily+Clarion"
MARK = ".text mark[role=button]"
CLASSROOM = "classroom?activity="
DIALOG, POPOVER = "[role=dialog]", "[data-testid=stPopoverBody]"
FOLDED = "[data-testid=stMain] details:not([open]) > summary"


@dataclass(frozen=True, slots=True)
class Station:
    """A view, and what is open in it.

    Attributes:
        name: for people.
        address: of the view.
        go: what is done there, once the view has drawn.
        within: selector of what is new compared with the view itself; None for the whole page.
    """

    name: str
    address: str
    go: Callable[[Page], None] = lambda page: None
    within: str | None = None


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def note(page: Page) -> Locator:
    return page.locator("#note")


def unfold(page: Page) -> None:
    """Open everything that is folded away."""
    while page.locator(FOLDED).count():
        page.evaluate("folded => document.querySelectorAll(folded).forEach(summary => summary.click())", FOLDED)
        wait_until_drawn(page)


def hand_over(page: Page, files: dict[str, bytes], *, field: int = 0) -> None:
    """Put files into a field for uploading, chosen by its place on the page."""
    payloads: Any = [{"name": name, "mimeType": "", "buffer": content} for name, content in files.items()]
    page.get_by_test_id("stFileUploader").nth(field).locator("input[type=file]").set_input_files(payloads)
    wait_until_drawn(page)


@cache
def class_task() -> Task:
    """A ready-made task on the first sample story."""
    return sample_task(load_stories()[0])


def class_answer(pseudonym: str, *, first: int) -> bytes:
    """The answer of a student who marks from some character of the first body on, rates and writes."""
    task = class_task()
    mark = Mark.of(task, 1, Span(Part.BODY, first, 60), category=task.categories[0].key, reason="Strong words.")
    work = Work(marks=(mark,), ratings={task.ratings[0].key: 2}, prompts={task.prompts[0].key: f"So says {pseudonym}."})
    return Answer.of(task=task.id, pseudonym=pseudonym, before_reveal=work).as_bytes()


@cache
def result(*, asked_to_stop: bool) -> Path:
    """A result folder with no article in it yet, whose run was stopped, or else has died."""
    folder = Path(mkdtemp())
    Manifest(
        status=Status.STOPPED,
        input=Input(name="papers.csv", path="/papers.csv", digest="0", files=1, bytes=1),
        made_with=MadeWith(library="1", lexicons="1", pipeline="1", models=None, own_lexicons=None),
        articles=1_200,
        columns={},
        started=now(),
    ).write(folder)
    Order(source="/papers.csv", asked_to_stop=asked_to_stop).write(folder)
    (folder / ASIDE / LOG).write_text("Traceback …\nThe disk is full.\n" * 12, encoding="utf-8")
    return folder


@cache
def run_at_work() -> tuple[Path, FileLock]:
    """A result folder in which a run is at work, as far as can be seen, and the lock that says so."""
    folder = Path(copytree(result(asked_to_stop=False), Path(mkdtemp()) / "result"))
    progress = Progress(
        process=1,
        stage="Analysing",
        total=1_200,
        counts=Counts(analysed=409, refused=2, failed=1),
        rate=3.2,
        seconds_left=250,
        errors=(("papers.csv row 7", "holds no text; leave it out."), ("papers.csv row 33", "took too long.")),
        updated=now(),
    )
    (folder / PROGRESS).write_text(progress.model_dump_json(), encoding="utf-8")
    lock = FileLock(folder / LOCK)
    lock.acquire()
    return folder, lock


# ---- what is done at a station ---------------------------------------------------------------------------------


def decide(page: Page) -> None:
    """Accept a mark, reject others, so that the reader's scores stand beside the tool's, and open a note to stay."""
    for place, name in enumerate(("Accept", "Reject", "Reject")):
        page.locator(MARK).nth(place).click()
        # Words that are marked for two reasons have a pair of buttons for each.
        note(page).get_by_role("button", name=name).first.click()
        wait_until_drawn(page)
    expect(page.locator(".text mark.choice-rejected").first).to_be_visible()
    expect(page.locator(".yours").first).to_be_attached()
    unfold(page)
    page.locator(MARK).nth(1).click()
    expect(note(page)).to_contain_text("You rejected this mark.")


def compose(page: Page) -> None:
    """Open the form for own words."""
    page.locator(".text p .word").first.click()
    expect(note(page)).to_contain_text("Mark “")


def add(tab: str) -> Callable[[Page], None]:
    """Open the dialog for an own article at one of its tabs."""

    def go(page: Page) -> None:
        button(page, "Add an article").click()
        page.get_by_role("tab", name=tab).click()
        wait_until_drawn(page)

    return go


def check(page: Page) -> None:
    """Paste an article, and stop where it is checked."""
    button(page, "Add an article").click()
    page.get_by_label("Text of the article").fill("The council slammed its critics on Monday. " * 20)
    button(page, "Read this text").click()
    button(page, "Open 1 article").wait_for()


def press(name: str) -> Callable[[Page], None]:
    """Press a button that opens something."""

    def go(page: Page) -> None:
        page.get_by_role("button", name=name).first.click()
        page.locator(POPOVER).wait_for()

    return go


def open_project(page: Page) -> None:
    press("Project")(page)
    button(page, "Open a project file").click()
    page.locator(DIALOG).wait_for()


def begin_coding(page: Page) -> None:
    page.get_by_label("Your short name").fill("Ada")
    page.get_by_label("Your short name").press("Tab")
    button(page, "Begin coding").click()
    page.get_by_test_id("stProgress").wait_for()
    unfold(page)


def finish_coding(page: Page) -> None:
    begin_coding(page)
    page.get_by_role("checkbox", name="Economy").press("Space")
    button(page, "I have finished").click()
    page.get_by_role("button", name="Finish with").click()
    page.get_by_text("The tool beside you").wait_for()
    page.get_by_text("Show where the tool and you differ").click()
    page.get_by_text("Take in another coder").wait_for()
    wait_until_drawn(page)
    unfold(page)


def use_word_list(page: Page) -> None:
    hand_over(page, {"ours.csv": (ROOT / "docs/examples/word_list.csv").read_bytes(), "broken.csv": b"no,such\n1,2\n"})
    page.get_by_role("heading", name="Your lists").wait_for()
    unfold(page)


def open_result(page: Page, folder: Path) -> None:
    """Open a result folder in the view of corpora."""
    page.get_by_role("textbox", name="Folder of a result").fill(str(folder))
    button(page, "Open the result").click()
    page.get_by_role("heading", name="papers.csv").wait_for()
    wait_until_drawn(page)
    unfold(page)


def watch_run(page: Page) -> None:
    open_result(page, run_at_work()[0])
    page.get_by_role("progressbar").wait_for()


def see_stopped_run(page: Page) -> None:
    open_result(page, result(asked_to_stop=True))
    button(page, "Resume").wait_for()


def see_dead_run(page: Page) -> None:
    open_result(page, result(asked_to_stop=False))
    page.get_by_text("The run has ended").wait_for()


def begin_task(page: Page) -> None:
    hand_over(page, {"a.task.json": class_task().as_bytes()})
    page.get_by_label("Your pseudonym").wait_for()
    expect(page.get_by_test_id("stFileUploader").filter(has_text="Task file")).to_have_count(0)


def go_on_with_answer(page: Page) -> None:
    begin_task(page)
    hand_over(page, {"a.answer.json": class_answer("Owl", first=0)})
    page.locator(".text mark.choice-added").first.wait_for()
    wait_until_drawn(page)


def reveal(page: Page) -> None:
    go_on_with_answer(page)
    button(page, "I have finished").click()
    button(page, "Reveal").click()
    page.get_by_text("How far you and the tool agree").wait_for()
    wait_until_drawn(page)
    unfold(page)


def pool(page: Page) -> None:
    hand_over(page, {"a.task.json": class_task().as_bytes()})
    page.get_by_text("Answer files, up to").wait_for()
    answers = {f"{first}.json": class_answer(f"Owl {first}", first=first) for first in (0, 10, 30)}
    hand_over(page, {**answers, "holiday.json": b"{}"}, field=1)
    page.get_by_text("How the class rated").wait_for()
    wait_until_drawn(page)
    unfold(page)


STATIONS = (
    Station("Compare", "", unfold),
    Station("Read", STORY, unfold),
    Station("Read, marks decided on, a note open", STORY, decide),
    Station("Read, the form for own words", STORY, compose),
    Station("Headline", "headline", unfold),
    Station("Actors", "actors", unfold),
    Station("Framing", "framing", unfold),
    Station("Coding, a new sheet", "coding", unfold),
    Station("Coding, a unit", "coding", begin_coding),
    Station("Coding, the results", "coding", finish_coding),
    Station("Corpus, the beginning", "corpus", unfold),
    Station("Corpus, a run at work", "corpus", watch_run),
    Station("Corpus, a run that was stopped", "corpus", see_stopped_run),
    Station("Corpus, a run that has died", "corpus", see_dead_run),
    Station("Word lists", "lexicons", use_word_list),
    Station("Classroom, no task", "classroom", unfold),
    Station("Classroom, a task opened", "classroom", begin_task),
    Station("Classroom, a task answered", "classroom", go_on_with_answer),
    Station("Classroom, revealed", "classroom", reveal),
    Station("Classroom, making a task", f"{CLASSROOM}Make+a+task"),
    Station("Classroom, answers pooled", f"{CLASSROOM}Pool+answers", pool),
    Station("Classroom, a worksheet", f"{CLASSROOM}Worksheet"),
    Station("Method", "method", unfold),
    Station("Pasting an article", "method", add("Paste text"), DIALOG),
    Station("Uploading articles", "method", add("Upload files"), DIALOG),
    Station("Giving an address", "method", add("Web address"), DIALOG),
    Station("Checking an article", "method", check, DIALOG),
    Station("The open articles", "method", press("open articles"), POPOVER),
    Station("The project", "method", press("Project"), POPOVER),
    Station("Opening a project", "method", open_project, DIALOG),
)
