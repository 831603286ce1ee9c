"""CLEAR's excerpts, and which of them may go into weights that are shipped."""

from __future__ import annotations

import csv
import gzip
from dataclasses import dataclass
from pathlib import Path

# CC BY without NC, ND or SA; the corpus as a whole is CC BY-NC-SA.
PERMISSIVE = frozenset({"CC BY 3.0", "CC BY 4.0", "CC0", "Public Domain"})
# What was published before has been in the public domain in the United States since 2022 at the latest.
PUBLIC_DOMAIN_BEFORE = 1927


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One excerpt.

    Attributes:
        text: the excerpt, 120 to 210 words.
        ease: what teachers judged (Bradley–Terry score, higher = easier).
        informational: not literary.
        author: who wrote it, or its title.
        shipped: whether its own licence lets weights fitted on it be shipped: a permissive licence named in its row, or
            none named and published before 1927. Without a year, or with the year of an electronic edition, it is not.
    """

    text: str
    ease: float
    informational: bool
    author: str
    shipped: bool


def excerpts(data: Path) -> list[Excerpt]:
    """Read ``clear/clear_corpus.csv.gz`` (Crossley et al. 2022)."""
    with gzip.open(data / "clear" / "clear_corpus.csv.gz", "rt", encoding="utf-8-sig", newline="") as file:
        return [
            Excerpt(
                row["Excerpt"],
                float(row["BT_easiness"]),
                row["Categ"] == "Info",
                (row["Author"] or row["Title"]).strip().lower(),
                _may_be_shipped(row["License"].strip(), row["Pub Year"]),
            )
            for row in csv.DictReader(file)
        ]


def _may_be_shipped(licence: str, year: str) -> bool:
    if licence:
        return licence in PERMISSIVE
    return bool(year) and float(year) < PUBLIC_DOMAIN_BEFORE
