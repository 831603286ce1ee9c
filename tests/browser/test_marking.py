"""Deciding on marks and marking words in a real Chromium: by mouse, by touch, and with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PATIENCE, Visit
from tests.browser.harness import running_dashboard

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE)

PHONE = (390, 844)
SLOW = "?slow=1.5"  # seconds that the page takes to answer
LONG_PRESS_RESTS = 1_000  # ms, more than the selection of a touch screen must rest
INSULT = "loaded_language/insults"
VIOLENT = "loaded_language/violence"


@pytest.fixture(scope="module")
def server(chromium: str) -> Iterator[str]:
    """Address of the page with two markable articles, in the place of the dashboard's."""
    with running_dashboard("tests/browser/marking_app.py") as address:
        yield address


@pytest.fixture
def page(visit: Visit) -> Page:
    """The page, drawn."""
    return visit.open()


def note(page: Page) -> Locator:
    return page.locator("#note")


def mark(page: Page, words: str) -> Locator:
    return page.get_by_role("button", name=words, exact=True)


def word(page: Page, text: str) -> Locator:
    """A word of the first article's body."""
    return page.locator("article").first.locator("p .word").get_by_text(text, exact=True).first


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def drag(page: Page, first: str, last: str) -> None:
    boxes = [word(page, text).bounding_box() for text in (first, last)]
    (start, end) = (box for box in boxes if box)
    page.mouse.move(start["x"] + 1, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] - 1, end["y"] + end["height"] / 2, steps=5)
    page.mouse.up()


def expect_told(page: Page, *lines: str) -> None:
    """What the page heard: column, choice, mark, words, category, reason."""
    expect(page.get_by_test_id("stText")).to_have_text(lines)


def submit(page: Page) -> None:
    note(page).get_by_role("button", name="Mark", exact=True).click()


def test_a_mark_is_rejected_accepted_and_taken_back(page: Page) -> None:
    for name, told in (("Reject", "rejected"), ("Accept", "accepted")):
        mark(page, "slammed").click()
        note(page).get_by_role("button", name=name).click()
        expect(note(page)).to_be_hidden()
        expect(page.locator(f".text mark.choice-{told}")).to_have_text("slammed")
        expect(mark(page, "slammed")).to_have_accessible_description(f"You {told} this mark. Violent verbs: “slammed”")
    expect(page.locator(".legend")).to_contain_text("Accepted")
    mark(page, "slammed").click()
    expect(mark(page, "slammed")).to_have_accessible_description(
        "You accepted this mark. Violent verbs: “slammed” Strong words."
    )
    expect(note(page)).to_contain_text("You accepted this mark.")
    accept = note(page).get_by_role("button", name="Accept")
    expect(accept).to_have_attribute("aria-pressed", "true")
    accept.click()
    expect(page.locator(".text mark[class*=choice]")).to_have_count(0)
    expect_told(
        page,
        *(f"0 {choice} slammed None None" for choice in ("rejected", "accepted", "removed")),
    )


def test_a_mark_is_put_under_another_category_with_a_reason_whose_letters_are_no_shortcuts(page: Page) -> None:
    mark(page, "cheered").click()
    save = note(page).get_by_role("button", name="Save")
    expect(save).to_be_disabled()
    note(page).get_by_label("Another category").select_option("Insults")
    note(page).get_by_label("Reason").press_sequentially("crc")
    expect(page.get_by_role("dialog", name="Clear caches")).to_have_count(0)
    save.click()
    expect_told(page, f"0 recategorised cheered None {INSULT} crc")
    moved = page.locator(".text mark.choice-recategorised.mark-1")
    moved.click()
    expect(note(page)).to_contain_text("You put this under another category. The tool had: Conflict.")
    expect(note(page)).to_contain_text("Your reason: crc")


def test_words_are_marked_by_dragging_stretched_by_one_and_the_mark_is_removed(page: Page) -> None:
    drag(page, "the", "dull")
    expect(note(page)).to_contain_text("Mark “the dull”")
    note(page).get_by_label("At the end: one word more").click()
    note(page).get_by_label("At the beginning: one word less").click()
    expect(note(page)).to_contain_text("Mark “dull plan”")
    note(page).get_by_label("Category").select_option("Insults")
    note(page).get_by_label("Reason").fill("Not neutral")
    submit(page)
    expect(page.locator(".text mark.choice-added")).to_have_text("dull plan")
    page.locator(".text mark.choice-added").click()
    note(page).get_by_role("button", name="Remove").click()
    expect(page.locator(".text mark.choice-added")).to_have_count(0)
    added = page.get_by_test_id("stText").nth(0)
    expect(added).to_have_text(f"0 added None dull plan {INSULT} Not neutral")


def test_a_drag_from_mark_to_mark_takes_them_and_what_is_between(page: Page) -> None:
    drag(page, "mob", "slammed")
    expect(note(page)).to_contain_text("Mark “mob 🙂 slammed”")
    note(page).get_by_label("Category").select_option("Conflict")
    submit(page)
    expect_told(page, "0 added None mob 🙂 slammed framing/conflict")
    assert page.locator("article").first.locator(".text p").first.inner_text() == (
        "The mob 🙂 slammed the dull plan. Cafe\u0301 owners cheered it."
    )


def test_a_click_on_a_word_opens_the_form_and_a_click_elsewhere_only_closes_it(page: Page) -> None:
    word(page, "dull").click()
    expect(note(page)).to_contain_text("Mark “dull”")
    word(page, "Nobody").click()
    expect(note(page)).to_be_hidden()
    word(page, "Nobody").click()
    expect(note(page)).to_contain_text("Mark “Nobody”")
    submit(page)
    expect(note(page)).to_be_visible()  # a category is asked for
    page.keyboard.press("Escape")
    expect(note(page)).to_be_hidden()
    expect_told(page)


def test_the_keyboard_alone_marks_decides_undoes_and_never_loses_its_place(page: Page) -> None:
    text = page.locator(".text").first
    text.focus()
    press(page, "ArrowRight", "ArrowDown", "ArrowRight", "ArrowRight")
    expect(page.locator(".live")).to_have_text("slammed, marked")
    press(page, "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight")
    expect(page.locator(".live")).to_have_text("the dull plan, 3 words")
    expect(page.locator(".chosen")).to_have_text(["the", "dull", "plan"])
    press(page, "Enter")
    expect(note(page).get_by_label("Category")).to_be_focused()
    press(page, "v", "Tab")
    page.keyboard.type("because")
    press(page, "Enter")
    expect(page.locator(".text mark.choice-added")).to_have_text("the dull plan")
    expect(text).to_be_focused()
    expect(page.locator(".chosen")).to_have_text(["the", "dull", "plan"])
    expect(page.locator(".live")).to_have_text("You have decided 1 times.")
    press(page, "Tab", "ArrowRight", "Enter")
    expect(mark(page, "slammed")).to_have_attribute("aria-expanded", "true")
    press(page, "Tab", "Tab", "Tab", "Enter")
    expect(page.locator(".text mark.choice-rejected")).to_have_text("slammed")
    expect(mark(page, "slammed")).to_be_focused()
    expect(note(page)).to_be_hidden()
    press(page, "Control+z")
    expect(page.locator(".text mark.choice-rejected")).to_have_count(0)
    expect(mark(page, "slammed")).to_be_focused()
    press(page, "Control+y")
    expect_told(
        page,
        f"0 added None the dull plan {VIOLENT} because",
        "0 rejected slammed None None",
        "0 undo None None None",
        "0 redo None None None",
    )


def test_a_column_stays_one_tab_stop_for_its_text_and_one_for_its_marks(page: Page) -> None:
    column = page.locator("article").first
    expect(column.locator("[tabindex='0']")).to_have_count(2)
    column.locator(".text").focus()
    press(page, "Tab")
    expect(mark(page, "mob")).to_be_focused()


def test_escape_leaves_the_form_and_gives_the_words_back_to_the_keyboard(page: Page) -> None:
    page.locator(".text").first.focus()
    press(page, "ArrowRight", "Enter", "Escape")
    expect(page.locator(".text").first).to_be_focused()
    expect(page.locator(".chosen")).to_have_text(["Mob"])
    press(page, "Escape")
    expect(page.locator(".chosen")).to_have_count(0)


def test_a_slow_answer_takes_nothing_from_a_reader_who_goes_on(visit: Visit) -> None:
    page = visit.open(SLOW)
    mark(page, "slammed").click()
    note(page).get_by_role("button", name="Accept").click()
    word(page, "dull").click()
    note(page).get_by_label("Category").select_option("Insults")
    note(page).get_by_label("Reason").fill("half a")
    expect_told(page, "0 accepted slammed None None")
    expect(note(page).get_by_label("Reason")).to_have_value("half a")
    submit(page)
    expect(page.locator(".text mark.choice-accepted")).to_have_text("slammed")
    expect(page.locator(".text mark.choice-added")).to_have_text("dull")


def test_every_press_of_a_key_is_heard_once_however_busy_the_server(visit: Visit) -> None:
    page = visit.open(SLOW)
    mark(page, "slammed").focus()
    for _ in range(6):
        page.keyboard.press("Control+z")
        page.wait_for_timeout(60)
    expect_told(page, *["0 undo None None None"] * 6)


@pytest.fixture
def phone(make_visit: Callable[..., Visit]) -> Page:
    """The page on a phone, in the dark."""
    return make_visit(PHONE, "dark", has_touch=True).open()


def test_a_phone_marks_a_tapped_word_in_a_sheet_that_does_not_cover_it(phone: Page) -> None:
    word(phone, "mayor").tap()
    expect(note(phone)).to_contain_text("Mark “mayor”")
    sheet, chosen = note(phone).bounding_box(), word(phone, "mayor").bounding_box()
    assert sheet is not None
    assert chosen is not None
    assert sheet["x"] >= 0
    assert sheet["x"] + sheet["width"] <= PHONE[0]
    assert sheet["y"] + sheet["height"] <= PHONE[1]
    assert chosen["y"] + chosen["height"] <= sheet["y"]
    note(phone).get_by_label("At the beginning: one word more").tap()
    note(phone).get_by_label("Category").select_option("Insults")
    note(phone).get_by_role("button", name="Mark", exact=True).tap()
    expect_told(phone, f"0 added None the mayor {INSULT}")


def test_a_phone_marks_what_a_long_press_has_selected(phone: Page) -> None:
    text = word(phone, "Nobody")
    text.dispatch_event("pointerdown", {"pointerType": "touch", "bubbles": True, "composed": True, "button": 0})
    text.evaluate(
        """first => {
          const last = [...first.closest("p").querySelectorAll(".word")].find(word => word.textContent === "hurt")
          getSelection().setBaseAndExtent(first.firstChild, 0, last.firstChild, 4)
        }"""
    )
    phone.wait_for_timeout(LONG_PRESS_RESTS)
    expect(note(phone)).to_contain_text("Mark “Nobody was hurt”")


def test_a_phone_rejects_a_mark(phone: Page) -> None:
    mark(phone, "mob").tap()
    note(phone).get_by_role("button", name="Reject").tap()
    expect_told(phone, "0 rejected mob None None")
    expect(phone.locator(".text mark.choice-rejected")).to_have_text("mob")
