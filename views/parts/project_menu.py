"""The bar's menu of the project: save all that is open, open what was saved, start anew."""

from __future__ import annotations

import streamlit as st

from analysis.project import MOST_NAME, Project
from analysis.saved import MOST_BYTES, SavedError, open_saved
from views.parts.autosave import KEPT_IN_TAB
from views.parts.notice import put_notice
from views.parts.plain import counted, file_name, plain
from views.parts.project import begin_anew, current_project, put_project, taken_down

DIALOG = "open-project"
MEGABYTE = 1_000_000


def show_project_menu() -> None:
    """Draw the menu."""
    # Under another key it is another menu, and closed: it would stand in front of what it has opened.
    with st.popover("Project", icon=":material/save:", key=f"project-menu-{st.session_state.get('n_menus', 0)}"):
        name = st.text_input(
            "Name of the project",
            key="project_name",
            max_chars=MOST_NAME,
            persist_state="session",
            placeholder="Names the file",
        )
        _offer_file(name)
        st.button("Open a project file", key="open-project", icon=":material/folder_open:", on_click=_begin_opening)
        st.button("Start anew", key="begin-anew", icon=":material/restart_alt:", on_click=_begin_anew)
        st.text(f"{KEPT_IN_TAB} It holds the full text of the articles.")


def _offer_file(name: str) -> None:
    try:
        project = current_project()
    except SavedError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    st.download_button(
        "Save the project file",
        data=project.as_bytes,
        file_name=f"{file_name(name) or 'how-it-is-told'}.project.json",
        mime="application/json",
        key="save-project",
        on_click="ignore",
        type="primary",
        icon=":material/download:",
    )


def _close_menu() -> None:
    st.session_state.n_menus = st.session_state.get("n_menus", 0) + 1


def _begin_anew() -> None:
    _close_menu()
    before = taken_down()
    begin_anew()
    put_notice("Everything was closed.", before=before)


def _begin_opening() -> None:
    _close_menu()
    st.session_state.dialog = DIALOG
    st.session_state.project_error = ""


def _end() -> None:
    st.session_state.dialog = None


def show_project_dialog() -> None:
    """Draw the dialog for opening a project file, if it is open."""
    if st.session_state.get("dialog") == DIALOG:
        _choose_file()


@st.dialog("Open a project file", on_dismiss=_end)
def _choose_file() -> None:
    if st.session_state.dialog != DIALOG:
        # A file was opened: what stands behind the dialog has changed too.
        st.rerun()
    st.text("What is open now is closed. You can undo that.")
    st.file_uploader(
        "Project file",
        type="json",
        max_upload_size=MOST_BYTES // MEGABYTE,
        key="project-file",
        on_change=_open,
    )
    if st.session_state.project_error:
        st.error(plain(st.session_state.project_error), icon=":material/error:")


def _open() -> None:
    """Open the file that was chosen, or keep what is wrong with it."""
    file = st.session_state["project-file"]
    st.session_state.project_error = ""
    if file is None:
        return
    try:
        project = open_saved(Project, file.name, file.getvalue())
    except SavedError as error:
        st.session_state.project_error = str(error)
        return
    before = taken_down()
    lost = put_project(project)
    put_notice(f"{_opened(project)} {lost}".strip(), before=before)
    _end()


def _opened(project: Project) -> str:
    """Say what a project holds."""
    name = f"“{project.name}”" if project.name else "The project"
    decisions = sum(map(len, project.decisions.values()))
    told = f"{name} is open: {counted(len(project.articles), 'article')}"
    return f"{told}, {counted(decisions, 'decision')} on marks." if decisions else f"{told}."
