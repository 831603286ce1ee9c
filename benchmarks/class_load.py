"""A class at work on one server: ``python -m benchmarks.class_load [--students 30] [--marks 4]``.

Every student is a page of a real browser with a visit of its own: opens the task, marks words one after the other with
some seconds between, all at the same time. Measured is what a student waits from pressing "Mark" until the words are
drawn as marked, and how much memory the server takes for each visit. The browser with all its pages runs on the same
processor, so a server with nothing else to do answers faster. Needs the packages for tests and a Chromium.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import statistics
import time
from dataclasses import dataclass, field

import psutil
from playwright.async_api import Browser, Page, async_playwright, expect

from analysis.coding.task import MarkCategory, Task
from analysis.saved import SavedArticle
from benchmarks.results import table, write_section
from tests.browser.harness import NO_CHROMIUM, SWITCHES, find_chromium, running_dashboard
from views.parts.stories import load_stories

SEED = 1
# Seconds in which a student reads on, finds the next words and thinks of a reason.
READING = (10.0, 20.0)
PATIENCE = 120_000  # ms
OWN_MARKS = "article .text mark.choice-added"
GOAL = 1.0  # second at the median
# What each student gives as a reason, so that it is seen whose marks a page holds.
REASON = re.compile(r"Because I am number (\d+)\.")
# Everything in the page, within the components too.
EVERYTHING = """() => {
  const within = (root) => [...root.querySelectorAll("*")].filter((one) => one.shadowRoot).map((one) => one.shadowRoot)
  const inside = (root) => [root.innerHTML, ...within(root).map(inside)].join(" ")
  return inside(document.documentElement)
}"""
MEGABYTE = 1_000_000


@dataclass
class Lesson:
    """What was measured: seconds a mark took, pages that do not hold the student's own marks and nobody else's."""

    seconds: list[float] = field(default_factory=list)
    leaks: int = 0


def task() -> Task:
    """Return a task on a sample story."""
    story = load_stories()[0]
    category = MarkCategory(key="loaded_language", label="Loaded language", explanation="Words that judge.")
    return Task.of(title="Loaded words", articles=[SavedArticle.of(story.articles[-1])], categories=[category])


async def student(browser: Browser, address: str, number: int, file: bytes) -> Page:
    """Open the task under a pseudonym of this student's own."""
    page = await (await browser.new_context(viewport={"width": 1280, "height": 900})).new_page()
    page.set_default_timeout(PATIENCE)
    await page.goto(f"{address}/classroom")
    uploader = page.get_by_test_id("stFileUploader").filter(has_text="Task file")
    payload = {"name": "task.json", "mimeType": "application/json", "buffer": file}
    await uploader.locator("input[type=file]").set_input_files([payload])  # type: ignore[list-item]
    await page.get_by_label("Your pseudonym").fill(f"Student {number}")
    await page.get_by_role("button", name="Begin", exact=True).click()
    await page.locator("article p .word").first.wait_for()
    return page


async def at_work(page: Page, number: int, n_marks: int, lesson: Lesson) -> None:
    """Mark words, one after the other, and look whether anybody else is on the page."""
    chance = random.Random(SEED + number)  # noqa: S311 - the order of marks, not a secret
    words = page.locator("article p .word")
    for place in chance.sample(range(await words.count()), n_marks):
        await asyncio.sleep(chance.uniform(*READING))
        marked = await page.locator(OWN_MARKS).count()
        await words.nth(place).click()
        note = page.locator("#note")
        await note.get_by_label("Category").select_option(label="Loaded language")
        await note.get_by_label("Reason").fill(f"Because I am number {number}.")
        start = time.monotonic()
        await page.get_by_role("button", name="Mark", exact=True).click()
        await expect(page.locator(OWN_MARKS)).not_to_have_count(marked, timeout=PATIENCE)
        lesson.seconds.append(time.monotonic() - start)
    await page.keyboard.press("Escape")
    await page.locator(OWN_MARKS).first.click()
    await page.locator("#note").get_by_text("Your reason").wait_for()
    lesson.leaks += set(REASON.findall(await page.evaluate(EVERYTHING))) != {str(number)}


async def lesson_of(address: str, n_students: int, n_marks: int) -> tuple[Lesson, float]:
    """Let a class work; return what was measured, and the server's bytes a visit."""
    chromium = find_chromium()
    if chromium is None:
        raise SystemExit(NO_CHROMIUM)
    file, lesson = task().as_bytes(), Lesson()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=list(SWITCHES))
        first = await student(browser, address, 0, file)
        before = _server_bytes()
        pages = [first, *[await student(browser, address, number, file) for number in range(1, n_students)]]
        await asyncio.gather(*(at_work(page, number, n_marks, lesson) for number, page in enumerate(pages)))
        a_visit = (_server_bytes() - before) / max(1, n_students - 1)
        await browser.close()
    return lesson, a_visit


def _server_bytes() -> int:
    """Return the resident memory of the dashboards that this process has started."""
    children = psutil.Process().children(recursive=True)
    return sum(child.memory_info().rss for child in children if "streamlit" in " ".join(child.cmdline()))


def main() -> None:
    """Measure and write the section "A class at work"."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--students", type=int, default=30)
    parser.add_argument("--marks", type=int, default=4, help="of each student")
    options = parser.parse_args()
    with running_dashboard() as address:
        lesson, a_visit = asyncio.run(lesson_of(address, options.students, options.marks))
    slowest_tenth = statistics.quantiles(lesson.seconds, n=10)[-1]
    rows = (
        ("students at once", options.students, ""),
        ("marks made", len(lesson.seconds), ""),
        ("from “Mark” to the marked words, median", f"{statistics.median(lesson.seconds):.2f} s", f"{GOAL:.0f} s"),
        ("the same, nine marks in ten", f"{slowest_tenth:.2f} s", ""),
        ("memory of the server for each visit", f"{a_visit / MEGABYTE:.1f} MB", ""),
        ("pages that do not hold the student's own marks and nobody else's", lesson.leaks, "0"),
    )
    protocol = (
        f"{options.students} pages of one headless Chromium, each a student marking {options.marks} words of a sample "
        f"story with {READING[0]:.0f} to {READING[1]:.0f} s between, on one server and the same "
        f"{psutil.cpu_count()} cores as the browser; seed {SEED}."
    )
    write_section("A class at work", f"{protocol}\n\n{table(('what', 'measured', 'goal'), rows)}")


if __name__ == "__main__":
    main()
