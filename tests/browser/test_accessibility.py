"""Every view in a real Chromium, for those who use a keyboard, a screen reader, large letters or little motion."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import PATIENCE, Visit
from tests.browser.harness import settle
from tests.browser.keyboard import walk_with_tab
from tests.browser.stations import MARK, STATIONS, STORY, Station, decide, note, unfold

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE)

LOADING = 120_000  # ms for the first page of a server, on a machine that is busy with other tests
CHECKS = Path(__file__).with_name("checks.js")
HEIGHT = 900
WIDTH = 1280
# Colours depend on the theme, what is shown and how large on the width: two looks see every value of both.
LOOKS = [("light", WIDTH), ("dark", 390)]
# A window of 1280 px at 200 and at 400 per cent.
ENLARGED = (640, 320)
TEXT_CONTRAST, LINE_CONTRAST = 4.5, 3  # WCAG 2.1, 1.4.3 and 1.4.11


@pytest.fixture(scope="module")
def visit(browser: Browser, server: str) -> Iterator[Visit]:
    """One page for all stations; each begins with nothing kept, as a new visit."""
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, reduced_motion="reduce")
    context.set_default_timeout(LOADING)
    context.add_init_script(path=CHECKS)
    yield Visit(context.new_page(), server)
    context.close()


def arrive(visit: Visit, address: str) -> Page:
    """Open a view anew."""
    visit.page.evaluate("location.protocol.startsWith('http') && sessionStorage.clear()")
    visit.page.emulate_media(color_scheme="light", reduced_motion="reduce")
    visit.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    return visit.open(address)


@pytest.fixture(scope="module", params=STATIONS, ids=lambda station: station.name)
def station(request: pytest.FixtureRequest) -> Station:
    """Each station in turn."""
    station: Station = request.param
    return station


@pytest.fixture(scope="module")
def page(visit: Visit, station: Station) -> Page:
    """The page at a station, as the test before has left it."""
    page = arrive(visit, station.address)
    station.go(page)
    settle(page)
    return page


def test_axe_finds_nothing_in_either_theme_wide_or_narrow(page: Page, station: Station) -> None:
    found = []
    for scheme, width in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": HEIGHT})
        settle(page)
        found += [(scheme, width, one) for one in violations(page, within=station.within)]
    assert found == []


def test_axe_sees_into_the_reading_columns(visit: Visit) -> None:
    page = arrive(visit, STORY)
    page.locator(".text p").first.evaluate("text => text.append(document.createElement('img'))")
    [found] = violations(page)
    assert found.rule == "image-alt"
    assert "stBidiComponentIsolated" in found.where


def test_enlarged_it_does_not_scroll_sideways_and_nothing_is_cut_off(page: Page) -> None:
    for width in ENLARGED:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        settle(page)
        assert not page.evaluate("checks.isTooWide()"), width
        assert page.evaluate("checks.cutOff()") == [], width


def test_tab_leads_to_every_control_and_shows_where_it_is(page: Page) -> None:
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    settle(page)
    walk = walk_with_tab(page)
    assert walk.unreached == ()
    assert walk.unseen == ()
    assert walk.pointer_only == ()
    assert walk.stops >= 2


def test_every_mark_says_what_it_is_and_what_was_decided(visit: Visit) -> None:
    page = arrive(visit, STORY)
    decide(page)
    page.keyboard.press("Escape")
    marks = page.locator(MARK)
    for place, decided in ((0, "You accepted this mark."), (1, "You rejected this mark."), (3, "")):
        words = marks.nth(place).inner_text()
        expect(marks.nth(place)).to_have_accessible_name(words)
        told = re.compile(f"^{re.escape(decided)} ?[A-Z][^“]+: “{re.escape(words)}")
        expect(marks.nth(place)).to_have_accessible_description(told)


def test_a_changed_score_is_announced_after_a_decision_and_after_undo(visit: Visit) -> None:
    page = arrive(visit, STORY)
    live = page.get_by_role("status").and_(page.locator(".live"))
    expect(live).to_have_text("")
    mark = page.locator(MARK).filter(has_text="mob").first
    mark.click()
    note(page).get_by_role("button", name="Reject").click()
    expect(live).to_have_text(re.compile(r"^The Daily Clarion, Loaded language: tool [\d.]+ .+, you [\d.]+ "))
    mark.press("Control+z")
    expect(live).not_to_contain_text("tool")


@pytest.mark.parametrize(("address", "tab"), [("", "Distinctive words"), ("actors", None), ("framing", None)])
def test_every_chart_is_told_in_words_and_has_its_table(visit: Visit, address: str, tab: str | None) -> None:
    page = arrive(visit, address)
    if tab:
        page.get_by_role("tab", name=tab).click()
    chart = page.get_by_test_id("stPlotlyChart")
    chart.wait_for()
    unfold(page)
    expect(chart).to_have_accessible_name(re.compile(r"\w.{20,}"))
    assert chart.evaluate("chart => checks.hasTable(chart)")


def test_little_motion_is_given_to_those_who_ask_for_it(visit: Visit) -> None:
    page = arrive(visit, "")
    page.locator(".tick").first.wait_for()
    page.evaluate("checks.watchScrolling()")
    moved: dict[str, list[str]] = {}
    for motion in ("reduce", "no-preference"):
        page.emulate_media(reduced_motion=motion)
        page.evaluate("() => { scrolled.length = 0 }")
        for tick in page.locator(".tick").all()[:4]:
            tick.click()
        moved[motion] = page.evaluate("scrolled") + page.evaluate("checks.moving()")
    assert set(moved["no-preference"]) == {"smooth", "mark"}
    assert set(moved["reduce"]) == {"auto"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_kind_of_mark_stands_out_and_leaves_its_words_legible(visit: Visit, scheme: str) -> None:
    page = arrive(visit, STORY)
    page.emulate_media(color_scheme=scheme)
    settle(page)
    kinds = page.locator("article .text").evaluate("text => checks.kindsOfMark(text)")
    assert len(kinds) == 7 * (5 + 4)
    assert [kind for kind, text, line in kinds if text < TEXT_CONTRAST or line < LINE_CONTRAST] == []
