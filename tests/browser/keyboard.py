"""A walk with Tab from stop to stop: which controls the keyboard reaches, and whether each shows that it is there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

# Presses of Tab: more than any view has stops.
MOST_STOPS = 400
SCRIPT = Path(__file__).with_name("keyboard.js").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Walk:
    """What a walk through a page, or through the dialog that is open, has met.

    Attributes:
        stops: how many there are.
        unseen: markup of those that look the same with the focus as without.
        unreached: markup of controls to which Tab and the arrow keys do not lead.
        pointer_only: markup of what answers to a pointer and to nothing else.
    """

    stops: int
    unseen: tuple[str, ...]
    unreached: tuple[str, ...]
    pointer_only: tuple[str, ...]


def walk_with_tab(page: Page) -> Walk:
    """Press Tab from the top, or within the dialog that is open, until the walk is back where it has been."""
    page.evaluate(SCRIPT)
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if not page.evaluate("walk.step()"):
            break
    else:
        raise AssertionError(f"{MOST_STOPS} presses of Tab did not lead around the page")
    end = page.evaluate("walk.end()")
    return Walk(end["stops"], tuple(end["unseen"]), tuple(end["unreached"]), tuple(end["pointerOnly"]))
