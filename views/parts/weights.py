"""The models in use: which folder the reader named, what lies in it, and the models' cards."""

from __future__ import annotations

import os
import re
from pathlib import Path

from analysis.models import MODELS_VARIABLE, models_folder
from analysis.models.cards import Weights
from analysis.results import Row, Table

DIGITS_SHOWN = 12
MEGABYTE = 1_000_000
NO_MODELS = (
    "The dashboard runs without models: words are marked by word lists and rules alone, and sentiment is read from "
    "judging words."
)
NO_CARD = "There is no model card in the model’s folder."


def chosen_folder() -> Path | None:
    """Return the folder of the models that the environment names; None to do without."""
    return models_folder(os.environ.get(MODELS_VARIABLE))


def card_on_page(model: Weights) -> str:
    """Return a model's card with its headings two levels below that of the page, or that there is none."""
    return re.sub(r"^#", "###", model.card, flags=re.MULTILINE) or NO_CARD


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
