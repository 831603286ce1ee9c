"""What each telling calls the same person, group or matter, and in which tone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from analysis.actors import ActorKind
from analysis.article import Span
from analysis.comparison.entities import Entity
from analysis.comparison.labels import Label
from analysis.comparison.telling import Telling
from analysis.comparison.things import Thing
from analysis.results import Row, Table

LOADED = "loaded_language"


def naming(tellings: Mapping[int, Telling], names: Sequence[str], found: Sequence[Entity]) -> Table:
    """List what each article calls the same actor, group or matter, where there is more than one label."""
    return Table(
        "naming",
        "Naming",
        "What each article calls the same person, group or matter; the number says how often.",
        ("Who or what", *(names[number] for number in tellings)),
        tuple(_row(entity, tellings) for entity in found if _tells(entity, tellings)),
    )


def labels(tellings: Mapping[int, Telling], names: Sequence[str], found: Sequence[Entity]) -> Table:
    """List the same labels one by one, with tone and sentence."""
    return Table(
        "labels",
        "Labels, one by one",
        "Every label in the table “Naming”: how often, what the sentences around it say of whoever it names (−1 "
        "negative to 1 positive, mean; only with models and for the main actors), loaded words in it or beside it, and "
        "the first sentence.",
        ("Who or what", "Article", "Label", "Times", "Tone", "Loaded words", "Sentence"),
        tuple(row for entity in found if _tells(entity, tellings) for row in _label_rows(entity, tellings, names)),
    )


def _tells(entity: Entity, tellings: Mapping[int, Telling]) -> bool:
    """Whether there is more than one label, in more than case and number.

    A matter with one noun for it is left out unless a loaded word goes with it: "the van" and "the borrowed van" are no
    different naming, "the tank" and "the doomed tank" are.
    """
    every = [thing for things in entity.values() for thing in things]
    if {thing.kind for thing in every} <= {ActorKind.PLACE, None} and any(thing.kind for thing in every):
        return False
    found = [label for thing in every for label in thing.labels]
    if len({(*label.text.split()[:-1], label.noun) for label in found}) < 2:
        return False
    if len({label.noun for label in found}) > 1 or any(thing.kind is not None for thing in every):
        return True
    return any(
        _loaded(label.span, tellings[number])
        for number, things in entity.items()
        for thing in things
        for label in thing.labels
    )


def _row(entity: Entity, tellings: Mapping[int, Telling]) -> Row:
    cells: list[str | None] = [_name(entity)]
    places: list[tuple[Span, int]] = []
    for number, telling in tellings.items():
        found = _by_label(entity.get(number, ()))
        shown = (f"{_words(group[0], telling)} ({len(group)})" for group in found)
        cells.append(", ".join(shown) or "—")
        places += [(label.span, number) for group in found for label in group]
    return Row(tuple(cells), tuple(span for span, _ in places), tuple(number for _, number in places))


def _name(entity: Entity) -> str:
    """Return the fullest proper name, or the most frequent label."""
    every = chain.from_iterable(entity.values())
    return max(every, key=lambda thing: (thing.named, len(thing.name) if thing.named else len(thing.labels))).name


def _by_label(things: Sequence[Thing]) -> list[list[Label]]:
    """Return the labels of one article that read alike together, the most frequent first."""
    grouped: dict[str, list[Label]] = defaultdict(list)
    for thing in things:
        for label in thing.labels:
            grouped[label.text].append(label)
    return sorted(grouped.values(), key=lambda group: (-len(group), group[0].span))


def _words(label: Label, telling: Telling) -> str:
    return " ".join(telling.article.quote(label.span).split())


def _label_rows(entity: Entity, tellings: Mapping[int, Telling], names: Sequence[str]) -> Iterator[Row]:
    for number, things in sorted(entity.items()):
        telling = tellings[number]
        for group in _by_label(things):
            first = telling.document.sentence_at(group[0].span.part, group[0].span.start)
            loaded = dict.fromkeys(word for label in group for word in _loaded(label.span, telling))
            cells = (
                _name(entity),
                names[number],
                _words(group[0], telling),
                len(group),
                _tone(group, telling),
                ", ".join(loaded) or None,
                first.text if first is not None else None,
            )
            yield Row(cells, tuple(label.span for label in group), (number,) * len(group))


def _tone(group: Sequence[Label], telling: Telling) -> float | None:
    """Return the mean sentiment toward whoever is called so, −1 to 1; None if no model read a mention."""
    toward = telling.reading.toward
    read = [toward[each].balance for label in group if (each := label.mention) is not None and each in toward]
    return sum(read) / len(read) if read else None


def _loaded(span: Span, telling: Telling) -> list[str]:
    """Return the loaded words within a label."""
    terms = telling.reading.terms.get(LOADED, ())
    inside = (term.span for term in terms if term.span.part is span.part)
    return [telling.article.quote(each) for each in inside if each.start < span.end and span.start < each.end]
