"""The filter that all questions to a result have in common."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

import streamlit as st

from analysis.corpus.tables import ANALYSED
from analysis.explore import Choices, Filter, Value, choices, count
from views.parts.corpus_explore_data import Asked
from views.parts.plain import counted

# What stands for articles that name no outlet, section or whatever is asked for.
UNNAMED = "(none named)"
COPIES = (
    "An article that is the same text as an earlier one of the input, or nearly, is left out. So a report that several "
    "outlets reprint counts once, for the outlet that comes first in the input."
)


def choose_filter(asked: Asked) -> tuple[Filter, int]:
    """Draw the filter and how many articles pass; return both."""
    found = asked(choices)
    with st.container(horizontal=True, vertical_alignment="bottom", key="corpus-filter"):
        outlets = _choose("Outlets", found.outlets, key="corpus-outlets")
        sections = _choose("Sections", found.sections, key="corpus-sections")
        first, last = _choose_days(found)
        headline = st.text_input(
            "Headline contains", key="corpus-headline", max_chars=100, bind="query-params", width=220
        )
    with st.container(horizontal=True, vertical_alignment="center"):
        without_copies = found.copies > 0 and st.toggle(
            f"Leave copies out ({found.copies:,})", value=True, key="corpus-copies", help=COPIES, bind="query-params"
        )
        bad = [value for value in found.statuses if value.name != ANALYSED]
        with_bad = bool(bad) and st.toggle("Show those not analysed", key="corpus-bad", bind="query-params")
    statuses = tuple(value.name for value in bad if value.name) if with_bad else (ANALYSED,)
    chosen = Filter(
        outlets=outlets,
        sections=sections,
        first=first,
        last=last,
        headline=headline or "",
        with_copies=not without_copies,
        statuses=statuses,
    )
    n_articles = asked(count, chosen)
    told = f"{counted(n_articles, 'article')} of {asked.corpus.articles:,} {'passes' if n_articles == 1 else 'pass'}"
    st.html(f'<p role="status">{escape(told)}.</p>')
    return chosen, n_articles


def _choose(label: str, values: Sequence[Value], *, key: str) -> tuple[str | None, ...]:
    """Let the reader choose among values by name; return the chosen ones, none for all."""
    names = {value.name or UNNAMED: value.name for value in values}
    if len(names) < 2:
        return ()
    keep_open(key, names)
    chosen = st.multiselect(label, list(names), placeholder="All", key=key, bind="query-params", width=260)
    return tuple(names[name] for name in chosen)


def keep_open(key: str, options: Sequence[str] | dict[str, str | None]) -> None:
    """Forget chosen values that are no longer there, before a widget is drawn that would refuse them."""
    if key in st.session_state:
        st.session_state[key] = [name for name in st.session_state[key] if name in options]


def _choose_days(found: Choices) -> tuple[date | None, date | None]:
    if found.first is None or found.last is None or found.first == found.last:
        return None, None
    first, last = (_choose_day(label, key, found.first, found.last) for label, key in DAYS.items())
    return first, last


DAYS = {"From": "corpus-from", "To": "corpus-to"}


def _choose_day(label: str, key: str, first: date, last: date) -> date | None:
    kept = st.session_state.get(key)
    if kept is not None and not first <= kept <= last:
        del st.session_state[key]
    day = st.date_input(
        label, value=None, min_value=first, max_value=last, format="YYYY-MM-DD", key=key, bind="query-params", width=150
    )
    return day if isinstance(day, date) else None
