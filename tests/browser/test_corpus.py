"""A corpus in a real Chromium: started, watched, stopped, gone on with after a reload, finished."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from analysis.corpus.background import process_of
from analysis.spreadsheet import csv_text
from tests.browser.conftest import PATIENCE, Visit
from tests.browser.harness import wait_until_drawn
from tests.browser.stations import button, run_at_work

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE)

RUNNING = 240_000  # ms for a run to come to something, on a machine that is busy with other tests
N_ARTICLES = 160


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A table of articles that takes some seconds."""
    rows = [(f"Council votes on plan {number}", "The council slammed it. " * 60) for number in range(N_ARTICLES)]
    place = tmp_path / "articles.csv"
    place.write_text(csv_text(("headline", "text"), rows), encoding="utf-8")
    return place


def start(page: Page, source: Path) -> None:
    """Fill in the form and start, without models and with one process."""
    page.get_by_role("textbox", name="File or folder of articles").fill(str(source))
    page.get_by_text("Options").click()
    page.get_by_text("Read words in context with the models").click()
    page.get_by_role("spinbutton", name="Articles analysed side by side").fill("1")
    page.keyboard.press("Tab")
    wait_until_drawn(page)
    button(page, "Start").click()


def test_a_run_is_started_watched_stopped_and_gone_on_with_until_it_is_finished(visit: Visit, articles: Path) -> None:
    out = articles.with_name("articles-result")
    page = visit.open("corpus")
    start(page, articles)
    status = page.get_by_role("status").filter(has_text=re.compile("Starting|Analysing"))
    expect(status).to_be_attached()
    expect(page.get_by_test_id("stProgress")).to_contain_text(re.compile(r"[1-9]\d+ of 160 articles"), timeout=RUNNING)
    expect(status).to_have_text(re.compile(r"^Analysing: [1-9]0 % done\.$"))

    button(page, "Stop").click()
    expect(page.get_by_text(re.compile(r"Stopped at [1-9]\d+ of 160 articles"))).to_be_visible(timeout=RUNNING)
    assert process_of(out) is None
    finished = set((out / "articles").iterdir())

    page.reload()
    button(page, "Resume").click()
    button(page, "Stop").wait_for()
    page.reload()
    expect(page.get_by_text("160 of 160 articles analysed.")).to_be_visible(timeout=RUNNING)
    assert finished < set((out / "articles").iterdir())
    assert visit.outbound == []


def test_only_the_progress_is_drawn_anew_while_a_run_is_watched(visit: Visit) -> None:
    folder, _ = run_at_work()
    page = visit.open(f"corpus?corpus={folder}")
    stop = button(page, "Stop")
    stop.focus()
    page.locator("h1").evaluate("title => { title.dataset.mine = 'yes' }")
    page.wait_for_timeout(3_000)
    expect(stop).to_be_focused()
    expect(page.locator("h1")).to_have_attribute("data-mine", "yes")
