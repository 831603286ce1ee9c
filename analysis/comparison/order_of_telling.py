"""What comes first and what is buried: where each telling has the facts and quotations that it shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.article import Part, Span
from analysis.comparison.passages import Passage, PassageKind
from analysis.comparison.telling import Telling, ToldSentence
from analysis.place import Place
from analysis.results import Row, Table

HEADLINE = "headline"
# Share of the text from which something told later than in a lead is told much later.
MUCH_LATER = 0.25


def order_of_telling(tellings: Mapping[int, Telling], names: Sequence[str], passages: Sequence[Passage]) -> Table:
    """List where each article tells what it shares with others, and who buries what another leads with."""
    return Table(
        "order_of_telling",
        "Order of the telling",
        "Where each article tells what several tell: in the headline, the lead (first three sentences), the middle or "
        "buried in the second half; the number is that of the sentence. Much later is a quarter of the text or more.",
        ("What", "Link", *(names[number] for number in tellings), "Led with and buried"),
        tuple(_row(passage, tellings, names) for passage in passages),
    )


def _row(passage: Passage, tellings: Mapping[int, Telling], names: Sequence[str]) -> Row:
    first = {number: passage.spans(number)[0] for number in passage.articles}
    cells = [_place(tellings[number], first[number]) if number in first else None for number in tellings]
    shortest = min(passage.places, key=lambda place: place[1].end - place[1].start)
    link = "quotation" if passage.kind is PassageKind.QUOTATION else "same fact"
    quoted = tellings[shortest[0]].article.quote(shortest[1])
    return Row(
        (" ".join(quoted.split()), link, *cells, _verdict(first, tellings, names)),
        tuple(first.values()),
        tuple(first),
    )


def _place(telling: Telling, span: Span) -> str:
    if span.part is Part.HEADLINE:
        return HEADLINE
    told = _sentence(telling, span)
    return f"{told.place.value} ({told.sentence.index + 1})"


def _sentence(telling: Telling, span: Span) -> ToldSentence:
    sentence = telling.document.sentence_at(span.part, span.start)
    return telling.sentences[sentence.index if sentence is not None else 0]


def _verdict(first: Mapping[int, Span], tellings: Mapping[int, Telling], names: Sequence[str]) -> str | None:
    """Return who leads with what others bury, or tell much later, in words; None if nobody does."""
    leading = {number: span for number, span in first.items() if _leads(tellings[number], span)}
    burying = [number for number, span in first.items() if _buries(tellings[number], span)]
    latest = max((_depth(tellings[number], span) for number, span in leading.items()), default=0.0)
    later = [number for number, span in first.items() if _depth(tellings[number], span) >= latest + MUCH_LATER]
    behind = burying or [number for number in later if number not in leading]
    if not leading or not behind:
        return None
    several = len(behind) > 1
    verb = ("bury" if several else "buries") if burying else ("tell" if several else "tells") + " much later"
    led = _listed([names[number] for number in leading])
    return f"{_listed([names[number] for number in behind])} {verb} what {led} lead{'s' * (len(leading) == 1)} with"


def _leads(telling: Telling, span: Span) -> bool:
    return span.part is Part.HEADLINE or _sentence(telling, span).place is Place.LEAD


def _buries(telling: Telling, span: Span) -> bool:
    return span.part is Part.BODY and _sentence(telling, span).place is Place.BURIED


def _depth(telling: Telling, span: Span) -> float:
    """Return how far down the text something stands, 0 to 1; 0 in the headline."""
    return span.start / len(telling.article.body) if span.part is Part.BODY else 0.0


def _listed(names: Sequence[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
