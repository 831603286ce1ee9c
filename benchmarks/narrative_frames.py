"""Narrative Frames (Frermann et al. 2023): which of five frames do people find in an article about the climate?

What the sentences of an article evoke is added up, and a logistic regression learns from four fifths of the articles
what people make of it; the other fifth is measured, five times. An article is said to have a frame from the probability
on at which the expected F1 is largest, worked out on the articles that were learned from. The floors are those of the
same regression on TF-IDF. Strength of the penalty was chosen by such folds, so the figures are slightly optimistic.
"""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from analysis.article import Article, Part
from analysis.lexicon import Lexicons
from analysis.models import FRAME_KEYS
from analysis.reading import Reading, Resources, read_closely
from benchmarks.agreement import Numbers, f1, tally, with_interval
from benchmarks.results import table

SEEDS = (0, 1, 2)
FOLDS = 5
FLOORS = {"RE": 0.625, "HI": 0.113, "CO": 0.822, "MO": 0.043, "EC": 0.597}
NAMES = {"RE": "resolution", "HI": "human interest", "CO": "conflict", "MO": "moral", "EC": "economic"}
GOAL = 0.62
PENALTY = 0.01
# A frame that a few sentences evoke strongly is there, however long the article.
MOST_EVOKING = 3
LIMITS = np.linspace(0.05, 0.7, 66)
LEAST = 1e-6


def narrative_frames(path: Path, variants: dict[str, Resources]) -> str:
    """Return F1 of each frame, for each way to read the articles."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        csv.field_size_limit(2**24)
        rows = list(csv.DictReader(file))
    lines = []
    for name, resources in variants.items():
        readings = read_closely((Article("", row["text"]) for row in rows), resources, sentiment=False)
        evidence = np.array([_evidence(reading, resources.lexicons) for reading in readings])
        means = []
        for code, floor in FLOORS.items():
            gold = np.array([row[code] == "1" for row in rows])
            tables = sum(_answers(evidence, gold, seed) for seed in SEEDS) / len(SEEDS)
            means.append(float(f1(tables.sum(0))))
            always = float(f1(tally(gold, np.ones_like(gold)).sum(0)))
            lines.append((name, NAMES[code], with_interval(f1, tables), f"{floor:.3f}", f"{always:.3f}"))
        lines.append((name, "mean", f"{np.mean(means):.3f}", f"{np.mean(list(FLOORS.values())):.3f}", ""))
    about = (
        f"**Narrative Frames**, {len(rows)} articles on the climate: is a frame present? F1 of the positive class, "
        f"{FOLDS} folds, seeds {', '.join(map(str, SEEDS))}; goal: above every floor, mean {GOAL:.2f}."
    )
    return "\n\n".join((about, table(("read with", "frame", "F1", "TF-IDF (floor)", "always yes"), lines)))


def _evidence(reading: Reading, lexicons: Lexicons) -> Numbers:
    """Return what the sentences of an article evoke, added up: by model, if there is one, and by cue words."""
    probabilities = [
        [voiced.frames[key] for key in FRAME_KEYS]
        for voiced in reading.in_context
        if voiced.sentence.span.part is Part.BODY
    ]
    cues = _by_cues(reading, lexicons)
    return np.concatenate([_by_model(np.array(probabilities)), cues]) if probabilities else cues


def _by_model(found: Numbers) -> Numbers:
    """Return of each key the mean probability, that of the sentences that evoke it most, and the mean log odds."""
    odds = np.log(np.clip(found, LEAST, 1 - LEAST) / np.clip(1 - found, LEAST, 1 - LEAST))
    return np.concatenate([found.mean(0), np.sort(found, axis=0)[-MOST_EVOKING:].mean(0), odds.mean(0)])


def _by_cues(reading: Reading, lexicons: Lexicons) -> Numbers:
    """Return of each category the share of sentences that its cues evoke, and the weight of its cues a sentence."""
    weights: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for match in reading.terms.get("framing", ()):
        sentence = reading.document.sentence_at(match.span.part, match.span.start)
        if match.span.part is Part.BODY and sentence:
            weights[match.category.key][sentence.index] += match.term.weight
    n_sentences = max(1, len(reading.document.body_sentences))
    by_category = [list(weights[category.key].values()) for category in lexicons.of_dimension("framing")]
    return np.array(
        [value for each in by_category for value in (sum(w >= 1 for w in each) / n_sentences, sum(each) / n_sentences)]
    )


def _answers(evidence: Numbers, gold: NDArray[np.bool_], seed: int) -> Numbers:
    """Return the table of each article, answered by a model that learned from the other folds."""
    found = np.zeros(len(gold), dtype=bool)
    for learned, asked in StratifiedKFold(FOLDS, shuffle=True, random_state=seed).split(evidence, gold):
        model = make_pipeline(StandardScaler(), LogisticRegression(C=PENALTY, max_iter=2000))
        model.fit(evidence[learned], gold[learned])
        found[asked] = _likely(model, evidence[asked]) >= _limit(_likely(model, evidence[learned]))
    return tally(gold, found)


def _likely(model: Pipeline, evidence: Numbers) -> Numbers:
    probabilities: Numbers = model.predict_proba(evidence)[:, 1]
    return probabilities


def _limit(probabilities: Sequence[float] | Numbers) -> float:
    """Return the probability from which on "yes" has the largest expected F1."""
    likely = np.asarray(probabilities)
    expected = [2 * likely[likely >= limit].sum() / (likely.sum() + (likely >= limit).sum()) for limit in LIMITS]
    return float(LIMITS[int(np.argmax(expected))])
