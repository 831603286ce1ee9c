"""A fine-tuned encoder in ONNX: text in sub-words through one session, sequences of one length side by side.

The graphs quantise each activation with a range that was measured beforehand (``training/graph.py``), and sequences of
one length need no padding: so a sequence gives the same numbers, bit for bit, alone and beside whatever others, while
the weights are fetched from memory once for all that are read in a run. Cores are used by several runs at once, each
on one thread.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from analysis.models.files import ModelFiles
from analysis.models.word_pieces import WordPieces

Numbers = NDArray[np.float32]
# One sequence: what the model takes, by name, each with one number, or one row of numbers, a sub-word.
Inputs = Mapping[str, NDArray[np.int64] | NDArray[np.uint8] | Numbers]

# With its two markers; one news sentence in a thousand is longer.
MOST_TOKENS = 128
# Sub-words of all sequences in a run: more make it no faster, and what flows between its layers leaves the cache.
MOST_TOKENS_IN_RUN = 256
MODEL_FILE = "model.onnx"


class Session:
    """One ONNX session, shared by all callers.

    Attributes:
        threads: how many runs are made at once.
    """

    def __init__(self, files: ModelFiles, *, threads: int | None = None) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        # The graph is laid out as it should run; a fused norm layer, for one, takes seven times as long.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        self._session = onnxruntime.InferenceSession(
            files.path(MODEL_FILE), options, providers=["CPUExecutionProvider"]
        )
        self.threads = threads or os.cpu_count() or 1

    def run(self, sequences: Sequence[Inputs]) -> list[list[Numbers]]:
        """Return for each sequence the model's outputs, in its own order, without the dimension of the sequences."""
        shared = list(runs([len(next(iter(sequence.values()))) for sequence in sequences]))
        results: dict[int, list[Numbers]] = {}
        for numbers, outputs in zip(shared, self._outputs(sequences, shared), strict=True):
            for row, number in enumerate(numbers):
                results[number] = [output[row] for output in outputs]
        return [results[number] for number in range(len(sequences))]

    def _outputs(self, sequences: Sequence[Inputs], shared: Sequence[Sequence[int]]) -> Iterator[list[Numbers]]:
        def together(numbers: Sequence[int]) -> list[Numbers]:
            outputs: list[Numbers] = self._session.run(None, self._given([sequences[number] for number in numbers]))
            return outputs

        if self.threads == 1 or len(shared) == 1:
            yield from map(together, shared)
            return
        with ThreadPoolExecutor(self.threads) as pool:
            yield from pool.map(together, shared)

    def _given(self, sequences: Sequence[Inputs]) -> dict[str, NDArray[Any]]:
        """Return what the model takes in one run: sequences of one length, one upon the other."""
        return {name: np.stack([sequence[name] for sequence in sequences]) for name in sequences[0]}


class Encoder(Session):
    """A session that takes sub-words, as ``input_ids``: its graph is given their rows of the table of word pieces."""

    def __init__(self, files: ModelFiles, pieces: WordPieces, *, threads: int | None = None) -> None:
        super().__init__(files, threads=threads)
        self._pieces = pieces

    def tokens(self, texts: Sequence[str]) -> list[tuple[NDArray[np.int64], list[tuple[int, int]]]]:
        """Return for each text its sub-words, with a marker at each end, and the characters that each stands for."""
        return self._pieces.tokens(texts)

    def _given(self, sequences: Sequence[Inputs]) -> dict[str, NDArray[Any]]:
        """Look up the rows of one run and no more: they take fifty times the memory of the sub-words' numbers."""
        given = super()._given(sequences)
        given["word_rows"] = self._pieces.rows(given.pop("input_ids"))
        return given


def runs(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield the numbers of the sequences that share a run: of one length, and not too many for a run."""
    alike: dict[int, list[int]] = defaultdict(list)
    for number, length in enumerate(lengths):
        alike[length].append(number)
    for length, numbers in alike.items():
        most = max(1, MOST_TOKENS_IN_RUN // length)
        yield from (numbers[start : start + most] for start in range(0, len(numbers), most))


def windows(ids: NDArray[np.int64]) -> list[tuple[int, NDArray[np.int64]]]:
    """Cut a long sequence into stretches of at most 128 sub-words, each between the two markers of the whole.

    Returns:
        For each stretch the place of its first sub-word after the marker, and the stretch with its markers.
    """
    if len(ids) <= MOST_TOKENS:
        return [(1, ids)]
    inner, step = ids[1:-1], MOST_TOKENS - 2
    return [
        (1 + start, np.concatenate((ids[:1], inner[start : start + step], ids[-1:])))
        for start in range(0, len(inner), step)
    ]
