"""Distinctive words: a plot, a list to choose a word from, and the contexts of the chosen word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from analysis.article import Article
from analysis.results import Table
from views.parts.charts import CONFIG
from views.parts.contexts import contexts_html
from views.parts.word_plot import key_of, word_figure

CHART, CHOICE = "distinctive-words-chart", "distinctive-word"


@st.fragment
def show_distinctive_words(table: Table, *, articles: Sequence[Article], names: Sequence[str]) -> None:
    """Draw the plot, a list to choose a word from, and the contexts of the chosen word.

    Args:
        table: a row a word: article, word, z, times here, times elsewhere.
        articles: those compared.
        names: how to call each.
    """
    rows = {option(*key_of(row)): row for row in table.rows}
    if st.session_state.get(CHOICE) not in rows:
        st.session_state[CHOICE] = next(iter(rows))
    st.plotly_chart(
        word_figure(table),
        config=CONFIG,
        alt=in_words(table),
        key=CHART,
        on_select=_choose_clicked,
        selection_mode="points",
    )
    chosen = st.selectbox(
        "Show in context; you can also click a word in the plot",
        list(rows),
        key=CHOICE,
    )
    st.html(contexts_html(rows[chosen], articles, names))


def _choose_clicked() -> None:
    """Choose the word that was clicked in the plot."""
    clicked = clicked_word(st.session_state[CHART])
    if clicked:
        st.session_state[CHOICE] = clicked


def clicked_word(event: Mapping[str, Any]) -> str | None:
    """Return the option for the first point of a selection, None if nothing is selected."""
    points = event["selection"]["points"]
    return option(*points[0]["customdata"]) if points else None


def option(article: str, word: str) -> str:
    """Return a word as it stands in the list."""
    return f"{word} – {article}"


def in_words(table: Table) -> str:
    """Return what the plot shows, for those who do not see it."""
    words: dict[str, list[str]] = {}
    for row in table.rows:
        article, word = key_of(row)
        words.setdefault(article, []).append(word)
    return "Distinctive words by article. " + "; ".join(f"{name}: {', '.join(found)}" for name, found in words.items())
