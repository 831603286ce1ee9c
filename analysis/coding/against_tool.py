"""The tool against a human coder: for each code that the tool knows, where both, one or neither of them see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from analysis.article import Part, Span
from analysis.coding.code_tables import UNIT_COLUMNS, unit_rows, value_of
from analysis.coding.codebook import FRAMING_BOOKS, Code
from analysis.coding.reliability import Agreement, agreement_on
from analysis.coding.sheet import Sheet
from analysis.framing import KEY as FRAMING
from analysis.framing.evoked import evoked_by
from analysis.lexicon import Lexicons
from analysis.loaded_language import KEY as LOADED
from analysis.report import Report
from analysis.results import Cell, Row, Table
from analysis.spreadsheet import csv_text


class Seen(StrEnum):
    """Who sees a code in a unit."""

    BOTH = "both"
    TOOL = "only the tool"
    CODER = "only the coder"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Confusion:
    """How the tool does on one code, with a human coder's word as the measure.

    Attributes:
        code: the code.
        units: numbers of the units that the coder has judged and the tool can judge, by who sees the code there.
    """

    code: Code
    units: Mapping[Seen, tuple[int, ...]]

    def count(self, seen: Seen) -> int:
        """Return the number of units in one cell."""
        return len(self.units[seen])

    @property
    def precision(self) -> float | None:
        """Share of the units that the tool names in which the coder does too, 0 to 1; None if the tool names none."""
        return _share(self.count(Seen.BOTH), self.count(Seen.TOOL))

    @property
    def recall(self) -> float | None:
        """Share of the units that the coder names in which the tool does too, 0 to 1; None if the coder names none."""
        return _share(self.count(Seen.BOTH), self.count(Seen.CODER))

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall, 0 to 1; None if neither names any."""
        # Twice those of both over all that either names, so that one of them may name none.
        both = self.count(Seen.BOTH)
        return _share(2 * both, self.count(Seen.TOOL) + self.count(Seen.CODER))

    @property
    def note(self) -> str:
        """Why a number is missing; empty if none is."""
        if not any(self.units.values()):
            return "No unit was judged by the coder that the tool can judge too."
        who = [name for name, value in (("The tool", self.precision), ("The coder", self.recall)) if value is None]
        return f"{' and '.join(who).capitalize()} never named it." if who else ""


def _share(hits: int, misses: int) -> float | None:
    return hits / (hits + misses) if hits + misses else None


def confusions(sheet: Sheet, coder: str, reports: Sequence[Report], lexicons: Lexicons) -> tuple[Confusion, ...]:
    """Return one confusion a code of the codebook that the tool knows: of framing and of loaded language.

    In a sentence the tool sees a frame, function or scope that the sentence evokes in either voice, and a kind of
    loaded language of which a finding begins there; in an article what it sees anywhere in the body. Headlines evoke
    nothing in the tool's eyes, so that they do not count for framing.

    Args:
        sheet: with the codes.
        coder: name of the coder.
        reports: the tool's on each article of the sheet, in its order.
        lexicons: what the reports were made with.

    Raises:
        KeyError: if nobody of this name codes.
    """
    codings = sheet.coder(coder).codings
    known = []
    for code in sheet.codebook.codes:
        if (places := _places(code.code, reports, lexicons)) is None:
            continue
        units: dict[Seen, list[int]] = {seen: [] for seen in Seen}
        for number, coding in enumerate(codings):
            by_coder = value_of(coding, code.code)
            by_tool = _sees(sheet, number, code.code, places)
            if by_coder is not None and by_tool is not None:
                units[_seen(bool(by_coder), by_tool)].append(number)
        known.append(Confusion(code, {seen: tuple(numbers) for seen, numbers in units.items()}))
    return tuple(known)


def _seen(by_coder: bool, by_tool: bool) -> Seen:
    if by_coder:
        return Seen.BOTH if by_tool else Seen.CODER
    return Seen.TOOL if by_tool else Seen.NEITHER


def _places(key: str, reports: Sequence[Report], lexicons: Lexicons) -> tuple[tuple[Span, ...], ...] | None:
    """Return where the tool sees a code in each article; None if it does not know the code."""
    category = lexicons.categories.get(key)
    if category and category.dimension == LOADED:
        found = ([f.span for f in report.dimensions[LOADED].findings if f.category == key] for report in reports)
        return tuple(map(tuple, found))
    if category and category.dimension == FRAMING and category.group in FRAMING_BOOKS:
        return tuple(evoked_by(one.dimensions[FRAMING].findings, one.reading.document).spans(key) for one in reports)
    return None


def _sees(sheet: Sheet, number: int, key: str, places: Sequence[Sequence[Span]]) -> bool | None:
    unit = sheet.units[number]
    if unit.part is Part.HEADLINE and key.startswith(f"{FRAMING}/"):
        return None
    return any(span.part is unit.part and unit.start <= span.start < unit.end for span in places[unit.article])


def tool_agreement(found: Sequence[Confusion]) -> tuple[Agreement, ...]:
    """Return how far tool and coder agree on each code, as two coders would; the tool's uses come first."""
    return tuple(_agreement(one) for one in found)


def _agreement(one: Confusion) -> Agreement:
    seen = [seen for _, seen in sorted((number, seen) for seen, numbers in one.units.items() for number in numbers)]
    by_tool, by_coder = ([each in (Seen.BOTH, alone) for each in seen] for alone in (Seen.TOOL, Seen.CODER))
    return agreement_on(one.code.code, one.code.label, np.array([by_tool, by_coder], dtype=float))


def confusion_table(found: Sequence[Confusion]) -> Table:
    """Return how the tool does on each code as a table for people."""
    rows = (Row((one.code.label, *map(one.count, Seen), *map(_in_words, _figures(one)), one.note)) for one in found)
    return Table(
        "confusion",
        "The tool beside the coder",
        "In how many of the units that the coder has judged both, one or neither sees a code. Precision is "
        "the share of the tool’s that the coder confirms, recall that of the coder’s that the tool finds.",
        ("Code", *(seen.value.capitalize() for seen in Seen), "Precision", "Recall", "F1", "Note"),
        tuple(rows),
    )


def cells_table(sheet: Sheet, found: Sequence[Confusion]) -> Table:
    """Return the units of each cell as a table whose evidence they are, without those in which neither sees a code."""
    rows = []
    for one in found:
        for seen in (Seen.TOOL, Seen.CODER, Seen.BOTH):
            units = [sheet.units[number] for number in one.units[seen]]
            if units:
                spans = tuple(Span(unit.part, unit.start, unit.end) for unit in units)
                rows.append(Row((one.code.label, seen.value, len(units)), spans, tuple(unit.article for unit in units)))
    return Table(
        "cells",
        "Where they differ, and where not",
        "The units behind the numbers, those first that only one of the two sees.",
        ("Code", "Seen by", "Units"),
        tuple(rows),
    )


def confusion_csv(sheet: Sheet, found: Sequence[Confusion]) -> str:
    """Return one row a code and unit: who sees it there, and the text."""
    units = unit_rows(sheet)
    rows: list[tuple[Cell, ...]] = [
        (one.code.code, one.code.label, seen.value, *units[number])
        for one in found
        for seen, numbers in one.units.items()
        for number in numbers
    ]
    return csv_text(("code", "label", "seen_by", *UNIT_COLUMNS), rows)


def _figures(one: Confusion) -> tuple[float | None, float | None, float | None]:
    return one.precision, one.recall, one.f1


def _in_words(value: float | None) -> str | None:
    return None if value is None else f"{value:.2f}"
