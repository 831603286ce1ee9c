"""How favourable a single word is: VADER's ratings, without the words that only report, and this project's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from spacy.tokens import Token
from vaderSentiment import vaderSentiment as vader

from analysis.grammar import is_negated
from analysis.lexicon import Lexicons

# VADER rates words from -4 to 4 (Hutto and Gilbert 2014).
GREATEST = 4.0
# What VADER multiplies a negated word's rating by: "not brave" is less bad than "cowardly".
NEGATED = float(vader.N_SCALAR)


@dataclass(frozen=True, slots=True)
class Valence:
    """A word's rating in its place.

    Attributes:
        value: -4 (critical) to 4 (favourable), never 0; negation and intensifiers included.
        source: which list rates the word: ``"vader:reckless"`` or ``"list:judging_words:corrupt"``.
        negated: whether the parse negates the word.
    """

    value: float
    source: str
    negated: bool


@cache
def vader_ratings() -> Mapping[str, float]:
    """Return VADER's rating of each word; read from its package at the first call."""
    return cast(Mapping[str, float], vader.SentimentIntensityAnalyzer().lexicon)


def attribute_valence(token: Token, lexicons: Lexicons) -> Valence | None:
    """Return how a word said of somebody judges them; None if it is unrated or only reports."""
    forms = (token.lower_, token.lemma_.lower())
    judging = lexicons.values("judging_words")
    plain = lexicons.words("plain_news_words")
    for form in forms:
        if form in judging:
            return _rated(token, float(judging[form]), f"list:judging_words:{form}")
    if not plain.isdisjoint(forms):
        return None
    if token.pos_ not in ("ADJ", "ADV") or token.lower_.endswith("ed"):
        return None  # nouns and participles mostly tell events and states: only those listed above judge
    ratings = vader_ratings()
    for form in forms:
        if form in ratings:
            return _in_place(token, ratings[form], f"vader:{form}")
    return None


def verb_valence(token: Token, word_list: str, lexicons: Lexicons) -> Valence | None:
    """Return how a verb judges its object (``judging_verbs``) or its subject (``conduct_verbs``); None if neither.

    The list decides which verbs judge, and which way; VADER's rating, where it agrees, says how strongly.
    A negated verb says nothing: whoever is not criticised is not thereby praised.
    """
    lemma = token.lemma_.lower()
    listed = lexicons.values(word_list).get(lemma)
    if listed is None or is_negated(token):
        return None
    return _rated(token, float(listed), f"list:{word_list}:{lemma}")


def _rated(token: Token, listed: float, source: str) -> Valence:
    """Take VADER's rating for the strength where it agrees with the list on the direction."""
    ratings = vader_ratings()
    for form in (token.lower_, token.lemma_.lower()):
        if ratings.get(form, 0.0) * listed > 0:
            return _in_place(token, ratings[form], f"vader:{form}")
    return _in_place(token, listed, source)


def _in_place(token: Token, rating: float, source: str) -> Valence:
    for child in token.children:
        boost = vader.BOOSTER_DICT.get(child.lower_, 0.0) if child.dep_ == "advmod" else 0.0
        rating += boost if rating > 0 else -boost
    negated = is_negated(token)
    value = max(-GREATEST, min(GREATEST, rating * (NEGATED if negated else 1.0)))
    return Valence(value, source, negated)
