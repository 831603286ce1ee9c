"""What one visit knows of its coding: the sheet, which is saved with the rest of the work, and where a coder is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from analysis.coding.sheet import Sheet
from views.parts.session import current_parts, find_part, put_part

PART = "codes"


def current_sheet() -> Sheet | None:
    """Return the open sheet, if there is one.

    Raises:
        SavedError: if what was opened under its name is none.
    """
    part: Mapping[str, Any] | None = current_parts().get(PART)
    kept = st.session_state.get("coding_sheet")
    if kept is None or kept[0] is not part:
        # Read anew only where it came from elsewhere: to check thousands of units at each click would take seconds.
        kept = (part, find_part(PART, Sheet))
        st.session_state.coding_sheet = kept
    sheet: Sheet | None = kept[1]
    return sheet


def put_sheet(sheet: Sheet | None) -> None:
    """Keep a changed sheet; None closes it."""
    put_part(PART, sheet)
    st.session_state.coding_sheet = (current_parts().get(PART), sheet)


def open_for(sheet: Sheet, coder: str | None) -> None:
    """Open a sheet for a coder, at the first unit that is not coded; for None it is asked who codes."""
    put_sheet(sheet)
    st.session_state.coding_coder = coder
    go_to((coder and sheet.next_open(coder)) or 0)


def current_coder(sheet: Sheet) -> str | None:
    """Return who is coding, if that is known."""
    name: str | None = st.session_state.get("coding_coder")
    return name if name in (coder.name for coder in sheet.coders) else None


def current_place(sheet: Sheet) -> int:
    """Return the place in the order of the unit that is shown, from 0."""
    place: int = st.session_state.get("coding_place", 0)
    return min(place, len(sheet.units) - 1)


def go_to(place: int) -> None:
    """Show the unit at a place in the order; what is ticked is read from the sheet."""
    st.session_state.coding_place = place
    st.session_state.coding_shown = None
