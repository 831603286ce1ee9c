"""Reports on one story set side by side: what the tellings share, what only one tells, and how each names things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from analysis.article import Span
from analysis.report import Report
from analysis.results import Table


class PassageKind(StrEnum):
    """What links two places in different articles."""

    QUOTATION = "quotation"
    SAME_FACT = "same_fact"


@dataclass(frozen=True, slots=True)
class Passage:
    """Places in two or more articles that carry the same quotation or report the same fact.

    Attributes:
        kind: shared quotation, or the same fact in other words.
        label: what links them, in words ("quotation, trimmed in Daily Clarion").
        places: article number (from 0, in the order compared) and span, at least two articles.
        similarity: 0–1, higher = closer wording.
    """

    kind: PassageKind
    label: str
    places: tuple[tuple[int, Span], ...]
    similarity: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Several tellings of one story.

    Attributes:
        names: how each article is called in tables (outlet, or headline), in the order compared; all different.
        passages: links between the articles, in the order of the first article.
        tables: ``shared_passages``, ``told_by_one_only``, ``naming``, ``voices``, ``distinctive_words``.
        warning: why the comparison may make no sense (not one story); empty if it does.
    """

    names: tuple[str, ...]
    passages: tuple[Passage, ...]
    tables: tuple[Table, ...]
    warning: str = ""

    def table(self, name: str) -> Table:
        """Return one table.

        Raises:
            KeyError: if there is no such table.
        """
        for table in self.tables:
            if table.name == name:
                return table
        raise KeyError(f"a comparison has no table {name!r}")


def compare(reports: Sequence[Report]) -> Comparison:
    """Compare two to four reports.

    Raises:
        ValueError: for fewer than two reports.
    """
    if len(reports) < 2:
        raise ValueError("a comparison needs at least two articles")
    names = article_names(reports)
    return Comparison(names, (), ())


def article_names(reports: Sequence[Report]) -> tuple[str, ...]:
    """Return a short name for each article: its outlet, else its source, else its number; repeated names get a number."""
    names: list[str] = []
    for number, report in enumerate(reports, 1):
        article = report.article
        name = article.outlet or article.source or f"Article {number}"
        names.append(name if name not in names else f"{name} ({number})")
    return tuple(names)
