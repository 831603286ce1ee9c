"""What no analysing process should meet, as work for :class:`analysis.corpus.pool.Analysts`: headlines say what."""

from __future__ import annotations

import os
import re
import signal
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from analysis.corpus.analyst import Tables, analyse_items
from analysis.corpus.items import Item
from analysis.corpus.options import Options

# Bytes: more than any machine has.
MUCH = 1 << 40
# Bytes of an answer that takes much longer to hand over than it takes to end the process.
LARGE = 200_000_000


def poisoned(options: Options, items: Sequence[Item]) -> Tables:
    """Analyse items, and do what their headlines say."""
    for item in items:
        _act(item.headline or "")
    return analyse_items(options, items)


def _act(headline: str) -> None:
    word, _, rest = headline.partition(" ")
    if word == "crash":
        os.kill(os.getpid(), signal.SIGKILL)
    elif word == "crash-once" and not Path(rest).exists():
        Path(rest).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    elif word == "endless":
        match_for_ages(60)
    elif word == "hog":
        bytearray(MUCH)
    elif word == "odd":
        raise RuntimeError("nobody foresaw this")


def match_for_ages(letters: int) -> None:
    """Compare for ages, and hold the interpreter's lock, so that no other thread can do anything about it."""
    re.match(r"(a+)+$", "a" * letters + "b")


def answer_and_die() -> bytes:
    """Return something large, in a process that is killed while it hands it over."""
    answer = bytes(LARGE)

    def die() -> None:
        time.sleep(0.15)
        os.kill(os.getpid(), signal.SIGKILL)

    threading.Thread(target=die).start()
    return answer
