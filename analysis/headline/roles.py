"""Who does what to whom: the roles around a headline's verb against those around the same verb in the story."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from analysis.article import Part, Span
from analysis.grammar import SUBJECTS
from analysis.vocabulary import says_something

# A verb without a subject of its own shares that of the verb above it: "wants to close", "came and closed".
SHARING = frozenset({"xcomp", "conj"})
STEPS_UP = 3
# What belongs to the name or description of a noun.
NAMING = frozenset({"compound", "amod", "nmod", "appos", "poss", "conj", "flat"})


@dataclass(frozen=True, slots=True)
class Roles:
    """The nouns that act in a verb and those that are acted upon; each may be missing."""

    agents: tuple[Token, ...]
    patients: tuple[Token, ...]


def roles_of(verb: Token) -> Roles:
    """Return who does something and to whom, as far as the parse says so."""
    passive = any(child.dep_ == "auxpass" for child in verb.children) or _is_bare_passive(verb)
    by = [noun for child in verb.children if child.dep_ == "agent" for noun in child.children if noun.dep_ == "pobj"]
    subjects = _subjects(verb)
    objects = [child for child in verb.children if child.dep_ in ("dobj", "dative")]
    if passive:
        told = [verb.head] if verb.dep_ == "acl" else subjects
        return Roles(tuple(by), tuple(told))
    return Roles(tuple(subjects), tuple(objects))


def _is_bare_passive(verb: Token) -> bool:
    return verb.tag_ == "VBN" and (verb.dep_ == "acl" or any(child.dep_ == "nsubjpass" for child in verb.children))


def _subjects(verb: Token) -> list[Token]:
    for _ in range(STEPS_UP):
        found = [child for child in verb.children if child.dep_ in SUBJECTS]
        if found or verb.dep_ not in SHARING or verb.head.i == verb.i:
            return found
        verb = verb.head
    return []


def name_words(noun: Token) -> list[Token]:
    """Return a noun and the words that name or describe it."""
    found = [noun]
    for word in found:
        found.extend(child for child in word.children if child.dep_ in NAMING and child not in found)
    return [word for word in found if says_something(word)]


def span_of(token: Token, part: Part) -> Span:
    """Return the characters of a token."""
    return Span(part, token.idx, token.idx + len(token))
