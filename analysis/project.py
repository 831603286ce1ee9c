"""The project file: articles, what a reader decided about their marks, and what else was being worked on.

The text of every article is stored, that of sample stories too. A reference with a hash would save some kilobytes and
lose the decisions as soon as a later version of the program words a sample story anew: places and quotes mean
something only beside the text that they were made on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, Field, JsonValue, model_validator

from analysis.article import Part, Span
from analysis.decisions import Choice, Decision, Decisions
from analysis.saved import MOST_CHARACTERS, File, Long, Saved, SavedArticle, SavedFile, Short, open_saved

# More than anybody lists on one page; some ten thousand words of bookkeeping on a screen.
MOST_ARTICLES = 200
# As if every word of a very long article were marked by itself.
MOST_DECISIONS = 10_000
# The open articles, and the tellings of a hundred sample stories that are not.
MOST_DECIDED = 1_000
MOST_SETTINGS = 100
# Characters; a title, not a text.
MOST_NAME = 200
MOST_PARTS = 100
# Saved files nest some ten levels; Python and JavaScript read this many without trouble.
DEEPEST = 50
# What the keys of a reader's own articles begin with, and no other key does.
OWN = "own-"

Key = Annotated[str, Field(max_length=80, pattern=r"^[a-z0-9][a-z0-9_-]*$")]
CategoryKey = Annotated[str, Field(max_length=200, pattern=r"^[a-z0-9_-]+/[a-z0-9_-]+$")]
Name = Annotated[str, Field(max_length=MOST_NAME)]
Offset = Annotated[int, Field(ge=0, le=MOST_CHARACTERS)]
Setting = Short | Annotated[tuple[Short, ...], Field(max_length=MOST_SETTINGS)]


def _bounded(part: object) -> object:
    """Check how deep a part is nested, before anything else walks through it."""
    waiting = [(part, 1)]
    while waiting:
        value, depth = waiting.pop()
        if not isinstance(value, dict | list):
            continue
        if depth > DEEPEST:
            raise ValueError(f"it is nested more than {DEEPEST} levels deep")
        waiting.extend((inner, depth + 1) for inner in (value.values() if isinstance(value, dict) else value))
    return part


def _saved_file(part: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """Check that a part can be a saved file, and can be written again."""
    if not isinstance(part.get("format"), str):
        raise ValueError("it does not say which format it has")
    # Half of a surrogate pair passes as JSON and cannot be encoded; the error is a ValueError.
    json.dumps(part, ensure_ascii=False).encode()
    return part


SavedPart = Annotated[dict[str, JsonValue], BeforeValidator(_bounded), AfterValidator(_saved_file)]


class SavedDecision(Saved):
    """A decision; fields as in :class:`analysis.decisions.Decision`, the span spread out."""

    part: Part
    start: Offset
    end: Offset
    quote: Annotated[Long, Field(min_length=1)]
    choice: Choice
    category: CategoryKey
    subject: Short | None = None
    moved_to: CategoryKey | None = None
    reason: Short = ""

    @classmethod
    def of(cls, decision: Decision) -> Self:
        """Return a decision as it is saved."""
        span = decision.span
        rest = {name: getattr(decision, name) for name in cls.model_fields if name not in ("part", "start", "end")}
        return cls(part=span.part, start=span.start, end=span.end, **rest)

    def opened(self) -> Decision:
        """Return the decision."""
        rest = {name: getattr(self, name) for name in type(self).model_fields if name not in ("part", "start", "end")}
        return Decision(Span(self.part, self.start, self.end), **rest)

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.end - self.start != len(self.quote):
            raise ValueError(f"from {self.start} to {self.end} there is no room for a quote of {len(self.quote)}")
        if (self.moved_to is not None) is not (self.choice is Choice.RECATEGORISED):
            raise ValueError("a mark has another category if, and only if, it was put under one")
        return self


class ProjectArticle(Saved):
    """An open article.

    Attributes:
        key: by which decisions and choices refer to it; those of own articles, and no others, begin with ``own-``.
        own: whether the reader supplied it; if not, it is a telling of a sample story.
        article: with its text.
    """

    key: Key
    own: bool
    article: SavedArticle

    @model_validator(mode="after")
    def _key_says_whose(self) -> Self:
        if self.own is not self.key.startswith(OWN):
            raise ValueError(f"keys of own articles begin with “{OWN}”, and no others do")
        return self


class Project(SavedFile):
    """A project file.

    Attributes:
        name: what the reader calls it; may be empty.
        articles: the open articles, in the order in which they are shown.
        decisions: by the key of the article, the latest last. Those on tellings that are not open wait for them.
        shown: keys of the articles that are compared, in order.
        read: key of the article that views show which show one; None if none was chosen.
        settings: what was chosen in a view, by the name of the choice; what a view does not know, it ignores.
        parts: other saved files that belong to the work (a task, an answer, a coding sheet, word lists), by the name
            under which their view looks for them. Only the view knows their formats: they are checked when they
            are taken out (:func:`part_of`), and parts that nobody knows are passed on.
    """

    KIND = "how-it-is-told/project"
    NAME = "a project file"

    name: Name = ""
    articles: Annotated[tuple[ProjectArticle, ...], Field(max_length=MOST_ARTICLES)] = ()
    decisions: Annotated[
        dict[Key, Annotated[tuple[SavedDecision, ...], Field(max_length=MOST_DECISIONS)]],
        Field(max_length=MOST_DECIDED),
    ] = Field(default_factory=dict)
    shown: Annotated[tuple[Key, ...], Field(max_length=MOST_ARTICLES)] = ()
    read: Key | None = None
    settings: Annotated[dict[Key, Setting], Field(max_length=MOST_SETTINGS)] = Field(default_factory=dict)
    parts: Annotated[dict[Key, SavedPart], Field(max_length=MOST_PARTS)] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _has_no_key_twice(self) -> Self:
        if len({one.key for one in self.articles}) < len(self.articles):
            raise ValueError("two of its articles have the same key")
        return self

    def decided(self) -> tuple[dict[str, Decisions], int]:
        """Return the decisions by article, moved to where their words stand in its text, and how many have no place.

        Those on articles that are not open are returned as they were saved.
        """
        articles = {one.key: one.article.opened() for one in self.articles}
        decided, lost = {}, 0
        for key, saved in self.decisions.items():
            made = Decisions(tuple(one.opened() for one in saved))
            fitted = _each_once(made.fitted(articles[key]) if key in articles else made)
            lost += len(made.made) - len(fitted.made)
            decided[key] = fitted
        return decided, lost


def saved_decisions(decided: Mapping[str, Decisions]) -> dict[str, tuple[SavedDecision, ...]]:
    """Return decisions by article as they are saved; articles without any are left out.

    Raises:
        pydantic.ValidationError: if one does not hold what it should.
    """
    return {key: tuple(map(SavedDecision.of, one.made)) for key, one in decided.items() if one}


def part_of(parts: Mapping[str, Any], key: str, kind: type[File]) -> File | None:
    """Take a saved file out of a project's parts; None if there is none by this key.

    Raises:
        SavedError: if it is not what it should be.
    """
    part = parts.get(key)
    return None if part is None else open_saved(kind, f"“{key}” in the project", json.dumps(part).encode())


def _each_once(decisions: Decisions) -> Decisions:
    """Return the decisions without earlier ones on a mark that is decided again later."""
    return Decisions(tuple(decisions.by_key().values()))
