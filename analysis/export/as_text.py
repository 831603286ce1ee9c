"""The plain text export, for a terminal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from analysis.comparison import Comparison
from analysis.export.bundle import Results
from analysis.export.digest import digest
from analysis.export.in_words import cell_in_words, origin_in_words, stamp_in_words
from analysis.highlight import model_says
from analysis.report import MEASURES, Report
from analysis.results import DimensionResult, Finding, Table

# Scare quotes are quoted with their marks.
QUOTATION_MARKS = ("“", '"', "‘", "'")


def to_text(results: Results) -> str:
    """Return a plain text report for a terminal: scores, then the evidence, then the comparison's tables."""
    lines: list[str] = []
    for report in results.reports:
        lines += [*_heading(report), ""]
        for measure in MEASURES:
            lines += [f"{measure.label} — {measure.question}", *_dimension(report.by_tool.dimensions[measure.key]), ""]
    if results.comparison:
        lines += [*_comparison(results.comparison), ""]
    lines.append(f"Made with {stamp_in_words(results.stamp)}.")
    return "\n".join(lines) + "\n"


def _heading(report: Report) -> list[str]:
    headline = report.article.headline or "(no headline)"
    return ["=" * min(len(headline), 80), headline, origin_in_words(report.article)]


def _dimension(result: DimensionResult) -> list[str]:
    told = digest(result.scores)
    lines = [f"  {label}, {voice} voice: {words}" for label, voice, words in told.lines]
    if told.left_out:
        lines.append(
            f"  Left out here, and found in the JSON: {told.left_out} scores that are 0 or cannot be computed."
        )
    return lines + [f"    {line}" for line in _evidence(result.findings)]


def _evidence(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield a line for each thing said of words of the text, with all the places that it is said of."""
    places: dict[str, list[str]] = defaultdict(list)
    for finding in findings:
        quote = finding.quote if finding.quote.startswith(QUOTATION_MARKS) else f"“{finding.quote}”"
        alternative = f" Instead: {finding.alternative}." if finding.alternative else ""
        place = f"[{finding.span.part.value} {finding.span.start}–{finding.span.end}] {quote}"
        model = f" Model: {said}" if (said := model_says(finding)) else ""
        places[finding.reason.removeprefix(quote).strip() + alternative + model].append(place)
    for words, found in places.items():
        yield f"{', '.join(found)} {words}"


def _comparison(comparison: Comparison) -> Iterator[str]:
    yield "COMPARISON of " + ", ".join(comparison.names)
    if comparison.warning:
        yield comparison.warning
    for table in comparison.tables:
        yield from ("", table.title, f"  {table.explanation}")
        if not table.rows:
            yield "  Nothing found."
        elif set(table.columns[1:]) <= set(comparison.names):
            yield from (f"  {line}" for line in _one_article_a_line(table))
        else:
            rows = (table.columns, *(row.cells for row in table.rows))
            yield from ("  " + " | ".join(map(cell_in_words, row)) for row in rows)


def _one_article_a_line(table: Table) -> Iterator[str]:
    """Set a table that has a column for each article: side by side its texts would not fit a line."""
    for row in table.rows:
        first, *texts = map(cell_in_words, row.cells)
        yield first
        yield from (f"  {name}: {text}" for name, text in zip(table.columns[1:], texts, strict=True))
