"""Tables: columns are found by name, each row is an article or a problem of its own."""

from __future__ import annotations

import datetime
import json

import pytest

from analysis.readers import read_bytes
from tests.files import BODY, HEADLINE, PARAGRAPHS, ROWS, make_csv, make_jsonl, make_xlsx

TABLES = {"table.csv": make_csv, "table.xlsx": make_xlsx, "table.jsonl": make_jsonl}


@pytest.mark.parametrize("name", TABLES)
def test_every_field_of_a_row_is_read(name: str) -> None:
    first, second = read_bytes(name, TABLES[name](ROWS)).articles
    assert (first.headline, first.body, first.outlet) == (HEADLINE, BODY, "The Harbour Post")
    assert (first.date, first.url) == ("2026-03-02", "https://post.example/1")
    assert (second.date, second.url) == (None, None)


@pytest.mark.parametrize(
    ("body", "headline"),
    [
        ("body", "headline"),
        ("TEXT", "Title"),
        ("Full_Text", "Article Title"),
        ("content", "HEADING"),
        (" article ", "title"),
    ],
)
@pytest.mark.parametrize("name", TABLES)
def test_columns_have_synonyms(name: str, body: str, headline: str) -> None:
    (article,) = read_bytes(name, TABLES[name]([{"id": 1, headline: HEADLINE, body: BODY}])).articles
    assert (article.headline, article.body) == (HEADLINE, BODY)


def test_an_exact_name_wins_over_a_synonym() -> None:
    rows = [{"content": "teaser", "source": "agency", "body": BODY, "outlet": "Quay Daily"}]
    (article,) = read_bytes("table.csv", make_csv(rows)).articles
    assert (article.body, article.outlet) == (BODY, "Quay Daily")


@pytest.mark.parametrize("name", ["table.csv", "table.xlsx"])
def test_a_table_without_a_text_column_says_what_it_found_and_needs(name: str) -> None:
    intake = read_bytes(name, TABLES[name]([{"id": 1, "summary": "short"}]))
    (problem,) = intake.problems
    assert problem.source == name
    assert "“id”, “summary”" in problem.message
    assert "needed “text” or “body”" in problem.message


@pytest.mark.parametrize(
    ("name", "places"), [("table.csv", ("row 2", "row 3", "row 4")), ("table.xlsx", ("row 2", "row 3", "row 4"))]
)
def test_a_bad_row_is_a_problem_and_the_others_are_read(name: str, places: tuple[str, ...]) -> None:
    rows = [ROWS[0], {**ROWS[0], "text": "Too short."}, ROWS[1]]
    intake = read_bytes(name, TABLES[name](rows))
    assert [article.source for article in intake.articles] == [f"{name} {places[0]}", f"{name} {places[2]}"]
    assert [problem.source for problem in intake.problems] == [f"{name} {places[1]}"]


def test_bad_lines_of_json_are_problems_with_their_number() -> None:
    lines = [
        json.dumps(ROWS[0]),
        "{broken",
        "",
        '"a string"',
        "[" * 100_000,
        json.dumps({"id": 1}),
        json.dumps(ROWS[1]),
    ]
    intake = read_bytes("table.jsonl", "\n".join(lines).encode())
    assert [article.source for article in intake.articles] == ["table.jsonl line 1", "table.jsonl line 7"]
    assert [problem.source for problem in intake.problems] == [f"table.jsonl line {number}" for number in (2, 4, 5, 6)]
    assert "not valid JSON" in intake.problems[0].message


def test_json_text_of_another_type_is_no_text() -> None:
    (problem,) = read_bytes("one.json", json.dumps({"title": HEADLINE, "text": [BODY]}).encode()).problems
    assert "no text under it" in problem.message


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["csv", "tsv"])
def test_the_delimiter_is_found(delimiter: str, ending: str) -> None:
    intake = read_bytes(f"table.{ending}", make_csv(delimiter=delimiter))
    assert [article.headline for article in intake.articles] == [row["headline"] for row in ROWS]


def test_cells_may_be_long_and_hold_line_ends_and_quotes() -> None:
    body = "\n\n".join([PARAGRAPHS[0], 'She said "no", twice.', *PARAGRAPHS[1:]] * 300)
    assert len(body) > 131_072  # the csv module's own limit
    (article,) = read_bytes("table.csv", make_csv([{"text": body}])).articles
    assert article.body == body


def test_a_header_alone_and_an_empty_table_are_problems() -> None:
    assert "holds no articles" in read_bytes("table.csv", b"headline,text\n").problems[0].message
    assert "holds no articles" in read_bytes("table.csv", b",,\n,,\n").problems[0].message


def test_a_short_row_lacks_its_last_fields_only() -> None:
    (article,) = read_bytes("table.csv", f'text,title,url\n"{PARAGRAPHS[0]}",Tram put off\n'.encode()).articles
    assert (article.headline, article.url) == ("Tram put off", None)


def test_spreadsheet_dates_become_days() -> None:
    rows = [
        {"text": BODY, "date": datetime.datetime(2026, 3, 2, 10, 15)},
        {"text": BODY, "date": datetime.date(2026, 3, 3)},
    ]
    articles = read_bytes("table.xlsx", make_xlsx(rows)).articles
    assert [article.date for article in articles] == ["2026-03-02", "2026-03-03"]


def test_a_sheet_that_claims_to_be_huge_is_read_within_bounds() -> None:
    rows = [*ROWS, *({"text": None} for _ in range(50))]
    content = make_xlsx(rows)
    assert len(read_bytes("table.xlsx", content).articles) == len(ROWS)
