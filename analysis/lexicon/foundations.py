"""The moral foundations of Haidt and Graham (2007), and how categories of moral words are told from all others."""

from __future__ import annotations

# Categories of one group compete for a word: one that stands for two foundations counts for one.
MORAL_GROUP = "moral"
FOUNDATIONS = ("care", "fairness", "loyalty", "authority", "sanctity")
# A foundation upheld, and violated.
SIDES = ("virtue", "vice")


def moral_key(foundation: str, side: str) -> str:
    """Return the key of the category that holds the words of one side of a foundation."""
    return f"framing/moral_{foundation}_{side}"
