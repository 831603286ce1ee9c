"""The article as supplied: its text, where it came from, and the vocabulary for pointing into it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ArticleError(ValueError):
    """Input that cannot be scored: what was wrong, where (file, row, page) and what to do about it."""


class Part(StrEnum):
    """The two texts of an article; every offset indexes one of them."""

    HEADLINE = "headline"
    BODY = "body"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` (included) to ``end`` (excluded) of one part of an article, exactly as supplied."""

    part: Part
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Dropped:
    """Text that was left out of the body, and why, so that the reader can check and restore it."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    """One news article.

    Attributes:
        headline: the headline, without line breaks; empty if the article has none.
        body: the text under the headline; paragraphs are separated by blank lines.
        source: where the text was read from (file name, URL, table row), for messages and exports.
        outlet: who published it, if known.
        byline: who wrote it, if known.
        date: the publication date as ISO 8601 (``2026-11-22``), if known.
        url: the page's address, if known.
        dropped: boilerplate that the reader module left out.
    """

    headline: str
    body: str
    source: str | None = None
    outlet: str | None = None
    byline: str | None = None
    date: str | None = None
    url: str | None = None
    dropped: tuple[Dropped, ...] = ()

    def text(self, part: Part) -> str:
        """Return the headline or the body, exactly as supplied."""
        return self.headline if part is Part.HEADLINE else self.body

    def quote(self, span: Span) -> str:
        """Return the characters that ``span`` points at."""
        return self.text(span.part)[span.start : span.end]
