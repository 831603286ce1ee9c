"""The CSV export: one row a finding."""

from __future__ import annotations

import csv
import io

from analysis.export.as_json import finding_as_dict
from analysis.export.bundle import Results
from analysis.spreadsheet import inert

CSV_COLUMNS = (
    *("article", "outlet", "headline", "dimension", "part", "start", "end", "quote", "category", "reason", "source"),
    *("weight", "voice", "speaker", "alternative", "fair_when", "subject", "probability", "marked_by_model"),
)

BYTE_ORDER_MARK = "\ufeff"


def to_csv(results: Results) -> str:
    """Return one row a finding, for spreadsheets and statistics packages.

    Cells that a spreadsheet would run as a formula are prefixed with an apostrophe. The byte order mark in front tells
    Excel that the file is UTF-8; without it curly quotation marks come out as other characters.
    """
    buffer = io.StringIO()
    buffer.write(BYTE_ORDER_MARK)
    writer = csv.DictWriter(buffer, CSV_COLUMNS)
    writer.writeheader()
    for number, report in enumerate(results.reports, 1):
        head = {"article": number, "outlet": report.article.outlet, "headline": report.article.headline}
        for key, result in report.dimensions.items():
            for finding in result.findings:
                row = {**head, "dimension": key, **finding_as_dict(finding)}
                writer.writerow({name: inert(row[name]) for name in CSV_COLUMNS})
    return buffer.getvalue()
