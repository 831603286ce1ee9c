"""The library in a notebook: reports as DataFrames, and names that are imported when they are first used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas
import pytest

import analysis
from analysis import findings_dataframe, scores_dataframe, table_dataframe
from analysis.report import MEASURES, Report
from tests.conftest import ROOT, SAMPLES


@pytest.fixture(scope="module")
def reports(samples: dict[Path, Report]) -> tuple[Report, ...]:
    river = SAMPLES / "river_dye"
    return samples[river / "regional_news_agency.txt"], samples[river / "lenne_valley_courier.txt"]


def test_every_score_is_a_row_with_its_interval_or_a_reason(reports: tuple[Report, ...]) -> None:
    scores = scores_dataframe(*reports)
    assert len(scores) == sum(len(result.scores) for report in reports for result in report.dimensions.values())
    assert list(scores["dimension"].unique()) == [measure.key for measure in MEASURES]
    assert set(scores["article"]) == {0, 1}
    assert scores[scores["value"].isna()]["note"].str.len().min() > 0
    grade = reports[1].dimensions["readability"].score("grade")
    [row] = scores.query("article == 1 and score == 'grade' and voice == 'own'").to_dict("records")
    assert (row["value"], row["low"], row["high"], row["unit"]) == (grade.value, grade.low, grade.high, "grade")
    assert grade.band is not None
    assert row["band"] == grade.band.label


def test_every_finding_is_a_row_whose_place_holds_its_quote(reports: tuple[Report, ...]) -> None:
    findings = findings_dataframe(*reports)
    assert len(findings) == sum(len(result.findings) for report in reports for result in report.dimensions.values())
    for row in findings.to_dict("records"):
        article = reports[row["article"]].article
        text = article.headline if row["part"] == "headline" else article.body
        assert text[row["start"] : row["end"]] == row["quote"]
        assert row["headline"] == article.headline


def test_without_reports_there_are_columns_and_no_rows() -> None:
    assert scores_dataframe().shape == (0, 15)
    assert list(findings_dataframe().columns[:4]) == ["article", "outlet", "headline", "dimension"]


def test_a_table_of_a_measure_keeps_its_headings_and_cells(reports: tuple[Report, ...]) -> None:
    table = reports[0].dimensions["framing"].table("frames")
    frame = table_dataframe(table)
    assert tuple(frame.columns) == table.columns
    assert list(frame["Frame"]) == [row.cells[0] for row in table.rows]
    assert pandas.api.types.is_integer_dtype(frame["Sentences"])


def test_the_library_names_what_it_has() -> None:
    assert dir(analysis) == sorted(analysis.__all__)
    assert [name for name in analysis.__all__ if getattr(analysis, name, None) is None] == []
    with pytest.raises(AttributeError, match="module 'analysis' has no attribute 'analyze'"):
        _ = analysis.analyze  # type: ignore[attr-defined]


def test_a_single_article_needs_neither_dask_nor_duckdb_nor_pandas() -> None:
    asked = "import sys, analysis; print(*{'dask', 'distributed', 'duckdb', 'pandas', 'plotly'} & sys.modules.keys())"
    command = [sys.executable, "-c", asked]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 - the line above
    assert found.stdout.split() == []
