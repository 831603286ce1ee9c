"""Who is speaking: text in quotation marks and reported speech, with speaker and reporting verb.

``mark_roles`` decides what each quotation mark may do and ``marks`` which belong together. ``surroundings`` gives the
words around a quotation, in which ``attribution`` looks for the reporting verb and ``speakers`` for who speaks;
``titles`` knows what is marked and said by nobody. ``reported_speech`` finds what is reported without marks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from analysis.article import Part, Span
from analysis.lexicon import Lexicons
from analysis.quotations.attribution import Attribution, attribute
from analysis.quotations.marks import MarkedText, pair_marks
from analysis.quotations.reported_speech import ReportedClause, find_reported
from analysis.quotations.surroundings import Surroundings, last_character
from analysis.quotations.titles import TitleCues
from analysis.words import WORD

# So many words in quotation marks without a reporting verb are scare quotes; more are somebody's words.
MAXIMUM_SCARE_WORDS = 3
# "“We will,” said the mayor of Hartwell on Monday, “fight on.”": a longer stretch between two pieces parts them.
MAXIMUM_INTERRUPTION = 200

_STOPS = (".", "!", "?", "…")
_PAUSES = (",", "—", "–")


class Voice(StrEnum):
    """Whose words: the outlet's own, or words that it quotes."""

    OWN = "own"
    QUOTED = "quoted"

    @property
    def in_words(self) -> str:
        """The same for people, to stand within a sentence."""
        return "the outlet's own words" if self is Voice.OWN else "quoted words"


class QuotationKind(StrEnum):
    """What a quotation is; only ``DIRECT`` counts as quoted voice, everything else is the outlet's own wording.

    ``DIRECT``: somebody's words in quotation marks: more than three words, or fewer that a reporting verb introduces.
    ``REPORTED``: a clause that a reporting verb introduces, in the outlet's words.
    ``SCARE``: up to three marked words that no reporting verb introduces.
    ``TITLE``: the title of a work, a nickname, or words spoken of as words.
    """

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
    """Return the quotations of one part in the order of the text, an outer one before what it contains.

    Marked quotations never overlap each other. Reported clauses do not overlap each other either; one may contain
    marked quotations ("said the plan was “a gift” to landlords") but never cuts one in two.
    """
    text = doc.text
    pieces = pair_marks(text, lexicons.words("elisions"))
    around = Surroundings(doc, text, pieces, lexicons.values("reporting_verbs"))
    titles = TitleCues(text, pieces, lexicons.values("title_cues"))
    reported = [
        _reported(part, clause, group=len(pieces) + number) for number, clause in enumerate(find_reported(around))
    ]
    alone = [_marked(part, piece, number, around, titles) for number, piece in enumerate(pieces)]
    marked = _with_groups_named(_joined(pieces, alone, reported, around))
    return tuple(sorted([*marked, *reported], key=lambda quotation: (quotation.span.start, -quotation.span.end)))


def _span(part: Part, tokens: Tokens) -> Span:
    return Span(part, tokens.start_char, tokens.end_char)


def _source(part: Part, attribution: Attribution | None) -> tuple[Span | None, Span | None]:
    """Speaker and verb as spans."""
    if attribution is None:
        return None, None
    speaker, verb = (_span(part, tokens) if tokens else None for tokens in (attribution.speaker, attribution.verb))
    return speaker, verb


def _reported(part: Part, clause: ReportedClause, *, group: int) -> Quotation:
    span = _span(part, clause.tokens)
    speaker, verb = _source(part, clause.attribution)
    return Quotation(span, span, QuotationKind.REPORTED, speaker, verb, group)


def _marked(part: Part, piece: MarkedText, number: int, around: Surroundings, titles: TitleCues) -> Quotation:
    """Judge one marked stretch by itself."""
    is_short = len(WORD.findall(around.text, piece.inner_start, piece.inner_end)) <= MAXIMUM_SCARE_WORDS
    attribution = attribute(around, number, is_short=is_short)
    kind = QuotationKind.DIRECT
    if titles.is_title(piece, around.neighbours(number), attribution):
        kind = QuotationKind.TITLE
    elif is_short and (attribution is None or titles.is_so_called(piece)):
        kind = QuotationKind.SCARE
    speaker, verb = _source(part, attribution) if kind is QuotationKind.DIRECT else (None, None)
    inner = Span(part, piece.inner_start, piece.inner_end)
    return Quotation(Span(part, piece.start, piece.end), inner, kind, speaker, verb, group=number)


def _joined(
    pieces: tuple[MarkedText, ...], alone: list[Quotation], reported: list[Quotation], around: Surroundings
) -> Iterator[Quotation]:
    """Join the pieces of one utterance, and let a speaker go on in the sentences after."""
    ends = [_end(clause) for clause in reported]
    previous: Quotation | None = None
    spoken: Quotation | None = None
    for piece, quotation in zip(pieces, alone, strict=True):
        if previous is not None and (piece.continues or _is_interrupted(around.text, previous, quotation)):
            quotation = _continuing(quotation, previous)
        elif quotation.speaker is None and quotation.verb is None and _is_sentence(around.text, quotation):
            position = bisect_right(ends, quotation.span.start)
            candidates = [*([spoken] if spoken else []), *reported[max(0, position - 1) : position]]
            latest = max(candidates, key=_end, default=None)
            if latest is not None and latest.speaker and _is_next(around, _end(latest), quotation.span.start):
                quotation = replace(quotation, kind=QuotationKind.DIRECT, speaker=latest.speaker, verb=latest.verb)
        yield quotation
        previous = quotation
        spoken = quotation if quotation.kind is QuotationKind.DIRECT else spoken


def _end(quotation: Quotation) -> int:
    """Where a quotation and its attribution end."""
    return max(span.end for span in (quotation.span, quotation.speaker, quotation.verb) if span)


def _continuing(quotation: Quotation, previous: Quotation) -> Quotation:
    speaker, verb = quotation.speaker or previous.speaker, quotation.verb or previous.verb
    return replace(quotation, kind=QuotationKind.DIRECT, speaker=speaker, verb=verb, group=previous.group)


def _is_interrupted(text: str, previous: Quotation, quotation: Quotation) -> bool:
    """``“We will,” she said, “fight on.”``: nothing but the attribution stands between two pieces."""
    between = text[previous.span.end : quotation.span.start]
    if len(between) > MAXIMUM_INTERRUPTION or previous.verb is None or quotation.verb not in (None, previous.verb):
        return False
    pending = text[previous.inner.end - 1] in _PAUSES or between.lstrip()[:1] in _PAUSES
    return pending and between.rstrip()[-1:] in _PAUSES and previous.span.end <= previous.verb.start


def _is_sentence(text: str, quotation: Quotation) -> bool:
    inner = text[quotation.inner.start : quotation.inner.end]
    return not inner.lstrip()[0].islower() and last_character(inner) in (*_STOPS, *_PAUSES)


def _is_next(around: Surroundings, start: int, end: int) -> bool:
    """Whether nothing but the rest of a sentence stands between two places."""
    rest = around.text[start:end]
    if not rest.strip():
        return True
    return len(rest) <= MAXIMUM_INTERRUPTION and last_character(rest) in _STOPS and around.n_stops(start, end) <= 1


def _with_groups_named(quotations: Iterator[Quotation]) -> list[Quotation]:
    """Give every piece of an utterance the speaker that one of them has ("“A.” ¶ “B,” she said")."""
    found = list(quotations)
    sources = {quotation.group: quotation for quotation in reversed(found) if quotation.speaker}
    return [
        replace(quotation, speaker=source.speaker, verb=source.verb)
        if not quotation.speaker and (source := sources.get(quotation.group))
        else quotation
        for quotation in found
    ]
