"""The pure pieces behind the views: plain text, numbers, columns, tables, scores, what the Method view tells."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.article import Article, Part, Span
from analysis.highlight import STRENGTH_LABEL, STRENGTHS
from analysis.models import MODELS_FOLDER
from analysis.models.cards import weights_in
from analysis.quotations import Voice
from analysis.reading import Resources
from analysis.report import MEASURES, Measure, Report, analyse
from analysis.results import Band, Row, Score, Table
from tests.conftest import ROOT
from tests.stub_models import written_models
from views.parts import session
from views.parts.about import bands_table, explained, lexicon_table, versions
from views.parts.accuracy import accuracy_of, other_accuracy
from views.parts.charts import interval_figure
from views.parts.columns import Chip, Column, column_data
from views.parts.download import csv_text
from views.parts.marks import Mark
from views.parts.numbers import interval_of, number, remark_of, value_of
from views.parts.plain import counted, file_name, plain, shorten
from views.parts.scores import ScoreRow, scale_of, score_table
from views.parts.strip import Strip, Tick
from views.parts.tables import sentences_behind, table_html
from views.parts.weights import card_on_page, chosen_folder, weights_table

HOSTILE = "<script>alert(1)</script> **bold** :red[x] [a](javascript:b) $m$"
TAG = re.compile(r"<[^>]*>")


@pytest.fixture(scope="module")
def report(resources: Resources) -> Report:
    body = "The mayor slammed the plan. “It costs too much,” she said.\n\nThe council will vote on it in May."
    return analyse(Article("Mayor slams plan", body), resources)


def score(value: float | None, low: float | None = None, high: float | None = None, **more: object) -> Score:
    return Score("share", "Share", value, "%", Voice.OWN, "higher = more", low, high, **more)  # type: ignore[arg-type]


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=80))
def test_plain_only_adds_what_makes_markdown_show_the_text_itself(text: str) -> None:
    shown = re.sub(r"\\(.)", r"\1", plain(text)).replace("\N{WORD JOINER}", "")
    assert shown == " ".join(text.replace("\N{WORD JOINER}", "").split())


@pytest.mark.parametrize(
    "markup", ["**b**", ":red[x]", "[x](y)", "$m$", "`c`", "# h", "<b>", "~~s~~", "_i_", "www.x.example"]
)
def test_plain_leaves_no_markup_standing(markup: str) -> None:
    assert not re.search(r"(?<!\\)[*\[\]()$`#<>~_.]", plain(markup))


def test_plain_breaks_the_names_of_icons_and_emoji() -> None:
    assert ":smile:" not in plain(":smile:").replace("\\", "")


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("short", "short"),
        ("one two three four", "one two…"),
        ("one two, three", "one two…"),
        ("a" * 30, "a" * 11 + "…"),
    ],
)
def test_shorten_keeps_whole_words(text: str, short: str) -> None:
    assert shorten(text, width=12) == short


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("actors The Daily Post labels", "actors-the-daily-post-labels"),
        ("a <b>../x</b> $y$ 😀", "a-b-x-b-y"),
        ("é", "é"),
    ],
)
def test_file_names_hold_letters_digits_and_hyphens_only(name: str, file: str) -> None:
    assert file_name(name) == file


def test_charts_show_names_as_typed() -> None:
    name = '<b>"Post"</b> %{x}'
    dots = interval_figure([ScoreRow(name, "", (score(3.0, 2.0, 4.0),))], [name], unit="%")
    assert dots.data[0].name == dots.layout.yaxis.ticktext[0] == '&lt;b&gt;"Post"&lt;/b&gt; %{x}'
    assert dots.data[0].text == ("3 %",)
    assert "Post" not in dots.data[0].hovertemplate


def test_counted_knows_the_plural() -> None:
    assert [counted(n, "mark") for n in (0, 1, 2)] == ["0 marks", "1 mark", "2 marks"]


@pytest.mark.parametrize(
    ("value", "shown"), [(0.0, "0"), (12.34, "12.3"), (-0.4, "−0.4"), (-0.04, "0"), (1234.5, "1,234"), (7.0, "7")]
)
def test_numbers_have_at_most_one_decimal_and_a_true_minus(value: float, shown: str) -> None:
    assert number(value) == shown


def test_a_score_is_told_with_unit_interval_and_band_or_with_the_reason_why_there_is_none() -> None:
    bands = (Band("few", 10.0, "why"), Band("many", None, "why"))
    told = score(12.34, 8.0, 17.06, bands=bands)
    assert (value_of(told), interval_of(told), remark_of(told)) == ("12.3 %", "95 % interval 8 to 17.1", "many")
    missing = score(None, note="Too short to say.")
    assert (value_of(missing), interval_of(missing), remark_of(missing)) == ("", "", "Too short to say.")


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=80), st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=6))
def test_the_columns_draw_every_character_but_paragraph_breaks(body: str, pairs: list[tuple[int, int]]) -> None:
    spans = [Span(Part.BODY, min(pair), max(pair)) for pair in pairs]
    marks = tuple(Mark(span, 1, "title", ()) for span in spans)
    data = column_data([Column("name", Article("", body), marks)], [])
    drawn = "".join(text for block in data["columns"][0]["blocks"] for text, *_ in block["pieces"])
    assert "".join(drawn.split()) == "".join(body.split())


def test_a_mark_over_two_paragraphs_marks_both() -> None:
    body = "One two.\n\nThree four."
    data = column_data([Column("name", Article("Head", body), (Mark(Span(Part.BODY, 4, 15), 1, "t", ()),))], [])
    assert data["columns"][0]["blocks"] == [
        {"tag": "headline", "pieces": [("Head", [], False)]},
        {"tag": "body", "pieces": [("One ", [], False), ("two.", [0], False)]},
        {"tag": "body", "pieces": [("Three", [0], False), (" four.", [], False)]},
    ]


def test_words_that_differ_within_a_mark_are_a_piece_of_their_own() -> None:
    body = "Two rioters ran.\n\nNobody fell."
    differing = (Span(Part.BODY, 4, 11),)
    mark = Mark(Span(Part.BODY, 0, 15), 1, "t", (), differing=differing)
    data = column_data([Column("name", Article("Head", body), (mark,))], [])
    assert data["columns"][0]["blocks"][1]["pieces"] == [
        ("Two ", [0], False),
        ("rioters", [0], True),
        (" ran", [0], False),
        (".", [], False),
    ]
    assert data["columns"][0]["blocks"][2]["pieces"] == [("Nobody fell.", [], False)]


def test_marks_of_the_second_column_are_numbered_after_those_of_the_first_and_chips_find_their_group() -> None:
    mark = Mark(Span(Part.BODY, 0, 3), 1, "t", (), group="g")
    columns = [
        Column("a", Article("", "One."), (mark,)),
        Column(
            "b", Article("", "Two."), (mark,), (Chip("c", "s", "g", "✓"),), Strip((), (Tick((0,), "l", "1", 0, 1),))
        ),
    ]
    data = column_data(columns, [(1, "Legend")])
    assert data["columns"][1]["blocks"][0]["pieces"][0] == ("Two", [1], False)
    assert data["columns"][1]["chips"] == [{"text": "c", "status": "s", "symbol": "✓", "mark": 1}]
    assert data["columns"][0]["strip"] is None
    assert [tick["marks"] for tick in data["columns"][1]["strip"]["ticks"]] == [[1]]
    assert data["legend"] == [[1, "Legend"]]


def test_a_table_shows_cells_and_sentences_as_text_only(report: Report) -> None:
    table = Table("t", HOSTILE, HOSTILE, (HOSTILE, "n"), (Row((HOSTILE, 1.25), (Span(Part.BODY, 10, 17),)),))
    html = table_html(table, [report], evidence=True)
    assert HOSTILE in unescape(TAG.sub("", html))
    assert "<script" not in html
    assert "1.2" in html
    assert "The mayor slammed the plan." in html


def test_a_sentence_that_a_row_shows_anyway_is_not_repeated_behind_it(report: Report) -> None:
    place = Span(Part.BODY, 10, 17)
    assert sentences_behind(Row(("slammed",), (place, place)), [report]) == ("The mayor slammed the plan.",)
    assert sentences_behind(Row(("The mayor slammed the plan.",), (place,)), [report]) == ()


def test_scores_are_drawn_on_one_scale_that_holds_zero_every_interval_and_the_whole_of_a_share() -> None:
    grades = [replace(score(*values), unit="grade") for values in ((4.0, 2.0, 9.0), (-1.0,), (None,))]
    assert scale_of((grades[0], None, grades[1])) == (-1.0, 9.0)
    assert scale_of((grades[2],)) == (0.0, 1.0)
    assert scale_of((score(81.2, 81.2, 81.2), score(None))) == (0.0, 100.0)
    assert scale_of((replace(score(0.4, 0.3, 0.5), unit="0 to 1"),)) == (0.0, 1.0)


def test_a_score_table_says_every_number_in_text() -> None:
    rows = [ScoreRow(HOSTILE, "detail", (score(50.0, 25.0, 75.0), score(None, note="Too short.")))]
    html = score_table(rows, ["One", HOSTILE], caption="c")
    text = unescape(TAG.sub(" ", html))
    assert "<script" not in html
    for part in (HOSTILE, "50 %", "95 % interval 25 to 75", "Too short."):
        assert part in text
    assert "left:50.0%" in html  # of all there is, though the interval ends at 75


@settings(deadline=None, max_examples=100)
@given(st.lists(st.tuples(st.text(max_size=20), st.integers()), max_size=5))
def test_downloaded_tables_read_back_and_hold_no_formula(rows: list[tuple[str, int]]) -> None:
    read = list(csv.reader(io.StringIO(csv_text(("text", "n"), rows), newline="")))[1:]
    assert len(read) == len(rows)
    for (text, n), (shown, shown_n) in zip(rows, read, strict=True):
        assert shown in (text, f"'{text}")
        assert not shown.startswith(("=", "+", "-", "@"))
        assert int(shown_n) == n


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.key)
def test_every_measure_is_explained_with_a_formula_and_its_known_failures(measure: Measure, report: Report) -> None:
    told = explained(measure.label)
    assert "\n> " in told
    assert "**Known failures.**" in told
    for score in report.dimensions[measure.key].scores:
        if score.subject is None:
            assert score.label.split(",")[0].lower() in told.lower()


def test_results_of_benchmarks_stand_with_their_measure_and_none_is_lost_or_told_twice(tmp_path: Path) -> None:
    results = tmp_path / "RESULTS.md"
    assert [accuracy_of(measure, results) for measure in MEASURES] == [""] * len(MEASURES)
    titles = {
        "loaded_language": ["Bad news against loaded wording", "Loaded language", "Loaded-language model: words"],
        "headline": ["Headline: real against altered"],
        "actors": ["Actors: grouping of mentions", "Target-sentiment model"],
        "readability": ["Readability", "Readability grade"],
        "framing": ["Framing"],
    }
    other = ["Speed"]
    sections = sorted([*(title for group in titles.values() for title in group), *other])
    text = "# Results\n\nBy scripts.\n\n" + "\n".join(f"## {title}\n\n0.7\n" for title in sections)
    results.write_text(text, encoding="utf-8")
    for measure in MEASURES:
        assert re.findall(r"^#+ (.*)$", accuracy_of(measure, results), re.MULTILINE) == titles[measure.key]
    assert other_accuracy(results) == "#### Speed\n\n0.7"


def test_every_measure_that_was_benchmarked_shows_it() -> None:
    assert [measure.key for measure in MEASURES if "|" not in accuracy_of(measure)] == []
    assert "Articles per second" in other_accuracy()


def test_the_models_in_use_are_read_from_their_folder(tmp_path: Path) -> None:
    folder = tmp_path / "reading"
    folder.mkdir()
    manifest = {"name": "reading@3", "settings": {}, "files": {"model.onnx": "0123456789abcdef", "tokenizer.json": "f"}}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (folder / "model.onnx").write_bytes(b"0" * 1_400_000)
    (folder / "tokenizer.json").write_bytes(b"0" * 100_000)
    (bare,) = weights_in(tmp_path)
    assert card_on_page(bare) == "There is no model card in the model’s folder."
    assert weights_table((bare,)).rows[0].cells == ("reading@3", "1.5 MB", "0123456789ab", "not stated", "none")
    (folder / "card.md").write_text("# reading@3\n\n**Training data:** A set (CC BY 4.0)\n\n## Limits\n", "utf-8")
    (full,) = weights_in(tmp_path)
    assert weights_table((full,)).rows[0].cells[3:] == ("A set (CC BY 4.0)", "below")
    assert card_on_page(full).startswith("### reading@3")
    assert "#### Limits" in card_on_page(full)


@pytest.mark.parametrize(
    ("named", "folder"), [(None, MODELS_FOLDER), ("", MODELS_FOLDER), ("none", None), ("/own", Path("/own"))]
)
def test_the_environment_names_the_folder_of_the_models(
    named: str | None, folder: Path | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MODELS_FOLDER", raising=False)
    if named is not None:
        monkeypatch.setenv("MODELS_FOLDER", named)
    assert chosen_folder() == folder


def test_strength_reaches_the_columns_with_a_legend_that_explains_it() -> None:
    body = "One two."
    marks = tuple(Mark(Span(Part.BODY, *place), 1, "t", (), strength=n) for place, n in (((0, 3), 4), ((4, 7), 0)))
    data = column_data([Column("name", Article("", body), marks)], [])
    assert [mark["strength"] for mark in data["marks"]] == [4, 0]
    assert data["scale"] == {"label": STRENGTH_LABEL, "style": 1, "steps": list(STRENGTHS)}
    assert column_data([Column("name", Article("", body), marks[1:])], [])["scale"] is None


def test_word_lists_bands_and_versions_come_from_what_is_loaded(resources: Resources, report: Report) -> None:
    lists = lexicon_table(resources.lexicons)
    assert len(lists.rows) == len(resources.lexicons.categories)
    assert resources.lexicons.digest in lists.explanation
    assert {row.cells[2] for row in bands_table(report.dimensions["loaded_language"]).rows} >= {"few", "many"}
    assert "Apache-2.0" in [row.cells[2] for row in versions(resources).rows]


def test_the_versions_name_the_models(resources: Resources) -> None:
    with_models = versions(replace(resources, models=written_models({})))
    assert {row.cells[1] for row in with_models.rows} >= {"loaded-language@0", "target-sentiment@0"}
    assert not any("@" in str(row.cells[1]) for row in versions(replace(resources, models=None)).rows)


def test_every_name_under_which_a_visit_keeps_something_is_explained_in_one_place() -> None:
    of_a_mapping = {"get", "pop", "setdefault", "update"}
    files = [path.read_text(encoding="utf-8") for path in (ROOT / "views").rglob("*.py")]
    names = {name for text in files for name in re.findall(r"session_state\.([a-z_]+)", text)} - of_a_mapping
    assert {"desk", "room"} < names
    assert [name for name in sorted(names) if f"``{name}``" not in (session.__doc__ or "")] == []
