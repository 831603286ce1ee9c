"""The target-sentiment model: what a sentence says about one actor that it mentions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.models.encoder import MOST_TOKENS, Encoder, Inputs, Numbers
from analysis.models.files import ModelFiles

# The marks around a target; the encoder was trained to read them so.
OPENING, CLOSING = "[ ", " ]"


@dataclass(frozen=True, slots=True)
class Target:
    """A stretch of a sentence that names whom the sentiment is toward.

    Attributes:
        text: the sentence.
        start: first character of the target.
        end: the character after its last.
    """

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TargetSentiment:
    """Calibrated probabilities, adding up to 1, that the sentence is negative, neutral or positive about the target."""

    negative: float
    neutral: float
    positive: float

    @property
    def balance(self) -> float:
        """From -1 (surely negative) to 1 (surely positive)."""
        return self.positive - self.negative


class TargetModel:
    """Sentiment toward a marked target, not of the sentence as a whole."""

    def __init__(self, files: ModelFiles, encoder: Encoder) -> None:
        self.name = files.name
        self._slope = files.settings["slope"]
        self._encoder = encoder

    def read(self, targets: Sequence[Target]) -> list[TargetSentiment]:
        """Read targets, each on its own and once.

        Raises:
            ValueError: if a target is empty or lies outside its text.
        """
        for target in targets:
            if not 0 <= target.start < target.end <= len(target.text):
                raise ValueError(
                    f"the target {target.start}–{target.end} does not lie in a text of {len(target.text)} characters"
                )
        different = list(dict.fromkeys(targets))
        tokens = self._encoder.tokens([marked_text(target) for target in different])
        outputs = self._encoder.run([_inputs(target, *found) for target, found in zip(different, tokens, strict=True)])
        sentiments = dict(zip(different, (self._sentiment(logits) for (logits,) in outputs), strict=True))
        return [sentiments[target] for target in targets]

    def _sentiment(self, logits: Numbers) -> TargetSentiment:
        odds = np.exp(self._slope * (logits - logits.max()))
        negative, neutral, positive = (odds / odds.sum()).tolist()
        return TargetSentiment(negative, neutral, positive)


def marked_text(target: Target) -> str:
    """Return the text with brackets around the target."""
    text = target.text
    return f"{text[: target.start]}{OPENING}{text[target.start : target.end]}{CLOSING}{text[target.end :]}"


def _inputs(target: Target, ids: NDArray[np.int64], offsets: Sequence[tuple[int, int]]) -> Inputs:
    """Return the sub-words of a marked text, and which of them are the target's."""
    first, last = target.start + len(OPENING), target.end + len(OPENING)
    inside = np.array([start < last and first < end for start, end in offsets], dtype=np.float32)
    if len(ids) > MOST_TOKENS:
        ids, inside = _around(ids, inside)
    return {"input_ids": ids, "target": inside}


def _around(ids: NDArray[np.int64], inside: Numbers) -> tuple[NDArray[np.int64], Numbers]:
    """Cut a long sequence to 128 sub-words around its target, markers kept."""
    room = MOST_TOKENS - 2
    middle = int(np.flatnonzero(inside).mean()) if inside.any() else 0
    start = min(max(1, middle - room // 2), len(ids) - 1 - room)
    kept = np.r_[0, start : start + room, len(ids) - 1]
    return ids[kept], inside[kept]
