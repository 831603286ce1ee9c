"""What one visit keeps between reruns: the desk, which of its articles are shown, and the other saved files.

Everything is in Streamlit's state. A widget's key stands where the widget is drawn; what is kept beside the widgets
stands under these names:

- the work itself: ``desk`` and ``parts`` (here), ``story_on_desk`` (bar)
- chosen by widgets, and also set from elsewhere: ``article``, ``categories``, ``compared``, ``dimensions``,
  ``project_name``, ``story``
- made of ``parts``, and made anew where they change: ``room`` (classroom_state), ``coding_sheet`` (coding_state),
  ``own_lexicons`` and ``own_lexicons_refused`` (lexicon_state)
- where a coder is: ``coding_coder``, ``coding_place``, ``coding_shown``; what to tell or ask once: ``coding_problem``,
  ``coding_asked``
- which corpus result is open, and which were: ``corpus_folder``, ``corpus_recent``; what to tell or ask once:
  ``corpus_problem``, ``corpus_asked`` (corpus_run_state)
- what to tell, and what to undo: ``notice``, ``compared_before`` (bar), ``lexicon_problems``
- which dialog is open: ``dialog``, with its ``edited``, ``intake`` and ``project_error``
- numbers in keys, so that a widget begins anew: ``n_intakes``, ``n_menus``, ``n_lexicon_batches``
- what the browser keeps (autosave): ``visit``, ``settled``, ``storage``, ``packed``, ``first_address``
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from analysis.project import part_of
from analysis.saved import File, SavedFile
from views.parts.desk import Desk

MOST_COMPARED = 4
FIRST_COMPARED = 2
# What is chosen as story by who wants no sample story.
OWN_ONLY = "own"
OWN_LABEL = "My own articles only"


def current_desk() -> Desk:
    """Return the desk of this visit, empty at first."""
    desk: Desk = st.session_state.setdefault("desk", Desk())
    return desk


def put_desk(desk: Desk, *, show: Sequence[str] = (), first: str | None = None) -> None:
    """Keep a changed desk.

    Args:
        desk: the new desk.
        show: keys of the articles to compare from now on; without any the present choice stays as far as it is open.
        first: key of the article for views that show one; the last of those compared if not given.
    """
    st.session_state.desk = desk
    if show:
        st.session_state.compared = list(show[:MOST_COMPARED])
        st.session_state.article = first or st.session_state.compared[-1]


def keep_choice_open(desk: Desk) -> None:
    """Forget chosen articles that are no longer open; before the widgets are drawn, which would refuse them."""
    keys = [entry.key for entry in desk.opened]
    if any(key not in keys for key in st.session_state.get("compared", ())):
        st.session_state.compared = [key for key in st.session_state.compared if key in keys]
    if st.session_state.get("article") not in keys:
        st.session_state.pop("article", None)


def current_parts() -> Mapping[str, Any]:
    """Return the other saved files that belong to the work, as JSON objects by name."""
    parts: Mapping[str, Any] = st.session_state.get("parts", {})
    return parts


def put_part(name: str, file: SavedFile | None) -> None:
    """Let a saved file belong to the work: it is kept and saved with it. None takes it out again."""
    rest = {key: part for key, part in current_parts().items() if key != name}
    st.session_state.parts = rest if file is None else rest | {name: file.model_dump(mode="json")}


def find_part(name: str, kind: type[File]) -> File | None:
    """Return a saved file that belongs to the work; None if there is none of this name.

    Raises:
        SavedError: if the file that was opened, or the browser, gave something else under this name.
    """
    return part_of(current_parts(), name, kind)
