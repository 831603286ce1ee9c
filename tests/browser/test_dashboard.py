"""The dashboard in a real Chromium: marks by keyboard and pointer, uploads, hostile text, phones, no requests."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser.conftest import PATIENCE, WIDE, Visit
from tests.browser.harness import wait_until_drawn
from tests.files import HEADLINE, every_format

# One worker takes all browser tests, so that they share one server.
pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE)

PHONE = (390, 844)
# Name in the navigation, and the view's own title.
VIEWS = {
    "Read": "Read closely",
    "Headline": "Does the story carry its headline?",
    "Actors": "How is each person or group treated?",
    "Framing": "What is the story said to be about?",
    "Classroom": "Mark before you see",
    "Method": "How the numbers come about",
    "Compare": "How is this story told?",
}
MARK = "mark[role=button]"
HOSTILE = (
    "<script>window.hit = 1</script><img src=x onerror='window.hit = 2'> **bold** :red[red] $x^2$\n\n"
    "The mayor slammed the plan <img src=x onerror=\"window.hit = 3\"> on Monday, <svg onload='window.hit = 4'> "
    "she said to [a man](javascript:alert(5)) in the street. <style>* { display: none !important }</style> Nobody.\n\n"
    '<iframe srcdoc="<script>parent.hit = 6</script>"></iframe> The council slammed the **letter** within the month '
    "</p></article><script>alert(7)</script>, and <a href='javascript:alert(8)'>nobody</a> in the town hall objected.\n"
)
HOSTILE_NAME = "<img src=x onerror=alert(9)> **name** :red[n].txt"
HOSTILE_OUTLET = "<b onmouseover=alert(10)>**Outlet**</b> :red[x] $y$"


def first_mark(page: Page) -> Locator:
    mark = page.locator(MARK).first
    mark.wait_for()
    return mark


def every_view(page: Page) -> Iterator[str]:
    """Go from view to view through the navigation; yield the name of each once it has drawn."""
    for name, title in VIEWS.items():
        page.get_by_role("link", name=name, exact=True).first.click()
        expect(page.locator("h1")).to_have_text(title)
        wait_until_drawn(page)
        yield name


def note(page: Page) -> Locator:
    return page.locator("#note")


def upload(page: Page, files: dict[str, bytes]) -> None:
    """Upload files and wait until what was read is shown."""
    page.get_by_role("button", name="Add an article").first.click()
    page.get_by_role("tab", name="Upload files").click()
    payloads: list[FilePayload] = [{"name": name, "mimeType": "", "buffer": content} for name, content in files.items()]
    page.locator("input[type=file]").set_input_files(payloads)
    page.get_by_role("button", name=f"Read {len(files)} file").click()
    page.locator(".st-key-open-reviewed button").wait_for()


def test_it_opens_on_a_finished_comparison_without_asking_the_network(visit: Visit) -> None:
    page = visit.open()
    expect(page.locator("article")).to_have_count(2)
    first_mark(page)
    expect(page.locator("table.scores").first).to_contain_text("95 % interval")
    assert list(every_view(page)) == list(VIEWS)
    assert visit.outbound == []


def test_the_keyboard_reaches_a_mark_reads_its_note_moves_on_and_closes_it(visit: Visit) -> None:
    page = visit.open("read?article=The+Daily+Clarion")
    first_mark(page)
    page.locator(".text").focus()
    page.keyboard.press("Tab")
    expect(page.locator(MARK).first).to_be_focused()
    expect(note(page)).to_be_visible()
    expect(note(page)).to_contain_text("Voice")
    first_text = note(page).inner_text()
    page.keyboard.press("ArrowRight")
    expect(page.locator(MARK).nth(1)).to_be_focused()
    expect(note(page)).to_be_visible()
    assert note(page).inner_text() != first_text
    page.keyboard.press("Escape")
    expect(note(page)).to_be_hidden()
    expect(page.locator(MARK).nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(note(page)).to_be_visible()
    page.keyboard.press("End")
    expect(page.locator(MARK).last).to_be_focused()


def test_a_column_is_one_tab_stop_for_all_its_marks(visit: Visit) -> None:
    page = visit.open("read?article=The+Daily+Clarion")
    first_mark(page)
    assert page.locator(MARK).count() > 3
    expect(page.locator(f"{MARK}[tabindex='0']")).to_have_count(1)


def test_pointing_opens_a_note_and_clicking_keeps_it_open(visit: Visit) -> None:
    page = visit.open("read?article=The+Daily+Clarion")
    mark = first_mark(page)
    mark.hover()
    expect(note(page)).to_be_visible()
    page.mouse.move(2, 2)
    expect(note(page)).to_be_hidden()
    mark.click()
    page.mouse.move(2, 2)
    page.wait_for_timeout(500)
    expect(note(page)).to_be_visible()
    page.get_by_label("Close the explanation").click()
    expect(note(page)).to_be_hidden()


def test_files_of_every_format_can_be_uploaded_together(visit: Visit) -> None:
    page = visit.open("read")
    files = every_format()
    upload(page, files)
    for name in files:
        expect(page.get_by_text(f"From {name}").first).to_be_attached()
    expect(page.get_by_role("alert")).to_have_count(0)
    page.locator(".st-key-open-reviewed button").click()
    expect(page.locator(".text")).to_contain_text(HEADLINE)


def test_hostile_text_is_only_ever_text(visit: Visit) -> None:
    page = visit.open()
    page.locator("article").first.wait_for()
    upload(page, {HOSTILE_NAME: HOSTILE.encode()})
    page.get_by_label("Outlet").fill(HOSTILE_OUTLET)
    page.get_by_label("Outlet").press("Tab")
    page.locator(".st-key-open-reviewed button").click()
    expect(page.locator(".text")).to_have_count(1)
    expect(page.locator(".text")).to_contain_text("<style>* { display: none !important }</style>")
    expect(page.locator(".text")).to_contain_text("**bold** :red[red] $x^2$")
    expect(page.locator(".outlet")).to_have_text(HOSTILE_OUTLET[:39].rsplit(" ", 1)[0] + "…")
    for mark in page.locator(MARK).all():
        mark.hover()
    for _ in every_view(page):
        assert page.locator("main :is(strong, b, em, .katex)").filter(has_text="Outlet").count() == 0
        assert page.locator("main :is(img, iframe, script, a[href^='javascript'])").count() == 0
    assert page.evaluate("window.hit") is None
    assert visit.dialogs == []
    assert visit.outbound == []


@pytest.mark.parametrize(("label", "ending"), [("Report to print", "html"), ("All data", "json"), ("Findings", "csv")])
def test_a_comparison_can_be_taken_along(visit: Visit, label: str, ending: str) -> None:
    page = visit.open()
    with page.expect_download() as download:
        page.get_by_role("button", name=label).click()
    assert download.value.suggested_filename.endswith(ending)
    text = re.sub(r"<[^>]*>", "", download.value.path().read_text(encoding="utf-8"))
    assert "RIOTERS STORM city hall" in text


def test_the_choice_of_articles_and_marks_survives_a_reload(visit: Visit) -> None:
    page = visit.open()
    page.get_by_role("button", name="Almery Post").click()
    expect(page.locator("article")).to_have_count(3)
    page.get_by_role("button", name="Framing", exact=True).click()
    page.locator("mark.mark-5[role=button]").first.wait_for()
    page.reload()
    expect(page.locator("article")).to_have_count(3)
    page.locator("mark.mark-5[role=button]").first.wait_for()


def test_an_address_that_is_refused_can_be_corrected_in_its_place(visit: Visit) -> None:
    page = visit.open()
    page.get_by_role("button", name="Add an article").click()
    page.get_by_role("tab", name="Web address").click()
    page.get_by_label("Address of the page").fill("http://127.0.0.1/")
    page.get_by_role("button", name="Fetch this page").click()
    expect(page.get_by_role("alert")).to_contain_text("not a public web address")
    expect(page.get_by_label("Address of the page")).to_be_visible()
    expect(page.get_by_label("Address of the page")).to_have_value("http://127.0.0.1/")


def test_the_back_button_goes_back_to_the_comparison(visit: Visit) -> None:
    page = visit.open()
    page.get_by_role("link", name="Actors", exact=True).first.click()
    expect(page.locator("h1")).to_have_text(VIEWS["Actors"])
    wait_until_drawn(page)
    page.go_back()
    expect(page.locator("article")).to_have_count(2)


def test_a_visit_does_not_see_the_articles_of_another(make_visit: Callable[..., Visit]) -> None:
    page = make_visit().open()
    upload(page, {"mine.txt": every_format()["story.txt"]})
    page.locator(".st-key-open-reviewed button").click()
    expect(page.get_by_role("button", name="5 open articles")).to_be_visible()
    expect(make_visit().open().get_by_role("button", name="4 open articles")).to_be_visible()


def test_nothing_is_wider_than_a_phone(visit: Visit) -> None:
    page = visit.open()
    main = page.locator("[data-testid=stMain]")
    for view in every_view(page):
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        page.wait_for_timeout(300)
        assert main.evaluate("box => box.scrollWidth <= box.clientWidth"), view
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), view
        page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})


def test_on_a_phone_a_note_is_a_sheet_inside_the_window(make_visit: Callable[..., Visit]) -> None:
    page = make_visit(PHONE, "dark").open("read?article=The+Daily+Clarion")
    first_mark(page).click()
    box = note(page).bounding_box(timeout=PATIENCE)
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE[0]
    assert box["y"] + box["height"] <= PHONE[1]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_underlines_stand_out_in_both_themes(make_visit: Callable[..., Visit], scheme: str) -> None:
    page = make_visit(scheme=scheme).open("read?article=The+Daily+Clarion")
    colours = first_mark(page).evaluate(
        """mark => {
            const style = getComputedStyle(mark)
            return [style.color, style.textDecorationColor, getComputedStyle(mark.closest('article')).backgroundColor]
        }"""
    )
    text, line, paper = (luminance(colour) for colour in colours)
    assert contrast(text, paper) >= 4.5
    assert contrast(line, paper) >= 3


def luminance(colour: str) -> float:
    """Relative luminance of ``rgb(r, g, b)`` (WCAG 2.2)."""
    parts = [float(part) / 255 for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: float, other: float) -> float:
    """Contrast ratio of two luminances (WCAG 2.2)."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)
