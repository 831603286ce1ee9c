"""Models whose answers a test writes down, so that what is done with answers is tested apart from the weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from analysis.intervals import Numbers
from analysis.models import (
    FRAME_KEYS,
    CalibratedGrade,
    FrameModel,
    GradeModel,
    HeadlineInContext,
    HeadlineModel,
    Models,
    SentenceInContext,
    SentenceModel,
    SentenceRead,
    Target,
    TargetModel,
    TargetSentiment,
    TellingsModel,
    WordProbability,
)
from analysis.models.headlines import DoubtedWord
from analysis.models.tellings import NAMES
from analysis.words import WORD

UNLIKELY = 0.01
UNLIKELY_LOGIT = -4.0
EMBEDDING_LENGTH = 384


class WrittenSentences(SentenceModel):
    """Finds a word as likely loaded as the test says, any other hardly, and a sentence as its likeliest word."""

    def __init__(self, probabilities: Mapping[str, float], threshold: float) -> None:
        self.name = "loaded-language@0"
        self.word_threshold = threshold
        self._probabilities = probabilities

    def read(self, texts: Sequence[str]) -> list[SentenceInContext]:
        """Return what the test says of each text."""
        return [self._read(text) for text in texts]

    def _read(self, text: str) -> SentenceInContext:
        words = tuple(
            WordProbability(word.start(), word.end(), self._probabilities.get(word.group(), UNLIKELY))
            for word in WORD.finditer(text)
        )
        loaded = max((word.probability for word in words), default=UNLIKELY)
        return SentenceInContext(loaded, words, np.full(EMBEDDING_LENGTH, EMBEDDING_LENGTH**-0.5, dtype=np.float32), ())


class NeutralTargets(TargetModel):
    """Finds every sentence neutral about everybody."""

    def __init__(self) -> None:
        self.name = "target-sentiment@0"

    def read(self, targets: Sequence[Target]) -> list[TargetSentiment]:
        """Return the same for every target."""
        return [TargetSentiment(negative=0.1, neutral=0.8, positive=0.1) for _ in targets]


class SameGrade(GradeModel):
    """Finds every text as hard as any other."""

    def __init__(self) -> None:
        self.name = "readability-grade@0"

    def read(self, inputs: Numbers, *, features: Sequence[str], lengths: Sequence[int]) -> CalibratedGrade:
        """Return the same for every text."""
        return CalibratedGrade(ease=-1.0, grade=8.0, low=5.0, high=11.0)


class Trusted(HeadlineModel):
    """Doubts no headline."""

    def __init__(self) -> None:
        self.name = "headline-support@0"

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[HeadlineInContext]:
        """Return no doubts."""
        return [
            HeadlineInContext(1.0, tuple(DoubtedWord(*word.span(), 0.0) for word in WORD.finditer(headline)))
            for headline, _ in pairs
        ]


class WrittenFrames(FrameModel):
    """Finds what the test says wherever a sentence is read, and no other frame."""

    def __init__(self, probabilities: Mapping[str, float] | None = None) -> None:
        self.name = "framing@0"
        self.thresholds = dict.fromkeys(FRAME_KEYS, 0.5)
        self._probabilities = dict.fromkeys(FRAME_KEYS, UNLIKELY) | dict(probabilities or {})

    def read(self, sentences: Sequence[SentenceInContext]) -> list[dict[str, float]]:
        """Return the same for every sentence."""
        return [self._probabilities for _ in sentences]


class WrittenTellings(TellingsModel):
    """Finds two sentences as likely one fact as the test says, and words with one first letter one thing.

    Where a test reads sentences, a sub-word is a word.
    """

    def __init__(self, same: Mapping[tuple[str, str], float] | None = None) -> None:
        self.name = "tellings@0"
        self._same = dict(same or {})
        self._texts: dict[int, str] = {}

    def read(self, sentences: Sequence[tuple[str, str]]) -> list[SentenceRead]:
        """Return a row for each word, and remember whose they are."""
        found = []
        for _, text in sentences:
            words = list(WORD.finditer(text))
            rows = np.zeros((len(words), NAMES), dtype=np.float32)
            rows[range(len(words)), [ord(word.group()[0].lower()) % NAMES for word in words]] = 1
            read = SentenceRead(rows, rows.sum(axis=1), rows.sum(axis=0), rows, tuple(word.span() for word in words))
            self._texts[id(read)] = text
            found.append(read)
        return found

    def same(self, first: Sequence[SentenceRead], second: Sequence[SentenceRead]) -> Numbers:
        """Return what the test says of each pair."""
        texts = [[self._texts[id(read)] for read in side] for side in (first, second)]
        said = [[self._same.get((one, other), UNLIKELY_LOGIT) for other in texts[1]] for one in texts[0]]
        return np.array(said, dtype=np.float64).reshape(len(first), len(second))

    def one_thing(self, first: Numbers, second: Numbers) -> Numbers:
        """Return a high logit for words of which one begins as one of the others does."""
        return np.where(first @ second.T > 0, 4.0, -4.0)


def written_models(probabilities: Mapping[str, float], *, threshold: float = 0.4) -> Models:
    """Return models that find the given words loaded."""
    return Models(
        WrittenSentences(probabilities, threshold),
        NeutralTargets(),
        SameGrade(),
        Trusted(),
        WrittenFrames(),
        WrittenTellings(),
    )
