"""Which articles are looked at: a filter, and what it can be set to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from analysis.corpus.tables import ANALYSED, FAILED, REFUSED
from analysis.explore.corpus import Corpus

# Of outlets or sections to choose from, the largest first; nobody looks through a longer list.
MOST_VALUES = 1000
STATUSES = (ANALYSED, REFUSED, FAILED)


class By(StrEnum):
    """What articles are put together by."""

    WHOLE = "whole"
    OUTLET = "outlet"
    SECTION = "section"

    @property
    def column(self) -> str:
        """What stands for it in a query: a column, or the same for all articles."""
        return "CAST(NULL AS VARCHAR)" if self is By.WHOLE else self.value


@dataclass(frozen=True, slots=True)
class Filter:
    """Which articles count.

    Attributes:
        outlets: of these outlets; None among them: of those that name none; empty: of all.
        sections: likewise.
        except_outlets: none of these outlets.
        except_sections: none of these sections.
        first: of this day or later; articles without a date are left out by it.
        last: of this day or earlier; likewise.
        headline: with these characters in the headline, in small letters or capitals.
        with_copies: whether an article counts that is the same text as an earlier one of the input, or nearly.
        statuses: with one of these statuses.
    """

    outlets: tuple[str | None, ...] = ()
    sections: tuple[str | None, ...] = ()
    except_outlets: tuple[str | None, ...] = ()
    except_sections: tuple[str | None, ...] = ()
    first: date | None = None
    last: date | None = None
    headline: str = ""
    with_copies: bool = False
    statuses: tuple[str, ...] = (ANALYSED,)

    def condition(self) -> tuple[str, list[object]]:
        """Return the filter as SQL on the table ``articles``, and its parameters."""
        found = list(self._conditions())
        return " AND ".join(f"({sql})" for sql, _ in found) or "true", [one for _, values in found for one in values]

    def _conditions(self) -> Iterator[tuple[str, list[object]]]:
        # A list as one parameter: an empty one is no error, and an absent value needs a comparison of its own.
        yield "list_contains(?, status)", [list(self.statuses)]
        for column, wanted, unwanted in (
            ("outlet", self.outlets, self.except_outlets),
            ("section", self.sections, self.except_sections),
        ):
            if wanted:
                yield _among(column, wanted)
            if unwanted:
                sql, values = _among(column, unwanted)
                yield f"NOT ({sql})", values
        if self.first is not None:
            yield "date >= ?", [self.first]
        if self.last is not None:
            yield "date <= ?", [self.last]
        if self.headline.strip():
            yield "contains(lower(headline), lower(?))", [self.headline.strip()]
        if not self.with_copies:
            yield "copy_of IS NULL", []


def _among(column: str, values: tuple[str | None, ...]) -> tuple[str, list[object]]:
    named = [value for value in values if value is not None]
    absent = f"{column} IS NULL" if None in values else "false"
    return f"coalesce(list_contains(?, {column}), false) OR {absent}", [named]


@dataclass(frozen=True, slots=True)
class Value:
    """Something that a filter can be set to: its name, None where articles name none, and how many articles have it."""

    name: str | None
    articles: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What a filter can be set to.

    Attributes:
        outlets: of analysed articles, the largest first, at most :data:`MOST_VALUES`.
        sections: likewise.
        statuses: of all articles.
        first: day of the earliest article; None if none has a date.
        last: day of the latest.
        copies: how many articles are copies.
    """

    outlets: tuple[Value, ...]
    sections: tuple[Value, ...]
    statuses: tuple[Value, ...]
    first: date | None
    last: date | None
    copies: int


def choices(corpus: Corpus) -> Choices:
    """Return what a filter can be set to."""
    ((first, last, copies),) = corpus.rows("SELECT min(date), max(date), count(copy_of) FROM articles")
    outlets, sections = (_values(corpus, column, (ANALYSED,)) for column in ("outlet", "section"))
    return Choices(outlets, sections, _values(corpus, "status", STATUSES), first, last, copies)


def _values(corpus: Corpus, column: str, statuses: tuple[str, ...]) -> tuple[Value, ...]:
    rows = corpus.rows(
        f"SELECT {column}, count(*) AS n FROM articles WHERE list_contains(?, status) "  # noqa: S608
        f"GROUP BY {column} ORDER BY n DESC, {column} LIMIT ?",
        [list(statuses), MOST_VALUES],
    )
    return tuple(Value(*row) for row in rows)


def count(corpus: Corpus, chosen: Filter) -> int:
    """Return how many articles a filter lets through."""
    sql, values = chosen.condition()
    ((found,),) = corpus.rows(f"SELECT count(*) FROM articles WHERE {sql}", values)  # noqa: S608
    return int(found)
