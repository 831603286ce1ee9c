"""What is compared when names are matched: a thing, whose article it is in and which shared facts it is told of in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from analysis.actors import ActorKind
from analysis.comparison.labels import Label
from analysis.comparison.things import Thing

SEVERAL = frozenset({ActorKind.GROUP, ActorKind.ORGANISATION})
# Two members by their indices, the lower first.
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Member:
    """A thing, the number of its article, and the passages of a shared fact that it is in."""

    article: int
    thing: Thing
    told: frozenset[int]

    def told_with(self, other: Member) -> bool:
        """Whether both are in sentences on the same fact."""
        return not self.told.isdisjoint(other.told)


def candidates(members: Sequence[Member], keys: Callable[[Thing], Iterable[Hashable]]) -> Iterator[Pair]:
    """Yield the pairs of members that share a key, each once, in order."""
    buckets: dict[Hashable, list[int]] = defaultdict(list)
    for index, member in enumerate(members):
        for key in set(keys(member.thing)):
            buckets[key].append(index)
    yield from sorted({pair for bucket in buckets.values() for pair in combinations(bucket, 2)})


def refers(thing: Thing) -> bool:
    """Whether a thing may be what has been named before by another word: "the scheme", "rioters"."""
    return any(refers_back(label, several=thing.kind in SEVERAL) for label in thing.labels)


def refers_back(label: Label, *, several: bool) -> bool:
    """Whether a label stands with "the"; of people, without anything ("rioters"); of matters, with "its"."""
    known = (label.determiner == "" and label.plural) if several else label.determiner == "its"
    return not label.apart and (label.determiner == "the" or known)
