"""What judging a headline element needs: the elements, the indexed body, and which sentences are about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Token

from analysis.article import Part
from analysis.document import Sentence
from analysis.headline.body_index import BodyIndex, Occurrence, index_body
from analysis.headline.elements import Element, ElementKind
from analysis.headline.in_context import InContext, Wanted, in_context
from analysis.headline.splitter import split_headline
from analysis.place import Place
from analysis.reading import Reading, Resources
from analysis.vocabulary import Vocabulary, is_initialism, load_vocabulary, says_something, weight_of

# A neighbouring sentence gives context too, half as much as a word's own.
NEIGHBOUR = 0.5
# "US" and "IT" are initials although the body has "us" and "it".
LONGEST_PRONOUN = 4
# What finding an actor adds to the context: as much as an ordinary rare word.
ACTOR_WEIGHT = 4.0
# Sentences with at least this share of the best context are about the headline's event.
ON_TOPIC = 0.5
# Kinds that name what the claim is about; the others say how it is said.
ABOUT = frozenset({ElementKind.ACTOR, ElementKind.ACTION, ElementKind.TOPIC, ElementKind.QUOTATION})


class Verdict(StrEnum):
    """What the body does with an element of the headline."""

    SUPPORTED = "supported"
    WEAKENED = "weakened"
    MISSING = "missing"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one element.

    Attributes:
        element: what was judged.
        verdict: what the body does with it.
        reason: why, in one sentence.
        sentence: the body sentence that shows it best, if there is one.
        place: where that sentence stands.
    """

    element: Element
    verdict: Verdict
    reason: str
    sentence: Sentence | None = None
    place: Place | None = None


@dataclass(frozen=True)
class _Trace:
    """A key of an element, its weight, and the body sentences in which it occurs."""

    element: Element
    weight: float
    sentences: frozenset[int]


class Case:
    """The case of one headline: on what its elements are judged.

    Attributes:
        reading: the article.
        lexicons: the word knowledge.
        vocabulary: stems, synonyms and marks.
        elements: of the headline.
        index: of the body.
        in_context: what the models make of it; None without them.
    """

    def __init__(self, reading: Reading, resources: Resources) -> None:
        lexicons = resources.lexicons
        self.reading = reading
        self.lexicons = lexicons
        self.vocabulary: Vocabulary = load_vocabulary(lexicons)
        self.index: BodyIndex = index_body(reading, self.vocabulary)
        self.elements: tuple[Element, ...] = split_headline(reading, self.vocabulary, lexicons, self.index)
        wanted = [Wanted(weight, self.index.where(key)) for key, weight in self.keys(self.headline_tokens).items()]
        self.in_context: InContext | None = in_context(reading, self.index.sentences, resources.models, wanted)
        self._traces = [trace for element in self.elements if element.kind in ABOUT for trace in self._trace(element)]

    def key(self, token: Token) -> str:
        """Return what a headline word is compared by, with the lemma that the body's running text gives it."""
        if is_initialism(token) and not self._is_shouted(token):
            return self.vocabulary.key_of(token)
        particle = self.vocabulary.particle_of(token)
        lemma = self.index.lemma(token)
        with_particle = self.vocabulary.key(f"{lemma} {particle.lower_}") if particle is not None else ""
        return with_particle if with_particle in self.index.occurrences else self.vocabulary.key(lemma)

    def _is_shouted(self, token: Token) -> bool:
        """Whether a headline word in capitals is one that the body writes without: "RIOTERS", but not "US"."""
        found = self.index.occurrences.get(self.vocabulary.key(token.lemma_), ())
        return len(token) > LONGEST_PRONOUN and any(other.token.lower_ == token.lower_ for other in found)

    def keys(self, tokens: Iterable[Token]) -> dict[str, float]:
        """Return the keys of content words, each with its rarity."""
        return {self.key(token): weight_of(token) for token in tokens if says_something(token)}

    def actor_sentences(self, element: Element) -> frozenset[int]:
        """Return the sentences that mention the actor of an element, by any name or pronoun."""
        mentions = element.actor.mentions if element.actor else ()
        return self.index.sentences_of(mention.span for mention in mentions)

    def context(self, element: Element) -> list[float]:
        """Return for each sentence how much of the rest of the headline it and its neighbours have."""
        near = [0.0] * (len(self.index.sentences) + 2)
        for trace in self._traces:
            if not _overlap(trace.element, element):
                for number in trace.sentences:
                    near[number + 1] += trace.weight
        return [
            here + NEIGHBOUR * max(before, after) for before, here, after in zip(near, near[1:], near[2:], strict=False)
        ]

    def nearness(self, element: Element, sentences: Iterable[int]) -> float:
        """Return how much of the rest of the headline sentences have, as a share, 0 to 1, of what the best one has.

        1 if the headline names nothing else.
        """
        context = self.context(element)
        best = max(context, default=0.0)
        return max((context[number] for number in sentences), default=0.0) / best if best else 1.0

    def on_topic(self, element: Element, key: str) -> list[Occurrence]:
        """Return the occurrences of a key in sentences that are about the rest of the headline, best first.

        All occurrences count if the headline names nothing else.
        """
        found = self.index.occurrences.get(key, [])
        if all(_overlap(trace.element, element) for trace in self._traces):
            return list(found)
        context = self.context(element)
        best = max((context[occurrence.sentence] for occurrence in found), default=0.0)
        about = [occurrence for occurrence in found if 0 < ON_TOPIC * best <= context[occurrence.sentence]]
        return sorted(about, key=lambda occurrence: -context[occurrence.sentence])

    def about_the_claim(self, share: float) -> list[int]:
        """Return the sentences that have at least a share of what the best has of the headline, the best first.

        Measured in meaning if models have read them, else in words.
        """
        if self.in_context is not None:
            near = list(self.in_context.likeness)
        else:
            near = [0.0] * len(self.index.sentences)
            for trace in self._traces:
                for number in trace.sentences:
                    near[number] += trace.weight
        best = max(near, default=0.0)
        about = [number for number, value in enumerate(near) if 0 < share * best <= value]
        return sorted(about, key=lambda number: -near[number])

    @property
    def verbs(self) -> list[Token]:
        """The verbs of the headline's predicates."""
        return [element.tokens[0] for element in self.elements if element.kind is ElementKind.ACTION]

    @property
    def headline_tokens(self) -> list[Token]:
        """The parsed words of the headline."""
        return list(self.reading.document.parsed[Part.HEADLINE])

    def best(self, element: Element, sentences: Iterable[int]) -> int | None:
        """Return the sentence with the most context, the earliest of equals."""
        context = self.context(element)
        return max(sorted(sentences), key=lambda number: context[number], default=None)

    def judgement(self, element: Element, verdict: Verdict, reason: str, number: int | None = None) -> Judgement:
        """Make a judgement that rests on a sentence, or on none."""
        if number is None:
            return Judgement(element, verdict, reason)
        return Judgement(element, verdict, reason, self.index.sentences[number], self.index.place(number))

    def _trace(self, element: Element) -> Iterator[_Trace]:
        mentioned = self.actor_sentences(element)
        if mentioned:
            yield _Trace(element, ACTOR_WEIGHT, mentioned)
        else:
            for key, weight in self.keys(element.tokens).items():
                yield _Trace(element, weight, self.index.where(key))


def _overlap(one: Element, other: Element) -> bool:
    return one.span.start < other.span.end and other.span.start < one.span.end
