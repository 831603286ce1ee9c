"""Words: a term in its contexts, and the words that set two groups apart."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape

import streamlit as st

from analysis.article import Part
from analysis.explore import Concordance, Filter, Hit, TermError, concordance, listed
from analysis.spreadsheet import csv_text
from views.parts.corpus_explore_choices import show_notes
from views.parts.corpus_explore_data import Asked
from views.parts.corpus_explore_distinctive import TERM, show_distinctive
from views.parts.corpus_explore_filter import UNNAMED
from views.parts.corpus_explore_open import offer_opening
from views.parts.download import offer_csv
from views.parts.plain import counted, plain

PAGE = 50
SHUFFLED = (
    "A corpus as large as this one is looked through bit by bit; the order of its files was drawn by chance, once and "
    "for all."
)


def show_words(asked: Asked, chosen: Filter) -> None:
    """Draw a term in its contexts, and below the words that set two groups apart."""
    st.subheader("A term in its contexts", anchor=False)
    term = st.text_input(
        "Word or phrase",
        key=TERM,
        max_chars=100,
        bind="query-params",
        help="Whole words, capitals aside. A * at the end of a word stands for any ending: protest* tax.",
        width=420,
    )
    if term and term.strip():
        _show_contexts(asked, chosen, term)
    show_distinctive(asked, chosen)


def _show_contexts(asked: Asked, chosen: Filter, term: str) -> None:
    # What was looked through already, for this term and this filter.
    key = f"corpus-looks-{hash((term, chosen, asked.corpus.finished.digest))}"
    begins: list[int] = st.session_state.setdefault(key, [0])
    try:
        looks = [asked(concordance, chosen, term, begin=begin) for begin in begins]
    except TermError as error:
        st.warning(plain(str(error)))
        return
    hits = [hit for look in looks for hit in look.hits]
    st.html(f'<p role="status">{escape(_told(looks[-1], hits))}</p>')
    if hits:
        pages = -(-len(hits) // PAGE)
        place = st.empty()
        number = st.pagination(pages, key=f"{key}-page") if pages > 1 else 1
        shown = hits[(number - 1) * PAGE : number * PAGE]
        place.html(contexts_html(shown))
        offer_csv(partial(_csv, hits), name="corpus-contexts")
    if looks[-1].next is not None:
        show_notes(SHUFFLED)
        st.button("Look further", key=f"{key}-on", on_click=begins.append, args=(looks[-1].next,))
    if hits:
        numbers = tuple(dict.fromkeys(hit.article for hit in shown))
        offer_opening(asked, asked(listed, numbers, asked.corpus.scores[0]), key="corpus-hits")


def _told(look: Concordance, hits: Sequence[Hit]) -> str:
    n_articles = len({hit.article for hit in hits})
    found = f"{counted(len(hits), 'place')} in {counted(n_articles, 'article')}" if hits else "Nothing found"
    return f"{found}; {look.looked_through:,} of {counted(look.articles, 'article')} looked through."


def contexts_html(hits: Sequence[Hit]) -> str:
    """Return places with what stands around them as escaped HTML, one line each."""
    return f'<div class="sheet"><ul class="contexts">{"".join(map(_line, hits))}</ul></div>'


def _line(hit: Hit) -> str:
    where = [hit.outlet or UNNAMED, hit.date.isoformat() if hit.date else "", f"no. {hit.article}"]
    if hit.part is Part.HEADLINE:
        where.append("headline")
    return (
        f'<li><span class="where">{escape(", ".join(part for part in where if part))}</span> '
        f'<span class="before">{escape(hit.left)}</span><mark class="hit">{escape(hit.match)}</mark>'
        f'<span class="after">{escape(hit.right)}</span></li>'
    )


def _csv(hits: Sequence[Hit]) -> str:
    rows = [
        (hit.article, hit.outlet, hit.date.isoformat() if hit.date else None, hit.part, hit.left, hit.match, hit.right)
        for hit in hits
    ]
    return csv_text(("article", "outlet", "date", "part", "left", "match", "right"), rows)
