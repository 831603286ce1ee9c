"""How likely two sentences of different tellings report the same fact: words, numbers and meaning weighed together."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from analysis.comparison.telling import ACTOR_SIGN, LARGEST_SMALL_NUMBER, Embedding, Telling, ToldSentence
from analysis.headline.quantities import Quantity
from analysis.intervals import Numbers

# Weights of a logistic regression on the seen pairs of tests/comparison_gold (L2, C = 0.1 on standardised features),
# where eight stories were each judged by weights learned on the seven others: with models, and without.
WEIGHTS = {"meaning": 5.7, "contained": 2.6, "lead": 3.4, "numbers": 1.6, "apart": -1.15}
WEIGHTS_WITHOUT_MEANING = {"contained": 6.0, "lead": 7.0, "numbers": 1.75, "apart": -1.45}
OFFSET, OFFSET_WITHOUT_MEANING = -2.9, -2.75
# "Bo Lind told the court": what attributes a quotation has up to three content words.
FEWEST_OWN_WORDS = 4
# Two numbers this close are one, rounded: "almost 20" for 18.
ROUNDING = 0.12
# The same number for the same thing; the same or nearly the same number; none in common, but one for the same thing.
SAME, NEAR, CLASH = 2.0, 1.0, -1.0


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
    ``lead``: how much meaning and words together exceed those of either sentence with its next best match.
    ``numbers``: whether their numbers agree, −1 to 2.
    ``apart``: how far apart they stand, in shares of the text, 0 to 1.

    Args:
        first: gives the rows.
        second: gives the columns.
        whole: whether quoted words count, too.
    """
    tellings = (first, second)
    texts = [[told.whole if whole else told.own for told in telling.sentences] for telling in tellings]
    weights = _story_weights([sentence for sentences in texts for sentence in sentences])
    one, other = (_matrix(sentences, weights) for sentences in texts)
    alike = _ratio(one @ other.T, np.outer(*(np.linalg.norm(matrix, axis=1) for matrix in (one, other))))
    meaning = _meaning(*(telling.whole_meaning if whole else telling.own_meaning for telling in tellings))
    return {
        **({} if meaning is None else {"meaning": meaning}),
        "contained": _ratio(one @ (other > 0).T, np.minimum.outer(one.sum(axis=1), other.sum(axis=1))),
        "lead": _lead(alike if meaning is None else alike + meaning),
        "numbers": _agreements(first, second),
        "apart": np.abs(np.subtract.outer(*(_positions(len(sentences)) for sentences in texts))),
    }


def _story_weights(sentences: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Return each key's weight: rare in English, and rare in the story, of which many sentences have its main words."""
    found: dict[str, int] = {}
    rarity: dict[str, float] = {}
    for sentence in sentences:
        for key, weight in sentence.items():
            found[key] = found.get(key, 0) + 1
            rarity[key] = max(weight, rarity.get(key, 0.0))
    return {key: float(rarity[key] * np.log((len(sentences) + 1) / count)) for key, count in found.items()}


def _matrix(sentences: Sequence[Mapping[str, float]], weights: Mapping[str, float]) -> Numbers:
    columns = {key: column for column, key in enumerate(weights)}
    matrix = np.zeros((len(sentences), len(columns)))
    for row, sentence in enumerate(sentences):
        for key in sentence:
            matrix[row, columns[key]] = weights[key]
    return matrix


def _ratio(upper: NDArray[np.floating], lower: NDArray[np.floating]) -> Numbers:
    ratio: Numbers = np.divide(upper, lower, out=np.zeros(upper.shape), where=lower > 0)
    return ratio


def _meaning(first: Embedding | None, second: Embedding | None) -> Numbers | None:
    """Return the cosines of embeddings after taking away the mean of both texts: what the story is about anyway."""
    if first is None or second is None:
        return None
    middle = np.concatenate([matrix[matrix.any(axis=1)] for matrix in (first, second)]).mean(axis=0)
    one, other = ((matrix - middle) * matrix.any(axis=1, keepdims=True) for matrix in (first, second))
    lengths = [np.linalg.norm(matrix, axis=1) for matrix in (one, other)]
    return _ratio(one @ other.T, np.outer(*lengths))


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


def _agreements(first: Telling, second: Telling) -> Numbers:
    rows = [[agreement(one.quantities, other.quantities) for other in second.sentences] for one in first.sentences]
    return np.array(rows).reshape(len(first.sentences), len(second.sentences))


def agreement(first: Sequence[Quantity], second: Sequence[Quantity]) -> float:
    """Return how well the numbers of two sentences agree, −1 to 2; 0 if there are none to compare.

    The best pair counts: a sentence may well have a number more than the other.
    """
    agreements = [_agreement(*pair) for pair in product(first, second)]
    return max((value for value in agreements if value), default=0.0)


def _agreement(one: Quantity, other: Quantity) -> float:
    same_thing = bool(one.unit) and one.unit == other.unit
    if (one.low, one.high) == (other.low, other.high):
        return SAME if same_thing else NEAR
    larger = max(one.low, other.low)
    if one.low <= other.high and other.low <= one.high:
        return NEAR
    if larger > LARGEST_SMALL_NUMBER and abs(one.low - other.low) <= ROUNDING * larger:
        return NEAR
    return CLASH if same_thing else 0.0


def _positions(count: int) -> Numbers:
    return np.linspace(0.0, 1.0, count) if count > 1 else np.zeros(count)


def _probability(found: Mapping[str, Numbers]) -> Numbers:
    with_meaning = "meaning" in found
    weights = WEIGHTS if with_meaning else WEIGHTS_WITHOUT_MEANING
    total = np.full_like(found["apart"], OFFSET if with_meaning else OFFSET_WITHOUT_MEANING)
    for name, weight in weights.items():
        total += weight * found[name]
    probability: Numbers = 1 / (1 + np.exp(-total))
    return probability
