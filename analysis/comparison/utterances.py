"""What an article quotes, each quotation with all the pieces that the outlet breaks it into."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from analysis.article import Article, Span
from analysis.quotations import Quotation, QuotationKind
from analysis.reading import Reading
from analysis.words import WORD, normal_form

# Of a quotation that another article has in full, some print but a few words, which look like scare quotes.
QUOTED = frozenset({QuotationKind.DIRECT, QuotationKind.SCARE})
# A single marked word is no utterance.
FEWEST_UTTERED = 2


@dataclass(frozen=True, slots=True)
class Utterance:
    """One quotation, with all its pieces.

    Attributes:
        pieces: the quotations that make it up, in the order of the text.
        words: the words between the marks as they are compared.
        places: where each word stands.
    """

    pieces: tuple[Quotation, ...]
    words: tuple[str, ...]
    places: tuple[Span, ...]

    @property
    def scare(self) -> bool:
        """Whether it is but a few marked words, which may be anybody's."""
        return self.pieces[0].kind is QuotationKind.SCARE


def utterances(reading: Reading) -> Iterator[Utterance]:
    """Yield the quotations of both parts, in the order of the text."""
    quoted = [quotation for quotation in reading.document.quotations if quotation.kind in QUOTED]
    for _, group in groupby(quoted, key=lambda quotation: (quotation.span.part, quotation.group)):
        pieces = tuple(group)
        places = tuple(place for piece in pieces for place in _word_places(reading.article, piece.inner))
        if len(places) >= FEWEST_UTTERED:
            yield Utterance(pieces, tuple(normal_form(reading.article.quote(place)) for place in places), places)


def _word_places(article: Article, span: Span) -> Iterator[Span]:
    for match in WORD.finditer(article.text(span.part), span.start, span.end):
        yield Span(span.part, match.start(), match.end())
