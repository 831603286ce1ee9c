"""Which model a figure belongs to: its name, size and hash, and how it is loaded for a benchmark."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from analysis.models import SentenceModel, TargetModel
from analysis.models.encoder import MODEL_FILE, Encoder
from analysis.models.files import MANIFEST, checked
from analysis.models.word_pieces import load_word_pieces

DIGEST_SHOWN = 12


@dataclass(frozen=True)
class Weights:
    """What a results section says about the model.

    Attributes:
        name: with version, as on findings.
        digest: the first 12 hexadecimal digits of the model file's SHA-256.
        megabytes: size of the model file, without the word pieces that it shares; a megabyte is 1,000,000 bytes.
    """

    name: str
    digest: str
    megabytes: float

    def __str__(self) -> str:
        return f"{self.name} ({self.megabytes:.1f} MB, SHA-256 {self.digest}…)"


def weights_of(folder: Path, name: str) -> Weights:
    """Return what identifies the model in a folder; its manifest has been checked by loading it."""
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    return Weights(name, manifest["files"][MODEL_FILE][:DIGEST_SHOWN], (folder / MODEL_FILE).stat().st_size / 1e6)


def sentence_model(models: Path) -> tuple[SentenceModel, Weights]:
    """Load the loaded-language model alone, so that it can be measured while there is no other yet.

    Raises:
        ModelError: if its files are missing or altered.
    """
    files = checked(models / "loaded_language")
    return SentenceModel(files, Encoder(files, load_word_pieces(models))), weights_of(files.folder, files.name)


def target_model(models: Path) -> tuple[TargetModel, Weights]:
    """Load the target-sentiment model alone.

    Raises:
        ModelError: if its files are missing or altered.
    """
    files = checked(models / "target_sentiment")
    return TargetModel(files, Encoder(files, load_word_pieces(models))), weights_of(files.folder, files.name)
