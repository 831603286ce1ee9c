"""Whose voice each telling lets be heard, how long, and with which reporting verbs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from analysis.quotations import Quotation, QuotationKind
from analysis.reading import Reading
from analysis.results import Row, Table


def voices(readings: Sequence[Reading], names: Sequence[str]) -> Table:
    """List who is quoted in each article, the most quoted first, with words quoted and reporting verbs."""
    return Table(
        "voices",
        "Whose voice",
        "Who is quoted, in how many words, what share of all quoted words of that article, and with which verbs.",
        ("Article", "Speaker", "Words quoted", "% of quoted words", "Verbs"),
        tuple(
            row for article, reading in enumerate(readings) for row in _rows(reading, names[article], article=article)
        ),
    )


def _rows(reading: Reading, name: str, *, article: int) -> list[Row]:
    by_speaker: dict[str, list[Quotation]] = defaultdict(list)
    for quotation in reading.document.quotations:
        if quotation.kind is QuotationKind.DIRECT:
            by_speaker[reading.speaker_of(quotation) or "nobody named"].append(quotation)
    n_words = {speaker: sum(map(reading.words_quoted, quotations)) for speaker, quotations in by_speaker.items()}
    total = max(1, sum(n_words.values()))
    rows = []
    for speaker in sorted(by_speaker, key=lambda speaker: -n_words[speaker]):
        quotations = by_speaker[speaker]
        verbs = dict.fromkeys(reading.article.quote(quotation.verb) for quotation in quotations if quotation.verb)
        share = round(100 * n_words[speaker] / total)
        cells = (name, speaker, n_words[speaker], share, ", ".join(verbs) or "—")
        rows.append(Row(cells, tuple(quotation.span for quotation in quotations), (article,) * len(quotations)))
    return rows
