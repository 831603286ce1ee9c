"""Answering a task: open it, choose a pseudonym, mark, rate and write, hand in, and only then reveal.

Before the reveal nothing here asks the tool for anything, so that there is nothing of it in the page.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial

import streamlit as st

from analysis.article import ArticleError
from analysis.coding.answer import MOST_ANSWER_BYTES, PSEUDONYM_RULE, is_pseudonym, open_answer
from analysis.coding.task import Task
from analysis.results import Row, Table
from analysis.saved import SavedError, open_saved
from views.parts.arrival import expect_arrival
from views.parts.autosave import keep_changes
from views.parts.classroom_draft import sample_task
from views.parts.classroom_marks import columns_of, legend_of, offered, student_marks
from views.parts.classroom_questions import show_questions
from views.parts.classroom_reveal import ARRIVAL, read_stories, show_reveal
from views.parts.classroom_save import offer_saving
from views.parts.classroom_state import Room, change_working, current_room, put_room
from views.parts.classroom_work import Working, heard, resumed, revealed
from views.parts.columns import show_columns
from views.parts.marking import MarkEvent, Marking
from views.parts.notice import put_notice
from views.parts.plain import counted, file_name, plain
from views.parts.project import taken_down
from views.parts.reports import sample_stories
from views.parts.tables import table_html

MOST_MEGABYTES = MOST_ANSWER_BYTES // 1_000_000
NO_TASK = (
    "Open the task file that your teacher gave you. You mark the story first, by yourself; what the tool marks is not "
    "in the page until you say that you have finished."
)
HAND_IN = "Save your answer file at any time, to go on later, or to hand in. Your pseudonym is all it says about you."
BEFORE_REVEAL = (
    "Once you reveal, your answer is kept as it stands now. You can still change it afterwards; the file holds both."
)
DAMAGED = "The task or answer that was open here could not be opened again."


def show_answer() -> None:
    """Draw the student's page, as far as the student has got."""
    room = current_room()
    if room.problem:
        st.error(plain(f"{DAMAGED} {room.problem}"), icon=":material/error:")
    if room.task is None:
        _choose_task()
    elif room.working is None:
        _begin(room.task)
    else:
        _show_head(room.task)
        _work()


def _choose_task() -> None:
    st.text(NO_TASK)
    file = st.file_uploader("Task file", type="json", key="task-file")
    if file is not None:
        try:
            task = open_saved(Task, file.name, file.getvalue())
        except SavedError as error:
            st.error(plain(str(error)), icon=":material/error:")
        else:
            put_room(Room(task))
            st.rerun()
    story = next(
        (one for one in sample_stories() if one.key == st.session_state.get("story_on_desk")), sample_stories()[0]
    )
    st.text("No task file? Try it with the sample story.")
    st.button(
        f"Answer a ready-made task on “{plain(story.title)}”",
        key="sample-task",
        on_click=lambda: put_room(Room(sample_task(story))),
    )


def _show_head(task: Task) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header(plain(task.title), anchor=False, width="stretch")
        st.button("Close this task", key="close-task", icon=":material/close:", on_click=_close)
    if task.instructions:
        st.text(task.instructions)


def _close() -> None:
    before = taken_down()
    put_room(Room())
    put_notice("The task was closed, with the answer to it.", before=before)


def _begin(task: Task) -> None:
    _show_head(task)
    with st.form("begin-answer"):
        pseudonym = st.text_input("Your pseudonym", key="pseudonym", max_chars=24, autocomplete="off")
        st.text(PSEUDONYM_RULE)
        if st.form_submit_button("Begin", type="primary", key="begin"):
            if is_pseudonym(pseudonym.strip()):
                put_room(Room(task, Working(task, pseudonym.strip())))
                st.rerun()
            st.error(plain(PSEUDONYM_RULE), icon=":material/error:")
    file = st.file_uploader(
        "Or go on with an answer that you saved", type="json", key="answer-file", max_upload_size=MOST_MEGABYTES
    )
    if file is None:
        return
    try:
        answer = open_answer(file.name, file.getvalue(), task)
    except SavedError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    put_room(Room(task, resumed(task, answer)))
    st.rerun()


@st.fragment
def _work() -> None:
    """Draw what is marked, rated and written; it alone is drawn again when something of it changes."""
    room = current_room()
    working = room.working
    if working is None:
        st.rerun()
    if working.before_reveal is None:
        _show_marking(working)
    else:
        show_reveal(working, draw_own=partial(_show_marking, working))
    show_questions(working)
    _show_end(working)
    keep_changes()


def hear(event: MarkEvent) -> None:
    """Take in what the student did in the reading columns."""
    change_working(lambda working: heard(working, event))


def _show_marking(working: Working) -> None:
    task, marks = working.task, working.marks
    if not task.categories:
        show_columns(columns_of(task, [()] * len(task.articles)), legend=(), key="answer-text")
        return
    rows = tuple(Row((category.label, category.explanation)) for category in task.categories)
    st.html(table_html(Table("marked", "What to mark", "", ("Mark as", "What to mark"), rows), (), evidence=False))
    told = f"You have marked {counted(len(marks.present), 'place')}."
    with st.container(horizontal=True, vertical_alignment="center", key="answer-history"):
        _history_button("undo", "Undo", is_possible=bool(marks.past))
        _history_button("redo", "Redo", is_possible=bool(marks.future))
        st.text(told, width="content")
    columns = columns_of(task, student_marks(task, marks.present))
    show_columns(
        columns, legend=legend_of(task), key="answer-columns", marking=Marking(offered(task), hear, announcement=told)
    )


def _history_button(choice: str, label: str, *, is_possible: bool) -> None:
    event = MarkEvent(0, "undo" if choice == "undo" else "redo")
    st.button(
        label,
        key=f"{choice}-mark",
        icon=f":material/{choice}:",
        on_click=hear,
        args=(event,),
        disabled=not is_possible,
    )


def _show_end(working: Working) -> None:
    st.text(HAND_IN)
    with st.container(horizontal=True):
        offer_saving(
            "Save your answer file",
            file=lambda: working.answer.as_bytes(),
            name=f"{file_name(working.pseudonym)}.answer.json",
            holds=_held(working),
            key="save-answer",
        )
        if working.before_reveal is None:
            with st.popover("I have finished", icon=":material/visibility:", key="finished"):
                st.text(BEFORE_REVEAL)
                if st.button("Reveal", key="reveal", type="primary"):
                    _reveal(working.task)


def _reveal(task: Task) -> None:
    """Keep the answer as it stands, and let the tool read the stories here, where the student looks meanwhile."""
    change_working(revealed)
    expect_arrival(ARRIVAL)
    # What is wrong with a story is told where its marks would stand.
    with suppress(ArticleError):
        read_stories(task)
    st.rerun()


def _held(working: Working) -> str:
    work = working.work
    written_to = sum(bool(text.strip()) for text in work.prompts.values())
    told = ", ".join(
        (counted(len(work.marks), "mark"), counted(len(work.ratings), "rating"), counted(written_to, "written answer"))
    )
    return f"It holds {told}, and the name {working.pseudonym}."
