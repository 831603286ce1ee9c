"""What one telling speaks of: people, groups, organisations and matters, each with every label the text has for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from spacy.tokens import Doc, Token

from analysis.actors import Actor, ActorKind, Mention, MentionKind
from analysis.article import Part, Span
from analysis.comparison.label_words import apposed, determiner, noun_phrase, trimmed
from analysis.lexicon import Lexicons
from analysis.quotations import Voice
from analysis.reading import Reading
from analysis.words import normal_form

# Noun phrases that are named like this are a time or an amount.
AMOUNTS = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"})
# Named entities that may be called by several names though they do nothing in the story.
PASSIVE_NAMES = frozenset({"ORG", "FAC", "EVENT", "LAW", "PRODUCT"})
# Places and names of no known kind, too: "Saint Orrin" may be short for a hospital. What is nothing else has no row.
PLACE_NAMES = frozenset({"GPE", "LOC"})
UNKNOWN_NAMES = frozenset({"", "NORP"})
# What says of which kind a thing is: "egg farm", "Harbour bridge".
NAMING_KINDS = frozenset({"NOUN", "PROPN"})
# How the word list calls families of persons.
PEOPLE = "people"
NAMED = frozenset({MentionKind.NAME, MentionKind.ACRONYM})


@dataclass(frozen=True, slots=True)
class Label:
    """What a thing is called in one place.

    Attributes:
        span: the words, without article, possessive, number and courtesy title.
        text: the same in lower case on one line, as labels are compared.
        sentence: number of its sentence in the body; −1 in the headline.
        head: index of its main noun in the parsed part.
        noun: the base form of that noun.
        family: what the noun stands for, by the word list of names; empty if it is not in it.
        measure: "named" or "open" if the family is of what somebody decides; else empty.
        kinds: base forms of the nouns that say which kind of it ("egg farm": egg).
        determiner: "the" (or "this"), as what has been named before has; "its" for any possessive; "a" or "" (none).
        plural: whether it names several.
        apart: whether it names others than were named before: "two people", "similar charges", "their own rules".
        mention: the mention of an actor that it is part of, if it is.
    """

    span: Span
    text: str
    sentence: int
    head: int
    noun: str
    family: str
    measure: str
    kinds: frozenset[str]
    determiner: str
    plural: bool
    apart: bool
    mention: Span | None


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
    reader = _LabelReader(reading, lexicons)
    found: list[Thing] = []
    unnamed: dict[str, list[tuple[ActorKind | None, Label]]] = defaultdict(list)
    for actor in reading.actors:
        labels = tuple(reader.of_actor(actor))
        named = any(mention.kind in NAMED for mention in actor.mentions)
        if named or (labels and actor.kind is ActorKind.PERSON):
            found.append(reader.thing(actor.name, actor.kind, labels, named=named))
        else:
            for label in labels:
                unnamed[label.noun].append((actor.kind, label))
    found += reader.of_names()
    for label in reader.of_matters():
        unnamed[label.noun].append((None, label))
    for group in chain.from_iterable(map(_one_each, unnamed.values())):
        texts = Counter(label.text for _, label in group)
        kind = next((kind for kind, _ in group if kind is not None), reader.kind_of(group[0][1]))
        labels = tuple(label for _, label in group)
        found.append(reader.thing(texts.most_common(1)[0][0], kind, labels, named=False))
    return tuple(kept for thing in found if (kept := _judged(thing, reading)).labels)


# A label and the kind of the actor that it names, if it names one.
Called = tuple[ActorKind | None, Label]


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


class _LabelReader:
    """Finds labels in one article; remembers which nouns it has taken."""

    def __init__(self, reading: Reading, lexicons: Lexicons) -> None:
        self._reading = reading
        self._families: Mapping[str, str] = lexicons.values("naming_families")
        self._measures: Mapping[str, str] = lexicons.values("measure_families")
        self._determiners = lexicons.words("determiners")
        self._honorifics = lexicons.words("honorifics")
        self._general = lexicons.words("crowd_nouns")
        self._others = lexicons.words("words_for_others")
        self._taken = {(mention.span.part, mention.head) for actor in reading.actors for mention in actor.mentions}

    def thing(self, name: str, kind: ActorKind | None, labels: Sequence[Label], *, named: bool) -> Thing:
        """Return a thing with what it is compared by."""
        words = tuple(word for word in normal_form(name).split() if word not in self._determiners) if named else ()
        return Thing(name, words, kind, tuple(labels))

    def kind_of(self, label: Label) -> ActorKind | None:
        """Return the kind of actor that a noun stands for, if its family is one of people."""
        if not label.family.startswith(PEOPLE):
            return None
        noun = self._reading.document.parsed[label.span.part][label.head]
        return ActorKind.GROUP if noun.tag_ == "NNS" else ActorKind.PERSON

    def _family(self, lemma: str, text: str) -> str:
        """Return the family of a label, by its last two words or its noun; empty if it has none."""
        compound = " ".join([*text.split()[-2:-1], lemma])
        return self._families.get(compound) or self._families.get(lemma, "")

    def of_names(self) -> Iterator[Thing]:
        """Yield the organisations, buildings and places that are named but do not act."""
        groups: dict[str, list[tuple[ActorKind, Label]]] = defaultdict(list)
        for part in Part:
            for kind, tokens in _names(self._reading.document.parsed[part]):
                words = {(part, token.i) for token in tokens}
                if self._taken.isdisjoint(words):
                    self._taken |= words
                    label = self._label(trimmed(tokens), None, part)
                    groups[label.text].append((kind, label))
        for text, called in groups.items():
            yield self.thing(text, called[0][0], [label for _, label in called], named=True)

    def of_actor(self, actor: Actor) -> Iterator[Label]:
        """Yield the labels of an actor: names, titles before them, descriptions, and what stands in apposition."""
        names = frozenset(normal_form(actor.name).split())
        for mention in actor.mentions:
            if mention.kind is MentionKind.PRONOUN:
                continue
            head = self._reading.document.parsed[mention.span.part][mention.head]
            if mention.kind is MentionKind.DESCRIPTION:
                yield self._label(noun_phrase(head), mention)
            else:
                yield from self._of_name(mention, names, person=actor.kind is ActorKind.PERSON)
            for noun in apposed(head):
                if (mention.span.part, noun.i) not in self._taken:
                    self._taken.add((mention.span.part, noun.i))
                    yield self._label([*noun_phrase(noun), *self._complement(noun)], mention)

    def _complement(self, noun: Token) -> Sequence[Token]:
        """Return "of two" for "mother of two": what a noun that is no office says nothing without."""
        behind = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else noun
        if behind.lower_ != "of" or self._family(noun.lemma_.lower(), ""):
            return ()
        inner = next((child for child in behind.children if child.dep_ == "pobj"), None)
        return list(noun.doc[behind.i : inner.i + 1]) if inner is not None else ()

    def _of_name(self, mention: Mention, names: frozenset[str], *, person: bool) -> Iterator[Label]:
        """Yield a name and, apart, the title before it ("Prosecutor Helen Arkwright")."""
        doc = self._reading.document.parsed[mention.span.part]
        within = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        tokens = list(within or doc[mention.head : mention.head + 1])
        first = next((place for place, token in enumerate(tokens) if normal_form(token.text) in names), 0)
        title = trimmed([token for token in tokens[:first] if token.lower_.rstrip(".") not in self._honorifics])
        if person and title and title[-1].pos_ in ("NOUN", "PROPN"):
            yield self._label(noun_phrase(title[-1]), mention)
        yield self._label(tokens[first:] if person else trimmed(tokens), mention)

    def of_matters(self) -> Iterator[Label]:
        """Yield a label for each common noun that is no actor's and no time or amount."""
        for part in Part:
            for chunk in self._reading.document.parsed[part].noun_chunks:
                noun = chunk.root
                if noun.pos_ == "NOUN" and noun.ent_type_ not in AMOUNTS and (part, noun.i) not in self._taken:
                    yield self._label(noun_phrase(noun), None, part)

    def _label(self, tokens: Sequence[Token], mention: Mention | None, part: Part | None = None) -> Label:
        part = mention.span.part if mention else part or Part.BODY
        last = tokens[-1]
        end = last.idx + len(last)
        if len(tokens) > 1 and last.tag_ == "POS":
            end = tokens[-2].idx + len(tokens[-2])
        span = Span(part, tokens[0].idx, end)
        text = " ".join(normal_form(self._reading.article.quote(span)).split()).removesuffix("'s")
        head = mention.head if mention and span.start <= last.doc[mention.head].idx < span.end else last.i
        noun = last.doc[head]
        sentence = self._reading.document.sentence_at(part, span.start)
        index = sentence.index if sentence is not None and part is Part.BODY else -1
        lemma = noun.lemma_.lower()
        before = [child for child in noun.children if child.i < noun.i]
        article = determiner(before)
        family = self._family(lemma, text)
        return Label(
            span,
            text,
            index,
            head,
            lemma,
            family=family,
            measure=self._measures.get(family, ""),
            kinds=frozenset(
                token.lemma_.lower() for token in tokens if token.i < noun.i and token.pos_ in NAMING_KINDS
            ),
            determiner=article,
            plural=noun.tag_ in ("NNS", "NNPS"),
            apart=(lemma in self._general and article != "the")
            or any(child.lower_ in self._others for child in before),
            mention=mention.span if mention else None,
        )


def _names(doc: Doc) -> Iterator[tuple[ActorKind, list[Token]]]:
    """Yield the names in a text that may be of organisations and places; a name of no known kind may be a place's."""
    for entity in doc.ents:
        if entity.label_ in PASSIVE_NAMES:
            yield ActorKind.ORGANISATION, list(entity)
        elif entity.label_ in PLACE_NAMES:
            yield ActorKind.PLACE, list(entity)
    for chunk in doc.noun_chunks:
        if chunk.root.pos_ == "PROPN" and chunk.root.ent_type_ in UNKNOWN_NAMES:
            yield ActorKind.PLACE, list(chunk)
