"""How far the numbers reach that enter each layer of an encoder: measured on sequences like those it is to read."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from rich.progress import track

from analysis.models.encoder import Inputs
from training.console import console
from training.graph import Graph, Range, Ranges, Weights
from training.layout import Layout

# A range holds all numbers of 97 sequences in 100: an odd one would make the steps of every other coarser. From 50 to
# 100 in 100 the logits of the int8 model lie equally far from those in float.
COVERED = 0.97
# Enough for a steady share of 3 in 100.
MOST_SEQUENCES = 1500
# Channels are far that reach twice as far as 99 in 100 do: in BERT one to four a layer do, some ten times as far.
FAR, NEAR = 2.0, 0.99
SEED = 1

Item = TypeVar("Item")


def some(items: Sequence[Item]) -> list[Item]:
    """Return a seeded sample of examples, enough to measure ranges on."""
    return random.Random(SEED).sample(items, min(MOST_SEQUENCES, len(items)))


def measured_ranges(layout: Layout, weights: Weights, sequences: Sequence[Inputs]) -> Ranges:
    """Read sequences with the model in float, and return how far the input of each layer reaches."""
    graph = Graph()
    inputs, _ = layout(graph, weights)
    watched = list(dict.fromkeys(graph.entering.values()))
    model = graph.model(inputs, {f"{value}_watched": value for value in watched})
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    ends = []
    for sequence in track(sequences, "measuring ranges", console=console):
        found = session.run(None, {name: numbers[np.newaxis] for name, numbers in sequence.items()})
        rows = [values.reshape(-1, values.shape[-1]) for values in found]
        ends.append([np.stack((row.min(0), row.max(0))) for row in rows])
    found = {value: np.stack(each) for value, each in zip(watched, zip(*ends, strict=True), strict=True)}
    return {name: _range(found[value], whole=name in graph.whole) for name, value in graph.entering.items()}


def _range(ends: NDArray[np.float32], *, whole: bool) -> Range:
    """Return the range of what enters a layer.

    Args:
        ends: of each sequence (sequences × lowest, highest × channels).
        whole: whether no channel may stay out of it.
    """
    reach = np.abs(ends).max((0, 1))
    far = np.flatnonzero(reach > (np.inf if whole else FAR * np.quantile(reach, NEAR)))
    near = np.delete(ends, far, axis=2)
    low, high = near[:, 0].min(1), near[:, 1].max(1)
    return Range(float(np.quantile(low, 1 - COVERED)), float(np.quantile(high, COVERED)), tuple(far.tolist()))
