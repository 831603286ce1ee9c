"""How a score is distributed, over all and by outlet or section."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analysis.explore import By, Distribution, Distributions, Filter, distributions
from analysis.explore.estimates import METHOD
from analysis.results import Cell, Row, Table
from analysis.spreadsheet import csv_text
from views.parts.charts import CONFIG
from views.parts.corpus_explore_charts import bin_names, box_figure, histogram_figure, largest_and_smallest
from views.parts.corpus_explore_choices import (
    by_text,
    choose_by,
    choose_score,
    group_name,
    interval_text,
    label_of,
    left_out_text,
    mean_text,
    show_notes,
    unit_of,
)
from views.parts.corpus_explore_data import Asked
from views.parts.download import offer_csv, table_csv
from views.parts.numbers import number
from views.parts.tables import table_html

HEADS = (
    "n",
    "no value",
    "mean",
    "low",
    "high",
    "note",
    "lowest",
    "lower quartile",
    "median",
    "upper quartile",
    "highest",
)


def show_distributions(asked: Asked, chosen: Filter) -> None:
    """Draw boxes and means by group, and the histogram of all articles that pass the filter."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        score = choose_score(asked)
        by = choose_by(key="corpus-by")
    if score.direction:
        st.text(f"{score.direction.capitalize()}.")
    found, title = asked(distributions, chosen, score, by), f"{score.label}{unit_of(score)}"
    if not any(group.mean.n for group in found.groups):
        st.info("None of these articles has a value of this score.")
        return
    alt = f"{label_of(score)}, {by_text(by)}. {largest_and_smallest(found.groups, by)}"
    st.plotly_chart(box_figure(found, by, title=title), config=CONFIG, alt=alt, key="corpus-boxes")
    st.html(table_html(_table(found, by, title), [], evidence=False))
    offer_csv(partial(_csv, found, by), name="corpus-distributions")
    show_notes(left_out_text(found.left_out), METHOD)
    _show_histogram(found, title)


def _table(found: Distributions, by: By, title: str) -> Table:
    columns = (by.capitalize() if by is not By.WHOLE else "Articles", "n", "Mean", "95 % interval", "Median")
    rows = tuple(Row(_cells(group, by)) for group in found.groups)
    return Table("distributions", title, "", (*columns, "Middle half", "Lowest to highest", "No value"), rows)


def _cells(group: Distribution, by: By) -> tuple[Cell, ...]:
    return (
        group_name(group.group, by),
        group.mean.n,
        mean_text(group.mean.mean),
        interval_text(group.mean),
        group.median,
        _range(group.lower_quartile, group.upper_quartile),
        _range(group.lowest, group.highest),
        group.missing,
    )


def _range(low: float | None, high: float | None) -> str | None:
    return None if low is None or high is None else f"{number(low)} to {number(high)}"


def _csv(found: Distributions, by: By) -> str:
    rows = [
        (
            group_name(group.group, by),
            group.mean.n,
            group.missing,
            group.mean.mean,
            group.mean.low,
            group.mean.high,
            group.mean.note,
            group.lowest,
            group.lower_quartile,
            group.median,
            group.upper_quartile,
            group.highest,
        )
        for group in found.groups
    ]
    return csv_text((by.value, *HEADS), rows)


def _show_histogram(found: Distributions, title: str) -> None:
    names = bin_names(found.edges)
    rows = tuple(Row(cells) for cells in zip(names, found.bins, strict=True))
    table = Table("histogram", "All articles that pass the filter", "", (title, "Articles"), rows)
    st.subheader("All articles that pass the filter", anchor=False)
    fullest = max(range(len(names)), key=found.bins.__getitem__)
    alt = f"Histogram of {sum(found.bins):,} values; most lie at {names[fullest]}. The table below has the numbers."
    figure = histogram_figure(found.bins, found.edges, title=title)
    st.plotly_chart(figure, config=CONFIG, alt=alt, key="corpus-histogram")
    with st.expander("The same numbers as a table"):
        st.html(table_html(table, [], evidence=False))
    offer_csv(partial(table_csv, table), name="corpus-histogram")
