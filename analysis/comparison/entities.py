"""Who and what several tellings speak of, under whatever name: the things of different articles that are one.

The ``cues`` are taken one after the other, the surest first: names that fit together; who says the same words; nouns
that are the same or of one family; the same part in sentences that report the same fact; and "the plan" for what was
said to be planned; and last what the tellings model takes for one thing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from analysis.actors import ActorKind
from analysis.article import Part
from analysis.comparison.by_model import by_model
from analysis.comparison.cues import Member, Pair, by_measure, by_name, by_noun, by_part, by_speaker
from analysis.comparison.passages import Passage, PassageKind
from analysis.comparison.shared_quotations import SharedQuotation
from analysis.comparison.telling import Telling
from analysis.comparison.things import Thing

# Which kind a name has that is taken for two: places are often mistaken for organisations.
SUREST = (ActorKind.PERSON, ActorKind.PLACE, ActorKind.ORGANISATION, ActorKind.GROUP)
Entity = Mapping[int, Sequence[Thing]]


class _Groups:
    """Members joined step by step; never two with different names in one article, nor one person with several."""

    def __init__(self, members: Sequence[Member]) -> None:
        self._members = members
        self._group = {index: {index} for index in range(len(members))}

    def join(self, pairs: Iterable[Pair]) -> None:
        """Make one group of the two of each pair, unless they cannot be one."""
        for one, other in pairs:
            both = self._group[one] | self._group[other]
            things = [self._members[index] for index in both]
            named = [member.article for member in things if member.thing.named]
            persons = {member.thing.kind is ActorKind.PERSON for member in things if member.thing.kind is not None}
            if len(named) == len(set(named)) and len(persons) <= 1:
                self._group.update(dict.fromkeys(both, both))

    @property
    def pairs(self) -> frozenset[Pair]:
        """Every two members in one group, the lower index first."""
        return frozenset(pair for group in self for pair in combinations(group, 2))

    def __iter__(self) -> Iterator[list[int]]:
        return (sorted(group) for index, group in self._group.items() if index == min(group))


def entities(
    tellings: Mapping[int, Telling],
    quotations: Sequence[SharedQuotation],
    passages: Sequence[Passage],
) -> list[Entity]:
    """Return who and what several articles speak of: by article number, the things that are one."""
    told = _told(tellings, passages)
    kinds = _kinds(tellings.values())
    members = [
        Member(
            number,
            replace(thing, kind=kinds.get(thing.words, thing.kind)),
            frozenset(index for label in thing.labels for index in told[number, label.sentence]),
        )
        for number, telling in tellings.items()
        for thing in telling.things
    ]
    groups = _Groups(members)
    groups.join(by_name(members))
    groups.join(by_speaker(members, tellings, quotations))
    groups.join(by_noun(members))
    groups.join(by_part(members, tellings, told, groups.pairs))
    groups.join(by_measure(members))
    groups.join(by_model(members, tellings))
    found: list[Entity] = []
    for group in groups:
        entity: dict[int, list[Thing]] = defaultdict(list)
        for index in group:
            entity[members[index].article].append(members[index].thing)
        if len(entity) > 1:
            found.append(entity)
    return found


def _kinds(tellings: Iterable[Telling]) -> dict[tuple[str, ...], ActorKind]:
    """Return the kind that each name has, the surest if the articles' names were taken for different ones."""
    kinds: dict[tuple[str, ...], ActorKind] = {}
    for telling in tellings:
        for thing in telling.things:
            if thing.words and thing.kind is not None:
                kinds[thing.words] = min(thing.kind, kinds.get(thing.words, thing.kind), key=SUREST.index)
    return kinds


def _told(tellings: Mapping[int, Telling], passages: Sequence[Passage]) -> dict[Pair, set[int]]:
    """Return, by article and number of the sentence, the shared facts that it reports."""
    told: dict[Pair, set[int]] = defaultdict(set)
    for index, passage in enumerate(passages):
        if passage.kind is PassageKind.SAME_FACT:
            for number, span in passage.places:
                sentence = tellings[number].document.sentence_at(Part.BODY, span.start)
                if sentence is not None:
                    told[number, sentence.index].add(index)
    return told
