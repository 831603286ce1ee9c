"""Word lists: a person's own words, marked beside what the built-in lists hold or instead of it."""

import streamlit as st

from analysis import loaded_language
from analysis.own_lexicons import LexiconFile, clashes
from views.parts.lexicon_lists import described, show_clashes, show_rows, terms_table
from views.parts.lexicon_state import current_own, put_own, refused
from views.parts.lexicon_upload import show_upload
from views.parts.notice import put_notice
from views.parts.page import begin
from views.parts.plain import plain
from views.parts.project import taken_down
from views.parts.reports import builtin_resources

BESIDE, INSTEAD = "Beside the built-in lists", "Instead of the built-in lists"
EXPLAINED = {
    BESIDE: (
        "Your words are marked as well. Where a built-in list marks the same words, your reading counts. A dictionary "
        "of moral words is the exception: it always takes the place of the built-in one."
    ),
    INSTEAD: (
        "In the dimensions that your lists are for, only they count. In loaded language the built-in lists, scare "
        "quotes and shouting are left out; what the model finds on its own is still marked, and still is no term. In "
        "framing your frames stand in for the built-in ones; functions and scope stay. Other dimensions stay as they "
        "are; Headline compares the loaded words that count here."
    ),
}
NO_BANDS = (
    "The words “few”, “usual” and “many” are left out of counts of terms: they hold for the built-in lists alone."
)


def use_chosen() -> None:
    """Keep how the lists are used."""
    put_own(current_own().used(instead=st.session_state["lexicons-use"] == INSTEAD))


def remove_list(name: str) -> None:
    """Take a list away, with a way back."""
    before = taken_down()
    put_own(current_own().without_list(name))
    put_notice(f"The word list “{name}” was removed.", before=before)


begin(
    "Word lists of your own",
    "Words and phrases that you want to see marked, under names that you choose. They are kept in this browser "
    "tab, and nobody else sees them unless you save them as a file and share it.",
)
st.header("Add a list", anchor=False)
show_upload()
if reason := refused():
    st.error(plain(reason), icon=":material/error:")

own = current_own()
if not own.lists:
    st.text("No list of your own is in use. A table needs one column, “term”; everything else can be left out.")
    st.stop()

st.header("How they are used", anchor=False)
# Put into the state before the widget is drawn: a project or a saved file may have brought another choice.
st.session_state["lexicons-use"] = INSTEAD if own.instead else BESIDE
use = st.radio("Use them", list(EXPLAINED), key="lexicons-use", on_change=use_chosen, horizontal=True)
st.text(EXPLAINED[use])
if loaded_language.KEY in own.dimensions:
    st.text(NO_BANDS)
show_clashes(clashes(own, builtin_resources().lexicons))

st.header("Your lists", anchor=False)
for one in own.lists:
    with st.container(border=True):
        st.subheader(plain(one.name), anchor=False)
        st.text(described(one))
        with st.expander("Its terms", expanded=len(own.lists) == 1):
            show_rows(terms_table(one), name=f"word list {one.name}", nouns="terms")
        st.button(
            f"Remove “{plain(one.name)}”",
            key=f"remove-lexicon-{one.name}",
            icon=":material/delete:",
            on_click=remove_list,
            args=(one.name,),
        )

st.header("Save and share", anchor=False)
st.text("One file with all your lists and how they are used. It opens again here, and on the command line.")
st.download_button(
    "Save the word lists",
    data=LexiconFile.of(lexicons=own).as_bytes,
    file_name="word-lists.json",
    mime="application/json",
    key="save-lexicons",
    on_click="ignore",
    icon=":material/download:",
)
