"""Charts; each stands beside a table with the same numbers, and is described in words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape as html_escape
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from views.parts.numbers import value_of
from views.parts.plain import shorten
from views.parts.scores import ScoreRow

# Plotly reads labels as HTML of its own kind, which knows no ``&quot;``.
escape = partial(html_escape, quote=False)

SYMBOLS = ("circle", "square", "diamond", "triangle-up")
ROW_HEIGHT = 34  # px a row, enough for four marks beside each other
FRAME_HEIGHT = 110  # px for axis, legend and margins
LABEL_WIDTH = 34  # characters of a row's name
MARGIN = {"l": 10, "r": 10, "t": 40, "b": 40}
LEGEND = {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0}
# Ends of the axis, with room for a mark, of units that name their range; other axes end where the numbers do.
SCALES = {"−1 to 1": (-1.05, 1.05), "0 to 1": (-0.05, 1.05)}
CONFIG = {"displaylogo": False, "displayModeBar": False}


def interval_figure(rows: Sequence[ScoreRow], columns: Sequence[str], *, unit: str) -> go.Figure:
    """Return a dot plot: a line a row, a mark an article with its interval; shape tells the articles apart."""
    figure = go.Figure()
    for index, column in enumerate(columns):
        shift = (index - (len(columns) - 1) / 2) * 0.18
        points = [(place - shift, row.scores[index]) for place, row in enumerate(rows)]
        drawn = [(place, score, score.value) for place, score in points if score and score.value is not None]
        figure.add_scatter(
            x=[value for _, _, value in drawn],
            y=[place for place, _, _ in drawn],
            mode="markers",
            name=escape(column),
            marker={"symbol": SYMBOLS[index % len(SYMBOLS)], "size": 11},
            error_x={
                "type": "data",
                "symmetric": False,
                "array": [(score.high if score.high is not None else value) - value for _, score, value in drawn],
                "arrayminus": [value - (score.low if score.low is not None else value) for _, score, value in drawn],
                "thickness": 1.5,
            },
            text=[escape(value_of(score)) for _, score, _ in drawn],
            # No name stands in the template itself, which would fill in a name like "%{x}".
            hovertemplate="%{text}<extra>%{fullData.name}</extra>",
        )
    figure.update_layout(
        height=FRAME_HEIGHT + ROW_HEIGHT * len(rows),
        margin=MARGIN,
        legend=LEGEND,
        xaxis={"title": escape(unit), "zeroline": True, "fixedrange": True, "range": SCALES.get(unit)},
        yaxis=_rows_axis([row.label for row in rows]),
        dragmode=False,
        showlegend=True,
    )
    return figure


def show_intervals(rows: Sequence[ScoreRow], columns: Sequence[str], *, unit: str, alt: str, key: str) -> None:
    """Draw the dot plot of score rows; their table holds the same numbers."""
    st.plotly_chart(interval_figure(rows, columns, unit=unit), config=CONFIG, alt=alt, key=key)


def _rows_axis(labels: Sequence[str]) -> dict[str, Any]:
    """Return a vertical axis with a row for each label, the first on top."""
    return {
        "tickvals": list(range(len(labels))),
        "ticktext": [escape(shorten(label, width=LABEL_WIDTH)) for label in labels],
        "autorange": "reversed",
        "fixedrange": True,
        "automargin": True,
    }
