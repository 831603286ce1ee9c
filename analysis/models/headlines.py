"""The headline model: which words of a headline the story under it does not carry, and whether it is its headline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.models.encoder import Encoder, Inputs, Numbers
from analysis.models.files import ModelFiles
from analysis.words import WORD

# Both together, with three markers; the model was trained on no more.
MOST_TOKENS = 160
MOST_HEADLINE_TOKENS = 64
# How many of the sentences that say most of the headline are read, as far as there is room.
LIKEST_SENTENCES = 6


@dataclass(frozen=True, slots=True)
class DoubtedWord:
    """A word of a headline: its first character, the one after its last, and how likely the story does not have it."""

    start: int
    end: int
    doubt: float


@dataclass(frozen=True, slots=True)
class HeadlineInContext:
    """What the model makes of a headline over a story.

    Attributes:
        carried: probability, 0 to 1, that it is this story's headline, unaltered.
        words: each word's doubt, in the order of the text.
    """

    carried: float
    words: tuple[DoubtedWord, ...]


class HeadlineModel:
    """One pass of an encoder over a headline and the sentences of the story that are most like it."""

    def __init__(self, files: ModelFiles, encoder: Encoder) -> None:
        self.name = files.name
        self._settings = files.settings
        self._encoder = encoder

    def read(self, pairs: Sequence[tuple[str, str]]) -> list[HeadlineInContext]:
        """Read headlines, each with the sentences it is compared with (see :func:`evidence_of`)."""
        tokens = self._encoder.tokens([text for pair in pairs for text in pair])
        halves = [
            together(above.tolist(), below.tolist())
            for (above, _), (below, _) in zip(tokens[::2], tokens[1::2], strict=True)
        ]
        outputs = self._encoder.run([_inputs(above, below) for above, below in halves])
        return [
            self._reading(headline, offsets[1 : len(above) - 1], found)
            for (headline, _), (_, offsets), (above, _), found in zip(pairs, tokens[::2], halves, outputs, strict=True)
        ]

    def _reading(
        self, headline: str, offsets: Sequence[tuple[int, int]], outputs: Sequence[Numbers]
    ) -> HeadlineInContext:
        whole, pieces = outputs
        logits = np.full(len(headline) + 1, -np.inf)
        for (start, end), logit in zip(offsets, pieces[1 : len(offsets) + 1].tolist(), strict=True):
            logits[start:end] = np.maximum(logits[start:end], logit)
        words = tuple(
            DoubtedWord(word.start(), word.end(), _probability(float(logits[word.start() : word.end()].max())))
            for word in WORD.finditer(headline)
        )
        slope, offset = self._settings["slope"], self._settings["offset"]
        return HeadlineInContext(_probability(slope * float(whole) + offset), words)


def together(headline: Sequence[int], evidence: Sequence[int]) -> tuple[list[int], list[int]]:
    """Return two marked sequences of sub-words as the two halves of one that is no longer than allowed."""
    top = list(headline)
    if len(top) > MOST_HEADLINE_TOKENS:
        top = [*top[: MOST_HEADLINE_TOKENS - 1], top[-1]]
    below = list(evidence[1:])
    room = MOST_TOKENS - len(top)
    return top, below if len(below) <= room else [*below[: room - 1], below[-1]]


def evidence_of(sentences: Sequence[str], order: Iterable[int]) -> str:
    """Return the sentences that a headline is compared with, the foremost first: what does not fit is the last.

    Args:
        sentences: of the body.
        order: their numbers, those that say most of the headline first.
    """
    return " ".join(sentences[number] for number in [*order][:LIKEST_SENTENCES])


def _inputs(above: Sequence[int], below: Sequence[int]) -> Inputs:
    """Return the sub-words of both halves, and which half each is in."""
    return {
        "input_ids": np.array([*above, *below], dtype=np.int64),
        "token_type_ids": np.array([0] * len(above) + [1] * len(below), dtype=np.int64),
    }


def _probability(logit: float) -> float:
    return float(1 / (1 + np.exp(-logit)))
