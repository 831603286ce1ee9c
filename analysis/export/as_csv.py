"""The CSV export: one row a finding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from analysis.decisions import BY_READER, dimension_of, key_of
from analysis.export.as_json import decision_as_dict, finding_as_dict
from analysis.export.bundle import Results
from analysis.export.in_words import stamp_in_words
from analysis.report import Report
from analysis.spreadsheet import BYTE_ORDER_MARK, csv_text

CSV_COLUMNS = (
    *("article", "outlet", "headline", "dimension", "part", "start", "end", "quote", "category", "reason", "source"),
    *("weight", "voice", "speaker", "alternative", "fair_when", "subject", "probability", "marked_by_model"),
    *("decision", "moved_to", "decision_reason", "made_with"),
)


def to_csv(results: Results) -> str:
    """Return one row a finding, and one a mark that a reader added, for spreadsheets and statistics packages.

    Cells that a spreadsheet would run as a formula are prefixed with an apostrophe; a byte order mark stands in front.
    """
    rows = ([row.get(name) for name in CSV_COLUMNS] for row in _all_rows(results))
    return BYTE_ORDER_MARK + csv_text(CSV_COLUMNS, rows)


def _all_rows(results: Results) -> Iterator[dict[str, Any]]:
    made_with = stamp_in_words(results.stamp)
    for number, report in enumerate(results.reports, 1):
        article = report.article
        head = {"article": number, "outlet": article.outlet, "headline": article.headline, "made_with": made_with}
        yield from (head | row for row in _rows(report))


def _rows(report: Report) -> Iterator[dict[str, Any]]:
    """Yield the tool's findings with what a reader decided about each, then the marks of the reader's own."""
    decided = report.reading.decisions.by_key()
    for key, result in report.by_tool.dimensions.items():
        for finding in result.findings:
            decision = decided.get(key_of(finding))
            told = decision_as_dict(decision) if decision else {}
            yield {"dimension": key, **told, **finding_as_dict(finding)}
    for decision in report.reading.decisions.added:
        yield {"dimension": dimension_of(decision.category), "source": BY_READER, **decision_as_dict(decision)}
