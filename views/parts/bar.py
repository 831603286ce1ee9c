"""The bar on top of every view: which story, which articles are open, adding one."""

from __future__ import annotations

import streamlit as st

from views.parts import intake
from views.parts.autosave import keep_in_browser, remember_address
from views.parts.desk import Desk, with_removed, with_story, without
from views.parts.notice import show_notice
from views.parts.plain import counted, plain, shorten
from views.parts.project_menu import show_project_dialog, show_project_menu
from views.parts.reports import sample_stories
from views.parts.session import FIRST_COMPARED, OWN_LABEL, OWN_ONLY, current_desk, put_desk


def show_bar() -> Desk:
    """Draw the bar; return the open articles."""
    remember_address()
    stories = {story.key: story for story in sample_stories()}
    with st.container(horizontal=True, vertical_alignment="bottom", key="bar"):
        story = st.selectbox(
            "Story",
            [*stories, OWN_ONLY],
            format_func=lambda key: stories[key].title if key in stories else OWN_LABEL,
            key="story",
            bind="query-params",
        )
        desk = _desk_for(story)
        st.button("Add an article", type="primary", icon=":material/add:", on_click=intake.begin)
        with st.popover(counted(len(desk.opened), "open article"), icon=":material/folder_open:"):
            _show_list(desk)
        show_project_menu()
    keep_in_browser()
    intake.show_dialog()
    show_project_dialog()
    show_notice()
    if desk.removed:
        _offer_undo(desk.removed[1].article.headline)
    return desk


def _desk_for(story: str) -> Desk:
    """Return the desk; if the reader has just chosen another story, with its tellings on it."""
    if st.session_state.get("story_on_desk") != story:
        first_run = "story_on_desk" not in st.session_state
        st.session_state.story_on_desk = story
        _open(story, keep_choice=first_run)
    return current_desk()


def _open(story: str, *, keep_choice: bool = False) -> None:
    chosen = next((known for known in sample_stories() if known.key == story), None)
    desk = with_story(current_desk(), chosen)
    first = [entry.key for entry in desk.opened if entry.own is (chosen is None)][:FIRST_COMPARED]
    put_desk(desk, show=() if keep_choice else first)


def show_question() -> None:
    """Show what a class may ask of the sample story that is open."""
    for story in sample_stories():
        if story.key == st.session_state.get("story_on_desk"):
            st.text(story.question)


def _show_list(desk: Desk) -> None:
    labels = desk.labels()
    for entry in desk.opened:
        with st.container(border=True):
            st.markdown(f"**{plain(labels[entry.key])}**")
            st.text(shorten(entry.article.headline or "No headline", width=90))
            with st.container(horizontal=True):
                st.button("Check and correct", key=f"edit-{entry.key}", on_click=intake.begin_edit, args=(entry.key,))
                st.button("Remove", key=f"remove-{entry.key}", on_click=_remove, args=(entry.key,))
    if not desk.opened:
        st.text("No article is open.")


def _remove(key: str) -> None:
    st.session_state.compared_before = list(st.session_state.get("compared", ()))
    put_desk(without(current_desk(), key))


def _undo() -> None:
    put_desk(with_removed(current_desk()), show=st.session_state.compared_before)


def _offer_undo(headline: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="undo-bar"):
        st.text(f"Removed “{shorten(headline or 'article without a headline', width=70)}”.", width="content")
        st.button("Undo", key="undo", icon=":material/undo:", on_click=_undo)


def show_empty() -> None:
    """Say that no article is open, and offer the two ways to go on."""
    st.header("No article is open")
    st.text("Add one of your own, or put the sample story back.")
    with st.container(horizontal=True):
        st.button("Add an article", key="add-to-empty", type="primary", on_click=intake.begin)
        st.button("Put the sample story back", key="reopen", on_click=_reopen)


def _reopen() -> None:
    story = st.session_state.get("story_on_desk", OWN_ONLY)
    _open(sample_stories()[0].key if story == OWN_ONLY else story)
    if story == OWN_ONLY:
        st.session_state.story = st.session_state.story_on_desk = sample_stories()[0].key
