"""Facts that one telling has and the others leave out."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence

from analysis.article import Span
from analysis.comparison.alignment import Passage
from analysis.document import Sentence
from analysis.intervals import Numbers
from analysis.reading import Reading
from analysis.results import Row, Table
from analysis.words import WORD

# Best similarity to any sentence of another article below which a sentence counts as told by one only.
NOT_TOLD_ELSEWHERE = 0.2
# With the word behind it, since 5 votes are not 5 million.
NUMBER = re.compile(r"\d+(?:[.,:-]\d+)*(?:\s?%|\s\w+)?")
NAME = "name"
NAME_LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC"})


def told_by_one_only(
    readings: Sequence[Reading], names: Sequence[str], passages: Iterable[Passage], vectors: Sequence[Numbers]
) -> Table:
    """List the sentences with a fact (a number, a name or a quotation) that no other article reports.

    Args:
        readings: one an article.
        names: how to call each article.
        passages: what the articles share.
        vectors: of each article, see :func:`analysis.comparison.alignment.sentence_vectors`.
    """
    shared = {place for passage in passages for place in passage.places}
    rows = []
    for article, reading in enumerate(readings):
        sentences = reading.document.body_sentences
        bodies = [other.article.body for other in readings if other is not reading]
        elsewhere = {told for body in bodies for pattern in (WORD, NUMBER) for told in pattern.findall(body)}
        others = [vectors[other] for other in range(len(readings)) if other != article and len(vectors[other])]
        for row, sentence in enumerate(sentences):
            closest = max((float((vectors[article][row] @ other.T).max()) for other in others), default=0.0)
            what = _what_it_tells(sentence, elsewhere)
            if what == NAME and not vectors[article][row].any():
                continue  # a name and hardly a word beside it ("Not in Almery.") is like no other sentence, and no fact
            if what and closest < NOT_TOLD_ELSEWHERE and not _overlaps(article, sentence.span, shared):
                place = _place_in_text(sentence, len(sentences))
                rows.append(Row((names[article], what, place, sentence.text), (sentence.span,), (article,)))
    return Table(
        "told_by_one_only",
        "Told by one only",
        "Sentences with a number, a name or a quotation that no other article here has, in the order of each text.",
        ("Told by", "What", "Place", "Sentence"),
        tuple(rows),
    )


def _what_it_tells(sentence: Sentence, elsewhere: Container[str]) -> str:
    """Return which kinds of fact a sentence has that are new, in words; nothing if it has none.

    A quotation is new as it stands; a number or a name only if it is not among those of the other articles.
    """
    kinds = []
    if sentence.quoted_words:
        kinds.append("voice")
    if any(number not in elsewhere for number in NUMBER.findall(sentence.text)):
        kinds.append("number")
    entities = (entity for entity in sentence.tokens.ents if entity.label_ in NAME_LABELS)
    if any(entity.root.text not in elsewhere for entity in entities):
        kinds.append(NAME)
    return ", ".join(kinds)


def _overlaps(article: int, span: Span, places: set[tuple[int, Span]]) -> bool:
    return any(
        article == other and span.part is place.part and span.start < place.end and place.start < span.end
        for other, place in places
    )


def _place_in_text(sentence: Sentence, count: int) -> str:
    """Return where a sentence of the body stands: lead (first paragraph), upper half, or lower half."""
    if sentence.paragraph == 0:
        return "lead"
    return "upper half" if sentence.index < count / 2 else "lower half"
