"""Files that a person saves and opens again: JSON with a named format and a version, checked before anything is used.

Every kind of file is one :class:`SavedFile`. What a file may hold is what its fields allow: text, numbers and lists of
them, bounded in size; nothing in it can run.
"""

from __future__ import annotations

import json
from typing import Annotated, Any, ClassVar, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from analysis.article import Article, ArticleError, Dropped

# A project with some hundred articles takes about a tenth of it.
MOST_BYTES = 50_000_000
# As many characters as the readers take for one article.
MOST_CHARACTERS = 5_000_000
# The largest coding sheet has under a million, ten full word lists a million and a half. Nothing but brackets and
# commas would fill the memory long before MOST_BYTES.
MOST_VALUES = 3_000_000
SHOWN_ERRORS = 3
SHOWN_CHARACTERS = 60
# To describe hundreds of thousands takes minutes and gigabytes.
MOST_ERRORS = 10_000

Short = Annotated[str, Field(max_length=2_000)]
Long = Annotated[str, Field(max_length=MOST_CHARACTERS)]
File = TypeVar("File", bound="SavedFile")


class SavedError(ArticleError):
    """A saved file that cannot be opened: which one, what is wrong with it, and what to do about it."""


class Saved(BaseModel):
    """Part of a saved file: immutable, and without fields that nobody knows."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SavedFile(Saved):
    """A whole saved file. Subclasses set ``KIND``, ``VERSION`` and, once there are older versions, ``upgraded``.

    Attributes:
        format: ``KIND``, so that a file is known for what it is whatever it is called.
        version: of the format, from 1.
    """

    KIND: ClassVar[str]
    VERSION: ClassVar[int] = 1
    # What a person calls such a file, with its article ("a task file").
    NAME: ClassVar[str]

    format: str
    version: int

    @classmethod
    def of(cls, **fields: object) -> Self:
        """Return a file of the present version.

        Raises:
            pydantic.ValidationError: if a field does not hold what it should.
        """
        return cls.model_validate({"format": cls.KIND, "version": cls.VERSION, **fields})

    @classmethod
    def upgraded(cls, content: dict[str, Any]) -> dict[str, Any]:
        """Return the content of a file of an older version as one of the present version."""
        return content

    def as_bytes(self) -> bytes:
        """Return the file as UTF-8 JSON."""
        return self.model_dump_json(indent=1).encode()


class SavedArticle(Saved):
    """An article with its text; fields as in :class:`analysis.article.Article`."""

    headline: Short
    body: Long
    source: Short | None = None
    outlet: Short | None = None
    byline: Short | None = None
    date: Short | None = None
    url: Short | None = None
    dropped: tuple[tuple[Long, Short], ...] = Field(default=(), max_length=10_000)

    @classmethod
    def of(cls, article: Article) -> Self:
        """Return an article as it is saved."""
        fields = {name: getattr(article, name) for name in cls.model_fields if name != "dropped"}
        return cls(**fields, dropped=tuple((each.text, each.reason) for each in article.dropped))

    def opened(self) -> Article:
        """Return the article."""
        fields = {name: getattr(self, name) for name in type(self).model_fields if name != "dropped"}
        return Article(**fields, dropped=tuple(Dropped(text, reason) for text, reason in self.dropped))


def open_saved(kind: type[File], name: str, content: bytes) -> File:
    """Read a saved file of one kind.

    Args:
        kind: what it should be.
        name: of the file, for messages.
        content: its bytes.

    Raises:
        SavedError: if it is too large, no JSON, of another kind, of a later version, or holds what it should not.
    """
    if len(content) > MOST_BYTES:
        raise SavedError(f"{name} is larger than {MOST_BYTES // 1_000_000} MB, which {kind.NAME} never is.")
    if sum(map(content.count, (b",", b"[", b"{"))) > MOST_VALUES:
        raise SavedError(f"{name} holds more than {MOST_VALUES:,} entries, which {kind.NAME} never does.")
    found = _json(name, content)
    if not isinstance(found, dict) or found.get("format") != kind.KIND:
        raise SavedError(f"{name} is not {kind.NAME} of this program. Choose a file that was saved as one.")
    version = found.get("version")
    if not isinstance(version, int) or version < 1:
        raise SavedError(f"{name} does not say which version it is. Save it again where it was made.")
    if version > kind.VERSION:
        raise SavedError(f"{name} was saved by a later version of this program. Update the program to open it.")
    try:
        return kind.model_validate(kind.upgraded(found) | {"version": kind.VERSION}, strict=False)
    except ValidationError as error:
        raise SavedError(f"{name} is damaged: {explained(error)} Save it again where it was made.") from error


def _json(name: str, content: bytes) -> object:
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # no UTF-8, no JSON, a number of thousands of digits, too deep
        raise SavedError(
            f"{name} cannot be read: it is no JSON text. Choose a file that this program saved."
        ) from error


def explained(error: ValidationError) -> str:
    """Return where the first problems are and what they are, in one sentence each, and how many more there are."""
    if error.error_count() > MOST_ERRORS:
        return f"{error.error_count():,} entries are not what they should be."
    found = error.errors(include_url=False, include_input=False, include_context=False)
    told = [_told(one["loc"], one["msg"].removeprefix("Value error, ")) for one in found[:SHOWN_ERRORS]]
    more = len(found) - len(told)
    return " ".join([*told, f"And {more} more."] if more else told)


def _told(where: tuple[int | str, ...], problem: str) -> str:
    # Keys that nobody knows are part of it: of any length, and with halves of surrogate pairs, which no page can show.
    place = ".".join(str(step)[:SHOWN_CHARACTERS].encode(errors="replace").decode() for step in where)
    return f"{place}: {problem}." if place else f"{problem}."
