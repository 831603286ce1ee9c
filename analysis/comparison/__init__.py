"""Reports on one story set side by side: what the tellings share, what only one tells, and how each names things.

``alignment`` links quotations and sentences of different articles; every other file makes the table it is named after.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, count

from analysis.actors import MentionKind
from analysis.comparison.alignment import Passage, align, sentence_vectors
from analysis.comparison.distinctive_words import distinctive_words
from analysis.comparison.naming import naming
from analysis.comparison.told_by_one_only import told_by_one_only
from analysis.comparison.voices import voices
from analysis.lexicon import Lexicons
from analysis.reading import Reading
from analysis.report import Report
from analysis.results import Row, Table, table_named

# Two tellings of one event share at least this many passages or named actors.
FEWEST_LINKS = 3
NOT_ONE_STORY = (
    "These articles share hardly any quotations, facts or names. They are probably not about one story, "
    "so the comparison says little."
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Several tellings of one story.

    Attributes:
        names: how each article is called in tables (outlet, or source), in the order compared; all different.
        passages: links between the articles, in the order of the first article that has them.
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
        return table_named(name, self.tables)


def compare(reports: Sequence[Report], lexicons: Lexicons, *, names: Sequence[str] = ()) -> Comparison:
    """Compare two or more reports.

    Args:
        reports: one an article.
        lexicons: where the families of names are.
        names: how to call each article, all different; by :func:`article_names` if not given.

    Raises:
        ValueError: for fewer than two reports.
    """
    if len(reports) < 2:
        raise ValueError("a comparison needs at least two articles")
    names = tuple(names) or article_names(reports)
    readings = [report.reading for report in reports]
    vectors = sentence_vectors(readings)
    passages = align(readings, names, vectors)
    tables = (
        _shared_passages(readings, names, passages),
        told_by_one_only(readings, names, passages, vectors),
        naming(readings, names, lexicons),
        voices(readings, names),
        distinctive_words(readings, names),
    )
    return Comparison(names, passages, tables, _warning(readings, passages))


def article_names(reports: Sequence[Report]) -> tuple[str, ...]:
    """Return a short name for each article: its outlet, else its source, else its number; all different."""
    names: list[str] = []
    for number, report in enumerate(reports, 1):
        name = report.article.outlet or report.article.source or f"Article {number}"
        candidates = chain((name,), (f"{name} ({copy})" for copy in count(number)))
        names.append(next(candidate for candidate in candidates if candidate not in names))
    return tuple(names)


def _shared_passages(readings: Sequence[Reading], names: Sequence[str], passages: Sequence[Passage]) -> Table:
    rows = []
    for passage in passages:
        pieces: list[list[str]] = [[] for _ in readings]
        for article, span in passage.places:
            pieces[article].append(readings[article].article.quote(span))
        cells = (passage.label, *(" … ".join(texts) or None for texts in pieces))
        articles, spans = zip(*passage.places, strict=True)
        rows.append(Row(cells, tuple(spans), tuple(articles)))
    return Table(
        "shared_passages",
        "Shared passages",
        "Quotations that several articles use, and sentences that report the same fact in other words.",
        ("Link", *names),
        tuple(rows),
    )


def _warning(readings: Sequence[Reading], passages: Sequence[Passage]) -> str:
    """Return a warning if some article has too few links to all the others together."""
    for article, reading in enumerate(readings):
        n_passages = sum(any(article == place[0] for place in passage.places) for passage in passages)
        elsewhere = {name for other in readings if other is not reading for name in _proper_names(other)}
        if n_passages + len(_proper_names(reading) & elsewhere) < FEWEST_LINKS:
            return NOT_ONE_STORY
    return ""


def _proper_names(reading: Reading) -> set[str]:
    return {
        actor.name.lower()
        for actor in reading.actors
        if any(mention.kind is MentionKind.NAME for mention in actor.mentions)
    }
