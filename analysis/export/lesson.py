"""What a worksheet asks of a class: instructions, what to mark by hand, questions; ``lesson.toml`` is the project's."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

LESSON = Path(__file__).with_name("lesson.toml")
ANSWER_LINES = 4
# The marks that a class can weigh word by word; frames and hard sentences cover half a text.
MARKED_BY_DEFAULT = ("loaded_language",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One question with room for an answer.

    Attributes:
        question: what students are asked.
        about: a short heading; may be empty.
        look_for: what an answer may hold, for the key; may be empty.
        after: the known set of questions whose idea it follows, for the key; may be empty.
        lines: how many ruled lines an answer gets.
        stories: how many stories a sheet must hold for the question to make sense.
    """

    question: str
    about: str = ""
    look_for: str = ""
    after: str = ""
    lines: int = ANSWER_LINES
    stories: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What a class is asked to do. All of it is plain text; blank lines and line breaks are kept.

    Attributes:
        title: heading of the sheet.
        instructions: what students do with the blank sheet.
        about_marks: what students should know about the program's marks.
        about_key: what the teacher should know, in paragraphs.
        to_mark: what to mark by hand, one sign each.
        prompts: the questions, in order.
        marks: keys of the dimensions (``"loaded_language"``) and categories (``"loaded_language/hyperbole"``) whose
            marks are shown where marks are shown.
    """

    title: str
    instructions: str
    about_marks: str
    about_key: tuple[str, ...]
    to_mark: tuple[str, ...]
    prompts: tuple[Prompt, ...]
    marks: tuple[str, ...] = MARKED_BY_DEFAULT


def load_lesson() -> Lesson:
    """Return the project's own lesson; ``dataclasses.replace`` makes it a teacher's."""
    return TypeAdapter(Lesson).validate_python(tomllib.loads(LESSON.read_text(encoding="utf-8")))
