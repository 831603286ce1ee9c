"""The tables of a corpus: documented as they are, and read alike by pandas, polars, DuckDB and the project itself."""

from __future__ import annotations

import re
import runpy
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas
import polars
import pyarrow as arrow
import pytest
from pyarrow import parquet

from analysis.corpus.groups import GROUP_SCHEMA, GROUPS
from analysis.corpus.manifest import Counts, Input, MadeWith, Manifest, Status
from analysis.corpus.options import CorpusError
from analysis.corpus.result import open_corpus
from analysis.corpus.tables import ACTORS, ARTICLES, FINDINGS, FORMAT, FRAMES, MORAL_LANGUAGE, VERSION, schemas_of
from analysis.reading import Resources
from docs.corpus_columns import PAGE, with_columns
from tests.corpus_data import N_ANALYSED, N_BAD

TABLES = (ARTICLES, FINDINGS, ACTORS, FRAMES, MORAL_LANGUAGE, GROUPS)
SHARE = "loaded_language_loaded_sentence_share_own"
EXAMPLE = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def schemas(with_models: Resources) -> Mapping[str, arrow.Schema]:
    return schemas_of(with_models) | {GROUPS: GROUP_SCHEMA}


def documented() -> str:
    return PAGE.read_text(encoding="utf-8")


def test_the_tables_of_columns_are_those_of_the_schemas(schemas: Mapping[str, arrow.Schema]) -> None:
    assert with_columns(documented(), schemas) == documented(), "run: python -m docs.corpus_columns"


def test_every_column_is_documented(schemas: Mapping[str, arrow.Schema]) -> None:
    for name, schema in schemas.items():
        told = documented().partition(f"<!-- columns of {name} -->")[2].partition("<!-- end of columns -->")[0]
        values = {column for column in schema.names if f"{column}_low" in schema.names}
        of_scores = {f"{value}_{end}" for value in values for end in ("low", "high", "note")}
        assert [column for column in schema.names if f"`{column}`" not in told and column not in of_scores] == []


def test_every_field_of_the_manifest_is_documented() -> None:
    told = documented().partition("## manifest.json")[2].partition("\n## ")[0]
    for part in (Manifest, Input, MadeWith, Counts):
        assert [field for field in part.model_fields if f"`{field}`" not in told] == []
    assert [status for status in Status if f"`{status}`" not in told] == []
    assert f"`{FORMAT}`, {VERSION}" in told


def test_every_folder_of_a_result_is_documented(corpus_folder: Path) -> None:
    told = documented().partition("## The folder")[2].partition("\n- ")[0]
    assert [place.name for place in corpus_folder.iterdir() if f"  {place.name}" not in told] == []


@pytest.mark.parametrize("number", range(len(EXAMPLE.findall(documented()))))
def test_the_examples_run(
    number: int,
    corpus_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "result").symlink_to(corpus_folder, target_is_directory=True)
    (tmp_path / "example.py").write_text(EXAMPLE.findall(documented())[number], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    runpy.run_path("example.py")
    assert len(capsys.readouterr().out.splitlines()) > 3


@pytest.mark.parametrize("table", TABLES)
def test_all_readers_find_the_same_rows_and_columns(table: str, corpus_folder: Path) -> None:
    folder = corpus_folder / table
    by_pandas = pandas.read_parquet(folder)
    by_polars = polars.read_parquet(folder / "part-*.parquet")
    by_duckdb = duckdb.read_parquet(str(folder / "part-*.parquet"))
    assert len(by_pandas) == by_polars.height == len(by_duckdb) == sum(rows_in(file) for file in folder.iterdir())
    assert len(by_pandas) > 0
    assert list(by_pandas.columns) == by_polars.columns == by_duckdb.columns


def rows_in(file: Path) -> int:
    return int(parquet.read_metadata(file).num_rows)


def test_all_readers_find_the_same_values(corpus_folder: Path) -> None:
    columns = ["article", "outlet", "date", "words_own", SHARE, f"{SHARE}_note"]
    files = corpus_folder / ARTICLES / "part-*.parquet"
    rows = parquet.read_table(corpus_folder / ARTICLES, columns=columns).sort_by("article").to_pylist()
    by_polars = polars.read_parquet(files, columns=columns).sort("article").to_dicts()
    found = duckdb.read_parquet(str(files)).project(", ".join(columns)).order("article").fetchall()
    by_pandas = open_corpus(corpus_folder).articles(columns).sort_values("article")
    assert by_polars == rows
    assert [dict(zip(columns, row, strict=True)) for row in found] == rows
    assert [plainly(row) for row in by_pandas.to_dict("records")] == rows


def plainly(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row of pandas with None for what is missing, and dates without a time."""
    values = {name: None if pandas.isna(value) else value for name, value in row.items()}
    return {name: value.date() if isinstance(value, pandas.Timestamp) else value for name, value in values.items()}


def test_types_stay_what_they_are(corpus_folder: Path) -> None:
    by_polars = polars.read_parquet_schema(corpus_folder / ARTICLES / "part-000000.parquet")
    assert by_polars["date"] == polars.Date
    assert by_polars["outlet"] in (polars.Categorical, polars.String)
    assert (by_polars["words_own"], by_polars[SHARE]) == (polars.Int64, polars.Float64)
    by_duckdb = duckdb.read_parquet(str(corpus_folder / ARTICLES / "part-*.parquet"))
    types = dict(zip(by_duckdb.columns, map(str, by_duckdb.types), strict=True))
    assert [types[name] for name in ("date", "outlet", "words_own", SHARE)] == ["DATE", "VARCHAR", "BIGINT", "DOUBLE"]
    result = open_corpus(corpus_folder)
    articles = result.articles(["date", "outlet", "words_own", SHARE])
    assert isinstance(articles["outlet"].dtype, pandas.CategoricalDtype)
    assert articles["date"].dt.year.dropna().unique().tolist() == [2026]
    assert [str(articles[name].dtype) for name in ("words_own", SHARE)] == ["Int64", "float64"]
    assert str(result.findings(["marked_by_model"])["marked_by_model"].dtype) == "boolean"
    assert str(result.groups(["duplicate_of"])["duplicate_of"].dtype) == "Int64"


def test_files_say_their_format_version_and_what_their_columns_mean(corpus_folder: Path) -> None:
    for table in TABLES[:-1]:
        schema = parquet.read_schema(corpus_folder / table / "part-000000.parquet")
        assert (schema.metadata[b"format"], schema.metadata[b"version"]) == (FORMAT.encode(), str(VERSION).encode())
        assert [field.name for field in schema if not (field.metadata or {}).get(b"meaning")] == []


@pytest.mark.parametrize("table", TABLES)
def test_files_use_only_what_every_reader_of_parquet_knows(table: str, corpus_folder: Path) -> None:
    """Spark and R are not run here; these are the features that their readers have had for years."""
    for file in (corpus_folder / table).iterdir():
        metadata = parquet.read_metadata(file)
        chunks = [
            metadata.row_group(group).column(column)
            for group in range(metadata.num_row_groups)
            for column in range(metadata.num_columns)
        ]
        assert {chunk.compression for chunk in chunks} <= {"ZSTD"}
        assert {encoding for chunk in chunks for encoding in chunk.encodings} <= {"PLAIN", "RLE", "RLE_DICTIONARY"}
        columns = [metadata.schema.column(number) for number in range(metadata.num_columns)]
        assert {column.physical_type for column in columns} <= {"INT32", "INT64", "DOUBLE", "BOOLEAN", "BYTE_ARRAY"}
        assert {column.logical_type.type for column in columns} <= {"NONE", "STRING", "DATE"}
        assert {column.max_repetition_level for column in columns} == {0}


def test_a_result_opens_with_its_manifest_and_tables_by_columns(corpus_folder: Path) -> None:
    result = open_corpus(str(corpus_folder))
    assert result.manifest.counts.articles == N_ANALYSED + N_BAD
    articles = result.articles(["article", "status", "date"])
    assert articles["status"].value_counts().to_dict() == {"analysed": N_ANALYSED, "refused": 1, "failed": 1}
    assert articles.set_index("article")["date"][0].date() == date(2026, 3, 11)
    assert set(result.actors(["actor"])["actor"]) >= {"Ada Quill"}
    assert set(result.frames()["scheme"]) == {"policy", "generic"}
    assert set(result.moral_language()["foundation"]) == {"Care", "Fairness", "Loyalty", "Authority", "Sanctity"}
    assert len(result.groups()) == N_ANALYSED


def test_an_unknown_column_is_named_with_those_that_there_are(corpus_folder: Path) -> None:
    with pytest.raises(CorpusError, match="The table “findings” has no column colour; it has article, dimension"):
        open_corpus(corpus_folder).findings(["quote", "colour"])


def test_parts_that_are_still_being_written_are_left_out(corpus_folder: Path, tmp_path: Path) -> None:
    for table in (ARTICLES, FINDINGS):
        (tmp_path / table).mkdir()
        for file in (corpus_folder / table).iterdir():
            (tmp_path / table / file.name).write_bytes(file.read_bytes())
    (tmp_path / "manifest.json").write_bytes((corpus_folder / "manifest.json").read_bytes())
    (tmp_path / ARTICLES / "part-000001.parquet").unlink()
    (tmp_path / ARTICLES / ".part-000001.parquet.0.partial").write_bytes(b"PAR1")
    result = open_corpus(tmp_path)
    assert set(result.articles(["article"])["article"]) == {*range(8), 16, 17}
    assert set(result.findings(["article"])["article"]) <= {*range(8)}
    with pytest.raises(CorpusError, match="no part of the table “groups” is finished yet"):
        result.groups()


def test_a_folder_without_a_result_does_not_open(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="holds no result of a corpus run"):
        open_corpus(tmp_path)
