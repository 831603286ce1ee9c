"""Opening articles of a result: put on the desk, to be analysed again and read or compared with all marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from analysis.article import Article
from analysis.explore import FindingCount, Listed, article_at, findings_of
from analysis.highlight import label_of
from analysis.report import MEASURES
from analysis.results import Row, Table
from views.parts.corpus_explore_data import Asked
from views.parts.desk import with_articles
from views.parts.plain import shorten
from views.parts.reports import category_labels
from views.parts.session import MOST_COMPARED, current_desk, put_desk
from views.parts.tables import table_html

READ, COMPARE = "views/read.py", "views/compare.py"
TITLE_WIDTH = 90
_DIMENSIONS = {measure.key: measure.label for measure in MEASURES}


def offer_opening(
    asked: Asked, rows: Sequence[Listed], *, key: str, chosen_first: Sequence[int] = (), label: str = "Articles to open"
) -> None:
    """Let the reader choose among listed articles, see what was found in one, and open them.

    Args:
        asked: the result.
        rows: the articles; those that were not analysed cannot be opened.
        key: unique on the page.
        chosen_first: numbers of those chosen at first.
        label: of the list to choose from.
    """
    titles = {row.article: title_of(row) for row in rows if row.words is not None}
    if not titles:
        return
    # Other rows make another widget: what was chosen among the rows before is not chosen among these.
    chosen = st.multiselect(
        label,
        list(titles),
        default=[number for number in chosen_first if number in titles],
        format_func=titles.__getitem__,
        max_selections=MOST_COMPARED,
        placeholder=f"Choose up to {MOST_COMPARED}",
        key=f"{key}-{hash(tuple(titles))}",
    )
    with st.container(horizontal=True):
        reading = st.button(
            "Read with marks", icon=":material/article:", disabled=not chosen, key=f"{key}-read", type="primary"
        )
        comparing = st.button(
            "Compare", icon=":material/compare:", disabled=len(chosen) < 2, key=f"{key}-compare", type="primary"
        )
    if reading or comparing:
        open_articles([article_at(asked.corpus, number) for number in chosen])
        # An address of its own: Streamlit refuses to take one along whose parts belong to what is drawn here.
        st.switch_page(COMPARE if comparing else READ, query_params={})
    if len(chosen) == 1:
        _show_findings(asked(findings_of, chosen[0]), titles[chosen[0]])


def title_of(row: Listed) -> str:
    """Return what an article is called in a list: headline, outlet, date, number."""
    rest = [part for part in (row.outlet, row.date.isoformat() if row.date else None) if part]
    title = shorten(row.headline or "No headline", width=TITLE_WIDTH)
    return f"{title} ({', '.join([*rest, f'no. {row.article}'])})"


def open_articles(articles: Iterable[Article]) -> None:
    """Put articles on the desk, unless they lie there already, and choose them to be shown."""
    wanted = list(articles)
    there = {entry.article for entry in current_desk().opened}
    desk = with_articles(current_desk(), [article for article in dict.fromkeys(wanted) if article not in there])
    keys = {entry.article: entry.key for entry in desk.opened}
    put_desk(desk, show=[keys[article] for article in dict.fromkeys(wanted)], first=keys[wanted[0]])


def _show_findings(counts: Sequence[FindingCount], title: str) -> None:
    labels = category_labels()
    rows = tuple(
        Row(
            (
                label_of(one.category, labels),
                _DIMENSIONS.get(one.dimension, one.dimension),
                one.voice,
                one.n,
                ", ".join(one.examples),
            )
        )
        for one in counts
    )
    table = Table(
        "findings",
        f"Found in: {title}",
        "",
        ("Kind", "Dimension", "Whose words", "Times", "For example"),
        rows,
    )
    with st.expander(f"What was found in it: {sum(one.n for one in counts)} marks of {len(counts)} kinds"):
        st.html(table_html(table, [], evidence=False))
