"""How much of a headline its story carries: verdicts on its elements, weighed by what each kind of failure says.

A contradicted number says more against a headline than a topic in other words. The weights were fitted on real
headlines and altered ones (``training/headline_weights.py``) and stand in the word list ``headline_weights``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from analysis.headline.case import Case, Judgement, Verdict
from analysis.intervals import with_ratio
from analysis.lexicon import Lexicons
from analysis.quotations import Voice
from analysis.results import Band, Score

CREDIT: Mapping[Verdict, float] = {
    Verdict.SUPPORTED: 1.0,
    Verdict.WEAKENED: 0.5,
    Verdict.MISSING: 0.0,
    Verdict.CONTRADICTED: 0.0,
}
# The row of the weights that holds what the models say of the headline as a whole.
WHOLE = "whole"

SUPPORTED_SHARE = Score(
    name="supported_share",
    label="Headline carried by the story",
    value=None,
    unit="%",
    voice=Voice.OWN,
    direction="higher = more of the headline is carried",
    bands=(
        Band("mostly not carried", 50, "The story lacks or contradicts more than it carries."),
        Band("partly carried", 80, "Paraphrase that no rule knows lies here, as well as overreach."),
        Band("carried", None, "Little is missing, weakened or told in words that neither list nor model knows."),
    ),
)


def supported_share(judgements: Sequence[Judgement], case: Case, voice: Voice | None) -> Score:
    """Return the share of the headline that the story carries, in % (0 to 100), in one voice or (None) in both.

    A mean of credits (supported 1, weakened 0.5, missing or contradicted 0), each weighed by kind and verdict; with
    models, whether the story as a whole is the headline's counts as one element more.
    """
    chosen = [found for found in judgements if voice in (None, found.element.voice)]
    score = replace(SUPPORTED_SHARE, voice=voice or Voice.OWN)
    if not chosen:
        note = f"Nothing in the headline's {voice.value if voice else 'own'} words can be checked."
        return replace(score, note=note)
    weights = [weight(found, case.lexicons) for found in chosen]
    credits = [CREDIT[found.verdict] * by for found, by in zip(chosen, weights, strict=True)]
    note = f"{len(chosen)} elements: supported 1, weakened 0.5, missing or contradicted 0, weighed by kind and verdict"
    if case.in_context is not None:
        by = case.lexicons.values("headline_weights")[WHOLE]["weight"]
        weights.append(by)
        credits.append(by * case.in_context.read.carried)
        note += f"; the model finds the story {case.in_context.read.carried:.0%} likely to be the headline's own"
    return with_ratio(replace(score, note=f"{note}."), credits, weights, scale=100)


def weight(judgement: Judgement, lexicons: Lexicons) -> float:
    """Return how much an element counts; above 0."""
    by_verdict: Mapping[str, float] = lexicons.values("headline_weights")[judgement.element.kind.value]
    return by_verdict[judgement.verdict.value]
