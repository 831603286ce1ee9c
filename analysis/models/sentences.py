"""The loaded-language model: how likely a sentence, and each of its words, is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.models.encoder import Encoder, Numbers, windows
from analysis.models.files import ModelFiles
from analysis.words import WORD


@dataclass(frozen=True, slots=True)
class WordProbability:
    """One word of a sentence: its first character, the one after its last, and how likely it is loaded (0 to 1)."""

    start: int
    end: int
    probability: float


@dataclass(frozen=True, slots=True, eq=False)
class SentenceInContext:
    """What the model makes of one sentence.

    Attributes:
        loaded: calibrated probability, 0 to 1, that the sentence as a whole is loaded.
        words: each word's own probability, in the order of the text.
        embedding: 384 numbers of length 1; the dot product of two says how alike their sentences are in meaning.
    """

    loaded: float
    words: tuple[WordProbability, ...]
    embedding: Numbers


class SentenceModel:
    """A sentence's probability and its words', from one pass of one encoder."""

    def __init__(self, files: ModelFiles, encoder: Encoder) -> None:
        self.name = files.name
        self.word_threshold = files.settings["word_threshold"]
        self._settings = files.settings
        self._encoder = encoder

    def read(self, texts: Sequence[str]) -> list[SentenceInContext]:
        """Read sentences; each is read on its own, so that the company it is in changes nothing.

        A text too long for one pass is read in stretches: it is as loaded as the most loaded of them.
        """
        items = list(zip(texts, self._encoder.tokens(texts), strict=True))
        return list(self._encoder.side_by_side(self._read_one, items))

    def _read_one(self, item: tuple[str, tuple[NDArray[np.int64], list[tuple[int, int]]]]) -> SentenceInContext:
        text, (ids, offsets) = item
        logits = np.full(len(text) + 1, -np.inf)
        sentence, embedding = -np.inf, np.zeros(1)
        for first, stretch in windows(ids):
            outputs = self._encoder.run({"input_ids": stretch[np.newaxis]})
            sentence = max(sentence, float(outputs[0][0]))
            embedding = embedding + outputs[2][0] * len(stretch)
            for (start, end), logit in zip(offsets[first:], outputs[1][0][1:-1], strict=False):
                logits[start:end] = np.maximum(logits[start:end], logit)
        words = tuple(
            WordProbability(word.start(), word.end(), self._word(float(logits[word.start() : word.end()].max())))
            for word in WORD.finditer(text)
        )
        length = float(np.linalg.norm(embedding)) or 1.0
        return SentenceInContext(self._sentence(sentence), words, (embedding / length).astype(np.float32))

    def _sentence(self, logit: float) -> float:
        return _probability(self._settings["sentence_slope"] * logit + self._settings["sentence_offset"])

    def _word(self, logit: float) -> float:
        return _probability(self._settings["word_slope"] * logit + self._settings["word_offset"])


def _probability(logit: float) -> float:
    return float(1 / (1 + np.exp(-logit)))
