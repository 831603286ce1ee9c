"""A student at work on a task. Plain values; everything that a student does gives a new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from analysis.article import Span
from analysis.coding.answer import MOST_MARKS, Answer, Mark, Work
from analysis.coding.task import Task
from views.parts.history import History
from views.parts.marking import MarkEvent

Marks = tuple[Mark, ...]
NO_MARKS: History[Marks] = History(())


@dataclass(frozen=True, slots=True)
class Working:
    """What a student has done so far.

    Attributes:
        task: what is asked.
        pseudonym: a valid one.
        marks: with their history; undoing is for marks, as a field for text has its own.
        ratings: the chosen step, from 1, by the key of the question.
        prompts: what was written, by the key of the prompt.
        before_reveal: the work as it stood at the reveal; None before it.
    """

    task: Task
    pseudonym: str
    marks: History[Marks] = NO_MARKS
    ratings: Mapping[str, int] = field(default_factory=dict)
    prompts: Mapping[str, str] = field(default_factory=dict)
    before_reveal: Work | None = None

    @property
    def work(self) -> Work:
        """The work as it stands."""
        return Work(marks=self.marks.present, ratings=dict(self.ratings), prompts=dict(self.prompts))

    @property
    def answer(self) -> Answer:
        """The work as it is handed in."""
        before = self.before_reveal
        return Answer.of(
            task=self.task.id,
            pseudonym=self.pseudonym,
            before_reveal=self.work if before is None else before,
            after_reveal=None if before is None else self.work,
        )


def resumed(task: Task, answer: Answer) -> Working:
    """Return the work of an answer that was saved, to go on with."""
    latest = answer.latest
    before = answer.before_reveal if answer.was_revealed else None
    return Working(task, answer.pseudonym, History(latest.marks), latest.ratings, latest.prompts, before)


def heard(working: Working, event: MarkEvent) -> Working:
    """Return the work after an event in the reading columns; what makes no sense there changes nothing."""
    marks = working.marks
    if event.choice == "undo":
        return replace(working, marks=marks.undone())
    if event.choice == "redo":
        return replace(working, marks=marks.redone())
    if event.choice == "added" and event.span is not None and event.category is not None:
        added = Mark.of(working.task, event.column + 1, event.span, category=event.category, reason=event.reason)
        kept = tuple(mark for mark in marks.present if key_of(mark) != key_of(added))
        return replace(working, marks=marks.changed((*kept, added)[:MOST_MARKS]))
    if event.choice == "removed":
        kept = tuple(mark for mark in marks.present if key_of(mark) != event.mark)
        return replace(working, marks=marks.changed(kept))
    return working


def key_of(mark: Mark) -> str:
    """Return what names a mark: the same words are marked under one category once."""
    return name_of(mark.article, mark.span, mark.category)


def name_of(article: int, span: Span, category: str) -> str:
    """Return what names a marked place of a task under a category."""
    return f"{article} {span.part.value} {span.start} {span.end} {category}"


def rated(working: Working, key: str, step: int | None) -> Working:
    """Return the work with a question rated; None takes the rating back."""
    rest = {other: given for other, given in working.ratings.items() if other != key}
    return replace(working, ratings=rest if step is None else rest | {key: step})


def written(working: Working, key: str, text: str) -> Working:
    """Return the work with a prompt answered; an empty text takes the answer back."""
    rest = {other: given for other, given in working.prompts.items() if other != key}
    return replace(working, prompts=rest | {key: text} if text else rest)


def revealed(working: Working) -> Working:
    """Return the work after the reveal: as it stands now it is kept, whatever is changed afterwards."""
    return working if working.before_reveal is not None else replace(working, before_reveal=working.work)
