"""Words that set two outlets or sections apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from analysis.explore import By, DistinctiveWords, Filter, Value, choices, distinctive_words
from analysis.explore.words import METHOD
from analysis.results import Row, Table
from views.parts.charts import CONFIG
from views.parts.corpus_explore_choices import show_notes
from views.parts.corpus_explore_data import Asked
from views.parts.corpus_explore_filter import UNNAMED
from views.parts.distinctive import in_words
from views.parts.download import offer_csv, table_csv
from views.parts.tables import table_html
from views.parts.word_plot import word_figure

# The term that is shown in its contexts.
TERM = "corpus-term"
CHART = "corpus-distinctive-chart"
KINDS = {"Outlets": By.OUTLET, "Sections": By.SECTION}
REST = "All others"
# Words of each group in the plot, which the table all has.
MOST_PLOTTED = 12


def show_distinctive(asked: Asked, chosen: Filter) -> None:
    """Draw two groups to choose, and the words that set them apart."""
    st.subheader("Words that set two groups apart", anchor=False)
    found = asked(choices)
    values = {By.OUTLET: _among(found.outlets, chosen.outlets), By.SECTION: _among(found.sections, chosen.sections)}
    kinds = {label: by for label, by in KINDS.items() if len(values[by]) > 1}
    if not kinds:
        st.text("There is only one outlet and one section, so there is nothing to set apart.")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kind = st.segmented_control(
            "Compare", list(kinds), default=next(iter(kinds)), required=True, key="corpus-groups"
        )
        by = kinds.get(kind or "", next(iter(kinds.values())))
        names = [value.name or UNNAMED for value in values[by]]
        first = _choose("One group", names, key=f"corpus-first-{by}")
        second = _choose("The other", [REST, *(name for name in names if name != first)], key=f"corpus-second-{by}")
    words = asked(distinctive_words, _group(chosen, by, first), _other(chosen, by, first, second))
    _show(words, (first, second))


def _among(values: Sequence[Value], chosen: Sequence[str | None]) -> list[Value]:
    return [value for value in values if not chosen or value.name in chosen]


def _choose(label: str, names: Sequence[str], *, key: str) -> str:
    if st.session_state.get(key, names[0]) not in names:
        del st.session_state[key]
    return st.selectbox(label, names, key=key, width=280) or names[0]


def _group(chosen: Filter, by: By, name: str) -> Filter:
    wanted = (None if name == UNNAMED else name,)
    return replace(chosen, outlets=wanted) if by is By.OUTLET else replace(chosen, sections=wanted)


def _other(chosen: Filter, by: By, first: str, second: str) -> Filter:
    if second != REST:
        return _group(chosen, by, second)
    unwanted = (None if first == UNNAMED else first,)
    return replace(chosen, except_outlets=unwanted) if by is By.OUTLET else replace(chosen, except_sections=unwanted)


def _show(found: DistinctiveWords, names: tuple[str, str]) -> None:
    counted = [
        f"{name}: {sample.counted:,} of {sample.articles:,}" for name, sample in zip(names, found.samples, strict=True)
    ]
    st.text(f"Articles counted: {'; '.join(counted)}.")
    if not any(found.words):
        st.info("No word sets these two groups apart clearly: they are too small, or too much alike.")
        return
    table = _table(found, names)
    plotted = Table(table.name, table.title, "", table.columns, _plotted(table.rows, names))
    st.plotly_chart(
        word_figure(plotted),
        config=CONFIG,
        alt=in_words(plotted),
        key=CHART,
        on_select=_look_up,
        selection_mode="points",
    )
    show_notes("Click a word to see it in its contexts, above.", METHOD)
    with st.expander("The same numbers as a table, with more words"):
        st.html(table_html(table, [], evidence=False))
    offer_csv(partial(table_csv, table), name="corpus-distinctive-words")


def _table(found: DistinctiveWords, names: tuple[str, str]) -> Table:
    rows = tuple(
        Row((name, word.word, word.z, word.times, word.times_elsewhere, word.articles, word.articles_elsewhere))
        for name, words in zip(names, found.words, strict=True)
        for word in words
    )
    columns = ("Group", "Word", "z", "Times here", "Times elsewhere", "Articles here", "Articles elsewhere")
    return Table("distinctive", "Words that set two groups apart", "", columns, rows)


def _plotted(rows: Sequence[Row], names: Sequence[str]) -> tuple[Row, ...]:
    return tuple(row for name in names for row in [row for row in rows if row.cells[0] == name][:MOST_PLOTTED])


def _look_up() -> None:
    """Look for the word that was clicked in the plot."""
    event: Mapping[str, Any] = st.session_state[CHART]
    if points := event["selection"]["points"]:
        st.session_state[TERM] = points[0]["customdata"][1]
