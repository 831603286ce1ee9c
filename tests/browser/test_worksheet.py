"""Worksheets as Chromium prints them: page sizes, nothing cut off, letters large enough, headings with their text."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pypdf import PageObject, PdfReader

from analysis.article import Article
from analysis.comparison import compare
from analysis.export import Results, results_of
from analysis.export.as_worksheet import Kind, Paper, to_worksheet
from analysis.export.lesson import load_lesson
from analysis.readers import read_article
from analysis.reading import Resources
from analysis.report import analyse_many
from tests.conftest import SAMPLES

pytestmark = pytest.mark.browser

# In points, as PDF counts: 72 to the inch.
SIZES = {Paper.A4: (595.3, 841.9), Paper.LETTER: (612.0, 792.0)}
MARGIN = 16 / 25.4 * 72
LETTERS = {False: 11, True: 16}
CSS_PIXEL = 0.75
# A word that no line holds, where it can do most harm.
ENDLESS = "Donaudampfschifffahrt" * 12
PHONE = {"width": 390, "height": 844}
SHEETS = [
    (Kind.BLANK, Paper.A4, False),
    (Kind.BLANK, Paper.LETTER, False),
    (Kind.MARKED, Paper.LETTER, False),
    (Kind.KEY, Paper.A4, False),
    (Kind.BLANK, Paper.LETTER, True),
    (Kind.KEY, Paper.A4, True),
]


@dataclass(frozen=True)
class Printed:
    """A worksheet in the browser, and on paper."""

    page: Page
    paper: Paper
    large: bool
    sheets: list[PageObject]


@pytest.fixture(scope="module")
def results(resources: Resources) -> Results:
    """Two tellings of one story."""
    paths = (SAMPLES / "ferry_fares" / name for name in ("coastal_wire.txt", "daily_clarion.txt"))
    return compared([read_article(path) for path in paths], resources)


@pytest.fixture(scope="module", params=SHEETS, ids=lambda sheet: "-".join(map(str, sheet)))
def printed(request: pytest.FixtureRequest, browser: Browser, results: Results) -> Iterator[Printed]:
    kind, paper, large = request.param
    page = browser.new_page()
    yield show(page, results, kind, paper, large=large)
    page.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    yield opened
    opened.close()


def compared(articles: list[Article], resources: Resources) -> Results:
    reports = list(analyse_many(articles, resources))
    return results_of(reports, resources, compare(reports, resources.lexicons))


def show(page: Page, results: Results, kind: Kind, paper: Paper = Paper.A4, *, large: bool = False) -> Printed:
    page.set_content(to_worksheet(results, load_lesson(), kind=kind, paper=paper, large_print=large))
    pdf = page.pdf(prefer_css_page_size=True)
    return Printed(page, paper, large, list(PdfReader(io.BytesIO(pdf)).pages))


def lines_of(sheet: PageObject) -> list[str]:
    """The lines of a page without its number, ligatures taken apart."""
    lines = unicodedata.normalize("NFKC", sheet.extract_text()).splitlines()
    return [line.strip() for line in lines if line.strip() and "/" not in line]


def letters_of(sheet: PageObject) -> list[tuple[float, float]]:
    """Left edge and size, in points, of every piece of text on a page."""
    found = []

    def note(text: str, outer: list[float], inner: list[float], _font: object, size: float) -> None:
        if text.strip():
            found.append((outer[0] * inner[4] + outer[4], abs(size * inner[0] * outer[0])))

    sheet.extract_text(visitor_text=note)
    return found


def too_wide(printed: Printed) -> list[str]:
    """What is wider than the printed part of a page, or than the box that it is in."""
    width = int((SIZES[printed.paper][0] - 2 * MARGIN) / CSS_PIXEL)
    printed.page.set_viewport_size({"width": width, "height": 1000})
    printed.page.emulate_media(media="print")
    return printed.page.evaluate(
        """() => [...document.querySelectorAll("body *")].filter(element => {
             const { left, right } = element.getBoundingClientRect();
             return left < -1 || right > innerWidth + 1 || element.scrollWidth > element.clientWidth + 1
               && getComputedStyle(element).display !== "inline";
           }).map(element => element.outerHTML.slice(0, 80))"""
    )


def test_pages_have_the_size_of_the_paper(printed: Printed) -> None:
    for sheet in printed.sheets:
        size = (float(sheet.mediabox.width), float(sheet.mediabox.height))
        assert size == pytest.approx(SIZES[printed.paper], abs=1)


def test_nothing_is_cut_off_and_no_letter_is_too_small(printed: Printed) -> None:
    width = SIZES[printed.paper][0]
    for sheet in printed.sheets:
        for left, size in letters_of(sheet):
            assert MARGIN - 1 <= left < width - MARGIN
            # Chromium would shrink a page that is too wide, and with it every letter.
            assert size >= LETTERS[printed.large] * 0.99
    assert too_wide(printed) == []


def test_no_heading_ends_a_page(printed: Printed) -> None:
    headings = [" ".join(text.split()) for text in printed.page.locator("h1, h2, h3, h4").all_inner_texts()]
    assert len(headings) > 5
    for sheet in printed.sheets:
        last = lines_of(sheet)[-1]
        assert not [heading for heading in headings if heading.endswith(last)]


@pytest.mark.parametrize("large", [False, True])
def test_words_that_fit_no_line_are_broken(page: Page, results: Results, resources: Resources, large: bool) -> None:
    endless = Article(f"Mayor {ENDLESS} slams plan", f"The shameful {ENDLESS} is over. Nobody wept.", outlet=ENDLESS)
    three = compared([*(report.article for report in results.reports), endless], resources)
    assert too_wide(show(page, three, Kind.KEY, large=large)) == []


@pytest.mark.parametrize("kind", [Kind.MARKED, Kind.KEY])
def test_marks_need_no_colour(page: Page, results: Results, kind: Kind) -> None:
    show(page, results, kind)
    looks = page.evaluate(
        """() => [...document.querySelectorAll(".text mark, .headline mark")].map(mark => {
             const style = getComputedStyle(mark);
             return [style.textDecorationLine, style.textDecorationColor, style.color].join(" ");
           })"""
    )
    assert set(looks) == {"underline rgb(0, 0, 0) rgb(0, 0, 0)"}


@pytest.mark.parametrize("kind", Kind)
def test_on_a_phone_the_sheet_is_read_without_barriers(page: Page, results: Results, kind: Kind) -> None:
    page.set_viewport_size(PHONE)
    show(page, results, kind)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert found.violations_count == 0, found.generate_report()
