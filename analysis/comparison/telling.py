"""One article made ready for comparing, once for all pairs: what each sentence says, in words, numbers and meaning."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from analysis.actors import Actor, MentionKind
from analysis.article import Article, Part, Span
from analysis.comparison.families import families_by_word
from analysis.comparison.things import Thing, find_things
from analysis.comparison.told_sentences import ACTOR_SIGN, NUMBER_SIGNS, SentenceReader, ToldSentence
from analysis.comparison.utterances import Utterance, utterances
from analysis.document import Document
from analysis.lexicon import Lexicons
from analysis.quotations import Voice
from analysis.reading import Reading
from analysis.vocabulary import Vocabulary

Embedding = NDArray[np.float32]


@dataclass(frozen=True)
class Telling:
    """One article and what a comparison needs of it.

    Attributes:
        reading: the article with its parse and actors.
        sentences: of the body.
        utterances: quotations of both parts.
        things: people, groups, organisations and matters that it speaks of.
        vocabulary: by which words are compared.
        weights: by which sentences are compared: of what they have in common, with models and without.
    """

    reading: Reading
    sentences: tuple[ToldSentence, ...]
    utterances: tuple[Utterance, ...]
    things: tuple[Thing, ...]
    vocabulary: Vocabulary
    weights: Mapping[str, Mapping[str, float]]

    @property
    def article(self) -> Article:
        """The article as supplied."""
        return self.reading.article

    @property
    def document(self) -> Document:
        """The parsed article."""
        return self.reading.document

    @cached_property
    def words(self) -> Mapping[str, float]:
        """Weight of each word and name of the body, times the number of sentences that have it; without numbers."""
        words: dict[str, float] = defaultdict(float)
        for told in self.sentences:
            for key, weight in told.whole.items():
                if key[0] not in NUMBER_SIGNS:
                    words[key] += weight
        return words

    @cached_property
    def own_meaning(self) -> Embedding | None:
        """What each sentence's own words mean, a row of length 1 each, 0 where it has none; None without models."""
        own = {each.sentence.span: each.embedding for each in self.reading.in_context if each.voice is Voice.OWN}
        return self._rows(own)

    @cached_property
    def whole_meaning(self) -> Embedding | None:
        """What each whole sentence means, a row of length 1 each; None without models."""
        return self._rows(self.reading.embeddings)

    def actor_key(self, span: Span) -> str | None:
        """Return the key of the named actor mentioned at a place; None if there is none."""
        actor = self.reading.actor_at(span)
        return _actor_key(actor) if actor is not None else None

    def _rows(self, embeddings: Mapping[Span, Embedding]) -> Embedding | None:
        known = next(iter(embeddings.values()), None)
        if known is None:
            return None
        nothing = np.zeros_like(known)
        rows = [embeddings.get(told.sentence.span, nothing) for told in self.sentences]
        return np.array(rows, dtype=np.float32).reshape(-1, len(known))


def tell(reading: Reading, lexicons: Lexicons) -> Telling:
    """Make an article ready for comparing."""
    families, mentions = families_by_word(lexicons), _mentions_by_sentence(reading)
    reader = SentenceReader(lexicons, families)
    sentences = tuple(
        reader.read(sentence, reading.document, mentions[sentence.index])
        for sentence in reading.document.body_sentences
    )
    things = find_things(reading, lexicons, families)
    weights = lexicons.values("same_fact_weights")
    return Telling(reading, sentences, tuple(utterances(reading)), things, reader.vocabulary, weights)


def _mentions_by_sentence(reading: Reading) -> dict[int, list[tuple[int, str]]]:
    """Return, by sentence of the body, where named actors are mentioned in it, each with the last word of the name."""
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for actor in reading.actors:
        if (key := _actor_key(actor)) is not None:
            for mention in actor.mentions:
                sentence = reading.document.sentence_at(mention.span.part, mention.span.start)
                if mention.span.part is Part.BODY and sentence is not None:
                    found[sentence.index].append((mention.span.start, key))
    return found


def _actor_key(actor: Actor) -> str | None:
    """Return the key of an actor, the last word of the name; None for those without a name."""
    named = any(mention.kind is MentionKind.NAME for mention in actor.mentions)
    return f"{ACTOR_SIGN}{actor.name.split()[-1].lower()}" if named else None
