"""The frame of every view: title, what it says and does not say, the bar, the articles to show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from analysis.article import Article, ArticleError
from analysis.decisions import Decisions
from analysis.lexicon import LexiconError
from analysis.models import ModelError
from analysis.report import Report
from views.parts.bar import show_bar, show_empty
from views.parts.columns import ASSETS
from views.parts.desk import Desk
from views.parts.plain import plain
from views.parts.reports import decided_report, report_of, resources
from views.parts.session import FIRST_COMPARED, MOST_COMPARED, keep_choice_open


@dataclass(frozen=True, slots=True)
class Shown:
    """An article that a view shows.

    Attributes:
        key: its key on the desk.
        label: its short name.
        tool: the report by the tool alone.
        decisions: what the reader has decided about its marks.
        report: the report as the reader's decisions would have it; the tool's if nothing was decided.
    """

    key: str
    label: str
    tool: Report
    decisions: Decisions
    report: Report

    @property
    def article(self) -> Article:
        """The article as supplied."""
        return self.report.article


def begin(title: str, lead: str) -> Desk:
    """Draw title, lead and bar; return the open articles. Stops the run if there are none."""
    desk = begin_with_any(title, lead)
    if not desk.opened:
        show_empty()
        st.stop()
    return desk


def begin_with_any(title: str, lead: str) -> Desk:
    """Draw title, lead and bar of a view that makes sense without an article too; return the open articles."""
    st.html(ASSETS / "page.css")
    st.title(title, anchor=False)
    st.text(lead)
    _load_or_stop()
    desk = show_bar()
    keep_choice_open(desk)
    return desk


def _load_or_stop() -> None:
    """Load word lists and models; say what is wrong with them if they do not load."""
    try:
        resources()
    except (LexiconError, ArticleError, ModelError) as error:
        st.error(plain(str(error)), icon=":material/error:")
        st.stop()


def choose_several(desk: Desk) -> tuple[Shown, ...]:
    """Let the reader choose the articles to compare; return them, at most :data:`MOST_COMPARED`, in desk order."""
    labels = desk.labels()
    chosen = st.pills(
        f"Articles, up to {MOST_COMPARED}",
        list(labels),
        # A default and not a value put into the state: the Back button asks for it where the address names no article.
        default=list(labels)[:FIRST_COMPARED],
        format_func=_label_by(labels),
        selection_mode="multi",
        key="compared",
        bind="query-params",
    )
    if len(chosen) > MOST_COMPARED:
        st.info(f"The first {MOST_COMPARED} of them are shown; more would not fit side by side.")
    keys = [key for key in labels if key in chosen]
    return tuple(shown for key in keys[:MOST_COMPARED] if (shown := _shown(desk, key, labels)))


def choose_one(desk: Desk) -> Shown:
    """Let the reader choose the article to look at; return it. Stops the run if it cannot be analysed."""
    labels = desk.labels()
    compared = [key for key in st.session_state.get("compared", ()) if key in labels]
    # The last of those compared: a sample story begins with its plainest telling, in which little is marked.
    first = (compared or list(labels)[:FIRST_COMPARED])[-1]
    key = st.pills(
        "Article",
        list(labels),
        default=first,
        format_func=_label_by(labels),
        required=True,
        key="article",
        bind="query-params",
    )
    shown = _shown(desk, key or first, labels)
    if shown is None:
        st.stop()
    return shown


def _label_by(labels: dict[str, str]) -> Callable[[str], str]:
    return lambda key: plain(labels[key])


def _shown(desk: Desk, key: str, labels: dict[str, str]) -> Shown | None:
    article, decisions = desk.find(key).article, desk.decisions(key)
    try:
        tool = report_of(article)
        return Shown(key, labels[key], tool, decisions, decided_report(article, decisions) if decisions else tool)
    except ArticleError as error:
        st.error(plain(f"{labels[key]}: {error}"), icon=":material/error:")
        return None
