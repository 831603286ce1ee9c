"""Where in a story something stands: one vocabulary for headline, comparison and every view."""

from __future__ import annotations

from enum import StrEnum

# News puts the most important first; three sentences are about what a reader sees without scrolling.
LEAD_SENTENCES = 3


class Place(StrEnum):
    """Where in the body a sentence stands."""

    LEAD = "lead"
    MIDDLE = "middle"
    BURIED = "buried"


def place_in_body(number: int, start: int, length: int) -> Place:
    """Return where a sentence stands: among the first three, after them, or in the second half of the text.

    Args:
        number: of the sentence, from 0.
        start: its first character.
        length: characters of the body.
    """
    if number < LEAD_SENTENCES:
        return Place.LEAD
    return Place.BURIED if start >= length / 2 else Place.MIDDLE
