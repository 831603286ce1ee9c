"""Which articles of a result are the same text, or tell of the same event."""

from __future__ import annotations

from pathlib import Path


def find_groups(out: Path) -> None:
    """Write the table ``groups`` of a result whose articles are all analysed."""
