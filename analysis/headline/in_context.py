"""What the models make of a headline over its story: how alike they are in meaning, and which words are doubtful."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.article import Part
from analysis.document import Sentence
from analysis.models import Models
from analysis.models.headlines import HeadlineInContext, evidence_of
from analysis.reading import Reading

# Of a sentence that no model has read: unlike anything.
UNREAD = -1.0


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


def in_context(reading: Reading, sentences: Sequence[Sentence], models: Models | None) -> InContext | None:
    """Read a headline beside sentences of its story; None without models, or if one of the two has no words.

    Args:
        reading: of the article.
        sentences: of the body, without those that only repeat the headline.
        models: those that read words in context.
    """
    headline = sum(found for span, found in reading.embeddings.items() if span.part is Part.HEADLINE)
    if models is None or not sentences or np.isscalar(headline):
        return None
    wanted = headline / (np.linalg.norm(headline) or 1)
    likeness = tuple(
        float(found @ wanted) if (found := reading.embeddings.get(sentence.span)) is not None else UNREAD
        for sentence in sentences
    )
    evidence = evidence_of([sentence.text for sentence in sentences], likeness)
    (read,) = models.headlines.read([(reading.article.headline, evidence)])
    return InContext(likeness, read)
