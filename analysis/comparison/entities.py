"""Who and what several tellings speak of, under whatever name: the things of different articles that are one.

Four cues, the surest first: names that fit together; who says the same words; nouns that are the same, or of one family
where they are told of together; and the same part in sentences that report the same fact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from analysis.actors import ActorKind
from analysis.article import Part, Span
from analysis.comparison.passages import Passage, PassageKind
from analysis.comparison.shared_quotations import SharedQuotation
from analysis.comparison.telling import Telling
from analysis.comparison.things import Label, Thing
from analysis.quotations import Quotation

# What a noun does in a sentence, in the active as in the passive.
AGENT, PATIENT = "agent", "patient"
ROLES = {"nsubj": AGENT, "agent": AGENT, "dobj": PATIENT, "nsubjpass": PATIENT}

Entity = Mapping[int, Sequence[Thing]]
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Member:
    """A thing, the number of its article, and the passages of a shared fact that it is in."""

    article: int
    thing: Thing
    told: frozenset[int]

    @property
    def apart(self) -> bool:
        """Whether it stands apart from what was named before."""
        return any(label.apart for label in self.thing.labels)


class _Groups:
    """Members joined step by step; never two with different names in one article."""

    def __init__(self, members: Sequence[_Member]) -> None:
        self._members = members
        self._group = {index: {index} for index in range(len(members))}

    def join(self, one: int, other: int) -> None:
        """Make one group of two, unless it would have two names in one article."""
        both = self._group[one] | self._group[other]
        named = [self._members[index].article for index in both if self._members[index].thing.named]
        kinds = {self._members[index].thing.kind for index in both} - {None}
        if len(named) == len(set(named)) and (kinds == {ActorKind.PERSON} or ActorKind.PERSON not in kinds):
            self._group.update(dict.fromkeys(both, both))

    def alone(self, index: int) -> bool:
        """Whether a member has not been joined with any other."""
        return len(self._group[index]) == 1

    def __iter__(self) -> Iterator[list[int]]:
        return (sorted(group) for index, group in self._group.items() if index == min(group))


def entities(
    tellings: Mapping[int, Telling], quotations: Sequence[SharedQuotation], passages: Sequence[Passage]
) -> list[Entity]:
    """Return who and what several articles speak of: by article number, the things that are one."""
    told = _told(tellings, passages)
    members = [
        _Member(number, thing, frozenset(index for label in thing.labels for index in told[number, label.sentence]))
        for number, telling in tellings.items()
        for thing in telling.things
    ]
    groups = _Groups(members)
    for pair in (*_by_name(members), *_by_speaker(members, tellings, quotations), *_by_noun(members)):
        groups.join(*pair)
    for pair in tuple(_by_role(members, tellings, told, groups)):
        groups.join(*pair)
    for pair in tuple(_by_family(members, groups)):
        groups.join(*pair)
    found: list[Entity] = []
    for group in groups:
        entity: dict[int, list[Thing]] = defaultdict(list)
        for index in group:
            entity[members[index].article].append(members[index].thing)
        if len(entity) > 1:
            found.append(entity)
    return found


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


def _candidates(members: Sequence[_Member], keys: Callable[[Thing], Iterable[Hashable]]) -> Iterator[Pair]:
    """Yield the pairs of members that share a key, each once, in order."""
    buckets: dict[Hashable, list[int]] = defaultdict(list)
    for index, member in enumerate(members):
        for key in set(keys(member.thing)):
            buckets[key].append(index)
    yield from sorted({pair for bucket in buckets.values() for pair in combinations(bucket, 2)})


def _by_name(members: Sequence[_Member]) -> Iterator[Pair]:
    """Yield named members of two articles whose names fit together."""
    for pair in _candidates(members, lambda thing: thing.words):
        one, other = (members[index] for index in pair)
        if one.article != other.article and _names_fit(one.thing, other.thing):
            yield pair


def _names_fit(one: Thing, other: Thing) -> bool:
    """Whether one name is part of the other and ends alike ("Hale"), or begins alike, as organisations' names do."""
    nested = set(one.words) <= set(other.words) or set(other.words) <= set(one.words)
    if one.kind is not other.kind or not nested:
        return False
    alike = one.words[-1] == other.words[-1]
    return alike or (one.kind is not ActorKind.PERSON and one.words[0] == other.words[0])


def _by_speaker(
    members: Sequence[_Member], tellings: Mapping[int, Telling], quotations: Sequence[SharedQuotation]
) -> Iterator[Pair]:
    """Yield who says the same words in two articles, of which one may not give the name."""
    for quotation in quotations:
        speakers = {
            index
            for number, version in quotation.versions
            for index, member in enumerate(members)
            if member.article == number and _speaks(member.thing, version.pieces[0], tellings[number])
        }
        for one, other in combinations(sorted(speakers), 2):
            person = ActorKind.PERSON in (members[one].thing.kind, members[other].thing.kind)
            if person and members[one].article != members[other].article:
                yield one, other


def _speaks(thing: Thing, quotation: Quotation, telling: Telling) -> bool:
    speaker = quotation.speaker
    actor = telling.reading.actor_speaking(quotation)
    if speaker is None or (actor is not None and actor.name == thing.name):
        return speaker is not None
    return any(_overlap(label.span, speaker) for label in thing.labels)


def _by_noun(members: Sequence[_Member]) -> Iterator[Pair]:
    """Yield members with the same noun, or with nouns of one family that are told of together or name groups."""
    for pair in _candidates(members, lambda thing: (*thing.nouns, *thing.families, *thing.words[-1:])):
        one, other = (members[index] for index in pair)
        if one.article == other.article or (one.thing.named and other.thing.named):
            continue
        if _same_noun(one, other) or _same_family(one, other):
            yield pair


def _same_noun(one: _Member, other: _Member) -> bool:
    """Whether nouns are the same, or one is what an organisation's name ends with ("the board")."""
    if one.thing.named or other.thing.named:
        named, unnamed = (one.thing, other.thing) if one.thing.named else (other.thing, one.thing)
        return named.kind is not ActorKind.PERSON and named.words[-1] in unnamed.nouns
    return _kinds_fit(one.thing, other.thing) and any(
        first.noun == second.noun and (first.kinds <= second.kinds or second.kinds <= first.kinds)
        for first, second in product(one.thing.labels, other.thing.labels)
    ) and (not (one.apart or other.apart) or not one.told.isdisjoint(other.told))


def _same_family(one: _Member, other: _Member) -> bool:
    if one.thing.named or other.thing.named or not _kinds_fit(one.thing, other.thing):
        return False
    groups = one.thing.kind is other.thing.kind is ActorKind.GROUP
    together = groups or not one.told.isdisjoint(other.told)
    return together and not one.thing.families.isdisjoint(other.thing.families)


def _kinds_fit(one: Thing, other: Thing) -> bool:
    """Whether neither is one person while the other is several or something else."""
    return None in (one.kind, other.kind) or (one.kind is ActorKind.PERSON) == (other.kind is ActorKind.PERSON)


def _by_role(
    members: Sequence[_Member], tellings: Mapping[int, Telling], told: Mapping[Pair, set[int]], groups: _Groups
) -> Iterator[Pair]:
    """Yield actors that do, or undergo, the same in sentences on the same fact, one of them still without a match."""
    parts: dict[tuple[int, str], set[int]] = defaultdict(set)
    for index, member in enumerate(members):
        for label in member.thing.labels if member.thing.kind is not None else ():
            if role := _role(label, tellings[member.article]):
                for passage in told[member.article, label.sentence]:
                    parts[passage, role].add(index)
    for _, actors in sorted(parts.items()):
        if len(actors) == 2:
            one, other = sorted(actors)
            first, second = members[one], members[other]
            known = first.thing.named and second.thing.named
            free = groups.alone(one) or groups.alone(other)
            if first.article != second.article and free and not known and _kinds_fit(first.thing, second.thing):
                yield one, other


def _role(label: Label, telling: Telling) -> str | None:
    noun = telling.document.parsed[label.span.part][label.head]
    return ROLES.get(noun.head.dep_ if noun.dep_ == "pobj" and noun.head.dep_ == "agent" else noun.dep_)


def _by_family(members: Sequence[_Member], groups: _Groups) -> Iterator[Pair]:
    """Yield members of the family of one that has found its match: other words for it, in either article."""
    for one, other in _candidates(members, lambda thing: thing.families):
        first, second = members[one].thing, members[other].thing
        linked = not (groups.alone(one) and groups.alone(other))
        told = not members[one].told.isdisjoint(members[other].told)
        if linked and first.kind is second.kind and not first.named and not second.named and (told or all(map(_refers, (first, second)))):
            yield one, other


def _overlap(one: Span, other: Span) -> bool:
    return one.part is other.part and one.start < other.end and other.start < one.end


def _refers(thing: Thing) -> bool:
    """Whether a thing may be what has been named before by another word."""
    group = thing.kind is ActorKind.GROUP
    allowed = ("the", "") if group else ("the",)
    return any(label.determiner in allowed and not label.apart for label in thing.labels)
