"""Loaded wording that no list of terms can hold: scare quotes and shouting."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from analysis.article import Part, Span
from analysis.quotations import QuotationKind
from analysis.reading import Reading, Resources
from analysis.words import is_ordinary

# Above this share of words in capitals a headline is set in capitals by its designer, not shouting.
HOUSE_STYLE_SHARE = 0.6

# Shorter ones are mostly abbreviations ("UN", "OK").
CAPITALS = re.compile(r"\b[A-Z][A-Z’']{2,}\b")
REPEATED_MARKS = re.compile(r"[!?]{2,}")
# What stands before a line's first small letter: a dateline, a label, a subheading, a paragraph that opens in capitals.
LINE_OPENING = re.compile(r"^[^a-z\n]+", re.MULTILINE)


def _scare_quotes(reading: Reading, resources: Resources) -> Iterator[Span]:
    """Yield quotation marks that hold a word at arm's length instead of quoting somebody."""
    return (quotation.span for quotation in reading.document.quotations if quotation.kind is QuotationKind.SCARE)


def _shouting(reading: Reading, resources: Resources) -> Iterator[Span]:
    """Yield ordinary words in capitals, and repeated exclamation or question marks.

    In the body a word must stand within running text: capitals that open a line are set by the page's designer.
    """
    acronyms = resources.lexicons.words("acronyms")
    for part in Part:
        text = reading.article.text(part)
        yield from (Span(part, match.start(), match.end()) for match in REPEATED_MARKS.finditer(text))
        capitals = list(CAPITALS.finditer(text))
        if part is Part.HEADLINE and len(capitals) > HOUSE_STYLE_SHARE * len(text.split()):
            continue
        designed = _openings(text) if part is Part.BODY else frozenset()
        for match in capitals:
            word = match.group()
            if match.start() in designed or word in acronyms or not is_ordinary(word):
                continue
            if f"({word})" not in reading.article.body:  # as an abbreviation is defined
                yield Span(part, match.start(), match.end())


def _openings(text: str) -> frozenset[int]:
    """Return where the words in capitals begin that open a line."""
    openings = (opening.span() for opening in LINE_OPENING.finditer(text))
    return frozenset(word.start() for start, end in openings for word in CAPITALS.finditer(text, start, end))


RULES: Mapping[str, Callable[[Reading, Resources], Iterator[Span]]] = {
    "scare_quotes": _scare_quotes,
    "shouting": _shouting,
}
