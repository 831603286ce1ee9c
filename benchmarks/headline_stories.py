"""Real stories with their headlines: AllSides articles, in two halves, one to tune on and one to report on.

``allsides_baly/train_sample_6000.csv.gz`` of the data folder: published with Baly et al. 2020, "We can detect your
bias" (Apache-2.0; not part of this repository).
"""

from __future__ import annotations

import csv
import gzip
import random
from dataclasses import dataclass
from pathlib import Path

FILE = Path("allsides_baly") / "train_sample_6000.csv.gz"
LONGEST_FIELD = 10_000_000
FEWEST_BODY_WORDS = 150
FEWEST_HEADLINE_WORDS = 4
HALVES = ("tune", "report")
SHUFFLE_SEED = 1


@dataclass(frozen=True)
class Story:
    """A story with its headline and the topic that AllSides gives it."""

    topic: str
    headline: str
    body: str


def stories(data: Path, half: str) -> list[Story]:
    """Return the stories of one half, always in the same shuffled order; the halves share none.

    Args:
        data: the data folder.
        half: ``"tune"`` or ``"report"``.
    """
    csv.field_size_limit(LONGEST_FIELD)
    with gzip.open(data / FILE, "rt", encoding="utf-8") as file:
        found = [
            Story(row["topic"], " ".join(row["title"].split()), row["text"])
            for row in csv.DictReader(file)
            if len(row["text"].split()) >= FEWEST_BODY_WORDS and len(row["title"].split()) >= FEWEST_HEADLINE_WORDS
        ]
    random.Random(SHUFFLE_SEED).shuffle(found)  # noqa: S311 (a reproducible order, not a secret)
    middle = len(found) // 2
    return found[:middle] if half == "tune" else found[middle:]
