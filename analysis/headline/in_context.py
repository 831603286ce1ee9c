"""What the models make of a headline over its story: how alike they are in meaning, and which words are doubtful."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.article import Part
from analysis.document import Sentence
from analysis.models import Models
from analysis.models.headlines import LIKEST_SENTENCES, HeadlineInContext, evidence_of
from analysis.reading import Reading

# Of a sentence that no model has read: unlike anything.
UNREAD = -1.0
# What a sentence that has a word of the headline counts for however unlike the headline it is.
HAS_A_WORD = 0.5


@dataclass(frozen=True)
class InContext:
    """What the models make of a headline.

    Attributes:
        likeness: of each sentence of the body to the headline in meaning, cosine, about 0 to 1.
        read: whether the story carries it, and which words are doubtful.
    """

    likeness: tuple[float, ...]
    read: HeadlineInContext

    @property
    def likest(self) -> int:
        """The number of the sentence that is most like the headline."""
        return int(np.argmax(self.likeness))


@dataclass(frozen=True)
class Wanted:
    """A content word of a headline: what it weighs, and the numbers of the sentences that have it."""

    weight: float
    sentences: frozenset[int]


def in_context(
    reading: Reading, sentences: Sequence[Sentence], models: Models | None, wanted: Sequence[Wanted]
) -> InContext | None:
    """Read a headline beside sentences of its story; None without models, or if one of the two has no words.

    Args:
        reading: of the article.
        sentences: of the body, without those that only repeat the headline.
        models: those that read words in context.
        wanted: the headline's content words.
    """
    headline = sum(found for span, found in reading.embeddings.items() if span.part is Part.HEADLINE)
    if models is None or not sentences or np.isscalar(headline):
        return None
    meant = headline / (np.linalg.norm(headline) or 1)
    likeness = tuple(
        float(found @ meant) if (found := reading.embeddings.get(sentence.span)) is not None else UNREAD
        for sentence in sentences
    )
    evidence = evidence_of([sentence.text for sentence in sentences], telling(likeness, wanted))
    (read,) = models.headlines.read([(reading.article.headline, evidence)])
    return InContext(likeness, read)


def telling(likeness: Sequence[float], wanted: Sequence[Wanted]) -> list[int]:
    """Return the numbers of the sentences that together say most of a headline, then the others, the likest first.

    The likest comes first. Each one that follows has most of those of the headline's words that none before it has: a
    name that the likest sentences leave out is not doubted if the story has it elsewhere.

    Args:
        likeness: of each sentence to the headline, cosine.
        wanted: the headline's content words.
    """
    order = sorted(range(len(likeness)), key=lambda number: -likeness[number])
    chosen, rest = order[:1], order[1:]
    while rest and len(chosen) < LIKEST_SENTENCES:
        left = [word for word in wanted if word.sentences.isdisjoint(chosen)]
        gains = [_gain(number, left) * (HAS_A_WORD + max(likeness[number], 0.0)) for number in rest]
        if not max(gains):
            break
        chosen.append(rest.pop(gains.index(max(gains))))
    return chosen + rest


def _gain(number: int, left: Sequence[Wanted]) -> float:
    return sum(word.weight for word in left if number in word.sentences)
