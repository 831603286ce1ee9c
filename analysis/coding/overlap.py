"""One student's marks beside the tool's: the words that both have marked, and that only one has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from analysis.article import Part, Span
from analysis.coding.agreement import Figure
from analysis.coding.answer import Mark, Work
from analysis.coding.task import MarkCategory, Task
from analysis.coding.units import Units, units_of
from analysis.results import Finding

ONLY_PEOPLE = "The tool does not look for this, so there is nothing to compare."
NO_MARK = "You marked no word, so there is no share of your words."
NO_FINDING = "The tool marked no word, so there is no share of its words."
NEITHER = "Neither you nor the tool marked a word."
NO_VARIATION = "Cannot be computed: both of you did the same with every word, so nothing tells agreement from chance."


class Who(StrEnum):
    """Who has marked a place."""

    BOTH = "both"
    ONLY_STUDENT = "only you"
    ONLY_TOOL = "only the tool"


@dataclass(frozen=True, slots=True)
class Place:
    """Words that one or both have marked: marks and findings that overlap are one place.

    Attributes:
        article: number of the article, from 1.
        span: from the first to the last character that is marked.
        quote: the characters at the span.
        marks: the student's, each with the student's reason.
        findings: the tool's, each with the tool's reason.
    """

    article: int
    span: Span
    quote: str
    marks: tuple[Mark, ...]
    findings: tuple[Finding, ...]

    @property
    def who(self) -> Who:
        """Who has marked it."""
        if self.marks and self.findings:
            return Who.BOTH
        return Who.ONLY_STUDENT if self.marks else Who.ONLY_TOOL


@dataclass(frozen=True, slots=True)
class Shared:
    """How far student and tool mark the same words, under one category or under all together.

    The tool is no judge: precision and recall say how far the two agree, not who is right.

    Attributes:
        category: which one; None for all that the tool knows, whichever of them a word is under.
        both: words that both marked.
        only_student: words that only the student marked.
        only_tool: words that only the tool marked.
        neither: words that nobody marked.
        precision: share of the student's words that the tool marked as well, 0 to 1.
        recall: share of the tool's words that the student marked as well, 0 to 1.
        f1: harmonic mean of the two, 0 to 1: 2 * both / (student's words + tool's words).
        kappa: Cohen's kappa over all words, -1 to 1; 0 is what chance gives (Cohen 1960).
        places: the marked places, in the order of the text.
    """

    category: MarkCategory | None
    both: int
    only_student: int
    only_tool: int
    neither: int
    precision: Figure
    recall: Figure
    f1: Figure
    kappa: Figure
    places: tuple[Place, ...]

    def places_of(self, who: Who) -> tuple[Place, ...]:
        """Return the places that both, or only one of the two, have marked."""
        return tuple(place for place in self.places if place.who is who)


@dataclass(frozen=True, slots=True)
class Overlap:
    """One student's work beside the tool's findings.

    Attributes:
        together: under all categories that the tool knows; the task's own categories are left out.
        by_category: under each category of the task, in its order.
    """

    together: Shared
    by_category: tuple[Shared, ...]


def overlap(task: Task, work: Work, findings: Sequence[Iterable[Finding]]) -> Overlap:
    """Compare a student's marks with the tool's.

    Words are those of :data:`analysis.words.WORD`; a word counts as marked if one of its characters is.

    Args:
        task: what was asked.
        work: what the student did, before the reveal.
        findings: what the tool has found in each article of the task, of any category and in either voice.

    Raises:
        ValueError: if there are findings for more or fewer articles than the task has.
    """
    comparison = _Comparison(task, units_of(task), work.marks, tuple(_numbered(task, findings)))
    known = tuple(category for category in task.categories if not category.is_own)
    return Overlap(comparison.of(known, None), tuple(comparison.of((one,), one) for one in task.categories))


def _numbered(task: Task, findings: Sequence[Iterable[Finding]]) -> Iterator[tuple[int, Finding]]:
    """Yield each finding with the number of its article."""
    for number, (_, found) in enumerate(zip(task.articles, findings, strict=True), 1):
        yield from ((number, finding) for finding in found)


@dataclass(frozen=True, slots=True)
class _Comparison:
    task: Task
    units: Units
    marks: tuple[Mark, ...]
    findings: tuple[tuple[int, Finding], ...]

    def of(self, categories: Sequence[MarkCategory], shown: MarkCategory | None) -> Shared:
        """Compare under some categories as if they were one."""
        keys = {category.key for category in categories}
        marks = [mark for mark in self.marks if mark.category in keys]
        findings = [
            (article, finding)
            for article, finding in self.findings
            if any(category.covers(finding.category) for category in categories if not category.is_own)
        ]
        student = {word for mark in marks for word in self.units.under(mark.article, mark.span)}
        tool = {word for article, finding in findings for word in self.units.under(article, finding.span)}
        words = (len(student & tool), len(student - tool), len(tool - student))
        neither = len(self.units.words) - sum(words)
        is_known = any(not category.is_own for category in categories)
        figures = _figures(*words, neither) if is_known else (Figure(None, ONLY_PEOPLE),) * 4
        return Shared(shown, *words, neither, *figures, tuple(_places(self.task, marks, findings)))


def _figures(both: int, only_student: int, only_tool: int, neither: int) -> tuple[Figure, Figure, Figure, Figure]:
    """Return precision, recall, F1 and kappa."""
    student, tool = both + only_student, both + only_tool
    return (
        Figure(both / student) if student else Figure(None, NO_MARK),
        Figure(both / tool) if tool else Figure(None, NO_FINDING),
        Figure(2 * both / (student + tool)) if student or tool else Figure(None, NEITHER),
        _kappa(both, only_student, only_tool, neither),
    )


def _kappa(both: int, only_student: int, only_tool: int, neither: int) -> Figure:
    words = both + only_student + only_tool + neither
    if words in (both, neither):
        return Figure(None, NO_VARIATION)
    # It takes about a second to load, and is needed at the first reveal only.
    from sklearn.metrics import cohen_kappa_score

    weights = (both, only_student, only_tool, neither)
    return Figure(float(cohen_kappa_score([1, 1, 0, 0], [1, 0, 1, 0], sample_weight=weights)))


def _places(task: Task, marks: Sequence[Mark], findings: Sequence[tuple[int, Finding]]) -> Iterator[Place]:
    """Yield the marked places in the order of the text; what overlaps is one place."""
    order = list(Part)
    found: list[tuple[int, Span, Mark | Finding]] = [
        *((mark.article, mark.span, mark) for mark in marks),
        *((article, finding.span, finding) for article, finding in findings),
    ]
    found.sort(key=lambda each: (each[0], order.index(each[1].part), each[1].start, each[1].end))
    group: list[Mark | Finding] = []
    article, span = 0, Span(Part.HEADLINE, 0, 0)
    for number, where, one in found:
        if group and (number, where.part) == (article, span.part) and where.start < span.end:
            span = Span(span.part, span.start, max(span.end, where.end))
        else:
            if group:
                yield _place(task, article, span, group)
            article, span, group = number, where, []
        group.append(one)
    if group:
        yield _place(task, article, span, group)


def _place(task: Task, article: int, span: Span, group: Sequence[Mark | Finding]) -> Place:
    quote = task.text(article, span.part)[span.start : span.end]
    marks = tuple(one for one in group if isinstance(one, Mark))
    return Place(article, span, quote, marks, tuple(one for one in group if isinstance(one, Finding)))
