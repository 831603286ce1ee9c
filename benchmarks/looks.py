"""The log of looks at test splits: what nobody may tune on, scored how often and with which model.

It is a section of RESULTS.md and survives every rewrite. One model file is one candidate: scoring the same file on the
same split again shows nothing new and is not logged again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from datetime import UTC, datetime

from benchmarks.results import read_section, table, write_section
from benchmarks.weights import Weights

TITLE = "Looks at test splits"
ABOUT = (
    "Models are chosen on development data. Each line is one model file, named by the first digits of its SHA-256, "
    "scored on one test split; the same file is listed once for a split, however often it was scored."
)


@dataclass(frozen=True)
class Look:
    """One model file scored on one test split; every field is a cell of the log."""

    date: str
    model: str
    sha256: str
    split: str
    figures: str
    note: str


def look(weights: Weights, split: str, figures: str, note: str) -> Look:
    """Return today's look; what would break the table is taken out of the note."""
    today = datetime.now(tz=UTC).date().isoformat()
    return Look(today, weights.name, weights.digest, split, figures, " ".join(note.replace("|", "/").split()) or "–")


def logged() -> list[Look]:
    """Read the log back from RESULTS.md, in the order of its lines."""
    lines = [line for line in read_section(TITLE).splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]
    return [Look(*row) for row in cells]


def log(new: Iterable[Look]) -> None:
    """Append the looks that are not logged yet."""
    looks = logged()
    known = {(old.sha256, old.split) for old in looks}
    looks += [entry for entry in new if (entry.sha256, entry.split) not in known]
    columns = [field.name for field in fields(Look)]
    write_section(TITLE, f"{ABOUT}\n\n{table(columns, [astuple(entry) for entry in looks])}")
