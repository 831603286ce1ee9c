"""The HTML export: one self-contained page that also prints well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from analysis.article import Part
from analysis.comparison import article_names
from analysis.decisions import Decision
from analysis.export.bundle import Results
from analysis.export.digest import digest
from analysis.export.in_words import cell_in_words, origin_in_words, stamp_in_words
from analysis.highlight import STRENGTH_LABEL, STRENGTHS, STYLESHEET, label_of
from analysis.highlight import to_html as to_marked_html
from analysis.report import MEASURES, Report

TEMPLATE = Path(__file__).with_name("report.html")


def to_html(results: Results) -> str:
    """Return one self-contained page: no script, no request, readable on paper."""
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    environment.filters.update(shown=cell_in_words, digest=digest)
    names = results.comparison.names if results.comparison else article_names(results.reports)
    return environment.from_string(TEMPLATE.read_text(encoding="utf-8")).render(
        title=_title(results, names),
        stylesheet=Markup(STYLESHEET.read_text(encoding="utf-8")),  # noqa: S704 - our own file, no article text
        measures=MEASURES,
        comparison=results.comparison,
        reports=[
            _html_report(report, name, results.labels, f"article-{number}")
            for number, (report, name) in enumerate(zip(results.reports, names, strict=True), 1)
        ],
        stamp=stamp_in_words(results.stamp),
        strength_label=STRENGTH_LABEL,
        strengths=STRENGTHS if results.stamp.models else (),
    )


def _title(results: Results, names: Sequence[str]) -> str:
    if len(results.reports) == 1:
        return results.reports[0].article.headline or names[0]
    if results.comparison:
        return f"{len(results.reports)} tellings of one story"
    return f"{len(results.reports) or 'No'} articles"


def _decision(decision: Decision, labels: Mapping[str, str]) -> tuple[str, str, str, str]:
    """Return the words, what they were marked as, what was decided, and why."""
    moved = f": {label_of(decision.moved_to, labels)}" if decision.moved_to else ""
    return decision.quote, label_of(decision.category, labels), f"{decision.choice.value}{moved}", decision.reason


def _html_report(report: Report, name: str, labels: Mapping[str, str], prefix: str) -> dict[str, object]:
    article = report.article
    findings = [finding for result in report.by_tool.dimensions.values() for finding in result.findings]
    marked = {
        part.value: to_marked_html(article, part, findings=findings, labels=labels, prefix=prefix) for part in Part
    }
    return {
        "name": name,
        "origin": origin_in_words(article),
        "dimensions": report.by_tool.dimensions,
        "by_reader": report.dimensions if report.before else None,
        "decisions": [_decision(decision, labels) for decision in report.reading.decisions.made],
        **{  # the pieces were escaped one by one when the marks were set
            part: {"text": Markup(html.text), "notes": Markup(html.notes)}  # noqa: S704
            for part, html in marked.items()
        },
    }
