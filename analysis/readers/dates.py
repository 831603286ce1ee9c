"""Dates as publishers write them, to ISO 8601; a date that could mean two days is not guessed."""

from __future__ import annotations

import datetime

_FORMATS = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%B %d %Y", "%b %d %Y", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d")


def iso_date(text: str) -> str | None:
    """Return the day as ``2026-11-22``, or None if the text is no date or an ambiguous one (``03/04/2026``)."""
    text = " ".join(text.split())
    try:
        return datetime.date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        pass
    for form in _FORMATS:
        try:
            return datetime.datetime.strptime(text, form).date().isoformat()
        except ValueError:
            continue
    return None
