"""What links tellings: places in several articles that carry the same quotation or report the same fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from analysis.article import Span


class PassageKind(StrEnum):
    """What links places in different articles."""

    QUOTATION = "quotation"
    SAME_FACT = "same_fact"


@dataclass(frozen=True, slots=True)
class Passage:
    """Places in two or more articles that carry the same quotation or report the same fact.

    Attributes:
        kind: shared quotation, or the same fact in other words.
        label: what links them, in words ("Same quotation, shorter in The Daily Clarion").
        places: article number (from 0, in the order compared) and span; at least two articles.
        similarity: 0–1, higher = closer wording.
        differences: article number and span of words that the others do not have.
    """

    kind: PassageKind
    label: str
    places: tuple[tuple[int, Span], ...]
    similarity: float
    differences: tuple[tuple[int, Span], ...] = ()

    @property
    def articles(self) -> tuple[int, ...]:
        """The numbers of the articles that it links, in their order."""
        return tuple(sorted({number for number, _ in self.places}))

    def spans(self, article: int) -> tuple[Span, ...]:
        """Return its places in one article."""
        return tuple(span for number, span in self.places if number == article)


def clusters(links: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the connected groups of two or more, each in rising order."""
    groups: list[set[int]] = []
    for pair in links:
        touching = [group for group in groups if not group.isdisjoint(pair)]
        groups = [group for group in groups if group.isdisjoint(pair)] + [set(pair).union(*touching)]
    return [sorted(group) for group in groups]


def runs(spans: Sequence[Span], text: str) -> Iterator[Span]:
    """Yield spans of one part in order, those with no word between them as one."""
    joined: Span | None = None
    for span in spans:
        if joined is not None and not any(map(str.isalnum, text[joined.end : span.start])):
            joined = Span(span.part, joined.start, span.end)
            continue
        if joined is not None:
            yield joined
        joined = span
    if joined is not None:
        yield joined
