"""Adding an article, or correcting an open one: supply it, check what was read, open it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analysis.article import Article
from analysis.readers import READERS, Intake, read_bytes, read_text, read_url, refusal
from views.parts.desk import with_articles, with_edit
from views.parts.plain import counted, plain, shorten
from views.parts.review import review_article
from views.parts.session import MOST_COMPARED, current_desk, put_desk

UPLOAD_LIMIT = 50  # MB, as in .streamlit/config.toml
# A table may hold thousands of rows; a person checks a handful.
MOST_REVIEWED = 20


def begin() -> None:
    """Open the dialog for adding articles."""
    st.session_state.dialog = "add"
    st.session_state.pop("intake", None)
    st.session_state.n_intakes = st.session_state.get("n_intakes", 0) + 1


def begin_edit(key: str) -> None:
    """Open the dialog for correcting an open article."""
    st.session_state.dialog = "edit"
    st.session_state.edited = key


def _end() -> None:
    st.session_state.dialog = None
    st.session_state.pop("intake", None)


def show_dialog() -> None:
    """Draw the dialog that is open, if any."""
    match st.session_state.get("dialog"):
        case "add":
            _add()
        case "edit":
            _edit()


@st.dialog("Add an article", width="medium", on_dismiss=_end)
def _add() -> None:
    intake: Intake = st.session_state.get("intake", Intake())
    _show_problems([str(problem) for problem in intake.problems])
    if intake.articles:
        _check(intake.articles)
    else:
        _supply()


def _supply() -> None:
    # Known to the server, so that the tab stays open when a message about what was supplied comes up.
    ways = ["Paste text", "Upload files", "Web address"]
    paste, upload, address = st.tabs(ways, key="way-in", on_change="rerun")
    with paste, st.form("paste-form", border=False):
        headline = st.text_input("Headline", key="paste-headline", placeholder="Leave empty to take the first line")
        text = st.text_area("Text of the article", key="paste-text", height=260)
        if st.form_submit_button("Read this text", type="primary", key="paste-read"):
            _keep(read_text(text, headline=headline.strip() or None))
    with upload:
        files = st.file_uploader(
            "Files",
            type=[suffix.lstrip(".") for suffix in (*READERS, ".zip")],
            accept_multiple_files=True,
            max_upload_size=UPLOAD_LIMIT,
            key=f"upload-{st.session_state.get('n_intakes', 0)}",
            help="A table or an archive may hold several articles.",
        )
        label = f"Read {counted(len(files), 'file')}" if files else "Read the files"
        if st.button(label, type="primary", key="upload-read", disabled=not files):
            with st.spinner("Reading the files…"):
                _keep(_join([read_bytes(file.name, file.getvalue()) for file in files]))
    with address, st.form("address-form", border=False):
        url = st.text_input("Address of the page", key="address", placeholder="https://")
        st.text("The page is fetched once, from this computer, when you press the button. Nothing else is sent.")
        if st.form_submit_button("Fetch this page", type="primary", key="address-read"):
            with st.spinner("Fetching the page; this takes up to 20 seconds…"):
                _keep(read_url(url))


def _keep(intake: Intake) -> None:
    st.session_state.intake = intake
    st.rerun()


def _join(intakes: Sequence[Intake]) -> Intake:
    articles = tuple(article for intake in intakes for article in intake.articles)
    return Intake(articles, tuple(problem for intake in intakes for problem in intake.problems))


def _show_problems(problems: Sequence[str]) -> None:
    for problem in problems:
        st.error(plain(problem), icon=":material/error:")


def _check(articles: Sequence[Article]) -> None:
    st.text("Check what was read. Correct the headline or the text if something is wrong; then open the articles.")
    if len(articles) > MOST_REVIEWED:
        st.info(f"The first {MOST_REVIEWED} of {len(articles):,} articles are listed; the command line reads them all.")
    visit = st.session_state.n_intakes
    chosen = []
    for number, article in enumerate(articles[:MOST_REVIEWED]):
        with st.expander(
            f"{number + 1}\\. {plain(shorten(article.headline or 'No headline', width=80))}", expanded=number == 0
        ):
            take = len(articles) == 1 or st.checkbox("Open this article", value=True, key=f"take-{visit}-{number}")
            reviewed = review_article(article, key=f"{visit}-{number}")
        if take:
            chosen.append(reviewed)
    with st.container(horizontal=True):
        label = f"Open {counted(len(chosen), 'article')}"
        if st.button(label, type="primary", key="open-reviewed", disabled=not chosen):
            _open(chosen)
        if st.button("Start again", key="supply-again"):
            st.session_state.pop("intake")
            st.rerun()


def _open(articles: Sequence[Article]) -> None:
    if refusals := [_refused(article) for article in articles if refusal(article)]:
        _show_problems(refusals)
        return
    desk = with_articles(current_desk(), articles)
    own = [entry.key for entry in desk.opened if entry.own]
    n_shown = max(len(articles), MOST_COMPARED)
    put_desk(desk, show=own[-n_shown:], first=own[-len(articles)])
    _end()
    st.rerun()


def _refused(article: Article) -> str:
    return f"“{shorten(article.headline or article.source or 'This text', width=60)}” {refusal(article)}"


@st.dialog("Check and correct", width="medium", on_dismiss=_end)
def _edit() -> None:
    entry = current_desk().find(st.session_state.edited)
    edited = review_article(entry.article, key=f"edit-{entry.key}")
    if st.button("Use this text", type="primary", key="use-edited"):
        if refusal(edited):
            _show_problems([_refused(edited)])
            return
        put_desk(with_edit(current_desk(), entry.key, edited))
        _end()
        st.rerun()
