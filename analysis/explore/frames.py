"""Frames across outlets: how large a share of an article's sentences evokes each."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.explore.choice import By, Filter
from analysis.explore.corpus import Corpus, FrameColumn
from analysis.explore.estimates import Estimate, estimate, moments
from analysis.quotations import Voice

# Groups that fit beside each other, and can be told apart by their marks in one chart.
MOST_GROUPS = 4


@dataclass(frozen=True, slots=True)
class FrameRow:
    """A frame in several groups of articles: the share of sentences that evoke it, in %, mean over articles."""

    frame: FrameColumn
    shares: tuple[Estimate, ...]


@dataclass(frozen=True, slots=True)
class FramesAcross:
    """Frames by group.

    Attributes:
        groups: outlets or sections with most articles; None for articles that name none, and for the whole.
        left_out: how many more groups there are.
        rows: a row a frame, with an estimate a group; the frame with the largest share first.
    """

    groups: tuple[str | None, ...]
    left_out: int
    rows: tuple[FrameRow, ...]


def frames_across(corpus: Corpus, chosen: Filter, voice: Voice, by: By) -> FramesAcross:
    """Return how large a share of the sentences in one voice evokes each frame, by group of articles."""
    sql, values = chosen.condition()
    columns = "".join(f", {moments(f'{voice}_{frame.number}')}" for frame in corpus.frames)
    rows = corpus.rows(
        f"SELECT {by.column} AS grouped, count(*) AS n{columns} FROM articles WHERE {sql} "  # noqa: S608
        "GROUP BY grouped ORDER BY n DESC, grouped",
        values,
    )
    shown = rows[:MOST_GROUPS]
    made = [
        FrameRow(frame, tuple(estimate(*row[place : place + 3]) for row in shown))
        for place, frame in zip(range(2, 2 + 3 * len(corpus.frames), 3), corpus.frames, strict=True)
    ]
    groups = tuple(row[0] for row in shown)
    return FramesAcross(groups, len(rows) - len(groups), tuple(sorted(made, key=_largest_share)))


def _largest_share(row: FrameRow) -> float:
    return -max((share.mean for share in row.shares if share.mean is not None), default=0.0)
