"""A visit as a project: what of it is saved, and how it is taken up again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import streamlit as st
from pydantic import ValidationError

from analysis.project import OWN, Project, ProjectArticle, Setting, saved_decisions
from analysis.report import MEASURES
from analysis.saved import SavedArticle, SavedError, explained
from views.parts.desk import Desk, Opened, with_story
from views.parts.filters import FOUND_BY, VOICE_CHOICES
from views.parts.history import History
from views.parts.plain import counted, plain
from views.parts.reports import sample_stories
from views.parts.session import (
    FIRST_COMPARED,
    MOST_COMPARED,
    OWN_LABEL,
    OWN_ONLY,
    current_desk,
    current_parts,
    put_desk,
)

# Choices of views that belong to a project, each with what may be chosen. Others are in the address, and only there.
CHOICES: Mapping[str, Collection[str]] = {"voice": VOICE_CHOICES, "found_by": FOUND_BY}
SEVERAL_CHOICES: Mapping[str, Collection[str]] = {"dimensions": [measure.label for measure in MEASURES]}
# Depends on what is marked in the articles; its view leaves out what it does not offer.
OPEN_CHOICES = ("categories",)
# All that opening a project, or starting anew, puts in the place of something else.
KEPT = (
    *("desk", "parts", "project_name", "story", "story_on_desk", "compared", "article"),
    *(*CHOICES, *SEVERAL_CHOICES, *OPEN_CHOICES),
)
# What an address asks for: what stands in it, by name.
Address = Mapping[str, Sequence[str]]
NO_ADDRESS: Address = MappingProxyType({})


def current_project() -> Project:
    """Return what is open in this visit as a project.

    Raises:
        SavedError: if it holds what no file may, such as a headline of several pages.
    """
    desk, state = current_desk(), st.session_state
    is_open = {entry.key for entry in desk.opened}
    # What was decided on an own article that is closed goes with it: its quotes are its text.
    decided = {key: one for key, one in desk.decided.present.items() if key in is_open or not key.startswith(OWN)}
    try:
        return Project.of(
            name=state.get("project_name", ""),
            articles=tuple(
                ProjectArticle(key=entry.key, own=entry.own, article=SavedArticle.of(entry.article))
                for entry in desk.opened
            ),
            decisions=saved_decisions(decided),
            shown=tuple(key for key in state.get("compared", ()) if key in is_open),
            read=state.get("article"),
            settings=_current_settings(),
            parts=dict(current_parts()),
        )
    except ValidationError as error:
        raise SavedError(f"This work cannot be kept or saved as it is. {explained(error)}") from error


def _current_settings() -> dict[str, Setting]:
    state = st.session_state
    settings: dict[str, Setting] = {name: state[name] for name in CHOICES if state.get(name)}
    several = {name: tuple(state[name]) for name in (*SEVERAL_CHOICES, *OPEN_CHOICES) if state.get(name)}
    return settings | several | {"story": state.get("story_on_desk", OWN_ONLY)}


def is_untouched() -> bool:
    """Whether the visit holds nothing but a sample story as it comes, so that there is nothing to keep."""
    desk, state = current_desk(), st.session_state
    story = next((known for known in sample_stories() if known.key == state.get("story_on_desk")), None)
    has_more = any(desk.decided.present.values()) or current_parts() or state.get("project_name")
    return desk.opened == with_story(Desk(), story).opened and not has_more


def put_project(project: Project, *, address: Address = NO_ADDRESS) -> str:
    """Open a project in the place of all that is open; return what of it had no place, in a sentence, or nothing.

    Args:
        project: to be opened.
        address: what the address asks for, which counts before the choices that the project holds. They are set here
            and not left to the widgets, which may have been drawn before the project came, and dropped what they asked.
    """
    decided, lost = project.decided()
    opened = tuple(Opened(one.key, one.article.opened(), one.own) for one in project.articles)
    desk = Desk(opened, None, _first_free(opened), History(decided))
    choices = _choices_of(project)
    story = _story_in(address) or choices["story"]
    if story != choices["story"]:
        choices["story"] = story
        desk = with_story(desk, next((known for known in sample_stories() if known.key == story), None))
    st.session_state.desk = desk
    st.session_state.parts = project.parts
    st.session_state.project_name = project.name
    st.session_state.story_on_desk = story
    for name, choice in (choices | _choices_in(address, desk)).items():
        st.session_state[name] = choice
    if not lost:
        return ""
    return f"{counted(lost, 'decision')} had no place in the text any more, and could not be kept."


def _first_free(opened: tuple[Opened, ...]) -> int:
    """Return the first number that no own article's key has, nor any after it."""
    numbers = (entry.key.removeprefix(OWN) for entry in opened if entry.own)
    return max((int(number) + 1 for number in numbers if number.isdecimal()), default=0)


def _choices_of(project: Project) -> dict[str, Any]:
    """Return the choices that a project holds, without those that this program, or the project, does not know."""
    keys = [one.key for one in project.articles]
    stories = {story.key for story in sample_stories()}
    story = project.settings.get("story")
    choices: dict[str, Any] = {"story": story if story in stories else OWN_ONLY}
    if shown := [key for key in project.shown if key in keys][:MOST_COMPARED]:
        choices["compared"] = shown
    if project.read in keys:
        choices["article"] = project.read
    settings = {
        name: (value,) if isinstance(value, str) else value
        for name, value in project.settings.items()
        if isinstance(value, str) is (name in CHOICES)
    }
    return choices | {name: [] for name in OPEN_CHOICES} | _known(settings)


def _story_in(address: Address) -> str | None:
    """Return the story that an address asks for, if there is such a one."""
    by_label = {story.title: story.key for story in sample_stories()} | {OWN_LABEL: OWN_ONLY}
    return next((by_label[label] for label in address.get("story", ()) if label in by_label), None)


def _choices_in(address: Address, desk: Desk) -> dict[str, Any]:
    """Return the choices that an address makes among what is open, and among what can always be chosen."""
    by_label = {plain(label): key for key, label in desk.labels().items()}
    choices: dict[str, Any] = {}
    if compared := [by_label[label] for label in address.get("compared", ()) if label in by_label]:
        choices["compared"] = compared[:MOST_COMPARED]
    if article := [by_label[label] for label in address.get("article", ()) if label in by_label]:
        choices["article"] = article[0]
    return choices | _known(address)


def _known(settings: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return those of some settings that can be chosen in a view."""
    known: dict[str, Any] = {}
    for name, offered in CHOICES.items():
        if chosen := [value for value in settings.get(name, ()) if value in offered]:
            known[name] = chosen[0]
    for name, offered in SEVERAL_CHOICES.items():
        if chosen := [value for value in settings.get(name, ()) if value in offered]:
            known[name] = chosen
    return known | {name: list(settings[name]) for name in OPEN_CHOICES if name in settings}


def begin_anew() -> None:
    """Close all that is open and put the first sample story in its place."""
    story = sample_stories()[0]
    desk = with_story(Desk(), story)
    put_desk(desk, show=[entry.key for entry in desk.opened[:FIRST_COMPARED]])
    st.session_state.parts = {}
    st.session_state.project_name = ""
    st.session_state.story = st.session_state.story_on_desk = story.key


def taken_down() -> Mapping[str, Any]:
    """Return all that opening a project, or starting anew, replaces."""
    return {name: st.session_state[name] for name in KEPT if name in st.session_state}


def put_back(before: Mapping[str, Any]) -> None:
    """Put what was taken down in its place again."""
    for name in KEPT:
        if name in before:
            st.session_state[name] = before[name]
        else:
            st.session_state.pop(name, None)
