"""Scoring headlines: what each row gives, what a bad row gives, and that a short body is no reason to refuse one."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pyarrow as arrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet
from typer.testing import CliRunner, Result

from analysis.__main__ import app
from analysis.article import Article
from analysis.headline import measure
from analysis.headline.case import Verdict
from analysis.models import Target, TargetSentiment
from analysis.quotations import Voice
from analysis.reading import Resources, read_closely
from analysis.scoring import score_headlines
from analysis.scoring.commands import HEADLINES
from analysis.scoring.rows import Checked, RowError, size_of
from tests.conftest import ROOT
from tests.stub_models import NeutralTargets, written_models

BODY = "The council of Tarrow closed the old bridge on Monday. Rust had damaged three of its pillars."
BRIDGE = {"id": "bridge", "headline": "Council shuts bridge as rust damages 5 pillars", "body": BODY}
SHORT_BODIES = [
    "Yes",
    "Rain fell.",
    "“We will lose everything,” said baker Tom Hale.",
    "3.5",
    "A council\n\nclosed it.",
]


@pytest.fixture
def score(monkeypatch: pytest.MonkeyPatch, resources: Resources) -> Callable[..., Result]:
    """The command line with resources that are loaded already, and without models."""
    monkeypatch.setattr("analysis.scoring.commands.load_resources", lambda pipeline, models: resources)

    def run(*arguments: object) -> Result:
        return CliRunner().invoke(app, ["score", "headlines", *map(str, arguments)])

    return run


def write(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def verdicts(row: object) -> dict[str, str]:
    return {element["text"]: element["verdict"] for element in row["elements"]}  # type: ignore[index]


# What a row gives


def test_a_headline_gives_three_scores_and_its_elements_in_order(resources: Resources) -> None:
    ((row),) = score_headlines([BRIDGE], resources)
    assert list(row) == ["id", *HEADLINES.written]
    assert row["id"] == "bridge"
    found = verdicts(row)
    assert {found[text] for text in ("Council", "shuts", "bridge", "pillars")} == {"supported"}
    assert found["5"] == "contradicted"
    starts = [element["start"] for element in row["elements"]]  # type: ignore[attr-defined]
    assert starts == sorted(starts)
    assert row["sensationalism_gap"] == 0.0
    assert 0.0 < row["similarity"] < 1.0  # type: ignore[operator]


def test_the_supported_share_falls_with_what_fails_in_either_voice(resources: Resources) -> None:
    headline = "Hale ‘may lose’ 5 ovens: “We will lose everything”"
    body = "“We will lose everything,” said baker Tom Hale, who has three ovens."
    others = (headline.replace("5", "three"), headline.replace("everything", "our ovens"))
    rows = list(score_headlines([{"headline": one, "body": body} for one in (headline, *others)], resources))
    row, right_number, wrong_quotation = rows
    assert wrong_quotation["supported_share"] < row["supported_share"] < right_number["supported_share"]  # type: ignore[operator]
    assert verdicts(row)["We will lose everything"] == "supported"
    assert verdicts(row)["5"] == "contradicted"


def test_the_gap_is_loaded_words_per_100_of_the_headline_less_those_of_the_body(resources: Resources) -> None:
    # One loaded word of four; then the same word as one of five under it.
    calm = {"headline": "Mayor slams the council", "body": "The mayor criticised the council on Monday."}
    alike = {**calm, "body": "The mayor slams the council."}
    assert [row["sensationalism_gap"] for row in score_headlines([calm, alike], resources)] == [25.0, 5.0]


@pytest.mark.parametrize(
    "headline", ["Council shuts bridge as rust damages 5 pillars", "Baker slams shambolic council"]
)
def test_scores_of_a_long_enough_body_are_those_of_the_dimension(headline: str, resources: Resources) -> None:
    body = f"{BODY} “We will lose everything,” said baker Tom Hale, who slammed the council.\n\n" * 4
    ((row),) = score_headlines([{"headline": headline, "body": body}], resources)
    (reading,) = read_closely([Article(headline, body)], resources)
    result = measure(reading, resources)
    own = {score.name: score.value for score in result.scores if score.voice is Voice.OWN}
    assert {name: row[name] for name in own} == pytest.approx(own)
    assert [[element["text"], element["verdict"]] for element in row["elements"]] == [  # type: ignore[attr-defined]
        [line.cells[0], line.cells[2]] for line in result.table("elements").rows
    ]


def test_offsets_count_characters_of_the_headline_as_supplied(resources: Resources) -> None:
    headline = " 😀 ZOË QUIST WINS 3 SEATS \n"
    ((row),) = score_headlines([{"headline": headline, "body": "Zoë Quist won three seats in Tarrow."}], resources)
    elements = row["elements"]
    assert elements
    assert [headline[one["start"] : one["end"]] for one in elements] == [one["text"] for one in elements]  # type: ignore[attr-defined]


@pytest.mark.parametrize("body", SHORT_BODIES)
def test_a_short_body_is_no_reason_to_refuse_a_row(body: str, resources: Resources) -> None:
    ((row),) = score_headlines([{"headline": "Council closes bridge", "body": body}], resources)
    assert "error" not in row
    assert row["supported_share"] is not None


def test_what_cannot_be_computed_is_null_and_no_error(resources: Resources) -> None:
    quoted = "“We will lose everything”"
    all_quoted, only_body_quoted, nothing_claimed = score_headlines(
        [
            {"headline": quoted, "body": "The baker lost everything."},
            {"headline": "Baker loses everything", "body": quoted},
            {"headline": "What?", "body": "It is."},
        ],
        resources,
    )
    assert all_quoted["sensationalism_gap"] is all_quoted["similarity"] is None
    assert all_quoted["supported_share"] is not None
    assert only_body_quoted["sensationalism_gap"] is None
    assert only_body_quoted["similarity"] is not None
    assert nothing_claimed == {**nothing_claimed, "supported_share": None, "elements": []}


def test_what_is_said_about_actors_is_not_read(resources: Resources, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: NeutralTargets, targets: Sequence[Target]) -> list[TargetSentiment]:
        raise AssertionError("a headline's verdicts need no sentiment")

    monkeypatch.setattr(NeutralTargets, "read", fail)
    with_models = Resources(resources.lexicons, resources.pipeline, resources.matcher, written_models({}))
    ((row),) = score_headlines([BRIDGE], with_models)
    assert verdicts(row)["shuts"] == "supported"


def test_headline_and_body_count_when_it_is_seen_how_many_rows_are_read_together() -> None:
    assert size_of(Checked("long", Article("Rain", "x" * 600_000))) == 600_004
    assert size_of(Checked("bad", RowError("“body” is missing."))) == 0


# Bad rows

GOOD = {"headline": "Council closes bridge", "body": BODY}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({**GOOD, "headline": None}, "“headline” is missing; give the row a headline, or leave the row out."),
        ({"headline": "Council closes bridge"}, "“body” is missing; give the row a body, or leave the row out."),
        ({**GOOD, "headline": " \n"}, "“headline” holds no word; give the row a headline, or leave the row out."),
        ({**GOOD, "body": "…"}, "“body” holds no word; give the row a body, or leave the row out."),
        ({**GOOD, "headline": 5}, "“headline” is not text; put it between quotation marks."),
        ({**GOOD, "body": "x" * 1_000_001}, "“body” has 1,000,001 characters (1,000,000 at most); split it."),
        ({**GOOD, "body": "half \ud83d a smile"}, "“body” holds bytes that are not UTF-8, or half a character"),
        ({**GOOD, "headline": "word " * 101}, "“headline” has 101 words (100 at most); give the headline alone"),
    ],
)
def test_a_bad_row_says_why_and_the_run_goes_on(row: dict[str, object], told: str, resources: Resources) -> None:
    bad, good = score_headlines([{"id": "bad", **row}, GOOD], resources)
    assert bad == {"id": "bad", "error": bad["error"]}
    assert str(bad["error"]).startswith(told)
    assert "error" not in good


@given(headline=st.text(max_size=80), body=st.text(max_size=200))
@settings(deadline=None, max_examples=40)
def test_whatever_it_holds_a_row_comes_back_scored_or_told_why_not(
    resources: Resources, headline: str, body: str
) -> None:
    ((row),) = score_headlines([{"headline": headline, "body": body}], resources)
    assert json.loads(json.dumps(row, allow_nan=False)) == row
    if all(any(character.isalnum() for character in text) for text in (headline, body)):
        assert list(row) == ["id", *HEADLINES.written]
        assert {element["verdict"] for element in row["elements"]} <= set(Verdict)  # type: ignore[attr-defined]
    else:
        assert list(row) == ["id", "error"]


# Files

ONE_BAD = "1 of 2 rows were not scored; their “error” says why.\n"


def test_json_lines_in_and_out(score: Callable[..., Result], resources: Resources, tmp_path: Path) -> None:
    table = write(tmp_path / "in.jsonl", BRIDGE, {"id": "empty", "headline": "", "body": BODY})
    result = score(table, "--models", "none")
    assert result.exit_code == 1
    assert result.stderr == ONE_BAD
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert rows == list(score_headlines([BRIDGE, {"id": "empty", "headline": "", "body": BODY}], resources))


def test_a_line_that_is_no_row_is_told_the_columns_of_this_measure(
    score: Callable[..., Result], tmp_path: Path
) -> None:
    (tmp_path / "in.jsonl").write_text("[]\n")
    told = json.loads(score(tmp_path / "in.jsonl").stdout)["error"]
    assert told.endswith('write one object a line, as {"id": 1, "headline": "…", "body": "…"}.')


def test_csv_has_the_elements_as_json_in_one_cell(score: Callable[..., Result], tmp_path: Path) -> None:
    table, out = tmp_path / "in.csv", tmp_path / "out.csv"
    table.write_text('id;headline;body\ns1;“Rust” closes bridge;"The bridge; closed."\ns2;;Rain fell.\n')
    assert score(table, "--out", out).stderr == ONE_BAD
    with out.open(newline="", encoding="utf-8") as stream:
        good, bad = csv.DictReader(stream)
    assert list(good) == list(HEADLINES.header)
    assert {"start": 7, "end": 13, "text": "closes", "verdict": "supported"} in json.loads(good["elements"])
    assert good["error"] == ""
    assert {name for name, cell in bad.items() if cell} == {"id", "error"}


def test_parquet_has_the_elements_as_structs(score: Callable[..., Result], tmp_path: Path) -> None:
    table, out = tmp_path / "in.parquet", tmp_path / "out.parquet"
    parquet.write_table(arrow.Table.from_pylist([BRIDGE, {**BRIDGE, "id": "empty", "body": ""}]), table)
    assert score(table, "--out", out).stderr == ONE_BAD
    good, bad = parquet.read_table(out).to_pylist()
    assert {"start": 8, "end": 13, "text": "shuts", "verdict": "supported"} in good["elements"]
    assert good["error"] is None
    assert bad["elements"] is bad["supported_share"] is None
    assert bad["error"].startswith("“body” holds no word")


def test_a_table_without_bodies_ends_with_2(score: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("id,headline,text\n1,One,Two\n")
    result = score(tmp_path / "in.csv")
    assert result.exit_code == 2
    assert "has no column “body”; it has “id”, “headline”, “text”." in result.stderr


def test_the_documentation_names_the_command_and_every_column() -> None:
    page = (ROOT / "docs" / "scoring.md").read_text(encoding="utf-8")
    assert "python -m analysis score headlines" in page
    assert [name for name in (*HEADLINES.read, *HEADLINES.header) if f"`{name}`" not in page] == []
