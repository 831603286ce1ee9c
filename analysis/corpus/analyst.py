"""What an analysing process does: it loads word lists and models once, and turns items into rows."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import pyarrow as arrow

from analysis.article import Article, ArticleError
from analysis.corpus.items import Item, article_of
from analysis.corpus.options import Options, load
from analysis.corpus.tables import ARTICLES, FAILED, REFUSED, Rows, error_row, rows_of, schemas_of
from analysis.export import Stamp, stamp_of
from analysis.reading import Resources
from analysis.report import analyse_many

if sys.platform == "linux":
    import resource

Tables = dict[str, arrow.Table]

# What a process may ask the system for, touched or not. The longest article that is read needs some 2 GB; one that
# needs more than twice as much would take the whole machine, and becomes a row with its error instead.
MOST_BYTES = 4_500_000_000


@dataclass(frozen=True)
class Form:
    """What rows look like.

    Attributes:
        stamp: what they are made with.
        schemas: of the tables, by name.
    """

    stamp: Stamp
    schemas: Mapping[str, arrow.Schema]

    def filled(self, rows: Mapping[str, Rows]) -> Tables:
        """Return the tables of some rows."""
        return {name: arrow.Table.from_pylist(rows.get(name, []), schema) for name, schema in self.schemas.items()}

    def failed(self, item: Item, error: str) -> Tables:
        """Return the tables of an item whose analysis broke off."""
        return self.filled({ARTICLES: [error_row(item, FAILED, error, self.stamp)]})


def begin(options: Options) -> Form:
    """Make this process ready, and say what it makes.

    Raises:
        LexiconError, ArticleError, ModelError: if something does not load.
    """
    if sys.platform == "linux":  # elsewhere there is no such limit, or it is not kept to
        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (MOST_BYTES if most < 0 else min(MOST_BYTES, most), most))
    return _form(options)


def analyse_items(options: Options, items: Sequence[Item]) -> Tables:
    """Return the rows of some items, in their order. Those that are no articles become rows with their error."""
    form = _form(options)
    rows: dict[str, Rows] = {name: [] for name in form.schemas}
    articles: list[tuple[Item, Article]] = []
    for item in items:
        try:
            articles.append((item, article_of(item)))
        except ArticleError as error:
            rows[ARTICLES].append(error_row(item, REFUSED, str(error), form.stamp))
    reports = analyse_many((article for _, article in articles), _resources(options))
    for (item, _), report in zip(articles, reports, strict=True):
        for name, found in rows_of(item, report, form.stamp).items():
            rows[name] += found
    rows[ARTICLES].sort(key=lambda row: int(row["article"]))
    return form.filled(rows)


@cache
def _resources(options: Options) -> Resources:
    return load(options)


@cache
def _form(options: Options) -> Form:
    resources = _resources(options)
    return Form(stamp_of(resources), schemas_of(resources))
