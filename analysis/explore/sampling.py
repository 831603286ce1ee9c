"""In which order files are read where reading all of them would take too long: by chance, and always the same."""

from __future__ import annotations

import random
from dataclasses import dataclass

from analysis.explore.choice import Filter
from analysis.explore.corpus import Corpus

# Any fixed number: two looks at one result have to give the same.
SEED = 20_261


@dataclass(frozen=True, slots=True)
class Portion:
    """What one file holds of the articles that count: its part, how many, and their words."""

    part: int
    articles: int
    words: int


def shuffled(corpus: Corpus, chosen: Filter) -> list[Portion]:
    """Return the files that hold articles that a filter lets through, in a random order that is always the same."""
    sql, values = chosen.condition()
    rows = corpus.rows(
        f"SELECT part, count(*), CAST(sum(coalesce(words_own, 0) + coalesce(words_quoted, 0)) AS BIGINT) "  # noqa: S608
        f"FROM articles WHERE {sql} GROUP BY part ORDER BY part",
        values,
    )
    portions = [Portion(*row) for row in rows]
    random.Random(SEED).shuffle(portions)  # noqa: S311 - a sample, not a secret
    return portions
