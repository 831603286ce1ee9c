"""Looking into the result of a corpus run: one filter for all, and a tab for each kind of question."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from analysis.corpus.options import CorpusError
from analysis.explore import NothingYetError
from views.parts.corpus_explore_actors import show_actors
from views.parts.corpus_explore_data import Asked, opened
from views.parts.corpus_explore_distributions import show_distributions
from views.parts.corpus_explore_filter import choose_filter
from views.parts.corpus_explore_frames import show_frames
from views.parts.corpus_explore_stories import show_stories
from views.parts.corpus_explore_table import show_table_of_articles
from views.parts.corpus_explore_time import show_over_time
from views.parts.corpus_explore_words import show_words
from views.parts.plain import plain

TABS = {
    "Table": show_table_of_articles,
    "Distributions": show_distributions,
    "Over time": show_over_time,
    "Actors": show_actors,
    "Frames": show_frames,
    "Words": show_words,
    "Stories": show_stories,
}
NOTHING = "No article passes this filter. Take something out of it."


def show_corpus(folder: Path) -> None:
    """Draw what is finished of a result, to be looked into; say what is wrong where it cannot be read."""
    try:
        _show(Asked(opened(folder)))
    except NothingYetError:
        st.info("There is nothing to look into yet. Look again when some articles are analysed.")
    except CorpusError as error:
        # A visitor from elsewhere need not know where on this computer it lies.
        st.error(plain(str(error).replace(str(folder), folder.name)), icon=":material/error:")


def _show(asked: Asked) -> None:
    st.header("Look into it", anchor=False)
    chosen, n_articles = choose_filter(asked)
    tabs = st.tabs(list(TABS), key="corpus-tab", bind="query-params")
    for tab, show in zip(tabs, TABS.values(), strict=True):
        if tab.open:
            with tab:
                if n_articles:
                    show(asked, chosen)
                else:
                    st.info(NOTHING)
