"""The command line: what it prints, where errors go, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from analysis.__main__ import app
from analysis.export import CSV_COLUMNS, FORMATS, SCHEMA
from analysis.models import FOLDERS
from analysis.report import MEASURES
from tests.conftest import ROOT, SAMPLES

WIRE = str(SAMPLES / "ferry_fares" / "coastal_wire.txt")
POST = str(SAMPLES / "ferry_fares" / "almery_post.txt")
CLARION = str(SAMPLES / "ferry_fares" / "daily_clarion.txt")
SCORES = {
    "loaded_language": {"loaded_sentence_share", "loaded_terms_per_1000_words"},
    "headline": {"supported_share", "sensationalism_gap", "similarity"},
    "actors": {"sentiment", "mentions", "words_quoted", "agency"},
    "readability": {"flesch_kincaid_grade"},
    "framing": {"frame_share"},
}
FINDING_KEYS = {
    *("part", "start", "end", "quote", "category", "reason", "source", "voice", "speaker", "alternative", "fair_when"),
}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_the_contract_of_the_json() -> None:
    result = run("analyse", WIRE, CLARION, "--format", "json")
    assert result.exit_code == 0
    output = json.loads(result.stdout)
    assert output["schema"] == SCHEMA
    assert output["comparison"] is None
    assert len(output["reports"]) == 2
    for report in output["reports"]:
        assert list(report["dimensions"]) == [measure.key for measure in MEASURES]
        for key, names in SCORES.items():
            assert names <= {score["name"] for score in report["dimensions"][key]["scores"]}
        for dimension in report["dimensions"].values():
            for score in dimension["scores"]:
                assert {"name", "value", "unit", "low", "high", "voice", "note"} <= score.keys()
                assert score["value"] is not None or score["note"]
            for finding in dimension["findings"]:
                assert finding.keys() >= FINDING_KEYS
                text = report["article"][finding["part"]]
                assert text[finding["start"] : finding["end"]] == finding["quote"]
        voices = {(s["name"], s["voice"]) for s in report["dimensions"]["loaded_language"]["scores"]}
        assert voices == {(name, voice) for name in SCORES["loaded_language"] for voice in ("own", "quoted")}


def test_two_runs_are_equal() -> None:
    assert run("analyse", CLARION).stdout == run("analyse", CLARION).stdout


def test_compare_holds_reports_and_comparison() -> None:
    output = json.loads(run("compare", WIRE, POST).stdout)
    assert len(output["reports"]) == 2
    assert {passage["kind"] for passage in output["comparison"]["passages"]} == {"quotation", "same_fact"}
    for passage in output["comparison"]["passages"]:
        for place in passage["places"]:
            assert output["reports"][place["article"]]["article"][place["part"]][place["start"] : place["end"]]


def test_models_can_be_done_without_and_the_stamp_says_so() -> None:
    output = json.loads(run("analyse", CLARION, "--models", "none").stdout)
    assert output["made_with"]["models"] is None
    findings = output["reports"][0]["dimensions"]["loaded_language"]["findings"]
    assert findings
    assert {finding["probability"] for finding in findings} == {None}
    assert not any(finding["source"].startswith("model:") for finding in findings)
    with_models = json.loads(run("analyse", CLARION).stdout)
    assert set(with_models["made_with"]["models"]) == set(FOLDERS)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("command", ["analyse", "compare"])
def test_every_format(command: str, name: str, tmp_path: Path) -> None:
    out = tmp_path / "result"
    assert run(command, WIRE, CLARION, "--format", name, "--out", str(out)).exit_code == 0
    assert "Port Almery" in out.read_text(encoding="utf-8")


def test_csv_has_one_row_a_finding() -> None:
    table = run("analyse", CLARION, "--format", "csv").stdout.removeprefix("\ufeff")
    reports = json.loads(run("analyse", CLARION).stdout)["reports"]
    n_findings = sum(len(dimension["findings"]) for dimension in reports[0]["dimensions"].values())
    assert table.splitlines()[0] == ",".join(CSV_COLUMNS)
    assert len(table.splitlines()) == n_findings + 1


def test_a_bad_file_is_named_and_the_rest_reported(tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 broken")
    result = run("analyse", str(broken), WIRE)
    assert result.exit_code == 1
    assert "broken.pdf" in result.stderr
    assert len(json.loads(result.stdout)["reports"]) == 1


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    result = run("analyse", str(tmp_path / "nowhere.txt"))
    assert result.exit_code == 1
    assert "nowhere.txt" in result.stderr
    assert json.loads(result.stdout)["reports"] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("analyse",),
        ("analyse", WIRE, "--format", "pdf"),
        ("analyse", WIRE, "--pipeline", "xx_not_installed"),
        ("analyse", WIRE, "--models", "no/such/folder"),
        ("compare", WIRE, POST, "--models", "no/such/folder"),
        ("compare", WIRE),
        ("compare", WIRE, WIRE, WIRE, WIRE, WIRE),
        ("analyse", WIRE, "--out", "no/such/folder/out.json"),
        ("analyse", WIRE, "--out", str(SAMPLES)),
        ("analyse", WIRE, "--out", WIRE),
        ("compare", WIRE, POST, "--out", POST),
        ("judge", WIRE),
    ],
)
def test_bad_usage_ends_with_2_and_says_why(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.strip()


COMMAND = (sys.executable, "-m", "analysis", "analyse", WIRE)


def test_output_is_utf_8_whatever_the_terminal_is_set_to() -> None:
    variables = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([*COMMAND, "--format", "text"], env=variables, capture_output=True, check=False)  # noqa: S603 - the command above
    assert (done.returncode, done.stderr) == (0, b"")
    assert "–" in done.stdout.decode()


def test_a_reader_that_stops_early_sees_no_traceback() -> None:
    with subprocess.Popen(COMMAND, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:  # noqa: S603 - the command above
        assert running.stdout
        assert running.stderr
        assert running.stdout.read(10) == b'{\n  "schem'
        running.stdout.close()
        assert running.stderr.read() == b""


def test_output_that_cannot_be_written_is_told_in_words() -> None:
    with Path(os.devnull).open("rb") as only_for_reading:
        done = subprocess.run(COMMAND, cwd=ROOT, stdout=only_for_reading, stderr=subprocess.PIPE, check=False)  # noqa: S603 - the command above
    assert done.returncode == 2
    assert done.stderr.startswith(b"standard output: cannot be written (")
