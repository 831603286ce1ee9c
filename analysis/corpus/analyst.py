"""One process that analyses: it loads word lists and models once, and dies with its parent.

It is apart from the process that hands it work, so that an article which breaks it, or never ends, costs only itself.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Sequence
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

Tables = dict[str, arrow.Table]


@dataclass(frozen=True)
class Analyst:
    """What one process analyses with.

    Attributes:
        resources: word lists, pipeline and models.
        schemas: of the tables, by name.
        stamp: what rows are made with.
    """

    resources: Resources
    schemas: dict[str, arrow.Schema]
    stamp: Stamp

    def analysed(self, items: Sequence[Item]) -> Tables:
        """Return the rows of some items. Those that are no articles become rows with their error."""
        rows: dict[str, Rows] = {name: [] for name in self.schemas}
        articles: list[tuple[Item, Article]] = []
        for item in items:
            try:
                articles.append((item, article_of(item)))
            except ArticleError as error:
                rows[ARTICLES].append(error_row(item, REFUSED, str(error), self.stamp))
        reports = analyse_many((article for _, article in articles), self.resources)
        for (item, _), report in zip(articles, reports, strict=True):
            for name, found in rows_of(item, report, self.stamp).items():
                rows[name] += found
        rows[ARTICLES].sort(key=lambda row: int(row["article"]))
        return self._tables(rows)

    def failed(self, item: Item, error: str) -> Tables:
        """Return the rows of an item whose analysis broke off."""
        rows: dict[str, Rows] = {name: [] for name in self.schemas}
        return self._tables(rows | {ARTICLES: [error_row(item, FAILED, error, self.stamp)]})

    def _tables(self, rows: dict[str, Rows]) -> Tables:
        return {name: arrow.Table.from_pylist(rows[name], schema) for name, schema in self.schemas.items()}


@cache
def analyst(options: Options) -> Analyst:
    """Return this process's analyst; what it needs is loaded once.

    Raises:
        LexiconError, ArticleError, ModelError: if something does not load.
    """
    resources = load(options)
    return Analyst(resources, schemas_of(resources), stamp_of(resources))


def begin(options: Options) -> None:
    """Make a new process ready: it leaves interrupts to its parent, ends with it, and loads what it needs."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    analyst(options)


def _end_with_parent() -> None:
    """Leave at once when the parent is gone, even if it was killed and could not say so."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def stamp(options: Options) -> Stamp:
    """Return what this process makes rows with."""
    return analyst(options).stamp


def analyse_items(options: Options, items: Sequence[Item]) -> Tables:
    """Analyse items in the process that this is called in."""
    return analyst(options).analysed(items)


def give_up(options: Options, item: Item, error: str) -> Tables:
    """Make the rows of an item whose analysis broke off."""
    return analyst(options).failed(item, error)
