"""The exemplars of framing: sentences written for this project, and what each evokes, does and tells."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.models.frames import KEYS

EXEMPLARS = Path(__file__).with_name("frame_exemplars.jsonl")
# A label that can be argued about teaches nothing, for or against.
UNKNOWN = -1.0


@dataclass(frozen=True, slots=True)
class Exemplar:
    """A sentence and its labels.

    Attributes:
        text: the sentence.
        labels: one for each of :data:`analysis.models.frames.KEYS`, 0 to 1, or :data:`UNKNOWN`.
    """

    text: str
    labels: NDArray[np.float32]


def exemplars(path: Path = EXEMPLARS) -> list[Exemplar]:
    """Read sentences with their frames, functions and scope, one JSON object a line."""
    return [_exemplar(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def _exemplar(row: dict[str, object]) -> Exemplar:
    present = {*_words(row["frames"]), *_words(row["functions"]), row["scope"]}
    arguable = {*_words(row["arguable"]), *(key for key in KEYS if row["scope"] is None and key.startswith("scope_"))}
    labels = [UNKNOWN if key in arguable else float(key in present) for key in KEYS]
    return Exemplar(str(row["text"]), np.array(labels, dtype=np.float32))


def _words(value: object) -> Sequence[str]:
    return [str(word) for word in value] if isinstance(value, list) else []
