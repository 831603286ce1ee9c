"""From which probability a sentence evokes a frame, and how well the frame model then agrees with the gold."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from sklearn.metrics import f1_score

from analysis.models.frames import KEYS
from training.frame_exemplars import UNKNOWN
from training.frame_model import Labels

# Not below even odds: frames are rarer in the news than among the hand-made sentences that thresholds are chosen on.
THRESHOLDS = np.arange(0.5, 0.81, 0.05).round(2)
SCHEMES = ("policy", "generic", "function", "scope")


def thresholds(labels: Labels, probabilities: Labels) -> dict[str, float]:
    """Return by key the probability from which a sentence evokes it: one a scheme, with the best mean F1."""
    best = {}
    for scheme in SCHEMES:
        columns = columns_of(scheme)
        means = [mean_f1(labels[:, columns], probabilities[:, columns] >= limit) for limit in THRESHOLDS]
        best |= {f"threshold_{KEYS[column]}": float(THRESHOLDS[int(np.argmax(means))]) for column in columns}
    return best


def figures(labels: Labels, probabilities: Labels, limits: Mapping[str, float]) -> dict[str, float]:
    """Return the mean F1 over the keys of each scheme."""
    found = probabilities >= np.array([limits[f"threshold_{key}"] for key in KEYS])
    return {
        f"hand-made sentences, the third that thresholds were chosen on, in int8, {scheme}: macro F1": mean_f1(
            labels[:, columns_of(scheme)], found[:, columns_of(scheme)]
        )
        for scheme in SCHEMES
    }


def columns_of(scheme: str) -> list[int]:
    """Return the places of a scheme's keys."""
    return [number for number, key in enumerate(KEYS) if key.startswith(scheme)]


def mean_f1(labels: Labels, found: np.ndarray) -> float:
    """Return the mean over keys (columns) of F1, 0 to 1, of the labels that are known."""
    known = labels != UNKNOWN
    columns = range(labels.shape[1])
    return float(np.mean([f1_score(labels[known[:, c], c] == 1, found[known[:, c], c]) for c in columns]))
