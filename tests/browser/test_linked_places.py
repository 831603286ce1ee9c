"""Linked places in a real Chromium: passages, strips and chips by pointer, by keyboard and on a phone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PATIENCE, Visit

# One worker takes all browser tests, so that they share one server.
pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE)

PHONE = (390, 844)
BARS = 100  # px on top of a phone that the page's own bar and an article's head cover at least
PASSAGE = "mark.mark-6[role=button]"
LABEL = re.compile(r"Shared passage \d+ of \d+.*, sentence \d+ of \d+, (lead|middle|buried)$")
HEADLINE_VIEW = "headline?article=The+Daily+Clarion"


def columns(page: Page) -> tuple[Locator, Locator]:
    """The two articles of the first comparison, drawn."""
    page.locator(".tick").first.wait_for()
    return page.locator("article").nth(0), page.locator("article").nth(1)


def expect_lit(*places: Locator) -> None:
    for place in places:
        expect(place.locator(".text .lit")).not_to_have_count(0)
        expect(place.locator(".strip .lit")).not_to_have_count(0)


def top_of(place: Locator) -> float:
    box = place.bounding_box(timeout=PATIENCE)
    assert box is not None
    return box["y"]


def expect_within(inner: Locator, top: float, bottom: float) -> None:
    """Wait until scrolling has brought something between two heights of the window."""
    inner.page.wait_for_function(
        "([mark, top, bottom]) => { const y = mark.getBoundingClientRect().top; return top <= y && y <= bottom }",
        arg=[inner.element_handle(), top, bottom],
    )


def test_pointing_at_a_passage_lights_it_up_in_both_columns_and_on_both_strips(visit: Visit) -> None:
    page = visit.open()
    here, there = columns(page)
    here.locator(PASSAGE).first.hover()
    expect_lit(here, there)
    # A sentence that is part of two passages has one tick, with the number of the first; where each goes on, one each.
    numbers = [set(place.locator(".strip .lit").all_inner_texts()) for place in (here, there)]
    assert numbers[0]
    assert numbers[0] <= numbers[1]
    page.mouse.move(2, 2)
    expect(page.locator(".lit")).to_have_count(0)


def test_focus_lights_a_passage_up_in_both_columns(visit: Visit) -> None:
    page = visit.open()
    here, there = columns(page)
    page.get_by_role("button", name="Loaded language", exact=True).first.click()
    expect(page.locator("mark.mark-1[role=button]")).to_have_count(0)
    here.locator(".text").focus()
    page.keyboard.press("Tab")
    expect(here.locator(PASSAGE).first).to_be_focused()
    expect_lit(here, there)


def test_a_loaded_word_within_a_passage_keeps_a_line_of_its_own(visit: Visit) -> None:
    page = visit.open()
    columns(page)
    word = page.locator("mark.mark-6 .mark-1").first
    lines = word.evaluate("word => [word, word.parentElement].map(each => getComputedStyle(each).textDecorationColor)")
    assert lines[0] != lines[1]
    word.hover()
    expect(page.locator("#note")).to_contain_text("Shared passage")
    expect(page.locator("#note")).to_contain_text("Found by")


def test_a_click_brings_the_twin_to_the_height_of_the_passage(visit: Visit) -> None:
    page = visit.open()
    here, there = columns(page)
    passage = here.locator(PASSAGE).nth(3)
    passage.click()
    expect_lit(here, there)
    expect_within(there.locator("mark.lit").first, top_of(passage) - 40, top_of(passage) + 40)


def test_a_strip_is_one_tab_stop_and_arrow_keys_go_from_passage_to_passage(visit: Visit) -> None:
    page = visit.open()
    here, there = columns(page)
    ticks = here.locator(".tick")
    expect(here.locator(".tick[tabindex='0']")).to_have_count(1)
    ticks.first.focus()
    for number in range(1, ticks.count()):
        page.keyboard.press("ArrowDown")
        expect(ticks.nth(number)).to_be_focused()
        expect(ticks.nth(number)).to_have_attribute("aria-label", LABEL)
    expect_lit(here, there)
    text = here.locator(".text").bounding_box()
    assert text is not None
    expect_within(here.locator("mark.lit").first, text["y"], text["y"] + text["height"] - 20)
    page.keyboard.press("Home")
    expect(ticks.first).to_be_focused()


def test_a_tick_brings_its_passage_into_view_in_both_columns(visit: Visit) -> None:
    page = visit.open()
    here, there = columns(page)
    here.locator(".tick").last.click()
    for place in (here, there):
        text = place.locator(".text").bounding_box()
        assert text is not None
        expect_within(place.locator("mark.lit").first, text["y"], text["y"] + text["height"] - 20)


def test_who_wants_less_motion_sees_no_scrolling(visit: Visit) -> None:
    page = visit.open()
    page.emulate_media(reduced_motion="reduce")
    here, _ = columns(page)
    here.locator(".tick").last.click()
    text = here.locator(".text")
    at_once = text.evaluate("text => text.scrollTop")
    page.wait_for_timeout(600)
    assert at_once == text.evaluate("text => text.scrollTop") > 0


def test_the_zones_of_a_strip_are_named(visit: Visit) -> None:
    here, _ = columns(visit.open())
    assert here.locator(".zone").all_inner_texts() == ["lead", "middle", "buried"]


def test_a_note_leads_to_the_twin_and_its_note_leads_back(visit: Visit) -> None:
    page = visit.open()
    here, there = columns(page)
    here.locator(PASSAGE).first.click()
    page.get_by_role("button", name="Show in The Daily Clarion").click()
    expect(there.locator("mark:focus")).to_have_count(1)
    page.get_by_role("button", name="Show in Coastal Wire").click()
    expect(here.locator(PASSAGE).first).to_be_focused()


def test_the_keyboard_goes_into_a_note_that_was_opened_to_stay_and_back(visit: Visit) -> None:
    page = visit.open()
    here, there = columns(page)
    tick = here.locator(".tick").first
    tick.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Close the explanation")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#note")).to_be_hidden()
    expect(tick).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Show in The Daily Clarion").press("Enter")
    expect(there.locator("mark:focus")).to_have_count(1)


def test_a_chip_lights_up_its_sentence_and_the_sentence_its_chip(visit: Visit) -> None:
    page = visit.open(HEADLINE_VIEW)
    chip = page.locator(".chip", has_text="supported").first
    chip.click()
    expect(page.locator("#note")).to_contain_text("Verdict")
    sentence = page.locator(".text p mark.lit[role=button]").first
    expect(sentence).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".lit")).to_have_count(0)
    sentence = page.locator(".text p mark[role=button]").first
    sentence.focus()
    expect(page.locator(".chip.lit")).not_to_have_count(0)
    expect(page.locator(".text h2 mark.lit")).not_to_have_count(0)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Show in the headline").click()
    expect(page.locator(".text h2 mark:focus")).to_have_count(1)


def test_a_verdict_is_a_symbol_and_a_word(visit: Visit) -> None:
    page = visit.open(HEADLINE_VIEW)
    page.locator(".chip").first.wait_for()
    symbols = {"✓": "supported", "≈": "weakened", "∅": "missing", "✕": "contradicted"}
    for chip in page.locator(".chip").all():
        symbol = chip.locator(".chip-symbol")
        expect(symbol).to_have_attribute("aria-hidden", "true")
        expect(chip).to_contain_text(symbols[symbol.inner_text()])


def test_on_a_phone_name_and_strip_stay_on_screen_and_a_tick_brings_its_passage(
    make_visit: Callable[..., Visit],
) -> None:
    page = make_visit(PHONE).open()
    here, there = columns(page)
    here.locator("p").last.evaluate("last => last.scrollIntoView({ block: 'center' })")
    for name in (here.locator(".outlet"), here.locator(".tick").first):
        assert 0 <= top_of(name) <= PHONE[1] / 3
    here.locator(".tick").first.click()
    expect_within(here.locator("mark.lit").first, BARS, PHONE[1])
    page.get_by_role("button", name="Show in The Daily Clarion").click()
    expect_within(there.locator("mark.lit").first, BARS, PHONE[1])


def test_on_a_phone_every_table_of_a_comparison_fits(make_visit: Callable[..., Visit]) -> None:
    page = make_visit(PHONE).open()
    columns(page)
    main = page.locator("[data-testid=stMain]")
    for tab in page.get_by_role("tab").all():
        tab.click()
        expect(tab).to_have_attribute("aria-selected", "true")
        assert main.evaluate("box => box.scrollWidth <= box.clientWidth"), tab.inner_text()
        wide = page.locator("table.details:visible").first.evaluate("table => table.scrollWidth > table.clientWidth")
        assert not wide, tab.inner_text()


def test_a_word_is_chosen_in_the_plot_or_in_the_list_and_shown_in_its_contexts(visit: Visit) -> None:
    page = visit.open()
    columns(page)
    page.get_by_role("tab", name="Distinctive words").click()
    words = page.locator(".textpoint text")
    words.first.wait_for()
    last = words.last
    chosen = last.text_content() or ""
    last.evaluate("word => word.scrollIntoView({ block: 'center' })")
    last.click(force=True)  # the plot's own layer lies above its words and takes the click
    box = page.get_by_label("Show in context; you can also click a word in the plot")
    expect(box).to_have_value(re.compile(rf"^{chosen} – "))
    expect(page.locator(".contexts .hit").first).to_have_text(re.compile(chosen[:3], re.IGNORECASE))
    box.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    expect(page.locator(".contexts li").first).to_contain_text("Coastal Wire")
