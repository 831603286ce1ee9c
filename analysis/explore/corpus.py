"""A result opened to be looked into."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb
from duckdb import DuckDBPyConnection

from analysis.corpus.options import CorpusError
from analysis.explore.columns import ScoreColumn, scores_in
from analysis.explore.finished import Finished, finished_in
from analysis.explore.store import Watcher, connected

Parameters = Sequence[object]


@dataclass(frozen=True, slots=True)
class FrameColumn:
    """A frame.

    Attributes:
        number: from 0; names its columns.
        name: for people.
        scheme: which list of frames it belongs to.
    """

    number: int
    name: str
    scheme: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """A result that is open; it can be asked from several threads at once. Close it, or use it in a ``with``.

    Attributes:
        finished: which parts of it there are.
        scores: of its articles, in the order of the table.
        frames: in the order of their schemes and names.
        articles: how many there are to look into; a large result that is still growing may have more by now.
    """

    finished: Finished
    scores: tuple[ScoreColumn, ...]
    frames: tuple[FrameColumn, ...]
    articles: int
    _connection: DuckDBPyConnection

    @property
    def has_groups(self) -> bool:
        """Whether copies and stories are known, which takes a finished run."""
        return self.finished.has_groups

    def score(self, name: str) -> ScoreColumn:
        """Return a score by the name of its column.

        Raises:
            KeyError: if there is none of this name.
        """
        for score in self.scores:
            if score.name == name:
                return score
        raise KeyError(f"the result has no score {name!r}")

    def rows(self, query: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """Ask something.

        Args:
            query: SQL in which only names of known columns and numbers stand; everything else is a parameter.
            parameters: in the order of the query's question marks.

        Raises:
            CorpusError: if a file of the result is gone or damaged.
        """
        try:
            with self._connection.cursor() as cursor:
                return cursor.execute(query, list(parameters)).fetchall()
        except duckdb.IOException as error:
            raise CorpusError(
                f"{self.finished.folder}: was changed or cannot be read any more; open it again."
            ) from error

    def files(self, table: str, parts: Iterable[int]) -> list[str]:
        """Return the files of some parts of a table, as a parameter of ``read_parquet``."""
        return self.finished.patterns(table, parts)

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()

    def __enter__(self) -> Corpus:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_corpus(folder: Path, *, watcher: Watcher = lambda share: None) -> Corpus:
    """Open what is finished of a result, while the rest may still be worked on.

    The first time, a large result is read once, about a minute for a million articles, and what was read is kept beside
    it, in the folder ``explore``; the texts stay where they are.

    Args:
        folder: of the result.
        watcher: is told, from 0 to 1, how far the reading is.

    Raises:
        NothingYetError: if nothing is finished.
        CorpusError: if a file cannot be read.
    """
    finished = finished_in(folder)
    scores = scores_in(finished)
    connection = connected(finished, scores, watcher=watcher)
    frames = connection.execute("SELECT number, name, scheme FROM frames ORDER BY number").fetchall()
    (articles,) = connection.execute("SELECT count(*) FROM articles").fetchone() or (0,)
    return Corpus(finished, scores, tuple(FrameColumn(*row) for row in frames), articles, connection)
