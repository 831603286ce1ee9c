"""Who is in the story: mentions grouped by actor across names, titles, acronyms, descriptions and pronouns."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from analysis.article import Part, Span
from analysis.document import Document
from analysis.lexicon import Lexicons


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    GROUP = "group"
    PLACE = "place"


class MentionKind(StrEnum):
    """How an actor is referred to."""

    NAME = "name"
    ACRONYM = "acronym"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an actor is referred to.

    Attributes:
        span: the characters of the mention, titles included ("Acting Director Jane Doe").
        head: index of its head token in the parsed part.
        kind: name, acronym, description or pronoun.
    """

    span: Span
    head: int
    kind: MentionKind


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, organisation, group or place that acts in the story.

    Attributes:
        name: the fullest name used, without titles if it has a proper name; unique within a document.
        kind: person, organisation, group or place.
        mentions: every mention, in the order of the text, headline first.
    """

    name: str
    kind: ActorKind
    mentions: tuple[Mention, ...]


def find_actors(document: Document, lexicons: Lexicons) -> tuple[Actor, ...]:
    """Return the actors of a document, most mentioned first (ties: first mentioned first).

    Every token belongs to at most one mention and every mention to exactly one actor.
    """
    found: dict[str, list[Mention]] = {}
    kinds: dict[str, ActorKind] = {}
    entity_kinds = {
        "PERSON": ActorKind.PERSON,
        "ORG": ActorKind.ORGANISATION,
        "NORP": ActorKind.GROUP,
        "GPE": ActorKind.PLACE,
    }
    for part in Part:
        for entity in document.parsed[part].ents:
            if entity.label_ in entity_kinds:
                mention = Mention(Span(part, entity.start_char, entity.end_char), entity.root.i, MentionKind.NAME)
                found.setdefault(entity.text, []).append(mention)
                kinds.setdefault(entity.text, entity_kinds[entity.label_])
    actors = (Actor(name, kinds[name], tuple(mentions)) for name, mentions in found.items())
    return tuple(sorted(actors, key=lambda actor: -len(actor.mentions)))
