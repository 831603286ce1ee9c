"""Coding with the keyboard: what was chosen and typed stays with its unit."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

PATIENCE = 60_000  # ms for a rerun while other tests take the processor


def test_a_note_typed_before_a_shortcut_stays_with_its_unit(make_visit: Callable[..., Visit]) -> None:
    page = make_visit().open("coding")
    page.get_by_label("Your short name").fill("Ada")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Begin coding").click()
    expect(progress(page)).to_contain_text("Unit 1 of", timeout=PATIENCE)
    page.get_by_role("checkbox", name="Economy").focus()
    page.keyboard.press("Space")
    page.get_by_label("Note").focus()
    page.keyboard.type("Money comes first")
    page.keyboard.press("Alt+ArrowDown")
    expect(progress(page)).to_contain_text("Unit 2 of", timeout=PATIENCE)
    expect(page.get_by_label("Note")).to_have_count(1)  # the unit before has gone
    expect(page.get_by_label("Note")).to_have_value("", timeout=PATIENCE)
    expect(page.get_by_role("checkbox", name="Economy")).not_to_be_checked()
    page.keyboard.press("Alt+ArrowUp")
    expect(progress(page)).to_contain_text("Unit 1 of", timeout=PATIENCE)
    expect(page.get_by_label("Note")).to_have_count(1)
    expect(page.get_by_label("Note")).to_have_value("Money comes first", timeout=PATIENCE)
    expect(page.get_by_role("checkbox", name="Economy")).to_be_checked()


def progress(page: Page) -> Locator:
    return page.get_by_test_id("stProgress")
