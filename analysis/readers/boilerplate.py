"""Paragraphs that are not the article: credits, appeals, buttons, notices. Left out, and shown with the reason.

Precision comes first: whole paragraphs only, short ones only, and by narrow patterns that are data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from analysis.article import Dropped
from analysis.lexicon import load_word_list

COOKIE_NOTICE = "cookie notice"
PAYWALL_NOTICE = "paywall notice"
WEBSITE_MESSAGE = "message from the website"
HEADLINE_REPEATED = "headline repeated"
BYLINE = "byline"

# Notices of consent are the longest boilerplate; they stay below this. It also bounds what the patterns are tried on.
_LONGEST = 80
_LONGEST_CHARACTERS = 800
_ENDING_PARAGRAPHS = 4
_OPENING_PARAGRAPHS = 3
_LONGEST_BYLINE = 12

_NAME = r"(?-i:[A-Z][\w.'-]*(?:,? (?:[A-Z][\w.'-]*|and|de|von|van|bin|the|of)){0,12})"
_PLACEHOLDERS = {r"\{name\}": _NAME, r"\{number\}": r"[\d,.]+", r"\*": ".*"}
_PLAIN = str.maketrans("‘’“”–—", "''\"\"--")
_EDGE_MARKS = " .,:;!?…-–—|•·*>»›→[]()\"'"
_BYLINE = re.compile(r"(?:Written by|By)[: ] ?(?=[A-Z])(?P<names>[^.!?]+|[^!?]*\b[A-Z]\.[^.!?]+)$")

Pattern = tuple[re.Pattern[str], str]


def leave_out(headline: str, body: Iterable[str]) -> tuple[list[str], list[Dropped], str | None]:
    """Part the paragraphs of a body from boilerplate.

    Returns:
        The paragraphs kept, what was left out in the order of the text, and the byline if one stood under the headline.
    """
    found = list(body)
    kept: list[str] = []
    dropped: list[Dropped] = []
    byline = None
    for position, paragraph in enumerate(found):
        is_opening = position < _OPENING_PARAGRAPHS
        if is_opening and not kept and (names := _byline(paragraph)):
            byline = byline or names
            reason: str | None = BYLINE
        elif is_opening and headline and paragraph == headline:
            reason = HEADLINE_REPEATED
        else:
            reason = reason_to_drop(paragraph, ending=position >= len(found) - _ENDING_PARAGRAPHS)
        if reason:
            dropped.append(Dropped(paragraph, reason))
        else:
            kept.append(paragraph)
    return kept, dropped, byline


def reason_to_drop(paragraph: str, *, ending: bool = False) -> str | None:
    """Return why a paragraph is not part of an article, or None if it is.

    Args:
        paragraph: one paragraph, cleaned.
        ending: it stands among the last paragraphs, where notes about the author are looked for as well.
    """
    if len(paragraph) > _LONGEST_CHARACTERS or len(paragraph.split()) > _LONGEST:
        return None
    line = paragraph.translate(_PLAIN).strip(_EDGE_MARKS)
    lists = ("boilerplate_lines", "boilerplate_endings") if ending else ("boilerplate_lines",)
    for name in lists:
        for pattern, reason in _patterns(name):
            if pattern.fullmatch(line):
                return reason
    return None


def _byline(paragraph: str) -> str | None:
    match = _BYLINE.fullmatch(paragraph)
    return match["names"].strip() if match and len(paragraph.split()) <= _LONGEST_BYLINE else None


@cache  # read-only data of the project, needed for every article
def _patterns(name: str) -> tuple[Pattern, ...]:
    lists: Mapping[str, list[str]] = load_word_list(name)["values"]
    return tuple((_compiled(pattern), reason) for reason, patterns in lists.items() for pattern in patterns)


def _compiled(pattern: str) -> re.Pattern[str]:
    expression = re.escape(pattern.strip(_EDGE_MARKS.replace("*", "")))
    for placeholder, meaning in _PLACEHOLDERS.items():
        expression = expression.replace(placeholder, meaning)
    return re.compile(expression, re.IGNORECASE)
