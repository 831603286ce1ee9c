"""One article of the input as it was found: not yet cleaned, read or judged to be one."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import pyarrow as arrow

from analysis.article import Article, ArticleError
from analysis.readers import admit, read_bytes, read_file

# The number of an item until all before it are counted.
UNPLACED = -1
# A document may be large for its pictures or its mark-up; its text seldom has more characters than this.
DOCUMENT_CHARACTERS = 100_000


@dataclass(frozen=True, slots=True)
class Item:
    """What stands at one place of the input; it becomes one row of the result, whatever is wrong with it.

    A row of a table comes with its fields, a document with its path or its bytes.

    Attributes:
        number: place in the input, from 0; names the article in every table of the result.
        source: where it stands, for people: ``"north.csv row 12"``, ``"papers/a.html"``.
        identifier: its own ``id``, if it has one.
        headline: as found in a table.
        body: as found in a table.
        outlet: who published it.
        byline: who wrote it.
        date: as found.
        url: its address.
        section: the part of the paper that it appeared in.
        path: of the document that holds it, if it is a file of its own.
        file_size: of that file, in bytes.
        name: of a document that came in an archive; its ending tells the format.
        content: the document's bytes.
        problem: why nothing can be read at this place, and what to do.
    """

    number: int
    source: str
    identifier: str | None = None
    headline: str | None = None
    body: str | None = None
    outlet: str | None = None
    byline: str | None = None
    date: str | None = None
    url: str | None = None
    section: str | None = None
    path: str | None = None
    file_size: int | None = None
    name: str | None = None
    content: bytes | None = None
    problem: str | None = None

    @property
    def characters(self) -> int:
        """Characters that are to be read; an estimate for a document, whose text is not known yet."""
        document = self.file_size or len(self.content or b"")
        texts = (value for value in self.as_row().values() if isinstance(value, str))
        return sum(map(len, texts)) + min(document, DOCUMENT_CHARACTERS)

    @property
    def size(self) -> int:
        """Characters that are to be read, or bytes that are carried along, whichever is more."""
        return max(self.characters, len(self.content or b""))

    def refused(self, problem: str) -> Item:
        """Return it with its problem; what this quotes from the input may be no text, and is replaced."""
        return replace(self, problem=problem.encode("utf-8", "replace").decode())

    def as_row(self) -> dict[str, Any]:
        """Return it as a row of a table with :data:`ITEM_SCHEMA`."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def unreadable(source: str, problem: str) -> Item:
    """Return the item of a place where nothing can be read.

    Args:
        source: where it stands.
        problem: why, and what to do.
    """
    return Item(UNPLACED, source).refused(problem)


_TYPES = {"number": arrow.int64(), "file_size": arrow.int64(), "content": arrow.binary()}
ITEM_SCHEMA = arrow.schema([(field.name, _TYPES.get(field.name, arrow.string())) for field in fields(Item)])


def items_in(table: arrow.Table) -> list[Item]:
    """Return the items of a table with :data:`ITEM_SCHEMA`."""
    rows: list[dict[str, Any]] = table.to_pylist()
    return [Item(**row) for row in rows]


def article_of(item: Item) -> Article:
    """Clean an item and return its article.

    Raises:
        ArticleError: if it cannot be read, is no article, or holds several.
    """
    if item.problem is not None:
        raise ArticleError(item.problem)
    if item.path is None and item.content is None:
        found = Article(
            item.headline or "",
            item.body or "",
            source=item.source,
            outlet=item.outlet,
            byline=item.byline,
            date=item.date,
            url=item.url,
        )
        return admit(found)
    intake = read_file(Path(item.path)) if item.path is not None else read_bytes(item.name or "", item.content or b"")
    if intake.problems:
        raise ArticleError(intake.problems[0].message)
    if len(intake.articles) != 1:
        raise ArticleError(f"holds {len(intake.articles)} articles; give each a file, or all of them as a table.")
    return intake.articles[0]
