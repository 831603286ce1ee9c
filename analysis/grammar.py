"""What the parse says about words, in the terms of grammar: for rules that several packages share."""

from __future__ import annotations

from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# Determiners that negate their noun; "not" and "never" have a label of their own.
NEGATING_DETERMINERS = frozenset({"no", "neither", "nor"})
# Relations across which a negation reaches down: "is not [a [radical] plan]", "did not want [to slam]".
COMPLEMENTS = frozenset({"acomp", "attr", "xcomp", "amod"})
# Adverbs of these share their negation: "was not [extremely] tall".
GRADABLE = frozenset({"ADJ", "ADV"})


def first_conjunct(token: Token) -> Token:
    """Return the word that a coordinated word stands in line with ("the union and the nurses": union)."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token


def is_negated(token: Token) -> bool:
    """Whether the parse negates a word: "not radical", "is not a very radical plan", "no crisis", "did not slam"."""
    while not _has_negation(token):
        degree = token.dep_ == "advmod" and token.head.pos_ in GRADABLE
        if not (degree or token.dep_ in COMPLEMENTS) or token.head.i == token.i:
            return False
        token = token.head
    return True


def _has_negation(token: Token) -> bool:
    return any(
        child.dep_ == "neg" or (child.dep_ == "det" and child.lower_ in NEGATING_DETERMINERS)
        for child in token.children
    )
