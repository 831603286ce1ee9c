"""Fit what each verdict on a headline's elements costs: ``python -m training.headline_costs DATA``.

On the stories of the tuning half that the headline model has not learned from. For each way of altering a headline, a
logistic regression tells real headlines from altered ones by verdicts and by how unlike the story is as a whole; no
failure may speak for a headline. Its doubts are the costs of ``analysis.headline.support``. Writes
``lexicons/word_lists/headline_costs.toml``: costs with models, and costs for rules alone.

Time on two cores: 5 minutes, most of it for reading the stories.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit
from sklearn.metrics import roc_auc_score

from analysis.headline import Case, judge
from analysis.headline.case import Verdict
from analysis.headline.elements import ElementKind
from analysis.headline.support import BY_RULES, IMPORTANCE, LEAST, START, WITH_MODELS, input_name, whole_inputs
from analysis.intervals import Numbers
from analysis.lexicon import LEXICONS_FOLDER
from analysis.reading import Resources, load_resources
from benchmarks.headline_mutations import ORIGINAL, samples, variants
from benchmarks.headline_stories import Story, stories
from training.console import console
from training.headlines import split

SEED = 1
FAILURES = (Verdict.WEAKENED, Verdict.MISSING, Verdict.CONTRADICTED)
WORDS = ("other_words", "words_not_found")
MODELS = ("other_meaning", "model_doubts")
A_WORD = "model_doubts_a_word"
NAMED = (ElementKind.ACTOR, ElementKind.TOPIC)
# What may speak for a headline being altered in a way: kinds of elements, and how unlike the story is as a whole.
SIGNS: Mapping[str, tuple[tuple[ElementKind, ...], tuple[str, ...]]] = {
    "swap": ((*NAMED, ElementKind.ACTION, ElementKind.NUMBER, ElementKind.QUOTATION), (*WORDS, *MODELS)),
    "actor": (NAMED, ("words_not_found", *MODELS, A_WORD)),
    "number": ((ElementKind.NUMBER,), ("model_doubts", A_WORD)),
    "negation": ((ElementKind.NEGATION, ElementKind.ACTION), ()),
    "certainty": ((ElementKind.CERTAINTY, ElementKind.INTENSITY, ElementKind.ACTION), ()),
}
DECAY = 0.02
# How far doubt may go beyond even odds before it costs much: so that half of all real headlines keep six sevenths.
LENIENCE = 1.3
# Another story's headline is hardest to tell from a real one that puts its story in other words, and somebody else's
# name from the name of who is meant.
IMPORTANT = {"swap": 1.5, "actor": 2.0}
FOLDS = 5
HEADER = '''explanation = """
How far each verdict on a kind of element, and a story that is unlike its headline as a whole, speaks for each way in
which a headline may not be carried. Fitted on real headlines and altered ones (training/headline_costs.py); not to be
edited by hand."""
source = "Fitted on AllSides headlines (Baly et al. 2020, Apache-2.0), tuning half."
licence = "Apache-2.0"
'''

# By way of altering: the weight of each input, and what a headline without failures starts with.
Costs = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class Judged:
    """Headlines, each as what speaks against it; their kinds and the numbers of their stories."""

    inputs: Sequence[Mapping[str, float]]
    kinds: Numbers
    stories: Numbers

    def table(self, names: Sequence[str]) -> Numbers:
        """Return one row a headline, one column an input."""
        return np.array([[found.get(name, 0.0) for name in names] for found in self.inputs])

    def where(self, chosen: Numbers) -> Judged:
        """Return the headlines of a mask."""
        inputs = [found for found, kept in zip(self.inputs, chosen, strict=True) if kept]
        return Judged(inputs, self.kinds[chosen], self.stories[chosen])


def judged(held_out: Sequence[Story], resources: Resources) -> Judged:
    """Judge originals and altered headlines."""
    inputs, kinds, numbers = [], [], []
    for kind, number, reading in variants(samples(held_out, resources), resources, SEED):
        case = Case(reading, resources)
        judgements = judge(case)
        counts = Counter(map(input_name, judgements))
        inputs.append({**counts, **whole_inputs(judgements, case)})
        kinds.append(kind)
        numbers.append(number)
    return Judged(inputs, np.array(kinds), np.array(numbers))


def fit(found: Judged) -> Costs:
    """Return the costs with which originals are told from headlines altered in each way."""
    costs = {}
    for way, (kinds, whole) in SIGNS.items():
        names = [f"{kind.value}_{verdict.value}" for kind in kinds for verdict in FAILURES]
        names += [name for name in whole if name in found.inputs[0]]
        chosen = found.where(np.isin(found.kinds, (ORIGINAL, way)))
        *weights, start = _regression(chosen.table(names), chosen.kinds == way)
        costs[way] = {
            **dict(zip(names, weights, strict=True)),
            START: start - LENIENCE,
            IMPORTANCE: IMPORTANT.get(way, 1.0),
        }
    return costs


def _regression(inputs: Numbers, altered: Numbers) -> Numbers:
    """Return weights, none below 0, and the constant of a logistic regression; both classes count the same."""
    spread = np.maximum(inputs.std(axis=0), 1e-3)
    share = np.where(altered, 0.5 / altered.sum(), 0.5 / (~altered).sum())
    sign = np.where(altered, 1.0, -1.0)

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        margin = sign * (inputs @ weights[:-1] + weights[-1])
        slope = -share * sign * expit(-margin)
        decay = weights[:-1] * spread**2
        value = share @ np.logaddexp(0, -margin) + DECAY * weights[:-1] @ decay
        return float(value), np.append(inputs.T @ slope + 2 * DECAY * decay, slope.sum())

    columns = inputs.shape[1]
    bounds = [(0.0, None)] * columns + [(None, None)]
    found: Numbers = minimize(loss, np.zeros(columns + 1), jac=True, method="L-BFGS-B", bounds=bounds).x
    return found


def shares(found: Judged, costs: Costs) -> Numbers:
    """Return the share of each headline that its story carries, 0 to 1."""
    failures = [(f"{kind.value}_{verdict.value}", least) for kind in ElementKind for verdict, least in LEAST.items()]
    total = found.table([name for name, _ in failures]) @ np.array([least for _, least in failures])
    for weights in costs.values():
        names = [name for name in weights if name not in (START, IMPORTANCE)]
        doubt = found.table(names) @ np.array([weights[name] for name in names])
        total += weights[IMPORTANCE] * (np.logaddexp(0, weights[START] + doubt) - np.logaddexp(0, weights[START]))
    return np.exp(-total)


def report(found: Judged, what: str) -> None:
    """Print the AUC of each alteration, cross-validated by story."""
    reached = np.zeros(len(found.inputs))
    for fold in range(FOLDS):
        apart = found.stories % FOLDS == fold
        reached[apart] = shares(found.where(apart), fit(found.where(~apart)))
    for way in SIGNS:
        chosen = np.isin(found.kinds, (ORIGINAL, way))
        area = roc_auc_score(found.kinds[chosen] == ORIGINAL, reached[chosen])
        console.print(f"{what}, {way}: AUC {area:.3f} in {FOLDS} folds")
    console.print(f"{what}: median real headline carried to {100 * np.median(reached[found.kinds == ORIGINAL]):.0f} %")


def written(costs: Costs, what: str) -> str:
    """Return the costs as tables of a word list."""
    return "\n".join(
        f"[values.{what}.{way}]\n" + "".join(f'"{name}" = {value:.3f}\n' for name, value in weights.items())
        for way, weights in costs.items()
    )


def main() -> None:
    """Judge, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder with allsides_baly")
    options = parser.parse_args()
    _, held_out = split(stories(options.data, "tune"))
    sections = [HEADER]
    for what, resources in ((WITH_MODELS, load_resources()), (BY_RULES, load_resources(models=None))):
        found = judged(held_out, resources)
        report(found, what)
        sections.append(written(fit(found), what))
    path = LEXICONS_FOLDER / "word_lists" / "headline_costs.toml"
    path.write_text("\n".join(sections), encoding="utf-8")
    console.print(f"wrote {path}")


if __name__ == "__main__":
    main()
