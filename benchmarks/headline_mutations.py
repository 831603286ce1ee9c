"""How well does the headline measure tell real headlines from altered ones?

Run with ``python -m benchmarks.headline_mutations DATA_FOLDER [--articles 600] [--half report]``.

Each headline is altered in up to five ways with a fixed seed (``headline_alterations``). Reported for each: AUC of the
supported share, all originals against the altered ones; the share of pairs in which the original scores higher (a tie
counts half); and two baselines that read no elements, TF-IDF cosine with the body and embedding cosine with the closest
sentence. Rules, weights and model were made by looking at the half "tune" only; the half "report" is written down.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from analysis.article import Article
from analysis.headline import headline_scores
from analysis.models import MODELS_FOLDER
from analysis.reading import Reading, Resources, load_resources, read_closely, under_headline
from benchmarks.agreement import auc
from benchmarks.headline_alterations import ALTERATIONS, Sample, altered
from benchmarks.headline_stories import FILE, HALVES, Story, stories
from benchmarks.progress import progress
from benchmarks.results import table, write_section

TITLE = "Headline: real against altered"
SEED = 1
ORIGINAL = "original"
GOALS = {"swap": 0.98, "actor": 0.92, "number": 0.95, "negation": 0.85, "certainty": 0.85}

# By kind of headline (original, or how it was altered) and number of the story.
Values = Mapping[str, Mapping[int, float]]


def samples(chosen: Sequence[Story], resources: Resources) -> list[Sample]:
    """Read stories."""
    articles = (Article(story.headline, story.body) for story in chosen)
    readings = progress(read_closely(articles, resources, sentiment=False), "stories", len(chosen))
    return [Sample(story.topic, reading) for story, reading in zip(chosen, readings, strict=True)]


def variants(chosen: Sequence[Sample], resources: Resources, seed: int) -> Iterator[tuple[str, int, Reading]]:
    """Yield kind, number of the story and reading of each headline, originals included."""
    chance = random.Random(seed)  # noqa: S311 (reproducible alterations, not a secret)
    for number, sample in enumerate(progress(chosen, "headlines", len(chosen))):
        yield ORIGINAL, number, sample.reading
        for kind, headline in altered(sample, chosen, chance).items():
            yield kind, number, under_headline(sample.reading, headline, resources)


def main(folder: Path, *, articles: int = 600, half: str = "report", models: Path | None = MODELS_FOLDER) -> None:
    """Run the comparison; write the section if the half is the one reported and models are on."""
    resources = load_resources(models=models)
    chosen = samples(stories(folder, half)[:articles], resources)
    bodies = TfidfVectorizer(sublinear_tf=True, stop_words="english")
    vectors = bodies.fit_transform([sample.reading.article.body for sample in chosen])
    shares: dict[str, dict[int, float]] = defaultdict(dict)
    meanings: dict[str, dict[int, float]] = defaultdict(dict)
    words: dict[str, dict[int, float]] = defaultdict(dict)
    for kind, number, reading in variants(chosen, resources, SEED):
        scores = headline_scores(reading, resources)
        shares[kind][number] = 0.0 if scores.supported_share is None else scores.supported_share
        meanings[kind][number] = scores.similarity or 0.0
        headline = bodies.transform([reading.article.headline])
        words[kind][number] = float((vectors[number] @ headline.T).sum())
    text = _section(shares, {"TF-IDF cosine": words, "embedding cosine": meanings}, half)
    if half == "report" and models is not None:
        write_section(TITLE, text)
    else:
        print(text)


def _section(shares: Values, baselines: Mapping[str, Values], half: str) -> str:
    originals = shares[ORIGINAL]
    columns = ("alteration", "pairs", "AUC", "goal", "original higher", *(f"{name} AUC" for name in baselines))
    return (
        f"{FILE}, half “{half}” of a shuffle with seed 1, its first {len(originals)} stories; alterations with seed "
        f"{SEED}. Median supported share of the originals: {median(originals.values()):.0f} %. AUC: all originals "
        "against the altered ones.\n\n" + table(columns, [_row(kind, shares, baselines) for kind in ALTERATIONS])
    )


def _row(kind: str, shares: Values, baselines: Mapping[str, Values]) -> tuple[str, ...]:
    originals, changed = shares[ORIGINAL], shares[kind]
    higher = np.mean([(originals[n] > value) + 0.5 * (originals[n] == value) for n, value in changed.items()])
    others = (f"{_auc(kind, values):.2f}" for values in baselines.values())
    return kind, str(len(changed)), f"{_auc(kind, shares):.3f}", f"{GOALS[kind]:.2f}", f"{higher:.2f}", *others


def _auc(kind: str, values: Values) -> float:
    return auc(list(values[ORIGINAL].values()), list(values[kind].values()))


def arguments() -> argparse.Namespace:
    """Return the command line's options."""
    parser = argparse.ArgumentParser(description="Tell real headlines from altered ones.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=600)
    parser.add_argument("--half", choices=HALVES, default="report")
    parser.add_argument("--models", type=Path, default=MODELS_FOLDER)
    return parser.parse_args()


if __name__ == "__main__":
    options = arguments()
    main(options.folder, articles=options.articles, half=options.half, models=options.models)
