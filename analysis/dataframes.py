"""Reports as pandas tables, for notebooks and scripts: scores, findings, and any table of a measure or comparison."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas

from analysis.export import finding_as_dict
from analysis.report import Report
from analysis.results import DimensionResult, Score, Table

# In front of every row: number of the report, from 0, and the article's outlet and headline.
_HEAD = ("article", "outlet", "headline", "dimension")
SCORE_COLUMNS = (
    *(*_HEAD, "score", "label", "subject", "voice"),
    *("value", "low", "high", "unit", "direction", "band", "note"),
)
FINDING_COLUMNS = (
    *(*_HEAD, "part", "start", "end", "quote", "category", "reason", "source", "weight", "voice", "speaker"),
    *("alternative", "fair_when", "subject", "probability", "marked_by_model"),
)


def scores_dataframe(*reports: Report) -> pandas.DataFrame:
    """Return one row a score: value, 95 % interval, unit, direction and band, or in ``note`` why there is no value."""
    rows = (head | _score(score) for head, result in _results(reports) for score in result.scores)
    return pandas.DataFrame(rows, columns=list(SCORE_COLUMNS))


def findings_dataframe(*reports: Report) -> pandas.DataFrame:
    """Return one row a finding: the words, where they stand, why they are marked and what would be neutral."""
    rows = (head | finding_as_dict(finding) for head, result in _results(reports) for finding in result.findings)
    return pandas.DataFrame(rows, columns=list(FINDING_COLUMNS))


def table_dataframe(table: Table) -> pandas.DataFrame:
    """Return the rows of a table of a measure (``report.dimensions["actors"].tables``) or of a comparison."""
    return pandas.DataFrame([row.cells for row in table.rows], columns=list(table.columns))


def _results(reports: Sequence[Report]) -> Iterator[tuple[dict[str, Any], DimensionResult]]:
    """Yield the results of every report, each with what stands in front of its rows."""
    for number, report in enumerate(reports):
        article = report.article
        for key, result in report.dimensions.items():
            yield dict(zip(_HEAD, (number, article.outlet, article.headline, key), strict=True)), result


def _score(score: Score) -> dict[str, Any]:
    return {
        "score": score.name,
        "label": score.label,
        "subject": score.subject,
        "voice": score.voice.value,
        "value": score.value,
        "low": score.low,
        "high": score.high,
        "unit": score.unit,
        "direction": score.direction,
        "band": score.band.label if score.band else None,
        "note": score.note,
    }
