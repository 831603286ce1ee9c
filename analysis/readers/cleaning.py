"""Characters: what is kept of a text, and how its lines become paragraphs. No word is added or changed."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

_LINE_ENDS = dict.fromkeys(map(ord, "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"), "\n")
# Kept: joiners and marks of direction, which some scripts and emoji need. Removed: controls, halves of surrogate pairs
# (no file can hold them), invisible characters that would split a word, and overrides that show text in another order.
_REMOVED = dict.fromkeys(
    [
        *(code for code in range(0xA0) if unicodedata.category(chr(code)) == "Cc" and chr(code) not in "\n\t"),
        *range(0xD800, 0xE000),
        *map(ord, "\xad\u200b\u2060\ufeff"),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    ]
)
_SPACES = dict.fromkeys(map(ord, "\t\xa0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))), " ")
_CHARACTERS = {**_REMOVED, **_LINE_ENDS, **_SPACES}

# A text file may break its lines at a fixed width: then a line this long goes on in the next one.
_WRAPPED_AT_LEAST = 45
_WRAPPED_AT_MOST = 100


def clean(text: str) -> str:
    """Return the text composed (NFC), with line feeds as line ends, single plain spaces and no control characters."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(_CHARACTERS))
    lines = re.sub(" +", " ", text).split("\n")
    return "\n".join(line.strip(" ") for line in lines).strip("\n")


def paragraphs(text: str) -> list[str]:
    """Cut a cleaned text into paragraphs.

    Blank lines part paragraphs. A single line end parts them too, unless the lines look wrapped at a fixed width.
    """
    return [paragraph for block in re.split(r"\n\n+", text) for paragraph in _unwrapped(block.split("\n")) if paragraph]


def _unwrapped(lines: list[str]) -> list[str]:
    if max(map(len, lines)) > _WRAPPED_AT_MOST:
        return lines
    joined = lines[:1]
    for before, line in pairwise(lines):
        if len(before) >= _WRAPPED_AT_LEAST:
            joined[-1] += " " + line
        else:
            joined.append(line)
    return joined


def one_line(text: str) -> str:
    """Return a cleaned text with its line ends as spaces."""
    return " ".join(clean(text).split())
