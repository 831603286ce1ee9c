"""A whole class in a real Chromium: a teacher makes a task, three students answer it, the teacher pools the answers.

One student uses the mouse, one the keyboard alone, one a telephone. Choosing a file is the browser's own dialog, which
no script can drive, so files are handed to the field.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, WebSocket, expect

from tests.browser.conftest import PATIENCE, Visit
from tests.browser.harness import wait_until_drawn

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE)

PHONE = (390, 844)
ANALYSING = 120_000  # ms for the first analysis of a server, on a machine that is busy with other tests
MOST_STOPS = 80  # presses of Tab from the top of the page to anything on it
ANSWER, MAKE, POOL = "classroom", "classroom?activity=Make+a+task", "classroom?activity=Pool+answers"
SAVE, DOWNLOAD = "Save your answer file", "Download the file"
STORY = "The Daily Clarion"
# What the tool says of this story; in the page only after the reveal.
LABELS = ("Derogatory labels", "Hyperbole")
LONG_ENOUGH = 25  # characters of a reason that stand nowhere by chance
# Everything that is in the page, within the components too: markup, attributes, what was typed.
EVERYTHING = """() => {
  const hosts = (root) => [...root.querySelectorAll("*")].filter((one) => one.shadowRoot)
  const inside = (root) => [root.innerHTML, ...hosts(root).map((host) => inside(host.shadowRoot))].join(" ")
  return inside(document.documentElement)
}"""
HAS_FOCUS = """(wanted) => {
  let active = document.activeElement
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
  return active === wanted
}"""


def hand_over(page: Page, field: str, files: dict[str, bytes]) -> None:
    """Put files into a field for uploading."""
    payloads: Any = [{"name": name, "mimeType": "application/json", "buffer": file} for name, file in files.items()]
    page.get_by_test_id("stFileUploader").filter(has_text=field).locator("input[type=file]").set_input_files(payloads)


def saved(page: Page, save: Callable[[], None]) -> bytes:
    """Return the file that is downloaded."""
    with page.expect_download() as download:
        save()
    return download.value.path().read_bytes()


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def word(page: Page, text: str) -> Locator:
    return page.locator("article p .word").get_by_text(text, exact=True).first


def note(page: Page) -> Locator:
    return page.locator("#note")


def own_mark(page: Page, words: str) -> Locator:
    return page.locator("mark.choice-added").filter(has_text=re.compile(f"^{words}$"))


@pytest.fixture(scope="module")
def task(browser: Any, server: str) -> Iterator[bytes]:
    """A task file, as a teacher makes it from the sample story."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    page = Visit(context.new_page(), server).open(MAKE)
    page.get_by_label("Title").fill("Ferry night")
    page.get_by_label("Title").press("Tab")
    stories = page.get_by_test_id("stMultiSelect").filter(has_text="Stories")
    stories.get_by_role("combobox").click()
    page.get_by_role("option", name=STORY).click()
    page.keyboard.press("Escape")
    stories.get_by_label("Remove Almery Post").click()
    expect(stories).not_to_contain_text("Almery Post")
    expect(page.get_by_text("The task is complete: 1 story")).to_be_visible()
    wait_until_drawn(page)
    button(page, "Save task file").click()
    yield saved(page, button(page, DOWNLOAD).click)
    context.close()


def begun(visit: Visit, task: bytes, pseudonym: str) -> Page:
    """Open the task as a student."""
    page = visit.open(ANSWER)
    hand_over(page, "Task file", {"ferry.task.json": task})
    expect(page.get_by_text("Ferry night")).to_be_visible()
    page.get_by_label("Your pseudonym").fill(pseudonym)
    button(page, "Begin").click()
    page.locator("article").wait_for()
    wait_until_drawn(page)
    return page


def drag(page: Page, first: str, last: str) -> None:
    boxes = [word(page, text).bounding_box() for text in (first, last)]
    start, end = (box for box in boxes if box)
    page.mouse.move(start["x"] + 1, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] - 1, end["y"] + end["height"] / 2, steps=5)
    page.mouse.up()


def with_the_mouse(visit: Visit, task: bytes) -> bytes:
    page = begun(visit, task, "Blue Heron 7")
    word(page, "raging").scroll_into_view_if_needed()
    drag(page, "raging", "mob")
    note(page).get_by_label("Category").select_option(label="Loaded language")
    note(page).get_by_label("Reason").fill("It makes people animals.")
    button(page, "Mark").click()
    expect(own_mark(page, "raging mob")).to_be_visible()
    page.get_by_text("5: very well").click()
    page.get_by_label("What would you still like to know").fill("What the riders saw.")
    button(page, SAVE).click()
    return saved(page, button(page, DOWNLOAD).click)


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until something has the focus."""
    for _ in range(MOST_STOPS):
        if target.evaluate(HAS_FOCUS):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{MOST_STOPS} presses of Tab did not lead to {target}")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def with_the_keyboard(visit: Visit, task: bytes) -> bytes:
    page = visit.open(ANSWER)
    hand_over(page, "Task file", {"ferry.task.json": task})
    tab_to(page, page.get_by_label("Your pseudonym"))
    page.keyboard.type("Red Fox")
    page.keyboard.press("Enter")
    tab_to(page, page.locator("article .text"))
    press(page, "ArrowRight", "Shift+ArrowRight", "Enter")
    expect(note(page)).to_contain_text("Mark “RIOTERS STORM”")
    press(page, "ArrowDown", "Tab")
    page.keyboard.type("Shouting.")
    page.keyboard.press("Enter")
    expect(own_mark(page, "RIOTERS STORM")).to_be_visible()
    press(page, "Control+z")
    expect(own_mark(page, "RIOTERS STORM")).to_have_count(0)
    press(page, "Control+y")
    expect(own_mark(page, "RIOTERS STORM")).to_be_visible()
    tab_to(page, page.get_by_role("radio", name="1: not at all"))
    press(page, "Space")
    tab_to(page, page.get_by_label("What would you still like to know"))
    page.keyboard.type("Who counted the crowd?")
    tab_to(page, button(page, "I have finished"))
    press(page, "Enter")
    tab_to(page, button(page, "Reveal"))
    press(page, "Enter")
    expect(page.get_by_text("How far you and the tool agree")).to_be_visible(timeout=ANALYSING)
    wait_until_drawn(page)
    assert page.locator(".arrival").evaluate(HAS_FOCUS)
    tab_to(page, button(page, SAVE))
    press(page, "Enter")
    tab_to(page, button(page, DOWNLOAD))
    return saved(page, lambda: press(page, "Enter"))


def with_a_phone(visit: Visit, task: bytes) -> bytes:
    page = begun(visit, task, "Owl")
    word(page, "mob").tap()
    note(page).get_by_label("Category").select_option(label="Missing voice")
    button(page, "Mark").tap()
    expect(own_mark(page, "mob")).to_be_visible()
    page.get_by_text("2", exact=True).first.tap()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    button(page, SAVE).tap()
    return saved(page, button(page, DOWNLOAD).tap)


def test_a_class_from_the_task_to_the_pool(make_visit: Callable[..., Visit], task: bytes) -> None:
    answers = {
        "mouse.json": with_the_mouse(make_visit(), task),
        "keyboard.json": with_the_keyboard(make_visit(), task),
        "phone.json": with_a_phone(make_visit(PHONE, "dark", has_touch=True), task),
    }
    told = {name: json.loads(file) for name, file in answers.items()}
    assert [one["before_reveal"]["ratings"] for one in told.values()] == [
        {"rating-1": 5},
        {"rating-1": 1},
        {"rating-1": 2},
    ]
    assert [one["after_reveal"] is None for one in told.values()] == [True, False, True]

    teacher = make_visit()
    page = teacher.open(POOL)
    hand_over(page, "Task file", {"ferry.task.json": task})
    expect(page.get_by_text("Answer files, up to 200")).to_be_visible()
    hand_over(page, "Answer files", {**answers, "holiday.json": b"{}"})
    expect(page.get_by_text("3 answers pooled.")).to_be_visible()
    expect(page.get_by_role("alert").filter(has_text="1 file left out")).to_contain_text("holiday.json")
    shared = page.locator("mark[role=button]").get_by_text("mob", exact=True)
    shared.click()
    expect(note(page)).to_contain_text("2 of 3 marked “mob”")
    expect(page.locator("table.details").filter(has_text="Who counted the crowd?")).to_contain_text("Red Fox")
    words = saved(page, button(page, "Words, and how many marked them").click).decode("utf-8-sig")
    [row] = [line for line in words.splitlines() if ",mob," in line]
    assert row.endswith("3,2,1,1")
    assert teacher.outbound == []


def test_nothing_of_the_tool_is_in_the_page_before_the_reveal(visit: Visit, task: bytes) -> None:
    frames: list[bytes] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: frames.append(frame if isinstance(frame, bytes) else frame.encode()))

    visit.page.on("websocket", listen)
    page = begun(visit, task, "Blue Heron 7")
    word(page, "mob").click()
    note(page).get_by_label("Category").select_option(label="Loaded language")
    button(page, "Mark").click()
    expect(own_mark(page, "mob")).to_be_visible()
    button(page, "I have finished").click()
    expect(button(page, "Reveal")).to_be_visible()
    before = page.evaluate(EVERYTHING) + page.content() + b" ".join(frames).decode(errors="replace")
    n_before = len(frames)

    button(page, "Reveal").click()
    expect(page.get_by_text("How far you and the tool agree")).to_be_visible(timeout=ANALYSING)
    wait_until_drawn(page)
    sent = b" ".join(frames[n_before:]).decode(errors="replace")
    reasons = page.locator("td[data-label='The tool']").all_text_contents()
    # Long stretches without a quotation mark, which is written in one way in HTML and in another in data.
    pieces = [piece for reason in reasons for piece in re.split(r"[^\w ,;]", reason) if len(piece) > LONG_ENOUGH]
    assert len(pieces) > 20
    assert all(piece in sent for piece in pieces)
    assert [piece for piece in (*pieces, *LABELS) if piece in before] == []


def test_what_was_marked_last_survives_a_reload(visit: Visit, task: bytes) -> None:
    page = begun(visit, task, "Blue Heron 7")
    word(page, "mob").click()
    note(page).get_by_label("Category").select_option(label="Loaded language")
    button(page, "Mark").click()
    expect(own_mark(page, "mob")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("You have marked 1 place.")
    wait_until_drawn(page)
    page.reload()
    expect(own_mark(page, "mob")).to_be_visible()


def test_a_task_that_is_being_made_survives_a_reload(visit: Visit) -> None:
    page = visit.open(MAKE)
    prompts = page.get_by_label("Questions to answer in writing")
    prompts.fill("Who is missing?")
    prompts.press("Tab")
    expect(page.get_by_text("1 question.")).to_be_visible()
    wait_until_drawn(page)
    page.reload()
    expect(prompts).to_have_value("Who is missing?")
    expect(page.get_by_text("1 question.")).to_be_visible()
