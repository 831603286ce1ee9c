"""How a score changes over time."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analysis.explore import By, Filter, OverTime, Step, over_time
from analysis.explore.estimates import FEWEST_ARTICLES, METHOD
from analysis.results import Cell, Row, Table
from analysis.spreadsheet import csv_text
from views.parts.charts import CONFIG
from views.parts.corpus_explore_charts import time_figure
from views.parts.corpus_explore_choices import (
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
from views.parts.download import offer_csv
from views.parts.plain import counted
from views.parts.tables import table_html

STEPS = {"By the span": None, "Day": Step.DAY, "Week": Step.WEEK, "Month": Step.MONTH}
# Rows of the table on the page; the download has them all.
MOST_ROWS = 200


def show_over_time(asked: Asked, chosen: Filter) -> None:
    """Draw a panel a group, and the same numbers as a table."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        score = choose_score(asked)
        by = choose_by(key="corpus-time-by")
        step = st.selectbox("Periods", list(STEPS), key="corpus-step", bind="query-params", width=140)
    if score.direction:
        st.text(f"{score.direction.capitalize()}.")
    found = asked(over_time, chosen, score, by, STEPS[step or "By the span"])
    n_points = sum(point.mean is not None for line in found.lines for _, point in line.points)
    if not n_points:
        st.info("None of these articles has both a date and a value of this score.")
        return
    alt = f"{label_of(score)} by {found.step}, {counted(len(found.lines), 'panel')}. The table below has the numbers."
    figure = time_figure(found, by, title=f"{score.label}{unit_of(score)}, mean by {found.step}")
    st.plotly_chart(figure, config=CONFIG, alt=alt, key="corpus-time")
    notes = [
        f"A hollow mark rests on fewer than {FEWEST_ARTICLES} articles, or on articles that are all alike, and has no "
        "interval.",
        left_out_text(found.left_out),
        f"{counted(found.without_date, 'article')} without a date left out." if found.without_date else "",
        METHOD,
    ]
    show_notes(*notes)
    rows = _rows(found, by)
    with st.expander("The same numbers as a table"):
        columns = ("Group", f"{found.step.capitalize()} from", "n", "Mean", "95 % interval")
        st.html(
            table_html(Table("time", "Over time", "", columns, tuple(map(Row, rows[:MOST_ROWS]))), [], evidence=False)
        )
        if len(rows) > MOST_ROWS:
            show_notes(f"The first {MOST_ROWS} of {len(rows):,} rows; the download has them all.")
    offer_csv(partial(_csv, found, by), name="corpus-over-time")


def _rows(found: OverTime, by: By) -> list[tuple[Cell, ...]]:
    return [
        (group_name(line.group, by), start.isoformat(), point.n, mean_text(point.mean), interval_text(point))
        for line in found.lines
        for start, point in line.points
    ]


def _csv(found: OverTime, by: By) -> str:
    rows = [
        (group_name(line.group, by), start.isoformat(), point.n, point.mean, point.low, point.high, point.note)
        for line in found.lines
        for start, point in line.points
    ]
    return csv_text((by.value, f"{found.step} from", "n", "mean", "low", "high", "note"), rows)
