"""Reports and comparisons as files: the only place that knows an output format. Nothing is computed here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from analysis.export.as_csv import CSV_COLUMNS, to_csv
from analysis.export.as_html import to_html
from analysis.export.as_json import SCHEMA, as_dict, finding_as_dict, to_json
from analysis.export.as_text import to_text
from analysis.export.bundle import Results, Stamp, results_of, stamp_of
from analysis.export.in_words import score_in_words
from analysis.results import Cell
from analysis.spreadsheet import inert

__all__ = [
    "CSV_COLUMNS",
    "FORMATS",
    "SCHEMA",
    "Cell",
    "Results",
    "Stamp",
    "as_dict",
    "finding_as_dict",
    "inert",
    "results_of",
    "score_in_words",
    "stamp_of",
    "to_csv",
    "to_html",
    "to_json",
    "to_text",
]

FORMATS: Mapping[str, Callable[[Results], str]] = {
    "json": to_json,
    "text": to_text,
    "html": to_html,
    "csv": to_csv,
}
