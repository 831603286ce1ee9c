"""A reader's verdicts on the elements of a headline, in the place of the rules' and the model's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from analysis.decisions import Choice, Decision, MarkKey
from analysis.headline.case import Judgement, Verdict

REASON = "You decided so."


def category_of(verdict: Verdict) -> str:
    """Return the category under which findings of a verdict stand."""
    return f"headline/{verdict.value}"


VERDICTS = {category_of(verdict): verdict for verdict in Verdict}


def with_verdict(judgement: Judgement, decided: Mapping[MarkKey, Decision]) -> Judgement:
    """Return a judgement with the reader's verdict, if there is one.

    To reject "supported" is to miss the element in the story; to reject any other verdict is to find it there.

    Args:
        judgement: of rules and model.
        decided: the reader's decisions by mark.
    """
    element = judgement.element
    decision = decided.get((element.span, category_of(judgement.verdict), element.kind.value))
    if decision is None or decision.choice is Choice.ACCEPTED:
        return judgement
    rejected = Verdict.MISSING if judgement.verdict is Verdict.SUPPORTED else Verdict.SUPPORTED
    verdict = VERDICTS.get(decision.moved_to or "", rejected)
    return replace(judgement, verdict=verdict, reason=decision.reason or REASON)
