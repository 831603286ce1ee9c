"""Link the tellings of one story: quotations that several articles use, and sentences that report the same fact."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import combinations, groupby

import numpy as np

from analysis.article import Span
from analysis.document import Document, Sentence
from analysis.intervals import Numbers
from analysis.quotations import Quotation, QuotationKind, Voice
from analysis.reading import Reading
from analysis.words import WORD, normal_form, zipf

# Shorter shared runs of words happen by chance ("it is a").
SHORTEST_SHARED_RUN = 4
# What is cut from a quotation leaves long runs of it; two long ones on one matter share a set phrase of four words.
SHARED_SHARE = 0.25
# Two words are enough when one quotation consists of nothing else and the other contains them.
SHORTEST_TRIMMED = 2
# Cosine of rarity-weighted lemmas above which two sentences are taken to report the same fact; tried on sample stories.
SAME_FACT = 0.36
# A sentence with fewer content words than this matches too easily.
FEWEST_CONTENT_WORDS = 3
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
# Zipf frequency of the commonest content words; rarer words weigh more.
COMMONEST = 7.0
# Two sentences about the same person need not report the same fact, so names weigh less than what is said of them.
NAME_WEIGHT = 0.4
NOT_IN_LEMMAS = re.compile(r"[^\w.%-]")


class PassageKind(StrEnum):
    """What links places in different articles."""

    QUOTATION = "quotation"
    SAME_FACT = "same_fact"


@dataclass(frozen=True, slots=True)
class Passage:
    """Places in two or more articles that carry the same quotation or report the same fact.

    Attributes:
        kind: shared quotation, or the same fact in other words.
        label: what links them, in words ("Same quotation, shorter in The Daily Clarion").
        places: article number (from 0, in the order compared) and span; at least two articles.
        similarity: 0–1, higher = closer wording.
    """

    kind: PassageKind
    label: str
    places: tuple[tuple[int, Span], ...]
    similarity: float


@dataclass(frozen=True, slots=True)
class _Utterance:
    """The pieces of one quotation in one article, as words."""

    article: int
    spans: tuple[Span, ...]
    words: tuple[str, ...]


def align(readings: Sequence[Reading], names: Sequence[str], vectors: Sequence[Numbers]) -> tuple[Passage, ...]:
    """Return the passages that link the articles, in the order of the first article that has them.

    Args:
        readings: one an article.
        names: how to call each article.
        vectors: of each article, see :func:`sentence_vectors`.
    """
    passages = (*_shared_quotations(readings, names), *_same_facts(readings, vectors))
    return tuple(sorted(passages, key=lambda passage: (passage.places, passage.kind)))


def _shared_quotations(readings: Sequence[Reading], names: Sequence[str]) -> Iterator[Passage]:
    utterances = [u for number, reading in enumerate(readings) for u in _utterances(number, reading)]
    links = [
        (first, second)
        for (first, a), (second, b) in combinations(enumerate(utterances), 2)
        if a.article != b.article and _share_words(a.words, b.words)
    ]
    for members in _clusters(links):
        group = [utterances[member] for member in sorted(members)]
        longest = max(len(utterance.words) for utterance in group)
        shorter = [u for u in group if len(u.words) < longest]
        trimmed = ", ".join(dict.fromkeys(names[u.article] for u in shorter))
        yield Passage(
            PassageKind.QUOTATION,
            f"Same quotation, shorter in {trimmed}" if trimmed else "Same quotation, word for word",
            tuple((u.article, span) for u in group for span in u.spans),
            min(len(u.words) for u in group) / longest,
        )


def _utterances(number: int, reading: Reading) -> Iterator[_Utterance]:
    direct = [q for q in reading.document.quotations if q.kind is QuotationKind.DIRECT]
    for _, pieces in groupby(direct, key=lambda quotation: (quotation.span.part, quotation.group)):
        group: list[Quotation] = list(pieces)
        words = tuple(word for piece in group for word in _words(reading.article.quote(piece.inner)))
        if len(words) >= SHORTEST_TRIMMED:
            yield _Utterance(number, tuple(piece.span for piece in group), words)


def _words(text: str) -> tuple[str, ...]:
    return tuple(normal_form(match.group()) for match in WORD.finditer(text))


def _share_words(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether two quotations share a run of words that is long enough to mean something."""
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    run = matcher.find_longest_match().size
    shorter = min(len(first), len(second))
    whole = run == shorter and run >= SHORTEST_TRIMMED
    return whole or run >= max(SHORTEST_SHARED_RUN, SHARED_SHARE * shorter)


def _clusters(links: Iterable[tuple[int, int]]) -> list[set[int]]:
    """Return the connected groups of two or more."""
    groups: list[set[int]] = []
    for pair in links:
        touching = [group for group in groups if not group.isdisjoint(pair)]
        groups = [group for group in groups if group.isdisjoint(pair)] + [set(pair).union(*touching)]
    return groups


def _same_facts(readings: Sequence[Reading], vectors: Sequence[Numbers]) -> Iterator[Passage]:
    """Yield groups of sentences that are each other's best match between two articles."""
    sentences = [reading.document.body_sentences for reading in readings]
    places = [(article, s.span) for article, group in enumerate(sentences) for s in group]
    position = {place: index for index, place in enumerate(places)}
    links: dict[tuple[int, int], float] = {}
    for first, second in combinations(range(len(readings)), 2):
        for left, right, similarity in _mutual_best(vectors[first] @ vectors[second].T):
            pair = ((first, sentences[first][left].span), (second, sentences[second][right].span))
            links[position[pair[0]], position[pair[1]]] = similarity
    for members in _clusters(links):
        similarity = min(value for pair, value in links.items() if members.issuperset(pair))
        together = tuple(places[member] for member in sorted(members))
        wordings = {_words(readings[article].article.quote(span)) for article, span in together}
        label = "Same fact, other words" if len(wordings) > 1 else "Same sentence, word for word"
        yield Passage(PassageKind.SAME_FACT, label, together, similarity)


def _mutual_best(similarity: Numbers) -> Iterator[tuple[int, int, float]]:
    """Yield row, column and value of each cell that is the highest of its row and of its column, if high enough."""
    if not similarity.size:
        return
    best_left = similarity.argmax(axis=0)
    for left, right in enumerate(similarity.argmax(axis=1)):
        if similarity[left, right] >= SAME_FACT and best_left[right] == left:
            yield left, int(right), float(similarity[left, right])


def sentence_vectors(readings: Sequence[Reading]) -> list[Numbers]:
    """Return a matrix an article: unit vectors of rarity-weighted content lemmas, one row a sentence of the body.

    The dot product of two rows is the cosine similarity, 0–1. Quoted words are left out: a shared quotation is a link
    of its own. Rows with too few content words are zero.
    """
    lemmas = [
        [_content_lemmas(sentence, reading.document) for sentence in reading.document.body_sentences]
        for reading in readings
    ]
    weighted = {lemma: weight for article in lemmas for sentence in article for lemma, weight in sentence.items()}
    vocabulary = {lemma: column for column, lemma in enumerate(sorted(weighted))}
    weights = np.array([weighted[lemma] for lemma in vocabulary])
    matrices = []
    for article in lemmas:
        matrix = np.zeros((len(article), len(vocabulary)))
        for row, words in enumerate(article):
            if len(words) >= FEWEST_CONTENT_WORDS:
                matrix[row, [vocabulary[word] for word in words]] = 1.0
        matrix *= weights
        norms = np.linalg.norm(matrix, axis=1, keepdims=True)
        matrices.append(np.divide(matrix, norms, out=np.zeros_like(matrix), where=norms > 0))
    return matrices


def _content_lemmas(sentence: Sentence, document: Document) -> dict[str, float]:
    """Return the lower-case lemmas of a sentence's own content words with their weights, without currency signs."""
    weights: dict[str, float] = {}
    for token in sentence.tokens:
        if sentence.quoted_words and document.voice_at(sentence.span.part, token.idx) is Voice.QUOTED:
            continue
        lemma = NOT_IN_LEMMAS.sub("", token.lemma_.lower()) if token.pos_ in CONTENT else ""
        if lemma:
            weights[lemma] = _rarity(lemma) * (NAME_WEIGHT if token.pos_ == "PROPN" else 1.0)
    return weights


def _rarity(lemma: str) -> float:
    """Return how many Zipf steps a word is rarer than the commonest content words, at least 0.5."""
    return max(0.5, COMMONEST - zipf(lemma))
