"""Who may start runs and name folders: whoever sits at the computer on which the dashboard runs, and nobody else.

A dashboard that is served to a class must not let its visitors read folders of the server, write to them, or keep its
cores busy for hours. A visit counts as the computer's own if its connection, and the address in its browser, are those
of the computer itself, and nothing says that it was passed on by a proxy. Whoever runs the server can say otherwise:

- ``CORPUS_RUNS=all`` lets every visitor start runs and name folders. ``CORPUS_RUNS=none`` lets nobody: for a server
  behind a proxy on the same computer that does not say for whom it asks, through which a visitor who forges what a
  browser tells could pass for the computer's own.
- ``CORPUS_FOLDER=/path/of/a/result`` is what those may look at who may not start runs.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

RUNS_VARIABLE, FOLDER_VARIABLE = "CORPUS_RUNS", "CORPUS_FOLDER"
EVERYBODY = "all"
# What a proxy adds to say for whom it asks.
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")


def may_run() -> bool:
    """Whether this visit may start runs and name folders."""
    return is_allowed(os.environ.get(RUNS_VARIABLE, ""), st.context.ip_address, st.context.headers)


def is_allowed(word: str, address: str | None, headers: Mapping[str, str]) -> bool:
    """Whether a visit may start runs and name folders.

    Args:
        word: what the environment says of runs; any word but ``"all"`` forbids them.
        address: of the other end of the connection; None for this computer.
        headers: of the connection.
    """
    if word.strip():
        return word.strip().lower() == EVERYBODY
    is_passed_on = any(name in headers for name in FORWARDED)
    names = (urlsplit(f"//{headers.get('Host', '')}").hostname, urlsplit(headers.get("Origin", "")).hostname)
    return not is_passed_on and is_own(address or "localhost") and all(is_own(name or "") for name in names)


def is_own(name: str) -> bool:
    """Whether a name or an address can only be that of the computer itself."""
    try:
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False


def folder_for_visitors() -> Path | None:
    """Return the result folder that visitors may look at; None if whoever runs the server has named none."""
    named = os.environ.get(FOLDER_VARIABLE, "").strip()
    return Path(named).expanduser().absolute() if named else None
