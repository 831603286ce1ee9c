"""By what two things of different articles are known to be one: names, quotations, nouns, families, parts in a fact.

Each cue yields pairs of members by their indices, and holds for itself; which pairs become groups, and in which order,
is decided in ``entities``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from analysis.actors import ActorKind
from analysis.article import Span
from analysis.comparison.labels import Label
from analysis.comparison.shared_quotations import SharedQuotation
from analysis.comparison.telling import Telling
from analysis.comparison.things import Thing, kinds_fit, names_fit
from analysis.grammar import first_conjunct
from analysis.quotations import Quotation

# What a noun does in a sentence, in the active as in the passive.
AGENT, PATIENT = "agent", "patient"
PARTS = {"nsubj": AGENT, "agent": AGENT, "dobj": PATIENT, "nsubjpass": PATIENT}
SEVERAL = frozenset({ActorKind.GROUP, ActorKind.ORGANISATION})
# What speaks for two things told of in one fact being one, and how much is enough: of the same kind, with the same part
# in it, as many, and not of different families. Chosen on the seen pairs of tests/comparison_gold.
SAME_KIND, BOTH_SEVERAL, SAME_PART, SAME_DEED = 1.5, 0.75, 1.0, 1.5
SAME_NUMBER = 1.5
SAME_FAMILY, OTHER_FAMILY = 2.0, -0.5
ENOUGH = 1.4

Pair = tuple[int, int]
# By member, what it does in a fact: its part alone, and with the verb.
Deeds = Mapping[int, Collection[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Member:
    """A thing, the number of its article, and the passages of a shared fact that it is in."""

    article: int
    thing: Thing
    told: frozenset[int]

    def told_with(self, other: Member) -> bool:
        """Whether both are in sentences on the same fact."""
        return not self.told.isdisjoint(other.told)


def _candidates(members: Sequence[Member], keys: Callable[[Thing], Iterable[Hashable]]) -> Iterator[Pair]:
    """Yield the pairs of members that share a key, each once, in order."""
    buckets: dict[Hashable, list[int]] = defaultdict(list)
    for index, member in enumerate(members):
        for key in set(keys(member.thing)):
            buckets[key].append(index)
    yield from sorted({pair for bucket in buckets.values() for pair in combinations(bucket, 2)})


def by_name(members: Sequence[Member]) -> Iterator[Pair]:
    """Yield named members of two articles whose names fit together."""
    for pair in _candidates(members, lambda thing: thing.words):
        one, other = (members[index] for index in pair)
        if one.article != other.article and names_fit(one.thing, other.thing):
            yield pair


def by_speaker(
    members: Sequence[Member], tellings: Mapping[int, Telling], quotations: Sequence[SharedQuotation]
) -> Iterator[Pair]:
    """Yield who says the same words in two articles, of which one may not give the name."""
    for quotation in quotations:
        speakers = {
            index
            for number, version in quotation.versions
            for index in _speakers(members, number, version.pieces[0], tellings[number])
        }
        for one, other in combinations(sorted(speakers), 2):
            kinds = {members[one].thing.kind, members[other].thing.kind}
            one_person = ActorKind.PERSON in kinds and kinds <= {ActorKind.PERSON, None}
            if one_person and members[one].article != members[other].article:
                yield one, other


def _speakers(members: Sequence[Member], number: int, quotation: Quotation, telling: Telling) -> set[int]:
    """Return who of an article says a quotation: whoever was found to, or whom the words for the speaker name."""
    speaker = quotation.speaker
    if speaker is None:
        return set()
    actor = telling.reading.actor_speaking(quotation)
    return {
        index
        for index, member in enumerate(members)
        if member.article == number
        and (
            (actor is not None and actor.name == member.thing.name)
            or any(_overlap(label.span, speaker) for label in member.thing.labels)
        )
    }


def by_noun(members: Sequence[Member]) -> Iterator[Pair]:
    """Yield members of two articles with the same noun, or with nouns of one family."""
    for pair in _candidates(members, lambda it: (*it.nouns, *it.families, *it.words[:1], *it.words[-1:])):
        one, other = (members[index] for index in pair)
        if one.article == other.article or (one.thing.named and other.thing.named):
            continue
        if one.thing.named or other.thing.named:
            fits = _short_for(one.thing, other.thing) or _short_for(other.thing, one.thing) or _described(one, other)
        else:
            fits = kinds_fit(one.thing, other.thing) and (_same_noun(one, other) or _same_family(one, other))
        if fits:
            yield pair


def _short_for(noun: Thing, name: Thing) -> bool:
    """Whether a noun is what an organisation's name begins or ends with ("the board", "the river")."""
    if noun.named or name.kind is ActorKind.PERSON:
        return False
    if name.kind is not ActorKind.ORGANISATION:
        return any(label.noun in (name.words[0], name.words[-1]) and not label.plural for label in noun.labels)
    short = any(
        label.noun in (name.words[0], name.words[-1]) and label.determiner == "the" and not label.plural
        for label in noun.labels
    )
    return short and all(label.determiner or label.plural for label in noun.labels)


def _described(one: Member, other: Member) -> bool:
    """Whether one person is named and told of as the other is: "Ann Lind, a nurse", "a nurse"."""
    persons = one.thing.kind is other.thing.kind is ActorKind.PERSON
    known = all(refers(member.thing) for member in (one, other) if not member.thing.named)
    return persons and not one.thing.nouns.isdisjoint(other.thing.nouns) and (known or one.told_with(other))


def _same_noun(one: Member, other: Member) -> bool:
    """Whether two are called by the same noun and nothing says that they are different ones of their kind."""
    same = any(
        first.noun == second.noun and (first.kinds <= second.kinds or second.kinds <= first.kinds)
        for first, second in product(one.thing.labels, other.thing.labels)
    )
    apart = any(label.apart for label in (*one.thing.labels, *other.thing.labels))
    known = refers(one.thing) and refers(other.thing)
    loose = apart or (ActorKind.PERSON in (one.thing.kind, other.thing.kind) and not known)
    return same and (not loose or one.told_with(other))


def _same_family(one: Member, other: Member) -> bool:
    """Whether two are of one family and told of together or, unless they are one person, both known before."""
    things = (one.thing, other.thing)
    known = all(thing.kind is not ActorKind.PERSON and (refers(thing) or _crowd(thing)) for thing in things)
    return not one.thing.families.isdisjoint(other.thing.families) and (known or one.told_with(other))


def _crowd(thing: Thing) -> bool:
    """Whether a thing is people under one noun, who are all that are there: "a raging mob"."""
    return thing.kind is ActorKind.GROUP and not all(label.plural for label in thing.labels)


def refers(thing: Thing) -> bool:
    """Whether a thing may be what has been named before by another word: "the scheme", "rioters"."""
    return any(_refers_back(label, several=thing.kind in SEVERAL) for label in thing.labels)


def _refers_back(label: Label, *, several: bool) -> bool:
    """Whether a label stands with "the"; of people, without anything ("rioters"); of matters, with "its"."""
    known = (label.determiner == "" and label.plural) if several else label.determiner == "its"
    return not label.apart and (label.determiner == "the" or known)


def by_measure(members: Sequence[Member]) -> Iterator[Pair]:
    """Yield "the plan" or "the decision" with what was last said to be planned or decided before it."""
    for index, member in enumerate(members):
        first = min(member.thing.labels, key=lambda label: label.span)
        if member.thing.kind is None and first.measure == "open" and _refers_back(first, several=False):
            before = [
                (label.span, other)
                for other, rival in enumerate(members)
                if rival.article == member.article and rival.thing.kind is None
                for label in rival.thing.labels
                if label.span < first.span and _introduces(label)
            ]
            if before:
                yield max(before)[1], index


def _introduces(label: Label) -> bool:
    """Whether a label says anew what is planned or decided, so that "the plan" may come back to it."""
    return bool(label.determiner) and (
        label.measure == "named" or (label.measure == "open" and label.determiner != "the")
    )


def by_part(
    members: Sequence[Member], tellings: Mapping[int, Telling], told: Mapping[Pair, set[int]], linked: Collection[Pair]
) -> Iterator[Pair]:
    """Yield what fits best of all that sentences on one fact speak of, and has no match among it yet; surest first."""
    facts: dict[int, dict[int, dict[int, set[tuple[str, str]]]]] = defaultdict(lambda: defaultdict(dict))
    for index, member in enumerate(members):
        for label in member.thing.labels:
            for passage in told[member.article, label.sentence]:
                deeds = facts[passage][member.article].setdefault(index, set())
                deeds |= set(_deeds(label, tellings[member.article]))
    found: set[tuple[float, Pair]] = set()
    for articles in facts.values():
        for first, second in combinations(sorted(articles), 2):
            matched = {index for pair in product(articles[first], articles[second]) if pair in linked for index in pair}
            sides = [{i: deeds for i, deeds in articles[n].items() if i not in matched} for n in (first, second)]
            found |= set(_best(members, *sides))
    yield from (pair for _, pair in sorted(found, key=lambda each: (-each[0], each[1])))


def _best(members: Sequence[Member], one: Deeds, other: Deeds) -> Iterator[tuple[float, Pair]]:
    """Yield the pairs that fit better than every other pair with either of the two."""
    scores = {(i, j): _fit(members[i].thing, members[j].thing, one[i], other[j]) for i, j in product(one, other)}
    for pair, score in scores.items():
        rivals = (value for each, value in scores.items() if (each[0] == pair[0]) != (each[1] == pair[1]))
        if score >= ENOUGH and score > max(rivals, default=0.0):
            yield score, pair


def _fit(one: Thing, other: Thing, deeds: Collection[tuple[str, str]], others: Collection[tuple[str, str]]) -> float:
    """Return how well two things told of in one fact fit together; 0 if they cannot be one."""
    if (one.named and other.named) or not kinds_fit(one, other) or not (_like(one, other) and _like(other, one)):
        return 0.0
    numbers = [{label.number for label in thing.labels} - {""} for thing in (one, other)]
    score = SAME_NUMBER * bool(numbers[0] & numbers[1])
    score += SAME_PART * bool({part for part, _ in deeds} & {part for part, _ in others})
    score += SAME_DEED * bool(set(deeds) & set(others))
    if one.kind in SEVERAL and other.kind in SEVERAL and ActorKind.ORGANISATION in (one.kind, other.kind):
        score += BOTH_SEVERAL
    elif one.kind is not None and one.kind is other.kind:
        score += SAME_KIND
    if one.families and other.families:
        score += SAME_FAMILY if one.families & other.families else OTHER_FAMILY
    return score


def _like(one: Thing, other: Thing) -> bool:
    """Whether the second may be people if the first is; of words for people no list has all ("hecklers")."""
    unlisted = one.kind is ActorKind.GROUP and any(label.plural for label in other.labels)
    return one.kind is None or other.kind is not None or unlisted


def _deeds(label: Label, telling: Telling) -> Iterator[tuple[str, str]]:
    """Yield a label's part in its sentence with the verb, in the active as in the passive, if it has one."""
    noun = first_conjunct(telling.document.parsed[label.span.part][label.head])
    if noun.dep_ == "pobj" and noun.head.dep_ == "agent":
        noun = noun.head
    if noun.dep_ in PARTS:
        yield PARTS[noun.dep_], telling.vocabulary.key(noun.head.lemma_.lower())


def _overlap(one: Span, other: Span) -> bool:
    return one.part is other.part and one.start < other.end and other.start < one.end
