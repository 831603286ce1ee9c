"""Coding sheets: units, blind order, three kinds of "no code", files and tables that come back, agreement, the tool."""

from __future__ import annotations

import csv
import io
import json
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from analysis.article import Article, ArticleError, Part
from analysis.coding.against_tool import Seen, cells_table, confusion_csv, confusion_table, confusions
from analysis.coding.code_tables import long_csv, wide_csv
from analysis.coding.codebook import Code, Codebook, built_in
from analysis.coding.codings import Coding, Verdict
from analysis.coding.reading_codes import read_codes
from analysis.coding.reliability import agreement, agreement_csv, agreement_table
from analysis.coding.sheet import Sheet, Unit, UnitKind, new_sheet
from analysis.reading import Resources
from analysis.report import Report, analyse
from analysis.saved import SavedArticle, SavedError, open_saved
from docs.schemas import path_of

CODES = tuple(Code(code=key, label=key.upper(), definition=f"About {key}.") for key in ("a", "b"))
SENTENCES = ("=1+1 is two.", "@home, she said.", "It rained.", "It “poured”, they said.", "Then it stopped.")
NONE, UNSURE, OPEN = Coding(verdict=Verdict.NONE), Coding(verdict=Verdict.UNSURE), Coding()


def coded(*codes: str, note: str = "") -> Coding:
    return Coding(verdict=Verdict.CODED, codes=codes, note=note)


def sheet_of(n_units: int, *, exclusive: bool = False, codes: tuple[Code, ...] = CODES, seed: int = 7) -> Sheet:
    """A sheet of so many sentences of one article."""
    texts = [SENTENCES[number % len(SENTENCES)] for number in range(n_units)]
    starts = [sum(len(text) + 1 for text in texts[:number]) for number in range(n_units)]
    units = tuple(
        Unit(article=0, part=Part.BODY, start=start, end=start + len(text))
        for start, text in zip(starts, texts, strict=True)
    )
    return Sheet.of(
        codebook=Codebook(name="Test", codes=codes, exclusive=exclusive),
        kind=UnitKind.SENTENCE,
        seed=seed,
        articles=(SavedArticle(headline="-1", body=" ".join(texts), outlet="=Post"),),
        units=units,
    )


def with_codes(sheet: Sheet, coder: str, codings: list[Coding]) -> Sheet:
    sheet = sheet.with_coder(coder)
    for number, coding in enumerate(codings):
        sheet = sheet.with_coding(coder, number, coding)
    return sheet


# Units


def test_sentences_of_headline_and_body_are_units_with_their_neighbours(resources: Resources) -> None:
    article = Article("Pier reopens", "The pier is open.  It was shut for a year.\n\nNobody fell in.", outlet="Post")
    sheet = new_sheet([analyse(article, resources).reading.document], CODES_BOOK, UnitKind.SENTENCE, seed=1)
    texts = [sheet.text(number) for number in range(len(sheet.units))]
    assert texts == ["Pier reopens", "The pier is open.", "It was shut for a year.", "Nobody fell in."]
    assert sheet.around(0) == ("", "")
    assert sheet.around(2) == ("The pier is open.", "Nobody fell in.")


def test_an_article_is_one_unit_and_an_empty_one_none(resources: Resources) -> None:
    articles = (Article("Pier reopens", "It is open."), Article("Only a headline", ""), Article("", " "))
    documents = [analyse(article, resources).reading.document for article in articles]
    sheet = new_sheet(documents, CODES_BOOK, UnitKind.ARTICLE, seed=1)
    assert [sheet.text(number) for number in range(len(sheet.units))] == ["It is open.", "Only a headline"]
    with pytest.raises(ArticleError, match="nothing to code"):
        new_sheet(documents[2:], CODES_BOOK, UnitKind.ARTICLE, seed=1)


CODES_BOOK = Codebook(name="Test", codes=CODES)


def test_the_order_is_a_shuffle_that_the_seed_alone_decides() -> None:
    sheet = sheet_of(40)
    assert sorted(sheet.order) == list(range(40))
    assert sheet.order != tuple(range(40))
    assert sheet.order == sheet_of(40).order
    assert sheet.order != sheet_of(40, seed=8).order
    assert sheet_of(6).order == (4, 3, 2, 1, 5, 0)  # for ever: coders must be able to go on


# Coding


def test_missing_none_and_unsure_are_three_things() -> None:
    sheet = with_codes(sheet_of(5), "Ada", [coded("b", "a"), NONE, UNSURE])
    codings = sheet.coder("Ada").codings
    assert codings == (coded("a", "b"), NONE, UNSURE, OPEN, OPEN)
    assert sheet.coder("Ada").n_done == 3
    rows = list(csv.DictReader(io.StringIO(long_csv(sheet))))
    assert [row["value"] for row in rows if row["code"] == "a"] == ["1", "0", "", "", ""]
    assert [row["verdict"] for row in rows if row["code"] == "a"] == ["coded", "none", "unsure", "open", "open"]


def test_coding_goes_on_with_the_next_unit_that_is_open() -> None:
    sheet = sheet_of(6).with_coder("Ada")
    first, second, *_ = sheet.order
    assert sheet.next_open("Ada") == 0
    sheet = sheet.with_coding("Ada", first, NONE)
    assert sheet.next_open("Ada", after=0) == 1
    sheet = sheet.with_coding("Ada", second, UNSURE).with_coding("Ada", first, OPEN)
    assert sheet.next_open("Ada", after=5) == 0
    for number in sheet.order:
        sheet = sheet.with_coding("Ada", number, NONE)
    assert sheet.next_open("Ada") is None


def test_codes_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="not in the codebook"):
        sheet_of(5).with_coder("Ada").with_coding("Ada", 0, coded("c"))
    with pytest.raises(ValueError, match="one code at most"):
        sheet_of(5, exclusive=True).with_coder("Ada").with_coding("Ada", 0, coded("a", "b"))
    with pytest.raises(ValueError, match="do not fit together"):
        Coding(verdict=Verdict.NONE, codes=("a",))


@pytest.mark.parametrize("name", ["", "   ", "ADA", " ada ", "x" * 41])
def test_a_coder_needs_a_short_name_of_her_own(name: str) -> None:
    with pytest.raises(ArticleError, match="name"):
        sheet_of(5).with_coder("Ada").with_coder(name)


# Files


def test_a_saved_sheet_opens_as_it_was() -> None:
    sheet = with_codes(sheet_of(5), "Ada", [coded("a", note="“Hm”, <b>"), NONE, UNSURE]).finished_by("Ada")
    assert open_saved(Sheet, "codes.json", sheet.as_bytes()) == sheet


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("units", 0, "article"), 1),
        (("units", 0, "end"), 10_000),
        (("units", 0, "start"), 12),
        (("units",), []),
        (("coders", 0, "codings"), []),
        (("coders", 0, "codings", 0, "codes"), ["zzz"]),
        (("coders", 0, "codings", 0, "verdict"), "none"),
        (("coders", 0, "name"), ""),
        (("codebook", "codes"), []),
        (("seed",), -1),
        (("run",), "rm"),
    ],
)
def test_a_sheet_that_does_not_hold_together_is_refused(where: tuple[str | int, ...], value: object) -> None:
    content = json.loads(with_codes(sheet_of(5), "Ada", [coded("a")]).as_bytes())
    inner = content
    for step in where[:-1]:
        inner = inner[step]
    inner[where[-1]] = value
    with pytest.raises(SavedError, match="damaged"):
        open_saved(Sheet, "codes.json", json.dumps(content).encode())


def test_two_copies_are_merged_and_nothing_is_overwritten() -> None:
    ada = with_codes(sheet_of(5), "Ada", [NONE])
    bo = with_codes(sheet_of(5), "Bo", [UNSURE])
    both = ada.merged(bo)
    assert [coder.name for coder in both.coders] == ["Ada", "Bo"]
    assert both.merged(bo) == both
    assert both.blank() == sheet_of(5)
    with pytest.raises(ArticleError, match="another sheet"):
        ada.merged(sheet_of(5, seed=8))
    with pytest.raises(ArticleError, match="“ada”"):
        ada.merged(with_codes(sheet_of(5), "ada", [coded("a")]))


def test_the_published_schema_is_that_of_the_file() -> None:
    written = json.loads(path_of(Sheet).read_text(encoding="utf-8"))
    assert written == Sheet.model_json_schema(), "write it anew: python -m docs.schemas"


# Tables

some_coding = some.one_of(
    some.sampled_from([NONE, UNSURE, OPEN]),
    some.builds(coded, some.sampled_from("ab"), note=some.text(some.characters(exclude_categories=("C",)), max_size=9)),
    some.just(coded("a", "b", note="=HYPERLINK(1)")),
)


@settings(max_examples=30)
@given(
    some.lists(some_coding, min_size=5, max_size=5), some.lists(some_coding, min_size=5, max_size=5), some.booleans()
)
def test_the_wide_table_reads_back_without_loss(first: list[Coding], second: list[Coding], finished: bool) -> None:
    sheet = with_codes(with_codes(sheet_of(5), "=Ada", first), "Bo", second)
    sheet = sheet.finished_by("Bo") if finished else sheet
    assert read_codes(sheet.blank(), "codes.csv", wide_csv(sheet).encode()) == sheet


def test_no_cell_of_a_table_is_a_formula_and_each_row_has_text_and_place() -> None:
    sheet = with_codes(sheet_of(5), "=Ada", [coded("a", note="-1")] * 5)
    for table in (long_csv(sheet), wide_csv(sheet)):
        rows = list(csv.DictReader(io.StringIO(table)))
        assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
        assert rows[0]["text"] == f"'{SENTENCES[0]}"
        assert [rows[0][name] for name in ("unit", "article", "part", "start", "end")] == ["1", "1", "body", "0", "12"]
    assert len(list(csv.reader(io.StringIO(long_csv(sheet))))) == 1 + 5 * 2
    assert len(list(csv.reader(io.StringIO(wide_csv(sheet))))) == 1 + 5


def test_a_table_filled_in_by_hand_is_read() -> None:
    text = 'coder,unit,finished,text,verdict,note,code_a,code_b\nBo,2,,"@home,  she said.",,,1,\n'
    sheet = read_codes(sheet_of(5), "by-hand.csv", text.encode())
    assert sheet.coder("Bo").codings == (OPEN, coded("a"), OPEN, OPEN, OPEN)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("Bo,9,0,It rained.,coded,,1,0", "row 2: the sheet has no unit “9”"),
        ("Bo,x,0,It rained.,coded,,1,0", "row 2: the sheet has no unit “x”"),
        ("Bo,3,0,It snowed.,coded,,1,0", "row 2: unit 3 of the sheet has another text"),
        ("Bo,3,0,It rained.,coded,,yes,0", "row 2: code_a is “yes”"),
        ("Bo,3,0,It rained.,none,,1,0", "row 2: "),
        ("Bo,3,0,It rained.,coded,,0,0", "row 2: "),
        ("Bo,3,0,It rained.,maybe,,1,0", "row 2: "),
        (f"Bo,3,0,It rained.,coded,{'x' * 3_000},1,0", "row 2: "),
        ("Bo,3,0,It rained.,none,,0,0\nBo,3,0,It rained.,none,,0,0", "row 3: unit 3 stands in an earlier row"),
    ],
)
def test_a_row_that_does_not_fit_is_named(row: str, told: str) -> None:
    content = f"coder,unit,finished,text,verdict,note,code_a,code_b\n{row}\n".encode()
    with pytest.raises(ArticleError) as error:
        read_codes(sheet_of(5), "codes.csv", content)
    assert str(error.value).startswith("codes.csv")
    assert told in str(error.value)


def test_a_table_of_something_else_is_refused() -> None:
    with pytest.raises(ArticleError, match=r"codes.csv has no column “coder”"):
        read_codes(sheet_of(5), "codes.csv", b"outlet,headline\nPost,Rain\n")


# Agreement


def test_agreement_of_two_coders_worked_out_by_hand() -> None:
    # Of 10 units both give a in 4 and neither in 4; each gives it alone once. 8 of 10 agree; chance would give 5.
    first = [coded("a")] * 5 + [NONE] * 5
    second = [coded("a")] * 4 + [NONE, coded("a")] + [NONE] * 4
    sheet = with_codes(with_codes(sheet_of(10), "Ada", first), "Bo", second)
    a, b = agreement(sheet, ["Ada", "Bo"])
    assert (a.n_units, a.uses, a.percent) == (10, (5, 5), pytest.approx(80))
    assert a.kappa == pytest.approx((0.8 - 0.5) / (1 - 0.5))
    # Of 20 values 10 are a: observed 4 of 20 differ, expected 2 · 10 · 10 / 19.
    assert a.alpha == pytest.approx(1 - 4 / (200 / 19))
    assert a.low is not None
    assert a.high is not None
    assert a.low < a.alpha < a.high
    assert (b.percent, b.kappa, b.alpha) == (100, None, None)
    assert "nobody gave it" in b.note


def test_units_that_one_coder_has_not_judged_do_not_count() -> None:
    first = [coded("a"), NONE, coded("a"), NONE, coded("a"), NONE, coded("a"), OPEN]
    second = [coded("a"), NONE, coded("a"), NONE, coded("a"), NONE, UNSURE, coded("a")]
    sheet = with_codes(with_codes(sheet_of(8), "Ada", first), "Bo", second)
    a = agreement(sheet, ["Ada", "Bo"])[0]
    assert (a.n_units, a.percent, a.kappa, a.alpha) == (6, 100, 1, 1)
    assert (a.low, a.high) == (None, None)
    assert "agree on every unit" in a.note


def test_three_coders_have_alpha_and_no_kappa() -> None:
    marks = [coded("a")] * 4 + [NONE] * 4
    sheet = with_codes(with_codes(sheet_of(8), "Ada", marks), "Bo", marks)
    sheet = with_codes(sheet, "Cy", [*marks[:3], NONE, *marks[4:]])
    a = agreement(sheet, ["Ada", "Bo", "Cy"])[0]
    assert a.percent == pytest.approx(100 * 22 / 24)
    assert a.kappa is None
    # 24 values, 11 of them a. One unit holds 2 a and 1 not: observed 2 · 2 · 1 / 2; expected 2 · 11 · 13 / 23.
    assert a.alpha == pytest.approx(1 - 2 / (286 / 23))


def test_an_exclusive_codebook_is_compared_as_a_whole_first() -> None:
    first = [coded("a"), coded("b"), NONE, coded("a"), coded("b"), NONE]
    second = [coded("a"), coded("b"), NONE, coded("b"), coded("b"), NONE]
    sheet = with_codes(with_codes(sheet_of(6, exclusive=True), "Ada", first), "Bo", second)
    whole, *single = agreement(sheet, ["Ada", "Bo"])
    assert (whole.code, [one.code for one in single]) == (None, ["a", "b"])
    assert whole.percent == pytest.approx(100 * 5 / 6)
    # By chance: 2/6 · 1/6 for a, 2/6 · 3/6 for b, 2/6 · 2/6 for none.
    assert whole.kappa == pytest.approx((5 / 6 - 1 / 3) / (1 - 1 / 3))


def test_too_few_units_and_one_coder_give_no_number() -> None:
    sheet = with_codes(with_codes(sheet_of(5), "Ada", [NONE] * 4), "Bo", [coded("a")] * 5)
    a = agreement(sheet, ["Ada", "Bo"])[0]
    assert (a.n_units, a.percent, a.alpha) == (4, None, None)
    assert "4 of at least 5" in a.note
    with pytest.raises(ValueError, match="two coders"):
        agreement(sheet, ["Ada"])


def test_the_table_of_agreement_tells_two_digits_and_the_file_all() -> None:
    first = [coded("a")] * 5 + [NONE] * 5
    second = [coded("a")] * 4 + [NONE, coded("a")] + [NONE] * 4
    sheet = with_codes(with_codes(sheet_of(10), "Ada", first), "=Bo", second)
    found = agreement(sheet, ["Ada", "=Bo"])
    row = agreement_table(found, ["Ada", "=Bo"]).rows[0]
    assert row.cells[:6] == ("A", 10, 5, 5, 80.0, "0.60")
    assert str(row.cells[6]).startswith("0.62 (")
    told = next(csv.DictReader(io.StringIO(agreement_csv(found, ["Ada", "=Bo"]))))
    assert math.isclose(float(told["alpha"]), 0.62)
    assert told["uses_=Bo"] == "5"


# The tool

STORY = Article(
    "Council budget slammed",
    "The council slammed the budget on Monday. It rained. The tax costs each household 40 pounds a year. "
    "The band played on. They walked home.",
)


@pytest.fixture(scope="module")
def report(resources: Resources) -> Report:
    return analyse(STORY, resources)


def book(resources: Resources, name: str) -> Codebook:
    return next(found for found in built_in(resources.lexicons) if found.name == name)


def test_the_tool_is_held_against_a_coder_cell_by_cell(report: Report, resources: Resources) -> None:
    sheet = new_sheet([report.reading.document], book(resources, "Policy frames"), UnitKind.SENTENCE, seed=1)
    economy = coded("framing/policy_economic")
    # Headline; slammed the budget; rain; tax; band; walk. The tool sees money in the second and the fourth.
    sheet = with_codes(sheet, "Ada", [economy, NONE, economy, economy, NONE, UNSURE])
    found = {one.code.label: one for one in confusions(sheet, "Ada", [report], resources.lexicons)}
    money = found["Economy"]
    assert money.units == {Seen.BOTH: (3,), Seen.TOOL: (1,), Seen.CODER: (2,), Seen.NEITHER: (4,)}
    assert (money.precision, money.recall, money.f1) == (0.5, 0.5, 0.5)
    health = found["Health and safety"]
    assert (health.precision, health.recall, health.f1) == (None, None, None)
    assert health.note == "The tool and the coder never named it."
    assert confusion_table([money]).rows[0].cells == ("Economy", 1, 1, 1, 1, "0.50", "0.50", "0.50", "")
    spans = [row.evidence for row in cells_table(sheet, [money]).rows]
    assert [STORY.quote(span) for (span,) in spans] == [sheet.text(1), sheet.text(2), sheet.text(3)]
    rows = list(csv.DictReader(io.StringIO(confusion_csv(sheet, [money]))))
    assert {row["text"]: row["seen_by"] for row in rows}["It rained."] == "only the coder"


def test_functions_and_scope_are_held_against_a_coder_like_frames(resources: Resources) -> None:
    body = "The shortage of nurses is a crisis for the valley. It rained. The band played on."
    report = analyse(Article("Nurses", body), resources)
    sheet = new_sheet([report.reading.document], book(resources, "Functions and scope"), UnitKind.SENTENCE, seed=1)
    # Headline; crisis; rain; band. The tool sees a problem in the second alone.
    problem = coded("framing/function_problem")
    sheet = with_codes(sheet, "Ada", [NONE, problem, problem, NONE])
    found = {one.code.code: one.units for one in confusions(sheet, "Ada", [report], resources.lexicons)}
    assert found["framing/function_problem"] == {Seen.BOTH: (1,), Seen.TOOL: (), Seen.CODER: (2,), Seen.NEITHER: (3,)}


def test_kinds_of_loaded_language_count_in_headlines_too(report: Report, resources: Resources) -> None:
    sheet = new_sheet([report.reading.document], book(resources, "Loaded language"), UnitKind.SENTENCE, seed=1)
    sheet = with_codes(sheet, "Ada", [coded("loaded_language/attack_verbs"), *[NONE] * 5])
    found = {one.code.code: one for one in confusions(sheet, "Ada", [report], resources.lexicons)}
    attack = found["loaded_language/attack_verbs"].units
    assert (attack[Seen.BOTH], attack[Seen.TOOL]) == ((0,), (1,))


def test_an_article_counts_as_the_tool_sees_any_sentence_of_it(report: Report, resources: Resources) -> None:
    sheet = new_sheet([report.reading.document], book(resources, "Policy frames"), UnitKind.ARTICLE, seed=1)
    sheet = with_codes(sheet, "Ada", [coded("framing/policy_economic")])
    money = next(one for one in confusions(sheet, "Ada", [report], resources.lexicons) if one.code.label == "Economy")
    assert money.units[Seen.BOTH] == (0,)
    assert (money.precision, money.recall) == (1, 1)


def test_codes_of_ones_own_are_not_held_against_the_tool(report: Report, resources: Resources) -> None:
    sheet = new_sheet([report.reading.document], CODES_BOOK, UnitKind.SENTENCE, seed=1).with_coder("Ada")
    assert confusions(sheet, "Ada", [report], resources.lexicons) == ()
