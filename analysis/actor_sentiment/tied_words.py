"""The words that the parse ties to an actor and that judge it.

What counts, and what does not:

- what somebody is called or said to be: adjectives before the noun, predicates, appositions, labels ("called her a
  coward"), judging nouns that are theirs ("the mayor's arrogance");
- what somebody does, if the verb judges whoever does it ("lied", "rescued"), and how ("recklessly");
- what is said of somebody: the object of a verb of judging ("praised the union but attacked the council"). Whoever
  praises or attacks only acts.

The object of any other verb is a patient: being killed, sued or dismissed is what happens to somebody, not criticism of
them. Conditions, feelings and parts in an event ("injured", "angry", "victim") are not judgements either.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from analysis.actor_sentiment.valence import Valence, attribute_valence, verb_valence
from analysis.grammar import SUBJECTS, first_conjunct
from analysis.lexicon import Lexicons
from analysis.verb_roles import RELATIVE_PRONOUNS, Role, verb_roles

ADJECTIVES = frozenset({"amod", "nmod"})
COMPLEMENTS = frozenset({"attr", "acomp"})
LABEL = frozenset({"oprd"})
DESCRIPTIVE = frozenset({"ADJ", "NOUN", "VERB", "ADV", "PROPN"})


@dataclass(frozen=True, slots=True)
class TiedWord:
    """A judging word and how it hangs on the actor; ``reason`` has ``{word}`` and ``{actor}`` to fill in."""

    token: Token
    valence: Valence
    reason: str


def tied_words(head: Token, lexicons: Lexicons, *, described: bool) -> Iterator[TiedWord]:
    """Yield the judging words tied to the head of a mention.

    Args:
        head: the mention's head.
        lexicons: where the lists of judging words are.
        described: whether the mention is a description, whose noun may itself judge ("thugs").
    """
    if described:
        yield from _rated(head, "“{word}” is a label for {actor}.", lexicons)
    yield from _modifiers(head, lexicons)
    yield from _ascribed(head, lexicons)
    yield from _predicates(head, lexicons)
    for verb, role in verb_roles(head):
        yield from _deed(verb, lexicons) if role is Role.AGENT else _treatment(verb, lexicons)


def _rated(token: Token, reason: str, lexicons: Lexicons) -> Iterator[TiedWord]:
    if token.pos_ in DESCRIPTIVE and (valence := attribute_valence(token, lexicons)) is not None:
        yield TiedWord(token, valence, reason)


def _modifiers(noun: Token, lexicons: Lexicons) -> Iterator[TiedWord]:
    """Rate adjectives before a noun, with those in line with them, and what stands in apposition to it."""
    for child in noun.children:
        if child.dep_ in ADJECTIVES:
            for word in (child, *child.conjuncts):
                yield from _rated(word, "“{word}” describes {actor}.", lexicons)
        elif child.dep_ == "appos":
            yield from _said(child, lexicons)


def _said(word: Token, lexicons: Lexicons) -> Iterator[TiedWord]:
    """Rate what somebody is said to be: an adjective or noun, what stands in line with it, and its adjectives."""
    for each in (word, *word.conjuncts):
        yield from _rated(each, "“{word}” is said of {actor}.", lexicons)
        for child in each.children:
            if child.dep_ == "amod":
                yield from _rated(child, "“{word}” is said of {actor}.", lexicons)


def _ascribed(noun: Token, lexicons: Lexicons) -> Iterator[TiedWord]:
    """Rate judging nouns that are somebody's ("the mayor's arrogance")."""
    if noun.dep_ == "poss":
        yield from _rated(noun.head, "“{word}” is ascribed to {actor}.", lexicons)


def _predicates(noun: Token, lexicons: Lexicons) -> Iterator[TiedWord]:
    """Rate what a clause or relative clause says that its subject is; labels ("called") only in the passive."""
    first = first_conjunct(noun)
    if first.dep_ in SUBJECTS:
        yield from _complements(first.head, LABEL | COMPLEMENTS if first.dep_ == "nsubjpass" else COMPLEMENTS, lexicons)
    elif first.dep_ == "compound" and first.head.pos_ == "ADJ":
        yield from _said(first.head, lexicons)  # how the parser sees "called Mayor Ruiz reckless"
    for child in noun.children:
        if child.dep_ == "relcl" and any(
            word.tag_ in RELATIVE_PRONOUNS and word.dep_ in SUBJECTS for word in child.children
        ):
            yield from _complements(child, COMPLEMENTS, lexicons)


def _complements(verb: Token, kinds: frozenset[str], lexicons: Lexicons) -> Iterator[TiedWord]:
    for child in verb.children:
        if child.dep_ in kinds:
            yield from _said(child, lexicons)


def _deed(verb: Token, lexicons: Lexicons) -> Iterator[TiedWord]:
    """Rate a verb that judges its subject, and adverbs that judge how it is done."""
    if (valence := verb_valence(verb, "conduct_verbs", lexicons)) is not None:
        yield TiedWord(verb, valence, "With “{word}” the text judges an action of {actor}.")
    for child in verb.children:
        if child.dep_ == "advmod" and child.lower_.endswith("ly"):
            yield from _rated(child, "“{word}” judges how {actor} acts or speaks.", lexicons)


def _treatment(verb: Token, lexicons: Lexicons) -> Iterator[TiedWord]:
    """Rate a verb of judging with the actor as its object, and the label that it gives."""
    valence = verb_valence(verb, "judging_verbs", lexicons)
    if valence is not None and not _is_violence(verb, lexicons):
        word = "favourably" if valence.value > 0 else "critically"
        yield TiedWord(verb, valence, f"“{{word}}” speaks {word} of {{actor}}.")
    for child in verb.children:
        if child.dep_ == "oprd":
            yield from _said(child, lexicons)
        elif child.dep_ == "prep" and child.lower_ == "as":
            for label in child.children:
                if label.dep_ in ("pobj", "amod", "pcomp"):
                    yield from _said(label, lexicons)


def _is_violence(verb: Token, lexicons: Lexicons) -> bool:
    """Whether "attacked" means a blow: by whom or with what shows it."""
    signs = lexicons.words("violence_words")
    for child in verb.children:
        if child.dep_ in ("nsubj", "npadvmod") and child.lemma_.lower() in signs:
            return True
        if child.dep_ in ("prep", "agent") and any(word.lemma_.lower() in signs for word in child.children):
            return True
    return False
