"""What a reader does with marks in the reading columns: decisions and own marks, as they come in from the browser.

The text is cut into numbered words on the server; the browser names words by number and part, so that no offset has to
survive its UTF-16 strings. Everything that comes in is validated: what does not fit is left out, never an error.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from operator import itemgetter
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from analysis.article import Article, Part, Span
from analysis.words import WORD

MAX_REASON = 500  # characters: some sentences, so that a file of decisions stays a page
MAX_EVENTS = 200  # that one message may bring: more than a person can do while a busy server answers
MAX_NUMBER = 2**53  # up to which a browser counts exactly

EventChoice = Literal["accepted", "rejected", "recategorised", "added", "removed", "undo", "redo"]
ON_A_MARK = frozenset({"accepted", "rejected", "recategorised", "removed"})
WITH_CATEGORY = frozenset({"recategorised", "added"})


@dataclass(frozen=True, slots=True)
class MarkEvent:
    """One thing that a reader did.

    Attributes:
        column: index of the article, from the left.
        choice: what was done; ``"removed"`` takes back a decision or an own mark.
        mark: key of the mark that it is about; None for added words, undo and redo.
        span: the words, for added ones.
        category: for added and recategorised ones, one of those that were offered.
        reason: the reader's own words, at most :data:`MAX_REASON` characters; may be empty.
    """

    column: int
    choice: EventChoice
    mark: str | None = None
    span: Span | None = None
    category: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Marking:
    """What a reader may do with marks in the columns.

    Attributes:
        categories: groups to choose from: label of the group, key and label of each category.
        on_event: called with each event before the page is drawn again.
        announcement: told to screen readers when it changes ("Tool 18 per 1,000 words, you 11.").
    """

    categories: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    on_event: Callable[[MarkEvent], None]
    announcement: str = ""

    @property
    def category_keys(self) -> frozenset[str]:
        """The keys of all categories."""
        return frozenset(key for _, group in self.categories for key, _ in group)


@dataclass(frozen=True, slots=True)
class Markable:
    """One column as far as events need it: its article and the keys of its marks."""

    article: Article
    keys: frozenset[str]


def numbered_words(text: str) -> tuple[tuple[int, int], ...]:
    """Return start and end of each word; its place in the tuple is its number."""
    return tuple(match.span() for match in WORD.finditer(text))


def span_of(article: Article, part: Part, *, first: int, last: int) -> Span | None:
    """Return the characters from the first to the last of some words, given by number; None if there are none such."""
    words = numbered_words(article.text(part))
    return Span(part, words[first][0], words[last][1]) if 0 <= first <= last < len(words) else None


def chunks(text: str, start: int, words: Sequence[tuple[int, int]]) -> tuple[int, list[str]]:
    """Cut a stretch of text at the edges of words.

    Args:
        text: the stretch; it may begin and end within a word.
        start: where it begins in the text whose words are given.
        words: start and end of each word, as :func:`numbered_words` returns them.

    Returns:
        The number of the first word, and what stands between words and words in turn, beginning and ending with
        what stands between; together they are the stretch.
    """
    first = bisect_right(words, start, key=itemgetter(1))
    cut, position = [], start
    for word_start, word_end in takewhile(lambda word: word[0] < start + len(text), islice(words, first, None)):
        edges = (max(word_start, start), min(word_end, start + len(text)))
        cut += [text[position - start : edges[0] - start], text[edges[0] - start : edges[1] - start]]
        position = edges[1]
    return first, [*cut, text[position - start :]]


class _Told(BaseModel):
    """One event as the browser tells it."""

    model_config = ConfigDict(strict=True, extra="forbid")

    column: int
    choice: EventChoice
    mark: str | None = None
    part: Annotated[Part | None, Field(strict=False)] = None
    first: int | None = None
    last: int | None = None
    category: str | None = None
    reason: Annotated[str, StringConstraints(max_length=MAX_REASON, strip_whitespace=True)] = ""


class _Message(BaseModel):
    """All events that the browser has not yet seen answered, and the number of the first; they count from 1."""

    model_config = ConfigDict(strict=True, extra="forbid")

    first: Annotated[int, Field(ge=1, le=MAX_NUMBER)]
    events: list[object]


def told_events(
    message: object, markables: Sequence[Markable], *, categories: frozenset[str], heard: int
) -> tuple[tuple[MarkEvent, ...], int]:
    """Return the events of a message that were not heard before, and how many have now been heard.

    A busy server keeps only the latest of several messages. So each message repeats what has not been answered, and
    what is repeated is left out here.

    Args:
        message: anything that a browser may send.
        markables: the columns, left to right.
        categories: keys of the categories that were offered.
        heard: how many events were heard before.
    """
    try:
        told = _Message.model_validate(message)
    except ValidationError:
        return (), heard
    numbered = list(enumerate(told.events[:MAX_EVENTS], told.first))
    unheard = (event for number, event in numbered if number > heard)
    events = (mark_event(event, markables, categories=categories) for event in unheard)
    return tuple(event for event in events if event), max([heard, *(number for number, _ in numbered)])


def mark_event(told: object, markables: Sequence[Markable], *, categories: frozenset[str]) -> MarkEvent | None:
    """Return what a browser tells as an event; None if it does not fit the columns, the marks or the categories."""
    try:
        event = _Told.model_validate(told)
    except ValidationError:
        return None
    if not 0 <= event.column < len(markables):
        return None
    markable = markables[event.column]
    mark = event.mark if event.choice in ON_A_MARK else None
    span = _added_span(event, markable.article)
    category = event.category if event.choice in WITH_CATEGORY else None
    fits = (
        (mark in markable.keys or event.choice not in ON_A_MARK)
        and (span is not None or event.choice != "added")
        and (category in categories or event.choice not in WITH_CATEGORY)
    )
    return MarkEvent(event.column, event.choice, mark, span, category, event.reason) if fits else None


def _added_span(event: _Told, article: Article) -> Span | None:
    if event.choice != "added" or event.part is None or event.first is None or event.last is None:
        return None
    return span_of(article, event.part, first=event.first, last=event.last)
