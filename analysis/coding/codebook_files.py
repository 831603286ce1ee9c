"""Reading anybody's own codebook: TOML or CSV in, a checked codebook or the offending place out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from pydantic import ValidationError

from analysis.article import ArticleError
from analysis.coding.codebook import MOST_CODES, Code, Codebook
from analysis.readers.toml import toml_table
from analysis.saved import explained
from analysis.spreadsheet import csv_records

# A hundred codes with their longest definitions and examples take less than half of it.
MOST_BYTES = 1_000_000
COLUMNS = ("code", "label", "definition", "example", "group")
NEEDED = COLUMNS[:3]
TABLE_KEYS = ("name", "exclusive", "codes")


class CodebookError(ArticleError):
    """A codebook that cannot be used: which file, which row or line, and what to do about it."""


def read_codebook(name: str, content: bytes) -> Codebook:
    """Read a codebook from a TOML or CSV file; ``docs/files.md`` describes both.

    Args:
        name: of the file; its ending says which of the two it is.
        content: its bytes.

    Raises:
        CodebookError: if the file is too large, not in its format, or lacks something.
    """
    if len(content) > MOST_BYTES:
        raise CodebookError(f"{name} is larger than {MOST_BYTES // 1_000_000} MB, which no codebook is.")
    try:
        if name.lower().endswith(".toml"):
            return _from_toml(name, content)
        return _from_csv(name, content)
    except CodebookError:
        raise
    except ArticleError as error:
        raise CodebookError(f"{name} {error}") from error


def _from_toml(name: str, content: bytes) -> Codebook:
    table = toml_table(content)
    if unknown := sorted(table.keys() - set(TABLE_KEYS)):
        raise CodebookError(f"{name} has the unknown key “{unknown[0]}”; known are {', '.join(TABLE_KEYS)}.")
    entries = table.get("codes")
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise CodebookError(f"{name} lists no codes; begin each with [[codes]].")
    places = [f"code {number}" for number in range(1, len(entries) + 1)]
    about: dict[str, Any] = {key: table[key] for key in ("name", "exclusive") if key in table}
    return _codebook(name, list(zip(places, entries, strict=True)), about)


def _from_csv(name: str, content: bytes) -> Codebook:
    rows: list[tuple[str, Mapping[str, Any]]] = []
    for number, row in csv_records(content):
        if missing := [column for column in NEEDED if column not in row]:
            raise CodebookError(f"{name} has no column “{missing[0]}”; row 1 names the columns {', '.join(COLUMNS)}.")
        rows.append((f"row {number}", row))
        if len(rows) > MOST_CODES:
            break
    return _codebook(name, rows, {})


def _codebook(name: str, entries: Sequence[tuple[str, Mapping[str, Any]]], about: Mapping[str, Any]) -> Codebook:
    """Check entry by entry, so that a message can name the place."""
    if not entries:
        raise CodebookError(f"{name} lists no codes; give at least one.")
    if len(entries) > MOST_CODES:
        raise CodebookError(f"{name} has more than {MOST_CODES} codes; split it into codebooks that a coder can learn.")
    codes: dict[str, Code] = {}
    for place, entry in entries:
        code = _code(f"{name}, {place}", entry)
        if code.code.lower() in codes:
            raise CodebookError(f"{name}, {place}: code “{code.code}” is listed before; keep one.")
        codes[code.code.lower()] = code
    try:
        return Codebook.model_validate({"name": PurePath(name).stem, **about, "codes": tuple(codes.values())})
    except ValidationError as error:
        raise CodebookError(f"{name}: {explained(error)} Mend it.") from error


def _code(place: str, entry: Mapping[str, Any]) -> Code:
    if unknown := sorted(entry.keys() - set(COLUMNS)):
        raise CodebookError(f"{place}: “{unknown[0]}” is unknown; known are {', '.join(COLUMNS)}.")
    if missing := [key for key in NEEDED if not entry.get(key)]:
        raise CodebookError(f"{place}: the {missing[0]} is missing; fill it in.")
    try:
        return Code.model_validate(entry)
    except ValidationError as error:
        raise CodebookError(f"{place}: {explained(error)} Mend it.") from error
