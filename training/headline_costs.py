"""Fit what each verdict on a headline's elements costs: ``python -m training.headline_costs DATA``.

On the stories of the tuning half that the headline model has not learned from: real headlines are to score higher than
altered ones, each way of altering counting the same but another story's headline twice. No verdict costs less than a
little, for altered headlines do not fail in every way that written ones do: no verb in them is turned round. Writes
``lexicons/word_lists/headline_costs.toml``: costs with models, and costs for rules alone.

Time on two cores: 5 minutes, most of it for reading the stories.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path

import torch
from sklearn.metrics import roc_auc_score
from torch import Tensor
from torch.nn import functional as F

from analysis.headline import Case, judge
from analysis.headline.case import Verdict
from analysis.headline.elements import ElementKind
from analysis.headline.support import BY_RULES, WHOLE, WITH_MODELS, whole_features
from analysis.lexicon import LEXICONS_FOLDER
from analysis.reading import Resources, load_resources
from benchmarks.headline_alterations import ALTERATIONS
from benchmarks.headline_mutations import ORIGINAL, samples, variants
from benchmarks.headline_stories import Story, stories
from training.console import console
from training.headlines import split

SEED = 1
FAILURES = (Verdict.WEAKENED, Verdict.MISSING, Verdict.CONTRADICTED)
ELEMENTS = [(kind.value, verdict.value) for kind in ElementKind for verdict in FAILURES]
IMPORTANCE = {"swap": 2.0}
STEPS, RATE, DECAY = 600, 0.05, 0.003
START = -3.0
# What each verdict costs at least: 30, 5 and 3 % of the share.
LEAST = {Verdict.CONTRADICTED.value: 0.35, Verdict.MISSING.value: 0.05, Verdict.WEAKENED.value: 0.03}
# Costs further apart than this are told apart well enough.
MARGIN = 0.3
FOLDS = 5
HEADER = '''explanation = """
What it costs a headline that its story weakens, lacks or contradicts an element, by kind and verdict, and, with models,
that it is unlike the story as a whole. Fitted on real headlines and altered ones (training/headline_costs.py); not to
be edited by hand."""
source = "Fitted on AllSides headlines (Baly et al. 2020, Apache-2.0), tuning half."
licence = "Apache-2.0"
'''


@dataclass(frozen=True)
class Judged:
    """Headlines as numbers: one row a headline, one column a feature; their kinds and stories."""

    features: Tensor
    names: list[tuple[str, str]]
    kinds: list[str]
    stories: Tensor


def judged(held_out: Sequence[Story], resources: Resources) -> Judged:
    """Judge originals and altered headlines."""
    rows, kinds, numbers = [], [], []
    names = list(ELEMENTS)
    for kind, number, reading in variants(samples(held_out, resources), resources, SEED):
        case = Case(reading, resources)
        judgements = judge(case)
        counts = Counter((found.element.kind.value, found.verdict.value) for found in judgements)
        whole = whole_features(judgements, case)
        names = [*ELEMENTS, *((WHOLE, name) for name in whole)]
        rows.append([*(float(counts[name]) for name in ELEMENTS), *whole.values()])
        kinds.append(kind)
        numbers.append(number)
    return Judged(torch.tensor(rows), names, kinds, torch.tensor(numbers))


def fit(features: Tensor, kinds: Sequence[str]) -> Tensor:
    """Return the cost of each feature with which originals score higher than altered headlines."""
    torch.manual_seed(SEED)
    least = torch.tensor([LEAST[verdict] for _, verdict in ELEMENTS] + [0.0] * (features.shape[1] - len(ELEMENTS)))
    original = torch.tensor([kind == ORIGINAL for kind in kinds])
    groups = {one: torch.tensor([kind == one for kind in kinds]) for one in ALTERATIONS}
    raw = torch.full((features.shape[1],), START, requires_grad=True)
    optimizer = torch.optim.Adam([raw], lr=RATE)
    for _ in range(STEPS):
        costs = least + F.softplus(raw)
        scores = -(features @ costs)
        loss = DECAY * F.softplus(raw).square().sum()
        for name, group in groups.items():
            apart = (scores[original].unsqueeze(1) - scores[group]) / MARGIN
            loss = loss + IMPORTANCE.get(name, 1.0) * F.softplus(-apart).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return (least + F.softplus(raw)).detach()


def report(found: Judged, what: str) -> None:
    """Print the AUC of each alteration, cross-validated by story."""
    scores = torch.zeros(len(found.kinds))
    for fold in range(FOLDS):
        apart = found.stories % FOLDS == fold
        learned = [kind for kind, out in zip(found.kinds, apart.tolist(), strict=True) if not out]
        scores[apart] = -(found.features[apart] @ fit(found.features[~apart], learned))
    for name in ALTERATIONS:
        chosen = [n for n, kind in enumerate(found.kinds) if kind in (ORIGINAL, name)]
        gold = [found.kinds[n] == ORIGINAL for n in chosen]
        console.print(f"{what}, {name}: AUC {roc_auc_score(gold, scores[chosen]):.3f} in {FOLDS} folds")
    originals = [n for n, kind in enumerate(found.kinds) if kind == ORIGINAL]
    console.print(f"{what}: median real headline carried to {100 * exp(scores[originals].median()):.0f} %")


def written(found: Judged, costs: Tensor, what: str) -> str:
    """Return the costs as tables of a word list."""
    by_kind: dict[str, list[str]] = {}
    for (kind, name), value in zip(found.names, costs.tolist(), strict=True):
        by_kind.setdefault(kind, []).append(f'"{name}" = {value:.3f}\n')
    return "\n".join(f"[values.{what}.{kind}]\n{''.join(lines)}" for kind, lines in by_kind.items())


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
        sections.append(written(found, fit(found.features, found.kinds), what))
    path = LEXICONS_FOLDER / "word_lists" / "headline_costs.toml"
    path.write_text("\n".join(sections), encoding="utf-8")
    console.print(f"wrote {path}")


if __name__ == "__main__":
    main()
