"""The hardest sentences of a body, and what makes each of them hard, in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from analysis.article import Part
from analysis.document import Sentence
from analysis.reading import Reading
from analysis.results import Finding
from analysis.words import zipf

Depths = npt.NDArray[np.int64]

MOST_SENTENCES = 5
# Plain-language guides (GOV.UK's content guide among them) ask writers to split a sentence of more than 25 words.
LONG_WORDS = 25
# Steps from the main verb down to the most deeply nested word; one news sentence in ten goes to 9 or deeper.
DEEP_STEPS = 9
# On the Zipf scale 3.5 is about three times in a million words: "ubiquitous" lies below, "widespread" above.
RARE_ZIPF = 3.5
# One rare word is explained by its sentence; from the second on, readers start to guess.
RARE_WORDS = 2
# A passive alone makes a short sentence no harder; it tips the balance between sentences that are hard already.
PASSIVE_WEIGHT = 0.25
PASSIVE_LABELS = frozenset({"nsubjpass", "csubjpass", "auxpass"})
SHOWN_WORDS = 4


@dataclass(frozen=True, slots=True)
class Hardness:
    """What makes a sentence hard to read.

    Attributes:
        words: its length in words.
        depth: steps from its main verb down to the most deeply nested word.
        rare: its rare words, without names, in order.
        passive: whether it has a passive verb.
    """

    words: int
    depth: int
    rare: tuple[str, ...]
    passive: bool

    @property
    def causes(self) -> dict[str, float]:
        """The categories whose limit it reaches, with how far: 1 is at the limit, 2 at twice the limit."""
        ratios = {
            "readability/long_sentence": self.words / (LONG_WORDS + 1),
            "readability/nested_sentence": self.depth / DEEP_STEPS,
            "readability/rare_words": len(self.rare) / RARE_WORDS,
        }
        return {category: ratio for category, ratio in ratios.items() if ratio >= 1}

    @property
    def weight(self) -> float:
        """How hard: the causes added up, above 0 only if there is one."""
        return sum(self.causes.values()) + PASSIVE_WEIGHT * self.passive if self.causes else 0.0

    @property
    def reason(self) -> str:
        """Why, in one sentence."""
        causes = self.causes
        parts = [f"{self.words} words in one sentence"] if "readability/long_sentence" in causes else []
        if "readability/nested_sentence" in causes:
            parts.append(f"clauses nested {self.depth} steps deep")
        if "readability/rare_words" in causes:
            shown = ", ".join(f"“{word}”" for word in self.rare[:SHOWN_WORDS])
            parts.append(f"rare words ({shown}{', …' if len(self.rare) > SHOWN_WORDS else ''})")
        if self.passive:
            parts.append("a passive verb, so that the reader has to look for who did it")
        return f"Hard to read: {'; '.join(parts)}."


def hardest_sentences(reading: Reading) -> Iterator[Finding]:
    """Yield a finding for each of the hardest body sentences, at most five, in the order of the text."""
    depths = token_depths(reading.document.parsed[Part.BODY])
    judged = [(_hardness(sentence, depths), sentence) for sentence in reading.document.body_sentences]
    hard = sorted((pair for pair in judged if pair[0].causes), key=lambda pair: -pair[0].weight)
    for hardness, sentence in sorted(hard[:MOST_SENTENCES], key=lambda pair: pair[1].index):
        yield reading.finding(
            sentence.span,
            category=max(hardness.causes, key=hardness.causes.__getitem__),
            reason=hardness.reason,
            source="rule:hardest_sentence",
            weight=hardness.weight,
            fair_when="Fair when the matter itself is intricate and each part is needed.",
        )


def token_depths(doc: Doc) -> Depths:
    """Return for each token its number of steps below the root of its sentence."""
    positions = np.arange(len(doc))
    heads = positions + doc.to_array("HEAD").astype(np.int64)
    depths = np.zeros(len(doc), dtype=np.int64)
    above = heads
    while (moving := above != positions).any():
        depths += moving
        positions, above = above, heads[above]
    return depths


def _hardness(sentence: Sentence, depths: Depths) -> Hardness:
    tokens = sentence.tokens
    rare = tuple(
        token.text
        for token in tokens
        if token.is_alpha and token.pos_ != "PROPN" and not token.ent_type_ and _is_rare(token.lower_)
    )
    passive = any(token.dep_ in PASSIVE_LABELS for token in tokens)
    n_words = sentence.own_words + sentence.quoted_words
    return Hardness(n_words, int(depths[tokens.start : tokens.end].max()), rare, passive)


def _is_rare(word: str) -> bool:
    return 0 < zipf(word) < RARE_ZIPF
