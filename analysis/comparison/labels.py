"""The labels of one article: what actors, named organisations and everything else are called, place by place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from analysis.actors import Actor, ActorKind, Mention, MentionKind
from analysis.article import Part, Span
from analysis.comparison.label_words import (
    COUNTED,
    apposed,
    complement,
    determiner,
    in_apposition,
    noun_phrase,
    titles,
    trimmed,
)
from analysis.lexicon import Lexicons
from analysis.reading import Reading
from analysis.words import normal_form

# Noun phrases that are named like this are a time or an amount.
AMOUNTS = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"})
# Named entities that may be called by several names though they do nothing in the story.
PASSIVE_NAMES = frozenset({"ORG", "FAC", "EVENT", "LAW", "PRODUCT"})
# Places and names of no known kind, too: "Saint Orrin" may be short for a hospital. What is nothing else has no row.
PLACE_NAMES = frozenset({"GPE", "LOC"})
UNKNOWN_NAMES = frozenset({"", "NORP", "WORK_OF_ART"})
# What says of which kind a thing is: "egg farm", "Harbour bridge".
NAMING_KINDS = frozenset({"NOUN", "PROPN"})
# Families of what somebody is in an organisation that is named behind it, but not part of the label.
OFFICES = frozenset({"people in charge", "people who own it"})
# How the word list calls families of persons.
PEOPLE = "people"


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
        number: how many, as a numeral or as written; empty if it does not say.
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
    number: str
    apart: bool
    mention: Span | None


class LabelReader:
    """Finds labels in one article; remembers which nouns it has taken."""

    def __init__(self, reading: Reading, lexicons: Lexicons) -> None:
        self._reading = reading
        self._families: Mapping[str, str] = lexicons.values("naming_families")
        self._measures: Mapping[str, str] = lexicons.values("measure_families")
        self._determiners = lexicons.words("determiners")
        self._honorifics = lexicons.words("honorifics")
        self._numbers = lexicons.values("number_words")
        self._roles = lexicons.values("roles")
        self._general = lexicons.words("crowd_nouns")
        self._ambiguous = lexicons.words("ambiguous_actors")
        self._crowds = lexicons.words("groups")
        self._others = lexicons.words("words_for_others")
        self._taken = {(mention.span.part, mention.head) for actor in reading.actors for mention in actor.mentions}

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

    def proper_names(self, labels: Sequence[Label]) -> dict[str, tuple[Label, ...]]:
        """Return the labels of a group that are names ("Keel Growers"), by name; none if only the headline has them."""
        named: dict[str, list[Label]] = defaultdict(list)
        for label in labels:
            name = self._reading.article.quote(label.span)
            if " " in name and all(word[0].isupper() for word in name.split()):
                named[name].append(label)
        in_body = any(label.span.part is Part.BODY for found in named.values() for label in found)
        return {name: tuple(found) for name, found in named.items()} if in_body else {}

    def of_names(self) -> Iterator[tuple[str, ActorKind, tuple[Label, ...]]]:
        """Yield the organisations, buildings and places that are named but do not act: name, kind and labels."""
        groups: dict[str, list[tuple[ActorKind, Label]]] = defaultdict(list)
        for part in Part:
            for kind, tokens in _names(self._reading.document.parsed[part]):
                words = {(part, token.i) for token in tokens}
                if self._taken.isdisjoint(words):
                    self._taken |= words
                    label = self._label(trimmed(tokens), None, part)
                    groups[label.text].append((kind, label))
        for text, called in groups.items():
            yield text, called[0][0], tuple(label for _, label in called)

    def of_actor(self, actor: Actor) -> Iterator[Label]:
        """Yield the labels of an actor: names, titles before them, descriptions, and what stands in apposition."""
        for mention in actor.mentions:
            if mention.kind is MentionKind.PRONOUN:
                continue
            head = self._reading.document.parsed[mention.span.part][mention.head]
            labels = self._of_mention(mention, head, actor)
            yield from labels
            self._taken |= {(mention.span.part, label.head) for label in labels}
            for noun in (*titles(head), *apposed(head)):
                if (mention.span.part, noun.i) not in self._taken:
                    self._taken.add((mention.span.part, noun.i))
                    yield self._label([*noun_phrase(noun), *self._complement(noun)], mention)

    def _of_mention(self, mention: Mention, head: Token, actor: Actor) -> list[Label]:
        """Return the labels of a description, or of a name and its title."""
        if mention.kind is MentionKind.DESCRIPTION:
            apart = actor.kind is ActorKind.PERSON and in_apposition(head)
            behind = self._complement(head) if apart else self._sort(head)
            return [self._label([*noun_phrase(head), *behind], mention)]
        names = frozenset(normal_form(actor.name).split())
        return list(self._of_name(mention, names, person=actor.kind is ActorKind.PERSON))

    def _complement(self, noun: Token) -> Sequence[Token]:
        """Return "of two" for "mother of two": what a noun that is no office says nothing without."""
        behind = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else noun
        if behind.lower_ != "of" or self._family(noun.lemma_.lower(), "") in OFFICES:
            return complement(noun)
        inner = next((child for child in behind.children if child.dep_ == "pobj"), None)
        return list(noun.doc[behind.i : inner.i + 1]) if inner is not None else ()

    def _sort(self, noun: Token) -> Sequence[Token]:
        """Return "of well-wishers" for "a crowd of well-wishers": what says of which sort people are, not which."""
        plain = all(child.i > noun.i or child.dep_ in COUNTED for child in noun.children)
        sorted_ = noun.tag_ == "NNS" or noun.lemma_.lower() in self._crowds | self._ambiguous
        return complement(noun) if plain and sorted_ else ()

    def _of_name(self, mention: Mention, names: frozenset[str], *, person: bool) -> Iterator[Label]:
        """Yield a name and, apart, the title before it ("Prosecutor Helen Arkwright")."""
        doc = self._reading.document.parsed[mention.span.part]
        within = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        tokens = list(within or doc[mention.head : mention.head + 1])
        first = next((place for place, token in enumerate(tokens) if normal_form(token.text) in names), 0)
        title = trimmed([token for token in tokens[:first] if token.lower_.rstrip(".") not in self._honorifics])
        if person and title and (title[-1].pos_ in NAMING_KINDS or title[-1].lower_ in self._roles):
            yield self._label(noun_phrase(title[-1]), mention)
        yield self._label(tokens[first:] if person else trimmed(tokens), mention)

    def of_matters(self) -> Iterator[Label]:
        """Yield a label for each common noun that is no actor's and no time or amount."""
        for part in Part:
            for chunk in self._reading.document.parsed[part].noun_chunks:
                noun = chunk.root
                if noun.pos_ == "NOUN" and noun.ent_type_ not in AMOUNTS and (part, noun.i) not in self._taken:
                    yield self._label(noun_phrase(noun), None, part)

    def _number(self, token: Token) -> str:
        return str(self._numbers.get(token.lower_, token.lower_))

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
            number=next((self._number(child) for child in before if child.dep_ == "nummod"), ""),
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
