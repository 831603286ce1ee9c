"""A class together: how many marked each word, how far they agree, how they rated and what they wrote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

import numpy as np

from analysis.coding.agreement import Counts, Figure, alpha
from analysis.coding.counting import Counted, counted
from analysis.coding.gather import Gathered, HandedIn, gather
from analysis.coding.task import Prompt, RatingQuestion, Task
from analysis.coding.units import Units, Word, units_of

# As many as fit a page, and as a class has time to talk about.
MOST_DISPUTED = 20
NOBODY_ANSWERED = "Nobody answered."


@dataclass(frozen=True, slots=True)
class MarkedWord:
    """One word of the heat map.

    Attributes:
        word: which one.
        marked: how many answers mark it, under whatever category.
        by_category: how many mark it under each category of the task, in its order.
        disagreement: share of all pairs of answers of which only one marks it, 0 to 1 (of two answers; with many,
            hardly above 0.5); None for fewer than two answers.
    """

    word: Word
    marked: int
    by_category: tuple[int, ...]
    disagreement: float | None


@dataclass(frozen=True, slots=True)
class ClassAgreement:
    """Krippendorff's alpha of a class over the words of a task.

    Attributes:
        marked: marked or not, under whatever category.
        by_category: marked under it or not, for each category of the task, in its order.
        categories: which category, or none; where an answer puts a word under several, it has no value for this word.
    """

    marked: Figure
    by_category: tuple[Figure, ...]
    categories: Figure


@dataclass(frozen=True, slots=True)
class Ratings:
    """The ratings of a class.

    Attributes:
        question: what was asked.
        counts: how many chose each step, from 1 on.
        median: of the steps chosen; halfway between two steps where they part the class evenly.
    """

    question: RatingQuestion
    counts: tuple[int, ...]
    median: Figure


@dataclass(frozen=True, slots=True)
class Written:
    """What a class wrote to a prompt: name and text of each student who wrote something."""

    prompt: Prompt
    texts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Pool:
    """The answers of a class together, all as they were before anything was revealed.

    Attributes:
        task: what was asked.
        gathered: the answers that count, the files left out, and remarks.
        words: the heat map, in the order of the text.
        agreement: how far the class agrees.
        disputed: the words over which most pairs disagree, most disputed first, then in the order of the text.
        ratings: by question of the task.
        written: by prompt of the task.
    """

    task: Task
    gathered: Gathered
    words: tuple[MarkedWord, ...]
    agreement: ClassAgreement
    disputed: tuple[MarkedWord, ...]
    ratings: tuple[Ratings, ...]
    written: tuple[Written, ...]

    @property
    def answers(self) -> tuple[HandedIn, ...]:
        """The answers that count."""
        return self.gathered.answers


def pool(task: Task, files: Iterable[tuple[str, bytes]]) -> Pool:
    """Put the answers of a class together.

    Args:
        task: what was asked.
        files: name and bytes of each answer file; those that do not fit are named in the result.
    """
    gathered = gather(task, files)
    units = units_of(task)
    counts = counted(task, units, [each.answer.before_reveal for each in gathered.answers])
    words = _heat_map(units, counts, len(gathered.answers))
    return Pool(
        task,
        gathered,
        words,
        _agreement(units, counts, len(gathered.answers)),
        _most_disputed(words),
        tuple(_ratings(question, gathered.answers) for question in task.ratings),
        tuple(_written(prompt, gathered.answers) for prompt in task.prompts),
    )


def _heat_map(units: Units, counts: Counted, n_answers: int) -> tuple[MarkedWord, ...]:
    n_pairs = n_answers * (n_answers - 1) // 2
    marked, by_category = counts.marked.tolist(), counts.by_category.tolist()
    return tuple(
        MarkedWord(word, count, tuple(each), count * (n_answers - count) / n_pairs if n_pairs else None)
        for word, count, each in zip(units.words, marked, by_category, strict=True)
    )


def _agreement(units: Units, counts: Counted, n_answers: int) -> ClassAgreement:
    sentences = np.array([word.sentence for word in units.words], dtype=np.int64)

    def on(marked: Counts) -> Figure:
        return alpha(np.column_stack([n_answers - marked, marked]), sentences)

    categories = alpha(counts.values, sentences)
    if counts.under_several:
        left_out = f"{counts.under_several} times an answer puts a word under several categories; that is left out."
        categories = replace(categories, note=f"{categories.note} {left_out}".lstrip())
    return ClassAgreement(on(counts.marked), tuple(on(column) for column in counts.by_category.T), categories)


def _most_disputed(words: Sequence[MarkedWord]) -> tuple[MarkedWord, ...]:
    disputed = (word for word in words if word.disagreement)
    return tuple(sorted(disputed, key=lambda word: -(word.disagreement or 0))[:MOST_DISPUTED])


def _ratings(question: RatingQuestion, answers: Sequence[HandedIn]) -> Ratings:
    given = [each.answer.before_reveal.ratings.get(question.key) for each in answers]
    chosen = [step for step in given if step is not None]
    counts = tuple(chosen.count(step) for step in range(1, question.steps + 1))
    return Ratings(question, counts, Figure(float(median(chosen))) if chosen else Figure(None, NOBODY_ANSWERED))


def _written(prompt: Prompt, answers: Sequence[HandedIn]) -> Written:
    texts = ((each.name, each.answer.before_reveal.prompts.get(prompt.key, "").strip()) for each in answers)
    return Written(prompt, tuple((name, text) for name, text in texts if text))
