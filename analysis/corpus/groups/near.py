"""Near-duplicates: which texts share most of their runs of words, found without comparing each with each.

Signatures are cut into bands, and only articles that agree in a whole band are compared (locality-sensitive hashing;
Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3). datasketch, which makes the signatures, has such
an index, too: a dictionary of Python objects in memory, some kilobytes an article. Here a band is a column of numbers
on disk that is sorted once: some hundred bytes an article.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as arrow
from numpy.typing import NDArray

from analysis.corpus.duplicates import PLACES
from analysis.corpus.groups.neighbours import Numbers, neighbours

# 42 bands of 3 places find 94 in 100 pairs of similarity 0.4, 99.6 of 0.5 and all but one in a million of 0.7; of texts
# that share a thousandth of their runs, 4 in 100 million are compared in vain.
BANDS, PLACES_A_BAND = 42, 3
# Within a band, an article is compared with the first that agrees and with so many before it. A text that a thousand
# outlets reprint then costs nine thousand comparisons, not half a million; and there are 41 more bands.
COMPARED_BEFORE = 8
# Of near-duplicates, one shares this much of its runs with the other: a paragraph in five may be new, or some words in
# each. And it is the other cut to no less than about half, as wire copy is: so alike are they as a whole (Jaccard).
CONTAINED, SIMILAR = 0.8, 0.35
# And they share a paragraph's worth of runs. Below that lie standing notices with new numbers.
FEWEST_SHARED = 50
# Pairs compared at once: 2 x 512 bytes each.
CHUNK = 100_000


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of near-duplicates, in ascending order.

    Attributes:
        later: number of the article with the higher number.
        earlier: number of the other.
        similarity: estimated Jaccard similarity of their runs, 0 to 1.
    """

    later: Numbers
    earlier: Numbers
    similarity: NDArray[np.float64]


class Signatures:
    """Signatures on disk: a row an article, and a file a band."""

    def __init__(self, batches: Iterable[arrow.RecordBatch], folder: Path) -> None:
        """Write them.

        Args:
            batches: with the columns ``article``, ``runs`` and ``minhash``, in any order of rows.
            folder: an empty one, for the files.
        """
        self._folder = folder
        numbers, runs = [np.empty(0, np.int64)], [np.empty(0, np.int32)]
        for batch in batches:
            numbers.append(batch["article"].to_numpy())
            runs.append(batch["runs"].to_numpy())
            self._append(np.frombuffer(b"".join(batch["minhash"].to_pylist()), "<u4").reshape(-1, PLACES))
        self.numbers: Numbers = np.concatenate(numbers)
        self.runs = np.concatenate(runs)

    def _append(self, signatures: NDArray[np.uint32]) -> None:
        with (self._folder / "rows").open("ab") as rows:
            signatures.tofile(rows)
        for band in range(BANDS):
            with (self._folder / f"band-{band}").open("ab") as file:
                _mixed(signatures[:, band * PLACES_A_BAND : (band + 1) * PLACES_A_BAND]).tofile(file)

    def band(self, band: int) -> NDArray[np.uint64]:
        """Return the hash of each article's places in a band."""
        return np.fromfile(self._folder / f"band-{band}", np.uint64)

    def similarities(self, pairs: Numbers) -> NDArray[np.float64]:
        """Return the estimated similarity of pairs (row x articles + row), 0 for those that are no near-duplicates."""
        found = np.zeros(len(pairs))
        if len(pairs):
            rows = np.memmap(self._folder / "rows", "<u4", "r", shape=(len(self.numbers), PLACES))
            for begin in range(0, len(pairs), CHUNK):
                one, other = np.divmod(pairs[begin : begin + CHUNK], len(rows))
                similarity = (rows[one] == rows[other]).mean(axis=1)
                near = are_near(similarity, self.runs[one], self.runs[other])
                found[begin : begin + CHUNK] = np.where(near, similarity, 0)
        return found


def near_pairs(signatures: Signatures) -> Pairs:
    """Return the pairs of articles that are near-duplicates, as far as they were compared."""
    # A pair is one number: the row of the later article times their number, and the row of the earlier one.
    found, articles = np.empty(0, np.int64), len(signatures.numbers)
    for band in range(BANDS if articles > 1 else 0):
        candidates = _candidates(signatures.band(band), signatures.numbers)
        candidates = np.setdiff1d(candidates, found, assume_unique=True)
        found = np.union1d(found, candidates[signatures.similarities(candidates) > 0])
    later, earlier = (signatures.numbers[rows] for rows in np.divmod(found, max(articles, 1)))
    order = np.lexsort((earlier, later))
    return Pairs(later[order], earlier[order], signatures.similarities(found)[order])


def heads(pairs: Pairs) -> dict[int, tuple[int, float]]:
    """Return, for each article that has one, the number of the article it is a near-duplicate of, and the similarity.

    Each joins the first that it is like and that joined no other. So everything in a group is like its head, and a
    chain of small changes does not join texts that have little in common.
    """
    joined: dict[int, tuple[int, float]] = {}
    triples = zip(pairs.later.tolist(), pairs.earlier.tolist(), pairs.similarity.tolist(), strict=True)
    for later, earlier, similarity in triples:
        if later not in joined and earlier not in joined:
            joined[later] = (earlier, similarity)
    return joined


def _mixed(places: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """Return one number for the numbers of each row, which other numbers hardly give (multiplicative hashing)."""
    mixed = np.zeros(len(places), np.uint64)
    for place in places.T:
        mixed = (mixed ^ place) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(32)
    return mixed


def _candidates(hashes: NDArray[np.uint64], numbers: Numbers) -> Numbers:
    """Return pairs to compare: those of the same hash."""
    pairs = [later * len(hashes) + earlier for later, earlier in neighbours(hashes, [numbers], COMPARED_BEFORE)]
    return np.unique(np.concatenate(pairs))


def are_near(similarity: NDArray[np.float64], runs: NDArray[np.int32], other: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Return which pairs are near-duplicates, by their similarity and how many runs each has."""
    shared = similarity / (1 + similarity) * (runs.astype(np.float64) + other)
    contained = shared >= CONTAINED * np.minimum(runs, other)
    return np.asarray((similarity >= SIMILAR) & contained & (shared >= FEWEST_SHARED))
