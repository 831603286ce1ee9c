"""Model cards: what a model is, what it learned from, how good it is and what it cannot do."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.models.files import MANIFEST

CARD = "card.md"


@dataclass(frozen=True)
class Data:
    """One data set that a model learned from: name and citation, licence, what of it was used."""

    name: str
    licence: str
    used: str


@dataclass(frozen=True)
class Card:
    """What a model's card says beside what its manifest holds.

    Attributes:
        title: the model in words.
        purpose: what it answers and for whom, in a paragraph.
        recipe: how it was trained, in a paragraph.
        data: what it learned from.
        figures: figures on data held out of training, by what they are.
        limits: what it cannot do, a sentence each.
        command: what makes it.
        licence: of the weights.
    """

    title: str
    purpose: str
    recipe: str
    data: Sequence[Data]
    figures: Mapping[str, float]
    limits: Sequence[str]
    command: str
    licence: str = "Apache-2.0"


def write_card(folder: Path, card: Card) -> None:
    """Write ``card.md`` beside a model's manifest, which has to be there."""
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    settings = ", ".join(f"{name} {value:.4g}" for name, value in manifest["settings"].items())
    lines = [
        f"# {card.title}",
        "",
        f"Name: `{manifest['name']}`. Licence of the weights: {card.licence}.",
        "",
        f"Training data: {'; '.join(f'{data.name} ({data.licence})' for data in card.data)}.",
        "",
        card.purpose,
        "",
        "## How it was made",
        "",
        card.recipe,
        "",
        f"Command: `{card.command}`",
        "",
        "| learned from | licence | used |",
        "|---|---|---|",
        *(f"| {data.name} | {data.licence} | {data.used} |" for data in card.data),
        "",
        "## How good it is",
        "",
        "On data held out of training, before the weights were rounded to int8 unless it is said otherwise:",
        "",
        *(f"- {name}: {value:.3f}" for name, value in card.figures.items()),
        "",
        "Figures of the int8 model on public test sets, with published systems beside them, stand in "
        "`benchmarks/RESULTS.md`.",
        "",
        "## Limits",
        "",
        *(f"- {limit}" for limit in card.limits),
        "",
        "## Files",
        "",
        f"Calibration: {settings}.",
        "",
        *(f"- `{file}`, SHA-256 `{digest}`" for file, digest in manifest["files"].items()),
    ]
    (folder / CARD).write_text("\n".join(lines) + "\n", encoding="utf-8")
