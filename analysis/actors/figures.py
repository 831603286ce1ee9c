"""One actor in the making: which names, nouns and mentions belong to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain

from analysis.actors.mentions import Candidate
from analysis.actors.vocabulary import ActorKind, ActorNoun, Gender, organisation_family
from analysis.lexicon import Lexicons


@dataclass(eq=False)
class Figure:
    """One actor in the making; two figures are never equal, so that people of one name stay apart.

    Attributes:
        kind: person, organisation, group or place.
        name: the words of its fullest proper name, without titles; empty if it has none.
        text: the proper name as it stands in the text.
        gender: what names, titles, nouns and pronouns told so far.
        plural: whether it is several.
        nouns: what it has been called, each noun with the other words of its phrase ("deputy").
        owner: who it belongs to ("its director"), if that was said.
        candidates: its mentions so far.
    """

    kind: ActorKind
    name: tuple[str, ...] = ()
    text: str = ""
    gender: Gender = Gender.EITHER
    plural: bool = False
    nouns: list[tuple[ActorNoun, frozenset[str]]] = field(default_factory=list)
    owner: Figure | None = None
    candidates: list[Candidate] = field(default_factory=list)

    def add(self, candidate: Candidate) -> None:
        """Take a mention, and learn from it."""
        self.candidates.append(candidate)
        self.nouns.extend((noun, candidate.qualifiers) for noun in candidate.nouns)
        if self.gender is Gender.EITHER:
            self.gender = candidate.gender

    def called(self, lemma: str) -> bool:
        """Whether a noun has been used for it, or stands in its name."""
        return any(noun.lemma == lemma for noun, _ in self.nouns) or lemma in (word.lower() for word in self.name)

    def family(self, lexicons: Lexicons) -> str:
        """Return the class of organisation that its name or descriptions tell, or nothing."""
        told = (noun.family for noun, _ in self.nouns)
        named = (organisation_family(word, lexicons) for word in reversed(self.name))
        return next(filter(None, chain(told, named)), "")
