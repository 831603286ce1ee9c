"""Charts of a result; each stands beside a table with the same numbers, and is described in words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analysis.explore import By, Distribution, Distributions, Estimate, Line, OverTime
from views.parts.charts import FRAME_HEIGHT, LABEL_WIDTH, LEGEND, MARGIN, ROW_HEIGHT, escape
from views.parts.corpus_explore_choices import group_name, interval_text, mean_text
from views.parts.numbers import number
from views.parts.plain import shorten

# px
PANEL, BETWEEN, HISTOGRAM = 130, 44, 260
ENDS = {"l": 10, "r": 10, "t": 30, "b": 50}


def box_figure(found: Distributions, by: By, *, title: str) -> go.Figure:
    """Return a row a group: a box from lower to upper quartile with the median, and the mean with its interval."""
    groups = [group for group in found.groups if group.median is not None]
    names = [escape(shorten(group_name(group.group, by), width=LABEL_WIDTH)) for group in groups]
    places = list(range(len(groups)))
    figure = go.Figure()
    figure.add_box(
        y=places,
        q1=[group.lower_quartile for group in groups],
        median=[group.median for group in groups],
        q3=[group.upper_quartile for group in groups],
        lowerfence=[group.lowest for group in groups],
        upperfence=[group.highest for group in groups],
        orientation="h",
        name="Quartiles, median, lowest and highest",
        hoverinfo="skip",
        line={"width": 1.5},
        width=0.5,
    )
    means = [group.mean for group in groups]
    figure.add_scatter(
        x=[mean.mean for mean in means],
        y=places,
        mode="markers",
        name="Mean with 95 % interval",
        marker={"symbol": "diamond", "size": 10},
        error_x=_errors(means),
        text=[_told(mean) for mean in means],
        hovertemplate="%{text}<extra></extra>",
    )
    figure.update_layout(
        height=FRAME_HEIGHT + 30 + ROW_HEIGHT * len(groups),
        margin=MARGIN,
        legend=LEGEND,
        dragmode=False,
        xaxis={"title": escape(title), "fixedrange": True, "zeroline": True},
        yaxis={
            "tickvals": places,
            "ticktext": names,
            "autorange": "reversed",
            "fixedrange": True,
            "automargin": True,
        },
    )
    return figure


def histogram_figure(bins: Sequence[int], edges: Sequence[float], *, title: str) -> go.Figure:
    """Return how many articles lie in each bin."""
    middles = [(low + high) / 2 for low, high in pairwise(edges)]
    widths = [high - low for low, high in pairwise(edges)]
    figure = go.Figure()
    figure.add_bar(
        x=middles,
        y=list(bins),
        width=widths,
        marker={"line": {"width": 1}},
        text=bin_names(edges),
        textposition="none",
        hovertemplate="%{text}: %{y:,} articles<extra></extra>",
    )
    figure.update_layout(
        height=HISTOGRAM,
        margin=ENDS,
        dragmode=False,
        showlegend=False,
        xaxis={"title": escape(title), "fixedrange": True},
        yaxis={"title": "Articles", "fixedrange": True},
    )
    return figure


def bin_names(edges: Sequence[float]) -> list[str]:
    """Return what each bin of a histogram holds, in words; the outermost have no end."""
    names = [f"{number(low)} to {number(high)}" for low, high in pairwise(edges)]
    return [f"up to {number(edges[1])}", *names[1:-1], f"{number(edges[-2])} and more"]


def time_figure(found: OverTime, by: By, *, title: str) -> go.Figure:
    """Return a panel a group, all on one scale: means with their intervals; hollow where there are too few articles."""
    count = len(found.lines)
    whole = PANEL * count + BETWEEN * (count - 1)
    figure = make_subplots(
        rows=count,
        shared_xaxes=True,
        vertical_spacing=BETWEEN / whole if count > 1 else 0,
        subplot_titles=[escape(shorten(group_name(line.group, by), width=60)) for line in found.lines],
    )
    for row, line in enumerate(found.lines, 1):
        figure.add_scatter(**_points(line), row=row, col=1)
    values = [
        value for line in found.lines for _, point in line.points for value in (point.mean, point.low, point.high)
    ]
    ends = [value for value in values if value is not None]
    room = 0.06 * (max(ends) - min(ends)) or 0.5
    figure.update_yaxes(range=[min(ends) - room, max(ends) + room], fixedrange=True, zeroline=True)
    figure.update_xaxes(fixedrange=True, type="date")
    figure.update_layout(
        height=whole + ENDS["t"] + ENDS["b"], margin=ENDS, showlegend=False, dragmode=False, hovermode="closest"
    )
    figure.update_xaxes(title=escape(title), row=count, col=1)
    return figure


def _points(line: Line) -> dict[str, Any]:
    points = [(start, point) for start, point in line.points if point.mean is not None]
    means = [point for _, point in points]
    return {
        "x": [start for start, _ in points],
        "y": [point.mean for point in means],
        "mode": "lines+markers",
        "line": {"width": 1.5},
        "marker": {"size": 7, "symbol": ["circle" if point.low is not None else "circle-open" for point in means]},
        "error_y": _errors(means),
        "text": [f"{start.isoformat()}: {_told(point)}" for start, point in points],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _errors(means: Sequence[Estimate]) -> dict[str, Any]:
    return {
        "type": "data",
        "symmetric": False,
        "array": [_beyond(mean.high, mean.mean) for mean in means],
        "arrayminus": [_beyond(mean.mean, mean.low) for mean in means],
        "thickness": 1.2,
        "width": 3,
    }


def _beyond(high: float | None, low: float | None) -> float:
    return high - low if high is not None and low is not None else 0.0


def _told(mean: Estimate) -> str:
    if mean.mean is None:
        return mean.note
    interval = f", 95 % interval {interval_text(mean)}" if mean.low is not None else ""
    return f"mean {mean_text(mean.mean)}{interval}, n = {mean.n:,}"


def largest_and_smallest(groups: Sequence[Distribution], by: By) -> str:
    """Return, for those who do not see a chart, which group has the highest and which the lowest median."""
    known = [group for group in groups if group.median is not None]
    if not known:
        return "There are no values."
    high = max(known, key=lambda group: group.median or 0.0)
    low = min(known, key=lambda group: group.median or 0.0)
    return (
        f"Highest median: {group_name(high.group, by)}, {number(high.median or 0.0)}. "
        f"Lowest: {group_name(low.group, by)}, {number(low.median or 0.0)}."
    )
