"""The models in use: which folder the reader named, what lies in it, and the models' cards."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path

from analysis.models import MODELS_VARIABLE, models_folder
from analysis.models.files import MANIFEST
from analysis.results import Row, Table

CARD = "card.md"
# The line near the top of a model card that names what the model has learned from, and under which licences.
TRAINING_DATA = re.compile(r"^(?:\W*)training data\W*:\W*(.+)$", re.IGNORECASE | re.MULTILINE)
DIGITS_SHOWN = 12
MEGABYTE = 1_000_000
NO_MODELS = (
    "The dashboard runs without models: words are marked by word lists and rules alone, and sentiment is read from "
    "judging words."
)
NO_CARD = "There is no model card in the model’s folder."


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
    def card_on_page(self) -> str:
        """The card with its headings two levels below that of the page, or that there is none."""
        return re.sub(r"^#", "###", self.card, flags=re.MULTILINE) or NO_CARD

    @property
    def training_data(self) -> str:
        """What it has learned from, and under which licences, as its card names them."""
        found = TRAINING_DATA.search(self.card)
        return found.group(1).strip() if found else "not stated"


def chosen_folder() -> Path | None:
    """Return the folder of the models that the environment names; None to do without."""
    return models_folder(os.environ.get(MODELS_VARIABLE))


def weights_in(folder: Path) -> tuple[Weights, ...]:
    """Return the models in a folder that was loaded, sorted by its sub-folders."""
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


def weights_table(weights: tuple[Weights, ...]) -> Table:
    """Return one row a model."""
    rows = tuple(
        Row(
            (
                model.name,
                f"{model.size / MEGABYTE:.1f} MB",
                model.digest[:DIGITS_SHOWN],
                model.training_data,
                _card(model),
            )
        )
        for model in weights
    )
    return Table(
        "models",
        "Models in use",
        "Trained models that read words in their sentence; they run on this computer, and no text leaves it.",
        ("Model", "Size", "SHA-256 of its weights begins", "Training data and licence", "Model card"),
        rows,
    )


def _card(model: Weights) -> str:
    return "below" if model.card else "none"
