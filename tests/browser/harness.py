"""Starting the dashboard and a Chromium; used by the browser tests and by the script that makes the pictures."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
NO_CHROMIUM = "no Chromium found: install it (Debian: apt-get install chromium) or set CHROMIUM to its path"
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
START_LIMIT = 60  # seconds for the server, on a machine that is busy with other tests


def find_chromium() -> str | None:
    """Return the path of an installed Chromium or Chrome, if there is one."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


@contextmanager
def running_browser(chromium: str) -> Iterator[Browser]:
    """Run a headless browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(SWITCHES))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def running_dashboard(script: str = "dashboard.py", *, port: int | None = None) -> Iterator[str]:
    """Run the dashboard, or another script of the repository, on this computer; yield its address.

    Args:
        script: path from the root of the repository.
        port: where it listens; a free one if not given.

    Raises:
        RuntimeError: if it does not start.
    """
    port = port or _free_port()
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.headless", "true"]
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


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_LIMIT
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(f"{address}/_stcore/health", timeout=2):  # noqa: S310 (our own server)
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"the dashboard did not start within {START_LIMIT} s (exit code {process.poll()})")


def wait_until_drawn(page: Page) -> None:
    """Wait until the view's script has run to its end."""
    page.locator("h1").wait_for()
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()


def settle(page: Page) -> None:
    """Wait until the view has drawn, with the parts that Streamlit loads late, and nothing on it is moving any more."""
    wait_until_drawn(page)
    page.evaluate(
        """async () => {
          const frame = () => new Promise(requestAnimationFrame)
          const isMoving = ({ effect }) => effect.getComputedTiming().endTime !== Infinity
          const isLoading = () => document.querySelector("[data-testid=stSkeleton]")
          const isCalm = () => !isLoading() && !document.getAnimations().some(isMoving)
          for (let calm = 0; calm < 3; calm = isCalm() ? calm + 1 : 0) await frame()
        }"""
    )
