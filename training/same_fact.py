"""Fit what makes two sentences likely to report the same fact: ``python -m training.same_fact``.

A logistic regression on all pairs of sentences of the seen pairs in ``tests/comparison_gold``. Writes the weights to
``lexicons/word_lists/same_fact_weights.toml``, with models and without, and prints how well sentences are linked in
each story by weights learned on the others; the thresholds in ``analysis/comparison/same_fact.py`` were chosen by these
figures. Here a pair counts as wrong, too, if only one of its sentences is neutral and the other one is told by one
article only.

Time on two cores: a minute.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import LeaveOneGroupOut
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from analysis.comparison import Telling, tell
from analysis.comparison.likeness import BY_RULES, OFFSET, WITH_MODELS, features
from analysis.comparison.same_fact import links
from analysis.lexicon import LEXICONS_FOLDER
from analysis.models import MODELS_FOLDER
from analysis.reading import load_resources, read_closely
from benchmarks.comparison import GoldPair, Tally, marked_pairs, marked_sentences, read_gold
from training.console import console

# How freely features may count; held out, stories are told equally well by 0.3 and by 3.
REGULARISATION = 1.0
HEADER = '''explanation = """
What each thing that two sentences have in common weighs when it is asked whether they report the same fact, with
models and without: coefficients of a logistic regression (training/same_fact.py); not to be edited by hand."""
source = "Fitted on the seen pairs of tests/comparison_gold, written for this project."
licence = "Apache-2.0"
'''


@dataclass(frozen=True)
class Pairs:
    """All pairs of sentences of one story.

    Attributes:
        shape: number of sentences of the first article, and of the second.
        rows: features of each pair, that of the first sentences first.
        same: whether it reports the same fact.
        judged: whether it is learned from and judged: no pair that shares a quotation or has a neutral sentence,
            unless the other one is told by its article only.
    """

    shape: tuple[int, int]
    rows: NDArray[np.float64]
    same: NDArray[np.bool_]
    judged: NDArray[np.bool_]


def pairs(gold: GoldPair, tellings: Sequence[Telling]) -> tuple[list[str], Pairs]:
    """Return the names of the features and all pairs of sentences of two articles."""
    first, second = tellings
    documents = [telling.document for telling in tellings]
    same, quoted = (marked_pairs(gold, kind, documents) for kind in ("same_fact", "quotation"))
    neutral, only = (marked_sentences(gold, kind, documents) for kind in ("neutral", "only"))
    found = features(first, second)
    places = list(product(range(len(first.sentences)), range(len(second.sentences))))

    def judged(place: tuple[int, int]) -> bool:
        alone = any(index in sentences for index, sentences in zip(place, only, strict=True))
        unclear = any(index in sentences for index, sentences in zip(place, neutral, strict=True))
        return place in same or (place not in quoted and (alone or not unclear))

    return list(found), Pairs(
        (len(first.sentences), len(second.sentences)),
        np.stack([values.ravel() for values in found.values()], axis=1),
        np.array([place in same for place in places]),
        np.array([judged(place) for place in places]),
    )


def fitted(stories: Sequence[Pairs]) -> Pipeline:
    """Return the regression learned from some stories."""
    rows, same = (
        np.concatenate([getattr(story, name)[story.judged] for story in stories]) for name in ("rows", "same")
    )
    return make_pipeline(StandardScaler(), LogisticRegression(C=REGULARISATION)).fit(rows, same)


def held_out(stories: Sequence[Pairs]) -> list[NDArray[np.float64]]:
    """Return how likely each pair reports the same fact by what was learned from the other stories."""
    numbers = np.arange(len(stories))
    folds = LeaveOneGroupOut().split(numbers, groups=numbers)
    return [fitted([stories[n] for n in learned]).predict_proba(stories[n].rows)[:, 1] for learned, (n,) in folds]


def weights(names: Sequence[str], stories: Sequence[Pairs]) -> dict[str, float]:
    """Return the weight of each feature as it stands, and the offset."""
    scaler, regression = (step for _, step in fitted(stories).steps)
    found = regression.coef_[0] / scaler.scale_
    return {**dict(zip(names, found.tolist(), strict=True)), OFFSET: regression.intercept_[0] - found @ scaler.mean_}


def report(stories: Sequence[Pairs], found: Sequence[NDArray[np.float64]]) -> None:
    """Print precision and recall of the links in stories held out."""
    total = Tally()
    for story, probable in zip(stories, found, strict=True):
        linked = np.zeros(story.shape, dtype=bool)
        for row, column, _ in links(probable.reshape(story.shape)):
            linked[row, column] = True
        said = linked.ravel() & story.judged
        right = int((said & story.same).sum())
        total += Tally(right, int(said.sum()), right, int(story.same.sum()))
    precise = average_precision(stories, found)
    console.print(
        f"held out: average precision {precise:.3f}; precision {total.precision:.3f}, recall {total.recall:.3f}"
    )


def average_precision(stories: Sequence[Pairs], found: Sequence[NDArray[np.float64]]) -> float:
    """Return the average precision of the pairs that are judged, 0 to 1."""
    judged = np.concatenate([story.judged for story in stories])
    same = np.concatenate([story.same for story in stories])
    return float(average_precision_score(same[judged], np.concatenate(found)[judged]))


def seen_stories(models: Path | None) -> tuple[list[str], list[Pairs]]:
    """Return the names of the features and all pairs of sentences of the seen stories, with models or without."""
    resources, golds = load_resources(models=models), read_gold("seen")
    readings = read_closely((article for gold in golds for article in gold.articles), resources, sentiment=False)
    tellings = (tell(reading, resources.lexicons, resources.models) for reading in readings)
    found = [pairs(gold, [next(tellings), next(tellings)]) for gold in golds]
    return found[0][0], [story for _, story in found]


def main() -> None:
    """Read, fit, print and write, with models and without."""
    sections = [HEADER]
    for what, models in ((WITH_MODELS, MODELS_FOLDER), (BY_RULES, None)):
        names, stories = seen_stories(models)
        console.print(what)
        report(stories, held_out(stories))
        found = weights(names, stories)
        sections.append(f"[values.{what}]\n" + "".join(f"{name} = {weight:.3f}\n" for name, weight in found.items()))
    path = LEXICONS_FOLDER / "word_lists" / "same_fact_weights.toml"
    path.write_text("\n".join(sections), encoding="utf-8")
    console.print(f"wrote {path}")


if __name__ == "__main__":
    main()
