"""Reports and comparisons as JSON, CSV, plain text and one self-contained HTML file.

The only place that knows an output format; nothing is computed here. The JSON is described in ``docs/schema.md``.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from analysis.article import Article, Part, Span
from analysis.comparison import Comparison, article_names
from analysis.comparison.alignment import Passage
from analysis.highlight import STYLESHEET
from analysis.highlight import to_html as to_marked_html
from analysis.reading import Resources
from analysis.report import MEASURES, Report
from analysis.results import DimensionResult, Finding, Score, Table
from analysis.version import VERSION

Cell = str | int | float | None

TEMPLATE = Path(__file__).with_name("templates") / "report.html"
SCHEMA = "media-bias-framing-analyzer/report/1"
# Digits after the point: enough for any reader, few enough to be equal on every machine.
DIGITS = 4
CSV_COLUMNS = (
    *("article", "outlet", "headline", "dimension", "part", "start", "end", "quote", "category", "reason", "source"),
    *("weight", "voice", "speaker", "alternative", "fair_when", "subject"),
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an export was made with, so that a result can be reproduced.

    Attributes:
        version: of this library.
        lexicons: digest of all lexicon files.
        pipeline: name and version of the spaCy pipeline.
    """

    version: str
    lexicons: str
    pipeline: str


@dataclass(frozen=True, slots=True)
class Results:
    """What is exported.

    Attributes:
        reports: one an article.
        comparison: of these reports, if they were compared.
        stamp: what they were made with.
        labels: name for people of each category of findings, by key.
    """

    reports: Sequence[Report]
    comparison: Comparison | None
    stamp: Stamp
    labels: Mapping[str, str]


def results_of(reports: Sequence[Report], resources: Resources, comparison: Comparison | None = None) -> Results:
    """Put reports, and their comparison if there is one, together with what they were made with."""
    meta = resources.pipeline.meta
    stamp = Stamp(VERSION, resources.lexicons.digest, f"{meta['lang']}_{meta['name']} {meta['version']}")
    labels = {key: category.label for key, category in resources.lexicons.categories.items()}
    return Results(reports, comparison, stamp, labels)


def to_json(results: Results) -> str:
    """Return one JSON object: schema, stamp, reports, comparison."""
    return json.dumps(as_dict(results), ensure_ascii=False, indent=2) + "\n"


def as_dict(results: Results) -> dict[str, Any]:
    """Return the content of the JSON export as plain dictionaries and lists."""
    return {
        "schema": SCHEMA,
        "made_with": asdict(results.stamp),
        "reports": [_report(report) for report in results.reports],
        "comparison": _comparison(results.comparison) if results.comparison else None,
    }


def to_csv(results: Results) -> str:
    """Return one row a finding, for spreadsheets and statistics packages.

    Cells that a spreadsheet would run as a formula are prefixed with an apostrophe.
    """
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, CSV_COLUMNS)
    writer.writeheader()
    for number, report in enumerate(results.reports, 1):
        head = {"article": number, "outlet": report.article.outlet, "headline": report.article.headline}
        for key, result in report.dimensions.items():
            for finding in result.findings:
                row = {**head, "dimension": key, **_finding(finding)}
                writer.writerow({name: inert(row[name]) for name in CSV_COLUMNS})
    return buffer.getvalue()


def to_text(results: Results) -> str:
    """Return a plain text report for a terminal: scores, then the evidence, then the comparison's tables."""
    lines: list[str] = []
    for report in results.reports:
        lines += _text_heading(report)
        for measure in MEASURES:
            lines += ["", f"{measure.label} — {measure.question}"]
            lines += _text_dimension(report.dimensions[measure.key])
    if results.comparison:
        lines += ["", "COMPARISON", *([results.comparison.warning] if results.comparison.warning else [])]
        for table in results.comparison.tables:
            lines += ["", table.title, *("  " + " | ".join(_cell(cell) for cell in row.cells) for row in table.rows)]
    stamp = results.stamp
    lines += ["", f"Version {stamp.version}, lexicons {stamp.lexicons}, parser {stamp.pipeline}."]
    return "\n".join(lines) + "\n"


def to_html(results: Results) -> str:
    """Return one self-contained page: no script, no request, readable on paper."""
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    environment.filters.update(shown=_cell, in_words=score_in_words)
    names = article_names(results.reports)
    return environment.from_string(TEMPLATE.read_text(encoding="utf-8")).render(
        title=results.reports[0].article.headline or names[0] if results.reports else "No articles",
        stylesheet=Markup(STYLESHEET.read_text(encoding="utf-8")),  # noqa: S704 - our own file, no article text
        measures=MEASURES,
        comparison=results.comparison,
        reports=[
            _html_report(report, name, results.labels, f"article-{number}")
            for number, (report, name) in enumerate(zip(results.reports, names, strict=True), 1)
        ],
        stamp=results.stamp,
    )


def _html_report(report: Report, name: str, labels: Mapping[str, str], prefix: str) -> dict[str, object]:
    article = report.article
    findings = [finding for result in report.dimensions.values() for finding in result.findings]
    marked = {
        part.value: to_marked_html(article, part, findings=findings, labels=labels, prefix=prefix) for part in Part
    }
    return {
        "name": name,
        "origin": _origin(article),
        "dimensions": report.dimensions,
        **{  # the pieces were escaped one by one when the marks were set
            part: {"text": Markup(html.text), "notes": Markup(html.notes)}  # noqa: S704
            for part, html in marked.items()
        },
    }


def _report(report: Report) -> dict[str, Any]:
    return {
        "article": asdict(report.article),
        "dimensions": {key: _dimension(result) for key, result in report.dimensions.items()},
    }


def _dimension(result: DimensionResult) -> dict[str, Any]:
    return {
        "scores": [_score(score) for score in result.scores],
        "findings": [_finding(finding) for finding in result.findings],
        "tables": [_table(table) for table in result.tables],
        "limits": result.limits,
    }


def _score(score: Score) -> dict[str, Any]:
    return {
        "name": score.name,
        "label": score.label,
        "subject": score.subject,
        "value": _rounded(score.value),
        "unit": score.unit,
        "low": _rounded(score.low),
        "high": _rounded(score.high),
        "voice": score.voice.value,
        "direction": score.direction,
        "band": score.band.label if score.band else None,
        "note": score.note,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        **asdict(finding.span),
        "quote": finding.quote,
        "category": finding.category,
        "reason": finding.reason,
        "source": finding.source,
        "weight": finding.weight,
        "voice": finding.voice.value,
        "speaker": finding.speaker,
        "alternative": finding.alternative,
        "fair_when": finding.fair_when,
        "subject": finding.subject,
        "about": _span(finding.about),
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "title": table.title,
        "explanation": table.explanation,
        "columns": list(table.columns),
        "rows": [
            {
                "cells": [_rounded(cell) for cell in row.cells],
                "evidence": [_span(span) for span in row.evidence],
                "articles": list(row.articles),
            }
            for row in table.rows
        ],
    }


def _comparison(comparison: Comparison) -> dict[str, Any]:
    return {
        "names": list(comparison.names),
        "warning": comparison.warning,
        "passages": [_passage(passage) for passage in comparison.passages],
        "tables": [_table(table) for table in comparison.tables],
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {
        "kind": passage.kind.value,
        "label": passage.label,
        "similarity": _rounded(passage.similarity),
        "places": [{"article": number, **asdict(span)} for number, span in passage.places],
    }


def _span(span: Span | None) -> dict[str, Any] | None:
    return asdict(span) if span else None


def _rounded(value: Cell) -> Cell:
    return round(value, DIGITS) if isinstance(value, float) else value


def inert(value: Cell) -> Cell:
    """Return a table cell that no spreadsheet runs as a formula: a leading apostrophe makes it text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def _cell(value: Cell) -> str:
    if value is None:
        return "—"
    return f"{value:.1f}" if isinstance(value, float) else str(value)


def _text_heading(report: Report) -> list[str]:
    article = report.article
    headline = article.headline or "(no headline)"
    return ["", "=" * min(len(headline), 80), headline, _origin(article)]


def _origin(article: Article) -> str:
    return " · ".join(filter(None, (article.outlet, article.byline, article.date, article.url or article.source)))


def _text_dimension(result: DimensionResult) -> list[str]:
    lines = []
    for score in result.scores:
        if score.value is None and score.subject:
            continue  # most actors and frames have nothing in one of the voices; JSON says why
        about = f" ({score.subject})" if score.subject and score.subject not in score.label else ""
        lines.append(f"  {score.label}{about}, {score.voice.value} voice: {score_in_words(score)}")
    for finding in result.findings:
        place = f"{finding.span.part.value} {finding.span.start}–{finding.span.end}"
        alternative = f" Instead: {finding.alternative}." if finding.alternative else ""
        lines.append(f"    [{place}] “{finding.quote}” {finding.reason}{alternative}")
    return lines


def score_in_words(score: Score) -> str:
    """Return a score as people read it: value, unit, interval and band, or the reason why there is none."""
    if score.value is None:
        return score.note
    interval = f" ({score.low:.1f} to {score.high:.1f})" if score.low is not None and score.high is not None else ""
    band = f", {score.band.label}" if score.band else ""
    unit = score.unit if score.unit == "%" else f" {score.unit}"
    return f"{score.value:.1f}{unit}{interval}{band}"


FORMATS: Mapping[str, Callable[[Results], str]] = {
    "json": to_json,
    "text": to_text,
    "html": to_html,
    "csv": to_csv,
}
