"""Which words of a sentence people marked, and which a method found: the protocol of all word figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from benchmarks.labelled_sentences import Sentence

WORD = re.compile(r"\w+(?:[-'’]\w+)*")
PROTOCOL = (
    "A word is a run of letters and digits, with hyphens and apostrophes inside. A word is biased if it lies in a "
    "stretch that experts marked, wherever that stretch stands in its sentence as whole words. Counts are over all "
    "words of all sentences, biased or not."
)


def words_within(text: str, spans: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Return the offsets of the words that share a character with one of the spans."""
    words = (word.span() for word in WORD.finditer(text))
    return frozenset(start for start, end in words if any(start < last and first < end for first, last in spans))


def marked(sentence: Sentence) -> frozenset[int]:
    """Return the offsets of the words that experts marked."""
    return words_within(sentence.text, spans_of(sentence.text, sentence.marked))


def spans_of(text: str, stretches: Iterable[str]) -> list[tuple[int, int]]:
    """Return where marked stretches stand in a text as whole words, in whatever case."""
    spans: list[tuple[int, int]] = []
    for stretch in filter(None, map(str.strip, stretches)):
        pattern = re.compile(rf"(?<!\w){re.escape(stretch)}(?!\w)", re.IGNORECASE)
        spans.extend(match.span() for match in pattern.finditer(text))
    return spans
