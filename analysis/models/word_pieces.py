"""Word pieces: how text is cut into sub-words, and the table that every encoder begins with, read once for all."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from analysis.models.files import MODELS_FOLDER, ModelFiles, checked

# Within a folder of models.
WORD_PIECES = "word_pieces"
TABLE_FILE = "table.npy"
TOKENIZER_FILE = "tokenizer.json.gz"


class WordPieces:
    """A tokenizer, and a row of numbers for each of its sub-words; shared by all encoders and all threads.

    Training leaves the table as it was pretrained (``training/loop.py``), so that one does for every encoder. It is
    kept in eight bits; each graph knows what a step of its numbers is.
    """

    def __init__(self, files: ModelFiles) -> None:
        self._tokenizer = read_tokenizer(files.path(TOKENIZER_FILE))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._table: NDArray[np.uint8] = np.load(files.path(TABLE_FILE), allow_pickle=False)

    def tokens(self, texts: Sequence[str]) -> list[tuple[NDArray[np.int64], list[tuple[int, int]]]]:
        """Return for each text its sub-words, with a marker at each end, and the characters that each stands for."""
        return [
            (np.array(found.ids, dtype=np.int64), found.offsets) for found in self._tokenizer.encode_batch(list(texts))
        ]

    def rows(self, ids: NDArray[np.int64]) -> NDArray[np.uint8]:
        """Return the table's rows of sub-words: one dimension more than they have, of the table's width.

        Raises:
            IndexError: if there is no such sub-word.
        """
        rows: NDArray[np.uint8] = self._table[ids]
        return rows


def load_word_pieces(models: Path = MODELS_FOLDER) -> WordPieces:
    """Check and load the word pieces of a folder of models.

    Raises:
        ModelError: if a file is missing or is not the one that its manifest describes.
    """
    return WordPieces(checked(models / WORD_PIECES))


def read_tokenizer(path: Path) -> Tokenizer:
    """Read a tokenizer from a compressed file."""
    return Tokenizer.from_buffer(gzip.decompress(path.read_bytes()))
