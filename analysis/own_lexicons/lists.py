"""A person's own word lists as values: bounded text and numbers that can be saved, shared and compared."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from enum import StrEnum
from functools import cached_property
from typing import Annotated, ClassVar, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from analysis.article import ArticleError
from analysis.lexicon import FOUNDATIONS, MORAL_GROUP, SIDES
from analysis.saved import Saved, SavedFile

# In one list: published lexicons of loaded words have some thousand.
MOST_TERMS = 10_000
MOST_CATEGORIES = 200
MOST_LISTS = 10
# Of one term; the longest entry of the built-in lists has not a third of it.
LONGEST_TERM = 100
LONGEST_LABEL = 80
LONGEST_NOTE = 500
# Words and phrases that belong to one term; the built-in terms have up to a hundred.
MOST_COMPANIONS = 500
# Ten ordinary terms; beyond that a single word would decide every score.
LARGEST_WEIGHT = 10.0
DIGITS = 12


def _clean(value: object) -> object:
    """Put a text on one line without characters that cannot be seen, which would keep a term from being found."""
    if not isinstance(value, str):
        return value
    return "".join(character for character in " ".join(value.split()) if character.isprintable())


def _at_most(most: int) -> AfterValidator:
    def check(text: str) -> str:
        if len(text) > most:
            raise PydanticCustomError("too_long", f"has {len(text):,} characters, at most {most} fit; shorten it")
        return text

    return AfterValidator(check)


def _something(text: str) -> str:
    if not text:
        raise PydanticCustomError("empty", "is empty; write something there, or delete the entry")
    return text


def _number(value: object) -> object:
    """Read a number as tables write it, with a point or a comma."""
    if not isinstance(value, str):
        return value
    try:
        return float(value.strip().replace(",", "."))
    except ValueError:
        raise PydanticCustomError("no_number", "is no number; write one such as 1 or 0.5") from None


def _weighty(weight: float) -> float:
    if not 0 < weight <= LARGEST_WEIGHT:  # false for “not a number”, too
        raise PydanticCustomError("weight", f"is {weight:g}; use a number above 0, at most {LARGEST_WEIGHT:g}")
    return weight


Words = Annotated[str, BeforeValidator(_clean), _at_most(LONGEST_TERM), AfterValidator(_something)]
Label = Annotated[str, BeforeValidator(_clean), _at_most(LONGEST_LABEL), AfterValidator(_something)]
Note = Annotated[str, BeforeValidator(_clean), _at_most(LONGEST_NOTE)]
Weight = Annotated[float, BeforeValidator(_number), AfterValidator(_weighty)]
Tag = Annotated[str, Field(pattern=r"^[A-Z]{1,5}$")]
# Foundation and side; empty for no moral words.
Moral = Annotated[str, Field(pattern=rf"^(({'|'.join(FOUNDATIONS)})_({'|'.join(SIDES)}))?$")]
Companions = Annotated[tuple[Words, ...], Field(max_length=MOST_COMPANIONS)]


def digest_of(lines: Iterable[str]) -> str:
    """Return the first 12 hexadecimal digits of the SHA-256 of some lines."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:DIGITS]


class Dimension(StrEnum):
    """The dimensions that take own lists: those that count words by category."""

    LOADED_LANGUAGE = "loaded_language"
    FRAMING = "framing"


# Own loaded words compete with the built-in ones for a stretch of text; a sentence may evoke any number of frames.
GROUPS = {Dimension.LOADED_LANGUAGE: "", Dimension.FRAMING: "own"}


class OwnTerm(Saved):
    """One entry; fields as in :class:`analysis.lexicon.Term`, with nothing for what was not given."""

    term: Words
    alternative: Note = ""
    reason: Note = ""
    fair_when: Note = ""
    pos: Annotated[tuple[Tag, ...], Field(max_length=20)] = ()
    inflect: bool = True
    weight: Weight = 1.0
    exempt: Companions = ()
    literal_with: Companions = ()


class OwnCategory(Saved):
    """The terms of one category; fields as in :class:`analysis.lexicon.Category`.

    Attributes:
        moral: foundation and side (``"care_vice"``) whose words it holds, in framing; empty for all other categories.
    """

    label: Label
    dimension: Dimension = Dimension.LOADED_LANGUAGE
    explanation: Note = ""
    source: Note = ""
    licence: Note = ""
    negatable: bool = True
    moral: Moral = ""
    terms: Annotated[tuple[OwnTerm, ...], Field(min_length=1, max_length=MOST_TERMS)]

    @model_validator(mode="after")
    def _moral_words_are_framing(self) -> Self:
        if self.moral and self.dimension is not Dimension.FRAMING:
            raise ValueError("moral words belong to the dimension framing")
        return self

    @property
    def rivals(self) -> tuple[str, str]:
        """Dimension and group: categories in which they are equal compete for a stretch of text."""
        return self.dimension.value, MORAL_GROUP if self.moral else GROUPS[self.dimension]


class OwnList(Saved):
    """What one file held.

    Attributes:
        name: of the file.
        categories: in the order of the file.
    """

    name: Label
    categories: Annotated[tuple[OwnCategory, ...], Field(min_length=1, max_length=MOST_CATEGORIES)]

    @model_validator(mode="after")
    def _can_be_matched(self) -> Self:
        if self.n_terms > MOST_TERMS:
            raise ValueError(f"a list has {MOST_TERMS:,} terms at most, and this one {self.n_terms:,}")
        return self

    @cached_property
    def digest(self) -> str:
        """First 12 hexadecimal digits of the SHA-256 of its content; the same under whatever name."""
        return digest_of(category.model_dump_json() for category in self.categories)

    @property
    def n_terms(self) -> int:
        """Number of entries."""
        return sum(len(category.terms) for category in self.categories)


class OwnLexicons(Saved):
    """All own lists of a person, and how they are used.

    Attributes:
        lists: earlier ones win over later ones where both have a term.
        instead: used instead of the built-in lists of their dimensions, not beside them.
    """

    lists: Annotated[tuple[OwnList, ...], Field(max_length=MOST_LISTS)] = ()
    instead: bool = False

    @property
    def use(self) -> Literal["beside", "instead"]:
        """How the lists are used, in a word."""
        return "instead" if self.instead else "beside"

    @cached_property
    def digest(self) -> str:
        """First 12 hexadecimal digits of the SHA-256 of names, contents and use."""
        return digest_of((self.use, *(f"{one.name} {one.digest}" for one in self.lists)))

    @property
    def dimensions(self) -> frozenset[str]:
        """Keys of the dimensions that the lists have terms for."""
        return frozenset(dimension for dimension, _ in self.rivals)

    @cached_property
    def rivals(self) -> frozenset[tuple[str, str]]:
        """Dimensions and groups that the lists have terms for."""
        return frozenset(category.rivals for one in self.lists for category in one.categories)

    def with_list(self, added: OwnList) -> OwnLexicons:
        """Add a list at the end, or in the place of the one of its name.

        Raises:
            ArticleError: if it is one too many.
        """
        lists = {one.name: one for one in self.lists} | {added.name: added}
        if len(lists) > MOST_LISTS:
            raise ArticleError(
                f"“{added.name}” is one list too many: {MOST_LISTS} can be used. Remove one, or join two."
            )
        return OwnLexicons(lists=tuple(lists.values()), instead=self.instead)

    def without_list(self, name: str) -> OwnLexicons:
        """Take a list away."""
        return OwnLexicons(lists=tuple(one for one in self.lists if one.name != name), instead=self.instead)

    def used(self, *, instead: bool) -> OwnLexicons:
        """Use the lists instead of the built-in ones, or beside them."""
        return OwnLexicons(lists=self.lists, instead=instead)


class LexiconFile(SavedFile):
    """Own lists as a file to keep and to share."""

    KIND: ClassVar[str] = "how-it-is-told/lexicon"
    NAME: ClassVar[str] = "a file of word lists"

    lexicons: OwnLexicons
