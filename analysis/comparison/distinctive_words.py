"""Words that one telling uses more than the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from analysis.comparison.telling import Telling
from analysis.log_odds import log_odds
from analysis.results import Row, Table

# z from which a word is listed. Beyond chance means 1.96, which texts of a few hundred words seldom reach.
DISTINCTIVE = 1.0
DISTINCTIVE_PER_ARTICLE = 12
# A single use says nothing about a habit.
FEWEST_USES = 2


def distinctive_words(tellings: Mapping[int, Telling], names: Sequence[str]) -> Table:
    """List the words that set each article apart from the others.

    z: higher = more typical of this article; see :func:`analysis.log_odds.log_odds`.
    """
    occurrences = [telling.counted_words for telling in tellings.values()]
    vocabulary = sorted(set().union(*occurrences))
    if not vocabulary:
        return _distinctive_table(())
    counts = np.array([[len(found.get(word, ())) for word in vocabulary] for found in occurrences], dtype=float)
    rows = []
    for article, (number, z) in enumerate(zip(tellings, log_odds(counts), strict=True)):
        for index in np.argsort(-z, kind="stable")[:DISTINCTIVE_PER_ARTICLE]:
            spans = tuple(occurrences[article].get(vocabulary[index], ()))
            if z[index] < DISTINCTIVE or len(spans) < FEWEST_USES:
                continue
            elsewhere = int(counts[:, index].sum() - counts[article, index])
            cells = (names[number], vocabulary[index], float(z[index]), len(spans), elsewhere)
            rows.append(Row(cells, spans, (number,) * len(spans)))
    return _distinctive_table(tuple(rows))


def _distinctive_table(rows: tuple[Row, ...]) -> Table:
    return Table(
        "distinctive_words",
        "Distinctive words",
        "Words that one article uses more often than the others. z says how clearly: chance alone rarely gives 2 or "
        "more.",
        ("Article", "Word", "z", "Times here", "Times elsewhere"),
        rows,
    )
