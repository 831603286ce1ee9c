"""Stories: articles on the same event, found by the rare words and names that they share within a few days.

The likeness of two articles is the cosine of their terms, weighted by how often they occur and how rare they are
(Salton and Buckley 1988), less something for each day between them. A story is a star (Aslam, Pelekhov and Rus 2004):
every article is like the one in the middle, so that no chain of small steps joins a whole topic.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from analysis.corpus.groups.neighbours import Numbers, neighbours
from analysis.corpus.groups.vectors import NO_DATE, PARTS, Vectors

# Days between two tellings of an event, at most: what comes later is mostly the next event.
WINDOW = 3
# What a day between two articles takes from their likeness. Without a date of both it is as if WINDOW lay between them.
LESS_A_DAY = 0.03
# Likeness from which two articles are of one story; chosen on the tuning half of benchmarks/stories.py.
ALIKE = 0.2
# An article is compared with so many before it that have a key in common, nearest in time.
COMPARED_BEFORE = 16
# Pairs compared at once.
CHUNK = 100_000


@dataclass(frozen=True, slots=True)
class Alike:
    """Pairs of articles that are alike enough to be of one story.

    Attributes:
        one: number of an article.
        other: number of another.
        likeness: :data:`ALIKE` to 1.
        undated: numbers of the articles without a date.
    """

    one: Numbers
    other: Numbers
    likeness: NDArray[np.float64]
    undated: Numbers


def alike(vectors: Vectors) -> Alike:
    """Return the pairs of articles that may be of one story."""
    # A pair is one number: the row of the later article times their number, and the row of the earlier one.
    pairs, likeness = [np.empty(0, np.int64)], [np.empty(0)]
    for part in range(PARTS):
        candidates = _candidates(vectors, part)
        for begin in range(0, len(candidates), CHUNK):
            chunk = candidates[begin : begin + CHUNK]
            found = _likeness(vectors, *np.divmod(chunk, len(vectors.numbers)))
            pairs.append(chunk[found >= ALIKE])
            likeness.append(found[found >= ALIKE])
    every, places = np.unique(np.concatenate(pairs), return_index=True)
    later, earlier = np.divmod(every, max(len(vectors.numbers), 1))
    undated = vectors.numbers[vectors.days == NO_DATE]
    return Alike(vectors.numbers[later], vectors.numbers[earlier], np.concatenate(likeness)[places], undated)


def stars(pairs: Alike) -> dict[int, int]:
    """Return the number of the article in the middle of its story, for each article that is in one with others.

    Middles are chosen by how much others are like them, the most first, among those that no middle is like yet. Each
    other article joins the middle that it is most like. An article without a date is no middle of dated ones, so that
    it does not join last year's event to this year's.
    """
    numbers, ends = np.unique(np.concatenate([pairs.one, pairs.other]), return_inverse=True)
    if not len(numbers):
        return {}
    undated = np.isin(numbers, pairs.undated)
    one, other = np.split(ends, 2)
    graph = _followers(one, other, pairs.likeness, undated)
    middles, covered = np.zeros(len(numbers), bool), np.zeros(len(numbers), bool)
    for place in np.lexsort((numbers, -graph.sum(axis=1), undated)):
        if not covered[place]:
            middles[place] = covered[place] = True
            covered[graph.indices[graph.indptr[place] : graph.indptr[place + 1]]] = True
    nearest = np.flatnonzero(middles)[graph[middles].argmax(axis=0)]
    nearest[middles] = np.flatnonzero(middles)
    return dict(zip(numbers.tolist(), numbers[nearest].tolist(), strict=True))


def _followers(one: Numbers, other: Numbers, likeness: NDArray[np.float64], undated: NDArray[np.bool_]) -> csr_array:
    """Return, in a row for each possible middle, how alike those are that may join it."""
    middle, follower = np.r_[one, other], np.r_[other, one]
    allowed = undated[follower] | ~undated[middle]
    cells = (np.r_[likeness, likeness][allowed], (middle[allowed], follower[allowed]))
    graph = csr_array(cells, shape=(len(undated), len(undated)))
    graph.sort_indices()
    return graph


def _candidates(vectors: Vectors, part: int) -> Numbers:
    """Return the pairs that have a key in common, and lie within the window if the dates of both are known."""
    keys, rows = vectors.keys(part)
    found = [np.empty(0, np.int64)]
    for later, earlier in neighbours(keys, [vectors.days[rows], vectors.numbers[rows]], COMPARED_BEFORE):
        one, other = rows[later], rows[earlier]
        near = _days_between(vectors, one, other) <= WINDOW
        found.append(one[near] * len(vectors.numbers) + other[near])
    return np.unique(np.concatenate(found))


def _likeness(vectors: Vectors, one: Numbers, other: Numbers) -> NDArray[np.float64]:
    return vectors.cosines(one, other) - LESS_A_DAY * _days_between(vectors, one, other)


def _days_between(vectors: Vectors, one: Numbers, other: Numbers) -> Numbers:
    first, second = vectors.days[one].astype(np.int64), vectors.days[other].astype(np.int64)
    return np.where((first == NO_DATE) | (second == NO_DATE), WINDOW, np.abs(first - second))
