"""What can be looked at: the scores that the articles of a result have, as their file says it.

A file may come from anybody. A column counts as a score only if it is called as one and holds numbers; only such names
ever stand in a query.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as arrow
from pyarrow import parquet

from analysis.corpus.options import CorpusError
from analysis.corpus.tables import ACTORS, ARTICLES, FINDINGS, FRAMES
from analysis.explore.finished import Finished
from analysis.quotations import Voice
from analysis.report import MEASURES

_NAME = re.compile(rf"({'|'.join(measure.key for measure in MEASURES)})_([a-z0-9_]{{1,80}})_({'|'.join(Voice)})")
_MEANING = re.compile(r"(?P<label>.*), (?:own|quoted) words \((?P<unit>[^()]*)\); (?P<direction>.*)", re.DOTALL)
_NEEDED = {
    ARTICLES: ("article", "status", "outlet", "section", "date", "headline", "body", "words_own", "words_quoted"),
    FINDINGS: ("article", "dimension", "category", "part", "voice", "quote"),
    ACTORS: ("article", "actor", "kind", "mentions_own", "mentions_quoted", "sentiment_own", "sentiment_quoted"),
    FRAMES: ("article", "frame", "scheme", "frame_share_own", "frame_share_quoted"),
}


@dataclass(frozen=True, slots=True)
class ScoreColumn:
    """A score of the articles.

    Attributes:
        name: of the column; letters, digits and underscores.
        dimension: key of the measure.
        label: what it says, in words.
        voice: whose words it is computed from.
        unit: of its values.
        direction: what a higher value means.
    """

    name: str
    dimension: str
    label: str
    voice: Voice
    unit: str
    direction: str


def scores_in(finished: Finished) -> tuple[ScoreColumn, ...]:
    """Return the scores of a result, in the order of its table.

    Raises:
        CorpusError: if a table cannot be read, or lacks a column that every result has.
    """
    schemas = {table: _schema(finished, table) for table in _NEEDED}
    for table, names in _NEEDED.items():
        if missing := [name for name in names if name not in schemas[table].names]:
            raise CorpusError(f"{finished.folder}: the table {table} has no column {missing[0]}; it is no result.")
    return tuple(_scores(schemas[ARTICLES]))


def _schema(finished: Finished, table: str) -> arrow.Schema:
    path = finished.file(table, finished.parts[0])
    try:
        return parquet.read_schema(path)
    except (OSError, arrow.ArrowException) as error:
        raise CorpusError(f"{path}: cannot be read as a table of a result; run the analysis again.") from error


def _scores(schema: arrow.Schema) -> Iterator[ScoreColumn]:
    for field in schema:
        match = _NAME.fullmatch(field.name)
        if match is None or not arrow.types.is_floating(field.type) or f"{field.name}_low" not in schema.names:
            continue
        meaning = (field.metadata or {}).get(b"meaning", b"").decode(errors="replace")
        told = _MEANING.fullmatch(meaning)
        label, unit, direction = told.group("label", "unit", "direction") if told else (match[2], "", "")
        yield ScoreColumn(field.name, match[1], label, Voice(match[3]), unit, direction)
