"""Families of words: nouns that different outlets use for the same kind of people or matter ("tailback", "jam")."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from spacy.tokens import Token

from analysis.lexicon import Lexicons
from analysis.vocabulary import rarity

Families = Mapping[str, frozenset[str]]
# What may be a word of a family: an adjective, too ("the homeless").
NAMING = frozenset({"NOUN", "ADJ"})


def families_by_word(lexicons: Lexicons) -> Families:
    """Return the families of each word, by its base form; a word may be in several."""
    found: dict[str, frozenset[str]] = {}
    for family, words in lexicons.values("naming_families").items():
        for word in words:
            found[word] = found.get(word, frozenset()) | {family}
    return found


def families_in(tokens: Iterable[Token], families: Families) -> dict[str, float]:
    """Return the families that words of a sentence belong to, with the weight of the rarest word.

    A word of several families says less about each: its weight is divided by the square root of their number.
    """
    found: dict[str, float] = {}
    for token in tokens:
        lemma = token.lemma_.lower()
        own = families.get(lemma, frozenset()) if token.pos_ in NAMING else frozenset()
        for family in own:
            found[family] = max(found.get(family, 0.0), rarity(lemma) / len(own) ** 0.5)
    return found
