"""Reports on one story set side by side: what the tellings share, what only one tells, and how each names things.

``telling`` makes each article ready, once however often it is compared. ``shared_quotations`` and ``same_fact`` find
the ``passages`` that link articles, the latter by the ``likeness`` of sentences, and ``wording`` marks how they differ.
``one_story`` says which articles belong together. Every other file makes the table that it is named after.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count

from analysis.comparison.by_reader import standing_passages, standing_rows
from analysis.comparison.distinctive_words import distinctive_words
from analysis.comparison.entities import entities
from analysis.comparison.naming import labels, naming
from analysis.comparison.one_story import belonging, warning_of
from analysis.comparison.order_of_telling import order_of_telling
from analysis.comparison.other_frame import same_fact_other_frame
from analysis.comparison.passages import Passage, PassageKind
from analysis.comparison.same_fact import likenesses, same_facts
from analysis.comparison.shared_quotations import quotation_passages, shared_quotations, shared_quotations_table
from analysis.comparison.telling import Telling, tell
from analysis.comparison.told_by_one_only import told_by_one_only
from analysis.comparison.voices import voices
from analysis.framing import KEY as FRAMING
from analysis.framing.sentences import frames_by_sentence
from analysis.lexicon import Lexicons
from analysis.models import Models
from analysis.report import Report
from analysis.results import Row, Table, table_named

__all__ = [
    "Comparison",
    "Passage",
    "PassageKind",
    "Telling",
    "article_names",
    "compare",
    "compare_tellings",
    "tell",
]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Several tellings of one story.

    Attributes:
        names: how each article is called in tables (outlet, or source), in the order compared; all different.
        passages: links between the articles, in the order of the first article that has them.
        tables: ``shared_passages``, ``shared_quotations``, ``told_by_one_only``, ``naming``, ``labels``, ``voices``,
            ``order_of_telling``, ``same_fact_other_frame``, ``distinctive_words``. They leave out articles that do not
            belong.
        warning: which articles do not belong to the story, or that there is no common one; empty if all do.
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


def compare(
    reports: Sequence[Report], lexicons: Lexicons, *, names: Sequence[str] = (), models: Models | None = None
) -> Comparison:
    """Compare two or more reports.

    Args:
        reports: one an article.
        lexicons: the word lists by which words, numbers and names are compared.
        names: how to call each article, all different; by :func:`article_names` if not given.
        models: those that the reports were made with; without them words, numbers and rules decide alone.

    What a reader has rejected (``Reading.decisions``) is left out, and counts as told by one only.

    Raises:
        ValueError: for fewer than two reports.
    """
    if len(reports) < 2:
        raise ValueError("a comparison needs at least two articles")
    names = tuple(names) or article_names(reports)
    return compare_tellings([_with_frames(report, lexicons, models) for report in reports], names)


def _with_frames(report: Report, lexicons: Lexicons, models: Models | None) -> Telling:
    return replace(tell(report.reading, lexicons, models), frames=frames_by_sentence(report.dimensions[FRAMING]))


def compare_tellings(tellings: Sequence[Telling], names: Sequence[str]) -> Comparison:
    """Compare articles made ready by :func:`tell`: for comparing many in pairs, each made ready once.

    Args:
        tellings: two or more; :func:`compare` adds the frames of their sentences.
        names: how to call each article, all different.
    """
    everything = dict(enumerate(tellings))
    quotations = shared_quotations(everything)
    story = {number: everything[number] for number in belonging(everything, quotations)}
    quotations = tuple(quotation for quotation in quotations if quotation.articles <= story.keys())
    found = (
        *quotation_passages(quotations, story, names),
        *same_facts(story, likenesses(story, quotations)),
    )
    in_order = sorted(found, key=lambda passage: (passage.places, passage.kind))
    passages = standing_passages(in_order, story)
    named = entities(story, quotations, passages)
    tables = (
        _shared_passages(story, names, passages),
        shared_quotations_table(quotations, story, names),
        standing_rows(told_by_one_only(story, names, passages), story),
        naming(story, names, named),
        labels(story, names, named),
        voices(story, names),
        order_of_telling(story, names, passages),
        same_fact_other_frame(story, names, passages),
        distinctive_words(story, names),
    )
    return Comparison(tuple(names), passages, tables, warning_of(names, tuple(story)))


def article_names(reports: Sequence[Report]) -> tuple[str, ...]:
    """Return a short name for each article: its outlet, else its source, else its number; all different."""
    names: list[str] = []
    for number, report in enumerate(reports, 1):
        name = report.article.outlet or report.article.source or f"Article {number}"
        candidates = chain((name,), (f"{name} ({copy})" for copy in count(number)))
        names.append(next(candidate for candidate in candidates if candidate not in names))
    return tuple(names)


def _shared_passages(tellings: Mapping[int, Telling], names: Sequence[str], passages: Sequence[Passage]) -> Table:
    rows = []
    for passage in passages:
        quoted = (
            [telling.article.quote(span) for span in passage.spans(number)] for number, telling in tellings.items()
        )
        cells = (passage.label, *(" … ".join(texts) or None for texts in quoted))
        articles, spans = zip(*passage.places, strict=True)
        rows.append(Row(cells, tuple(spans), tuple(articles)))
    return Table(
        "shared_passages",
        "Shared passages",
        "Quotations that several articles use, and sentences that report the same fact in other words.",
        ("Link", *(names[number] for number in tellings)),
        tuple(rows),
    )
