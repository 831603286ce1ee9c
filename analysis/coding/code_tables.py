"""Codes as tables for R, pandas and spreadsheets: one row a judgement, or one row a unit."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.coding.codings import Coding
from analysis.coding.sheet import Sheet
from analysis.results import Cell
from analysis.spreadsheet import csv_text

UNIT_COLUMNS = ("unit", "order", "article", "outlet", "headline", "part", "start", "end", "text")
CODER_COLUMNS = ("coder", "finished", *UNIT_COLUMNS, "verdict", "note")
LONG_COLUMNS = (*CODER_COLUMNS, "code", "label", "value")
# Before each code's column of the wide table, so that none is called like another column.
CODE_PREFIX = "code_"


def long_csv(sheet: Sheet) -> str:
    """Return one row a coder, unit and code; ``value`` is 1 or 0, and empty where the unit is missing or unsure.

    Units and articles are numbered from 1 in the order of the text, ``order`` is the place in the order of coding, and
    ``start`` and ``end`` count characters of the article's part from 0.
    """
    rows = (
        (*cells, code.code, code.label, value_of(coding, code.code))
        for cells, coding in _coder_rows(sheet)
        for code in sheet.codebook.codes
    )
    return csv_text(LONG_COLUMNS, rows)


def wide_csv(sheet: Sheet) -> str:
    """Return one row a coder and unit, with a column a code; cells as in :func:`long_csv`.

    :func:`analysis.coding.reading_codes.read_codes` reads it back.
    """
    keys = sheet.codebook.keys
    columns = (*CODER_COLUMNS, *map(code_column, keys))
    rows = ((*cells, *(value_of(coding, key) for key in keys)) for cells, coding in _coder_rows(sheet))
    return csv_text(columns, rows)


def code_column(key: str) -> str:
    """Return the heading of a code's column in the wide table."""
    return f"{CODE_PREFIX}{key}"


def value_of(coding: Coding, key: str) -> int | None:
    """Return 1 if a coding gives a code, 0 if it does not, None if it does not say."""
    return int(key in coding.codes) if coding.is_judged else None


def unit_rows(sheet: Sheet) -> tuple[tuple[Cell, ...], ...]:
    """Return what :data:`UNIT_COLUMNS` hold of each unit, in the order of the text."""
    places = {number: place for place, number in enumerate(sheet.order, start=1)}
    rows = []
    for number, unit in enumerate(sheet.units):
        article = sheet.articles[unit.article]
        about = (number + 1, places[number], unit.article + 1, article.outlet, article.headline)
        rows.append((*about, unit.part.value, unit.start, unit.end, sheet.text(number)))
    return tuple(rows)


def _coder_rows(sheet: Sheet) -> Iterator[tuple[tuple[Cell, ...], Coding]]:
    units = unit_rows(sheet)
    for coder in sheet.coders:
        for cells, coding in zip(units, coder.codings, strict=True):
            yield (coder.name, int(coder.finished), *cells, coding.verdict.value, coding.note), coding
