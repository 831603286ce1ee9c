"""A task for a class: one or more stories, what to mark, rate and write about, and what is shown afterwards."""

from __future__ import annotations

import hashlib
import json
from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, model_validator

from analysis.article import Article, Part
from analysis.lexicon import Category
from analysis.report import MEASURES
from analysis.saved import Saved, SavedArticle, SavedFile

# As many tellings as are compared side by side.
MOST_ARTICLES = 4
# All stories together, some 17,000 words: four long reads. It bounds what pooling has to hold.
MOST_TASK_CHARACTERS = 100_000
# All of the largest dimension; far more than anybody keeps in mind while marking.
MOST_CATEGORIES = 24
MOST_QUESTIONS = 50
# Scales with more steps are not told apart by those who rate.
MOST_STEPS = 10

Key = Annotated[str, Field(max_length=80, pattern=r"^[a-z0-9][a-z0-9_-]*(/[a-z0-9][a-z0-9_-]*)?$")]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Sentences = Annotated[str, Field(min_length=1, max_length=2_000)]

_DIMENSIONS = frozenset(measure.key for measure in MEASURES)


class MarkCategory(Saved):
    """A category under which words may be marked.

    Attributes:
        key: a category of the tool (``"loaded_language/attack_verbs"``), a whole dimension of it
            (``"loaded_language"``), or the task's own.
        label: its name for people.
        explanation: what to mark under it.
    """

    key: Key
    label: Name
    explanation: Sentences

    @classmethod
    def of(cls, category: Category) -> Self:
        """Return a lexicon's category as one that a task may use."""
        return cls(key=category.key, label=category.label, explanation=category.explanation)

    @property
    def is_own(self) -> bool:
        """Whether it is the task's own, so that the tool never marks under it."""
        return self.key.partition("/")[0] not in _DIMENSIONS

    def covers(self, category: str) -> bool:
        """Whether a finding of the tool in ``category`` counts as one under this: the same, or of this dimension."""
        return category == self.key or category.startswith(f"{self.key}/")


class RatingQuestion(Saved):
    """A question that is answered on a scale.

    Attributes:
        key: its own among the questions of the task.
        question: what is asked.
        low: what 1 means.
        high: what the highest step means.
        steps: of the scale; ratings are whole numbers from 1 to this.
    """

    key: Key
    question: Sentences
    low: Name
    high: Name
    steps: Annotated[int, Field(ge=2, le=MOST_STEPS)] = 5


class Prompt(Saved):
    """An open question, answered in the student's own words."""

    key: Key
    question: Sentences


class Reveal(Saved):
    """What is shown once the student has finished.

    Attributes:
        marks: the tool's marks beside the student's.
        scores: the tool's scores.
        agreement: how far the two agree, in numbers.
    """

    marks: bool = True
    scores: bool = True
    agreement: bool = True


class Task(SavedFile):
    """A task file. It holds nothing that the tool found, so there is nothing to see in it before the reveal."""

    KIND = "how-it-is-told/task"
    NAME = "a task file"

    title: Name
    instructions: Annotated[str, Field(max_length=10_000)] = ""
    articles: Annotated[tuple[SavedArticle, ...], Field(min_length=1, max_length=MOST_ARTICLES)]
    categories: Annotated[tuple[MarkCategory, ...], Field(max_length=MOST_CATEGORIES)] = ()
    ratings: Annotated[tuple[RatingQuestion, ...], Field(max_length=MOST_QUESTIONS)] = ()
    prompts: Annotated[tuple[Prompt, ...], Field(max_length=MOST_QUESTIONS)] = ()
    reveal: Reveal = Reveal()

    @cached_property
    def id(self) -> str:
        """SHA-256 of what the task says, in 64 hexadecimal digits: an answer names the task that it belongs to by this.

        Defaults are left out, so that it stays the same when a later version of the format adds a field.
        """
        content = self.model_dump(mode="json", exclude={"format", "version"}, exclude_defaults=True)
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()

    def text(self, article: int, part: Part) -> str:
        """Return the headline or body of the article with a number, from 1."""
        return self._opened[article - 1].text(part)

    def category(self, key: str) -> MarkCategory | None:
        """Return the category with a key, or None if nothing may be marked under it."""
        return next((category for category in self.categories if category.key == key), None)

    @cached_property
    def _opened(self) -> tuple[Article, ...]:
        return tuple(article.opened() for article in self.articles)

    @model_validator(mode="after")
    def _asks_something(self) -> Self:
        if not (self.categories or self.ratings or self.prompts):
            raise ValueError("a task asks for marks, ratings or answers, and this one for none of them")
        for what, asked in (("categories", self.categories), ("ratings", self.ratings), ("prompts", self.prompts)):
            if len({one.key for one in asked}) < len(asked):
                raise ValueError(f"two of its {what} have the same key")
        return self

    @model_validator(mode="after")
    def _can_be_read(self) -> Self:
        length = sum(len(article.headline) + len(article.body) for article in self.articles)
        if length > MOST_TASK_CHARACTERS:
            raise ValueError(
                f"the stories have {length:,} characters together, and a task {MOST_TASK_CHARACTERS:,} at most"
            )
        return self
