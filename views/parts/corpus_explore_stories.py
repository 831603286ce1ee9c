"""Stories: articles of several outlets that seem to tell of one event, one click from being compared."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from analysis.explore import Filter, Listed, Stories, Story, articles_of, listed, stories
from analysis.explore.stories import PAGE
from analysis.results import Cell, Row, Table
from views.parts.corpus_explore_data import Asked
from views.parts.corpus_explore_open import offer_opening
from views.parts.download import offer_csv, table_csv
from views.parts.plain import counted, shorten
from views.parts.session import MOST_COMPARED
from views.parts.tables import table_html

TITLE_WIDTH = 80
NOT_YET = "Stories are looked for when all articles are analysed; this run is not finished."
SUGGESTED = "Suggested by the words that articles of a few days share: read them before you take them for one story."


def show_stories(asked: Asked, chosen: Filter) -> None:
    """Draw the stories, and for the one that is chosen its articles to open."""
    if not asked.corpus.has_groups:
        st.info(NOT_YET)
        return
    key = f"corpus-stories-page-{hash(chosen)}"
    found = asked(stories, chosen, number=st.session_state.get(key, 1) - 1)
    if not found.found:
        st.info("No story with several articles was found among these.")
        return
    st.text(f"{found.total:,} {'story' if found.total == 1 else 'stories'}. {SUGGESTED}")
    table = _table(found)
    st.html(table_html(table, [], evidence=False))
    if found.total > PAGE:
        st.pagination(-(-found.total // PAGE), key=key)
    offer_csv(partial(table_csv, table), name="corpus-stories")
    _show_one(asked, chosen, found)


def _table(found: Stories) -> Table:
    rows = tuple(Row((_title(one), one.articles, one.outlets, *_days(one))) for one in found.found)
    return Table("stories", "Stories", "", ("First headline", "Articles", "Outlets", "First day", "Last day"), rows)


def _title(story: Story) -> str:
    return story.headline or "No headline"


def _days(story: Story) -> tuple[Cell, Cell]:
    first, last = (day.isoformat() if day else None for day in (story.first, story.last))
    return first, last


def _show_one(asked: Asked, chosen: Filter, found: Stories) -> None:
    titles = {
        story.number: f"{shorten(_title(story), width=TITLE_WIDTH)} ({counted(story.articles, 'article')})"
        for story in found.found
    }
    st.subheader("Open a story", anchor=False)
    if st.session_state.get("corpus-story", next(iter(titles))) not in titles:
        del st.session_state["corpus-story"]
    story = st.selectbox("Story", list(titles), format_func=titles.__getitem__, key="corpus-story")
    numbers = asked(articles_of, chosen, story if story is not None else next(iter(titles)))
    rows = asked(listed, numbers, asked.corpus.scores[0])
    table = Table(
        "tellings",
        "Articles of this story",
        "",
        ("Headline", "Outlet", "Date", "Words"),
        tuple(Row((row.headline, row.outlet, row.date.isoformat() if row.date else None, row.words)) for row in rows),
    )
    st.html(table_html(table, [], evidence=False))
    offer_csv(partial(table_csv, table), name="corpus-story-articles")
    offer_opening(asked, rows, key="corpus-tellings", chosen_first=tellings(rows), label="Tellings to open")


def tellings(rows: Sequence[Listed]) -> tuple[int, ...]:
    """Return the numbers of articles to compare first: one an outlet, as many as fit side by side."""
    first: dict[str | None, int] = {}
    for row in rows:
        first.setdefault(row.outlet, row.article)
    chosen = list(first.values())
    rest = [row.article for row in rows if row.article not in chosen]
    return tuple([*chosen, *rest][: max(2, min(MOST_COMPARED, len(chosen)))])
