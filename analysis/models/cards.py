"""What lies beside a model's weights for people: its digest, and the card that says what it has learned from."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from analysis.models.files import MANIFEST

CARD = "card.md"
# The line near the top of a model card that names what the model has learned from, and under which licences.
TRAINING_DATA = re.compile(r"^(?:\W*)training data\W*:\W*(.+)$", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Weights:
    """One model on disk.

    Attributes:
        name: stable name with version.
        digest: SHA-256 of its weights.
        size: of all its files, in bytes.
        card: its model card as Markdown, or nothing.
    """

    name: str
    digest: str
    size: int
    card: str

    @property
    def training_data(self) -> str:
        """What it has learned from, and under which licences, as its card names them."""
        found = TRAINING_DATA.search(self.card)
        return found.group(1).strip() if found else "not stated"


def weights_in(folder: Path) -> tuple[Weights, ...]:
    """Return the models in a folder of models, sorted by its sub-folders."""
    return tuple(_weights(manifest) for manifest in sorted(folder.glob(f"*/{MANIFEST}")))


def _weights(manifest: Path) -> Weights:
    content = json.loads(manifest.read_text(encoding="utf-8"))
    files = content["files"]
    card = manifest.with_name(CARD)
    return Weights(
        name=content["name"],
        digest=next(iter(files.values())),
        size=sum((manifest.parent / file).stat().st_size for file in files),
        card=card.read_text(encoding="utf-8") if card.exists() else "",
    )
