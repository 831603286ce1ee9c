"""The word lists of one visit's own: they belong to the work, are saved with it, and are seen by no other visit."""

from __future__ import annotations

import streamlit as st

from analysis.own_lexicons import LexiconFile, OwnLexicons
from analysis.saved import SavedError
from views.parts.session import current_parts, find_part, put_part

PART = "lexicons"
NONE = OwnLexicons()


def current_own() -> OwnLexicons:
    """Return the lists of this visit; none at first, and none if what was opened in their place is something else."""
    part = current_parts().get(PART)
    kept = st.session_state.get("own_lexicons")
    if kept is None or kept[0] is not part:
        # Checked only where it came from elsewhere: for thousands of terms that takes longer than a click should.
        kept = (part, _opened())
        st.session_state.own_lexicons = kept
    own: OwnLexicons = kept[1]
    return own


def _opened() -> OwnLexicons:
    st.session_state.pop("own_lexicons_refused", None)
    try:
        found = find_part(PART, LexiconFile)
    except SavedError as error:
        st.session_state.own_lexicons_refused = str(error)
        return NONE
    return found.lexicons if found else NONE


def refused() -> str | None:
    """Return why the lists of an opened project could not be used, if they could not."""
    reason: str | None = st.session_state.get("own_lexicons_refused")
    return reason


def put_own(own: OwnLexicons) -> None:
    """Keep changed lists."""
    put_part(PART, LexiconFile.of(lexicons=own) if own.lists else None)
    st.session_state.own_lexicons = (current_parts().get(PART), own)


def remove_list(name: str) -> None:
    """Take a list away; :func:`undo_removal` brings it back."""
    own = current_own()
    st.session_state.own_lexicons_before = (name, own)
    put_own(own.without_list(name))


def removed_list() -> str | None:
    """Return the name of the list that was removed last, as long as nothing else was changed since."""
    before: tuple[str, OwnLexicons] | None = st.session_state.get("own_lexicons_before")
    return before[0] if before else None


def undo_removal() -> None:
    """Bring back the list that was removed last."""
    _, own = st.session_state.pop("own_lexicons_before")
    put_own(own)


def forget_removal() -> None:
    """Forget what could be brought back, since something else was changed after it."""
    st.session_state.pop("own_lexicons_before", None)
