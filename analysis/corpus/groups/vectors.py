"""What articles are about, weighted by how rare it is in the corpus: on disk, for any number of articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import combinations
from pathlib import Path

import numpy as np
import pyarrow as arrow
from numpy.typing import NDArray
from scipy.sparse import csr_array

from analysis.corpus.groups.neighbours import Numbers
from analysis.corpus.terms import TERM_NUMBERS, article_share

# English counts as so many articles when it is reckoned how rare a term is, so that it decides in a small corpus only.
# With ten times as many, the articles of one month on one topic look too much alike.
ENGLISH_ARTICLES = 100
# The heaviest terms of an article, alone and two by two, are the keys that it is found by.
KEY_TERMS = 8
# Files that the keys are written to: one of them is sorted at a time.
PARTS = 32
NO_DATE = np.iinfo(np.int32).min
NO_TERM = -1

Batches = Callable[[], Iterable[arrow.RecordBatch]]


class Vectors:
    """Terms, weights and keys of articles.

    Attributes:
        numbers: of the articles; an article's place here is its row.
        days: when each was published, in days since 1970; :data:`NO_DATE` if that is not known.
    """

    def __init__(self, batches: Batches, folder: Path) -> None:
        """Write them.

        Args:
            batches: begins to read the articles, which is done twice. Columns ``article``, ``date``, ``terms``,
                ``counts`` and ``zipfs``.
            folder: an empty one, for the files.
        """
        self._folder = folder
        self._articles_with = np.zeros(TERM_NUMBERS, np.int32)
        articles = 0
        for batch in batches():
            np.add.at(self._articles_with, batch["terms"].flatten().to_numpy(), 1)
            articles += len(batch)
        self._articles = articles
        numbers, days, lengths = [np.empty(0, np.int64)], [np.empty(0, np.int32)], [np.zeros(1, np.int64)]
        for batch in batches():
            self._append(batch, sum(map(len, numbers)))
            numbers.append(batch["article"].to_numpy())
            days.append(batch["date"].cast(arrow.int32()).fill_null(NO_DATE).to_numpy())
            lengths.append(batch["terms"].value_lengths().to_numpy())
        self.numbers: Numbers = np.concatenate(numbers)
        self.days = np.concatenate(days)
        self._begins: Numbers = np.cumsum(np.concatenate(lengths), dtype=np.int64)

    def keys(self, part: int) -> tuple[Numbers, Numbers]:
        """Return the keys of one part, and the row of the article that has each."""
        place = self._folder / f"keys-{part}"
        keys = np.fromfile(place, np.int64).reshape(-1, 2) if place.exists() else np.empty((0, 2), np.int64)
        return keys[:, 0], keys[:, 1]

    def cosines(self, one: Numbers, other: Numbers) -> NDArray[np.float64]:
        """Return the cosine of the weighted terms of each of some rows and each of as many others, 0 to 1."""
        products = self._vectors(one).multiply(self._vectors(other))
        return np.asarray(products.sum(axis=1), np.float64)

    def _vectors(self, rows: Numbers) -> csr_array:
        lengths = self._begins[rows + 1] - self._begins[rows]
        begins = np.r_[0, np.cumsum(lengths)]
        places = np.arange(begins[-1]) + np.repeat(self._begins[rows] - begins[:-1], lengths)
        terms = np.memmap(self._folder / "terms", np.int32, "r")[places]
        weights = np.memmap(self._folder / "weights", np.float32, "r")[places]
        return csr_array((weights, terms, begins.astype(np.int32)), shape=(len(rows), TERM_NUMBERS))

    def _append(self, batch: arrow.RecordBatch, first_row: int) -> None:
        lengths = batch["terms"].value_lengths().to_numpy()
        rows = np.repeat(np.arange(len(batch)), lengths)
        terms, counts, zipfs = (batch[name].flatten().to_numpy() for name in ("terms", "counts", "zipfs"))
        weights = self._weights(terms, counts, zipfs)
        norms = np.sqrt(np.bincount(rows, weights**2, len(batch)))
        with (self._folder / "terms").open("ab") as file:
            terms.astype(np.int32).tofile(file)
        with (self._folder / "weights").open("ab") as file:
            (weights / np.maximum(norms, np.finfo(float).tiny)[rows]).astype(np.float32).tofile(file)
        heaviest = np.lexsort((terms, -weights, rows))
        rank = np.arange(len(rows)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        heaviest, rank = heaviest[rank < KEY_TERMS], rank[rank < KEY_TERMS]
        grid = np.full((len(batch), KEY_TERMS), NO_TERM, np.int64)
        grid[rows[heaviest], rank] = np.where(weights[heaviest] > 0, terms[heaviest], NO_TERM)
        self._append_keys(grid, first_row)

    def _weights(
        self, terms: NDArray[np.int32], counts: NDArray[np.uint8], zipfs: NDArray[np.uint8]
    ) -> NDArray[np.float64]:
        """Return the root of how often terms occur times the logarithm of how rare they are (tf-idf)."""
        english = np.array([article_share(tenths) for tenths in range(256)])
        expected = self._articles_with[terms] + ENGLISH_ARTICLES * english[zipfs]
        return np.asarray(np.sqrt(counts) * -np.log(np.minimum(1, expected / (self._articles + ENGLISH_ARTICLES))))

    def _append_keys(self, grid: Numbers, first_row: int) -> None:
        """Write the keys of articles, given the heaviest terms of each: one in each column, and every two columns."""
        two = [np.sort(grid[:, [left, right]]) for left, right in combinations(range(KEY_TERMS), 2)]
        pairs = [
            np.where(lower == NO_TERM, NO_TERM, (lower + 1) * TERM_NUMBERS + upper)
            for lower, upper in (p.T for p in two)
        ]
        keys = np.column_stack([grid, *pairs])
        rows, columns = np.nonzero(keys != NO_TERM)
        found = np.column_stack([keys[rows, columns], rows + first_row])
        parts = found[:, 0] % PARTS
        for part in range(PARTS):
            with (self._folder / f"keys-{part}").open("ab") as file:
                found[parts == part].tofile(file)
