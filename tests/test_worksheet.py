"""The worksheet: the text whole and numbered, nothing given away on a blank sheet, everything answered in the key."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from typer.testing import CliRunner, Result

from analysis.__main__ import app
from analysis.article import Article, Part, Span
from analysis.comparison import Comparison, compare
from analysis.export import Results, results_of
from analysis.export.as_worksheet import SIGNS, Kind, Paper, to_worksheet
from analysis.export.lesson import Prompt, load_lesson
from analysis.export.naming_to_fill import MOST_ROWS, naming_of
from analysis.export.numbered import numbered
from analysis.quotations import Voice
from analysis.readers import read_article
from analysis.reading import Resources, read_closely
from analysis.report import MEASURES, analyse_many
from analysis.results import Finding, Row, Table
from tests.conftest import SAMPLES

HOSTILE = "</style></script><script>alert(1)</script><img src=x onerror=alert(1)><b onclick=alert(1)>"
POST, CLARION = (SAMPLES / "ferry_fares" / name for name in ("almery_post.txt", "daily_clarion.txt"))
LESSON = load_lesson()


@pytest.fixture(scope="module")
def told_twice(resources: Resources) -> Results:
    """Two tellings of one story, by outlets that only their articles name."""
    articles = [
        replace(read_article(POST), outlet="The Almery Post", byline="Bo Lind", url="https://example.org/fares"),
        replace(read_article(CLARION), outlet="Daily Clarion", source="second.txt"),
    ]
    reports = list(analyse_many(articles, resources))
    return results_of(reports, resources, compare(reports, resources.lexicons))


@pytest.fixture(scope="module")
def told_once(told_twice: Results) -> Results:
    return replace(told_twice, reports=told_twice.reports[1:], comparison=None)


def sheet(results: Results, kind: Kind, paper: Paper = Paper.A4, **others: object) -> str:
    return to_worksheet(results, others.pop("lesson", LESSON), kind=kind, paper=paper, **others)


def squeezed(text: str) -> str:
    return "".join(text.split())


def finding_at(start: int, end: int, *, category: str = "loaded_language/x") -> Finding:
    return Finding(Span(Part.BODY, start, end), "", category, "A reason.", "lexicon:x", Voice.OWN)


# The text


@pytest.mark.parametrize("kind", Kind)
def test_without_the_tags_the_text_is_the_article(told_twice: Results, kind: Kind) -> None:
    stories = html.fromstring(sheet(told_twice, kind)).find_class("story")
    for story, report in zip(stories, told_twice.reports, strict=True):
        (text,) = story.find_class("text")
        assert squeezed(text.text_content()) == squeezed(report.article.body)
        (headline,) = story.find_class("headline")
        assert squeezed(headline.text_content()) == squeezed(report.article.headline)


def test_the_sentences_of_the_body_are_numbered_from_1(told_once: Results) -> None:
    page = html.fromstring(sheet(told_once, Kind.BLANK))
    numbers = [element.get("data-number") for element in page.find_class("sentence-number")]
    count = len(told_once.reports[0].reading.document.body_sentences)
    assert numbers == [str(number) for number in range(1, count + 1)]


@settings(max_examples=25, deadline=None)
@given(
    body=st.text(alphabet="ab. \n“”", max_size=120),
    places=st.lists(st.tuples(st.integers(0, 120), st.integers(0, 120)), max_size=6),
)
def test_pieces_are_the_text_and_hold_every_mark(
    resources: Resources, body: str, places: list[tuple[int, int]]
) -> None:
    reading = next(read_closely([Article("", body)], resources))
    findings = [finding_at(start, end) for start, end in places]
    pieces = [piece for paragraph in numbered(reading, Part.BODY, findings) for piece in paragraph]
    assert squeezed("".join(piece.text for piece in pieces)) == squeezed(body)
    assert len([piece for piece in pieces if piece.sentence]) == len(reading.document.body_sentences)
    seen = {number for piece in pieces for number in piece.notes}
    touching = {
        number
        for number, (start, end) in enumerate(places, 1)
        if start < end <= len(body) and not body[end - 1].isspace()
    }
    assert touching <= seen


def test_overlapping_marks_keep_their_own_notes(resources: Resources) -> None:
    reading = next(read_closely([Article("", "One two three.")], resources))
    findings = [finding_at(0, 7), finding_at(4, 13, category="headline/x")]
    ((*pieces,),) = numbered(reading, Part.BODY, findings)
    assert [(piece.text, piece.styles, piece.notes) for piece in pieces] == [
        ("One ", (1,), ()),
        ("two", (1, 2), (1,)),
        (" three", (2,), (2,)),
        (".", (), ()),
    ]


# What each kind holds


def test_a_blank_sheet_gives_nothing_away(told_twice: Results) -> None:
    page = sheet(told_twice, Kind.BLANK)
    loaded = [finding for report in told_twice.reports for finding in report.dimensions["loaded_language"].findings]
    assert loaded
    assert "<mark" not in page
    assert "note-1" not in page
    for finding in loaded:
        assert finding.reason not in html.fromstring(page).text_content()
    for prompt in LESSON.prompts:
        assert prompt.look_for not in page
    assert re.search(r"\d per 1,000 words", page) is None


@pytest.mark.parametrize("kind", [Kind.MARKED, Kind.KEY])
def test_every_mark_has_a_note_that_explains_it(told_once: Results, kind: Kind) -> None:
    page = html.fromstring(sheet(told_once, kind))
    findings = told_once.reports[0].dimensions["loaded_language"].findings
    links = [link.get("href") for link in page.find_class("note-number")]
    assert sorted(links) == sorted(f"#note-1-{number}" for number in range(1, len(findings) + 1))
    (notes,) = page.find_class("notes")
    assert {f"#{heading.get('id')}" for heading in notes.iter("th") if heading.get("id")} == set(links)
    text = notes.text_content()
    for finding in findings:
        assert finding.quote in text
        assert finding.reason in text
        assert (finding.alternative or "—") in text
        assert (finding.fair_when or "") in text


def test_only_the_marks_of_the_lesson_are_shown(told_once: Results) -> None:
    lesson = replace(LESSON, marks=("loaded_language/hyperbole", "framing"))
    text = html.fromstring(sheet(told_once, Kind.MARKED, lesson=lesson)).find_class("notes")[0].text_content()
    dimensions = told_once.reports[0].dimensions
    assert "chaos" in text
    assert "raging" not in text
    assert all(finding.quote in text for finding in dimensions["framing"].findings)


def test_the_key_answers_what_the_sheet_asks(told_twice: Results) -> None:
    page = html.fromstring(sheet(told_twice, Kind.KEY))
    text = page.text_content()
    assert "There is no one right answer." in text
    for prompt in LESSON.prompts:
        assert prompt.question in text
        assert prompt.look_for in text
    assert not page.find_class("rules")
    assert "(83.3 to 100.0)" in text  # the interval of the Clarion's share of loaded sentences
    for measure in MEASURES:
        assert all(report.dimensions[measure.key].limits in text for report in told_twice.reports)
    (filled,) = page.find_class("to-fill")
    assert all(cell.text_content() for cell in filled.iter("td"))


def test_a_score_that_cannot_be_given_says_why(told_once: Results) -> None:
    assert "(quoted words): Too short to say: this takes at least 5 sentences" in sheet(told_once, Kind.KEY)


def test_a_story_without_marks_is_no_clean_bill(told_once: Results) -> None:
    text = sheet(told_once, Kind.MARKED, lesson=replace(LESSON, marks=()))
    assert "That does not mean that there is nothing to find." in text


def test_articles_of_several_stories_are_told_to_the_teacher(told_twice: Results) -> None:
    assert told_twice.comparison
    warned = replace(told_twice, comparison=replace(told_twice.comparison, warning="Not one story."))
    assert "Not one story." in sheet(warned, Kind.KEY)
    assert "Not one story." not in sheet(warned, Kind.BLANK)


# The naming table


def named(told_twice: Results, rows: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]) -> Table:
    """A naming table by hand: cells, and the labels that the second article has for each row."""
    body = told_twice.reports[1].article.body
    made = []
    for cells, labels in rows:
        spans = [Span(Part.BODY, body.index(label), body.index(label) + len(label)) for label in labels]
        made.append(Row(cells, tuple(spans), (1,) * len(spans)))
    return Table("naming", "Naming", "Names.", ("Who or what", "One", "Two"), tuple(made))


def test_a_heading_takes_no_side(told_twice: Results) -> None:
    table = named(
        told_twice,
        (
            (("the hero police officer", "officer (1)", "hero police officer (1)"), ("hero police officer", "officer")),
            (("raging mob", "—", "raging mob (1)"), ("raging mob",)),
            (("Lena Brandt", "owner (1)", "Shop owner (1)"), ("Shop owner",)),
        ),
    )
    filled = naming_of(told_twice.reports, Comparison(("One", "Two"), (), (table,)), {"One": "A: One"})
    assert filled.columns == ("Who or what", "A: One", "Two")
    assert [row.cells[0] for row in filled.rows] == ["officer", "Lena Brandt"]


def test_who_is_in_most_stories_comes_first_and_a_page_is_enough(told_twice: Results) -> None:
    rows = (*(((f"Ann {number}", "—", "x"), ()) for number in range(MOST_ROWS)), (("Bo", "x", "y"), ()))
    filled = naming_of(told_twice.reports, Comparison(("One", "Two"), (), (named(told_twice, rows),)), {})
    assert len(filled.rows) == MOST_ROWS
    assert filled.rows[0].cells[0] == "Bo"


def test_the_table_of_one_story_asks_who_acts(told_once: Results) -> None:
    page = html.fromstring(sheet(told_once, Kind.BLANK))
    (table,) = page.find_class("to-fill")
    assert [cell.text_content() for cell in table.find("thead").iter("th")] == [
        "Who or what",
        "Called",
        "Does",
        "Is done to them",
    ]
    headings = [cell.text_content() for cell in table.find("tbody").iter("th")]
    assert "Lena Brandt" in headings
    assert "mob" not in headings
    assert {cell.text_content() for cell in table.iter("td")} == {""}


# What a teacher chooses


def test_outlets_can_be_hidden_from_students_but_not_from_the_key(told_twice: Results) -> None:
    shown = {kind: sheet(told_twice, kind, name_outlets=False) for kind in Kind}
    for kind in (Kind.BLANK, Kind.MARKED):
        assert "Story A" in shown[kind]
        for origin in ("The Almery Post", "Daily Clarion", "Bo Lind", "example.org", "second.txt"):
            assert origin not in shown[kind]
    assert "A: The Almery Post" in shown[Kind.KEY]
    assert "Bo Lind" in shown[Kind.KEY]
    assert "B: Daily Clarion" in sheet(told_twice, Kind.BLANK)


def test_a_lesson_of_the_teachers_own(told_once: Results) -> None:
    lesson = replace(
        LESSON,
        title="Ferries & fares",
        instructions="Read.\nMark.",
        to_mark=("verbs",),
        prompts=(Prompt(question="<b>Why?</b>", lines=2),),
    )
    page = sheet(told_once, Kind.BLANK, lesson=lesson)
    assert "Ferries &amp; fares" in page
    assert "Read.\nMark." in page
    assert "&lt;b&gt;Why?&lt;/b&gt;" in page
    tree = html.fromstring(page)
    assert [sign.text_content() for sign in tree.find_class("sign")] == ["underline"]
    (rules,) = tree.find_class("rules")
    assert len(rules) == 2


def test_without_things_to_mark_or_questions_there_are_no_empty_headings(told_once: Results) -> None:
    page = sheet(told_once, Kind.BLANK, lesson=replace(LESSON, to_mark=(), prompts=()))
    assert "Mark with a pencil" not in page
    assert "Questions" not in page


def test_more_things_to_mark_than_signs_get_numbers(told_once: Results) -> None:
    things = tuple(f"thing {number}" for number in range(len(SIGNS) + 30))
    page = html.fromstring(sheet(told_once, Kind.BLANK, lesson=replace(LESSON, to_mark=things)))
    signs = [sign.text_content() for sign in page.find_class("sign")]
    assert len(set(signs)) == len(things)
    assert signs[0] == "underline, with a 1 above"


def test_questions_on_several_stories_are_for_several_stories(told_once: Results, told_twice: Results) -> None:
    question = next(prompt.question for prompt in LESSON.prompts if prompt.stories > 1)
    assert question not in sheet(told_once, Kind.BLANK)
    assert question in sheet(told_twice, Kind.BLANK)


@pytest.mark.parametrize("paper", Paper)
def test_the_page_has_the_size_of_the_paper(told_once: Results, paper: Paper) -> None:
    assert f"@page {{ size: {paper.value};" in sheet(told_once, Kind.BLANK, paper)


def test_large_print_is_a_choice(told_once: Results) -> None:
    assert '<body class="blank large-print">' in sheet(told_once, Kind.BLANK, large_print=True)
    assert '<body class="blank">' in sheet(told_once, Kind.BLANK)


def test_two_sheets_are_equal(told_twice: Results) -> None:
    assert sheet(told_twice, Kind.KEY) == sheet(told_twice, Kind.KEY)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda results: replace(results, reports=[], comparison=None),
        lambda results: replace(results, comparison=None),
        lambda results: replace(results, reports=[*results.reports] * 3),
    ],
    ids=["none", "not compared", "six"],
)
def test_a_sheet_is_on_one_to_four_stories_and_several_are_compared(
    told_twice: Results, wrong: Callable[[Results], Results]
) -> None:
    with pytest.raises(ValueError, match="worksheet"):
        sheet(wrong(told_twice), Kind.BLANK)


def test_a_headline_alone_and_a_body_alone_can_be_printed(resources: Resources) -> None:
    for article in (Article("Ferry fare to rise", ""), Article("", "The council met on Monday.")):
        page = sheet(results_of(list(analyse_many([article], resources)), resources), Kind.KEY)
        assert squeezed(article.headline + article.body) in squeezed(html.fromstring(page).text_content())


# Safety and accessibility


@pytest.mark.parametrize("kind", Kind)
def test_an_article_cannot_script_or_style_the_sheet(resources: Resources, kind: Kind) -> None:
    article = Article(HOSTILE, f"{HOSTILE} The mayor slammed the shameful plan. " * 8, outlet=HOSTILE, byline=HOSTILE)
    reports = list(analyse_many([article, article], resources))
    page = sheet(results_of(reports, resources, compare(reports, resources.lexicons)), kind)
    elements = list(html.fromstring(page).iter())
    assert not {element.tag for element in elements} & {"script", "img", "b"}
    assert not [name for element in elements for name in element.attrib if name.startswith("on")]
    assert page.count("</style>") == 1
    assert "default-src 'none'" in page


@pytest.mark.parametrize("kind", Kind)
def test_the_sheet_needs_nothing_from_outside(told_twice: Results, kind: Kind) -> None:
    assert not re.search(r"src\s*=|href=\"(?!#)|@import|url\(", sheet(told_twice, kind))


@pytest.mark.parametrize("kind", Kind)
def test_a_screen_reader_finds_its_way(told_twice: Results, kind: Kind) -> None:
    page = html.fromstring(sheet(told_twice, kind))
    assert page.get("lang") == "en"
    levels = [int(element.tag[1]) for element in page.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    assert all(heading.get("scope") in ("col", "row") for heading in page.iter("th"))
    identifiers = page.xpath("//@id")
    assert len(identifiers) == len(set(identifiers))
    assert {link.get("href").removeprefix("#") for link in page.iter("a")} <= set(identifiers)


def test_the_lesson_follows_the_sets_of_questions_that_classes_know() -> None:
    after = " ".join(prompt.after for prompt in LESSON.prompts)
    for known in ("authorship", "technique", "audience", "content", "omission", "purpose", "NAMLE", "SIFT"):
        assert known in after
    assert all(prompt.question and prompt.look_for and prompt.lines > 0 for prompt in LESSON.prompts)


# The command line


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["worksheet", *arguments])


def test_the_command_line_writes_a_sheet(tmp_path: Path) -> None:
    out = tmp_path / "sheet.html"
    options = ("--kind", "key", "--paper", "letter", "--large-print", "--models", "none", "--out", str(out))
    assert run(str(POST), str(CLARION), *options).exit_code == 0
    page = out.read_text(encoding="utf-8")
    assert '<body class="key large-print">' in page
    assert "size: Letter" in page
    assert "B: daily_clarion.txt" in page


def test_the_command_line_hides_outlets_and_writes_to_standard_output() -> None:
    result = run(str(CLARION), "--hide-outlets", "--models", "none")
    assert result.exit_code == 0
    assert "<h2>The story</h2>" in result.stdout
    assert "daily_clarion" not in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        (str(POST),) * 5,
        (str(POST), "--kind", "loud"),
        (str(POST), "--paper", "A9"),
        (str(POST), "--out", str(POST)),
    ],
)
def test_bad_usage_ends_with_2_and_says_why(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.strip()
