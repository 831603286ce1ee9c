"""Things of different articles whose nouns are of one family ("rioters", "protesters"), and groups of such things."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import product

from analysis.actors import ActorKind
from analysis.comparison.members import Member, Pair, candidates, refers
from analysis.comparison.things import Thing, kinds_fit

# Of two groups of things, so many in a hundred pairs have to be related: a word in two families ("deal": a purchase, an
# agreement) shall not make one of both. Chosen on the seen pairs of tests/comparison_gold, as are the other rules here.
MOST = 0.75


def by_family(members: Sequence[Member]) -> Iterator[Pair]:
    """Yield unnamed members of two articles that share a family, those first that share most of theirs."""
    found = []
    for pair in candidates(members, lambda thing: thing.families):
        one, other = (members[index] for index in pair)
        named = one.thing.named or other.thing.named
        if one.article != other.article and not named and _may_be_one(one, other):
            found.append((-_shared(one.thing, other.thing), pair))
    yield from (pair for _, pair in sorted(found))


def _may_be_one(one: Member, other: Member) -> bool:
    """Whether two of one family are told of together, or both named before, and neither is one person or a place."""
    kinds = (one.thing.kind, other.thing.kind)
    same_noun = not one.thing.nouns.isdisjoint(other.thing.nouns)  # which nouns alone can tell
    if same_noun or ActorKind.PLACE in kinds or not kinds_fit(one.thing, other.thing):
        return False
    same_sort = ActorKind.PERSON not in kinds and (kinds[0] is None) == (kinds[1] is None)
    return one.told_with(other) or (same_sort and refers(one.thing) and refers(other.thing))


def _shared(one: Thing, other: Thing) -> float:
    """Return the share of two things' families that both have, 0 to 1."""
    return len(one.families & other.families) / len(one.families | other.families)


def mostly_related(first: Collection[Thing], second: Collection[Thing]) -> bool:
    """Whether most things of two groups have a noun or a family in common; those of no family speak neither way."""
    known = [
        not (one.families.isdisjoint(other.families) and one.nouns.isdisjoint(other.nouns))
        for one, other in product(first, second)
        if one.families and other.families and not (one.named or other.named)
    ]
    return sum(known) >= MOST * len(known)
