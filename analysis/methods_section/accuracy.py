"""How good the measures are: figures read from the benchmarks' results; what to read stands in ``accuracy.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.pages import RESULTS_PAGE, PageTable, sections, tables

CHOICE = Path(__file__).with_name("accuracy.toml")
MODEL_HERE = "{model}"
_LEXICONS = re.compile(r"\blexicons ([0-9a-f]{12})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which figures to name.

    Attributes:
        measure: key of the dimension.
        what: what was tested.
        data: on which data set and split.
        section: of the results.
        caption: how the paragraph above the table begins.
        columns: what is taken from a row.
        row: cells by which the row is known; empty for all rows.
        model: folder of the model that the figures are about; None if they hold without models too.
    """

    measure: str
    what: str
    data: str
    section: str
    caption: str
    columns: Sequence[str]
    row: Mapping[str, str] = field(default_factory=dict)
    model: str | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures on one question.

    Attributes:
        what: what was tested.
        data: on which data set and split.
        values: in words: ``"F1 0.852 (0.83–0.87), MCC 0.658 (0.61–0.70)"``.
        lexicons: digest of the word lists that they were measured with, if the results name it.
    """

    what: str
    data: str
    values: str
    lexicons: str | None


def load_choice(path: Path = CHOICE) -> tuple[Wanted, ...]:
    """Return which figures are named."""
    entries: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["figure"]
    return tuple(Wanted(**entry) for entry in entries)


def figures_of(
    measure: str, models: Mapping[str, str], choice: Sequence[Wanted], page: Path = RESULTS_PAGE
) -> Iterator[Figures]:
    """Yield the figures that are known of a measure. Those of a model that the results do not name are left out.

    Args:
        measure: key of the dimension.
        models: name and version of each model that was used, by its folder; empty if there were none.
        choice: which figures are named.
        page: the benchmarks' results.
    """
    results = sections(page)
    for wanted in choice:
        if wanted.measure == measure and (wanted.model is None or wanted.model in models):
            text = results.get(wanted.section, "")
            if values := _values(tables(text), wanted, models.get(wanted.model or "", "")):
                named = _LEXICONS.search(text)
                yield Figures(wanted.what, wanted.data, values, named.group(1) if named else None)


def _values(found: Iterator[PageTable], wanted: Wanted, model: str) -> str:
    """Return the figures of the first table under the caption, in words; empty if there are none."""
    caption = wanted.caption.replace(MODEL_HERE, model)
    table = next((table for table in found if table.caption.startswith(caption)), None)
    if table is None:
        return ""
    if not wanted.row:
        return "; ".join(f"{next(iter(row.values()))}: {_told(row, wanted.columns)}" for row in table.rows)
    cells = {name: cell.replace(MODEL_HERE, model) for name, cell in wanted.row.items()}
    row = next((row for row in table.rows if cells.items() <= row.items()), None)
    return _told(row, wanted.columns) if row else ""


def _told(row: Mapping[str, str], columns: Sequence[str]) -> str:
    return ", ".join(f"{name} {row[name]}" for name in columns)
