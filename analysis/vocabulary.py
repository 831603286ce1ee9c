"""What words of different texts have in common: stems, synonyms, strength and certainty."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Token

from analysis.lexicon import Lexicons
from analysis.words import CACHED_WORDS, normal_form, zipf

# Endings of inflection leave a stem of three letters ("runs"), endings of derivation one of four ("approval"), so that
# short words ("mayor", "nation") stay whole.
INFLECTIONS = ("ings", "ing", "ied", "ies", "ed", "es", "s", "'")
INFLECTED_STEM = 3
DERIVATIONS = (
    *("izations", "isations", "ization", "isation", "ations", "ation", "ities", "ments", "ances", "ences"),
    *("isms", "ism", "ity", "ment", "ance", "ence", "ions", "ion", "ised", "ized", "ises", "izes", "ise", "ize"),
    *("ates", "ated", "ate", "ives", "ive", "ers", "ors", "er", "or", "als", "al", "ly"),
)
DERIVED_STEM = 4
# What inflection leaves of verbs in "-ate" and "-ise"; short words end so without being verbs ("threat", "basis").
VERB_REMAINS = ("at", "is", "iz")
VERB_STEM = 5
ENDINGS = ((INFLECTIONS, INFLECTED_STEM), (DERIVATIONS, DERIVED_STEM), (VERB_REMAINS, VERB_STEM))
# Zipf frequency of the commonest words; a word weighs as much as it is rarer than they are.
COMMONEST_ZIPF = 7.5
# Words that no list knows (names, mostly) count as this rare.
UNKNOWN_ZIPF = 1.5
# What names of initials weigh: word lists know them as other words, if at all ("US", "WHO").
INITIALISM_WEIGHT = 4.0
# How strong a word is among its synonyms, as the word list names it; 1, 2, 3.
STRENGTHS = ("plain", "strong", "violent")
# "U.S.", "EPA": two or more capitals, with or without full stops.
INITIALISM = re.compile(r"(?:[A-Z]\.?){2,}s?")
# Levels of certainty: 1 possible, 2 probable or reported, 3 stated, 4 stressed as certain.
STATED = 3


@lru_cache(maxsize=CACHED_WORDS)
def stem(word: str) -> str:
    """Return what is left of a word without its endings: "closes", "closed" and "closing" share "clos"."""
    text = normal_form(word).removesuffix("'s")
    for endings, shortest in ENDINGS:
        ending = next((end for end in endings if text.endswith(end) and len(text) - len(end) >= shortest), "")
        text = text.removesuffix(ending)
        if ending in ("ied", "ies"):
            text += "y"
    if len(text) > INFLECTED_STEM and text[-1] == text[-2] and text[-1] not in "ls":
        text = text[:-1]
    if text.endswith("y") and len(text) > INFLECTED_STEM:
        return text[:-1] + "i"
    return text.rstrip("e") or word.lower()


@lru_cache(maxsize=CACHED_WORDS)
def phrase_stem(phrase: str) -> str:
    """Return the stems of a verb and its particle ("steps down": "step down"), or of a single word."""
    first, _, particle = phrase.partition(" ")
    return f"{stem(first)} {particle}" if particle else stem(first)


def rarity(word: str) -> float:
    """Return the weight of a lower-case word by its Zipf frequency: 0 for the commonest to about 6 for the rarest."""
    return max(0.0, COMMONEST_ZIPF - (zipf(word) or UNKNOWN_ZIPF))


def is_initialism(token: Token) -> bool:
    """Whether a word consists of initials; "US" does, though it looks like a pronoun to a list of small words."""
    return INITIALISM.fullmatch(token.text) is not None


def initials(text: str) -> str:
    """Return the capitals of a text in lower case: "U.S." and "United States" share "us"."""
    return "".join(character for character in text if character.isupper()).lower()


def weight_of(token: Token) -> float:
    """Return the weight of a content word: how rare it is, 0 to about 6."""
    return INITIALISM_WEIGHT if is_initialism(token) else rarity(token.lower_)


def says_something(token: Token) -> bool:
    """Whether a word is a content word: no digit, mark or function word."""
    small = token.is_stop and token.pos_ != "PROPN"  # a month and a verb: "May"
    return (token.is_alpha and not small) or is_initialism(token)


@dataclass(frozen=True)
class Vocabulary:
    """The word lists by which words of different texts are compared.

    Attributes:
        concepts: from a stem to the concept that it shares with its synonyms.
        listed: from a word itself to its concept.
        strengths: how strong a stem is among its synonyms: 1 plain, 2 strong, 3 violent.
        particles: what follows the verbs of two words ("down").
        certainty: level of certainty by base form, 1 to 4.
        negations: lower-case words that negate.
        light: base forms of verbs that say little by themselves.
    """

    concepts: Mapping[str, str]
    listed: Mapping[str, str]
    strengths: Mapping[str, int]
    particles: frozenset[str]
    certainty: Mapping[str, int]
    negations: frozenset[str]
    light: frozenset[str]

    def key(self, word: str) -> str:
        """Return what a word, or verb with particle, is compared by: its concept, or its stem if it has none."""
        word_stem = phrase_stem(word)
        return self.concepts.get(word_stem, word_stem)

    def key_of(self, token: Token) -> str:
        """Return what a content word of running text is compared by; initials by themselves ("U.S.": "=us")."""
        if is_initialism(token):
            return self.key_of_initials(initials(token.text.rstrip("s")))
        return self.key(token.lemma_)

    def key_of_initials(self, letters: str) -> str:
        """Return what initials are compared by: as a word only if a list has them, for "RIP" does not rip."""
        return self.listed.get(letters, f"={letters}")

    def particle_of(self, verb: Token) -> Token | None:
        """Return the particle right behind a verb, if there is one: "step down"."""
        following = verb.nbor() if verb.i + 1 < len(verb.doc) else None
        return following if following is not None and following.lower_ in self.particles else None


def load_vocabulary(lexicons: Lexicons) -> Vocabulary:
    """Read the vocabulary from the word lists."""
    levels = lexicons.values("headline_synonyms")
    synonyms = [
        (word, concept, strength)
        for concept, words in levels.items()
        for strength, level in enumerate(STRENGTHS, start=1)
        for word in words.get(level, ())
    ]
    return Vocabulary(
        concepts={phrase_stem(word): concept for word, concept, _ in synonyms},
        listed={word: concept for word, concept, _ in synonyms},
        strengths={phrase_stem(word): strength for word, _, strength in synonyms},
        particles=frozenset(word.partition(" ")[2] for word, _, _ in synonyms) - {""},
        certainty=lexicons.values("certainty_markers"),
        negations=lexicons.words("negations"),
        light=lexicons.words("light_verbs"),
    )
