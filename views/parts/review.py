"""What was read from a file, page or paste, for the reader to check and correct before it is scored."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analysis.article import Article
from views.parts.plain import counted

# A native text area stays quick up to here; a longer text is used as it was read.
LONGEST_EDITED = 100_000


def review_article(article: Article, *, key: str) -> Article:
    """Draw the fields of an article and what was left out of it; return it as corrected.

    Args:
        article: as read.
        key: unique on the page.
    """
    if article.source:
        st.text(f"From {article.source}")
    headline = st.text_input("Headline", article.headline, key=f"{key}-headline")
    with st.container(horizontal=True):
        outlet = st.text_input("Outlet", article.outlet or "", key=f"{key}-outlet")
        date = st.text_input("Date", article.date or "", key=f"{key}-date", placeholder="2026-11-22")
    body = article.body
    if len(body) <= LONGEST_EDITED:
        body = st.text_area("Text", body, height=320, key=f"{key}-body")
    else:
        st.text(f"{len(body):,} characters: too long to be edited here; it is used as read.")
    _show_dropped(article, body_key=f"{key}-body")
    return replace(
        article,
        headline=" ".join(headline.split()),
        body=body,
        # A notice that was left out says nothing any more about a text that a person has put in order.
        dropped=article.dropped if body == article.body else (),
        outlet=outlet.strip() or None,
        date=date.strip() or None,
    )


def _show_dropped(article: Article, *, body_key: str) -> None:
    if not article.dropped:
        return
    with st.expander(f"Left out: {counted(len(article.dropped), 'passage')}"):
        for number, dropped in enumerate(article.dropped):
            st.text(f"{dropped.reason}:\n{dropped.text}")
            if body_key in st.session_state:
                st.button(
                    "Add to the end of the text",
                    key=f"{body_key}-restore-{number}",
                    on_click=_add_to_body,
                    args=(body_key, dropped.text),
                )


def _add_to_body(body_key: str, passage: str) -> None:
    st.session_state[body_key] = f"{st.session_state[body_key]}\n\n{passage}".lstrip()
