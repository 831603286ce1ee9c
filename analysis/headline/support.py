"""How much of a headline its story carries: each verdict on an element takes its part away.

A contradicted number says more against a headline than a topic in other words. What each verdict costs was fitted on
real headlines and altered ones (``training/headline_costs.py``) and stands in the word list ``headline_costs``, once
for use with models and once for rules alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import exp, log

import numpy as np

from analysis.headline.case import ABOUT, Case, Judgement, Verdict
from analysis.headline.elements import ElementKind
from analysis.headline.similarity import likeness_of_words
from analysis.intervals import percentile_interval, resample_counts
from analysis.quotations import Voice
from analysis.results import Band, Score

WITH_MODELS, BY_RULES = "with_models", "by_rules"
# The table of what it costs that the story as a whole is unlike the headline.
WHOLE = "whole"
# Likeness in meaning below which a story costs, step by step; 1 real headline in 3 is below the first.
LIKENESS_STEPS = (0.7, 0.6, 0.5)
# The same of their words, whole headline and whole body; 1 real headline in 4 is below the first.
WORDS_STEPS = (0.2, 0.14, 0.08)
# What can be found in a story, and what the model's doubt is worth if all of it was.
FINDABLE = ABOUT | {ElementKind.NUMBER}
ALL_FOUND = 0.5
# Keeps a headline that the model is sure about from costing everything.
LEAST_CARRIED = 0.01

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

    ``100 * exp(-costs)``: the costs of the verdicts on its elements, and of how unlike the story is as a whole; 100 if
    everything is supported and the story is like the headline. The interval resamples the elements.
    """
    chosen = [found for found in judgements if voice in (None, found.element.voice)]
    score = replace(SUPPORTED_SHARE, voice=voice or Voice.OWN)
    if not chosen:
        whose = f"the headline's {voice.value} words" if voice else "the headline"
        return replace(score, note=f"Nothing in {whose} can be checked.")
    costs = np.array([cost(found, case) for found in chosen])
    whole = whole_cost(judgements, case)
    value = 100 * exp(-costs.sum() - whole)
    low, high = percentile_interval(value, 100 * np.exp(-(resample_counts(len(costs)) @ costs) - whole))
    return replace(score, value=value, low=low, high=high, note=_note(len(chosen), whole, case))


def _note(n_elements: int, whole: float, case: Case) -> str:
    takes = f"{100 * (1 - exp(-whole)):.0f} %"
    note = f"{n_elements} elements; each that is weakened, missing or contradicted takes its part away, and the story "
    if case.in_context is None:
        return f"{note}as a whole, by its words, {takes}."
    return (
        f"{note}as a whole {takes}: the model finds it {case.in_context.read.carried:.0%} likely to be the headline's."
    )


def cost(judgement: Judgement, case: Case) -> float:
    """Return what the verdict on an element costs, 0 or more; ``1 - exp(-cost)`` is the part that it takes away."""
    by_kind: Mapping[str, float] = _costs(case)[judgement.element.kind.value]
    return by_kind.get(judgement.verdict.value, 0.0)


def whole_cost(judgements: Sequence[Judgement], case: Case) -> float:
    """Return what it costs that the story as a whole is unlike the headline, 0 or more."""
    by = _costs(case)[WHOLE]
    return sum(by[name] * value for name, value in whole_features(judgements, case).items())


def whole_features(judgements: Sequence[Judgement], case: Case) -> dict[str, float]:
    """Return what the cost of the whole is made of.

    How far the headline's words are from the body's; with models, how far its meaning is from every sentence's, and how
    doubtful the model finds it: half as much where everything that is named was found.
    """
    words = likeness_of_words(case)
    apart = {f"words_{step}": max(0.0, step - words) for step in WORDS_STEPS}
    if case.in_context is None:
        return apart
    likeness = max(case.in_context.likeness)
    unlike = {f"meaning_{step}": max(0.0, step - likeness) for step in LIKENESS_STEPS}
    all_found = all(found.verdict is Verdict.SUPPORTED for found in judgements if found.element.kind in FINDABLE)
    doubtful = -log(max(LEAST_CARRIED, case.in_context.read.carried)) * (ALL_FOUND if all_found else 1.0)
    return {**apart, **unlike, "doubtful": doubtful}


def _costs(case: Case) -> Mapping[str, Mapping[str, float]]:
    tables: Mapping[str, Mapping[str, Mapping[str, float]]] = case.lexicons.values("headline_costs")
    return tables[BY_RULES if case.in_context is None else WITH_MODELS]
