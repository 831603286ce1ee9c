"""What the models make of an article: each sentence by voice, and what is said about each main actor.

Own and quoted words of one sentence are read apart, with “…” in the place of the other: otherwise what somebody is
quoted as saying would count as the outlet's wording, and the outlet's as theirs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from analysis.actors import Actor
from analysis.article import Span
from analysis.document import Document, Sentence
from analysis.models import Models, SentenceInContext, Target, TargetSentiment
from analysis.quotations import QuotationKind, Voice

# What stands in the place of the other voice.
LEFT_OUT = "…"
# As many as the actors dimension shows.
MOST_ACTORS_READ = 12


@dataclass(frozen=True, slots=True)
class LikelyWord:
    """A word and how likely it is loaded where it stands, 0 to 1."""

    span: Span
    probability: float


@dataclass(frozen=True, slots=True, eq=False)
class VoicedSentence:
    """A sentence's words in one voice, as the loaded-language model reads them.

    Attributes:
        sentence: the whole sentence.
        voice: whose words were read.
        loaded: calibrated probability, 0 to 1, that they are loaded.
        words: each word's own probability, in the order of the text.
        embedding: 384 numbers of length 1; the dot product of two says how alike they are in meaning.
        frames: probability, 0 to 1, that they evoke a frame, by its key.
        stretches: where they stand, in the order of the text; several where the other voice breaks in.
    """

    sentence: Sentence
    voice: Voice
    loaded: float
    words: tuple[LikelyWord, ...]
    embedding: NDArray[np.float32]
    frames: Mapping[str, float]
    stretches: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _VoicedText:
    """The words of one voice as a text, and where its pieces stand in the article: place in the text, place, length."""

    sentence: Sentence
    voice: Voice
    text: str
    pieces: tuple[tuple[int, int, int], ...]

    def place(self, start: int, end: int) -> Span | None:
        """Return where a stretch of the text stands in the article; None if it is not from there."""
        for here, there, length in self.pieces:
            if here <= start and end <= here + length:
                return Span(self.sentence.span.part, there + start - here, there + end - here)
        return None


def voiced_sentences(
    asked: Sequence[tuple[Document, Sequence[Sentence]]], models: Models
) -> list[tuple[VoicedSentence, ...]]:
    """Read sentences of documents, each voice in them apart, in the order given; all are read together."""
    texts = [
        [text for sentence in sentences for text in _by_voice(document, sentence)] for document, sentences in asked
    ]
    read = models.sentences.read([text.text for group in texts for text in group])
    readings = iter(zip(read, models.frames.read(read), strict=True))
    return [tuple(_voiced(text, *next(readings)) for text in group) for group in texts]


def _voiced(text: _VoicedText, reading: SentenceInContext, frames: Mapping[str, float]) -> VoicedSentence:
    placed = ((text.place(word.start, word.end), word.probability) for word in reading.words)
    words = tuple(LikelyWord(span, probability) for span, probability in placed if span is not None)
    part = text.sentence.span.part
    stretches = tuple(Span(part, there, there + length) for _, there, length in text.pieces)
    return VoicedSentence(text.sentence, text.voice, reading.loaded, words, reading.embedding, frames, stretches)


def _by_voice(document: Document, sentence: Sentence) -> Iterator[_VoicedText]:
    """Yield the text of each voice that has a word in a sentence."""
    start = sentence.span.start
    if not sentence.quoted_words or not sentence.own_words:
        voice = Voice.QUOTED if sentence.quoted_words else Voice.OWN
        yield _VoicedText(sentence, voice, sentence.text, ((0, start, len(sentence.text)),))
        return
    quoted = _quoted_stretches(document, sentence)
    edges = [start, *(edge for stretch in quoted for edge in stretch), sentence.span.end]
    stretches = list(pairwise(edges))  # own and quoted words in turn, own words first
    for voice, first in ((Voice.OWN, 0), (Voice.QUOTED, 1)):
        text, pieces = _with_gaps(document.article.text(sentence.span.part), stretches, first=first)
        yield _VoicedText(sentence, voice, text, pieces)


def _quoted_stretches(document: Document, sentence: Sentence) -> list[tuple[int, int]]:
    """Return where direct quotations, with their marks, lie in a sentence."""
    first, last = sentence.span.start, sentence.span.end
    return [
        (max(first, quotation.span.start), min(last, quotation.span.end))
        for quotation in document.quotations
        if quotation.kind is QuotationKind.DIRECT
        and quotation.span.part is sentence.span.part
        and quotation.span.start < last
        and first < quotation.span.end
    ]


def _with_gaps(
    text: str, stretches: Sequence[tuple[int, int]], *, first: int
) -> tuple[str, tuple[tuple[int, int, int], ...]]:
    """Join every other stretch of a text, from the ``first`` (0 or 1) on, with “…” in the place of those between."""
    joined, pieces = "", []
    for number, (start, end) in enumerate(stretches):
        if start == end:
            continue
        if number % 2 != first:
            joined += LEFT_OUT
            continue
        pieces.append((len(joined), start, end - start))
        joined += text[start:end]
    return joined, tuple(pieces)


def sentiment_toward(
    asked: Sequence[tuple[Document, Sequence[Actor]]], models: Models
) -> list[dict[Span, TargetSentiment]]:
    """Read what each sentence says about each of the most mentioned actors in it, by its first mention there.

    Args:
        asked: documents with their actors; the targets of all are read together.
        models: those that read words in context.
    """
    targets = [_targets(document, actors) for document, actors in asked]
    sentiments = iter(models.targets.read([target for group in targets for target in group.values()]))
    return [{span: next(sentiments) for span in group} for group in targets]


def _targets(document: Document, actors: Sequence[Actor]) -> dict[Span, Target]:
    targets: dict[Span, Target] = {}
    for actor in actors[:MOST_ACTORS_READ]:
        seen: set[Span] = set()
        for mention in actor.mentions:
            sentence = document.sentence_at(mention.span.part, mention.span.start)
            if sentence is not None and sentence.span not in seen and mention.span.end <= sentence.span.end:
                seen.add(sentence.span)
                start = mention.span.start - sentence.span.start
                targets[mention.span] = Target(sentence.text, start, start + mention.span.end - mention.span.start)
    return targets
