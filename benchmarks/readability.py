"""Do the formulas and the grade model agree with teachers who judged which of two texts is easier to read?

Run with ``python -m benchmarks.readability DATA_FOLDER [--excerpts 800]``.

Reads ``clear/clear_corpus.csv.gz`` from the folder given (CLEAR, Crossley et al. 2022; not part of this repository) and
correlates each formula on the whole excerpt with the teachers' score, ``BT_easiness``. Nothing is fitted, so there is
no split: the excerpts are a seeded sample of all. The published figures are those of the corpus's own formula columns.

The grade model is fitted on the excerpts whose licence allows that, so it is measured on all others. What it reaches
in cross-validation, the model card says; the training command writes it.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import random
from collections import defaultdict
from pathlib import Path

import numpy as np

from analysis.article import Article, Part
from analysis.readability.grade_features import tokens_of
from analysis.readability.grade_model import load_grade_model
from analysis.reading import load_resources, read_closely
from analysis.report import MEASURES
from benchmarks.results import table, write_section
from training.readability_data import Excerpt, excerpts

SEED = 11
# Pearson r of the formulas' values that the corpus ships, over the whole file.
PUBLISHED = {
    "Flesch reading ease": 0.547,
    "Flesch–Kincaid grade": -0.517,
    "Automated readability index": -0.485,
    "SMOG": -0.563,
    "Dale–Chall": -0.557,
}


def main(data: Path, *, sample: int = 800) -> None:
    """Measure and write the section "Readability"."""
    with gzip.open(data / "clear" / "clear_corpus.csv.gz", "rt", encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["Excerpt"] and row["BT_easiness"]]
    rows = random.Random(SEED).sample(rows, min(sample, len(rows)))  # noqa: S311 - a sample, not a secret
    values = formula_values(rows)
    lines = []
    for name, of_excerpt in values.items():
        informational = {number: value for number, value in of_excerpt.items() if rows[number]["Categ"] == "Info"}
        published = PUBLISHED.get(name)
        lines.append(
            [
                name,
                f"{correlation(rows, of_excerpt):+.2f}",
                f"{correlation(rows, informational):+.2f}",
                f"{published:+.2f}" if published else "–",
            ]
        )
    about = (
        f"CLEAR, {len(rows)} excerpts (seed {SEED}), Pearson r with the teachers' easiness score; nothing is fitted. "
        "Published: the corpus's own columns, all excerpts.\n\n"
    )
    formulas = table(["formula", "r", "r, informational texts", "published r"], lines)
    write_section("Readability", "\n\n".join((about + formulas, grade_model(data))))


def grade_model(data: Path) -> str:
    """Return what the grade model's ease reaches on the excerpts that it was not fitted on, as text and table."""
    unseen = [excerpt for excerpt in excerpts(data) if not excerpt.shipped]
    resources, model = load_resources(), load_grade_model()
    ease: dict[str, list[float]] = {"without embeddings": [], "with embeddings": []}
    for reading in read_closely((Article("", excerpt.text) for excerpt in unseen), resources):
        tokens, sentences = tokens_of(reading.document.parsed[Part.BODY]), reading.document.body_sentences
        for name, embeddings in zip(ease, ({}, reading.embeddings), strict=True):
            found = model.read(tokens, sentences, embeddings)
            ease[name].append(found.ease if found else np.nan)
    lines = [[name, f"{_agreement(unseen, values):+.3f}"] for name, values in ease.items()]
    about = f"{model.name}, on the {len(unseen)} excerpts that it was not fitted on.\n\n"
    return about + table(["grade model", "r"], lines)


def _agreement(unseen: list[Excerpt], values: list[float]) -> float:
    return float(np.corrcoef(values, [excerpt.ease for excerpt in unseen])[0, 1])


def formula_values(rows: list[dict[str, str]]) -> dict[str, dict[int, float]]:
    """Return by formula the value on the whole text of each excerpt that is long enough, by its number."""
    resources = load_resources(models=None)
    measure = next(measure.measure for measure in MEASURES if measure.key == "readability")
    values: dict[str, dict[int, float]] = defaultdict(dict)
    readings = read_closely((Article("", row["Excerpt"]) for row in rows), resources)
    for number, reading in enumerate(readings):
        for row in measure(reading, resources).table("formulas").rows:
            name, whole = row.cells[0], row.cells[1]
            if isinstance(whole, float):
                values[str(name)][number] = whole
    return values


def correlation(rows: list[dict[str, str]], of_excerpt: dict[int, float]) -> float:
    """Return Pearson's r between a formula and the teachers' score."""
    easiness = [float(rows[number]["BT_easiness"]) for number in of_excerpt]
    return float(np.corrcoef(list(of_excerpt.values()), easiness)[0, 1])


def arguments() -> argparse.Namespace:
    """Return the command line's options."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder that holds clear/")
    parser.add_argument("--excerpts", type=int, default=800)
    return parser.parse_args()


if __name__ == "__main__":
    options = arguments()
    main(options.data, sample=options.excerpts)
