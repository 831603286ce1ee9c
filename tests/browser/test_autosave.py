"""In a real Chromium: a reload, a broken storage, another visitor and a new server behind the same page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser, Page, expect

from analysis.project import Project
from analysis.saved import open_saved
from tests.browser.conftest import PATIENCE, WIDE, Visit
from tests.browser.harness import running_dashboard, wait_until_drawn
from views.parts.autosave import DAMAGED, NOT_KEPT, TOO_LARGE

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE)

PLACE = "how-it-is-told/project"
HEADLINE = "Council slams critics of river plan"
STORY = (
    "The council slammed its critics on Monday after a long debate about the river plan. “We will not be bullied,” "
    "said Mayor Ada Quill. About 200 people came to the meeting in the town hall.\n\n"
    "The plan costs 3 million pounds and takes four years to finish. Opponents want a vote in May, and the council has "
    "promised to answer their letter before then."
)
MARK = "mark[role=button]"
DECIDED = "Your decisions on 1 mark: 1 rejected."


def paste(page: Page, headline: str = HEADLINE, story: str = STORY) -> None:
    """Add an own article."""
    page.get_by_role("button", name="Add an article").first.click()
    page.get_by_label("Headline").fill(headline)
    page.get_by_label("Text of the article").fill(story)
    page.get_by_role("button", name="Read this text").click()
    page.locator(".st-key-open-reviewed button").click()
    expect(page.locator(".text").first).to_contain_text("Ada Quill")


def kept(page: Page) -> str | None:
    """What the tab keeps."""
    content: str | None = page.evaluate(f"sessionStorage.getItem('{PLACE}')")
    return content


def wait_until_kept(page: Page) -> None:
    page.wait_for_function(f"sessionStorage.getItem('{PLACE}') !== null")


def beginning(text: str) -> str:
    """What a text says before its colon, after which the page shows a joiner that cannot be seen."""
    return text.partition(":")[0]


def screen(page: Page) -> tuple[str, list[str], str]:
    """What is on screen: texts, marks, and what is chosen in the address."""
    wait_until_drawn(page)
    page.locator(MARK).first.wait_for()
    marks = page.locator(MARK).all_inner_texts()
    return page.locator(".text").first.inner_text(), marks, page.url


def project_menu(page: Page) -> None:
    page.get_by_role("button", name="Project", exact=True).click()
    page.get_by_role("button", name="Open a project file").wait_for()


def test_nothing_is_kept_while_there_is_nothing_to_keep(visit: Visit) -> None:
    page = visit.open("read")
    page.locator(MARK).first.wait_for()
    assert kept(page) is None


def test_an_own_article_is_on_screen_again_after_a_reload_with_all_that_was_chosen_and_decided(visit: Visit) -> None:
    page = visit.open("read")
    paste(page)
    page.get_by_role("button", name="Framing", exact=True).click()
    page.get_by_role("radio", name="Quoted words").click()
    page.get_by_role("radio", name="Both").click()
    wait_until_drawn(page)
    page.locator(MARK).first.click()
    page.locator("#note").get_by_role("button", name="Reject").first.click()
    expect(page.get_by_text(DECIDED)).to_be_visible()
    wait_until_drawn(page)
    before = screen(page)
    for _ in range(2):
        page.reload()
        expect(page.get_by_role("button", name="5 open articles")).to_be_visible()
        expect(page.locator(".text").first).to_contain_text("Ada Quill")
        expect(page.get_by_text(DECIDED)).to_be_visible()
        assert screen(page) == before


def test_another_view_is_reloaded_with_the_same_articles(visit: Visit) -> None:
    page = visit.open()
    paste(page)
    page.get_by_role("button", name="The Daily Clarion").click()
    expect(page.locator("article")).to_have_count(2)
    wait_until_drawn(page)
    page.reload()
    expect(page.get_by_role("button", name="5 open articles")).to_be_visible()
    expect(page.locator("article")).to_have_count(2)
    expect(page.locator(".text").last).to_contain_text("Ada Quill")


def test_a_removed_article_stays_removed(visit: Visit) -> None:
    page = visit.open("read")
    page.get_by_role("button", name="4 open articles").click()
    page.get_by_role("button", name="Remove").first.click()
    expect(page.get_by_role("button", name="3 open articles")).to_be_visible()
    wait_until_kept(page)
    page.reload()
    expect(page.get_by_role("button", name="3 open articles")).to_be_visible()


def test_an_address_that_is_opened_in_the_tab_counts_and_the_articles_are_still_there(visit: Visit) -> None:
    page = visit.open("read")
    paste(page)
    wait_until_kept(page)
    visit.open("read?article=The+Daily+Clarion")
    expect(page.get_by_role("button", name="5 open articles")).to_be_visible()
    expect(page.locator(".outlet").first).to_have_text("The Daily Clarion")


def test_starting_anew_leaves_nothing_in_the_tab(visit: Visit) -> None:
    page = visit.open("read")
    paste(page)
    wait_until_kept(page)
    project_menu(page)
    page.get_by_role("button", name="Start anew").click()
    expect(page.get_by_role("button", name="4 open articles")).to_be_visible()
    page.wait_for_function(f"sessionStorage.getItem('{PLACE}') === null")


@pytest.mark.parametrize("broken", ["x", "visit H4sIAAAA", "visit " + "A" * 4_000], ids=["word", "cut", "letters"])
def test_what_is_kept_broken_is_left_out_and_said(visit: Visit, broken: str) -> None:
    page = visit.open("read")
    page.evaluate(f"sessionStorage.setItem('{PLACE}', '{broken}')")
    page.reload()
    expect(page.get_by_text(DAMAGED)).to_be_visible()
    expect(page.get_by_role("button", name="4 open articles")).to_be_visible()
    page.wait_for_function(f"sessionStorage.getItem('{PLACE}') === null")


def test_a_browser_that_keeps_nothing_is_said_to_only_when_there_is_something_to_keep(visit: Visit) -> None:
    visit.page.add_init_script(
        "Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
    )
    page = visit.open("read")
    page.locator(MARK).first.wait_for()
    expect(page.get_by_text(beginning(NOT_KEPT))).to_have_count(0)
    paste(page)
    expect(page.get_by_text(beginning(NOT_KEPT))).to_be_visible()


def test_a_storage_that_is_full_is_said_and_keeps_what_it_has(visit: Visit) -> None:
    page = visit.open("read")
    page.evaluate("sessionStorage.setItem('other', 'x'.repeat(5 * 1024 * 1024 - 200))")
    paste(page)
    expect(page.get_by_text(beginning(TOO_LARGE))).to_be_visible()
    page.evaluate("sessionStorage.removeItem('other')")
    page.get_by_role("button", name="Framing", exact=True).click()
    expect(page.get_by_text(beginning(TOO_LARGE))).to_have_count(0)
    assert kept(page) is not None


def test_no_other_tab_and_no_other_visitor_sees_the_articles(make_visit: Callable[..., Visit]) -> None:
    visit = make_visit()
    page = visit.open("read")
    paste(page)
    wait_until_kept(page)
    other_tab = page.context.new_page()
    for other in (other_tab, make_visit().page):
        other.goto(f"{visit.address}/read")
        wait_until_drawn(other)
        expect(other.get_by_role("button", name="4 open articles")).to_be_visible()
        assert kept(other) is None


def test_a_saved_project_opens_in_another_browser(make_visit: Callable[..., Visit], tmp_path: Path) -> None:
    page = make_visit().open("read")
    paste(page)
    project_menu(page)
    page.get_by_label("Name of the project").fill("River: plan/7")
    page.get_by_label("Name of the project").press("Enter")
    wait_until_drawn(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the project file").click()
    assert download.value.suggested_filename == "river-plan-7.project.json"
    download.value.save_as(tmp_path / "saved.json")
    project = open_saved(Project, "saved.json", (tmp_path / "saved.json").read_bytes())
    assert (project.name, project.articles[-1].article.headline) == ("River: plan/7", HEADLINE)

    other = make_visit().open("read")
    project_menu(other)
    other.get_by_role("button", name="Open a project file").click()
    other.locator("input[type=file]").set_input_files(tmp_path / "saved.json")
    expect(other.get_by_text("is open: 5 articles")).to_be_visible()
    expect(other.locator(".text").first).to_contain_text("Ada Quill")
    other.locator(".st-key-undo-notice button").click()
    expect(other.get_by_role("button", name="4 open articles")).to_be_visible()


def test_a_foreign_file_is_named_in_the_dialog(visit: Visit) -> None:
    page = visit.open("read")
    project_menu(page)
    page.get_by_role("button", name="Open a project file").click()
    page.locator("input[type=file]").set_input_files(
        [{"name": "notes.json", "mimeType": "application/json", "buffer": b"[1]"}]
    )
    expect(page.get_by_role("alert")).to_contain_text("is not a project file")


def test_a_new_server_behind_the_page_gets_the_work_back(browser: Browser) -> None:
    context = browser.new_context(viewport={"width": WIDE[0], "height": WIDE[1]})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    with running_dashboard() as address:
        page.goto(f"{address}/read")
        wait_until_drawn(page)
        paste(page)
        wait_until_kept(page)
    with running_dashboard(port=urlparse(address).port):
        expect(page.get_by_role("button", name="5 open articles")).to_be_visible()
        expect(page.locator(".text").first).to_contain_text("Ada Quill")
        page.get_by_role("button", name="Framing", exact=True).click()
        wait_until_drawn(page)
        page.reload()
        expect(page.get_by_role("button", name="5 open articles")).to_be_visible()
        expect(page.locator(".text").first).to_contain_text("Ada Quill")
    context.close()
