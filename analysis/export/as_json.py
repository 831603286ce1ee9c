"""The JSON export, described in ``docs/schema.md``."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from analysis.article import Span
from analysis.comparison import Comparison, Passage
from analysis.decisions import Decision
from analysis.export.bundle import Results
from analysis.report import Report
from analysis.results import Cell, DimensionResult, Finding, Score, Table

SCHEMA = "media-bias-framing-analyzer/report/1"
# Digits after the point: enough for any reader, few enough to be equal on every machine.
DIGITS = 4


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


def _report(report: Report) -> dict[str, Any]:
    return {
        "article": asdict(report.article),
        "dimensions": {key: _dimension(result) for key, result in report.by_tool.dimensions.items()},
        "by_reader": _by_reader(report) if report.before else None,
    }


def _by_reader(report: Report) -> dict[str, Any]:
    """Return what a reader has decided, and the scores that follow."""
    return {
        "decisions": [decision_as_dict(decision) for decision in report.reading.decisions.made],
        "scores": {key: [_score(score) for score in result.scores] for key, result in report.dimensions.items()},
    }


def decision_as_dict(decision: Decision) -> dict[str, Any]:
    """Return a decision with its span spread out, as every export names its fields."""
    return {
        **asdict(decision.span),
        "quote": decision.quote,
        "decision": decision.choice.value,
        "category": decision.category,
        "subject": decision.subject,
        "moved_to": decision.moved_to,
        "decision_reason": decision.reason,
    }


def _dimension(result: DimensionResult) -> dict[str, Any]:
    return {
        "scores": [_score(score) for score in result.scores],
        "findings": [finding_as_dict(finding) for finding in result.findings],
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


def finding_as_dict(finding: Finding) -> dict[str, Any]:
    """Return a finding with its span spread out, as every export names its fields."""
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
        "probability": _rounded(finding.probability),
        "marked_by_model": finding.marked_by_model,
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
        "differences": [{"article": number, **asdict(span)} for number, span in passage.differences],
    }


def _span(span: Span | None) -> dict[str, Any] | None:
    return asdict(span) if span else None


def _rounded(value: Cell) -> Cell:
    return round(value, DIGITS) if isinstance(value, float) else value
