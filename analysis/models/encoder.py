"""A fine-tuned encoder in ONNX: text in sub-words through one session, one sequence a run, on every core.

Activations are quantised for each run as a whole, so sequences that share a run would change each other's numbers. One
a run costs nothing (int8 MiniLM is as fast as in batches of 32; docs/models.md has the figures), needs no padding, and
makes a result the same wherever and beside whatever a sentence is read. Cores are used by running sequences side by
side, each on one thread.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from analysis.models.files import ModelFiles

Numbers = NDArray[np.float32]
Inputs = Mapping[str, NDArray[np.int64] | Numbers]
Item = TypeVar("Item")
Result = TypeVar("Result")

# With its two markers; one news sentence in a thousand is longer.
MOST_TOKENS = 128
MODEL_FILE = "model.onnx"
TOKENIZER_FILE = "tokenizer.json"


class Encoder:
    """One ONNX session and its tokenizer, shared by all callers.

    Attributes:
        threads: how many sequences are read side by side.
    """

    def __init__(self, files: ModelFiles, *, threads: int | None = None) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            files.path(MODEL_FILE), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(files.path(TOKENIZER_FILE)))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self.threads = threads or os.cpu_count() or 1

    def tokens(self, texts: Sequence[str]) -> list[tuple[NDArray[np.int64], list[tuple[int, int]]]]:
        """Return for each text its sub-words, with a marker at each end, and the characters that each stands for."""
        return [
            (np.array(found.ids, dtype=np.int64), found.offsets) for found in self._tokenizer.encode_batch(list(texts))
        ]

    def run(self, inputs: Inputs) -> list[Numbers]:
        """Run one sequence and return the model's outputs, in its own order."""
        outputs: list[Numbers] = self._session.run(None, dict(inputs))
        return outputs

    def side_by_side(self, work: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
        """Yield the result of each item, in order, working on several at once."""
        if self.threads == 1 or len(items) == 1:
            yield from map(work, items)
            return
        with ThreadPoolExecutor(self.threads) as pool:
            yield from pool.map(work, items)


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
