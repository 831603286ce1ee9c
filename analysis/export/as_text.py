"""The plain text export, for a terminal."""

from __future__ import annotations

from analysis.export.bundle import Results
from analysis.export.in_words import cell_in_words, origin_in_words, score_in_words
from analysis.report import MEASURES, Report
from analysis.results import DimensionResult


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
            lines += [
                "",
                table.title,
                *("  " + " | ".join(cell_in_words(cell) for cell in row.cells) for row in table.rows),
            ]
    stamp = results.stamp
    lines += ["", f"Version {stamp.version}, lexicons {stamp.lexicons}, parser {stamp.pipeline}."]
    return "\n".join(lines) + "\n"


def _text_heading(report: Report) -> list[str]:
    article = report.article
    headline = article.headline or "(no headline)"
    return ["", "=" * min(len(headline), 80), headline, origin_in_words(article)]


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
