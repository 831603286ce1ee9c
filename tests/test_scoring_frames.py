"""Scoring frames: shares worked out by hand, short texts, bad rows, and what the files look like."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pyarrow as arrow
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet
from typer.testing import CliRunner, Result

from analysis import framing
from analysis.__main__ import app
from analysis.article import Article
from analysis.models import Target, TargetSentiment
from analysis.quotations import Voice
from analysis.reading import Resources, read_closely
from analysis.scoring import score_frames
from analysis.scoring.commands import FRAMES
from tests.conftest import ROOT
from tests.stub_models import NeutralTargets, written_models

# Two of five sentences speak of money, one of them as of consequences for people; one of health, two of nothing that a
# frame covers.
VALLEY = (
    "The council raised the tax on diesel. Wages fell in the valley. The nurse walked home in the rain. "
    "The choir sang in the hall. Snow lay on the hills."
)
ECONOMIC, CONSEQUENCES, HEALTH = "policy_economic", "generic_economic_consequences", "policy_health_and_safety"
# One sentence of two, and it speaks of money in either voice.
BOTH_VOICES = (
    "“The tax will ruin every grower in the valley,” said the minister, who raised the tax on wages last year. "
    "The choir sang in the hall."
)
ONE_BAD = "1 of 2 rows were not scored; their “error” says why.\n"


@pytest.fixture
def score(monkeypatch: pytest.MonkeyPatch, resources: Resources) -> Callable[..., Result]:
    """The command line with resources that are loaded already, and without models."""
    monkeypatch.setattr("analysis.scoring.commands.load_resources", lambda pipeline, models: resources)

    def run(*arguments: object) -> Result:
        return CliRunner().invoke(app, ["score", "frames", *map(str, arguments)])

    return run


def frames(text: str, resources: Resources) -> dict[str, float | None]:
    """The frames of one text."""
    ((row),) = score_frames([{"text": text}], resources)
    return row["frames"]  # type: ignore[return-value]


def episodic(text: str, resources: Resources) -> object:
    """How episodic one text is."""
    ((row),) = score_frames([{"text": text}], resources)
    return row["episodic"]


# What a row gives


def test_a_text_gives_a_share_of_its_sentences_for_every_frame(resources: Resources) -> None:
    ((row),) = score_frames([{"id": "valley", "text": VALLEY}], resources)
    assert list(row) == ["id", "frames", "episodic"]
    assert row["id"] == "valley"
    shares = row["frames"]
    assert isinstance(shares, dict)
    assert len(shares) == 19
    evoked = {name: share for name, share in shares.items() if share}
    assert evoked == {ECONOMIC: 40.0, CONSEQUENCES: 20.0, HEALTH: 20.0}
    assert all(name.startswith(("policy_", "generic_")) for name in shares)


def test_shares_are_those_of_the_dimension_where_one_voice_speaks(resources: Resources) -> None:
    (reading,) = read_closely([Article("", VALLEY)], resources)
    own = [
        score.value
        for score in framing.measure(reading, resources).scores
        if score.name == "frame_share" and score.voice is Voice.OWN
    ]
    assert list(frames(VALLEY, resources).values()) == own


def test_a_sentence_that_evokes_a_frame_in_both_voices_counts_once(resources: Resources) -> None:
    assert frames(BOTH_VOICES, resources)[ECONOMIC] == 50.0


def test_quoted_and_own_sentences_count_alike(resources: Resources) -> None:
    body = "“The tax will ruin every grower,” she said.\n\nWages fell in the valley. The choir sang in the hall."
    assert frames(body, resources)[ECONOMIC] == pytest.approx(200 / 3)


def test_a_single_sentence_has_shares(resources: Resources) -> None:
    shares = frames("Wages fell in the valley.", resources)
    assert shares[ECONOMIC] == 100.0
    assert shares[HEALTH] == 0.0


def test_sentences_too_short_to_tell_their_subject_are_no_sentences(resources: Resources) -> None:
    assert frames("Wages fell in the valley. Yes. No, never.", resources)[ECONOMIC] == 100.0
    ((row),) = score_frames([{"id": 1, "text": "Taxes?"}], resources)
    assert row == {"id": 1, "frames": dict.fromkeys(frames(VALLEY, resources)), "episodic": None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A bystander watched the fire on Main Street.", 100.0),
        ("Nationwide the number of fires has doubled over the past decade.", 0.0),
        ("A bystander spoke of a nationwide trend.", 50.0),
        ("A bystander watched the fire. A bystander spoke of a nationwide trend.", 75.0),
        ("“It is a nationwide trend,” a bystander told the crew there. The choir sang in the hall.", 50.0),
        ("The choir sang in the hall.", None),
    ],
)
def test_episodic_is_worked_out_by_hand(text: str, expected: float | None, resources: Resources) -> None:
    assert episodic(text, resources) == expected


@pytest.mark.parametrize("order", [1, -1])
def test_rows_keep_their_order_over_many_batches_and_bad_rows(order: int, resources: Resources) -> None:
    texts = ["Wages fell in the valley.", "", "The choir sang in the hall."][::order]
    rows = list(score_frames([{"id": f"r{number}", "text": texts[number % 3]} for number in range(40)], resources))
    assert [row["id"] for row in rows] == [f"r{number}" for number in range(40)]
    expected = [100.0, None, 0.0][::order]
    found = [row["frames"][ECONOMIC] if "frames" in row else None for row in rows]  # type: ignore[index]
    assert found == [expected[number % 3] for number in range(40)]


def test_what_is_said_about_actors_is_not_read(resources: Resources, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: NeutralTargets, targets: Sequence[Target]) -> list[TargetSentiment]:
        raise AssertionError("a frame needs no sentiment")

    monkeypatch.setattr(NeutralTargets, "read", fail)
    rows = [{"text": "Mayor Nora Quist praised the council."}]
    with pytest.raises(AssertionError):
        list(read_closely([Article("", rows[0]["text"])], replaced(resources)))
    assert [*map(set, score_frames(rows, replaced(resources)))] == [{"id", "frames", "episodic"}]


def replaced(resources: Resources) -> Resources:
    """Resources with models whose answers are written down."""
    return Resources(resources.lexicons, resources.pipeline, resources.matcher, written_models({}))


@given(text=st.text(st.sampled_from("ab .!?“”\n0,T"), min_size=1, max_size=60))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_text_with_a_word_gets_shares_within_their_bounds(text: str, resources: Resources) -> None:
    ((row),) = score_frames([{"text": f"Wages {text}"}], resources)
    shares = [*row["frames"].values(), row["episodic"]]  # type: ignore[attr-defined]
    assert all(share is None or 0.0 <= share <= 100.0 for share in shares)


# With models


def test_with_models_too_a_sentence_counts_once_for_both_voices(with_models: Resources) -> None:
    (reading,) = read_closely([Article("", BOTH_VOICES)], with_models)
    findings = framing.measure(reading, with_models).findings
    assert {finding.voice for finding in findings if finding.category == f"framing/{ECONOMIC}"} == set(Voice)
    assert frames(BOTH_VOICES, with_models)[ECONOMIC] == 50.0


# Bad rows and files


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"id": "bad"}, "“text” is missing"),
        ({"id": "bad", "text": None}, "“text” is missing"),
        ({"id": "bad", "text": 5}, "“text” is not text"),
        ({"id": "bad", "text": " … "}, "“text” holds no word"),
        ({"id": "bad", "text": "x" * 1_000_001}, "1,000,000 at most"),
    ],
)
def test_a_bad_row_is_named_with_what_to_do(row: dict[str, object], said: str, resources: Resources) -> None:
    bad, good = score_frames([row, {"id": "good", "text": VALLEY}], resources)
    assert set(bad) == {"id", "error"}
    assert bad["id"] == "bad"
    assert said in str(bad["error"])
    assert "error" not in good


def table_of(path: Path) -> Path:
    """Two rows, the second without a word."""
    parquet.write_table(arrow.table({"id": [7, 8], "text": [VALLEY, ""]}), path)
    return path


def test_json_lines_in_json_lines_out(score: Callable[..., Result], tmp_path: Path, resources: Resources) -> None:
    table = tmp_path / "in.jsonl"
    rows = [{"id": "valley", "text": VALLEY}, {"id": "empty", "text": ""}]
    table.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    result = score(table, "--models", "none")
    assert (result.exit_code, result.stderr) == (1, ONE_BAD)
    assert [json.loads(line) for line in result.stdout.splitlines()] == list(score_frames(rows, resources))


def test_csv_has_the_shares_as_json_in_one_cell(
    score: Callable[..., Result], tmp_path: Path, resources: Resources
) -> None:
    out = tmp_path / "out.csv"
    assert score(table_of(tmp_path / "in.parquet"), "--out", out).stderr == ONE_BAD
    with out.open(newline="", encoding="utf-8") as stream:
        good, bad = csv.DictReader(stream)
    assert list(good) == list(FRAMES.header)
    assert json.loads(good["frames"]) == frames(VALLEY, resources)
    assert good["episodic"] == good["error"] == ""
    assert {name for name, cell in bad.items() if cell} == {"id", "error"}


def test_parquet_has_the_shares_as_a_map(score: Callable[..., Result], tmp_path: Path, resources: Resources) -> None:
    out = tmp_path / "out.parquet"
    assert score(table_of(tmp_path / "in.parquet"), "--out", out).stderr == ONE_BAD
    good, bad = parquet.read_table(out).to_pylist(maps_as_pydicts="strict")
    assert good == {"id": 7, "frames": frames(VALLEY, resources), "episodic": None, "error": None}
    assert bad["frames"] is None
    assert bad["error"].startswith("“text” holds no word")


def test_the_documentation_names_the_command_and_every_column() -> None:
    page = (ROOT / "docs" / "scoring.md").read_text(encoding="utf-8")
    assert "python -m analysis score frames" in page
    assert [name for name in (*FRAMES.read, *FRAMES.header) if f"`{name}`" not in page] == []
