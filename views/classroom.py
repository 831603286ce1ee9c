"""Classroom: mark before you see, hand in, look at a class together, print."""

import streamlit as st

from views.parts.classroom_answer import show_answer
from views.parts.classroom_make import show_make
from views.parts.page import begin_with_any

ANSWER, MAKE = "Answer a task", "Make a task"
PARTS = (ANSWER, MAKE)
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
    "What would you like to do?", PARTS, default=ANSWER, required=True, key="part", bind="query-params"
)
if part == MAKE:
    show_make(desk)
else:
    show_answer()
