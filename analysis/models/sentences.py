"""The loaded-language model: how likely a sentence, and each of its words, is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.models.encoder import Encoder, Numbers, windows
from analysis.models.files import ModelFiles
from analysis.words import WORD

# The place of a stretch's first sub-word in its text, and what the model makes of the stretch.
Part = tuple[int, list[Numbers]]


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
        states: what the encoder has come to after three of its six layers (sub-words × 384), for another model to go on
            from; of a sentence read in stretches, those of each.
    """

    loaded: float
    words: tuple[WordProbability, ...]
    embedding: Numbers
    states: tuple[Numbers, ...]


class SentenceModel:
    """A sentence's probability and its words', from one pass of one encoder."""

    def __init__(self, files: ModelFiles, encoder: Encoder) -> None:
        self.name = files.name
        self.word_threshold = files.settings["word_threshold"]
        self._settings = files.settings
        self._encoder = encoder

    def read(self, texts: Sequence[str]) -> list[SentenceInContext]:
        """Read sentences; each is read on its own, so that the company it is in changes nothing, and once.

        A text too long for one pass is read in stretches: it is as loaded as the most loaded of them.
        """
        different = list(dict.fromkeys(texts))
        tokens = self._encoder.tokens(different)
        stretches = [windows(ids) for ids, _ in tokens]
        outputs = iter(self._encoder.run([{"input_ids": ids} for cut in stretches for _, ids in cut]))
        readings = {
            text: self._reading(text, offsets, [(first, next(outputs)) for first, _ in cut])
            for text, (_, offsets), cut in zip(different, tokens, stretches, strict=True)
        }
        return [readings[text] for text in texts]

    def _reading(self, text: str, offsets: Sequence[tuple[int, int]], parts: Sequence[Part]) -> SentenceInContext:
        logits = np.full(len(text) + 1, -np.inf)
        sentence, embedding = -np.inf, np.zeros(1)
        for first, (whole, pieces, meaning, _) in parts:
            sentence = max(sentence, float(whole))
            embedding = embedding + meaning * len(pieces)
            for (start, end), logit in zip(offsets[first:], pieces[1:-1].tolist(), strict=False):
                logits[start:end] = np.maximum(logits[start:end], logit)
        words = [word.span() for word in WORD.finditer(text)]
        likeliest = np.maximum.reduceat(logits, [end for word in words for end in word])[::2] if words else logits[:0]
        probabilities = self._words(likeliest).tolist()
        length = float(np.linalg.norm(embedding)) or 1.0
        return SentenceInContext(
            loaded=self._sentence(sentence),
            words=tuple(WordProbability(*word, each) for word, each in zip(words, probabilities, strict=True)),
            embedding=(embedding / length).astype(np.float32),
            states=tuple(outputs[-1] for _, outputs in parts),
        )

    def _sentence(self, logit: float) -> float:
        return float(
            _probability(np.array(self._settings["sentence_slope"] * logit + self._settings["sentence_offset"]))
        )

    def _words(self, logits: NDArray[np.float64]) -> NDArray[np.float64]:
        return _probability(self._settings["word_slope"] * logits + self._settings["word_offset"])


def _probability(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    probabilities: NDArray[np.float64] = 1 / (1 + np.exp(-logits))
    return probabilities
