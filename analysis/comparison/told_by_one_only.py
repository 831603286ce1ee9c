"""Facts that one telling has and the others leave out, the most prominent first."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from analysis.article import Part, Span
from analysis.comparison.passages import Passage
from analysis.comparison.telling import Telling, ToldSentence
from analysis.quotations import QuotationKind
from analysis.results import Row, Table

NAME_LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC"})
# A clause reports something that can be checked if its verb says that it happened or will.
REPORTING_TAGS = frozenset({"VBD", "VBN", "VBZ", "VBP"})
# Fewer words than this ("They had to.") report nothing by themselves.
FEWEST_WORDS = 2


def told_by_one_only(tellings: Mapping[int, Telling], names: Sequence[str], passages: Sequence[Passage]) -> Table:
    """List the sentences with a fact that no other article reports: a number, a name, a voice or an event.

    Args:
        tellings: by the number of the article.
        names: how to call each article.
        passages: what the articles share.
    """
    shared = {place for passage in passages for place in passage.places}
    found: list[tuple[tuple[bool, int, int], Row]] = []
    for number, telling in tellings.items():
        known = _known([other for each, other in tellings.items() if each != number])
        taken = [span for article, span in shared if article == number]
        for told in telling.sentences:
            if not any(_overlap(told.sentence.span, span) for span in taken):
                found += _rows(number, names[number], telling, told, known)
    return Table(
        "told_by_one_only",
        "Told by one only",
        "Sentences with a number, a name, a voice or an event that no other article here reports; what stands in the "
        "headline comes first, then what comes early.",
        ("Told by", "What", "New here", "Place", "In the headline", "Sentence"),
        tuple(row for _, row in sorted(found, key=lambda ranked: ranked[0])),
    )


def _known(others: Sequence[Telling]) -> frozenset[str]:
    """Return the keys and the words of the other articles."""
    keys = {key for other in others for told in other.sentences for key in told.whole}
    words = {token.lower_ for other in others for part in Part for token in other.document.parsed[part]}
    return frozenset(keys | words)


def _rows(
    number: int, name: str, telling: Telling, told: ToldSentence, known: Collection[str]
) -> Iterator[tuple[tuple[bool, int, int], Row]]:
    """Yield the row of a sentence, if it reports something, with its rank."""
    new = {kind: words for kind, words in _new(telling, told, known).items() if words}
    kinds = [*new, *(["fact"] if not new and _reports(told) else [])]
    if not kinds:
        return
    words = dict.fromkeys(word for found in new.values() for word in found)
    headline = telling.article.headline.lower()
    prominent = any(word.lower() in headline for kind in ("number", "name") for word in new.get(kind, ()))
    sentence = told.sentence
    cells = (
        name,
        ", ".join(kinds),
        ", ".join(words) or None,
        told.place.value,
        "yes" if prominent else None,
        sentence.text,
    )
    yield (not prominent, sentence.index, number), Row(cells, (sentence.span,), (number,))


def _new(telling: Telling, told: ToldSentence, known: Collection[str]) -> dict[str, list[str]]:
    """Return what a sentence has that the others do not: numbers, names, voices, each as its words."""
    document, tokens = telling.document, told.sentence.tokens
    numbers = [
        document.parsed[Part.BODY][quantity.first : quantity.last + 1].text
        for quantity in told.quantities
        if quantity.vague or f"={quantity.low:g}" not in known
    ]
    people = [
        " ".join(entity.text.split())
        for entity in tokens.ents
        if entity.label_ in NAME_LABELS and entity.root.lower_ not in known
    ]
    return {"number": numbers, "name": people, "voice": list(_voices(telling, told))}


def _voices(telling: Telling, told: ToldSentence) -> Iterator[str]:
    """Yield who is quoted in a sentence that shares no quotation."""
    for quotation in telling.document.quotations:
        if quotation.kind is QuotationKind.DIRECT and _overlap(quotation.span, told.sentence.span):
            yield telling.reading.speaker_of(quotation) or "nobody named"


def _reports(told: ToldSentence) -> bool:
    """Whether a sentence reports an event: a finite verb with a subject, and words enough to say what."""
    verbs = [token for token in told.sentence.tokens if token.tag_ in REPORTING_TAGS or token.tag_ == "MD"]
    subjects = any(token.dep_ in ("nsubj", "nsubjpass") for token in told.sentence.tokens)
    return bool(verbs) and subjects and len(told.whole) >= FEWEST_WORDS


def _overlap(one: Span, other: Span) -> bool:
    return one.part is other.part and one.start < other.end and other.start < one.end
