"""One reference to an actor: what a mention is, and what its words tell before mentions are grouped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Token

from analysis.actors.vocabulary import ActorKind, ActorNoun, Gender
from analysis.article import Span
from analysis.words import normal_form


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
class Candidate:
    """A mention with what its words tell about the actor, before it is grouped.

    Attributes:
        mention: the place in the text.
        token: its head.
        name: the words of the proper name, without titles; empty for descriptions and pronouns.
        text: the proper name as it stands in the text.
        nouns: actor nouns in it: the head of a description, the titles before a name.
        qualifiers: the other words before the noun or in the title, in lower case ("deputy", "city").
        determiner: "the", "a", "" or "its" (any possessive).
        gender: what honorific, noun or pronoun tells.
        plural: whether it refers to several.
        titled: whether an honorific or office stands before the name.
        label: kind that the named-entity recogniser gives to the name, if any.
        predicated: whether it only says what somebody is ("as head coach"), which is no mention but tells their role.
        tentative: whether the noun more often means something else, so that it needs an actor named so before.
        pronoun: what a pronoun stands for: male, female, neuter, plural, speaker, speakers; empty if it is none.
    """

    mention: Mention
    token: Token
    name: tuple[str, ...] = ()
    text: str = ""
    nouns: tuple[ActorNoun, ...] = ()
    qualifiers: frozenset[str] = frozenset()
    determiner: str = ""
    gender: Gender = Gender.EITHER
    plural: bool = False
    titled: bool = False
    label: ActorKind | None = None
    predicated: bool = False
    tentative: bool = False
    pronoun: str = ""

    @property
    def is_first_person(self) -> bool:
        """Whether it is a pronoun for whoever speaks ("I", "we")."""
        return self.pronoun in ("speaker", "speakers")


def name_key(words: Iterable[str]) -> tuple[str, ...]:
    """Return the form in which names are compared."""
    return tuple(normal_form(word).rstrip(".") for word in words)
