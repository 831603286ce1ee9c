"""How many answers mark each word, and under what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.coding.agreement import Counts
from analysis.coding.answer import Mark, Work
from analysis.coding.task import Task
from analysis.coding.units import Units

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many answers do what with each word (row).

    Attributes:
        marked: mark it, under whatever category.
        by_category: mark it under each category of the task (column).
        values: leave it unmarked (column 0), or put it under exactly one category (columns from 1).
        under_several: how often, over all words, an answer puts a word under more than one category.
    """

    marked: Counts
    by_category: Counts
    values: Counts
    under_several: int


def counted(task: Task, units: Units, works: Iterable[Work]) -> Counted:
    """Count the marks of a class on each word of a task; a word marked twice under one category counts once."""
    columns = {category.key: column for column, category in enumerate(task.categories)}
    marked = np.zeros(len(units.words), dtype=np.int64)
    by_category = np.zeros((len(units.words), len(columns)), dtype=np.int64)
    values = np.zeros((len(units.words), len(columns) + 1), dtype=np.int64)
    under_several = 0
    for work in works:
        flags = _flags(work.marks, units, columns)
        n_categories = flags.sum(axis=1)
        marked += n_categories > 0
        by_category += flags
        values[:, 0] += n_categories == 0
        values[:, 1:] += flags & (n_categories == 1)[:, np.newaxis]
        under_several += int((n_categories > 1).sum())
    return Counted(marked, by_category, values, under_several)


def _flags(marks: Iterable[Mark], units: Units, columns: Mapping[str, int]) -> Flags:
    """Return whether each word (row) is marked under each category (column)."""
    flags = np.zeros((len(units.words), len(columns)), dtype=np.bool_)
    for mark in marks:
        words = units.under(mark.article, mark.span)
        flags[words.start : words.stop, columns[mark.category]] = True
    return flags
