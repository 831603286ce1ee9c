"""How good each measure is: sections of the benchmarks' results, read from their file, never typed in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from analysis.pages import RESULTS_PAGE, sections
from analysis.report import MEASURES, Measure

NOT_MEASURED = "This copy holds no results of tests on public data; run the benchmarks to make them."
# What else a measure's sections are called; every other title holds the measure's own label.
OTHER_NAMES = {"loaded_language": "loaded wording", "actors": "target sentiment"}


def accuracy_of(measure: Measure, path: Path = RESULTS_PAGE) -> str:
    """Return what the benchmarks say about a measure and its models, as Markdown; empty if they say nothing."""
    return _sections(path, lambda title: _is_about(title, measure))


def other_accuracy(path: Path = RESULTS_PAGE) -> str:
    """Return what the benchmarks say about no single measure, as Markdown; empty if there is nothing."""
    return _sections(path, lambda title: not any(_is_about(title, measure) for measure in MEASURES))


def _is_about(title: str, measure: Measure) -> bool:
    words = title.lower().replace("-", " ")
    return measure.label.lower() in words or OTHER_NAMES.get(measure.key, measure.label.lower()) in words


def _sections(path: Path, wanted: Callable[[str], bool]) -> str:
    """Return the sections whose titles are wanted, under headings two levels below that of the page."""
    return "\n\n".join(f"#### {title}\n\n{text}" for title, text in sections(path).items() if wanted(title))
