"""One server and one browser for all browser tests; a fresh context, watched for what it must not do, for each."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser, Dialog, Page, Request, ViewportSize

from tests.browser.harness import NO_CHROMIUM, find_chromium, running_browser, running_dashboard, wait_until_drawn

PATIENCE = 30_000  # ms for anything on a page
WIDE = (1280, 900)


@dataclass
class Visit:
    """A page of the dashboard, and what happened on it that must not."""

    page: Page
    address: str
    dialogs: list[str] = field(default_factory=list)
    outbound: list[str] = field(default_factory=list)

    def open(self, view: str = "") -> Page:
        """Open a view and wait until it has drawn."""
        self.page.goto(f"{self.address}/{view}")
        wait_until_drawn(self.page)
        return self.page

    def note_dialog(self, dialog: Dialog) -> None:
        """Record an alert, which only a script of the page could have opened."""
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def note_request(self, request: Request) -> None:
        """Record a request to anywhere but the dashboard's own server."""
        url = urlparse(request.url)
        if url.scheme in ("http", "https", "ws", "wss") and url.netloc != urlparse(self.address).netloc:
            self.outbound.append(request.url)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of an installed Chromium; without one the tests are skipped, but not where tests must not be skipped."""
    path = find_chromium()
    if path is None and os.environ.get("CI") == "true":
        pytest.fail(NO_CHROMIUM)
    if path is None:
        pytest.skip(NO_CHROMIUM)
    return path


@pytest.fixture(scope="session")
def server(chromium: str) -> Iterator[str]:
    """Address of a running dashboard; not started if there is no browser to look at it."""
    with running_dashboard() as address:
        yield address


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """The browser."""
    with running_browser(chromium) as running:
        yield running


@pytest.fixture
def make_visit(browser: Browser, server: str) -> Iterator[Callable[..., Visit]]:
    """Make visits of a given window size, colour scheme and kind of screen, each with its own cookies and storage."""
    contexts = []

    def visit(size: tuple[int, int] = WIDE, scheme: str = "light", *, has_touch: bool = False) -> Visit:
        viewport: ViewportSize = {"width": size[0], "height": size[1]}
        context = browser.new_context(viewport=viewport, color_scheme=scheme, has_touch=has_touch)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        made = Visit(context.new_page(), server)
        made.page.on("dialog", made.note_dialog)
        made.page.on("request", made.note_request)
        return made

    yield visit
    for context in contexts:
        context.close()


@pytest.fixture
def visit(make_visit: Callable[..., Visit]) -> Visit:
    """A visit in a wide window."""
    return make_visit()
