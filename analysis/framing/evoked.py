"""Which sentences of the body evoke which frame, function or scope, in which voice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from analysis.article import Part, Span
from analysis.document import Document, Sentence
from analysis.quotations import Voice
from analysis.results import Finding

KEY = "framing"
# One ordinary cue, or two weak ones that back each other ("company" and "customer"), make a sentence evoke a frame;
# a weak cue alone stands in sentences about anything.
EVOKING_WEIGHT = 1.0
# With fewer words of its own in a sentence ("she said") a voice tells nothing about the subject there.
MINIMUM_WORDS = 3


@dataclass(frozen=True)
class Evoked:
    """Which sentences of the body evoke what, by voice.

    Attributes:
        body: the sentences of the body, by their index.
        speaking: indexes of the sentences in which a voice has at least :data:`MINIMUM_WORDS` words.
        indexes: indexes of the speaking sentences whose cues of one category weigh at least :data:`EVOKING_WEIGHT`.
    """

    body: Sequence[Sentence]
    speaking: Mapping[Voice, tuple[int, ...]]
    indexes: Mapping[tuple[str, Voice], frozenset[int]]

    def by(self, category: str, voice: Voice) -> frozenset[int]:
        """Return the indexes of the sentences that evoke a category in one voice."""
        return self.indexes.get((category, voice), frozenset())

    def spans(self, category: str) -> tuple[Span, ...]:
        """Return the sentences that evoke a category in either voice, in the order of the text."""
        indexes = frozenset[int]().union(*(self.by(category, voice) for voice in Voice))
        return tuple(self.body[index].span for index in sorted(indexes))


def evoked_by(findings: Iterable[Finding], document: Document) -> Evoked:
    """Add up the weights of the findings of framing, for each sentence, category and voice."""
    body = document.body_sentences
    weights: dict[tuple[str, Voice, int], float] = defaultdict(float)
    for finding in findings:
        sentence = document.sentence_at(finding.span.part, finding.span.start)
        if finding.span.part is Part.BODY and sentence:
            weights[finding.category, finding.voice, sentence.index] += finding.weight
    indexes: dict[tuple[str, Voice], set[int]] = defaultdict(set)
    for (category, voice, index), weight in weights.items():
        if weight >= EVOKING_WEIGHT and body[index].words(voice) >= MINIMUM_WORDS:
            indexes[category, voice].add(index)
    speaking = {
        voice: tuple(sentence.index for sentence in body if sentence.words(voice) >= MINIMUM_WORDS) for voice in Voice
    }
    return Evoked(body, speaking, {key: frozenset(found) for key, found in indexes.items()})
