"""A small result of a corpus run: the sample stories and what a real input has besides, as Parquet tables.

It is written without Dask, by the code that a shard's rows come from. ``python -m tests.corpus_data FOLDER`` puts it
into a folder, to try the dashboard with.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as arrow
from pyarrow import parquet

from analysis.article import Article
from analysis.corpus.groups import GROUP_SCHEMA, GROUPS
from analysis.corpus.items import Item, article_of
from analysis.corpus.manifest import Counts, Input, MadeWith, Manifest, Status
from analysis.corpus.tables import ARTICLES, FAILED, REFUSED, Rows, error_row, rows_of, schemas_of
from analysis.export import Stamp, stamp_of
from analysis.reading import Resources, load_resources
from analysis.report import analyse_many
from views.parts.stories import load_stories

# Sections of the sample stories, in the order of their folders.
SECTIONS = ("Local", "Local", "Education", None)
# An article from somebody who means no good: markup, a formula, a query.
HOSTILE = Article(
    "=1+1 <script>alert('x')</script> told",
    "The council'; DROP TABLE articles; -- met on Monday. It slammed <b>its</b> critics. “We will not be bullied,” "
    "said Mayor Ada Quill. About 200 people came to the town hall, and most of them went home at nine.",
    outlet='"Odd" <i>Outlet</i> \'; --',
)
DUPLICATE_OF, NEAR_DUPLICATE_OF = 0, 1
N_STORIES = 4
N_ANALYSED, N_BAD = 16, 2
_SHARD = 8


def write_corpus(folder: Path, resources: Resources) -> Path:
    """Write the result of a finished run into a folder; return the folder.

    Its articles, by number: 0 to 12 the sample stories; 13 the first again, word for word, in another paper; 14 marked
    as the second a little changed; 15 hostile, without date, section or story; 16 refused; 17 failed.
    """
    items, stories = _items()
    stamp = stamp_of(resources)
    schemas = schemas_of(resources)
    rows: dict[str, Rows] = {name: [] for name in schemas}
    for item, report in zip(items, analyse_many(map(article_of, items), resources), strict=True):
        for name, found in rows_of(item, report, stamp).items():
            rows[name] += found
    bad = len(items)
    rows[ARTICLES] += [
        error_row(Item(bad, "papers/notes.txt", headline="Notes"), REFUSED, "is no article: it has no text.", stamp),
        error_row(Item(bad + 1, "papers/odd.html", headline="Odd"), FAILED, "the analysis took too long.", stamp),
    ]
    write_tables(folder, rows, schemas)
    write_groups(folder, _groups(stories))
    _manifest(stamp, schemas).write(folder)
    return folder


def _items() -> tuple[list[Item], list[int | None]]:
    """Return the articles that can be analysed, and the first article of each one's story."""
    items: list[Item] = []
    stories: list[int | None] = []
    for story, section in zip(load_stories(), SECTIONS, strict=True):
        stories += [len(items)] * len(story.articles)
        for article in story.articles:
            items.append(_item(len(items), article, section=section))
    again = items[DUPLICATE_OF], items[NEAR_DUPLICATE_OF]
    for item, outlet in zip(again, ("Reprint Daily", "Reprint Weekly"), strict=True):
        article = Article(item.headline or "", item.body or "", outlet=outlet, date="2026-03-13")
        stories.append(stories[item.number])
        items.append(_item(len(items), article, section="Local"))
    return [*items, _item(len(items), HOSTILE, section=None)], [*stories, None]


def _item(number: int, article: Article, *, section: str | None) -> Item:
    return Item(
        number,
        f"papers.csv row {number + 2}",
        headline=article.headline,
        body=article.body,
        outlet=article.outlet,
        date=article.date,
        section=section,
    )


def _groups(stories: Sequence[int | None]) -> Rows:
    last = len(stories) - 1
    rows: Rows = [{"article": number, "story": story} for number, story in enumerate(stories)]
    rows[last - 2] |= {"duplicate_of": DUPLICATE_OF, "similarity": 1.0}
    rows[last - 1] |= {"near_duplicate_of": NEAR_DUPLICATE_OF, "similarity": 0.93}
    return rows


def write_tables(folder: Path, rows: Mapping[str, Rows], schemas: Mapping[str, arrow.Schema]) -> None:
    """Write the rows of each table as the files of shards, by the article that they belong to."""
    shards = max(row["article"] for row in rows[ARTICLES]) // _SHARD + 1
    for name, schema in schemas.items():
        for shard in range(shards):
            found = [row for row in rows.get(name, ()) if row["article"] // _SHARD == shard]
            _write(folder / name, shard, found, schema)


def write_groups(folder: Path, rows: Rows) -> None:
    """Write the table of copies and stories."""
    _write(folder / GROUPS, 0, rows, GROUP_SCHEMA)


def _write(folder: Path, shard: int, rows: Rows, schema: arrow.Schema) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    table = arrow.Table.from_pylist(rows, schema)
    parquet.write_table(table, folder / f"part-{shard:06d}.parquet", compression="zstd")


def _manifest(stamp: Stamp, schemas: Mapping[str, arrow.Schema]) -> Manifest:
    columns = {name: {field.name: field.metadata[b"meaning"].decode() for field in of} for name, of in schemas.items()}
    return Manifest(
        status=Status.FINISHED,
        input=Input(name="papers.csv", path="papers.csv", digest="0" * 64, files=1, bytes=40_000),
        made_with=MadeWith(
            library=stamp.version,
            lexicons=stamp.lexicons,
            pipeline=stamp.pipeline,
            models=dict(stamp.models) if stamp.models else None,
            own_lexicons=None,
        ),
        articles=N_ANALYSED + N_BAD,
        counts=Counts(analysed=N_ANALYSED, refused=1, failed=1),
        columns=columns,
        started="2026-03-20T10:00:00+00:00",
        finished="2026-03-20T10:00:09+00:00",
        seconds=9.0,
    )


if __name__ == "__main__":
    write_corpus(Path(sys.argv[1]), load_resources(models=None))
