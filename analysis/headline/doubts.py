"""Let the model object to a verdict: words that are in the story but not so, and what the story says in other words."""

from __future__ import annotations

from analysis.headline.case import Case, Judgement, Verdict
from analysis.headline.elements import Element, ElementKind
from analysis.headline.judge_claims import certainty, is_denied
from analysis.models.headlines import HeadlineInContext
from analysis.vocabulary import STATED
from analysis.words import zipf

# Kinds of which the model has learned what an altered one looks like. It has of numbers too, but whether a story has
# one the rules know better.
READ_BY_MODEL = frozenset({ElementKind.ACTOR, ElementKind.ACTION, ElementKind.TOPIC})
# Chosen on stories that the model had not learned from: 1 real name in 20 is so doubtful, 3 of 4 put in from elsewhere
# in the story are; 2 real words in 3 that no rule finds are so trusted, 1 in 40 put in are (docs/models.md).
DOUBTED, TRUSTED = 0.8, 0.3
# Names rarer than this (Zipf scale) the encoder has hardly seen, and takes for put in.
FAMILIAR = 3.0
# Of a headline that it doubts as a whole, or that no sentence is like, the model's trust in single words says nothing.
LEAST_CARRIED, LEAST_LIKENESS = 0.5, 0.55


def reconsidered(judgement: Judgement, case: Case) -> Judgement:
    """Return a judgement: weakened if the model doubts what rules found, supported if it trusts what they did not."""
    element = judgement.element
    if case.in_context is None or element.kind not in READ_BY_MODEL:
        return judgement
    found = case.in_context.read
    doubt = _doubt(element, found)
    word = case.reading.article.quote(element.span)
    likest = case.in_context.likest
    if judgement.verdict is Verdict.SUPPORTED and doubt >= DOUBTED:
        reason = f"The story has “{word}”, but by the model's reading does not say this of it."
        return case.judgement(element, Verdict.WEAKENED, reason, likest)
    in_other_words = found.carried >= LEAST_CARRIED and case.in_context.likeness[likest] >= LEAST_LIKENESS
    if judgement.verdict is Verdict.MISSING and doubt <= TRUSTED and in_other_words and _agrees(element, likest, case):
        reason = f"The story does not have “{word}”, but by the model's reading says it in other words"
        if element.kind is ElementKind.ACTION and _is_less_sure(element, likest, case):
            return case.judgement(element, Verdict.WEAKENED, f"{reason}, and less surely.", likest)
        return case.judgement(element, Verdict.SUPPORTED, f"{reason}.", likest)
    return judgement


def _agrees(element: Element, number: int, case: Case) -> bool:
    """Whether a sentence that may say something in other words does not deny what the headline states, or the reverse.

    The model has not learned what denies: "refuses" and "agrees" are alike to it.
    """
    if element.kind is not ElementKind.ACTION:
        return True
    denied = is_denied(element.tokens[0], case) or case.index.lemma(element.tokens[0]) in case.lexicons.words(
        "implicit_negators"
    )
    return denied == is_denied(case.index.sentences[number].tokens.root, case)


def _is_less_sure(element: Element, number: int, case: Case) -> bool:
    """Whether a sentence of the story hedges what it says and the headline does not."""
    said = case.index.sentences[number].tokens.root
    return certainty(said, case) < STATED <= certainty(element.tokens[0], case)


def _doubt(element: Element, found: HeadlineInContext) -> float:
    """Return the doubt of the most doubtful word of an element that the encoder knows, 0 to 1."""
    headline = element.tokens[0].doc.text
    doubts = (
        word.doubt
        for word in found.words
        if word.start < element.span.end
        and element.span.start < word.end
        and zipf(headline[word.start : word.end].lower()) >= FAMILIAR
    )
    return max(doubts, default=0.0)
