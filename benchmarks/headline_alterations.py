"""Real headlines altered in five ways, each so that the story under it no longer carries it.

Swapped with one on the same topic, an actor exchanged, a number changed, the verb negated, certainty raised.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from analysis.article import Part
from analysis.reading import Reading

NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
HEDGES = frozenset({"may", "might", "could", "reportedly", "allegedly", "likely", "alleged"})
# The finite verb forms that take "does not" and "did not".
DO_SUPPORT = {"VBZ": "does not", "VBP": "do not", "VBD": "did not"}
# "Five things": how long a list is, which its story seldom says again.
LIST_REACH = 3
YEARS = range(1900, 2101)
# Names that begin alike are mostly forms of one: "Democrats", "Democratic".
SAME_BEGINNING = 5


@dataclass(frozen=True)
class Sample:
    """A story, read, and its topic."""

    topic: str
    reading: Reading

    @property
    def headline(self) -> str:
        """The headline as published."""
        return self.reading.article.headline

    @property
    def parsed(self) -> Doc:
        """The parsed headline."""
        return self.reading.document.parsed[Part.HEADLINE]

    @cached_property
    def names(self) -> list[Span]:
        """Names in the headline that its story has too: what is none is mostly a slip of the recogniser."""
        body = self.reading.article.body
        return [name for name in self.parsed.ents if name.label_ in NAMES and name.text in body]


Alteration = Callable[[Sample, Sequence[Sample], random.Random], str | None]


def swap(sample: Sample, others: Sequence[Sample], chance: random.Random) -> str | None:
    """Take the headline of another article on the same topic."""
    same = [other.headline for other in others if other.topic == sample.topic and other is not sample]
    return chance.choice(same) if same else None


def exchange_actor(sample: Sample, others: Sequence[Sample], chance: random.Random) -> str | None:
    """Put a name of the same kind from another headline in the place of one."""
    if not sample.names:
        return None
    name = chance.choice(sample.names)
    candidates = [
        other_name.text
        for other in others
        for other_name in other.names
        if other_name.label_ == name.label_ and not alike(other_name.text, sample.headline)
    ]
    if not candidates:
        return None
    return replaced(sample.headline, name.start_char, name.end_char, chance.choice(candidates))


def alike(name: str, headline: str) -> bool:
    """Whether a name, or another form of it, is in a headline: "U.S." and "US", "Democrats" and "Democratic"."""
    letters, whole = _letters(name), _letters(headline)
    beginnings = {_letters(word)[:SAME_BEGINNING] for word in headline.split()}
    return letters in whole or any(_letters(word)[:SAME_BEGINNING] in beginnings for word in name.split())


def _letters(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())


def raise_number(sample: Sample, others: Sequence[Sample], chance: random.Random) -> str | None:
    """Change a number."""
    changed = change_number(sample.parsed, sample.headline, chance)
    return changed[0] if changed else None


def change_number(parsed: Doc, headline: str, chance: random.Random) -> tuple[str, tuple[int, int]] | None:
    """Make a number two to five times as large, move a year by up to nine; leave the length of a list alone.

    Returns:
        The headline, and where the new number stands; None if there is no number.
    """
    numbers = [token for token in parsed if token.like_num and token.tag_ == "CD" and token.i >= LIST_REACH]
    if not numbers:
        return None
    token = chance.choice(numbers)
    value = int(token.text) if token.text.isdigit() else 0
    if value in YEARS:
        other = value - chance.randint(1, 9)
    else:
        other = value * chance.randint(2, 5) + 1 if value else chance.randint(21, 99)
    changed = replaced(headline, token.idx, token.idx + len(token), str(other))
    start = changed.find(str(other), max(0, token.idx - 2))
    return changed, (start, start + len(str(other)))


def negate(sample: Sample, others: Sequence[Sample], chance: random.Random) -> str | None:
    """Negate the first finite verb."""
    for token in sample.parsed:
        end = token.idx + len(token)
        if any(child.dep_ == "neg" for child in token.children):
            continue
        if token.tag_ == "MD" or (token.pos_ == "AUX" and token.tag_ in DO_SUPPORT):
            return replaced(sample.headline, token.idx, end, f"{token.text} not")
        if token.pos_ == "VERB" and token.tag_ in DO_SUPPORT:
            return replaced(sample.headline, token.idx, end, f"{DO_SUPPORT[token.tag_]} {token.lemma_}")
    return None


def raise_certainty(sample: Sample, others: Sequence[Sample], chance: random.Random) -> str | None:
    """Take a hedge away, or else put "definitely" before the first verb."""
    for token in sample.parsed:
        if token.lower_ in HEDGES:
            stronger = "will" if token.tag_ == "MD" else ""
            return replaced(sample.headline, token.idx, token.idx + len(token), stronger)
    verb: Token | None = next((token for token in sample.parsed if token.tag_ in DO_SUPPORT and _apart(token)), None)
    return replaced(sample.headline, verb.idx, verb.idx, "definitely ") if verb is not None else None


def _apart(token: Token) -> bool:
    """Whether a word stands apart from the one before it, as "’s" does not."""
    return token.i == 0 or bool(token.nbor(-1).whitespace_)


ALTERATIONS: Mapping[str, Alteration] = {
    "swap": swap,
    "actor": exchange_actor,
    "number": raise_number,
    "negation": negate,
    "certainty": raise_certainty,
}


def altered(sample: Sample, others: Sequence[Sample], chance: random.Random) -> dict[str, str]:
    """Return the headline altered in each way that it allows."""
    found = {kind: alter(sample, others, chance) for kind, alter in ALTERATIONS.items()}
    return {kind: headline for kind, headline in found.items() if headline and headline != sample.headline}


def replaced(headline: str, start: int, end: int, text: str) -> str:
    """Return a headline with other words in the place of some characters, and single spaces."""
    return " ".join((headline[:start] + text + headline[end:]).split())
