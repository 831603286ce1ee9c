"""Who is who by the tellings model: which things of two articles are named alike, by all their labels together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np

from analysis.article import Part
from analysis.comparison.cues import Member, Pair
from analysis.comparison.telling import Telling
from analysis.comparison.things import Thing, kinds_fit
from analysis.models.encoder import Numbers
from analysis.models.tellings import NAMES, direction

# How sure the model has to be, as a logit. Chosen on the seen pairs of tests/comparison_gold.
SURE = 1.5


def by_model(members: Sequence[Member], tellings: Mapping[int, Telling]) -> Iterator[Pair]:
    """Yield members that the model takes for one, each likelier than any other in the other's article; surest first."""
    found: list[tuple[float, Pair]] = []
    for one, other in combinations(tellings, 2):
        model = tellings[one].model
        here, there = ([i for i, member in enumerate(members) if member.article == each] for each in (one, other))
        if model is None or not (here and there):
            continue
        rows, columns = (
            np.stack([what_is_named(members[index].thing, tellings[number]) for index in indices])
            for number, indices in ((one, here), (other, there))
        )
        logits = model.one_thing(rows, columns)
        best = (logits == logits.max(axis=1, keepdims=True)) & (logits == logits.max(axis=0, keepdims=True))
        for row, column in np.argwhere(best & (logits >= SURE)).tolist():
            pair = here[row], there[column]
            if may_be_one(*(members[index].thing for index in pair)):
                found.append((float(logits[row, column]), pair))
    yield from (pair for _, pair in sorted(found, key=lambda each: (-each[0], each[1])))


def what_is_named(thing: Thing, telling: Telling) -> Numbers:
    """Return what all labels of a thing in the body name together, of length 1; zeros if there are none."""
    rows = [telling.named[label.span] for label in thing.labels if label.span.part is Part.BODY]
    return direction(np.sum(rows, axis=0)) if rows else np.zeros(NAMES, np.float32)


def may_be_one(first: Thing, second: Thing) -> bool:
    """Whether two things are not known to be two: two names, or one person and several."""
    return kinds_fit(first, second) and not (first.named and second.named)
