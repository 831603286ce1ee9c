"""Whether a story says that its headline's claim is not so: "the claims are false, officials say"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from analysis.grammar import is_negated
from analysis.headline.case import Case, Judgement, Verdict
from analysis.headline.elements import ElementKind

# A sentence is about the headline's claim if it has this share of what the best one has.
ABOUT_THE_CLAIM = 0.75


@dataclass(frozen=True, slots=True)
class Mark:
    """A word about the headline's claim, and the number of its sentence."""

    word: str
    sentence: int


def marks(case: Case, words: frozenset[str]) -> Iterator[Mark]:
    """Yield the words of a list in sentences about the claim, the likest first; none if the headline has one too."""
    if not words.isdisjoint(token.lemma_.lower() for token in case.headline_tokens):
        return
    for number in case.about_the_claim(ABOUT_THE_CLAIM):
        for token in case.index.sentences[number].tokens:
            if token.lemma_.lower() in words and not is_negated(token):
                yield Mark(token.text, number)


def refutation(case: Case) -> Mark | None:
    """Return the word with which the story says that the claim is not so, if it does."""
    nouns = case.lexicons.words("claim_nouns")
    for mark in marks(case, case.lexicons.words("refutations")):
        if any(token.lemma_.lower() in nouns for token in case.index.sentences[mark.sentence].tokens):
            return mark
    return None


def refuted(judgement: Judgement, mark: Mark | None, case: Case) -> Judgement:
    """Return a judgement; of what happens, contradicted if the story says that the claim is not so."""
    if mark is None or judgement.element.kind is not ElementKind.ACTION:
        return judgement
    reason = f"The story says of the claim that it is not so: “{mark.word}”."
    return case.judgement(judgement.element, Verdict.CONTRADICTED, reason, mark.sentence)
