"""The words of a task, numbered through all its articles: what agreement is counted in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from analysis.article import Part, Span
from analysis.coding.task import Task
from analysis.words import WORD

# Between two words: one sentence has ended. Abbreviations end some too early, which does little harm, as these
# sentences are only drawn and never shown.
_SENTENCE_END = re.compile(r"[.!?…]|\n")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a task.

    Attributes:
        article: number of the article, from 1.
        span: its characters.
        text: the same, as they stand in the article.
        sentence: number of its sentence in the task, from 0; a headline is one or more of its own.
    """

    article: int
    span: Span
    text: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """The words of one part of one article: number of the first in the task, and where each begins and ends."""

    first: int
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Units:
    """All words of a task.

    Attributes:
        words: headline before body, article by article.
        stretches: where the words stand, by number of the article and part.
    """

    words: tuple[Word, ...]
    stretches: Mapping[tuple[int, Part], Stretch]

    def under(self, article: int, span: Span) -> range:
        """Return the numbers of the words, from 0, that have at least one character in a span.

        A word marked in part counts as marked: what the hand misses by a letter is no disagreement.
        """
        stretch = self.stretches[article, span.part]
        low, high = bisect_right(stretch.ends, span.start), bisect_left(stretch.starts, span.end)
        return range(stretch.first + low, stretch.first + max(low, high))


def units_of(task: Task) -> Units:
    """Return the words of a task."""
    words: list[Word] = []
    stretches = {}
    for article in range(1, len(task.articles) + 1):
        for part in Part:
            found = list(_words(task.text(article, part), article, part, words[-1].sentence + 1 if words else 0))
            starts, ends = (tuple(word.span.start for word in found), tuple(word.span.end for word in found))
            stretches[article, part] = Stretch(len(words), starts, ends)
            words += found
    return Units(tuple(words), stretches)


def _words(text: str, article: int, part: Part, sentence: int) -> Iterator[Word]:
    """Yield the words of one text; its first sentence has the number ``sentence``."""
    end = None
    for match in WORD.finditer(text):
        if end is not None and _SENTENCE_END.search(text, end, match.start()):
            sentence += 1
        end = match.end()
        yield Word(article, Span(part, match.start(), end), match.group(), sentence)
