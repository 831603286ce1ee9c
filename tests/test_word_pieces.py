"""Word pieces: what text is cut into, the rows that encoders begin with, and files that are not the tested ones."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from analysis.models import FOLDERS, MODELS_FOLDER, ModelError, SentenceModel, load_models
from analysis.models.encoder import MOST_TOKENS_IN_RUN, Encoder
from analysis.models.files import checked
from analysis.models.word_pieces import TABLE_FILE, TOKENIZER_FILE, WORD_PIECES, WordPieces, load_word_pieces

WIDTH = 384


@pytest.fixture(scope="module")
def pieces() -> WordPieces:
    return load_word_pieces()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a folder of models that holds nothing but a copy of the word pieces."""
    shutil.copytree(MODELS_FOLDER / WORD_PIECES, tmp_path / WORD_PIECES)
    return tmp_path


def test_a_text_is_cut_into_pieces_between_two_markers(pieces: WordPieces) -> None:
    text = "Mayor Vale  resigned."
    ((ids, offsets),) = pieces.tokens([text])
    assert len(ids) == len(offsets)
    assert [text[start:end] for start, end in offsets] == ["", "Mayor", "Vale", "resigned", ".", ""]


def test_a_piece_is_the_same_whatever_it_stands_beside(pieces: WordPieces) -> None:
    (alone, _), (beside, _), (empty, _) = pieces.tokens(["vale", "Vale resigned", ""])
    assert alone[1] == beside[1]
    assert alone[[0, -1]].tolist() == beside[[0, -1]].tolist() == empty.tolist()


def test_neither_long_nor_short_texts_are_cut_or_padded(pieces: WordPieces) -> None:
    (long, _), (short, _) = pieces.tokens(["word " * 600, "word"])
    assert (len(long), len(short)) == (602, 3)


def test_each_sub_word_has_its_row_of_the_table(pieces: WordPieces) -> None:
    table = np.load(MODELS_FOLDER / WORD_PIECES / TABLE_FILE, allow_pickle=False)
    ids = np.array([[0, 101, 2], [102, 101, len(table) - 1]])
    rows = pieces.rows(ids)
    assert (rows.shape, rows.dtype) == ((2, 3, WIDTH), np.uint8)
    assert all(rows[place].tolist() == table[ids[place]].tolist() for place in np.ndindex(ids.shape))


def test_there_is_no_row_beyond_the_table(pieces: WordPieces) -> None:
    with pytest.raises(IndexError):
        pieces.rows(np.array([1_000_000]))


def test_rows_are_looked_up_for_one_run_at_a_time() -> None:
    seen: list[tuple[int, ...]] = []

    class Recorder(WordPieces):
        def rows(self, ids: NDArray[np.int64]) -> NDArray[np.uint8]:
            seen.append(ids.shape)
            return super().rows(ids)

    files = checked(MODELS_FOLDER / "loaded_language")
    recorder = Recorder(checked(MODELS_FOLDER / WORD_PIECES))
    texts = [f"{who} spoke in {where}." for who in "abcdefgh" for where in "abcdefgh"]
    SentenceModel(files, Encoder(files, recorder, threads=1)).read(texts)
    assert sum(sequences for sequences, _ in seen) == len(texts)
    assert max(sequences * length for sequences, length in seen) <= MOST_TOKENS_IN_RUN


def test_all_models_share_what_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Path] = []

    def recorded(folder: Path) -> WordPieces:
        read.append(folder)
        return load_word_pieces(folder)

    monkeypatch.setattr("analysis.models.load_word_pieces", recorded)
    load_models(threads=1)
    assert read == [MODELS_FOLDER]


@pytest.mark.parametrize("file", [TABLE_FILE, TOKENIZER_FILE])
def test_an_altered_file_is_refused_by_name(file: str, folder: Path) -> None:
    with (folder / WORD_PIECES / file).open("ab") as opened:
        opened.write(b" ")
    with pytest.raises(ModelError, match=rf"{file}” is not the file that word-pieces@\d.*SHA-256 differs.*restore it"):
        load_word_pieces(folder)


@pytest.mark.parametrize("file", [TABLE_FILE, TOKENIZER_FILE])
def test_a_missing_file_is_named(file: str, folder: Path) -> None:
    (folder / WORD_PIECES / file).unlink()
    with pytest.raises(ModelError, match=rf"{file}” is missing; restore"):
        load_word_pieces(folder)


def test_models_without_word_pieces_are_refused(tmp_path: Path) -> None:
    for name in FOLDERS:
        shutil.copytree(MODELS_FOLDER / name, tmp_path / name)
    with pytest.raises(ModelError, match=rf"No model in “.*{WORD_PIECES}”: restore the folder"):
        load_models(tmp_path)
