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
