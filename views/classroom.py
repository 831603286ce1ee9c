"""Classroom: mark before you see, hand in, look at a class together, print."""

import streamlit as st

from views.parts.classroom_answer import show_answer
from views.parts.classroom_make import show_make
from views.parts.classroom_pool import show_pool
from views.parts.classroom_state import ACTIVITY, Activity
from views.parts.classroom_worksheet import show_worksheet
from views.parts.page import begin_with_any

HOW_IT_WORKS = """
1. **The teacher makes a task**: one to four stories, what to mark in them, what to rate and to write about. It is saved
   as a file, and goes to the class as any file does.
2. **Each student opens it, chooses a pseudonym, and marks the story alone.** Only then the tool shows what it has
   marked, and where the two differ. The answer is saved as a file as well, as it stood before the reveal and after it.
3. **The teacher drops all answer files in together**, and sees which words were marked by how many, how far the class
   agrees, and what was written.

Nobody needs an account, nothing is stored on a server, and a file says no more about a student than the pseudonym.
"""

desk = begin_with_any(
    "Mark before you see",
    "A class marks a story before the tool shows anything, and then compares: with the tool, and with each other.",
)
with st.expander("How a class works with this"):
    st.markdown(HOW_IT_WORKS)
part = st.segmented_control(
    "What would you like to do?",
    [activity.value for activity in Activity],
    default=Activity.ANSWER.value,
    required=True,
    key=ACTIVITY,
    bind="query-params",
)
match part:
    case Activity.MAKE:
        show_make(desk)
    case Activity.POOL:
        show_pool()
    case Activity.WORKSHEET:
        show_worksheet(desk)
    case _:
        show_answer()
