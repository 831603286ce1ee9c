"""How well do the frames agree with people who read the same texts? ``python benchmarks/framing.py DATA_FOLDER``.

Reads, from the folder given, two public data sets (neither is part of this repository):

- ``narrative_frames/articles_frames.csv.gz``: Frermann et al. 2023, articles coded for five generic frames. A frame is
  called present when its share of sentences reaches a threshold; thresholds are chosen on one half of the articles
  (largest F1) and measured on the other. The lexicons were tuned by looking at the first half only.
- ``frac/frac_gold.csv``: FrAC, sentences coded with one of nine policy frames or "other". The frame whose cues weigh
  most is the answer, "other" without any cue. Nothing is fitted; the lexicons were tuned on the first half only.
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TextIO

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from analysis import framing
from analysis.article import Article
from analysis.reading import Resources, load_resources, read_closely
from analysis.results import DimensionResult

SEED = 7
# The frames of each code; a code's evidence is the sum over them.
GENERIC = {
    "RE": ("Responsibility",),
    "HI": ("Human interest",),
    "CO": ("Conflict",),
    "MO": ("Moral message",),
    "EC": ("Economic consequences",),
}
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
    """Print both tables as Markdown."""
    resources = load_resources()
    print(f"Seed of the halves: {SEED}. Lexicons {resources.lexicons.digest}.\n")
    _narrative_frames(folder / "narrative_frames" / "articles_frames.csv.gz", resources)
    _frac(folder / "frac" / "frac_gold.csv", resources)


def _narrative_frames(path: Path, resources: Resources) -> None:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = _rows(file)
    shares = [_shares(result) for result in _framings([row["text"] for row in rows], resources)]
    first, second = _halves(len(rows))
    print("Narrative Frames, article level, thresholds from the first half\n")
    print("| frame | AUC first half | threshold, % | F1 second half | AUC second half | F1 of always yes |")
    print("|---|---|---|---|---|---|")
    for code, labels in GENERIC.items():
        gold = np.array([row[code] == "1" for row in rows])
        scores = np.array([sum(share[label] for label in labels) for share in shares])
        threshold = max(np.unique(scores[first]), key=lambda limit: _f1(gold[first], scores[first] >= limit))
        numbers = (
            _auc(gold[first], scores[first]),
            threshold,
            _f1(gold[second], scores[second] >= threshold),
            _auc(gold[second], scores[second]),
            _f1(gold[second], np.full(len(second), True)),
        )
        print(f"| {code} | " + " | ".join(f"{number:.2f}" for number in numbers) + " |")


def _frac(path: Path, resources: Resources) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = _rows(file)
    gold = np.array([row["label"] for row in rows])
    answers = np.array([_answer(result) for result in _framings([row["sentence"] for row in rows], resources)])
    first, second = _halves(len(rows))
    print("\nFrAC, sentence level, one frame of ten\n")
    print("| half | sentences | macro F1 | accuracy |")
    print("|---|---|---|---|")
    for name, half in (("first (tuned on)", first), ("second (held out)", second)):
        scores = [_f1(gold[half] == code, answers[half] == code) for code in (*POLICY, OTHER)]
        print(f"| {name} | {len(half)} | {np.mean(scores):.3f} | {np.mean(gold[half] == answers[half]):.3f} |")


def _rows(file: TextIO) -> list[dict[str, str]]:
    csv.field_size_limit(2**24)
    return list(csv.DictReader(file))


def _framings(texts: Sequence[str], resources: Resources) -> Iterator[DimensionResult]:
    for reading in read_closely((Article("", text) for text in texts), resources):
        yield framing.measure(reading, resources)


def _shares(result: DimensionResult) -> Mapping[str, float]:
    """Return the larger of the two voices' shares, weighted by neither: a coder reads both alike."""
    shares: dict[str, float] = {}
    for score in result.scores:
        if score.name == "frame_share" and score.subject is not None:
            shares[score.subject] = max(shares.get(score.subject, 0.0), score.value or 0.0)
    return shares


def _answer(result: DimensionResult) -> str:
    weights = Counter[str]()
    for finding in result.findings:
        for code, labels in POLICY.items():
            if finding.subject in labels:
                weights[code] += finding.weight
    return max(weights, key=lambda code: (weights[code], -TIE_ORDER.index(code)), default=OTHER)


def _halves(size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    order = np.random.default_rng(SEED).permutation(size)
    return order[: size // 2], order[size // 2 :]


def _f1(gold: NDArray[np.bool_], found: NDArray[np.bool_]) -> float:
    return float(2 * (gold & found).sum() / max(1, gold.sum() + found.sum()))


def _auc(gold: NDArray[np.bool_], scores: NDArray[np.float64]) -> float:
    """Return the chance that a text with the frame scores higher than one without; ties count half."""
    differences = scores[gold][:, None] - scores[~gold][None, :]
    return float((differences > 0).mean() + (differences == 0).mean() / 2)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python benchmarks/framing.py DATA_FOLDER")
    main(Path(sys.argv[1]))
