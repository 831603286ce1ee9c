"""Making a task: which stories, what to mark, rate and write about, what to reveal; checked while it is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from analysis.coding.task import MOST_ARTICLES, MOST_STEPS, MarkCategory, Reveal, Task
from analysis.decisions import dimension_of
from analysis.report import MEASURES
from views.parts.autosave import keep_changes
from views.parts.classroom_draft import (
    FIRST_CATEGORY,
    FIRST_INSTRUCTIONS,
    FIRST_OWN,
    FIRST_PROMPTS,
    FIRST_RATINGS,
    FIRST_STEPS,
    FIRST_TITLE,
    Draft,
    all_categories,
    lines_of,
    task_of,
)
from views.parts.classroom_save import offer_saving
from views.parts.classroom_state import ACTIVITY, DRAFT, Activity, Room, current_draft, current_room, put_room
from views.parts.desk import Desk
from views.parts.notice import put_notice
from views.parts.plain import counted, file_name, plain
from views.parts.project import taken_down
from views.parts.reports import resources
from views.parts.session import current_parts, put_part

LONGEST_TITLE, LONGEST_INSTRUCTIONS, LONGEST_LINES = 200, 10_000, 20_000  # characters, as a task file takes
REVEALED = {
    "marks": "The tool’s marks, with reasons",
    "agreement": "How far student and tool agree",
    "scores": "The tool’s scores",
}
OPEN_ARTICLES = "Any open article can go in. To use others, add them above."
SAMPLE_CHOSEN = "A sample story is open to everybody: a student who looks at it in Compare sees the tool’s marks."
NO_STORY = "No article is open. Add one above, or put a sample story back."
FIRST: Mapping[str, Any] = {
    "make-title": FIRST_TITLE,
    "make-instructions": FIRST_INSTRUCTIONS,
    "make-categories": [FIRST_CATEGORY],
    "make-own": FIRST_OWN,
    "make-ratings": FIRST_RATINGS,
    "make-steps": FIRST_STEPS,
    "make-prompts": FIRST_PROMPTS,
    "make-reveal": list(REVEALED),
}


def show_make(desk: Desk) -> None:
    """Draw the form of a task, what is missing, and what can be done with the task."""
    _fill_in(desk)
    draft = _show_form(desk)
    task, faults = task_of(draft)
    if task is None:
        told = "\n".join(f"- {plain(fault)}" for fault in faults)
        st.warning(f"Before the task can be saved:\n{told}", icon=":material/edit_note:")
    else:
        _keep(task, desk)
        _offer(task)
    keep_changes()


def _fill_in(desk: Desk) -> None:
    """Fill the form when it is drawn first, and whenever the project brings another task than the form has made."""
    state, part = st.session_state, current_parts().get(DRAFT)
    if "make-title" not in state or state.get("make-part") is not part:
        made = current_draft()
        state.update(_filled(made, desk) if made else {**FIRST, "make-articles": _first_stories(desk)})
        state["make-part"] = part
    is_open = {entry.key for entry in desk.opened}
    state["make-articles"] = [key for key in state["make-articles"] if key in is_open]


def _first_stories(desk: Desk) -> list[str]:
    """Return what is chosen at first: the article that was opened last."""
    return [entry.key for entry in desk.opened[-1:]]


def _filled(task: Task, desk: Desk) -> dict[str, Any]:
    """Return what the fields hold for a task; stories that are not open any more are left out."""
    stories = {saved.opened() for saved in task.articles}
    return {
        "make-title": task.title,
        "make-instructions": task.instructions,
        "make-articles": [entry.key for entry in desk.opened if entry.article in stories],
        "make-categories": [one.key for one in task.categories if not one.is_own],
        **{f"make-{name}": lines for name, lines in lines_of(task).items()},
        "make-steps": task.ratings[0].steps if task.ratings else FIRST_STEPS,
        "make-reveal": [name for name in REVEALED if getattr(task.reveal, name)],
    }


def _show_form(desk: Desk) -> Draft:
    """Draw the fields; return what they hold."""
    categories = all_categories(resources().lexicons.categories)
    labels = desk.labels()
    title = st.text_input("Title", key="make-title", max_chars=LONGEST_TITLE, persist_state="session")
    instructions = st.text_area(
        "Instructions", key="make-instructions", max_chars=LONGEST_INSTRUCTIONS, persist_state="session"
    )
    chosen = st.multiselect(
        f"Stories, 1 to {MOST_ARTICLES}",
        list(labels),
        format_func=lambda key: labels[key],
        key="make-articles",
        help=OPEN_ARTICLES,
        persist_state="session",
    )
    if not labels:
        st.text(NO_STORY)
    if not all(desk.find(key).own for key in chosen):
        st.text(SAMPLE_CHOSEN)
    known = [key for key in st.session_state["make-categories"] if key in categories]
    st.session_state["make-categories"] = known
    marked = st.multiselect(
        "What to mark: whole dimensions, or single categories",
        list(categories),
        format_func=lambda key: _named(categories[key]),
        key="make-categories",
        persist_state="session",
    )
    own = _lines("Own labels to mark, one a line: the label, a colon, what to mark", "make-own")
    steps = st.session_state["make-steps"]
    ratings = _lines(f"Ratings, one a line: the question; what 1 means; what {steps} means", "make-ratings")
    st.number_input("Steps of each rating", 2, MOST_STEPS, key="make-steps", persist_state="session")
    prompts = _lines("Questions to answer in writing, one a line", "make-prompts")
    revealed = st.multiselect(
        "What a student sees after finishing",
        list(REVEALED),
        format_func=REVEALED.__getitem__,
        key="make-reveal",
        persist_state="session",
    )
    return Draft(
        title=title,
        instructions=instructions,
        articles=tuple(desk.find(key).article for key in chosen),
        categories=tuple(categories[key] for key in marked),
        own=own,
        ratings=ratings,
        steps=steps,
        prompts=prompts,
        reveal=Reveal(**{name: name in revealed for name in REVEALED}),
    )


def _lines(label: str, key: str) -> str:
    return st.text_area(label, key=key, max_chars=LONGEST_LINES, persist_state="session")


def _named(category: MarkCategory) -> str:
    """Return a category's name for the list: with its dimension, and whether it is a whole one."""
    dimension = next(measure for measure in MEASURES if measure.key == dimension_of(category.key))
    return f"{dimension.label}: {'anything' if category.key == dimension.key else category.label}"


def _keep(task: Task, desk: Desk) -> None:
    """Let the task belong to the project, if it is more than what the form begins with."""
    first = {**FIRST, "make-articles": _first_stories(desk)}
    made = task if any(st.session_state[key] != value for key, value in first.items()) else None
    if made != current_draft():
        put_part(DRAFT, made)
    st.session_state["make-part"] = current_parts().get(DRAFT)


def _offer(task: Task) -> None:
    stories = "1 story" if len(task.articles) == 1 else f"{len(task.articles)} stories"
    questions = (counted(len(task.ratings), "rating"), counted(len(task.prompts), "question"))
    asked = ", ".join((stories, f"{len(task.categories)} to mark", *questions))
    st.success(f"The task is complete: {asked}.", icon=":material/check:")
    with st.container(horizontal=True):
        offer_saving(
            "Save task file",
            file=task.as_bytes,
            name=f"{file_name(task.title) or 'task'}.task.json",
            holds="It holds the full text of the stories, and nothing that the tool found.",
            key="save-task",
        )
        st.button("Try it as a student", key="try-task", icon=":material/visibility:", on_click=_try, args=(task,))


def _try(task: Task) -> None:
    before = taken_down()
    had_answer = current_room().working is not None
    put_room(Room(task))
    st.session_state[ACTIVITY] = Activity.ANSWER.value
    if had_answer:
        put_notice("The answer that was open was closed.", before=before)
