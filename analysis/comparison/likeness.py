"""How likely two sentences of different tellings report the same fact: words, numbers and meaning weighed together."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from analysis.comparison.agreement import agreement
from analysis.comparison.in_common import contained, cosines, cosines_in_twos, less_the_story, word_rows
from analysis.comparison.telling import ACTOR_SIGN, Telling, ToldSentence
from analysis.intervals import Numbers

# Weights of a logistic regression on the seen pairs of tests/comparison_gold, with models and without, as printed by
# `python -m training.same_fact`; there, too, how well each story is told by weights learned on the others.
WEIGHTS = {"meaning": 4.9, "contained": 2.7, "lead": 2.5, "numbers": 1.5, "in_step": 0.8}
WEIGHTS_WITHOUT_MEANING = {"contained": 5.2, "lead": 7.5, "numbers": 1.6, "in_step": 2.7}
OFFSET, OFFSET_WITHOUT_MEANING = -3.6, -3.7
# "Bo Lind told the court": what attributes a quotation has up to three content words.
FEWEST_OWN_WORDS = 4


def likeness(first: Telling, second: Telling, quoted: Collection[tuple[int, int]]) -> Numbers:
    """Return how likely each sentence of one telling reports the same fact as each of another.

    Args:
        first: gives the rows.
        second: gives the columns.
        quoted: pairs of sentences that share a quotation; only their own words count, since what somebody said is a
            link of its own. For the same reason two sentences that only quote are not alike.

    Returns:
        Probabilities, 0 to 1.
    """
    told = [np.array([_tells(each) for each in telling.sentences], dtype=bool) for telling in (first, second)]
    probable = np.where(np.logical_or.outer(*told), _probability(features(first, second, whole=True)), 0.0)
    if quoted:
        own = np.where(np.logical_and.outer(*told), _probability(features(first, second, whole=False)), 0.0)
        pairs = tuple(np.array(sorted(quoted)).T)
        probable[pairs] = own[pairs]
    return probable


def _tells(told: ToldSentence) -> bool:
    """Whether a sentence does more than quote: whether enough of it is in the outlet's own words."""
    own = sum(not key.startswith(ACTOR_SIGN) for key in told.own)
    return not told.sentence.quoted_words or own >= FEWEST_OWN_WORDS


def features(first: Telling, second: Telling, *, whole: bool) -> dict[str, Numbers]:
    """Return what the sentences of two tellings have in common, a matrix each.

    ``meaning``: cosine of the embeddings less what the story has in common, −1 to 1; left out without models.
    ``contained``: share of the lighter sentence's words and numbers that the other has, 0 to 1.
    ``lead``: how much words and meaning together exceed those of either sentence with its next best match.
    ``numbers``: whether their numbers agree, −1 to 2.
    ``in_step``: how alike the sentences before them are, or those after them: stories are often told in one order.

    Args:
        first: gives the rows.
        second: gives the columns.
        whole: whether quoted words count, too.
    """
    tellings = (first, second)
    words = word_rows(*([told.whole if whole else told.own for told in each.sentences] for each in tellings))
    meanings = [telling.whole_meaning if whole else telling.own_meaning for telling in tellings]
    one, other = meanings
    alike = cosines(*words)
    found = {"contained": contained(*words), "numbers": _agreements(first, second)}
    if one is not None and other is not None:
        rows = less_the_story(one, other)
        found["meaning"] = cosines(*rows)
        alike = alike + found["meaning"] + cosines_in_twos(*rows)
    return {**found, "lead": _lead(alike), "in_step": _in_step(alike)}


def _lead(values: Numbers) -> Numbers:
    """Return by how much each value exceeds the mean of the best others in its row and in its column."""
    return values - (_best_other(values) + _best_other(values.T).T) / 2


def _best_other(values: Numbers) -> Numbers:
    """Return, for each value, the highest of the others in its row; 0 if it is alone."""
    if values.shape[1] < 2:
        return np.zeros_like(values)
    ranked = np.sort(values, axis=1)
    best, second = ranked[:, -1:], ranked[:, -2:-1]
    return np.where(values == best, second, best)


def _in_step(values: Numbers) -> Numbers:
    """Return, for each value, the higher of the next one up and to the left and the next one down and to the right."""
    around = np.pad(values, 1)
    return np.maximum(around[:-2, :-2], around[2:, 2:])


def _agreements(first: Telling, second: Telling) -> Numbers:
    rows = [[agreement(one.quantities, other.quantities) for other in second.sentences] for one in first.sentences]
    return np.array(rows).reshape(len(first.sentences), len(second.sentences))


def _probability(found: Mapping[str, Numbers]) -> Numbers:
    with_meaning = "meaning" in found
    weights = WEIGHTS if with_meaning else WEIGHTS_WITHOUT_MEANING
    offset = OFFSET if with_meaning else OFFSET_WITHOUT_MEANING
    terms: Sequence[Numbers] = [weight * found[name] for name, weight in weights.items()]
    probability: Numbers = 1 / (1 + np.exp(-(offset + sum(terms))))
    return probability
