"""The naming table of a worksheet: who or what, to be filled in by hand, or filled in as the key has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from analysis.comparison import Comparison
from analysis.report import Report
from analysis.results import Row, Table

# With the empty rows below them so many fill a page, and a class has ten minutes for them.
MOST_ROWS = 8
# Columns of one article's table of actors, with what they are called on paper.
ONE_STORY = {"Actor": "Who or what", "Names used": "Called", "Acts": "Does", "Acted upon": "Is done to them"}


def naming_of(reports: Sequence[Report], comparison: Comparison | None, shown: Mapping[str, str]) -> Table:
    """Return who or what the stories name, each under a plain name, those first that most of them name.

    Args:
        reports: one a story.
        comparison: of these reports, if they were compared; without it, the actors of the first report are named.
        shown: what to call each story of the comparison, by its name there.
    """
    table = _one_story(reports[0]) if comparison is None else comparison.table("naming")
    rows = sorted(_plainly_named(table, reports), key=lambda row: sum(cell in (None, "", "—") for cell in row.cells))
    columns = tuple(shown.get(column, column) for column in table.columns)
    return replace(table, columns=columns, rows=tuple(rows[:MOST_ROWS]))


def _one_story(report: Report) -> Table:
    table = report.dimensions["actors"].table("actors")
    places = [table.columns.index(column) for column in ONE_STORY]
    rows = tuple(replace(row, cells=tuple(row.cells[place] for place in places), evidence=()) for row in table.rows)
    return replace(table, columns=tuple(ONE_STORY.values()), rows=rows)


def _plainly_named(table: Table, reports: Sequence[Report]) -> Iterator[Row]:
    """Yield the rows under a name that no story's loaded words are part of: a heading must not take sides.

    Where a heading is loaded, the shortest of the labels that is not takes its place; without one the row is left out.
    """
    loaded = [report.dimensions["loaded_language"].findings for report in reports]
    words = {finding.quote.casefold() for findings in loaded for finding in findings}
    for row in table.rows:
        heading, *others = row.cells
        labels = (reports[number].article.quote(span) for span, number in zip(row.evidence, row.articles, strict=False))
        plain = [name for name in (str(heading), *sorted(labels, key=len)) if not _holds(name, words)]
        if plain:
            yield replace(row, cells=(plain[0], *others))


def _holds(name: str, words: set[str]) -> bool:
    padded = f" {' '.join(name.casefold().split())} "
    return any(f" {word} " in padded for word in words)
