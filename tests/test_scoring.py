"""Scoring a table: what each row gives, what a bad row gives, and what the files look like."""

from __future__ import annotations

import csv
import gzip
import itertools
import json
import math
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pyarrow as arrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet
from typer.testing import CliRunner, Result

from analysis.__main__ import app
from analysis.article import Article
from analysis.models import (
    CalibratedGrade,
    ModelError,
    Models,
    SentenceInContext,
    Target,
    TargetSentiment,
    WordProbability,
    load_models,
)
from analysis.readability.formulas import FORMULAS
from analysis.reading import Resources, load_resources
from analysis.report import analyse
from analysis.scoring import score_readability, score_sentences, score_targets
from analysis.scoring.commands import READABILITY, SENTENCES, TARGETS
from analysis.scoring.formats import FORMATS
from analysis.scoring.rows import BATCH_ROWS
from analysis.scoring.tables import Columns
from analysis.words import WORD
from tests.conftest import ROOT
from tests.stub_models import Trusted, WrittenFrames, WrittenTellings

SLAMMED = "Ruiz slammed the bill."
FORMULA_NAMES = [formula.name for formula in FORMULAS]


class Sentences:
    """Reads a sentence as loaded by as many tenths as it has words, and each word by tenths of its length."""

    def read(self, texts: Sequence[str]) -> list[SentenceInContext]:
        """As the real model does."""
        return [self._one(text) for text in texts]

    def _one(self, text: str) -> SentenceInContext:
        words = tuple(WordProbability(w.start(), w.end(), min(1.0, len(w[0]) / 10)) for w in WORD.finditer(text))
        return SentenceInContext(min(1.0, len(words) / 10), words, np.zeros(1, dtype=np.float32), ())


class Targets:
    """Is as positive about a target as the target is long, in tenths."""

    def read(self, targets: Sequence[Target]) -> list[TargetSentiment]:
        """As the real model does."""
        lengths = [min(10, target.end - target.start) / 10 for target in targets]
        return [TargetSentiment(0.0, 1 - length, length) for length in lengths]


class Grade:
    """A grade model that knows only how long a text is."""

    def read(self, inputs: object, *, features: Sequence[str], lengths: Sequence[int]) -> CalibratedGrade:
        """As the real model does."""
        return CalibratedGrade(-float(sum(lengths)), float(sum(lengths)), 0.0, 99.0)


MODELS = Models(Sentences(), Targets(), Grade(), Trusted(), WrittenFrames(), WrittenTellings())  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def resources() -> Resources:
    """Lexicons and pipeline."""
    return load_resources(models=None)


@pytest.fixture
def score(monkeypatch: pytest.MonkeyPatch, resources: Resources) -> Callable[..., Result]:
    """The command line with models that are known by heart and resources that are loaded already."""
    monkeypatch.setattr("analysis.scoring.commands.load_models", lambda folder: MODELS)
    monkeypatch.setattr("analysis.scoring.commands.load_resources", lambda pipeline, models: resources)

    def run(*arguments: object) -> Result:
        return CliRunner().invoke(app, ["score", *(str(argument) for argument in arguments)])

    return run


def lines(*rows: object) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def parsed(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


# What a row gives


def test_a_sentence_gives_its_probability_and_its_words() -> None:
    assert list(score_sentences([{"id": "a", "text": "Ruiz slammed it."}], MODELS)) == [
        {
            "id": "a",
            "loaded_probability": 0.3,
            "words": [
                {"start": 0, "end": 4, "probability": 0.4},
                {"start": 5, "end": 12, "probability": 0.7},
                {"start": 13, "end": 15, "probability": 0.2},
            ],
        }
    ]


def test_a_target_gives_three_probabilities() -> None:
    assert list(score_targets([{"id": 7, "text": SLAMMED, "start": 0, "end": 4}], MODELS)) == [
        {"id": 7, "negative": 0.0, "neutral": 0.6, "positive": 0.4}
    ]


def test_offsets_count_characters_whatever_they_take_in_bytes() -> None:
    class Marks:
        def read(self, targets: Sequence[Target]) -> list[TargetSentiment]:
            assert [target.text[target.start : target.end] for target in targets] == ["Zoë"]
            return [TargetSentiment(0.0, 0.0, 1.0)]

    models = Models(Sentences(), Marks(), Grade(), Trusted(), WrittenFrames(), WrittenTellings())  # type: ignore[arg-type]
    assert len(list(score_targets([{"text": "😀 “Zoë” won.", "start": 3, "end": 6}], models))) == 1
    ((row),) = score_sentences([{"text": "😀 Zoë"}], MODELS)
    assert row["words"] == [{"start": 2, "end": 5, "probability": 0.3}]


def test_readability_gives_grade_ease_and_each_formula_by_name(resources: Resources) -> None:
    ((row),) = score_readability([{"id": 1, "text": "The cat sat on the mat."}], resources, MODELS)
    assert list(row) == ["id", "grade", "ease", *FORMULA_NAMES]
    # 6 words of one syllable in one sentence: 206.835 - 1.015 * 6 - 84.6, and 0.39 * 6 + 11.8 - 15.59.
    assert row["flesch_reading_ease"] == pytest.approx(116.145)
    assert row["flesch_kincaid_grade"] == pytest.approx(-1.45)
    assert row["smog_index"] == pytest.approx(3.1291)


@pytest.mark.parametrize("text", ["Yes", "No comment.", "3.5", "said\n\nRuiz", "* * * Go!", "“Never,” she said."])
def test_readability_needs_one_word_only(text: str, resources: Resources) -> None:
    ((row),) = score_readability([{"text": text}], resources, MODELS)
    assert all(math.isfinite(row[name]) for name in ("grade", "ease", *FORMULA_NAMES))  # type: ignore[arg-type]


def test_easier_text_has_more_ease_and_a_lower_grade(with_models: Resources) -> None:
    assert with_models.models is not None
    texts = (
        "The dog ran home. It was wet. It sat by the fire.",
        "Notwithstanding considerable parliamentary opposition, municipal administrators subsequently "
        "implemented comprehensive infrastructural modifications.",
    )
    easy, hard = score_readability([{"text": text} for text in texts], with_models, with_models.models)
    assert easy["ease"] > hard["ease"]  # type: ignore[operator]
    assert easy["grade"] < hard["grade"]  # type: ignore[operator]


def test_readability_is_that_of_the_report_with_quotations(resources: Resources) -> None:
    body = (
        'The council of the U.S. town met at noon.Then it voted. "We will pay 3.5 percent more," said Ana Ruiz.\n\n' * 8
    )
    report = analyse(Article("", body), resources)
    (table,) = (table for table in report.dimensions["readability"].tables if table.name == "formulas")
    ((row),) = score_readability([{"text": body}], resources, MODELS)
    assert [round(row[name], 1) for name in FORMULA_NAMES] == [line.cells[1] for line in table.rows]  # type: ignore[call-overload]


# Rows in order, few at a time


def test_order_is_kept_over_many_batches_with_bad_rows_among_them() -> None:
    rows = [{"id": number, "text": "word " * (number % 7)} for number in range(700)]
    scored = list(score_sentences(rows, MODELS))
    assert [row["id"] for row in scored] == list(range(700))
    assert [row.get("loaded_probability") for row in scored] == [(n % 7) / 10 if n % 7 else None for n in range(700)]


def test_rows_stream_so_that_a_table_without_end_can_be_scored() -> None:
    taken = itertools.count()
    first = next(score_sentences(({"id": next(taken), "text": "word"} for _ in itertools.repeat(0)), MODELS))
    assert first["id"] == 0
    assert next(taken) == BATCH_ROWS + 1


def test_long_texts_are_read_fewer_at_a_time() -> None:
    taken = itertools.count()
    next(score_sentences(({"id": next(taken), "text": "x" * 400_000} for _ in itertools.repeat(0)), MODELS))
    assert next(taken) <= 4


# Ids


@pytest.mark.parametrize("identity", ["a", "", "007", 7, -1, 2**70, 1.5])
def test_an_id_is_kept_as_it_is(identity: object) -> None:
    ((row),) = score_sentences([{"id": identity, "text": "word"}], MODELS)
    assert row["id"] == identity
    assert type(row["id"]) is type(identity)


@pytest.mark.parametrize("missing", [{}, {"id": None}, {"id": math.nan}])
def test_a_row_without_id_gets_its_number_from_0(missing: dict[str, object]) -> None:
    scored = score_sentences([{"id": "a", "text": "word"}, {**missing, "text": "word"}], MODELS)
    assert [row["id"] for row in scored] == ["a", 1]


@pytest.mark.parametrize("identity", [True, ["a"], {"a": 1}, math.inf, "\ud800"])
def test_an_id_that_is_neither_text_nor_a_number_is_an_error_at_the_rows_number(identity: object) -> None:
    ((row),) = score_sentences([{"id": identity, "text": "word"}], MODELS)
    assert row == {"id": 0, "error": row["error"]}
    assert "“id” is neither text nor a number" in str(row["error"])


# Bad rows

BAD_TEXTS = [
    ({}, "“text” is missing"),
    ({"text": None}, "“text” is missing"),
    ({"text": math.nan}, "“text” is missing"),
    ({"text": 5}, "“text” is not text"),
    ({"text": ["word"]}, "“text” is not text"),
    ({"text": ""}, "“text” holds no word"),
    ({"text": " \n\u00a0"}, "“text” holds no word"),
    ({"text": "* * * _ …"}, "“text” holds no word"),
    ({"text": "😀"}, "“text” holds no word"),
    ({"text": "x" * 1_000_001}, "1,000,000 at most"),
    ({"text": "half \ud83d a smile"}, "UTF-8"),
]
BAD_TARGETS = [
    *BAD_TEXTS,
    ({"text": SLAMMED, "end": 4}, "“start” is missing"),
    ({"text": SLAMMED, "start": 0, "end": None}, "“end” is missing"),
    ({"text": SLAMMED, "start": math.nan, "end": 4}, "“start” is missing"),
    ({"text": SLAMMED, "start": 0.5, "end": 4}, "“start” is not a whole number"),
    ({"text": SLAMMED, "start": "0", "end": 4}, "“start” is not a whole number"),
    ({"text": SLAMMED, "start": False, "end": 4}, "“start” is not a whole number"),
    ({"text": SLAMMED, "start": 0, "end": math.inf}, "“end” is not a whole number"),
    ({"text": SLAMMED, "start": -1, "end": 4}, "does not lie in the text"),
    ({"text": SLAMMED, "start": 0, "end": 23}, "end at most 22"),
    ({"text": SLAMMED, "start": 4, "end": 4}, "start must be less than end"),
    ({"text": SLAMMED, "start": 4, "end": 0}, "start must be less than end"),
    ({"text": SLAMMED, "start": 4, "end": 5}, "holds no word"),
]
GOOD_TARGET = {"id": "good", "text": SLAMMED, "start": 0, "end": 4.0}


@pytest.mark.parametrize(("row", "told"), BAD_TARGETS)
def test_a_bad_target_says_why_and_the_run_goes_on(row: dict[str, object], told: str) -> None:
    bad, good = score_targets([{"id": "bad", **row}, GOOD_TARGET], MODELS)
    assert list(bad) == ["id", "error"]
    assert bad["id"] == "bad"
    assert told in str(bad["error"])
    assert good["positive"] == 0.4


@pytest.mark.parametrize(("row", "told"), BAD_TEXTS)
def test_a_bad_text_says_why_and_the_run_goes_on(row: dict[str, object], told: str, resources: Resources) -> None:
    for scored in (
        score_sentences([row, GOOD_TARGET], MODELS),
        score_readability([row, GOOD_TARGET], resources, MODELS),
    ):
        bad, good = scored
        assert told in str(bad["error"])
        assert "error" not in good


@given(st.text())
@settings(deadline=None, max_examples=50)
def test_every_text_with_a_letter_or_digit_has_a_readability(resources: Resources, text: str) -> None:
    ((row),) = score_readability([{"text": text}], resources, MODELS)
    if any(character.isalnum() for character in text):
        assert all(math.isfinite(row[name]) for name in ("grade", "ease", *FORMULA_NAMES))  # type: ignore[arg-type]
    else:
        assert "“text” holds no word" in str(row["error"])


JSON_VALUES = st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text(), st.lists, max_leaves=3)


@given(st.lists(st.dictionaries(st.sampled_from(["id", "text", "start", "end"]), JSON_VALUES), max_size=5))
def test_every_row_comes_back_once_scored_or_told_why_not(rows: list[dict[str, object]]) -> None:
    scored = list(score_targets(rows, MODELS))
    assert len(scored) == len(rows)
    for row in scored:
        assert set(row) in ({"id", "error"}, {"id", "negative", "neutral", "positive"})
        assert json.loads(json.dumps(row, allow_nan=False).encode()) == row


# Files

TABLE = [
    {"id": "a", "text": SLAMMED, "start": 0, "end": 4},
    {"id": "b", "text": "", "start": 0, "end": 4},
    {"id": "c", "text": 'She said, "No;\r\nnever."\tZoë went.', "start": 24, "end": 27},
]


def write(path: Path, rows: list[dict[str, object]]) -> Path:
    """Write a table as its users would, without the library's own writers."""
    suffix = path.name.partition(".")[2]
    if suffix == "parquet":
        parquet.write_table(arrow.Table.from_pylist(rows), path)
        return path
    opened = gzip.open if suffix.endswith("gz") else open
    with opened(path, "wt", encoding="utf-8", newline="") as stream:
        if suffix.startswith(("csv", "tsv")):
            writer = csv.DictWriter(stream, list(rows[0]), delimiter="\t" if suffix.startswith("tsv") else ",")
            writer.writeheader()
            writer.writerows(rows)
        else:
            stream.write(lines(*rows).decode())
    return path


def read(path: Path) -> list[dict[str, object]]:
    """Read a result as its users would; empty cells and nulls are left out."""
    suffix = path.name.partition(".")[2]
    if suffix == "parquet":
        rows = parquet.read_table(path).to_pylist()
    else:
        opened = gzip.open if suffix.endswith("gz") else open
        with opened(path, "rt", encoding="utf-8", newline="") as stream:
            if suffix.startswith(("csv", "tsv")):
                cells = csv.DictReader(stream, delimiter="\t" if suffix.startswith("tsv") else ",")
                rows = [{key: _value(key, cell) for key, cell in row.items()} for row in cells]
            else:
                rows = [json.loads(line) for line in stream]
    return [{key: value for key, value in row.items() if value not in (None, "")} for row in rows]


def _value(key: str, cell: str) -> object:
    return cell if key in {"id", "error"} or not cell else json.loads(cell)


@pytest.mark.parametrize("suffix_out", FORMATS)
@pytest.mark.parametrize("suffix_in", FORMATS)
def test_every_format_into_every_other(
    suffix_in: str, suffix_out: str, score: Callable[..., Result], tmp_path: Path
) -> None:
    table, out = write(tmp_path / f"table{suffix_in}", TABLE), tmp_path / f"out{suffix_out}"
    for measure in ("sentences", "targets"):
        result = score(measure, table, "--out", out)
        assert result.exit_code == 1  # one row is bad
        assert result.stderr == "1 of 3 rows were not scored; their “error” says why.\n"
        expected = (score_sentences if measure == "sentences" else score_targets)(TABLE, MODELS)
        found = read(out)
        for row, wanted in zip(found, expected, strict=True):
            assert row.keys() == wanted.keys()
            assert {**row, "error": ""} == {**wanted, "error": ""}
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted({table.name, out.name})


def test_readability_of_a_table(score: Callable[..., Result], tmp_path: Path, resources: Resources) -> None:
    table = write(tmp_path / "table.jsonl", TABLE[::2])
    result = score("readability", table)
    assert result.exit_code == 0
    assert parsed(result) == list(score_readability(TABLE[::2], resources, MODELS))


def test_standard_output_is_json_lines_whatever_comes_in(score: Callable[..., Result], tmp_path: Path) -> None:
    result = score("targets", write(tmp_path / "table.parquet", TABLE[:1]))
    assert result.exit_code == 0
    assert result.stderr == ""
    assert result.stdout == '{"id": "a", "negative": 0.0, "neutral": 0.6, "positive": 0.4}\n'


def test_a_result_without_ending_has_the_format_of_its_table(score: Callable[..., Result], tmp_path: Path) -> None:
    assert score("targets", write(tmp_path / "table.csv", TABLE[:1]), "--out", tmp_path / "result").exit_code == 0
    assert (tmp_path / "result").read_text() == "id,negative,neutral,positive,error\na,0.0,0.6,0.4,\n"


def test_two_runs_write_the_same_bytes(score: Callable[..., Result], tmp_path: Path) -> None:
    table = write(tmp_path / "table.jsonl", TABLE)
    for suffix in FORMATS:
        outs = [tmp_path / f"{name}{suffix}" for name in ("one", "two")]
        for out in outs:
            score("sentences", table, "--out", out)
        assert outs[0].read_bytes() == outs[1].read_bytes()


def test_json_lines_with_all_that_goes_wrong_in_them(score: Callable[..., Result], tmp_path: Path) -> None:
    table = tmp_path / "table.jsonl"
    table.write_bytes(
        b"\xef\xbb\xbf"
        + b'{"id": "windows", "text": "One word", "note": NaN}\r\n'
        + b"\r\n  \n"
        + b"{broken\n"
        + b'["a", "list"]\n'
        + b'{"id": "twice", "text": "One", "text": "Two"}\n'
        + b'{"id": "other twice", "note": 1, "text": "One", "note": 2}\n'
        + b'{"id": "latin-1", "text": "caf\xe9"}\n'
        + b'{"id": "half", "text": "half \\ud83d"}\n'
        + b"[" * 100_000
        + b"\n"
        + b'{"id": '
        + b"9" * 5_000
        + b"}\n"
        + b'{"id": "long", "text": "'
        + b"x" * 17_000_000
        + b'"}\n'
        + '{"id": "last", "text": "line\u2028separator"}'.encode()
    )
    result = score("sentences", table)
    assert result.exit_code == 1
    rows = parsed(result)
    told = {row["id"]: row.get("error", "") for row in rows}
    assert list(told) == ["windows", 1, 2, "twice", "other twice", "latin-1", "half", 7, 8, 9, "last"]
    assert [identity for identity, error in told.items() if not error] == ["windows", "other twice", "last"]
    assert "is not JSON (Expecting property name" in str(told[1])
    assert 'is not a JSON object; write one object a line, as {"id": 1' in str(told[2])
    assert told["twice"] == "“text” is there twice; keep one of the two."
    assert "not UTF-8" in str(told["latin-1"])
    assert "not UTF-8" in str(told["half"])
    assert "more than 16,000,000 characters" in str(told[9])


def test_csv_with_all_that_goes_wrong_in_it(score: Callable[..., Result], tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_bytes(
        b"\xef\xbb\xbf\r\n"
        b"text; start;end;id;note\r\n"
        b"Ruiz won;0;4;whole;\r\n"
        b"\r\n"
        b'"Ruiz\r\nwon";6.0;9;lines;\r\n'
        b"Ruiz won;0;4;;no id\r\n"
        b"Ruiz; who won;0;4;cut;in two\r\n"
        b'"Ruiz "really" won";0;4;marks;\r\n'
        b"Ruiz won;zero;4;word;\r\n"
        b"Ruiz won;0\r\n"
        b"Ruiz \xe9;0;4;latin-1;\r\n"
        b'"Ruiz won;0;4;open;\r\n'
    )
    rows = parsed(score("targets", table))
    told = {row["id"]: row.get("error", "") for row in rows}
    assert list(told) == ["whole", "lines", 2, 3, 4, "word", 6, "latin-1", 8]
    assert [identity for identity, error in told.items() if not error] == ["whole", "lines", 2]
    assert rows[1]["positive"] == 0.3
    assert "6 cells for 5 columns" in str(told[3])
    assert "double the quotation marks" in str(told[4])
    assert told["word"] == "“start” is not a whole number; count characters from 0."
    assert "“end” is missing" in str(told[6])
    assert "not UTF-8" in str(told["latin-1"])
    assert "is not CSV" in str(told[8])


@pytest.mark.parametrize(
    ("ids", "stored", "kept"),
    [
        (["a", None], arrow.string(), ["a", "1"]),
        (["a", "b"], arrow.dictionary(arrow.int32(), arrow.string()), ["a", "b"]),
        ([5, None], arrow.int8(), [5, 1]),
        ([2**64 - 1, None], arrow.uint64(), [2**64 - 1, 1]),
        ([5.0, math.nan], arrow.float64(), [5.0, 1.0]),
        ([None, None], arrow.null(), [0, 1]),
    ],
)
def test_parquet_keeps_the_kind_of_its_ids(
    ids: list[object], stored: arrow.DataType, kept: list[object], score: Callable[..., Result], tmp_path: Path
) -> None:
    table, out = tmp_path / "table.parquet", tmp_path / "out.parquet"
    columns = {"id": arrow.array(ids, stored), "text": arrow.array(["One", "Two"], arrow.large_string())}
    parquet.write_table(arrow.table(columns), table)
    assert score("sentences", table, "--out", out).exit_code == 0
    assert parquet.read_table(out)["id"].to_pylist() == kept


def test_parquet_has_words_as_structs_and_null_where_there_is_no_error(
    score: Callable[..., Result], tmp_path: Path
) -> None:
    out = tmp_path / "out.parquet"
    score("sentences", write(tmp_path / "table.jsonl", [{"id": 1, "text": "One"}, {"id": 2}]), "--out", out)
    assert parquet.read_table(out).to_pylist() == [
        {
            "id": "1",
            "loaded_probability": 0.1,
            "words": [{"start": 0, "end": 3, "probability": 0.3}],
            "error": None,
        },
        {
            "id": "2",
            "loaded_probability": None,
            "words": None,
            "error": "“text” is missing; give the row a text, or leave the row out.",
        },
    ]


# What cannot start, and what breaks

HEADLESS = b"id;body\n1;One\n"
UNREADABLE = {
    "columns.csv": (HEADLESS, "no column “text”; it has “id”, “body”"),
    "twice.csv": (b"text,text\nOne,Two\n", "the column “text” twice"),
    "empty.csv": (b"", "no column “text”; it has none"),
    "quoted.csv": (b'"text\nOne\n', "its header cannot be read"),
    "wide.csv": ("text\nOne\n".encode("utf-16"), "is UTF-16; save it as UTF-8"),
    "table.txt": (b"One", "use one of .jsonl"),
    "table.parquet": (b"One", "cannot be read as Parquet"),
    "table.jsonl.gz": (b"One", "cannot be read"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_table_that_cannot_be_read_ends_with_2_and_says_why(
    name: str, score: Callable[..., Result], tmp_path: Path
) -> None:
    content, told = UNREADABLE[name]
    (tmp_path / name).write_bytes(content)
    result = score("sentences", tmp_path / name, "--out", tmp_path / "out.jsonl")
    assert result.exit_code == 2
    assert told in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_parquet_lacking_columns_or_with_ids_of_another_kind(score: Callable[..., Result], tmp_path: Path) -> None:
    table = write(tmp_path / "table.parquet", [{"id": [1], "text": "One"}])
    assert "no column “start”, “end”" in score("targets", table).stderr
    assert "its column “id” holds list<" in score("sentences", table).stderr


@pytest.mark.parametrize(
    ("table", "out"),
    [
        ("nowhere.jsonl", "out.jsonl"),
        (".", "out.jsonl"),
        ("table.jsonl", "table.jsonl"),
        ("table.jsonl", "no/such/folder/out.jsonl"),
        ("table.jsonl", "."),
        ("table.jsonl", "out.xlsx"),
        ("table.jsonl", "/dev/null"),
    ],
)
def test_a_place_that_cannot_be_used_ends_with_2(
    table: str, out: str, score: Callable[..., Result], tmp_path: Path
) -> None:
    write(tmp_path / "table.jsonl", TABLE)
    before = (tmp_path / "table.jsonl").read_bytes()
    result = score("sentences", tmp_path / table, "--out", tmp_path / out)
    assert result.exit_code == 2
    assert result.stderr.strip()
    assert (tmp_path / "table.jsonl").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["table.jsonl"]


def test_missing_models_end_with_2_and_the_models_own_words(tmp_path: Path) -> None:
    table = write(tmp_path / "table.jsonl", TABLE)
    result = CliRunner().invoke(app, ["score", "targets", str(table), "--models", str(tmp_path)])
    assert result.exit_code == 2
    with pytest.raises(ModelError) as raised:
        load_models(tmp_path)
    assert result.stderr == f"{raised.value}\n"


def test_a_file_that_breaks_off_leaves_the_old_result(score: Callable[..., Result], tmp_path: Path) -> None:
    table, out = write(tmp_path / "table.jsonl.gz", TABLE * 1_000), tmp_path / "out.csv"
    table.write_bytes(table.read_bytes()[:-20])
    out.write_text("old")
    result = score("sentences", table, "--out", out)
    assert result.exit_code == 2
    assert "is damaged" in result.stderr
    assert out.read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 2


def test_a_model_that_fails_leaves_no_half_result(
    score: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(texts: Sequence[str]) -> Iterator[SentenceInContext]:
        raise KeyboardInterrupt

    monkeypatch.setattr(MODELS.sentences, "read", fail)
    table = write(tmp_path / "table.jsonl", TABLE)
    result = score("sentences", table, "--out", tmp_path / "out.parquet")
    assert result.exit_code != 0
    assert list(tmp_path.iterdir()) == [table]


def test_an_empty_json_lines_file_gives_an_empty_result(score: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "table.jsonl").write_bytes(b"")
    result = score("sentences", tmp_path / "table.jsonl", "--out", tmp_path / "out.csv")
    assert result.exit_code == 0
    assert (tmp_path / "out.csv").read_text() == "id,loaded_probability,words,error\n"


@pytest.mark.parametrize("columns", [SENTENCES, TARGETS, READABILITY])
def test_the_documentation_names_every_column_and_ending(columns: Columns) -> None:
    page = (ROOT / "docs" / "scoring.md").read_text(encoding="utf-8")
    assert [name for name in (*columns.read, *columns.header) if f"`{name}`" not in page] == []
    assert [suffix for suffix in FORMATS if f"`{suffix.removesuffix('.gz')}`" not in page] == []


# With the weights that are shipped


def test_real_weights_tell_loaded_words_from_plain_ones() -> None:
    texts = ("Ruiz shamelessly slammed the disgraceful bill.", "The council met on Tuesday at noon.")
    loaded, plain = score_sentences([{"text": text} for text in texts], load_models())
    assert loaded["loaded_probability"] > 0.5 > plain["loaded_probability"]  # type: ignore[operator]
    ((most),) = (
        texts[0][word["start"] : word["end"]]
        for word in sorted(loaded["words"], key=lambda word: -word["probability"])[:1]  # type: ignore[call-overload]
    )
    assert most in {"shamelessly", "slammed", "disgraceful"}


def test_real_weights_tell_praise_from_blame_within_one_sentence(tmp_path: Path) -> None:
    text = "The mayor praised the brave nurses but condemned the reckless council."
    rows = [
        {"text": text, "start": text.index(name), "end": text.index(name) + len(name)} for name in ("nurses", "council")
    ]
    result = CliRunner().invoke(app, ["score", "targets", str(write(tmp_path / "table.jsonl", rows))])
    assert result.exit_code == 0
    nurses, council = parsed(result)
    assert nurses["positive"] > council["positive"]  # type: ignore[operator]
    assert council["negative"] > nurses["negative"]  # type: ignore[operator]
    assert sum(nurses[key] for key in ("negative", "neutral", "positive")) == pytest.approx(1)  # type: ignore[misc]
