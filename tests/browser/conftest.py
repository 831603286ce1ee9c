"""One server and one browser for all browser tests; a fresh context, watched for what it must not do, for each."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlparse
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Dialog, Page, Request, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
START_LIMIT = 60  # seconds for the server, on a machine that is busy with other tests
PATIENCE = 30_000  # ms for anything on a page
WIDE = (1280, 900)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, and keep them on one worker so that they share the server."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


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
        self.page.locator("h1").wait_for()
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
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if path:
        return path
    message = "no Chromium found: install it (Debian: apt-get install chromium) or set CHROMIUM to its path"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def server(chromium: str) -> Iterator[str]:
    """Address of a running dashboard."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.headless", "true"]
    options = ["--server.port", str(port), "--server.fileWatcherType", "none"]
    process = subprocess.Popen(  # noqa: S603 (the command is ours)
        [*command, *options], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_LIMIT
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(f"{address}/_stcore/health", timeout=2):  # noqa: S310 (our own server)
                return
        except (URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"the dashboard did not start within {START_LIMIT} s (exit code {process.poll()})")


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """The browser."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=list(SWITCHES))
        yield launched
        launched.close()


@pytest.fixture
def make_visit(browser: Browser, server: str) -> Iterator[object]:
    """Make visits of a given window size and colour scheme, each with its own cookies and storage."""
    contexts = []

    def visit(size: tuple[int, int] = WIDE, scheme: str = "light") -> Visit:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
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
def visit(make_visit: object) -> Visit:
    """A visit in a wide window."""
    return make_visit()  # type: ignore[operator]
