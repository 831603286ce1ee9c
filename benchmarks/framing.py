"""How well do the frames agree with people who read the same texts?

Run with ``python -m benchmarks.framing DATA_FOLDER``.

Reads, from the folder given, two public data sets (neither is part of this repository):

- ``narrative_frames/articles_frames.csv.gz``: Frermann et al. 2023, articles coded for five generic frames: conflict
  (CO), economic (EC), human interest (HI), morality (MO) and resolution (RE). A frame is called present when its share
  of sentences reaches a threshold; thresholds are chosen on one half of the articles (largest F1) and measured on the
  other. The lexicons were tuned by looking at the first half only.
- ``frac/frac_gold.csv``: FrAC, sentences coded with one of nine policy frames or "other". The frame whose cues weigh
  most is the answer, "other" without any cue. Nothing is fitted; the lexicons were tuned on the first half only.

The floors are those of a plain model on the same data: logistic regression on TF-IDF, 5-fold cross-validation.
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

import numpy as np
from numpy.typing import NDArray

from analysis import framing
from analysis.article import Article, Span
from analysis.reading import Resources, load_resources, read_closely
from analysis.results import DimensionResult
from benchmarks.agreement import auc, f1, tally
from benchmarks.results import table, write_section

SEED = 7
# The frames and functions of each code ("resolution" asks for both who should act and what would help), and its floor.
GENERIC = {
    "CO": (("Conflict",), 0.822),
    "EC": (("Economic consequences",), 0.597),
    "HI": (("Human interest",), 0.113),
    "MO": (("Moral message",), 0.043),
    "RE": (("Responsibility", "Remedy"), 0.625),
}
FRAC_FLOOR = 0.450
POLICY = {
    "1": ("Economy", "Capacity and resources"),
    "3": ("Morality",),
    "4": ("Fairness and equality",),
    "5": ("Legality and constitution", "Crime and punishment"),
    "6": ("Politics", "Policy and its effects", "Other countries and reputation"),
    "8": ("Security and defence",),
    "9": ("Health and safety", "Quality of life"),
    "11": ("Cultural identity",),
    "12": ("Public opinion",),
}
OTHER = "15"
# Broad codes give way to narrow ones when the cues weigh the same.
TIE_ORDER = ("3", "4", "5", "8", "9", "11", "12", "1", "6")


def main(folder: Path) -> None:
    """Measure on both data sets and write the section of RESULTS.md."""
    resources = load_resources(models=None)
    parts = (
        f"Seed of the halves {SEED}, lexicons {resources.lexicons.digest}. Lexicons and thresholds saw the first half.",
        "Narrative Frames (427 articles): F1 of a frame's presence, by its share of sentences.",
        _narrative_frames(folder / "narrative_frames" / "articles_frames.csv.gz", resources),
        "FrAC (523 sentences): one frame of ten for each sentence.",
        _frac(folder / "frac" / "frac_gold.csv", resources),
    )
    write_section("Framing", "\n\n".join(parts))


def _narrative_frames(path: Path, resources: Resources) -> str:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = _rows(file)
    framings = list(_framings([row["text"] for row in rows], resources))
    first, second = _halves(len(rows))
    lines = []
    for code, (labels, floor) in GENERIC.items():
        gold = np.array([row[code] == "1" for row in rows])
        shares = np.array([_share(*result, labels) for result in framings])
        threshold = max(np.unique(shares[first]), key=lambda limit: _f1(gold[first], shares[first] >= limit))
        found, always = _f1(gold[second], shares[second] >= threshold), _f1(gold[second], np.ones(len(second), bool))
        areas = (auc(shares[half][gold[half]], shares[half][~gold[half]]) for half in (first, second))
        lines.append((code, f"{threshold:.1f}", *(f"{number:.2f}" for number in (found, floor, always, *areas))))
    columns = ("frame", "threshold, %", "F1", "floor", "F1 of always yes", "AUC, first half", "AUC")
    return table(columns, lines)


def _frac(path: Path, resources: Resources) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        rows = _rows(file)
    gold = np.array([row["label"] for row in rows])
    answers = np.array([_answer(result) for result, _ in _framings([row["sentence"] for row in rows], resources)])
    lines = []
    for name, half in zip(("first", "second (held out)"), _halves(len(rows)), strict=True):
        scores = [_f1(gold[half] == code, answers[half] == code) for code in (*POLICY, OTHER)]
        accuracy = np.mean(gold[half] == answers[half])
        lines.append((name, len(half), f"{np.mean(scores):.3f}", f"{FRAC_FLOOR:.3f}", f"{accuracy:.3f}"))
    return table(("half", "sentences", "macro F1", "floor", "accuracy"), lines)


def _rows(file: TextIO) -> list[dict[str, str]]:
    csv.field_size_limit(2**24)
    return list(csv.DictReader(file))


def _framings(texts: Sequence[str], resources: Resources) -> Iterator[tuple[DimensionResult, int]]:
    """Yield the framing of each text and its number of sentences."""
    for reading in read_closely((Article("", text) for text in texts), resources):
        yield framing.measure(reading, resources), len(reading.document.body_sentences)


def _share(result: DimensionResult, n_sentences: int, labels: Sequence[str]) -> float:
    """Return the % of sentences that evoke any of the labels in either voice: a coder reads both voices alike."""
    spans: set[Span] = set()
    for name in ("frames", "functions"):
        spans.update(span for row in result.table(name).rows if row.cells[0] in labels for span in row.evidence)
    return 100 * len(spans) / max(1, n_sentences)


def _answer(result: DimensionResult) -> str:
    """Return the code whose cues weigh most."""
    weights: dict[str, float] = defaultdict(float)
    for finding in result.findings:
        for code, labels in POLICY.items():
            if finding.subject in labels:
                weights[code] += finding.weight
    return max(weights, key=lambda code: (weights[code], -TIE_ORDER.index(code)), default=OTHER)


def _halves(size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    order = np.random.default_rng(SEED).permutation(size)
    return order[: size // 2], order[size // 2 :]


def _f1(gold: NDArray[np.bool_], found: NDArray[np.bool_]) -> float:
    return float(f1(tally(gold, found).sum(0)))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m benchmarks.framing DATA_FOLDER")
    main(Path(sys.argv[1]))
