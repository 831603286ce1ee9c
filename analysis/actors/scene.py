"""What a reader has in mind while reading one part: who was mentioned, when, and how prominently."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, islice

from spacy.tokens import Token

from analysis.actors.figures import Figure
from analysis.actors.mentions import Candidate
from analysis.article import Part
from analysis.document import Document
from analysis.grammar import SUBJECTS
from analysis.lexicon import Lexicons

# Salience: subjects are taken up again more often than objects (Lappin and Leass 1994 order them so); it halves with
# every sentence and is gone after three.
SALIENCE = {"nsubj": 2.0, "nsubjpass": 2.0, "dobj": 1.2, "agent": 1.2, "poss": 0.8}
OTHER_SALIENCE = 1.0
DECAY = 0.5
MEMORY = 3
# Nobody is taken up by a bare description after this many others; it also keeps very long texts fast.
MOST_REMEMBERED = 200


@dataclass
class Scene:
    """What has been said so far in one part.

    Attributes:
        document: the article.
        part: which part of it is read.
        lexicons: the word lists.
        figures: everybody met so far, in the order of their first mention, earlier parts included.
        by_token: who a token refers to, for the heads of mentions.
    """

    document: Document
    part: Part
    lexicons: Lexicons
    figures: dict[Figure, None]
    by_token: dict[int, Figure] = field(default_factory=dict)
    _history: list[tuple[Figure, Token]] = field(default_factory=list)
    _latest: dict[Figure, None] = field(default_factory=dict)

    @cached_property
    def sentence_of(self) -> list[int]:
        """The number of each token's sentence."""
        sentences = enumerate(self.document.parsed[self.part].sents)
        return [number for number, sentence in sentences for _ in range(len(sentence))]

    def place(self, figure: Figure, candidate: Candidate) -> None:
        """Record that a mention belongs to a figure."""
        figure.add(candidate)
        self.figures.setdefault(figure)
        self.by_token[candidate.token.i] = figure
        self._history.append((figure, candidate.token))
        self._latest.pop(figure, None)
        self._latest[figure] = None

    def speaker_at(self, token: Token) -> Figure | None:
        """Return who speaks the direct quotation that a word stands in, if that is known."""
        quotation = self.document.direct_quotation_at(self.part, token.idx)
        if quotation is None or quotation.speaker is None:
            return None
        words = token.doc.char_span(quotation.speaker.start, quotation.speaker.end, alignment_mode="expand")
        return next((self.by_token[word.i] for word in words or () if word.i in self.by_token), None)

    def recent(self) -> Iterator[Figure]:
        """Yield the figures, the last mentioned first, then those not mentioned yet in this part."""
        unmentioned = (figure for figure in self.figures if figure not in self._latest)
        return islice(chain(reversed(self._latest), unmentioned), MOST_REMEMBERED)

    def salient(self, token: Token) -> list[tuple[float, Figure]]:
        """Return the figures of the last sentences with their salience for a pronoun, highest first."""
        here = self.sentence_of[token.i]
        scores: dict[Figure, float] = {}
        for figure, mention in reversed(self._history):
            distance = here - self.sentence_of[mention.i]
            if distance > MEMORY:
                break
            weight = SALIENCE.get(mention.dep_, OTHER_SALIENCE) * DECAY**distance
            scores[figure] = scores.get(figure, 0.0) + weight
        return sorted(((score, figure) for figure, score in scores.items()), key=lambda choice: -choice[0])

    def last_subject(self, token: Token) -> Figure | None:
        """Return the last subject of this sentence or the one before it."""
        here = self.sentence_of[token.i]
        for figure, mention in reversed(self._history):
            if here - self.sentence_of[mention.i] > 1:
                break
            if mention.dep_ in SUBJECTS:
                return figure
        return None
