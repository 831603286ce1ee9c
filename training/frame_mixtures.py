"""Sentences put together from clauses of others: what a teacher can label beside them, in the same words and tone."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

# Before a clause: behind a comma and its like, round a dash, and before a word that opens one.
CLAUSE = re.compile(
    r"(?<=[,;:])\s+|\s+[–—-]\s+"
    r"|\s+(?=(?:because|while|although|but|and that|after|before|which|who|that|as|if|when|so)\s)"
)
FEWEST_WORDS = 4
# In a mixture, and how many clauses it is made of.
MOST_WORDS = 45
CLAUSES = (1, 2, 2, 3)
ENDS = (".", "!", "?", "”")


def mixtures(texts: Sequence[str], count: int, seed: int) -> list[str]:
    """Return new sentences of one to three clauses that come from different sentences, each mixture once.

    They need not make sense: a student that has seen them knows better which words a label hangs on.

    Args:
        texts: sentences; between them they need enough clauses for so many mixtures.
        count: how many to make.
        seed: which.
    """
    chance = random.Random(seed)
    clauses = [clause for text in texts for clause in _clauses(text)]
    found: dict[str, None] = {}
    while len(found) < count:
        sentence = ", ".join(chance.sample(clauses, chance.choice(CLAUSES)))
        if len(sentence.split()) <= MOST_WORDS:
            found[f"{sentence[0].upper()}{sentence[1:]}{'' if sentence.endswith(ENDS) else '.'}"] = None
    return list(found)


def _clauses(text: str) -> list[str]:
    cut = (clause.strip(" ,;:") for clause in CLAUSE.split(text))
    return [clause for clause in cut if len(clause.split()) >= FEWEST_WORDS]
