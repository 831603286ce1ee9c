"""Whose voice each telling lets be heard, how long, and with which reporting verbs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from analysis.comparison.telling import Telling
from analysis.quotations import Quotation, QuotationKind
from analysis.results import Row, Table
from analysis.words import WORD

NOBODY_NAMED = "nobody named"


def voices(tellings: Mapping[int, Telling], names: Sequence[str]) -> Table:
    """List who is heard in each article, the most quoted first, with words quoted and reported and reporting verbs."""
    heard = {number: _by_speaker(telling) for number, telling in tellings.items()}
    return Table(
        "voices",
        "Whose voice",
        "Who is quoted or reported, in how many words, what share of all quoted words of that article, with which "
        "verbs, and in which other articles.",
        ("Article", "Speaker", "Words quoted", "% of quoted words", "Verbs", "Words reported", "Heard in"),
        tuple(row for number in tellings for row in _rows(number, tellings[number], heard, names)),
    )


def _by_speaker(telling: Telling) -> dict[str, list[Quotation]]:
    """Return direct and reported speech by speaker; what is reported of nobody named is left out."""
    by_speaker: dict[str, list[Quotation]] = defaultdict(list)
    for quotation in telling.document.quotations:
        speaker = telling.reading.speaker_of(quotation)
        if quotation.kind is QuotationKind.DIRECT or (quotation.kind is QuotationKind.REPORTED and speaker):
            by_speaker[speaker or NOBODY_NAMED].append(quotation)
    return by_speaker


def _rows(
    number: int, telling: Telling, heard: Mapping[int, Mapping[str, list[Quotation]]], names: Sequence[str]
) -> Iterator[Row]:
    quoted, reported = (
        {speaker: _words(telling, found, kind) for speaker, found in heard[number].items()}
        for kind in (QuotationKind.DIRECT, QuotationKind.REPORTED)
    )
    total = max(1, sum(quoted.values()))
    for speaker, quotations in sorted(heard[number].items(), key=lambda item: (-quoted[item[0]], -reported[item[0]])):
        verbs = dict.fromkeys(telling.article.quote(found.verb) for found in quotations if found.verb)
        others = [names[other] for other in heard if other != number and _is_heard(speaker, heard[other])]
        cells = (
            names[number],
            speaker,
            quoted[speaker],
            round(100 * quoted[speaker] / total),
            ", ".join(verbs) or "—",
            reported[speaker],
            ", ".join(others) or "here only",
        )
        yield Row(cells, tuple(found.span for found in quotations), (number,) * len(quotations))


def _words(telling: Telling, quotations: Sequence[Quotation], kind: QuotationKind) -> int:
    """Return how many words are quoted, or reported in the outlet's words, quotations within left out."""
    if kind is QuotationKind.DIRECT:
        return sum(telling.reading.words_quoted(found) for found in quotations if found.kind is kind)
    return sum(
        telling.document.direct_quotation_at(found.span.part, match.start()) is None
        for found in quotations
        if found.kind is kind
        for match in WORD.finditer(telling.article.text(found.span.part), found.span.start, found.span.end)
    )


def _is_heard(speaker: str, others: Collection[str]) -> bool:
    """Whether a speaker is among those of another article; a surname will do."""
    words = speaker.lower().split()
    return speaker != NOBODY_NAMED and any(other.lower().split()[-1:] == words[-1:] for other in others)
