"""Charts; each stands beside a table with the same numbers, and is described in words."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import plotly.graph_objects as go
import streamlit as st

from analysis.results import Table
from views.parts.plain import shorten
from views.parts.scores import ScoreRow

SYMBOLS = ("circle", "square", "diamond", "triangle-up")
ROW_HEIGHT = 34  # px a row, enough for four marks beside each other
FRAME_HEIGHT = 110  # px for axis, legend and margins
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
            hovertemplate=f"%{{x:.1f}} {escape(unit)}<extra>{escape(column)}</extra>",
        )
    names = [escape(shorten(row.label, width=34)) for row in rows]
    figure.update_layout(
        height=FRAME_HEIGHT + ROW_HEIGHT * len(rows),
        margin={"l": 10, "r": 10, "t": 40, "b": 40},
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        xaxis={"title": escape(unit), "zeroline": True, "fixedrange": True},
        yaxis={
            "tickvals": list(range(len(rows))),
            "ticktext": names,
            "autorange": "reversed",
            "fixedrange": True,
            "automargin": True,
        },
        dragmode=False,
        showlegend=True,
    )
    return figure


def show_intervals(rows: Sequence[ScoreRow], columns: Sequence[str], *, unit: str, alt: str, key: str) -> None:
    """Draw the dot plot of score rows; their table holds the same numbers."""
    st.plotly_chart(interval_figure(rows, columns, unit=unit), config=CONFIG, alt=alt, key=key)


def show_distinctive_words(table: Table) -> None:
    """Draw how typical each word is of its article, from the rows (article, word, z, …) of the table."""
    figure = go.Figure()
    articles = dict.fromkeys(str(row.cells[0]) for row in table.rows)
    for article in articles:
        rows = [row for row in table.rows if row.cells[0] == article]
        figure.add_bar(
            x=[row.cells[2] for row in rows],
            y=[escape(shorten(str(row.cells[1]), width=34)) for row in rows],
            orientation="h",
            name=escape(article),
            hovertemplate="%{y}: z = %{x:.1f}<extra></extra>",
        )
    figure.update_layout(
        height=FRAME_HEIGHT + 26 * len(table.rows),
        margin={"l": 10, "r": 10, "t": 40, "b": 40},
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        xaxis={"title": "z, higher = more typical of the article", "fixedrange": True},
        yaxis={"autorange": "reversed", "fixedrange": True, "automargin": True},
        dragmode=False,
        showlegend=True,
    )
    words = "; ".join(
        f"{article}: {', '.join(str(row.cells[1]) for row in table.rows if row.cells[0] == article)}"
        for article in articles
    )
    st.plotly_chart(figure, config=CONFIG, alt=f"Distinctive words by article. {words}.", key="distinctive-words-chart")
