"""A table of codes, as it was saved or as somebody has filled it in, back into a sheet."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from pydantic import ValidationError

from analysis.article import ArticleError
from analysis.coding.code_tables import code_column
from analysis.coding.codings import Coding, Verdict
from analysis.coding.sheet import Sheet
from analysis.saved import MOST_BYTES, explained
from analysis.spreadsheet import csv_records

# What reading back cannot do without, beside the codes; whatever else stands in the table follows from the sheet.
NEEDED = ("coder", "finished", "unit", "text", "verdict", "note")
DIGITS = re.compile(r"[0-9]{1,6}")
YES, NO, MISSING = "1", "0", ""

Cells = Mapping[str, str]


def read_codes(sheet: Sheet, name: str, content: bytes) -> Sheet:
    """Return a sheet with the codes of a table in the form of :func:`analysis.coding.code_tables.wide_csv`, only those.

    A unit without a row is missing. A row with a 1 is coded though it may still be called open, as it is where somebody
    has filled in the table by hand.

    Args:
        sheet: whose units the table is about.
        name: of the file, for messages.
        content: its bytes.

    Raises:
        ArticleError: if it is no such table, or a row does not fit the sheet; the row is named.
    """
    if len(content) > MOST_BYTES:
        raise ArticleError(f"{name} is larger than {MOST_BYTES // 1_000_000} MB, which no table of codes is.")
    given: dict[str, dict[int, Coding]] = defaultdict(dict)
    finished: set[str] = set()
    for row, cells in _records(sheet, name, content):
        coder = cells["coder"]
        try:
            number = _unit(sheet, cells)
            if number in given[coder]:
                raise ValueError(f"unit {number + 1} stands in an earlier row of the same coder")
            given[coder][number] = _coding(sheet, cells)
        except ValueError as error:
            raise ArticleError(f"{name}, row {row}: {_reason(error)}. Mend it, or open its own sheet.") from error
        if cells["finished"] == YES:
            finished.add(coder)
    return _filled(sheet.blank(), given, finished)


def _records(sheet: Sheet, name: str, content: bytes) -> Iterator[tuple[int, Cells]]:
    needed = (*NEEDED, *(_column(key) for key in sheet.codebook.keys))
    try:
        for row, cells in csv_records(content):
            if missing := [column for column in needed if column not in cells]:
                raise ArticleError(f"has no column “{missing[0]}”; choose a wide table of this sheet.")
            yield row, cells
    except ArticleError as error:
        raise ArticleError(f"{name} {error}") from error


def _column(key: str) -> str:
    """Return a code's heading as :func:`csv_records` gives it."""
    return code_column(key).lower()


def _unit(sheet: Sheet, cells: Cells) -> int:
    """Return the number of a row's unit, from 0."""
    written = cells["unit"].strip()
    number = int(written) - 1 if DIGITS.fullmatch(written) else -1
    if not 0 <= number < len(sheet.units):
        raise ValueError(f"the sheet has no unit “{cells['unit']}”")
    # Spreadsheets change the line breaks within a cell.
    if cells["text"].split() != sheet.text(number).split():
        raise ValueError(f"unit {number + 1} of the sheet has another text")
    return number


def _coding(sheet: Sheet, cells: Cells) -> Coding:
    values = {key: cells[_column(key)].strip() for key in sheet.codebook.keys}
    if odd := [key for key, value in values.items() if value not in (YES, NO, MISSING)]:
        raise ValueError(f"{code_column(odd[0])} is “{values[odd[0]]}”, and not {YES}, {NO} or empty")
    codes = sheet.codebook.in_order(frozenset(key for key, value in values.items() if value == YES))
    verdict = Verdict(cells["verdict"] or Verdict.OPEN)
    if codes and verdict is Verdict.OPEN:
        verdict = Verdict.CODED
    return Coding(verdict=verdict, codes=codes, note=cells["note"])


def _reason(error: ValueError) -> str:
    return explained(error).removesuffix(".") if isinstance(error, ValidationError) else str(error)


def _filled(sheet: Sheet, given: Mapping[str, Mapping[int, Coding]], finished: set[str]) -> Sheet:
    for coder, codings in given.items():
        sheet = sheet.with_coder(coder)
        name = sheet.coders[-1].name
        for number, coding in codings.items():
            sheet = sheet.with_coding(name, number, coding)
        sheet = sheet.finished_by(name) if coder in finished else sheet
    return sheet
