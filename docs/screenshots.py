"""Make the pictures of the README: `python -m docs.screenshots` writes docs/images/*.png from the sample stories."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.harness import NO_CHROMIUM, find_chromium, running_browser, running_dashboard, wait_until_drawn

IMAGES = Path(__file__).with_name("images")
SETTLE = 1_200  # ms for charts and fonts


@dataclass(frozen=True)
class Picture:
    """One picture: the view, the window, and what is brought to its top and pointed at."""

    name: str
    view: str
    size: tuple[int, int]
    scheme: str
    top: str = "h1"
    pointed: str | None = None


PICTURES = (
    Picture("compare", "", (1280, 1560), "light"),
    Picture("linked", "", (1280, 900), "light", top="article", pointed=".tick >> nth=0"),
    Picture("read", "read?article=The+Daily+Clarion", (1280, 860), "dark", top="article", pointed="mark >> text=mob"),
    Picture("headline", "headline?article=The+Daily+Clarion", (1280, 780), "light", top="article"),
    Picture("phone", "read?article=The+Daily+Clarion", (390, 780), "light", top="article", pointed="mark >> text=mob"),
)


def take(browser: Browser, address: str, picture: Picture) -> None:
    """Take one picture."""
    width, height = picture.size
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=picture.scheme)
    page = context.new_page()
    page.goto(f"{address}/{picture.view}")
    wait_until_drawn(page)
    page.locator("article").first.wait_for()
    _bring_to_top(page, picture.top)
    if picture.pointed:
        page.locator(picture.pointed).first.click()
    page.wait_for_timeout(SETTLE)
    page.screenshot(path=IMAGES / f"{picture.name}.png")
    context.close()


def _bring_to_top(page: Page, selector: str) -> None:
    """Scroll so that an element stands under the page's own bar."""
    page.locator(selector).first.evaluate(
        """element => {
            const main = document.querySelector('[data-testid=stMain]')
            main.scrollTop += element.getBoundingClientRect().top - 150
        }"""
    )


def main() -> None:
    """Take all pictures."""
    chromium = find_chromium()
    if chromium is None:
        sys.exit(NO_CHROMIUM)
    IMAGES.mkdir(exist_ok=True)
    with running_dashboard() as address, running_browser(chromium) as browser:
        for picture in PICTURES:
            take(browser, address, picture)


if __name__ == "__main__":
    main()
