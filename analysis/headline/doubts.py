"""Let the model object to a verdict: words that are in the story but not so, and words that it has in another form."""

from __future__ import annotations

from analysis.headline.case import Case, Judgement, Verdict
from analysis.headline.elements import Element, ElementKind
from analysis.headline.in_context import InContext

# Kinds of which the model has learned what an altered one looks like.
READ_BY_MODEL = frozenset({ElementKind.ACTOR, ElementKind.ACTION, ElementKind.TOPIC, ElementKind.NUMBER})
# Chosen on the stories of the tuning half that the model had not learned from: see docs/models.md.
DOUBTED, TRUSTED = 0.8, 0.05
# A sentence less alike than this is no paraphrase.
PARAPHRASE = 0.6


def reconsidered(judgement: Judgement, case: Case) -> Judgement:
    """Return a judgement, weakened if the model doubts what the rules found, or if it trusts what they did not find."""
    element = judgement.element
    if case.in_context is None or element.kind not in READ_BY_MODEL:
        return judgement
    doubt = _doubt(element, case.in_context)
    word = case.reading.article.quote(element.span)
    likest = case.in_context.likest
    if judgement.verdict is Verdict.SUPPORTED and doubt >= DOUBTED:
        reason = f"The story has “{word}”, but by the model's reading does not say this of it."
        return case.judgement(element, Verdict.WEAKENED, reason, likest)
    if judgement.verdict is Verdict.MISSING and doubt <= TRUSTED and case.in_context.likeness[likest] >= PARAPHRASE:
        reason = f"The story does not have “{word}”, but by the model's reading says it in other words."
        return case.judgement(element, Verdict.WEAKENED, reason, likest)
    return judgement


def _doubt(element: Element, found: InContext) -> float:
    """Return the doubt of the most doubtful word of an element, 0 to 1."""
    doubts = (
        word.doubt for word in found.read.words if word.start < element.span.end and element.span.start < word.end
    )
    return max(doubts, default=0.0)
