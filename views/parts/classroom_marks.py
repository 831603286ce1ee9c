"""A class's marks in the reading columns: a student's, the tool's, and both together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from analysis.coding.answer import Mark as StudentMark
from analysis.coding.overlap import ONLY_PEOPLE, Overlap, Place, Who
from analysis.coding.task import MarkCategory, Task
from analysis.decisions import Choice, dimension_of
from analysis.highlight import N_STYLES, explanation
from analysis.report import MEASURES
from analysis.results import Finding
from views.parts.classroom_work import key_of
from views.parts.columns import Column
from views.parts.desk import LABEL_WIDTH
from views.parts.marks import Mark
from views.parts.plain import shorten

QUOTE_WIDTH = 80
OWN_GROUP = "Of this task"
NO_REASON = "no reason written"
WHO_STYLES = {Who.BOTH: 2, Who.ONLY_STUDENT: 1, Who.ONLY_TOOL: 3}
WHO_LABELS = {Who.BOTH: "You and the tool", Who.ONLY_STUDENT: "Only you", Who.ONLY_TOOL: "Only the tool"}


def styles_of(task: Task) -> dict[str, int]:
    """Return the underline pattern of each category: in turn, as categories of one dimension must be told apart."""
    return {category.key: number % N_STYLES + 1 for number, category in enumerate(task.categories)}


def legend_of(task: Task) -> tuple[tuple[int, str], ...]:
    """Return pattern and label of each category, for the legend."""
    styles = styles_of(task)
    return tuple((styles[category.key], category.label) for category in task.categories)


def offered(task: Task) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return the categories of a task for a list to choose from, by dimension, the task's own last."""
    groups: dict[str, list[tuple[str, str]]] = {}
    names = {measure.key: measure.label for measure in MEASURES}
    for category in sorted(task.categories, key=lambda one: one.is_own):
        group = names.get(dimension_of(category.key), OWN_GROUP)
        groups.setdefault(group, []).append((category.key, category.label))
    return tuple((group, tuple(entries)) for group, entries in groups.items())


def names_of(task: Task) -> tuple[str, ...]:
    """Return a short name for each story of a task, all different."""
    names: list[str] = []
    for number, saved in enumerate(task.articles, 1):
        name = shorten(saved.outlet or saved.headline or f"Story {number}", width=LABEL_WIDTH)
        names.append(f"{name} ({number})" if name in names else name)
    return tuple(names)


def columns_of(task: Task, marks: Sequence[Iterable[Mark]]) -> tuple[Column, ...]:
    """Return the stories of a task with marks, those of each story together."""
    stories = zip(names_of(task), task.articles, marks, strict=True)
    return tuple(Column(name, saved.opened(), tuple(of_story)) for name, saved, of_story in stories)


def student_marks(task: Task, marks: Iterable[StudentMark]) -> tuple[tuple[Mark, ...], ...]:
    """Return a student's marks for each story; each can be taken away."""
    styles, labels = styles_of(task), _labels(task)
    found: list[list[Mark]] = [[] for _ in task.articles]
    for mark in marks:
        title = f"{labels[mark.category]}: {_quoted(mark.quote)}"
        made = Mark(mark.span, styles[mark.category], title, (), key=key_of(mark), choice=Choice.ADDED.value)
        found[mark.article - 1].append(replace(made, category=mark.category, reason=mark.reason))
    return tuple(map(tuple, found))


def tool_marks(task: Task, findings: Sequence[Iterable[Finding]]) -> tuple[tuple[Mark, ...], ...]:
    """Return the tool's marks under the categories of a task, for each story."""
    return tuple(tuple(_tool_mark(task, finding) for finding in covered(task, found)) for found in findings)


def covered(task: Task, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings that stand under a category of a task."""
    return (finding for finding in findings if category_of(task, finding) is not None)


def category_of(task: Task, finding: Finding) -> MarkCategory | None:
    """Return the category of a task that a finding stands under: rather the same than its whole dimension."""
    found = [one for one in task.categories if not one.is_own and one.covers(finding.category)]
    return max(found, key=lambda one: len(one.key), default=None)


def _tool_mark(task: Task, finding: Finding) -> Mark:
    category = category_of(task, finding) or task.categories[0]
    lines = tuple(("" if heading == "Why" else heading, text) for heading, text in explanation(finding))
    return Mark(finding.span, styles_of(task)[category.key], f"{category.label}: {_quoted(finding.quote)}", lines)


def places_of(overlap: Overlap) -> tuple[Place, ...]:
    """Return all that a student or the tool has marked, also under categories that only people look for."""
    own = (place for one in overlap.by_category if one.category and one.category.is_own for place in one.places)
    return (*overlap.together.places, *own)


def place_marks(task: Task, overlap: Overlap, labels: Mapping[str, str]) -> tuple[tuple[Mark, ...], ...]:
    """Return both one's marks for each story, told apart by who has marked.

    Args:
        task: what was asked.
        overlap: the student's marks beside the tool's.
        labels: of the tool's categories, by key.
    """
    found: list[list[Mark]] = [[] for _ in task.articles]
    for place in places_of(overlap):
        title = f"{WHO_LABELS[place.who]}: {_quoted(place.quote)}"
        lines = (*_said_by_student(task, place), *_said_by_tool(place, labels))
        found[place.article - 1].append(Mark(place.span, WHO_STYLES[place.who], title, lines))
    return tuple(map(tuple, found))


def _said_by_student(task: Task, place: Place) -> Iterator[tuple[str, str]]:
    labels = _labels(task)
    for mark in place.marks:
        yield f"You: {labels[mark.category]}", mark.reason or NO_REASON
        category = task.category(mark.category)
        if category and category.is_own:
            yield "", ONLY_PEOPLE


def _said_by_tool(place: Place, labels: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for finding in place.findings:
        yield f"The tool: {labels.get(finding.category, finding.category)}", finding.reason
        if finding.alternative:
            yield "Neutral wording", finding.alternative


def _labels(task: Task) -> dict[str, str]:
    return {category.key: category.label for category in task.categories}


def _quoted(text: str) -> str:
    return f"“{shorten(text, width=QUOTE_WIDTH)}”"
