"""What the Classroom keeps between reruns: the open task, and the answer in progress.

Both are parts of the project, so that they are saved, kept in the browser and put back with it. What is made of them
is kept beside them, and made anew as soon as the project brings others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import streamlit as st

from analysis.coding.answer import Answer, open_answer
from analysis.coding.task import Task
from analysis.saved import SavedError, SavedFile
from views.parts.classroom_work import Working, resumed
from views.parts.session import current_parts, find_part, put_part

# Where the chosen activity is kept, and what it is called in the address.
ACTIVITY = "activity"
TASK, ANSWER, DRAFT = "class-task", "class-answer", "class-draft"


class Activity(StrEnum):
    """What is done in the Classroom."""

    ANSWER = "Answer a task"
    MAKE = "Make a task"
    POOL = "Pool answers"
    WORKSHEET = "Worksheet"


@dataclass(frozen=True, slots=True)
class Room:
    """What is open in the Classroom.

    Attributes:
        task: to be answered; None if none was opened.
        working: the answer to it, with what can be undone; None if it was not begun.
        problem: why what the project holds could not be opened; empty if it could.
    """

    task: Task | None = None
    working: Working | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Kept:
    room: Room
    parts: tuple[Any, Any]


def classroom_parts(room: Room) -> Mapping[str, SavedFile | None]:
    """Return what of a room belongs to the project, by name."""
    return {TASK: room.task, ANSWER: room.working.answer if room.working else None}


def current_room() -> Room:
    """Return what is open in the Classroom, as the project has it."""
    kept: _Kept | None = st.session_state.get("room")
    if kept is None or any(one is not other for one, other in zip(kept.parts, _parts(), strict=True)):
        _keep(_room_of_project())
    room: Room = st.session_state.room.room
    return room


def put_room(room: Room) -> None:
    """Keep a changed room, and let it belong to the project."""
    before = current_room()
    for name, file in classroom_parts(room).items():
        if name is not TASK or room.task is not before.task:
            put_part(name, file)
    _keep(room)


def change_working(change: Callable[[Working], Working]) -> None:
    """Change the answer that is open, if it still is."""
    room = current_room()
    if room.working is not None:
        put_room(replace(room, working=change(room.working)))


def _keep(room: Room) -> None:
    st.session_state.room = _Kept(room, _parts())


def _parts() -> tuple[Any, Any]:
    parts = current_parts()
    return parts.get(TASK), parts.get(ANSWER)


def _room_of_project() -> Room:
    task = None
    try:
        task = find_part(TASK, Task)
        answer = find_part(ANSWER, Answer)
        if task is None or answer is None:
            return Room(task)
        checked = open_answer("The answer in the project", answer.as_bytes(), task)
    except SavedError as error:
        return Room(task, problem=str(error))
    return Room(task, resumed(task, checked))


def current_draft() -> Task | None:
    """Return the task that was made here last; None if there is none, or the project holds a damaged one."""
    try:
        return find_part(DRAFT, Task)
    except SavedError:
        return None
