"""What a story does with its headline's claim: tells it, leaves it open, says it is not so, or is about another matter.

The four are those of the Fake News Challenge (Pomerleau and Rao 2017): agree, discuss, disagree, unrelated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from analysis.document import Sentence
from analysis.grammar import is_negated
from analysis.headline.case import Case, Judgement, Verdict
from analysis.headline.elements import ElementKind
from analysis.headline.judge_claims import asks
from analysis.headline.refutation import marks, refutation

# Unlike every sentence of the story in meaning: 1 real headline in 50 is (AllSides, tuning half), half of those that
# belong to another story on the same topic are.
ANOTHER_MATTER = 0.5
# Under this share of names, things and actions found in the story it is about something else.
HARDLY_ANY = 0.25
NAMED = frozenset({ElementKind.ACTOR, ElementKind.ACTION, ElementKind.TOPIC})
TURNING = frozenset({ElementKind.ACTOR, ElementKind.ACTION, ElementKind.TOPIC, ElementKind.NEGATION})
CLAIMED = frozenset({ElementKind.ACTION, ElementKind.NEGATION, ElementKind.CERTAINTY})


class StanceName(StrEnum):
    """What a story does with a claim."""

    SUPPORTS = "supports"
    DISCUSSES = "discusses"
    DISPUTES = "disputes"
    UNRELATED = "unrelated"


@dataclass(frozen=True, slots=True)
class Stance:
    """What a story does with its headline's claim, why, and the sentence that shows it best, if there is one."""

    name: StanceName
    reason: str
    sentence: Sentence | None = None


def stance(judgements: Sequence[Judgement], case: Case) -> Stance:
    """Say what a story does with its headline's claim."""
    if _is_unrelated(judgements, case):
        return Stance(StanceName.UNRELATED, "The story is about something else: hardly anything named here is in it.")
    if mark := refutation(case):
        reason = f"The story says that it is not so: “{mark.word}”."
        return Stance(StanceName.DISPUTES, reason, case.index.sentences[mark.sentence])
    for found in judgements:
        if found.verdict is Verdict.CONTRADICTED and found.element.kind in TURNING:
            return Stance(StanceName.DISPUTES, found.reason, found.sentence)
    if answer := _answered_no(case):
        return Stance(StanceName.DISPUTES, "The headline asks; the story says no.", answer)
    for found in judgements:
        if found.verdict is Verdict.WEAKENED and found.element.kind in CLAIMED:
            return Stance(StanceName.DISCUSSES, found.reason, found.sentence)
    for mark in marks(case, case.lexicons.words("disputing_words")):
        reason = f"The story leaves it open: “{mark.word}”."
        return Stance(StanceName.DISCUSSES, reason, case.index.sentences[mark.sentence])
    return Stance(StanceName.SUPPORTS, "The story tells what the headline says.")


def _answered_no(case: Case) -> Sentence | None:
    """Return the sentence that denies what a headline asks, if it is a question and the sentence most like it does."""
    likest = case.about_the_claim(1.0)
    if (
        not asks(case.reading.article.headline)
        or not likest
        or any(token.dep_ == "neg" for token in case.headline_tokens)
    ):
        return None
    sentence = case.index.sentences[likest[0]]
    said = sentence.tokens.root
    # "The water is not unsafe, the laboratory said": what is said, not that it is.
    claim = next((child for child in said.children if child.dep_ == "ccomp"), said)
    return sentence if is_negated(claim) else None


def _is_unrelated(judgements: Sequence[Judgement], case: Case) -> bool:
    named = [found.verdict for found in judgements if found.element.kind in NAMED]
    share = sum(verdict in (Verdict.SUPPORTED, Verdict.CONTRADICTED) for verdict in named) / (len(named) or 1)
    if case.in_context is None:
        return bool(named) and share <= HARDLY_ANY
    likeness = max(case.in_context.likeness)
    return likeness < ANOTHER_MATTER and share <= 2 * HARDLY_ANY
