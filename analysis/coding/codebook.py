"""Codebooks: the codes that a human coder may give, with what each means. Built in, or anybody's own."""

from __future__ import annotations

import re
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from analysis.coding.framing_page import code_sections
from analysis.framing import KEY as FRAMING
from analysis.lexicon import Category, Lexicons
from analysis.loaded_language import KEY as LOADED
from analysis.saved import Saved

# Beyond that nobody keeps the definitions in mind, and the form no longer fits a screen.
MOST_CODES = 100
MOST_NAME = 120
MOST_TEXT = 2_000
# Under which name the groups of framing that sentences can be coded for are offered.
FRAMING_BOOKS = {
    "policy": "Policy frames",
    "generic": "Generic frames",
    "function": "Functions and scope",
    "scope": "Functions and scope",
    "own": "Own frames",
}
# The words that an example of a category is about stand in brackets.
BRACKETS = re.compile(r"[\[\]]")

# A code is a column's name in R and pandas: a word, in which "framing/policy_economic" is one.
CodeKey = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^\w[\w./-]*$", max_length=80)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_NAME)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=MOST_TEXT)]


class Code(Saved):
    """One code.

    Attributes:
        code: its key in every table.
        label: its name for people.
        definition: when it is to be given.
        example: a sentence that deserves it; may be empty.
        group: heading that it stands under; may be empty.
    """

    code: CodeKey
    label: Name
    definition: Annotated[Text, Field(min_length=1)]
    example: Text = ""
    group: Annotated[Text, Field(max_length=MOST_NAME)] = ""


class Codebook(Saved):
    """Codes that belong together.

    Attributes:
        name: for people.
        codes: in the order in which they are offered.
        exclusive: whether a unit gets one code at most; otherwise as many as fit.
    """

    name: Name
    codes: tuple[Code, ...] = Field(min_length=1, max_length=MOST_CODES)
    exclusive: bool = False

    @model_validator(mode="after")
    def _codes_differ(self) -> Self:
        # Whatever their case: a spreadsheet's user does not look at it.
        keys = [code.code.lower() for code in self.codes]
        if twice := sorted({key for key in keys if keys.count(key) > 1}):
            raise ValueError(f"code “{twice[0]}” is listed twice; keep one")
        return self

    @property
    def keys(self) -> tuple[str, ...]:
        """The key of each code."""
        return tuple(code.code for code in self.codes)

    def in_order(self, keys: frozenset[str]) -> tuple[str, ...]:
        """Return keys in the order of the codebook.

        Raises:
            ValueError: if one is not in it, or there are several and a unit gets one at most.
        """
        if unknown := sorted(keys - set(self.keys)):
            raise ValueError(f"“{unknown[0]}” is not in the codebook")
        if self.exclusive and len(keys) > 1:
            raise ValueError("a unit gets one code at most")
        return tuple(key for key in self.keys if key in keys)


def built_in(lexicons: Lexicons) -> tuple[Codebook, ...]:
    """Return the codebooks that come with the program: frames, functions and scope, kinds of loaded language.

    Those of framing have their definitions from ``docs/framing.md``, where the rules of coding stand; all else, a
    person's own frames among it, from the lexicons.
    """
    categories: dict[str, list[Category]] = {name: [] for name in FRAMING_BOOKS.values()}
    for category in lexicons.of_dimension(FRAMING):
        if category.group in FRAMING_BOOKS:
            categories[FRAMING_BOOKS[category.group]].append(category)
    categories["Loaded language"] = list(lexicons.of_dimension(LOADED))
    explained = _explained()
    return tuple(
        Codebook(name=name, codes=tuple(explained.get(category.key) or _code(category) for category in found))
        for name, found in categories.items()
        if found
    )


def _explained() -> dict[str, Code]:
    """Return the codes of the page on framing by the keys of their categories."""
    return {
        f"{FRAMING}/{section.key}": Code(
            code=f"{FRAMING}/{section.key}",
            label=section.label,
            definition=f"{section.definition} {section.border}",
            example=section.coded[0],
        )
        for section in code_sections()
    }


def _code(category: Category) -> Code:
    example = BRACKETS.sub("", category.flags[0]) if category.flags else ""
    return Code(code=category.key, label=category.label, definition=category.explanation, example=example)
