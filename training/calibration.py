"""From logits to probabilities that mean what they say, and the thresholds that go with them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import precision_recall_curve

from training.sentences import Labelled

# Platt's two numbers need no regularisation worth the name.
WEAK = 1e4


def sentences(logits: NDArray[np.float32], labelled: Sequence[Labelled]) -> dict[str, float]:
    """Return slope and offset that turn a sentence's logit into the log odds of its label (Platt 1999)."""
    slope, offset = _platt(logits, np.array([example.loaded for example in labelled]))
    return {"sentence_slope": slope, "sentence_offset": offset}


def words(logits: Sequence[NDArray[np.float32]], labelled: Sequence[Labelled]) -> dict[str, float]:
    """Return slope and offset for words, and the probability from which a word is best called loaded (highest F1)."""
    every, marked = np.concatenate(logits), np.concatenate([example.words for example in labelled])
    slope, offset = _platt(every, marked)
    probability = 1 / (1 + np.exp(-(slope * every + offset)))
    precision, recall, thresholds = precision_recall_curve(marked, probability)
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    return {"word_slope": slope, "word_offset": offset, "word_threshold": float(thresholds[f1[:-1].argmax()])}


def classes(logits: NDArray[np.float32], gold: NDArray[np.int64]) -> float:
    """Return the slope (inverse temperature, Guo et al. 2017) with the least log loss over a grid."""
    slopes = np.geomspace(0.25, 4, 81)
    losses = []
    for slope in slopes:
        scaled = slope * (logits - logits.max(1, keepdims=True))
        losses.append(np.mean(np.log(np.exp(scaled).sum(1)) - scaled[np.arange(len(gold)), gold]))
    return float(slopes[int(np.argmin(losses))])


def _platt(logits: NDArray[np.float32], gold: NDArray[np.float64]) -> tuple[float, float]:
    fitted = LogisticRegression(C=WEAK).fit(logits.reshape(-1, 1), gold.round().astype(int))
    return float(fitted.coef_[0, 0]), float(fitted.intercept_[0])
