"""Who is speaking: text in quotation marks and reported speech, with speaker and reporting verb."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Doc

from analysis.article import Part, Span
from analysis.lexicon import Lexicons


class Voice(StrEnum):
    """Whose words: the outlet's own, or words that it quotes."""

    OWN = "own"
    QUOTED = "quoted"


class QuotationKind(StrEnum):
    """What a quotation is; only ``DIRECT`` counts as quoted voice, everything else is the outlet's own wording."""

    DIRECT = "direct"
    REPORTED = "reported"
    SCARE = "scare"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch of text attributed to somebody.

    Attributes:
        span: for marked quotations the characters including the marks; for reported speech the reported clause.
        inner: the characters between the marks (equal to ``span`` for reported speech).
        kind: direct, reported, scare quotes, or the title of a work.
        speaker: span of the words that name the speaker ("Mayor Ruiz", "she"), if found.
        verb: span of the reporting verb or phrase ("said", "according to"), if found.
        group: number shared by the pieces of one utterance (continued after the verb, or over paragraphs).
    """

    span: Span
    inner: Span
    kind: QuotationKind
    speaker: Span | None = None
    verb: Span | None = None
    group: int = 0


def find_quotations(doc: Doc, part: Part, lexicons: Lexicons) -> tuple[Quotation, ...]:
    """Return the quotations of one part in the order of the text; marked quotations never overlap each other."""
    return tuple(_marked(doc.text, part))


def _marked(text: str, part: Part) -> Iterator[Quotation]:
    for number, match in enumerate(re.finditer(r"“[^”]+”|\"[^\"]+\"", text)):
        span = Span(part, match.start(), match.end())
        yield Quotation(span, Span(part, span.start + 1, span.end - 1), QuotationKind.DIRECT, group=number)
