"""The position strip beside a text: where in the article the passages stand that are shared, or one-sided, or proof."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

from analysis.article import Part, Span
from analysis.document import Document, Sentence
from analysis.place import place_in_body
from views.parts.marks import Mark


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the body with one name ("lead"), from ``start`` to ``end`` as shares, 0 to 1, of its length."""

    label: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on the strip.

    Attributes:
        marks: numbers of the marks that stand there.
        label: what and where it is, for those who do not see it.
        text: one or two characters shown on it, or nothing.
        start: where it begins, as a share, 0 to 1, of the body.
        end: where it ends.
    """

    marks: tuple[int, ...]
    label: str
    text: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Strip:
    """The zones of a body and the places on it, in the order of the text."""

    zones: tuple[Zone, ...]
    ticks: tuple[Tick, ...]


def strip_of(document: Document, marks: Sequence[Mark]) -> Strip | None:
    """Return the strip of an article; None if none of its marks has a sign.

    Args:
        document: the article that the marks are in.
        marks: those in the body that have a sign become ticks, those at one place one tick.
    """
    at: dict[Span, list[int]] = {}
    for number, mark in enumerate(marks):
        if mark.sign and mark.span.part is Part.BODY:
            at.setdefault(mark.span, []).append(number)
    ticks = tuple(_tick(document, span, at[span], marks) for span in sorted(at))
    return Strip(_zones(document), ticks) if ticks else None


def strip_data(strip: Strip, first: int) -> dict[str, Any]:
    """Return a strip for drawing, its marks numbered from ``first``."""
    data = asdict(strip)
    for tick in data["ticks"]:
        tick["marks"] = [first + number for number in tick["marks"]]
    return data


def _tick(document: Document, span: Span, numbers: Sequence[int], marks: Sequence[Mark]) -> Tick:
    length = len(document.article.body)
    signs = [sign for number in numbers if (sign := marks[number].sign)]
    label = "; ".join(dict.fromkeys(sign.name for sign in signs))
    if sentence := document.sentence_at(span.part, span.start):
        count = len(document.body_sentences)
        label += f", sentence {sentence.index + 1} of {count}, {_place(document, sentence)}"
    return Tick(tuple(numbers), label, signs[0].text, span.start / length, span.end / length)


def _zones(document: Document) -> tuple[Zone, ...]:
    """Return the zones that have a sentence, together from 0 to 1."""
    length = len(document.article.body)
    edges = [*_first_sentences(document), ("", length)]
    return tuple(
        Zone(label, start / length if number else 0.0, end / length)
        for number, ((label, start), (_, end)) in enumerate(pairwise(edges))
    )


def _first_sentences(document: Document) -> Iterator[tuple[str, int]]:
    """Yield each zone's name and where its first sentence begins."""
    before = None
    for sentence in document.body_sentences:
        if (place := _place(document, sentence)) != before:
            yield place, sentence.span.start
        before = place


def _place(document: Document, sentence: Sentence) -> str:
    return place_in_body(sentence.index, sentence.span.start, len(document.article.body)).value
