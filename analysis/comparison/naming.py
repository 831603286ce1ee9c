"""What each telling calls the same person, group or matter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from analysis.actors import Actor, MentionKind
from analysis.article import Part, Span
from analysis.lexicon import Lexicons
from analysis.reading import Reading
from analysis.results import Row, Table

# What one article calls somebody or something, each with its places.
Labels = dict[str, list[Span]]


def naming(readings: Sequence[Reading], names: Sequence[str], lexicons: Lexicons) -> Table:
    """List what each article calls the same actor, group or matter, where the articles differ."""
    rows = (*_actor_rows(readings, lexicons.words("determiners")), *_family_rows(readings, lexicons))
    return Table(
        "naming",
        "Naming",
        "What each article calls the same person, group or matter; the number says how often.",
        ("Who or what", *names),
        rows,
    )


def _actor_rows(readings: Sequence[Reading], determiners: frozenset[str]) -> Iterator[Row]:
    for actors in _linked_actors(readings, determiners):
        if len(actors) > 1:
            labels = {article: _labels(readings[article], actor, determiners) for article, actor in actors.items()}
            if _differ(labels):
                yield _row(max((actor.name for actor in actors.values()), key=len), labels, len(readings))


def _linked_actors(readings: Sequence[Reading], determiners: frozenset[str]) -> list[dict[int, Actor]]:
    """Group the named actors that are the same in several articles: by article number, at most one of each."""
    linked: list[dict[int, Actor]] = []
    for article, reading in enumerate(readings):
        for actor in reading.actors:
            if not any(mention.kind is MentionKind.NAME for mention in actor.mentions):
                continue
            for group in linked:
                if article not in group and _same(actor, group.values(), determiners):
                    group[article] = actor
                    break
            else:
                linked.append({article: actor})
    return linked


def _differ(labels: Mapping[int, Labels]) -> bool:
    """Whether the articles do not all use the same labels; capitals make no difference."""
    return len({frozenset(map(str.lower, found)) for found in labels.values()}) > 1


def _same(actor: Actor, others: Iterable[Actor], determiners: frozenset[str]) -> bool:
    """Whether names fit together: of one kind, ending alike, one's words among the other's ("Hale", "Tomas Hale")."""
    words = _without_determiner(actor.name, determiners).lower().split()
    for other in others:
        theirs = _without_determiner(other.name, determiners).lower().split()
        nested = set(words) <= set(theirs) or set(theirs) <= set(words)
        if other.kind is actor.kind and nested and words[-1:] == theirs[-1:]:
            return True
    return False


def _labels(reading: Reading, actor: Actor, determiners: frozenset[str]) -> Labels:
    labels: Labels = {}
    for mention in actor.mentions:
        if mention.kind is not MentionKind.PRONOUN:
            label = _without_determiner(reading.article.quote(mention.span), determiners)
            labels.setdefault(label, []).append(mention.span)
    return labels


def _without_determiner(text: str, determiners: frozenset[str]) -> str:
    """Return a noun phrase on one line without its article or possessive in front and its "'s" behind."""
    words = " ".join(text.split()).removesuffix("'s").removesuffix("’s")
    first, _, rest = words.partition(" ")
    return rest if rest and first.lower() in determiners else words


def _family_rows(readings: Sequence[Reading], lexicons: Lexicons) -> Iterator[Row]:
    """Yield a row for each matter of the word list that several articles name, and name differently."""
    by_family: dict[str, dict[int, Labels]] = defaultdict(dict)
    for article, reading in enumerate(readings):
        for family, label, span in _family_labels(reading, lexicons):
            by_family[family].setdefault(article, {}).setdefault(label, []).append(span)
    for family, labels in sorted(by_family.items()):
        if len(labels) > 1 and _differ(labels):
            yield _row(family, labels, len(readings))


def _family_labels(reading: Reading, lexicons: Lexicons) -> Iterator[tuple[str, str, Span]]:
    """Yield the family, the label and the place of each noun phrase whose noun is in a family of names."""
    families, determiners = lexicons.values("naming_families"), lexicons.words("determiners")
    for part in Part:
        for chunk in reading.document.parsed[part].noun_chunks:
            noun = chunk.root
            if noun.ent_type_ == "DATE":  # "March" is a month before it is a protest
                continue
            compound = " ".join(word.lemma_.lower() for word in chunk if word.dep_ == "compound" or word.i == noun.i)
            if family := families.get(compound) or families.get(noun.lemma_.lower()):
                yield family, _without_determiner(chunk.text, determiners), Span(part, chunk.start_char, chunk.end_char)


def _row(name: str, labels: Mapping[int, Labels], n_articles: int) -> Row:
    cells = [name]
    places: list[tuple[Span, int]] = []
    for article in range(n_articles):
        found = sorted(labels.get(article, {}).items(), key=lambda item: (-len(item[1]), item[1]))
        cells.append(", ".join(f"{label} ({len(spans)})" for label, spans in found) or "—")
        places += [(span, article) for _, spans in found for span in spans]
    return Row(tuple(cells), tuple(span for span, _ in places), tuple(article for _, article in places))
