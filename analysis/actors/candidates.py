"""Where actors may be referred to: names, descriptions and pronouns in a parsed text, not yet grouped."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from analysis.actors.descriptions import aged, description, is_age
from analysis.actors.mentions import Candidate, Mention, MentionKind, name_key
from analysis.actors.noun_phrases import Phrase, phrase_of, root
from analysis.actors.proper_names import NAME_LABELS, name_start, name_words, organisation_in_title, titled_name
from analysis.actors.vocabulary import ActorKind, Gender, actor_noun
from analysis.article import Part, Span
from analysis.lexicon import Lexicons

# Names of these are not actors. FAC is left out, because "the White House" is sometimes labelled so.
OTHER_LABELS = frozenset(
    [
        "DATE",
        "TIME",
        "MONEY",
        "PERCENT",
        "QUANTITY",
        "ORDINAL",
        "EVENT",
        "LAW",
        "LANGUAGE",
        "WORK_OF_ART",
        "LOC",
        "PRODUCT",
    ]
)
# Words of the longest name worth looking for.
LONGEST_NAME = 8
# What a noun is to the noun whose phrase it belongs to.
INNER = frozenset({"compound", "amod", "nmod", "nummod", "quantmod", "npadvmod", "advmod", "punct", "dep"})


def find_candidates(
    doc: Doc, part: Part, lexicons: Lexicons, *, known: Container[tuple[str, ...]] = ()
) -> Iterator[Candidate]:
    """Yield everything in one part that may refer to an actor, in the order of the text; spans never overlap.

    Args:
        doc: the parsed part.
        part: which part it is.
        lexicons: the word lists.
        known: keys of names to look for word by word: in a headline, whose capitals mislead the recogniser.
    """
    pronouns = lexicons.values("pronouns")
    entities = {} if known else _named_entities(doc, lexicons)
    taken = 0
    for token in doc:
        if token.i < taken:
            continue
        pos = token.pos_
        if known and (length := _known_length(token, known)):
            yield _known_name(token, length, part)
            taken = token.i + length
        elif pos == "PRON":
            if (form := pronouns.get(token.lower_)) and token.tag_[:3] == "PRP":
                yield _pronoun(token, part, form)
                taken = token.i + 1
        elif is_age(token):
            yield aged(token, taken, part)
            taken = token.i + 1
        elif (pos in ("NOUN", "PROPN") or _is_root(token, entities)) and not _is_inner(token, entities):
            phrase = phrase_of(token, entities.get(token.i), taken, part, lexicons)
            for candidate in _nominals(phrase, entities, lexicons):
                yield candidate
                taken = phrase.end


def _named_entities(doc: Doc, lexicons: Lexicons) -> dict[int, Tokens]:
    """Return the named entities that may be actors, by the index of each of their tokens."""
    persons = frozenset(entity[-1].text for entity in doc.ents if entity.label_ == "PERSON")
    entities = (_without_employer(entity, persons, lexicons) for entity in doc.ents if entity.label_ in NAME_LABELS)
    return {token.i: entity for entity in entities for token in entity}


def _without_employer(entity: Tokens, persons: Container[str], lexicons: Lexicons) -> Tokens:
    """Return a name without "of Solmar University", if what stands before that is a person's.

    Args:
        entity: as recognised.
        persons: the last words of what was recognised as persons' names in the text.
        lexicons: the word lists.
    """
    place = next((token.i for token in entity if token.lower_ == "of" and token.i > entity.start), None)
    if place is None:
        return entity
    first = entity[0]
    while first.i and first.nbor(-1).pos_ == "PROPN" and first.nbor(-1).dep_ == "compound":
        first = first.nbor(-1)
    title = actor_noun(first.nbor(-1).text, lexicons) if first.i else None
    titled = title is not None and title.kind is ActorKind.PERSON
    if titled or entity.doc[place - 1].text in persons or first.lower_ in lexicons.words("first_names"):
        return Tokens(entity.doc, first.i, place, label="PERSON")
    return entity


def _known_length(token: Token, known: Container[tuple[str, ...]]) -> int:
    """Return the number of words of the longest known name that begins here, or 0."""
    if not token.text[0].isupper():
        return 0
    words = name_key(word.text for word in token.doc[token.i : token.i + LONGEST_NAME])
    return next((length for length in range(len(words), 0, -1) if words[:length] in known), 0)


def _known_name(token: Token, length: int, part: Part) -> Candidate:
    tokens = token.doc[token.i : token.i + length]
    head = root(tokens)
    mention = Mention(Span(part, tokens.start_char, tokens.end_char), head.i, MentionKind.NAME)
    return Candidate(mention, head, name=tuple(word.text for word in tokens), text=tokens.text)


def _is_root(token: Token, entities: Mapping[int, Tokens]) -> bool:
    entity = entities.get(token.i)
    return entity is not None and not entity.start <= token.head.i < entity.end


def _is_inner(token: Token, entities: Mapping[int, Tokens]) -> bool:
    """Whether a noun only modifies another one, or owns it in one name ("Field Hands' Union").

    Before an adjective ("called Mayor Ruiz reckless") it is a head; so is a name beside a verb, where the parser often
    takes it for an adverb ("“…,” Ruiz told reporters").
    """
    if token.dep_ == "poss" and token.i in entities and entities[token.i] is entities.get(token.head.i):
        return True
    heads = ("ADJ", "VERB") if token.pos_ == "PROPN" else ("ADJ",)
    return token.dep_ in INNER and token.head.pos_ not in heads


def _pronoun(token: Token, part: Part, form: str) -> Candidate:
    mention = Mention(Span(part, token.idx, token.idx + len(token)), token.i, MentionKind.PRONOUN)
    gender = Gender(form) if form in (Gender.MALE, Gender.FEMALE) else Gender.EITHER
    return Candidate(mention, token, pronoun=form, gender=gender, plural=form in ("plural", "speakers"))


def _nominals(phrase: Phrase, entities: Mapping[int, Tokens], lexicons: Lexicons) -> Iterator[Candidate]:
    """Yield the name or description of a phrase; before a titled name, also the organisation inside the title."""
    head = phrase.head
    if head.ent_type_ in OTHER_LABELS and head.pos_ == "PROPN":
        return
    title = name_start(phrase, lexicons)
    name = name_words(phrase, title, lexicons)
    if name:
        before = (entities[index] for index in range(phrase.start, title) if index in entities)
        organisation = next((entity for entity in before if entity.label_ == "ORG"), None)
        if organisation is not None and organisation.end < title and organisation.start >= phrase.start:
            yield organisation_in_title(phrase, organisation)
            phrase = replace(phrase, start=organisation.end)
        if title == phrase.start:
            phrase = replace(phrase, start=name[0].i)  # "a sombre Doe": only titles belong to the name
        yield titled_name(phrase, max(title, phrase.start), name, lexicons)
    elif candidate := description(phrase, lexicons):
        yield candidate
