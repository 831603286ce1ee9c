"""What a quotation mark may do where it stands: open, close, either, or nothing because it is an apostrophe."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

# An apostrophe at the end of a clipped word is looked for this far back.
MAXIMUM_WORD = 20
SENTENCE_MARKS = frozenset(".,;:!?…")

_OPENING_SHAPES = frozenset(("“", "„", "‟", "«", "``"))
_CLOSING_SHAPES = frozenset(("”", "»"))
_MARKS = frozenset("\"″“”„‟«»‘’'‚‛`")
_PAUSES = frozenset(".…—–-")
_BEFORE_SINGLE = frozenset("([{—–-/:=")
_BEFORE_OPENING = _BEFORE_SINGLE | SENTENCE_MARKS
_FIRST_INSIDE = frozenset("([{$£€#@¿¡*")
_AFTER_CLOSING = SENTENCE_MARKS | frozenset(")]}—–-/")
_WORD_AT = re.compile(r"[^\W\d_]{1,12}")
_DECADE = re.compile(r"\d0s\b|\d\d\b(?!['’,%])")
# "Goin'", "rock 'n'", "ol'": an apostrophe at the end of a word that is cut short.
_CLIPPED = re.compile(r"(?<![^\W_])(?:[^\W\d_]{2,}in|n|o|th|ol|lil)$", re.IGNORECASE)


class MarkRole(Enum):
    """What a mark may do."""

    OPEN = "opens"
    CLOSE = "closes"
    EITHER = "closes what is open, or else opens"
    DOUBTFUL = "closes, or is an apostrophe or a sign for inches"


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark (one or two characters long) at its place, and what it may do there."""

    start: int
    end: int
    role: MarkRole


def double_mark(text: str, match: re.Match[str]) -> Mark:
    """Return a double mark with its role."""
    start, end = match.span()
    return Mark(start, end, _double_role(match[0], *_neighbours(text, start, end)))


def _neighbours(text: str, start: int, end: int) -> tuple[str, str]:
    return text[start - 1] if start else " ", text[end] if end < len(text) else " "


def _double_role(shape: str, before: str, after: str) -> MarkRole:
    """Decide by the characters around a mark; its shape counts where they allow it."""
    opens = (before.isspace() and after in _PAUSES) or (
        (before.isspace() or before in _BEFORE_OPENING or before in _MARKS)
        and (after.isalnum() or after in _FIRST_INSIDE or after in _MARKS)
    )
    closes = not before.isspace() and (after.isspace() or after in _AFTER_CLOSING or after in _MARKS)
    if shape in _OPENING_SHAPES:
        return MarkRole.CLOSE if closes and not opens else MarkRole.OPEN
    if shape in _CLOSING_SHAPES:
        return MarkRole.EITHER if opens and not closes else MarkRole.CLOSE
    if before.isdigit():
        return MarkRole.DOUBTFUL
    if before.isalnum() and after.isalnum():
        return MarkRole.CLOSE
    if opens is closes or (opens and before in SENTENCE_MARKS):
        return MarkRole.EITHER
    return MarkRole.OPEN if opens else MarkRole.CLOSE


def single_role(text: str, at: int, elisions: frozenset[str]) -> MarkRole | None:
    """Decide whether a single mark may open or close a quotation; None for an apostrophe."""
    before, after = _neighbours(text, at, at + 1)
    if before.isalnum() and after.isalnum():
        return None
    begins = before.isspace() or before in _BEFORE_SINGLE or before in _MARKS
    if begins and text[at] != "’" and (after.isalnum() or after in _FIRST_INSIDE or after in _MARKS):
        return None if _is_elision(text, at + 1, elisions) else MarkRole.OPEN
    if before.isspace() or text[at] == "‘" or not (after.isspace() or after in _AFTER_CLOSING or after in _MARKS):
        return None
    if before.isdigit() or before in "sS":
        return MarkRole.DOUBTFUL
    word_before = _CLIPPED.search(text, max(0, at - MAXIMUM_WORD), at)
    if not word_before:
        return MarkRole.CLOSE
    apostrophe_before = text[word_before.start() - 1 : word_before.start()] in ("'", "’", "‘")
    return None if apostrophe_before else MarkRole.DOUBTFUL


def _is_elision(text: str, start: int, elisions: frozenset[str]) -> bool:
    word = _WORD_AT.match(text, start)
    return bool(_DECADE.match(text, start)) or (word is not None and word[0].lower() in elisions)
