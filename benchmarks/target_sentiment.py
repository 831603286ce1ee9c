"""How well does the target-sentiment model agree with people on what a sentence says about somebody?

Run with ``python -m benchmarks.accuracy DATA_FOLDER --only target_sentiment``.

Reads NewsMTSC (Hamborg and Donnay 2021) from the folder given; it is not part of this repository. Its two test sets are
``devtest_rw``, with the mix of classes of the real world, and ``devtest_mt``, sentences with two or more targets.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from analysis.intervals import BOOTSTRAP_RESAMPLES, BOOTSTRAP_SEED
from analysis.models import Target, TargetModel, TargetSentiment
from benchmarks import published
from benchmarks.agreement import (
    Numbers,
    accuracy,
    calibration_error,
    gathered,
    macro_f1,
    mean_recall,
    tally,
    with_interval,
)
from benchmarks.looks import log, look
from benchmarks.progress import in_chunks
from benchmarks.published import Published
from benchmarks.results import table, write_section
from benchmarks.weights import target_model

TITLE = "Target-sentiment model"
CLASSES = ("negative", "neutral", "positive")
POLARITY = {2: 0, 4: 1, 6: 2}
# The documentation of VADER calls a compound within these bounds neutral.
VADER_BOUNDS = (-0.05, 0.05)
MEASURES = {"macro F1": macro_f1, "accuracy": accuracy, "mean recall": mean_recall}
COLUMNS = (*MEASURES, "ECE")
SPLITS: dict[str, tuple[str, Sequence[Published]]] = {
    "devtest_rw": ("the mix of classes of the real world", published.NEWSMTSC_RW),
    "devtest_mt": ("two or more targets in each sentence", published.NEWSMTSC_MT),
    "official_rw_test": ("the authors' test part of devtest_rw", ()),
    "official_mt_test": ("the authors' test part of devtest_mt", ()),
}
# The official parts are cuts of these two.
LOGGED = ("devtest_rw", "devtest_mt")
PROTOCOL = (
    "NewsMTSC, three classes: negative, neutral, positive; the most probable one is the answer. ECE: expected "
    "calibration error of the answer's probability, ten bins of equal width, lower is better. Intervals: 95 %, "
    f"{BOOTSTRAP_RESAMPLES:,} resamples of the sentences with all their targets, seed {BOOTSTRAP_SEED}. Only rows with "
    "the source “here” were measured by this run; floors are TF-IDF with logistic regression."
)


@dataclass(frozen=True)
class LabelledTarget:
    """A target, its class (0 negative, 1 neutral, 2 positive) and the number of its sentence."""

    target: Target
    polarity: int
    sentence: int


def main(data: Path, models: Path, *, note: str = "") -> None:
    """Measure the model, write its section of RESULTS.md and log the looks at the test splits."""
    model, weights = target_model(models)
    parts, looks = [f"{weights}. {PROTOCOL}"], []
    for name, (about, figures) in SPLITS.items():
        targets = newsmtsc(data / "newsmtsc" / f"{name}.jsonl.gz")
        ours = model_row(targets, model, weights.name)
        lines = [ours, *other_rows(targets), *published.rows([*figures, published.NEWSMTSC_FLOORS[name]], COLUMNS)]
        parts.append(f"**{name}**: {about}; {_counts(targets)}.")
        parts.append(table(("system", *COLUMNS, "source"), lines))
        if name in LOGGED:
            looks.append(look(weights, f"NewsMTSC {name}", f"macro F1 {ours[1]}", note))
    log(looks)
    write_section(TITLE, "\n\n".join(parts))


def sentences_of(path: Path) -> list[dict[str, Any]]:
    """Read one file of NewsMTSC: a sentence a line, with its targets."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def newsmtsc(path: Path) -> list[LabelledTarget]:
    """Return the labelled targets of one file of NewsMTSC."""
    return [
        LabelledTarget(
            Target(sentence["sentence_normalized"], int(target["from"]), int(target["to"])),
            POLARITY[int(target["polarity"])],
            number,
        )
        for number, sentence in enumerate(sentences_of(path))
        for target in sentence["targets"]
    ]


def model_row(targets: Sequence[LabelledTarget], model: TargetModel, name: str) -> tuple[str, ...]:
    """Return the model's row: name, figures in the order of ``COLUMNS``, source."""
    found = in_chunks(model.read, [labelled.target for labelled in targets], "model reads")
    probabilities = np.array([_in_order(sentiment) for sentiment in found])
    answers, gold = probabilities.argmax(1), np.array([labelled.polarity for labelled in targets])
    tables = _by_sentence(targets, answers.tolist())
    error = calibration_error(probabilities.max(1), answers == gold)
    return name, *(with_interval(metric, tables) for metric in MEASURES.values()), f"{error:.3f}", "here"


def other_rows(targets: Sequence[LabelledTarget]) -> list[tuple[str, ...]]:
    """Return the rows of what needs no model: VADER's rating of the whole sentence, and the most frequent class."""
    most_frequent = int(np.bincount([labelled.polarity for labelled in targets]).argmax())
    analyser = SentimentIntensityAnalyzer()
    compounds = [analyser.polarity_scores(labelled.target.text)["compound"] for labelled in targets]
    answers = {
        "VADER, the sentence as a whole": np.digitize(compounds, VADER_BOUNDS).tolist(),
        f"majority ({CLASSES[most_frequent]})": [most_frequent] * len(targets),
    }
    lines = []
    for name, found in answers.items():
        counts = _by_sentence(targets, found).sum(0)
        lines.append((name, *(f"{metric(counts):.3f}" for metric in MEASURES.values()), "–", "here"))
    return lines


def _in_order(sentiment: TargetSentiment) -> tuple[float, float, float]:
    return sentiment.negative, sentiment.neutral, sentiment.positive


def _by_sentence(targets: Sequence[LabelledTarget], answers: Sequence[int]) -> Numbers:
    tables = tally([labelled.polarity for labelled in targets], answers, classes=len(CLASSES))
    return gathered(tables, [labelled.sentence for labelled in targets], 1 + targets[-1].sentence)


def _counts(targets: Sequence[LabelledTarget]) -> str:
    counts = np.bincount([labelled.polarity for labelled in targets], minlength=len(CLASSES))
    return f"{len(targets)} targets ({', '.join(f'{n} {name}' for n, name in zip(counts, CLASSES, strict=True))})"
