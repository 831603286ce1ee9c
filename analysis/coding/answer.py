"""A student's answer to a task: marks, ratings and words, as they were before anything was revealed, and after."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import Field, TypeAdapter, ValidationError, model_validator

from analysis.article import Part, Span
from analysis.coding.task import MOST_ARTICLES, MOST_QUESTIONS, MOST_STEPS, MOST_TASK_CHARACTERS, Key, Task
from analysis.saved import Saved, SavedError, SavedFile, open_saved

# Every second word of a long article, each marked by itself.
MOST_MARKS = 1_000
# That many marks, each with a long sentence as its reason, before and after the reveal. A larger file of nothing but
# faults would keep a class waiting.
MOST_ANSWER_BYTES = 2_000_000
SHOWN_CHARACTERS = 60

Offset = Annotated[int, Field(ge=0, le=MOST_TASK_CHARACTERS)]
Pseudonym = Annotated[str, Field(max_length=24, pattern=r"^\w(?:[\w '’-]*\w)?$")]
PSEUDONYM_RULE = (
    "Choose a name of 1 to 24 letters, digits, spaces and hyphens that does not tell who you are, such as Blue Heron 7."
)


class Mark(Saved):
    """Words that a student has marked.

    Attributes:
        article: number of the article in the task, from 1.
        part: headline or body.
        start: of the words, in characters of the part, from 0.
        end: of the words, itself excluded.
        quote: exactly the characters from start to end.
        category: key of one of the task's categories.
        reason: why, in the student's words; may be empty.
    """

    article: Annotated[int, Field(ge=1, le=MOST_ARTICLES)]
    part: Part
    start: Offset
    end: Offset
    quote: Annotated[str, Field(min_length=1, max_length=MOST_TASK_CHARACTERS)]
    category: Key
    reason: Annotated[str, Field(max_length=1_000)] = ""

    @classmethod
    def of(cls, task: Task, article: int, span: Span, *, category: str, reason: str = "") -> Self:
        """Return a mark on words of a task; its quote is taken from the text.

        Raises:
            pydantic.ValidationError: if the span is empty or beyond the text.
        """
        quote = task.text(article, span.part)[span.start : span.end]
        return cls(
            article=article,
            part=span.part,
            start=span.start,
            end=span.end,
            quote=quote,
            category=category,
            reason=reason,
        )

    @property
    def span(self) -> Span:
        """The words."""
        return Span(self.part, self.start, self.end)

    @model_validator(mode="after")
    def _is_as_long_as_its_quote(self) -> Self:
        if self.end - self.start != len(self.quote):
            raise ValueError(f"from {self.start} to {self.end} there is no room for a quote of {len(self.quote)}")
        return self


class Work(Saved):
    """What a student has done at one time.

    Attributes:
        marks: in the order in which they were made.
        ratings: the chosen step, from 1, by the key of the question; those not answered are left out.
        prompts: what was written, by the key of the prompt.
    """

    marks: Annotated[tuple[Mark, ...], Field(max_length=MOST_MARKS)] = ()
    ratings: Annotated[dict[Key, Annotated[int, Field(ge=1, le=MOST_STEPS)]], Field(max_length=MOST_QUESTIONS)] = Field(
        default_factory=dict
    )
    prompts: Annotated[dict[Key, Annotated[str, Field(max_length=10_000)]], Field(max_length=MOST_QUESTIONS)] = Field(
        default_factory=dict
    )

    @property
    def is_empty(self) -> bool:
        """Whether nothing was marked, rated or written."""
        return not (self.marks or self.ratings or any(text.strip() for text in self.prompts.values()))


class Answer(SavedFile):
    """An answer file.

    Attributes:
        task: id of the task.
        pseudonym: what the student wants to be called; the only thing in the file that is about a person.
        before_reveal: the work as it stood before anything was revealed. Agreement is counted on this alone.
        after_reveal: the work as it stands since; None if nothing was revealed yet.
    """

    KIND = "how-it-is-told/answer"
    NAME = "an answer file"

    task: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    pseudonym: Pseudonym
    before_reveal: Work = Work()
    after_reveal: Work | None = None

    @property
    def was_revealed(self) -> bool:
        """Whether the student has seen what the task reveals before the file was saved."""
        return self.after_reveal is not None

    @property
    def latest(self) -> Work:
        """The work as it stood when the file was saved."""
        return self.after_reveal or self.before_reveal


def is_pseudonym(text: str) -> bool:
    """Whether a text may serve as a pseudonym; if not, :data:`PSEUDONYM_RULE` tells what may."""
    try:
        TypeAdapter(Pseudonym).validate_python(text)
    except ValidationError:
        return False
    return True


def open_answer(name: str, content: bytes, task: Task) -> Answer:
    """Read an answer to a task.

    Args:
        name: of the file, for messages.
        content: its bytes.
        task: what it has to be an answer to.

    Raises:
        SavedError: if it is no answer file, answers another task, or does not fit the task: a mark that quotes other
            words than stand there, or a category, rating or prompt that the task does not have.
    """
    if len(content) > MOST_ANSWER_BYTES:
        raise SavedError(f"{name} is larger than {MOST_ANSWER_BYTES // 1_000_000} MB, which {Answer.NAME} never is.")
    answer = open_saved(Answer, name, content)
    if answer.task != task.id:
        raise SavedError(f"{name} answers another task, or another version of this one. Open it with its own task.")
    works = (answer.before_reveal,) if answer.after_reveal is None else (answer.before_reveal, answer.after_reveal)
    for work in works:
        for fault in _faults(work, task):
            raise SavedError(f"{name} is damaged: {fault} Save it again where it was made.")
    return answer


def _faults(work: Work, task: Task) -> Iterator[str]:
    """Yield what does not fit the task, in one sentence each."""
    for number, mark in enumerate(work.marks, 1):
        if fault := _fault_of(mark, task):
            yield f"mark {number}, “{_shortened(mark.quote)}”, {fault}."
    steps = {question.key: question.steps for question in task.ratings}
    for key, value in work.ratings.items():
        if value > steps.get(key, 0):
            yield f"it rates “{key}” {value}, which the task does not offer."
    for key in sorted(work.prompts.keys() - {prompt.key for prompt in task.prompts}):
        yield f"it answers “{key}”, which the task does not ask."


def _fault_of(mark: Mark, task: Task) -> str | None:
    if mark.article > len(task.articles):
        return f"is in article {mark.article}, which the task does not have"
    if task.text(mark.article, mark.part)[mark.start : mark.end] != mark.quote:
        return f"is not what stands there in the {mark.part} of article {mark.article}"
    if task.category(mark.category) is None:
        return f"is put under “{mark.category}”, which the task does not have"
    return None


def _shortened(text: str) -> str:
    return text if len(text) <= SHOWN_CHARACTERS else f"{text[: SHOWN_CHARACTERS - 1]}…"
