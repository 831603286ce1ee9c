"""How much of a headline its story carries: what is left of it after each way in which it may fail to.

A headline can be another story's, name somebody else, give another number, deny or stress what the story does not. For
each of these ways the verdicts on its elements, and how unlike the story is as a whole, add up to a doubt; a little of
it costs next to nothing, for every real headline gives cause for some. How much each verdict says was fitted on real
headlines and altered ones (``training/headline_costs.py``) and stands in the word list ``headline_costs``, once for use
with models and once for rules alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import log

import numpy as np

from analysis.headline.case import Case, Judgement, Verdict
from analysis.headline.similarity import likeness_of_words, words_found, words_in_one_sentence
from analysis.intervals import Numbers, percentile_interval, resample_counts
from analysis.quotations import Voice
from analysis.results import Band, Score

WITH_MODELS, BY_RULES = "with_models", "by_rules"
# The doubt, in a way, that a headline without any failure is under; never altered by verdicts.
START = "start"
# From here a story as a whole is like its headline: in words 1 real headline in 10 is, in meaning 1 in 5.
LIKE_IN_WORDS, LIKE_IN_MEANING = 0.4, 0.8
# How much the ways count beside each other.
IMPORTANCE = "importance"
# The model's trust in a headline from which there is no doubt; and the least that it counts with.
TRUSTED, LEAST_CARRIED = 0.95, 0.01
# Where no element fails and a sentence has at least this share of the headline's words, the model's doubt shrinks with
# the share that is left: to nothing if there is none. Chosen on the stories that the costs are fitted on.
NEARLY_LITERAL = 0.7
# The same of its doubt about the word that it doubts most: up to here there is none, and the most that counts.
UNDOUBTED, MOST_DOUBTED = 0.02, 0.98
# What each failure costs in any case, 30, 5 and 3 % of the share: altered headlines do not fail in every way that
# written ones do, no verb in them is turned round.
LEAST: Mapping[Verdict, float] = {Verdict.CONTRADICTED: 0.35, Verdict.MISSING: 0.05, Verdict.WEAKENED: 0.03}

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

    ``100 * exp(-cost)``; 100 if everything is supported and the story is like the headline. The interval resamples the
    elements.
    """
    chosen = [found for found in judgements if voice in (None, found.element.voice)]
    score = replace(SUPPORTED_SHARE, voice=voice or Voice.OWN)
    if not chosen:
        whose = f"the headline's {voice.value} words" if voice else "the headline"
        return replace(score, note=f"Nothing in {whose} can be checked.")
    value = float(_shares(chosen, case, np.ones((1, len(chosen))))[0])
    low, high = percentile_interval(value, _shares(chosen, case, resample_counts(len(chosen))))
    whole = float(_shares(chosen, case, np.zeros((1, len(chosen))))[0])
    return replace(score, value=value, low=low, high=high, note=_note(chosen, 100 - whole, case))


def taken_away(judgement: Judgement, judgements: Sequence[Judgement], case: Case) -> float:
    """Return what part of the share, in %, the verdict on an element takes away: less than without it is left."""
    counts = np.array([[1.0] * len(judgements), [float(other is not judgement) for other in judgements]])
    left, without = _shares(judgements, case, counts)
    return float(100 * (1 - left / without))


def _note(judgements: Sequence[Judgement], whole: float, case: Case) -> str:
    each = f"{len(judgements)} elements; each that is weakened, missing or contradicted takes its part away"
    note = f"{each}, and the story as a whole"
    if case.in_context is None:
        return f"{note}, by its words, {whole:.0f} %."
    found = f"{note} {whole:.0f} %: the model finds it {case.in_context.read.carried:.0%} likely to be the headline's"
    if _say_of_model(judgements, case) < 1:
        return f"{found}, which counts for little, since one sentence has nearly all of the headline's words."
    return f"{found}."


def _shares(judgements: Sequence[Judgement], case: Case, counts: Numbers) -> Numbers:
    """Return the share, in %, for each row of counts: how often each judgement counts."""
    whole = whole_inputs(judgements, case)
    costs: Numbers = counts @ np.array([LEAST.get(found.verdict, 0.0) for found in judgements])
    for weights in case.lexicons.values("headline_costs")[WITH_MODELS if case.in_context else BY_RULES].values():
        by_element = np.array([weights.get(input_name(found), 0.0) for found in judgements])
        doubt = counts @ by_element + sum(weights.get(name, 0.0) * value for name, value in whole.items())
        begun = np.logaddexp(0, weights[START])
        costs = costs + weights[IMPORTANCE] * (np.logaddexp(0, weights[START] + doubt) - begun)
    return 100 * np.exp(-costs)


def input_name(judgement: Judgement) -> str:
    """Return by which name the list of costs has a verdict on a kind of element."""
    return f"{judgement.element.kind.value}_{judgement.verdict.value}"


def whole_inputs(judgements: Sequence[Judgement], case: Case) -> Mapping[str, float]:
    """Return how unlike the story is as a whole, each 0 (like the headline) or more.

    In words, rare ones counting for more: how far the body is from the headline, and which part of the headline's is
    not in it at all. With models: how far every sentence is from its meaning, how doubtful the model finds it (unless
    one sentence says it nearly word for word), and how doubtful the word in it that it doubts most.
    """
    inputs = {
        "other_words": max(0.0, LIKE_IN_WORDS - likeness_of_words(case)),
        "words_not_found": 1 - words_found(case),
    }
    if case.in_context is None:
        return inputs
    carried = min(TRUSTED, max(LEAST_CARRIED, case.in_context.read.carried))
    doubted = max((word.doubt for word in case.in_context.read.words), default=0.0)
    return {
        **inputs,
        "other_meaning": max(0.0, LIKE_IN_MEANING - max(case.in_context.likeness)),
        "model_doubts": (_logit(TRUSTED) - _logit(carried)) * _say_of_model(judgements, case),
        "model_doubts_a_word": _logit(min(MOST_DOUBTED, max(UNDOUBTED, doubted))) - _logit(UNDOUBTED),
    }


def _say_of_model(judgements: Sequence[Judgement], case: Case) -> float:
    """Return how much the model's doubt of the headline counts, 0 to 1: the less, the more of it one sentence has."""
    if any(found.verdict is not Verdict.SUPPORTED for found in judgements):
        return 1.0
    left = max(0.0, 1 - words_in_one_sentence(case))
    return min(1.0, left / (1 - NEARLY_LITERAL))


def _logit(probability: float) -> float:
    return log(probability / (1 - probability))
