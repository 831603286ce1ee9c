"""A task as a teacher writes it: lines of text and choices; made a task, or told what is missing, in plain words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pydantic import ValidationError

from analysis.article import Article
from analysis.coding.task import (
    MOST_ARTICLES,
    MOST_CATEGORIES,
    MOST_QUESTIONS,
    MarkCategory,
    Prompt,
    RatingQuestion,
    Reveal,
    Task,
)
from analysis.lexicon import Category
from analysis.report import MEASURES
from analysis.saved import SavedArticle
from views.parts.stories import Story

Made = TypeVar("Made", MarkCategory, RatingQuestion, Prompt)

# Its entries may be found in class, word by word; a frame or a hard sentence covers half a text.
FIRST_CATEGORY = "loaded_language"
FIRST_TITLE = "How is this story told?"
FIRST_INSTRUCTIONS = (
    "Read the story once without marking. Then mark the words that tell you how to feel about what happened, and say "
    "why. Answer the questions at the end."
)
FIRST_OWN = "Missing voice: A place where somebody concerned should have been asked"
FIRST_RATINGS = (
    "How well does the headline fit the story?; not at all; very well\n"
    "How much does the wording judge?; hardly; very much"
)
FIRST_PROMPTS = (
    "What would you still like to know, and who could tell you?\nWhich word would you change first, into what, and why?"
)
FIRST_STEPS = 5
REVEAL_ALL = Reveal()
LONGEST_KEY = 60
NO_KEY = re.compile(r"[^a-z0-9]+")


class LineError(ValueError):
    """A line that does not say all that it has to."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a teacher has written so far.

    Attributes:
        title: of the task.
        instructions: may be empty.
        articles: the stories.
        categories: those of the tool, or whole dimensions, under which words may be marked.
        own: own labels, one a line: ``"label: what to mark"``.
        ratings: questions to rate, one a line: ``"question; what 1 means; what the highest step means"``.
        steps: of every rating.
        prompts: questions to answer in words, one a line.
        reveal: what is shown afterwards.
    """

    title: str = FIRST_TITLE
    instructions: str = FIRST_INSTRUCTIONS
    articles: tuple[Article, ...] = ()
    categories: tuple[MarkCategory, ...] = ()
    own: str = FIRST_OWN
    ratings: str = FIRST_RATINGS
    steps: int = FIRST_STEPS
    prompts: str = FIRST_PROMPTS
    reveal: Reveal = REVEAL_ALL


def task_of(draft: Draft) -> tuple[Task | None, tuple[str, ...]]:
    """Return the task that a draft makes, or None and what keeps it from being one, in a sentence each."""
    faults = list(_missing(draft))
    own = _made(draft.own, _own_category, "Own label", faults)
    ratings = _made(draft.ratings, lambda line, number: _rating(line, number, draft.steps), "Rating", faults)
    prompts = _made(draft.prompts, _prompt, "Question", faults)
    categories = (*draft.categories, *own)
    faults += _too_many(categories, ratings, prompts)
    if not (faults or categories or ratings or prompts):
        faults.append("Ask for something: categories to mark, ratings, or questions.")
    if faults:
        return None, tuple(faults)
    try:
        return _task(draft, categories, ratings, prompts), ()
    except ValidationError as error:
        return None, tuple(_explained(error))


def lines_of(task: Task) -> dict[str, str]:
    """Return a task's own labels, ratings and prompts as lines of a draft, by the name of its field."""
    return {
        "own": "\n".join(f"{one.label}: {one.explanation}" for one in task.categories if one.is_own),
        "ratings": "\n".join(f"{one.question}; {one.low}; {one.high}" for one in task.ratings),
        "prompts": "\n".join(one.question for one in task.prompts),
    }


def _task(
    draft: Draft, categories: Sequence[MarkCategory], ratings: Sequence[RatingQuestion], prompts: Sequence[Prompt]
) -> Task:
    return Task.of(
        title=draft.title.strip(),
        instructions=draft.instructions.strip(),
        articles=tuple(SavedArticle.of(article) for article in draft.articles),
        categories=tuple(categories),
        ratings=tuple(ratings),
        prompts=tuple(prompts),
        reveal=draft.reveal,
    )


def _missing(draft: Draft) -> Iterator[str]:
    if not draft.title.strip():
        yield "Give the task a title."
    if not draft.articles:
        yield "Choose at least one story."
    if len(draft.articles) > MOST_ARTICLES:
        yield f"Choose at most {MOST_ARTICLES} stories; these are {len(draft.articles)}."


def _too_many(
    categories: Sequence[MarkCategory], ratings: Sequence[RatingQuestion], prompts: Sequence[Prompt]
) -> Iterator[str]:
    if len(categories) > MOST_CATEGORIES:
        yield f"{len(categories)} categories to mark are too many; choose at most {MOST_CATEGORIES}."
    if len(ratings) > MOST_QUESTIONS or len(prompts) > MOST_QUESTIONS:
        yield f"Ask at most {MOST_QUESTIONS} ratings and {MOST_QUESTIONS} questions."


def _made(lines: str, make: Callable[[str, int], Made], what: str, faults: list[str]) -> tuple[Made, ...]:
    """Return what the lines make; what is wrong with a line goes to ``faults``."""
    made: dict[str, Made] = {}
    for number, line in enumerate(filter(None, map(str.strip, lines.splitlines())), 1):
        try:
            one = make(line, number)
            if one.key in made:
                raise LineError("this is there twice.")
            made[one.key] = one
        except ValidationError as error:
            faults.extend(f"{what} {number}: {told}" for told in _explained(error))
        except LineError as error:
            faults.append(f"{what} {number}: {error}")
    return tuple(made.values())


def _own_category(line: str, number: int) -> MarkCategory:
    label, _, explanation = (part.strip() for part in line.partition(":"))
    if not (label and explanation):
        raise LineError("write the label, a colon, and what to mark under it.")
    slug = NO_KEY.sub("-", label.casefold())[:LONGEST_KEY].strip("-")
    return MarkCategory(key=f"own-{slug or number}", label=label, explanation=explanation)


def _rating(line: str, number: int, steps: int) -> RatingQuestion:
    parts = [part.strip() for part in line.split(";")]
    if len(parts) != 3 or not all(parts):
        raise LineError(f"write the question, what 1 means and what {steps} means, with a semicolon between them.")
    return RatingQuestion(key=f"rating-{number}", question=parts[0], low=parts[1], high=parts[2], steps=steps)


def _prompt(line: str, number: int) -> Prompt:
    return Prompt(key=f"question-{number}", question=line)


def _explained(error: ValidationError) -> Iterator[str]:
    for one in error.errors(include_url=False, include_input=False):
        where = " ".join(str(step).replace("_", " ") for step in one["loc"])
        told = one["msg"].removeprefix("Value error, ")
        yield f"{where}: {told}." if where else f"{told[:1].upper()}{told[1:]}."


def whole_dimensions() -> tuple[MarkCategory, ...]:
    """Return each dimension as one category to mark under."""
    return tuple(
        MarkCategory(key=measure.key, label=measure.label, explanation=measure.question) for measure in MEASURES
    )


def all_categories(categories: Mapping[str, Category]) -> dict[str, MarkCategory]:
    """Return what a task may ask to mark, by key: each dimension as a whole, then its categories.

    Args:
        categories: of the lexicons, by key.
    """
    offered: dict[str, MarkCategory] = {}
    for whole in whole_dimensions():
        offered[whole.key] = whole
        within = (category for category in categories.values() if category.dimension == whole.key)
        ordered: Iterable[Category] = sorted(within, key=lambda category: category.label)
        offered |= {category.key: MarkCategory.of(category) for category in ordered}
    return offered


def sample_task(story: Story) -> Task:
    """Return a ready-made task on a sample story: its first two tellings, and the questions that tasks begin with.

    Raises:
        ValueError: if the story makes no task.
    """
    first = tuple(one for one in whole_dimensions() if one.key == FIRST_CATEGORY)
    task, faults = task_of(Draft(title=story.title, articles=story.articles[:2], categories=first))
    if task is None:
        raise ValueError(f"{story.key} makes no task: {' '.join(faults)}")
    return task
