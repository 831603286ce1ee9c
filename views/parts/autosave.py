"""The work of a visit kept in the browser tab, so that a reload or a dropped connection loses nothing.

The tab keeps one packed project under the number of the visit that gave it. On every run the server hands out its own
number and project; the browser keeps the project if it has none, or one of the same visit. One of an earlier visit is
sent to the server first, once, and is only replaced after the server has had it: so a new visit, which is empty, never
overwrites what is kept. What comes from the browser is opened like a file from a stranger.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
import zlib
from functools import partial
from typing import Any

import streamlit as st

from analysis.project import Project
from analysis.saved import MOST_BYTES, SavedError, open_saved
from views.parts.columns import ASSETS
from views.parts.notice import put_notice
from views.parts.plain import plain
from views.parts.project import NO_ADDRESS, current_project, is_untouched, put_project

KEY, KEY_OF_CHANGES = "autosave", "autosave-changes"
# Characters. Browsers give a page some five million for a tab.
MOST_PACKED = 4_500_000
# zlib's number for the gzip format with the largest window.
GZIP = zlib.MAX_WBITS + 16

KEPT_IN_TAB = (
    "Articles of your own and what you decide are kept in this browser tab: a reload brings them back, and they are "
    "gone when you close it. Nothing is stored on a server. To keep or share your work, save the project file."
)
TOO_LARGE = "This work is too large to keep in the browser: a reload loses what you change now. Save the project file."
NOT_KEPT = "This browser keeps nothing for this page: a reload loses your work. Save the project file."
DAMAGED = "What this browser tab had kept of your work was damaged, and could not be opened."
TROUBLES = {"full": TOO_LARGE, "unavailable": NOT_KEPT}

_draw = st.components.v2.component("autosave", js=(ASSETS / "autosave.js").read_text(encoding="utf-8"))


def pack(content: bytes) -> str:
    """Return bytes as text that a browser can keep, about half as long as English text."""
    packer = zlib.compressobj(wbits=GZIP)
    return base64.b64encode(packer.compress(content) + packer.flush()).decode()


def unpack(text: str) -> bytes:
    """Return what was packed.

    Raises:
        SavedError: if it was not packed here, or is larger than any project.
    """
    unpacker = zlib.decompressobj(wbits=GZIP)
    try:
        content = unpacker.decompress(base64.b64decode(text, validate=True), MOST_BYTES + 1)
    except (ValueError, zlib.error) as error:
        raise SavedError(DAMAGED) from error
    if len(content) > MOST_BYTES or not unpacker.eof:
        raise SavedError(DAMAGED)
    return content


def remember_address() -> None:
    """Take down what the address of a new visit asks for, before any widget drops what it cannot offer yet."""
    if "first_address" not in st.session_state:
        st.session_state.first_address = {name: st.query_params.get_all(name) for name in st.query_params}


def keep_in_browser() -> None:
    """Hand the work of this visit to the browser tab, and take up what the tab has kept; say so if it cannot."""
    data, trouble = _handed()
    if trouble:
        st.warning(plain(trouble), icon=":material/save:")
    _draw(key=KEY, data=data, on_kept_change=_take_up, on_storage_change=partial(_hear_of_storage, KEY))


def keep_changes() -> None:
    """Hand the work to the browser tab once more, from a part of the page that is drawn without the bar above it."""
    _draw(key=KEY_OF_CHANGES, data=_handed()[0], on_storage_change=partial(_hear_of_storage, KEY_OF_CHANGES))


def _handed() -> tuple[dict[str, Any], str | None]:
    """Return what the browser is to keep, and why it cannot or could not, if so."""
    visit = st.session_state.setdefault("visit", secrets.token_hex(8))
    trouble = TROUBLES.get(st.session_state.get("storage", ""))
    data: dict[str, Any] = {"visit": visit, "settled": "settled" in st.session_state}
    try:
        packed = None if is_untouched() else _packed(current_project().as_bytes())
    except SavedError as error:
        return data, str(error)
    if packed is not None and len(packed) > MOST_PACKED:
        return data, TOO_LARGE
    return data | {"project": packed}, trouble


def _packed(content: bytes) -> str:
    """Return a project packed; one that did not change since the last run is not packed again."""
    digest = hashlib.sha256(content).digest()
    if st.session_state.get("packed", (b"", ""))[0] != digest:
        st.session_state.packed = (digest, pack(content))
    packed: str = st.session_state.packed[1]
    return packed


def _hear_of_storage(key: str) -> None:
    st.session_state.storage = str(st.session_state[key].storage)


def _take_up() -> None:
    kept = st.session_state[KEY].kept
    is_new = "settled" not in st.session_state and is_untouched()
    st.session_state.settled = True
    if is_new and isinstance(kept, dict):
        take_up(str(kept.get("project")), is_resumed=kept.get("resumed") is True)


def take_up(packed: str, *, is_resumed: bool) -> None:
    """Open what the browser had kept.

    Args:
        packed: the project, from the browser.
        is_resumed: whether the page was reloaded, or its connection lost, so that all is to be as it was. If not,
            somebody has opened an address in the tab, and what it asks for counts.
    """
    try:
        project = open_saved(Project, "What was kept", unpack(packed))
    except SavedError:
        put_notice(DAMAGED)
        return
    if told := put_project(project, address=NO_ADDRESS if is_resumed else st.session_state.get("first_address", {})):
        put_notice(told)
