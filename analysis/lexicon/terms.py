"""Terms, categories of them, and all of them together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal


class LexiconError(ValueError):
    """A lexicon file that does not load: names the file, the term and the remedy."""


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a category.

    Attributes:
        text: the base form, in lower case unless the case matters; several words are allowed.
        category: key of its category, ``"loaded_language/attack_verbs"``.
        reason: one sentence that tells a student why it is flagged.
        alternative: a neutral wording, if there is one.
        fair_when: when the wording would be fair.
        pos: universal part-of-speech tags (``VERB``, ``NOUN``, ``ADJ``, …) that it is limited to; empty means any.
        inflect: match inflected forms through the parse's lemmas ("slam" finds "slammed").
        weight: strength of the evidence, above 0; 1 is ordinary.
        exempt: longer phrases that contain it and mean something else ("grand slam").
        literal_with: lemmas that, tied to the term by the parse, make it literal ("slammed the door").
    """

    text: str
    category: str
    reason: str
    alternative: str | None = None
    fair_when: str | None = None
    pos: frozenset[str] = frozenset()
    inflect: bool = True
    weight: float = 1.0
    exempt: tuple[str, ...] = ()
    literal_with: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Category:
    """One category of terms: what a lexicon file holds.

    Attributes:
        key: ``"<dimension>/<file name>"``.
        group: categories of one group compete for a span (longest term wins); other groups match independently.
        rule: name of the detector in code when the category is not a list of terms (scare quotes, shouting).
        negatable: a negated term ("not a disaster") does not count.
        flags: example sentences whose ``[bracketed]`` words must be found.
        ignores: example sentences in which nothing may be found.
        own: whether it comes from a list of the user's own.
    """

    key: str
    label: str
    explanation: str
    source: str
    licence: str
    group: str = ""
    rule: str | None = None
    reason: str = ""
    fair_when: str | None = None
    negatable: bool = True
    terms: tuple[Term, ...] = ()
    flags: tuple[str, ...] = ()
    ignores: tuple[str, ...] = ()
    own: bool = False

    @property
    def dimension(self) -> str:
        """The dimension that the category belongs to: the folder of its file."""
        return self.key.partition("/")[0]


@dataclass(frozen=True, slots=True)
class ListInUse:
    """An own list as exports name it.

    Attributes:
        name: that its user gave it.
        digest: first 12 hexadecimal digits of the SHA-256 of its content.
    """

    name: str
    digest: str


@dataclass(frozen=True, slots=True)
class OwnInUse:
    """Which lists of the user's own are in use, and how.

    Attributes:
        use: ``"beside"`` the built-in lists or ``"instead"`` of them.
        dimensions: keys of the dimensions that they have terms for, in alphabetical order.
        lists: in the order in which they count.
    """

    use: Literal["beside", "instead"]
    dimensions: tuple[str, ...]
    lists: tuple[ListInUse, ...]


@dataclass(frozen=True, slots=True)
class Lexicons:
    """Everything under ``lexicons/``, loaded once and passed to whoever needs it.

    Attributes:
        categories: by key, in alphabetical order.
        digest: first 12 hexadecimal digits of the SHA-256 over all files and own lists, stamped on exports.
        own: the user's own lists among them, if there are any.
    """

    categories: Mapping[str, Category]
    digest: str
    _words: Mapping[str, frozenset[str]] = field(repr=False)
    _values: Mapping[str, Mapping[str, Any]] = field(repr=False)
    own: OwnInUse | None = None

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The dimensions that have categories, in alphabetical order."""
        return tuple(sorted({category.dimension for category in self.categories.values()}))

    def of_dimension(self, dimension: str) -> tuple[Category, ...]:
        """Return the categories of one dimension."""
        return tuple(category for category in self.categories.values() if category.dimension == dimension)

    def words(self, name: str) -> frozenset[str]:
        """Return a plain word list (the keys, for a list with values).

        Raises:
            KeyError: if there is no ``lexicons/word_lists/<name>.toml``.
        """
        return self._words[name]

    def values(self, name: str) -> Mapping[str, Any]:
        """Return a word list's ``[values]`` table, word to value.

        Raises:
            KeyError: if the list does not exist or has no values.
        """
        return self._values[name]
