"""What a noun or pronoun says about an actor: its kind, number and gender, looked up in the word lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from analysis.lexicon import Lexicons


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    GROUP = "group"
    PLACE = "place"


class Gender(StrEnum):
    """What the wording tells of a person's gender; ``EITHER`` if nothing."""

    MALE = "male"
    FEMALE = "female"
    EITHER = "either"

    def fits(self, other: Gender) -> bool:
        """Whether two mentions may be of one person."""
        return Gender.EITHER in (self, other) or self is other


@dataclass(frozen=True, slots=True)
class ActorNoun:
    """A common noun for an actor.

    Attributes:
        lemma: its singular in lower case.
        kind: what it names; the plural of a noun for a person names a group.
        plural: whether it is a plural, or a group noun that takes "they".
        gender: what it tells of a person's gender.
        family: for organisations, the class within which one noun may stand for another ("firm", "company").
    """

    lemma: str
    kind: ActorKind
    plural: bool = False
    gender: Gender = Gender.EITHER
    family: str = ""


def actor_noun(word: str, lexicons: Lexicons) -> ActorNoun | None:
    """Return what a noun says about an actor, or None if it names none."""
    roles, organisations = lexicons.values("roles"), lexicons.values("organisations")
    word = word.lower()
    for lemma in _singulars(word):
        plural = lemma != word
        if not plural and lemma in lexicons.words("groups"):
            return ActorNoun(lemma, ActorKind.GROUP, plural=True)
        if lemma in roles:
            kind = ActorKind.GROUP if plural else ActorKind.PERSON
            return ActorNoun(lemma, kind, plural, Gender.EITHER if plural else Gender(roles[lemma]))
        if lemma in organisations:
            kind = ActorKind.GROUP if plural else ActorKind.ORGANISATION
            return ActorNoun(lemma, kind, plural, family=organisations[lemma])
        if lemma in lexicons.words("places") and not plural:
            return ActorNoun(lemma, ActorKind.PLACE)
    return None


def organisation_family(word: str, lexicons: Lexicons) -> str:
    """Return the class of organisation that a word inside a name tells ("Properties": company), or nothing."""
    word = word.lower().rstrip(".")
    return str(lexicons.values("organisations").get(word) or lexicons.values("organisation_name_words").get(word, ""))


def _singulars(word: str) -> Iterator[str]:
    """Yield the word itself, then what it may be the plural of."""
    yield word
    if word.endswith("men"):
        yield word[:-3] + "man"
    elif word.endswith("children"):
        yield word[:-3]
    elif word.endswith("wives"):
        yield word[:-3] + "fe"
    elif word.endswith("s") and not word.endswith("ss"):
        yield word[:-1]
        if word.endswith("ies"):
            yield word[:-3] + "y"
        elif word.endswith("es"):
            yield word[:-2]
