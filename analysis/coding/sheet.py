"""Coding sheets: units of text in a blind order with each coder's codes, as one file to save and go on with."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from analysis.article import Article, ArticleError, Part
from analysis.coding.codebook import Codebook
from analysis.coding.codings import MOST_NAME, Coder, Coding, Verdict
from analysis.document import Document
from analysis.saved import Saved, SavedArticle, SavedFile

# Ten hours of work at seven seconds a unit; a larger sample is better split into sheets.
MOST_UNITS = 5_000
MOST_ARTICLES = 500
MOST_CODERS = 20
MOST_SEED = 2**32 - 1


class UnitKind(StrEnum):
    """What is coded as one."""

    SENTENCE = "sentence"
    ARTICLE = "article"


class Unit(Saved):
    """Place of one unit: number of the article, from 0, and its characters there."""

    article: int = Field(ge=0)
    part: Part
    start: int = Field(ge=0)
    end: int = Field(ge=1)


class Sheet(SavedFile):
    """A coding sheet.

    Attributes:
        codebook: the codes.
        kind: what is coded as one.
        seed: from which the blind order follows.
        articles: what the units are cut from.
        units: in the order of the text.
        coders: everybody who codes.
    """

    KIND: ClassVar[str] = "how-it-is-told/codes"
    NAME: ClassVar[str] = "a coding sheet"

    codebook: Codebook
    kind: UnitKind
    seed: int = Field(ge=0, le=MOST_SEED)
    articles: tuple[SavedArticle, ...] = Field(min_length=1, max_length=MOST_ARTICLES)
    units: tuple[Unit, ...] = Field(min_length=1, max_length=MOST_UNITS)
    coders: tuple[Coder, ...] = Field(default=(), max_length=MOST_CODERS)

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        for unit in self.units:
            if unit.article >= len(self.articles) or not unit.start < unit.end <= len(self._text(unit)):
                raise ValueError("a unit lies outside its article")
        names = [coder.name.casefold() for coder in self.coders]
        if len(set(names)) < len(names):
            raise ValueError("two coders have the same name")
        for coder in self.coders:
            if len(coder.codings) != len(self.units):
                raise ValueError(f"coder {coder.name} has not one coding a unit")
            for coding in coder.codings:
                self.codebook.in_order(frozenset(coding.codes))
        return self

    def _text(self, unit: Unit) -> str:
        article = self.articles[unit.article]
        return article.headline if unit.part is Part.HEADLINE else article.body

    def text(self, number: int) -> str:
        """Return the characters of a unit, by its number from 0."""
        unit = self.units[number]
        return self._text(unit)[unit.start : unit.end]

    def around(self, number: int) -> tuple[str, str]:
        """Return the unit before and the unit after, empty where the part of the article begins or ends."""
        before, after = (self._neighbour(number, step) for step in (-1, 1))
        return before, after

    def _neighbour(self, number: int, step: int) -> str:
        other = number + step
        if not 0 <= other < len(self.units):
            return ""
        here, there = self.units[number], self.units[other]
        return self.text(other) if (here.article, here.part) == (there.article, there.part) else ""

    @property
    def order(self) -> tuple[int, ...]:
        """The numbers of the units in the order of coding, the same for every coder.

        Sorted by the SHA-256 of seed and number, so that it never changes with a version of anything.
        """
        return tuple(sorted(range(len(self.units)), key=self._lot))

    def _lot(self, number: int) -> bytes:
        return hashlib.sha256(f"{self.seed}:{number}".encode()).digest()

    def coder(self, name: str) -> Coder:
        """Return a coder's work.

        Raises:
            KeyError: if nobody of this name codes.
        """
        for coder in self.coders:
            if coder.name == name:
                return coder
        raise KeyError(name)

    def next_open(self, name: str, after: int = -1) -> int | None:
        """Return the place in the order, from 0, of the next unit that a coder has not coded; None if all are done."""
        codings = self.coder(name).codings
        places = [place for place, number in enumerate(self.order) if codings[number].verdict is Verdict.OPEN]
        return next((place for place in places if place > after), places[0] if places else None)

    def with_coder(self, name: str) -> Sheet:
        """Add a coder who has coded nothing yet.

        Raises:
            ArticleError: if the name is taken, empty or too long, or there are too many coders.
        """
        name = " ".join(name.split())
        if not 0 < len(name) <= MOST_NAME:
            raise ArticleError(f"Choose a name of 1 to {MOST_NAME} characters.")
        if name.casefold() in (coder.name.casefold() for coder in self.coders):
            raise ArticleError(f"Somebody codes as “{name}” already. Choose another name.")
        if len(self.coders) == MOST_CODERS:
            raise ArticleError(
                f"A sheet holds {MOST_CODERS} coders at most. Save a copy without codes and go on there."
            )
        return self._with(*self.coders, Coder(name=name, codings=(Coding(),) * len(self.units)))

    def with_coding(self, name: str, number: int, coding: Coding) -> Sheet:
        """Put what a coder says of a unit in the place of what was said before.

        Raises:
            ValueError: if it gives a code that is not in the codebook, or more than a unit may get.
        """
        ordered = coding.model_copy(update={"codes": self.codebook.in_order(frozenset(coding.codes))})
        codings = self.coder(name).codings
        changed = (*codings[:number], ordered, *codings[number + 1 :])
        return self._changed(name, self.coder(name).model_copy(update={"codings": changed}))

    def finished_by(self, name: str) -> Sheet:
        """Note that a coder has finished."""
        return self._changed(name, self.coder(name).model_copy(update={"finished": True}))

    def blank(self) -> Sheet:
        """Return the sheet without anybody's codes, for another coder."""
        return self._with()

    def merged(self, other: Sheet) -> Sheet:
        """Return the sheet with the coders of another copy of it.

        Raises:
            ArticleError: if it is another sheet, or both hold different codes under one name.
        """
        if self.blank() != other.blank():
            raise ArticleError("It is another sheet: its texts, its codebook or its order differ.")
        known = {coder.name.casefold(): coder for coder in self.coders}
        new = [coder for coder in other.coders if known.get(coder.name.casefold()) != coder]
        if taken := [coder.name for coder in new if coder.name.casefold() in known]:
            raise ArticleError(f"Both copies hold codes by “{taken[0]}”, and they differ. Open the one that is right.")
        if len(self.coders) + len(new) > MOST_CODERS:
            raise ArticleError(f"Together they have more than {MOST_CODERS} coders.")
        return self._with(*self.coders, *new)

    def _changed(self, name: str, changed: Coder) -> Sheet:
        return self._with(*(changed if coder.name == name else coder for coder in self.coders))

    def _with(self, *coders: Coder) -> Sheet:
        # Checked when the parts were made; to check thousands of units again at each click would take seconds.
        return self.model_copy(update={"coders": coders})


def new_sheet(documents: Sequence[Document], codebook: Codebook, kind: UnitKind, *, seed: int) -> Sheet:
    """Return a sheet that nobody has coded.

    Args:
        documents: the parsed articles.
        codebook: the codes.
        kind: what is coded as one: each sentence of headline and body, or each article as a whole.
        seed: from which the blind order follows, 0 to :data:`MOST_SEED`.

    Raises:
        ArticleError: if there is nothing to code, or more than a sheet holds.
    """
    units = tuple(_units(documents, kind))
    if not units:
        raise ArticleError("There is nothing to code. Choose an article with text.")
    if len(units) > MOST_UNITS or len(documents) > MOST_ARTICLES:
        raise ArticleError(
            f"These are {len(units):,} units of {len(documents):,} articles; a sheet holds {MOST_UNITS:,} of "
            f"{MOST_ARTICLES:,} at most. Choose fewer articles."
        )
    articles = tuple(SavedArticle.of(document.article) for document in documents)
    return Sheet.of(codebook=codebook, kind=kind, seed=seed, articles=articles, units=units)


def _units(documents: Sequence[Document], kind: UnitKind) -> Iterable[Unit]:
    for number, document in enumerate(documents):
        if kind is UnitKind.ARTICLE:
            yield from _whole(number, document.article)
        else:
            for sentence in document.sentences:
                span = sentence.span
                if sentence.text:
                    yield Unit(article=number, part=span.part, start=span.start, end=span.end)


def _whole(number: int, article: Article) -> Iterable[Unit]:
    """Yield the body as the one unit; of an article without one, the headline."""
    part = next((part for part in (Part.BODY, Part.HEADLINE) if article.text(part).strip()), None)
    if part:
        yield Unit(article=number, part=part, start=0, end=len(article.text(part)))
