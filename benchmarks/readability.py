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
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from analysis.article import Article
from analysis.models import MODELS_FOLDER, load_models
from analysis.reading import load_resources, read_closely
from analysis.report import MEASURES
from analysis.scoring import score_readability
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


def main(data: Path, models: Path = MODELS_FOLDER, *, sample: int = 800) -> None:
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
    write_section("Readability", "\n\n".join((about + formulas, grade_model(data, models))))


def grade_model(data: Path, models: Path) -> str:
    """Return what the grade model's ease reaches on the excerpts that it was not fitted on, as text and table."""
    unseen = [excerpt for excerpt in excerpts(data) if not excerpt.shipped]
    resources = load_resources(models=None)
    rows = ({"id": number, "text": excerpt.text} for number, excerpt in enumerate(unseen))
    model = load_models(models)
    ease = [float(str(row["ease"])) for row in score_readability(rows, resources, model)]
    informational = [number for number, excerpt in enumerate(unseen) if excerpt.informational]
    r, r_informational = (_agreement(unseen, ease, kept) for kept in (range(len(unseen)), informational))
    about = (
        f"{model.grade.name}, as shipped, on the {len(unseen)} excerpts that it was not fitted on, by the command "
        "`score readability`. Cross-validated figures, on all excerpts, stand on its card:\n\n"
    )
    card = (models / "readability_grade" / "card.md").read_text(encoding="utf-8")
    figures = "\n".join(line for line in card.splitlines() if line.startswith("|"))
    shipped = table(["grade model", "r", "r, informational texts"], [["as shipped", r, r_informational]])
    return f"{about}{figures}\n\n{shipped}"


def _agreement(unseen: list[Excerpt], values: list[float], kept: Iterable[int]) -> str:
    pairs = np.array([(values[number], unseen[number].ease) for number in kept])
    return f"{np.corrcoef(pairs.T)[0, 1]:+.3f}"


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
