"""The result of a corpus run as pandas tables, for notebooks and scripts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas
import pyarrow as arrow
from pyarrow import parquet

from analysis.corpus import run
from analysis.corpus.groups import GROUPS
from analysis.corpus.manifest import Manifest, read_manifest
from analysis.corpus.options import CorpusError, Options
from analysis.corpus.tables import ACTORS, ARTICLES, FINDINGS, FRAMES, MORAL_LANGUAGE

# Whole numbers and yes or no stay what they are where some rows have none.
_PANDAS = {arrow.int64(): pandas.Int64Dtype(), arrow.bool_(): pandas.BooleanDtype()}


@dataclass(frozen=True, slots=True)
class CorpusResult:
    """A result folder, opened.

    Every table is read afresh when it is asked for, as one pandas DataFrame: dates are dates, what repeats from row to
    row is a category, and what is not known is missing. Name the columns that you need; a table of millions of articles
    with their texts is larger than the memory of most computers. What each column means: ``docs/corpus.md``.

    Attributes:
        folder: where it is.
        manifest: what it says about itself.
    """

    folder: Path
    manifest: Manifest

    def articles(self, columns: Sequence[str] | None = None) -> pandas.DataFrame:
        """Return one row an article, with every score, whether it was analysed or not.

        Args:
            columns: all if not given.

        Raises:
            CorpusError: if nothing is finished yet, or there is no such column.
        """
        return self._table(ARTICLES, columns)

    def findings(self, columns: Sequence[str] | None = None) -> pandas.DataFrame:
        """Return one row a finding: the words that the scores rest on. Args and errors: see :meth:`articles`."""
        return self._table(FINDINGS, columns)

    def actors(self, columns: Sequence[str] | None = None) -> pandas.DataFrame:
        """Return one row an actor of an article. Args and errors: see :meth:`articles`."""
        return self._table(ACTORS, columns)

    def frames(self, columns: Sequence[str] | None = None) -> pandas.DataFrame:
        """Return one row a frame of an article. Args and errors: see :meth:`articles`."""
        return self._table(FRAMES, columns)

    def moral_language(self, columns: Sequence[str] | None = None) -> pandas.DataFrame:
        """Return one row a moral foundation of an article. Args and errors: see :meth:`articles`."""
        return self._table(MORAL_LANGUAGE, columns)

    def groups(self, columns: Sequence[str] | None = None) -> pandas.DataFrame:
        """Return one row an analysed article: what it is a reprint of, and which articles tell of the same event.

        Args and errors: see :meth:`articles`; a run finds groups at its end.
        """
        return self._table(GROUPS, columns)

    def _table(self, name: str, columns: Sequence[str] | None) -> pandas.DataFrame:
        """Read a table. Only parts whose articles are finished count: others are still being written."""
        whole = GROUPS if name == GROUPS else ARTICLES
        finished = sorted(place.name for place in (self.folder / whole).glob("part-*.parquet"))
        if not finished:
            raise CorpusError(f"{self.folder}: no part of the table “{name}” is finished yet.")
        files = [self.folder / name / part for part in finished]
        if not files[0].is_file():
            raise CorpusError(f"{self.folder}: an earlier version made this, without a table “{name}”; run it anew.")
        known = parquet.read_schema(files[0]).names
        if unknown := [column for column in columns or () if column not in known]:
            raise CorpusError(f"The table “{name}” has no column {', '.join(unknown)}; it has {', '.join(known)}.")
        parts = [parquet.read_table(file, columns=columns) for file in files]
        table = arrow.concat_tables(parts).unify_dictionaries()
        return table.to_pandas(types_mapper=_PANDAS.get, date_as_object=False)


def analyse_corpus(
    source: Path | str,
    out: Path | str,
    *,
    options: Options | None = None,
    scheduler: str | None = None,
    processes: int | None = None,
    recompute: bool = False,
) -> CorpusResult:
    """Analyse every article of an input into a folder of Parquet tables, and open it.

    What an earlier call or command has finished in the folder is kept, so that one which was stopped goes on.

    Args:
        source: folder, zip or table of articles.
        out: the result folder; made if it is not there.
        options: how articles are analysed: other models, pipeline or word lists.
        scheduler: address of a Dask scheduler (``"tcp://…"``); None to work on this machine.
        processes: how many analyse side by side on this machine; as many as it has room for if not given.
        recompute: whether to begin anew where the folder holds a result of another input, or made with something else.

    Raises:
        CorpusError: if the run cannot start or go on; what is finished is kept.
    """
    place = Path(out)
    manifest = run.analyse_corpus(
        Path(source), place, options=options, scheduler=scheduler, processes=processes, recompute=recompute
    )
    return CorpusResult(place, manifest)


def open_corpus(folder: Path | str) -> CorpusResult:
    """Open a result folder, of a finished run or of one that is still at work.

    Raises:
        CorpusError: if it holds no result, or a damaged one.
    """
    place = Path(folder)
    manifest = read_manifest(place)
    if manifest is None:
        raise CorpusError(f"{place}: holds no result of a corpus run; name the folder that it was written to.")
    return CorpusResult(place, manifest)
