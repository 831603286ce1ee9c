"""One measure on a table, for researchers who compare it with their own labels.

The functions work on any iterable of dicts; :mod:`analysis.scoring.commands` feeds them from files.
"""

from analysis.scoring.measures import (
    Rows,
    Scored,
    score_frames,
    score_headlines,
    score_readability,
    score_sentences,
    score_targets,
)
from analysis.scoring.rows import Identity, Row, RowError

__all__ = [
    "Identity",
    "Row",
    "RowError",
    "Rows",
    "Scored",
    "score_frames",
    "score_headlines",
    "score_readability",
    "score_sentences",
    "score_targets",
]
