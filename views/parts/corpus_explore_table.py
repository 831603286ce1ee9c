"""The articles of a result as a list: sorted, page by page, each one click from its text."""

from __future__ import annotations

import streamlit as st

from analysis.explore import MOST_DOWNLOADED, Filter, Listed, Page, ScoreColumn, all_rows, page_of
from analysis.results import Row, Table
from analysis.spreadsheet import csv_text
from views.parts.corpus_explore_choices import choose_score, day_text, show_notes, unit_of
from views.parts.corpus_explore_data import Asked
from views.parts.corpus_explore_open import offer_opening
from views.parts.download import offer_csv
from views.parts.numbers import number
from views.parts.tables import table_html

SCORE = "The score"
ORDERS = {
    SCORE: None,
    "Order of the input": "article",
    "Date": "date",
    "Outlet": "outlet",
    "Section": "section",
    "Headline": "headline",
    "Words": "words",
}
ALL_IN_DOWNLOAD = "The download holds all of these articles, with every score."
FIRST_IN_DOWNLOAD = (
    f"The download holds the first {MOST_DOWNLOADED:,} of these articles, with every score; the Parquet files of the "
    "result hold all."
)
FALLING, RISING = "Highest first", "Lowest first"


def show_table_of_articles(asked: Asked, chosen: Filter) -> None:
    """Draw a page of the articles, the ways to sort them, and what opens them."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        score = choose_score(asked)
        order = st.selectbox("Sort by", list(ORDERS), key="corpus-order", bind="query-params", width=200) or SCORE
        direction = st.segmented_control(
            "Direction", [FALLING, RISING], default=FALLING, required=True, key="corpus-direction", bind="query-params"
        )
    if score.direction:
        st.text(f"{score.direction.capitalize()}.")
    sort, falling = ORDERS[order] or score.name, direction != RISING
    place = st.empty()
    # Another list begins at its first page.
    key = f"corpus-page-{hash((chosen, sort, falling))}"
    page = asked(page_of, chosen, score, sort=sort, falling=falling, number=st.session_state.get(key, 1) - 1)
    place.html(table_html(_table(page, score), [], evidence=False))
    if page.pages > 1:
        st.pagination(page.pages, key=key)
    offer_csv(lambda: csv_text(*all_rows(asked.corpus, chosen)), name="corpus-articles")
    show_notes(ALL_IN_DOWNLOAD if page.total <= MOST_DOWNLOADED else FIRST_IN_DOWNLOAD)
    offer_opening(asked, page.rows, key="corpus-list", label="Open articles of this page")


def _table(page: Page, score: ScoreColumn) -> Table:
    columns = (
        "Headline",
        "Outlet",
        "Section",
        "Date",
        "Words",
        f"{score.label}{unit_of(score)}",
        "95 % interval",
        "Note",
    )
    return Table("articles", "Articles", "", columns, tuple(Row(_cells(row)) for row in page.rows))


def _cells(row: Listed) -> tuple[str | int | float | None, ...]:
    interval = None if row.low is None or row.high is None else f"{number(row.low)} to {number(row.high)}"
    copy = f"Copy of no. {row.copy_of}." if row.copy_of is not None else ""
    note = " ".join(part for part in (row.error, row.note, copy) if part)
    return (
        row.headline or "No headline",
        row.outlet,
        row.section,
        day_text(row.date),
        row.words,
        row.value,
        interval,
        note,
    )
