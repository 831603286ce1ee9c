"""Write the word pieces that all encoders share: ``python -m training.word_pieces [--out FOLDER]``.

Tokenizer and table are MiniLM-L6's, the table in eight bits. Training does not change them (``training/loop.py``), so
that one copy does for every model that is made from MiniLM-L6. Takes some seconds.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path

import numpy as np

from analysis.models import MODELS_FOLDER
from analysis.models.files import MANIFEST, checked
from analysis.models.word_pieces import TABLE_FILE, TOKENIZER_FILE, WORD_PIECES, WordPieces
from training.cards import CARD
from training.console import console
from training.encoders import MINILM, folder_of, load_encoder, load_tokenizer
from training.export import weights_of, write_manifest
from training.graph import Weights, in_eight_bits

NAME = "word-pieces@1"
# Of an encoder's weights, by its name there.
TABLE = "embeddings.word_embeddings.weight"


def shared_pieces(weights: Weights) -> WordPieces:
    """Load the word pieces, for a model whose graph is to begin with them.

    Args:
        weights: of the trained model, in float.

    Raises:
        ModelError: if a file is missing or altered.
        ValueError: if the model's table is not the one that is shared: its graph would read other numbers.
    """
    files = checked(MODELS_FOLDER / WORD_PIECES)
    shared = np.load(files.path(TABLE_FILE), allow_pickle=False)
    if not np.array_equal(shared, in_eight_bits(weights[f"encoder.{TABLE}"])):
        raise ValueError(f"The model's table of word pieces is not that of {MINILM.title}: it cannot be shared.")
    return WordPieces(files)


def write(base: Path, out: Path) -> None:
    """Write table, tokenizer, manifest and card from the folder of a base encoder."""
    out.mkdir(parents=True, exist_ok=True)
    table = in_eight_bits(weights_of(load_encoder(base))[TABLE])
    np.save(out / TABLE_FILE, table, allow_pickle=False)
    tokenizer = load_tokenizer(base).backend_tokenizer
    tokenizer.no_truncation()
    tokenizer.no_padding()
    # No time of day in it: the same tokenizer gives the same file.
    (out / TOKENIZER_FILE).write_bytes(gzip.compress(tokenizer.to_str(pretty=True).encode(), mtime=0))
    write_manifest(out, name=NAME, settings={}, files=(TABLE_FILE, TOKENIZER_FILE))
    (out / CARD).write_text(_card(out, *table.shape), encoding="utf-8")


def _card(out: Path, n_pieces: int, width: int) -> str:
    """Return the card: that of what was taken over, not of a model that was trained."""
    files = json.loads((out / MANIFEST).read_text(encoding="utf-8"))["files"]
    lines = [
        "# Word pieces",
        "",
        f"Name: `{NAME}`. Licence of the weights: {MINILM.licence}.",
        "",
        f"Training data: none of this project's; taken from {MINILM.title} ({MINILM.licence}).",
        "",
        "What words are cut into, and what the encoders know of each piece before they read it in its sentence: "
        f"{n_pieces:,} pieces, each with {width} numbers. The loaded-language, target-sentiment and headline models "
        "begin with them; the frame and tellings models go on from states of the first. They are kept, and read into "
        "memory, once for all.",
        "",
        "## How they were made",
        "",
        f"Tokenizer and table are those of {MINILM.title}; no training changed them. Each number of the table was "
        "rounded to one of 256 values; which number a value stands for is written in the graph of each model.",
        "",
        "Command: `python -m training.word_pieces`",
        "",
        "## Limits",
        "",
        "- The pieces are of English in lower case without accents: capitals do not tell a name from a word.",
        "- A word that is rare, or of another language, falls into many pieces that mean little.",
        "",
        "## Files",
        "",
        *(f"- `{file}`, SHA-256 `{digest}`" for file, digest in files.items()),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the files, and say where they are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=MODELS_FOLDER / WORD_PIECES)
    options = parser.parse_args()
    # Only MPNet has to be put together somewhere first.
    write(folder_of(MINILM, cache=options.out), options.out)
    console.print(f"wrote {options.out}")


if __name__ == "__main__":
    main()
