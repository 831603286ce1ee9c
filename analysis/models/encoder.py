"""A fine-tuned encoder in ONNX: text in sub-words through one session, sequences of one length side by side.

The graphs quantise each activation with a range that was measured beforehand (``training/graph.py``), and sequences of
one length need no padding: so a sequence gives the same numbers, bit for bit, alone and beside whatever others, while
the weights are fetched from memory once for all that are read in a run. Cores are used by several runs at once, each
on one thread.
"""

from __future__ import annotations

import gzip
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from analysis.models.files import ModelFiles

Numbers = NDArray[np.float32]
# One sequence: what the model takes, by name, each with one number, or one row of numbers, a sub-word.
Inputs = Mapping[str, NDArray[np.int64] | Numbers]

# With its two markers; one news sentence in a thousand is longer.
MOST_TOKENS = 128
# Sub-words of all sequences in a run: more make it no faster, and what flows between its layers leaves the cache.
MOST_TOKENS_IN_RUN = 256
MODEL_FILE = "model.onnx"
TOKENIZER_FILE = "tokenizer.json.gz"


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
            names = sequences[numbers[0]]
            given = {name: np.stack([sequences[number][name] for number in numbers]) for name in names}
            outputs: list[Numbers] = self._session.run(None, given)
            return outputs

        if self.threads == 1 or len(shared) == 1:
            yield from map(together, shared)
            return
        with ThreadPoolExecutor(self.threads) as pool:
            yield from pool.map(together, shared)


class Encoder(Session):
    """A session that takes sub-words, and its tokenizer."""

    def __init__(self, files: ModelFiles, *, threads: int | None = None) -> None:
        super().__init__(files, threads=threads)
        self._tokenizer = read_tokenizer(files.path(TOKENIZER_FILE))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    def tokens(self, texts: Sequence[str]) -> list[tuple[NDArray[np.int64], list[tuple[int, int]]]]:
        """Return for each text its sub-words, with a marker at each end, and the characters that each stands for."""
        return [
            (np.array(found.ids, dtype=np.int64), found.offsets) for found in self._tokenizer.encode_batch(list(texts))
        ]


def read_tokenizer(path: Path) -> Tokenizer:
    """Read a tokenizer from a compressed file."""
    return Tokenizer.from_buffer(gzip.decompress(path.read_bytes()))


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
