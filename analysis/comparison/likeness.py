"""How likely two sentences of different tellings report the same fact: words, numbers and what a model reads."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence, Sized
from itertools import product
from typing import TypeVar

import numpy as np

from analysis.comparison.agreement import agreement
from analysis.comparison.in_common import contained, cosines, word_rows
from analysis.comparison.telling import ACTOR_SIGN, Telling, ToldSentence
from analysis.intervals import Numbers

Found = TypeVar("Found", bound=Sized)
# As the word list of weights has them: with models, and without.
WITH_MODELS, BY_RULES = "with_models", "by_rules"
OFFSET = "offset"
# What the model says of two sentences; with a model only.
TOLD = "told"
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
    found = features(first, second)
    weights = first.weights[WITH_MODELS if TOLD in found else BY_RULES]
    probable = np.where(np.logical_or.outer(*told), _probability(found, weights), 0.0)
    if quoted:
        by_own_words = _probability(in_common(first, second, whole=False), first.weights[BY_RULES])
        own = np.where(np.logical_and.outer(*told), by_own_words, 0.0)
        pairs = tuple(np.array(sorted(quoted)).T)
        probable[pairs] = own[pairs]
    return probable


def _tells(told: ToldSentence) -> bool:
    """Whether a sentence does more than quote: whether enough of it is in the outlet's own words."""
    own = sum(not key.startswith(ACTOR_SIGN) for key in told.own)
    return not told.sentence.quoted_words or own >= FEWEST_OWN_WORDS


def features(first: Telling, second: Telling) -> dict[str, Numbers]:
    """Return what speaks for sentences of two tellings reporting the same fact, a matrix each.

    With models, beside what the sentences have :func:`in_common`:

    ``told``: whether the model finds them to tell one fact, a logit.
    ``told_lead``: how much that exceeds that of either sentence with its next best match.
    ``told_in_step``: the same of the sentences before them, or of those after them.
    ``told_two_in_step``: of those two before them and those two after them, together.

    Args:
        first: gives the rows.
        second: gives the columns.
    """
    found = in_common(first, second, whole=True)
    if first.model is None or second.model is None:
        return found
    told = first.model.same(first.read, second.read).astype(np.float64)
    return {**found, TOLD: told, **{f"{TOLD}_{name}": values for name, values in _with_others(told).items()}}


def in_common(first: Telling, second: Telling, *, whole: bool) -> dict[str, Numbers]:
    """Return what the words, numbers and places of sentences of two tellings have in common, a matrix each.

    ``contained``: share of the lighter sentence's words and numbers that the other has, 0 to 1.
    ``lead``: how much the likeness of words exceeds that of either sentence with its next best match.
    ``in_step``: how alike the sentences before them are, or those after them: stories are often told in one order.
    ``two_in_step``: how alike those two before them and those two after them are, together.
    ``numbers``: whether their numbers agree, −1 to 2; ``lengths``: the same of lengths of time.
    ``dates``: whether both name one day or month, 0 or 1.
    ``quoting``: how many of the two quote somebody, 0 to 2; what surrounds a quotation is mostly told by one only.
    ``apart``: how far apart they stand, each in its own telling, 0 to 1.
    ``late``: how late both stand, 0 to 2; what comes first is mostly told by all.
    ``shorter``: logarithm of the weight of the lighter sentence's words; short ones are like many others by chance.
    ``unequal``: by how much the other's logarithm is larger.

    Args:
        first: gives the rows.
        second: gives the columns.
        whole: whether quoted words count, too.
    """
    tellings = (first, second)
    told = [[each.whole if whole else each.own for each in telling.sentences] for telling in tellings]
    words = word_rows(*told)
    return {
        "contained": contained(*words),
        **_with_others(cosines(*words)),
        "numbers": _each(tellings, lambda told: told.quantities, agreement),
        "lengths": _each(tellings, lambda told: told.lengths, agreement),
        "dates": _each(tellings, lambda told: told.dates, _share),
        "quoting": np.add.outer(*(_quoting(each) for each in tellings)),
        **_by_place(*map(len, told)),
        **_by_weight(*told),
    }


def _with_others(values: Numbers) -> dict[str, Numbers]:
    """Return how far the likeness of sentences exceeds that of others, and how alike those around them are."""
    return {
        "lead": _lead(values),
        "in_step": np.maximum(*_in_step(values, 1)),
        "two_in_step": np.add(*_in_step(values, 2)),
    }


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


def _in_step(values: Numbers, steps: int) -> tuple[Numbers, Numbers]:
    """Return, for each value, the one so many steps up and to the left, and the one down and to the right; else 0."""
    around = np.pad(values, steps)
    rows, columns = values.shape
    return around[:rows, :columns], around[2 * steps :, 2 * steps :]


def _each(
    tellings: tuple[Telling, Telling],
    part: Callable[[ToldSentence], Found],
    compared: Callable[[Found, Found], float],
) -> Numbers:
    """Return how something in one sentence compares with the same in the other; 0 where either lacks it."""
    first, second = ([part(told) for told in telling.sentences] for telling in tellings)
    values = np.zeros((len(first), len(second)))
    rows, columns = ([place for place, found in enumerate(each) if found] for each in (first, second))
    for row, column in product(rows, columns):
        values[row, column] = compared(first[row], second[column])
    return values


def _share(one: frozenset[str], other: frozenset[str]) -> bool:
    return not one.isdisjoint(other)


def _quoting(telling: Telling) -> Numbers:
    return np.array([told.sentence.quoted_words > 0 for told in telling.sentences], dtype=np.float64)


def _by_place(first: int, second: int) -> dict[str, Numbers]:
    """Return what depends on where sentences stand, for so many of one telling and of the other."""
    places = [np.arange(number) / max(1, number) for number in (first, second)]
    return {"apart": abs(np.subtract.outer(*places)), "late": np.add.outer(*places)}


def _by_weight(first: Sequence[Mapping[str, float]], second: Sequence[Mapping[str, float]]) -> dict[str, Numbers]:
    """Return what depends on how much sentences say, from the weight of each word of each."""
    said = [np.array([sum(words.values()) for words in sentences]) for sentences in (first, second)]
    weights = [np.log1p(each) for each in said]
    return {"shorter": np.minimum.outer(*weights), "unequal": abs(np.subtract.outer(*weights))}


def _probability(found: Mapping[str, Numbers], weights: Mapping[str, float]) -> Numbers:
    terms: Sequence[Numbers] = [weights[name] * values for name, values in found.items()]
    probability: Numbers = 1 / (1 + np.exp(-(weights[OFFSET] + sum(terms))))
    return probability
