"""What one telling speaks of: people, groups, organisations and matters, each with every label the text has for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, product

from analysis.actors import ActorKind, MentionKind
from analysis.article import Part
from analysis.comparison.labels import Label, LabelReader
from analysis.lexicon import Lexicons
from analysis.quotations import Voice
from analysis.reading import Reading
from analysis.words import normal_form

NAMED = frozenset({MentionKind.NAME, MentionKind.ACRONYM})
# A name of one word is shared by a town and all that is called after it.
FEWEST_SHARED = 2
# The class of organisations that "the company" and "the firm" are of.
COMPANY = "company"
# A label and the kind of the actor that it names, if it names one.
Called = tuple[ActorKind | None, Label]


@dataclass(frozen=True)
class Thing:
    """A person, group, organisation or matter of one article.

    Attributes:
        name: how to call it: the actor's name, or its most frequent label.
        words: of its proper name, in lower case; none if it has no name.
        kind: the actor's; None for a matter.
        labels: in the order of the text.
    """

    name: str
    words: tuple[str, ...]
    kind: ActorKind | None
    labels: tuple[Label, ...]

    @cached_property
    def nouns(self) -> frozenset[str]:
        """The base forms of its labels' nouns."""
        return frozenset(label.noun for label in self.labels)

    @cached_property
    def families(self) -> frozenset[str]:
        """What its labels' nouns stand for, by the word list of names."""
        return frozenset(label.family for label in self.labels) - {""}

    @property
    def named(self) -> bool:
        """Whether it has a proper name."""
        return bool(self.words)


def find_things(reading: Reading, lexicons: Lexicons) -> tuple[Thing, ...]:
    """Return what an article speaks of: actors, other named organisations, and everything else by its noun."""
    reader = LabelReader(reading, lexicons)
    determiners = lexicons.words("determiners")
    acting: list[Thing] = []
    unnamed: dict[str, list[Called]] = defaultdict(list)
    for actor in reading.actors:
        labels = tuple(reader.of_actor(actor))
        if any(mention.kind in NAMED for mention in actor.mentions):
            acting.append(Thing(actor.name, name_words(actor.name, determiners), actor.kind, labels))
        elif named := reader.proper_names(labels):
            acting += (Thing(n, name_words(n, determiners), ActorKind.ORGANISATION, each) for n, each in named.items())
        elif labels and actor.kind is ActorKind.PERSON:
            acting.append(Thing(actor.name, (), actor.kind, labels))
        else:
            for label in labels:
                unnamed[label.noun].append((actor.kind, label))
    idle = [
        Thing(name, name_words(name, determiners), ActorKind.PERSON if _speaks(labels, reading) else kind, labels)
        for name, kind, labels in reader.of_names()
    ]
    for label in reader.of_matters():
        unnamed[label.noun].append((None, label))
    nouns = [_by_noun(group, reader) for group in chain.from_iterable(map(_one_each, unnamed.values()))]
    found = _organisations(_whole_names(acting, idle), nouns, lexicons)
    return tuple(kept for thing in found if (kept := _judged(thing, reading)).labels)


def name_words(name: str, determiners: frozenset[str]) -> tuple[str, ...]:
    """Return the words of a proper name as names are compared."""
    return tuple(word for word in normal_form(name).split() if word not in determiners)


def names_fit(one: Thing, other: Thing) -> bool:
    """Whether one name is part of the other and ends alike ("Hale"), or begins alike, as organisations' names do."""
    if one.words == other.words:
        return True
    nested = set(one.words) <= set(other.words) or set(other.words) <= set(one.words)
    if not nested or not kinds_fit(one, other):
        return False
    if one.words[-1] == other.words[-1]:
        return True
    long_enough = one.kind is other.kind or min(len(one.words), len(other.words)) >= FEWEST_SHARED
    return one.kind is not ActorKind.PERSON and one.words[0] == other.words[0] and long_enough


def kinds_fit(one: Thing, other: Thing) -> bool:
    """Whether neither is one person while the other is several or something else."""
    return None in (one.kind, other.kind) or (one.kind is ActorKind.PERSON) == (other.kind is ActorKind.PERSON)


def _whole_names(acting: Sequence[Thing], idle: Sequence[Thing]) -> list[Thing]:
    """Return the named things, those that do not act as one with the longer name that theirs is part of."""
    whole = list(acting)
    for part in sorted(idle, key=lambda thing: -len(thing.words)):
        place = next((place for place, thing in enumerate(whole) if thing.words and names_fit(part, thing)), None)
        if place is None:
            whole.append(part)
        else:
            whole[place] = replace(whole[place], labels=(*whole[place].labels, *part.labels))
    return whole


def _speaks(labels: Sequence[Label], reading: Reading) -> bool:
    """Whether somebody is quoted under this name, which the recogniser may have taken for a place's."""
    speakers = [quotation.speaker for quotation in reading.document.quotations if quotation.speaker is not None]
    return any(
        label.span.part is speaker.part and label.span.start < speaker.end and speaker.start < label.span.end
        for label, speaker in product(labels, speakers)
    )


def _organisations(named: Sequence[Thing], nouns: Sequence[Thing], lexicons: Lexicons) -> list[Thing]:
    """Return things, "the firm" and "that toothless watchdog" with the name that they stand for, if that is clear."""
    sorts = lexicons.values("organisations")
    classes = {**lexicons.values("organisation_name_words"), **sorts}
    whole, rest = list(named), []
    for thing in nouns:
        place = _bearer(named, thing.labels[0], classes) if _takes_up(thing, sorts) else None
        if place is None:
            rest.append(thing)
        else:
            whole[place] = replace(whole[place], labels=(*whole[place].labels, *thing.labels))
    return whole + rest


def _takes_up(thing: Thing, sorts: Mapping[str, str]) -> bool:
    """Whether every label of a thing is one of an organisation that is known and not told apart: "the firm"."""
    return all(
        label.noun in sorts and label.determiner == "the" and not (label.plural or label.apart or label.kinds)
        for label in thing.labels
    )


def _bearer(named: Sequence[Thing], label: Label, classes: Mapping[str, str]) -> int | None:
    """Return the place of the name that a noun for an organisation stands for; None if there is none, or a choice.

    A name tells of which class it is, and the only one of a class is meant wherever it stands. One that tells nothing
    may be a company's: of those named before, the most frequent one is.
    """
    sort = classes[label.noun]
    organisations = [place for place, name in enumerate(named) if name.words and name.kind is ActorKind.ORGANISATION]
    same = [place for place in organisations if classes.get(named[place].words[-1]) == sort]
    if sort != COMPANY:
        return same[0] if len(same) == 1 else None
    before = [place for place in organisations if _may_be_company(named[place], label, classes)]
    return max(before, key=lambda place: (len(named[place].labels), -named[place].labels[0].span.start), default=None)


def _may_be_company(name: Thing, label: Label, classes: Mapping[str, str]) -> bool:
    """Whether a name stands before a label and is an acting organisation's of no other sort, described as no other."""
    return (
        any(each.mention is not None for each in name.labels)
        and classes.get(name.words[-1], COMPANY) == COMPANY
        and all(classes.get(each.noun, COMPANY) == COMPANY for each in name.labels)
        and any(each.span.part is Part.BODY and each.span < label.span for each in name.labels)
    )


def _by_noun(group: Sequence[Called], reader: LabelReader) -> Thing:
    """Return the thing that labels with one noun are for."""
    labels = tuple(label for _, label in group)
    (name, _), *_ = Counter(label.text for label in labels).most_common(1)
    return Thing(name, (), next((kind for kind, _ in group if kind is not None), reader.kind_of(labels[0])), labels)


def _one_each(group: Sequence[Called]) -> Iterator[Sequence[Called]]:
    """Yield the labels with one noun, apart by what they name: of another kind, or other people each time.

    A label without a kind ("the farm") is what was last named ("the egg farm").
    """
    things: list[list[Called]] = []
    for kind, label in sorted(group, key=lambda called: called[1].span):
        known = (thing for thing in reversed(things) if not thing[0][1].apart and _kinds_nest(label, thing))
        thing = None if label.apart else next(known, None)
        if thing is None:
            things.append(thing := [])
        thing.append((kind, label))
    yield from things


def _kinds_nest(label: Label, thing: Sequence[Called]) -> bool:
    kinds = frozenset().union(*(other.kinds for _, other in thing))
    return label.kinds <= kinds or kinds <= label.kinds


def _judged(thing: Thing, reading: Reading) -> Thing:
    """Leave out labels that only the headline has, whose grammar is its own, and descriptions in others' words."""
    texts = {label.text for label in thing.labels if label.span.part is Part.BODY}
    kept = (
        label
        for label in thing.labels
        if label.text in texts
        and (thing.named or reading.document.voice_at(label.span.part, label.span.start) is Voice.OWN)
    )
    return replace(thing, labels=tuple(sorted(kept, key=lambda label: label.span)))
