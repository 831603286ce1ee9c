"""Fit the readability grade model: ``python -m training.readability_grade DATA [--out FOLDER] [--models FOLDER]``.

Reads CLEAR from the data folder, parses every excerpt, reads its sentences with the loaded-language encoder of the
models folder, and cross-validates on all excerpts and on those that may be shipped; only the latter are fitted.
Writes weights, manifest with hashes, and the model card. Seeded. Parsing takes about two
minutes on one core, cross-validation longer; no GPU is needed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from rich.progress import track

from analysis.article import Article, Part
from analysis.document import parse_many
from analysis.intervals import CONFIDENCE, Numbers
from analysis.models import MODELS_FOLDER, SentenceModel
from analysis.models.encoder import Encoder
from analysis.models.files import MANIFEST, checked
from analysis.models.grade import WEIGHTS_FILE, Regression
from analysis.models.word_pieces import load_word_pieces
from analysis.readability.formulas import FORMULAS
from analysis.readability.grade_features import tokens_of
from analysis.readability.grade_model import meanings, plain_inputs
from analysis.reading import load_resources
from training.console import console
from training.readability_card import Figures, card
from training.readability_data import Excerpt, excerpts
from training.readability_fit import (
    ANCHOR_LEVELS,
    DIRECTION_LEVELS,
    Inputs,
    Places,
    correlation,
    fit,
    predicted,
    unit_of,
)

NAME = "readability-grade@1"
SHOWN_DIGITS = 6


def main() -> None:
    """Read, cross-validate, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder that holds clear/")
    parser.add_argument("--out", type=Path, default=MODELS_FOLDER / "readability_grade", help="where the weights go")
    parser.add_argument("--models", type=Path, default=MODELS_FOLDER, help="of loaded_language/ and word_pieces/")
    options = parser.parse_args()
    found = excerpts(options.data)
    encoder_files = checked(options.models / "loaded_language")
    encoder = SentenceModel(encoder_files, Encoder(encoder_files, load_word_pieces(options.models)))
    inputs, names = read(found, encoder)
    write(options.out, found, inputs, names, encoder=encoder_files.name)


def read(found: Sequence[Excerpt], encoder: SentenceModel) -> tuple[Inputs, list[str]]:
    """Return features and mean embedding of each excerpt as one passage, and the names of the features."""
    resources = load_resources(models=None)
    plain, meaning, names = [], [], list[str]()
    documents = parse_many((Article("", excerpt.text) for excerpt in found), resources.pipeline, resources.lexicons)
    for document in track(documents, "excerpts read", total=len(found), console=console):
        sentences = document.body_sentences
        features, names = plain_inputs(tokens_of(document.parsed[Part.BODY]), [sentences])
        read_sentences = encoder.read([sentence.text for sentence in sentences])
        embeddings = {s.span: found.embedding for s, found in zip(sentences, read_sentences, strict=True)}
        plain.append(features[0])
        meaning.append(meanings([sentences], embeddings)[0])
    return Inputs(np.array(plain), np.array(meaning)), names


def write(folder: Path, found: Sequence[Excerpt], inputs: Inputs, names: list[str], *, encoder: str) -> None:
    """Cross-validate, fit on the excerpts that may be shipped, and write weights, manifest and card."""
    plain = replace(inputs, meaning=np.zeros((len(found), 0)))
    figures = list(_on_all(found, inputs, names))
    for name, seen in (("without embeddings", plain), ("as shipped", inputs)):
        regression, of_shipped = _shipped(name, found, seen, names)
        figures += of_shipped
    folder.mkdir(parents=True, exist_ok=True)
    weights = {"features": names, "regression": _as_json(regression)}
    content = json.dumps(weights, separators=(",", ":")).encode()
    (folder / WEIGHTS_FILE).write_bytes(content)
    manifest = {"name": NAME, "settings": {}, "files": {WEIGHTS_FILE: hashlib.sha256(content).hexdigest()}}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    (folder / "card.md").write_text(card(NAME, encoder, figures, regression), encoding="utf-8")


def _on_all(found: Sequence[Excerpt], inputs: Inputs, names: Sequence[str]) -> Iterator[Figures]:
    """Cross-validate on all excerpts with more and more of the inputs."""
    ease, everything = np.array([excerpt.ease for excerpt in found]), np.arange(len(found))
    none = np.zeros((len(found), 0))
    for name, columns in _groups(names).items():
        yield _compared(
            f"{name}, all excerpts", predicted(Inputs(inputs.plain[:, columns], none), ease), found, everything
        )
    yield _compared("and embeddings, all excerpts", predicted(inputs, ease), found, everything)


def _shipped(
    name: str, found: Sequence[Excerpt], seen: Inputs, names: list[str]
) -> tuple[Regression, tuple[Figures, Figures]]:
    """Fit on the excerpts that may be shipped; say what that reaches within them and on the others."""
    ease = np.array([excerpt.ease for excerpt in found])
    shipped = np.flatnonzero([excerpt.shipped for excerpt in found])
    others = np.flatnonzero([not excerpt.shipped for excerpt in found])
    across, fitted = predicted(seen, ease, shipped), fit(seen, ease, shipped)
    grade_columns = [names.index(formula.name) for formula in FORMULAS if formula.unit == "grade"]
    grades = np.median(seen.plain[np.ix_(shipped, grade_columns)], axis=1)
    figures = (
        _compared(f"{name}, within the excerpts fitted on", across, found, shipped),
        _compared(f"{name}, fitted on those, on the others", fitted.ease(seen.rows[others]), found, others),
    )
    return _calibrated(fitted, across, ease[shipped], grades), figures


def _groups(names: Sequence[str]) -> dict[str, list[int]]:
    """Return the columns of each stage: counts and formulas, then word frequency, then everything."""
    frequency = [number for number, name in enumerate(names) if name.startswith(("zipf", "type-token"))]
    counts = list(range(frequency[0]))
    return {
        "counts and formulas": counts,
        "and word frequency": [*counts, *frequency],
        "and sentences and parse": list(range(len(names))),
    }


def _compared(label: str, values: Numbers, found: Sequence[Excerpt], places: Places) -> Figures:
    ease = np.array([found[place].ease for place in places])
    informational = np.array([found[place].informational for place in places])
    error = float(np.sqrt(np.mean((values - ease) ** 2)))
    everything = np.ones(len(places), dtype=bool)
    figure = Figures(
        label, len(places), correlation(values, ease, everything), correlation(values, ease, informational), error
    )
    console.print(f"{label}: r {figure.r:.3f}, informational {figure.r_informational:.3f}, RMSE {error:.3f}")
    return figure


def _calibrated(fitted: Regression, across: Numbers, ease: Numbers, grades: Numbers) -> Regression:
    """Add the line from ease to grade (equal mean and spread) and the error that 95 % of residuals lie within."""
    slope = -float(grades.std() / across.std())
    error = float(np.quantile(np.abs(ease - across), CONFIDENCE))
    return replace(fitted, slope=slope, intercept=float(grades.mean() - slope * across.mean()), error=error)


def _as_json(regression: Regression) -> dict[str, object]:
    content: dict[str, object] = {name: getattr(regression, name) for name in ("offset", "slope", "intercept", "error")}
    for name in ("means", "scales", "pulls"):
        content[name] = [float(f"{value:.{SHOWN_DIGITS}g}") for value in getattr(regression, name)]
    for name, levels in (("directions", DIRECTION_LEVELS), ("anchors", ANCHOR_LEVELS)):
        values = getattr(regression, name)
        unit = unit_of(values, levels)
        content[f"{name}_unit"] = unit
        content[name] = np.round(values / unit).astype(int).tolist()
    return content


if __name__ == "__main__":
    main()
