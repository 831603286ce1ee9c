"""Article text as plain text: what Streamlit would read as Markdown is shown as typed."""

from __future__ import annotations

import re

# Streamlit replaces ``:name:`` after Markdown is parsed, so a backslash does not protect it: break the word instead.
COLON = ":\N{WORD JOINER}"
# What Markdown gives a meaning; a hyphen has one only outside words.
SPECIAL = re.compile(r"[\\`*_{}\[\]()#+.!|~$<>&@=^]|(?<!\w)-|-(?!\w)")

UNNAMEABLE = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """Return ``text`` so that a label or message shows it character by character, on one line."""
    return SPECIAL.sub(r"\\\g<0>", " ".join(text.split())).replace(":", f"\\{COLON}")


def shorten(text: str, *, width: int) -> str:
    """Return the first words of ``text`` that fit into ``width`` characters, with an ellipsis if any are left out."""
    words = " ".join(text.split())
    return words if len(words) <= width else words[: width - 1].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"


def file_name(text: str) -> str:
    """Return ``text`` as a name that every file system takes: letters, digits and hyphens."""
    return UNNAMEABLE.sub("-", text).strip("-").lower()


def counted(number: int, noun: str) -> str:
    """Return ``"1 article"``, ``"2 articles"``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
