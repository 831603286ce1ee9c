"""Who is who by the tellings model: which things of two articles the sentences that were read together name alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from analysis.article import Part
from analysis.comparison.cues import Member, Pair
from analysis.comparison.read_together import PairsRead
from analysis.comparison.telling import Telling
from analysis.comparison.things import kinds_fit

# How sure the model has to be, as a logit. Chosen on the seen pairs of tests/comparison_gold.
SURE = 2.0
# Labels of a sentence: the member and the sub-words of each.
Stretches = Sequence[tuple[int, Sequence[int]]]


def by_model(
    members: Sequence[Member], tellings: Mapping[int, Telling], read: Mapping[Pair, PairsRead]
) -> Iterator[Pair]:
    """Yield members that the model takes for one, each likelier than any other in the other's article; surest first."""
    said = _said(members, tellings, read)
    best: dict[Pair, float] = {}
    for pair, logit in said.items():
        for one, other in (pair, pair[::-1]):
            key = one, members[other].article
            best[key] = max(logit, best.get(key, logit))
    for pair, logit in sorted(said.items(), key=lambda each: (-each[1], each[0])):
        rivals = max(best[one, members[other].article] for one, other in (pair, pair[::-1]))
        if logit >= max(SURE, rivals) and _may_be_one(members, *pair):
            yield pair


def _said(
    members: Sequence[Member], tellings: Mapping[int, Telling], read: Mapping[Pair, PairsRead]
) -> dict[Pair, float]:
    """Return by members of two articles how likely they are one, as a logit: where they are likeliest."""
    places = {number: _places(members, number, telling) for number, telling in tellings.items()}
    said: dict[Pair, float] = {}
    for (one, other), known in read.items():
        if (model := tellings[one].model) is None:
            continue
        for (row, column), together in known.together.items():
            here, there = places[one][row], places[other][column]
            if here and there:
                logits = model.one_thing(together, [rows for _, rows in here], [rows for _, rows in there])
                pairs = product((index for index, _ in here), (index for index, _ in there))
                for pair, logit in zip(pairs, logits.ravel().tolist(), strict=True):
                    said[pair] = max(logit, said.get(pair, logit))
    return said


def _places(members: Sequence[Member], number: int, telling: Telling) -> Mapping[int, Stretches]:
    """Return where the labels of an article stand, by sentence of its body."""
    found: dict[int, list[tuple[int, Sequence[int]]]] = defaultdict(list)
    for index, member in enumerate(members):
        for label in member.thing.labels if member.article == number else ():
            if telling.states and label.span.part is Part.BODY:
                start = telling.sentences[label.sentence].sentence.span.start
                if rows := telling.states[label.sentence].at(label.span.start - start, label.span.end - start):
                    found[label.sentence].append((index, rows))
    return found


def _may_be_one(members: Sequence[Member], one: int, other: int) -> bool:
    first, second = members[one].thing, members[other].thing
    return kinds_fit(first, second) and not (first.named and second.named)
