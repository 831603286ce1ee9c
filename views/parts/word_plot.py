"""Distinctive words as a plot, z by frequency, a panel an article, every word legible."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log10
from typing import Any

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analysis.results import Row, Table
from views.parts.charts import SYMBOLS, escape

# Labels keep clear of each other on a phone, whose plot is this many px wide; wider plots leave them more room.
NARROW_PLOT = 250
LETTER, LINE = 7.5, 16  # px: width of a label's letter, height of a label
TOUCHING = 1e-6  # px, by which rounding may bring labels nearer than a line's height
PANEL = 170  # px between the lowest and the highest z
BETWEEN = 60  # px between panels, for a title
EDGES = {"l": 10, "r": 70, "t": 40, "b": 50}  # px; a label at the right end may stand in the margin
ROOM = 16  # px above the highest mark and below the lowest label
LEAST_SPAN = 0.3  # of either axis, where all words are equally frequent or equally distinctive
MARK_SIZE = 10
FREQUENCIES = (1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 50, 100, 200, 500, 1000)
# A grey that is legible on the light and on the dark page.
GREY = "#7a828b"

# Left end, height and width of something in the plot, in px.
Box = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Scale:
    """Where the words of a table lie.

    Attributes:
        left: decimal logarithm of the lowest frequency.
        across: span of those logarithms.
        unit: px for a z of 1.
    """

    left: float
    across: float
    unit: float


def key_of(row: Row) -> tuple[str, str]:
    """Return article and word of a row of the table of distinctive words."""
    return str(row.cells[0]), str(row.cells[1])


def word_figure(table: Table) -> go.Figure:
    """Return z by frequency in all articles together, a panel an article; words of one height fan out downwards.

    Args:
        table: a row a word: article, word, z, times here, times elsewhere; at least one row.
    """
    by_article: dict[str, list[Row]] = {}
    for row in table.rows:
        by_article.setdefault(key_of(row)[0], []).append(row)
    scale = _scale(table.rows)
    heights = {article: _label_heights(rows, scale) for article, rows in by_article.items()}
    low = min(min(found) for found in heights.values()) - ROOM / scale.unit
    high = max(map(_z, table.rows)) + ROOM / scale.unit
    figure = _panels(list(by_article), height=(high - low) * scale.unit)
    figure.update_xaxes(range=[scale.left - 0.1 * scale.across, scale.left + 1.1 * scale.across])
    figure.update_yaxes(range=[low, high])
    # All marks before all else: the theme gives each trace its colour by its number.
    for number, rows in enumerate(by_article.values()):
        figure.add_scatter(**_marks(rows, SYMBOLS[number % len(SYMBOLS)]), row=number + 1, col=1)
    for number, (article, rows) in enumerate(by_article.items(), 1):
        figure.add_scatter(**_stems(rows, heights[article]), row=number, col=1)
        figure.add_scatter(**_labels(rows, heights[article]), row=number, col=1)
    return figure


def _panels(titles: Sequence[str], *, height: float) -> go.Figure:
    """Return a panel for each title, one below the other, each so many px high."""
    count = len(titles)
    whole = height * count + BETWEEN * (count - 1)
    figure = make_subplots(
        rows=count,
        shared_xaxes=True,
        vertical_spacing=BETWEEN / whole if count > 1 else 0,
        subplot_titles=[escape(title) for title in titles],
    )
    figure.update_layout(
        height=whole + EDGES["t"] + EDGES["b"],
        margin=EDGES,
        dragmode=False,
        showlegend=False,
        hovermode="closest",
        # A word is clicked anywhere on its letters, not only at their beginning.
        hoverdistance=80,
    )
    figure.update_xaxes(type="log", tickvals=FREQUENCIES, ticktext=list(map(str, FREQUENCIES)), fixedrange=True)
    figure.update_xaxes(title="Times used in all articles together", row=count, col=1)
    figure.update_yaxes(fixedrange=True, title="z", zeroline=False)
    return figure


def spread(labels: Iterable[Box], marks: Iterable[Box] = ()) -> list[float]:
    """Return heights at which no label covers another or a mark, each at its own or, if that is taken, below it.

    Args:
        labels: left end, height and width of each in px, upwards; earlier ones have the first choice.
        marks: what they must not cover.
    """
    taken = list(marks)
    heights = []
    for left, height, width in labels:
        beside = [top for start, top, span in taken if left < start + span and start < left + width]
        while blocking := [other for other in beside if abs(other - height) < LINE - TOUCHING]:
            height = min(blocking) - LINE
        taken.append((left, height, width))
        heights.append(height)
    return heights


def _z(row: Row) -> float:
    return float(row.cells[2] or 0)


def _times(row: Row) -> int:
    """Return how often all articles together use a word."""
    return int(row.cells[3] or 0) + int(row.cells[4] or 0)


def _scale(rows: Sequence[Row]) -> Scale:
    frequencies = [log10(_times(row)) for row in rows]
    heights = [_z(row) for row in rows]
    across = max(max(frequencies) - min(frequencies), LEAST_SPAN)
    return Scale(min(frequencies), across, PANEL / max(max(heights) - min(heights), LEAST_SPAN))


def _label_heights(rows: Sequence[Row], scale: Scale) -> list[float]:
    """Return the z at which each word of one article is written."""
    points = [(NARROW_PLOT * (log10(_times(row)) - scale.left) / scale.across, _z(row) * scale.unit) for row in rows]
    widths = [LETTER * len(key_of(row)[1]) for row in rows]
    marks = [(x - MARK_SIZE / 2, y, MARK_SIZE) for x, y in points]
    labels = [(x + MARK_SIZE / 2, y, width) for (x, y), width in zip(points, widths, strict=True)]
    return [height / scale.unit for height in spread(labels, marks)]


def _marks(rows: Sequence[Row], symbol: str) -> dict[str, Any]:
    return {
        "x": [_times(row) for row in rows],
        "y": [_z(row) for row in rows],
        "mode": "markers",
        "marker": {"symbol": symbol, "size": MARK_SIZE},
        "unselected": {"marker": {"opacity": 1}},
        **_told(rows),
    }


def _stems(rows: Sequence[Row], heights: Sequence[float]) -> dict[str, Any]:
    """Return lines from each mark to the words below it."""
    return {
        "x": [x for row in rows for x in (_times(row), _times(row), None)],
        "y": [y for row, height in zip(rows, heights, strict=True) for y in (_z(row), height, None)],
        "mode": "lines",
        "line": {"color": GREY, "width": 1},
        "hoverinfo": "skip",
    }


def _labels(rows: Sequence[Row], heights: Sequence[float]) -> dict[str, Any]:
    return {
        "x": [_times(row) for row in rows],
        "y": list(heights),
        "mode": "markers+text",
        # An invisible mark keeps the word clear of the visible one.
        "marker": {"size": MARK_SIZE, "opacity": 0},
        "unselected": {"marker": {"opacity": 0}},
        "textposition": "middle right",
        "textfont": {"size": 13},
        "cliponaxis": False,
        **_told(rows),
    }


def _told(rows: Sequence[Row]) -> dict[str, Any]:
    """Return what a point says when it is pointed at, and what it gives when it is clicked."""
    return {
        "text": [escape(key_of(row)[1]) for row in rows],
        "customdata": [key_of(row) for row in rows],
        "hovertext": [f"z = {_z(row):.1f}, {row.cells[3]} here, {row.cells[4]} elsewhere" for row in rows],
        "hovertemplate": "%{text}: %{hovertext}<extra></extra>",
    }
