"""The answer files of a class: opened, checked against the task, and told apart by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from analysis.coding.answer import Answer, open_answer
from analysis.coding.task import Task
from analysis.readers import Problem
from analysis.saved import SavedError

# A whole year of a large school; more would take the view longer than anybody waits.
MOST_ANSWERS = 200


@dataclass(frozen=True, slots=True)
class HandedIn:
    """One answer of a class.

    Attributes:
        name: the pseudonym, with a number where several answers have the same: ``"Blue Heron (2)"``.
        file: name of the file, for messages only; it may tell who the student is, so it is in no export.
        answer: what was handed in.
    """

    name: str
    file: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a class has handed in.

    Attributes:
        answers: those that count, in the order of the files.
        skipped: files that do not count, and why.
        remarks: files that count, and what to know about them.
    """

    answers: tuple[HandedIn, ...] = ()
    skipped: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()


def gather(task: Task, files: Iterable[tuple[str, bytes]]) -> Gathered:
    """Open the answer files of a class.

    Broken files, answers to other tasks, and further copies of an answer are left out. Different answers under one
    pseudonym all count, with a number each; capitals make no difference between pseudonyms.

    Args:
        task: what was asked.
        files: name and bytes of each file.
    """
    opened: list[tuple[str, Answer]] = []
    skipped: list[Problem] = []
    first_of: dict[bytes, str] = {}
    for file, content in files:
        try:
            answer = open_answer(file, content, task)
        except SavedError as error:
            skipped.append(Problem(file, str(error).removeprefix(file).lstrip()))
            continue
        same = answer.as_bytes()
        if same in first_of:
            skipped.append(Problem(file, f"holds the same answer as {first_of[same]}, which counts once."))
        elif len(opened) == MOST_ANSWERS:
            skipped.append(Problem(file, f"is one too many: {MOST_ANSWERS} answers are pooled at most."))
        else:
            first_of[same] = file
            opened.append((file, answer))
    answers = tuple(_named(opened))
    return Gathered(answers, tuple(skipped), tuple(_remarks(answers)))


def _named(opened: Iterable[tuple[str, Answer]]) -> Iterator[HandedIn]:
    """Yield the answers with names that tell them apart; no pseudonym has brackets, so numbered ones are new."""
    opened = list(opened)
    shared = Counter(answer.pseudonym.casefold() for _, answer in opened)
    number: Counter[str] = Counter()
    for file, answer in opened:
        key = answer.pseudonym.casefold()
        number[key] += 1
        name = f"{answer.pseudonym} ({number[key]})" if shared[key] > 1 else answer.pseudonym
        yield HandedIn(name, file, answer)


def _remarks(answers: Iterable[HandedIn]) -> Iterator[Problem]:
    for one in answers:
        if one.name != one.answer.pseudonym:
            told = f"is not the only answer by “{one.answer.pseudonym}”, and counts as “{one.name}”."
            yield Problem(one.file, f"{told} If both are by one student, take one of them out.")
        if one.answer.before_reveal.is_empty:
            yield Problem(one.file, f"is empty before the reveal; “{one.name}” counts as having marked nothing.")
