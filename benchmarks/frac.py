"""FrAC: sentences coded with one of nine policy frames or "other", answered without learning from any of them.

The likeliest frame of a sentence is the answer, "other" where none is evoked; without models, the frame whose cues
weigh most. The first half may be looked at when lexicons and exemplars are written, the second is held out. The data
may not be used for what is shipped (CC BY-NC-SA), so nothing is ever fitted to it.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis import framing
from analysis.article import Article
from analysis.reading import Resources, read_closely
from analysis.results import DimensionResult
from benchmarks.agreement import macro_f1, tally, with_interval
from benchmarks.results import table

SEED = 7
FLOOR, LARGE = 0.450, 0.77
# The frames of each code.
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
# Broad codes give way to narrow ones when the evidence weighs the same.
TIE_ORDER = ("3", "4", "5", "8", "9", "11", "12", "1", "6")
CODES = (*POLICY, OTHER)


def frac(path: Path, variants: dict[str, Resources]) -> str:
    """Return macro F1 and accuracy on both halves and on all sentences, for each way to read them."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    gold = np.array([CODES.index(row["label"]) for row in rows])
    first, second = halves(len(rows))
    parts = {"first half": first, "second half (held out)": second, "all": np.arange(len(rows))}
    lines = []
    for name, resources in variants.items():
        readings = read_closely((Article("", row["sentence"]) for row in rows), resources, sentiment=False)
        answers = np.array([CODES.index(_answer(framing.measure(reading, resources))) for reading in readings])
        tables = tally(gold, answers, classes=len(CODES))
        for part, places in parts.items():
            accuracy = np.mean(gold[places] == answers[places])
            lines.append((name, part, len(places), with_interval(macro_f1, tables[places]), f"{accuracy:.3f}"))
    beside = f"Beside it: TF-IDF and logistic regression in 5 folds {FLOOR:.2f}, RoBERTa-large {LARGE:.2f} (published)."
    return "\n\n".join((table(("read with", "part", "sentences", "macro F1", "accuracy"), lines), beside))


def halves(size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the numbers of the items of either half."""
    order = np.random.default_rng(SEED).permutation(size)
    return order[: size // 2], order[size // 2 :]


def _answer(result: DimensionResult) -> str:
    """Return the code with the likeliest frame, or without models the one whose cues weigh most."""
    weights: dict[str, float] = defaultdict(float)
    for finding in result.findings:
        for code, labels in POLICY.items():
            if finding.subject in labels and finding.probability is not None:
                weights[code] = max(weights[code], finding.probability)
            elif finding.subject in labels:
                weights[code] += finding.weight
    return max(weights, key=lambda code: (weights[code], -TIE_ORDER.index(code)), default=OTHER)
