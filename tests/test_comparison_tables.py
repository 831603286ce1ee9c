"""The tables of a comparison: told by one only, naming, voices, order of the telling, distinctive words; one story?"""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.comparison import Comparison, compare, compare_tellings, tell
from analysis.comparison.one_story import NOT_ONE_STORY, warning_of
from analysis.place import Place, place_in_body
from analysis.reading import Resources
from analysis.report import Report
from analysis.results import Cell
from tests.conftest import SAMPLES
from tests.test_comparison import compared

FERRY = ("coastal_wire", "daily_clarion", "riders_voice", "almery_post")
STORIES = ("ferry_fares", "phone_lockers", "river_dye", "night_market")
FILLER = "The sun shone on the quay. A dog slept near the door. Children played football on the grass."


@pytest.fixture(scope="module")
def ferry(samples: dict[Path, Report], resources: Resources) -> Comparison:
    reports = [samples[SAMPLES / "ferry_fares" / f"{name}.txt"] for name in FERRY]
    return compare(reports, resources.lexicons, names=FERRY)


def cells(comparison: Comparison, name: str) -> list[tuple[Cell, ...]]:
    return [row.cells for row in comparison.table(name).rows]


def test_numbers_told_by_one_only(ferry: Comparison) -> None:
    told = {str(row[5]) for row in cells(ferry, "told_by_one_only")}
    assert any("More than half of its households" in sentence for sentence in told)
    assert not any("arrested" in sentence for sentence in told)


def test_what_is_new_is_named_with_its_kind_and_place(resources: Resources) -> None:
    first = f"{FILLER} {FILLER} The mayor paid 400 crowns to Nora Quist. “I am glad of it all,” Bo Lind said."
    rows = cells(compared(resources, first, FILLER), "told_by_one_only")
    assert [row[:5] for row in rows if row[1] != "fact"] == [
        ("Paper 1", "number, name", "400, Nora Quist", "buried", None),
        ("Paper 1", "name, voice", "Bo Lind", "buried", None),
    ]


def test_what_stands_in_the_headline_comes_first_and_then_what_comes_early(ferry: Comparison) -> None:
    rows = ferry.table("told_by_one_only").rows
    ranked = [(row.cells[4] is None, row.articles, row.evidence[0].start) for row in rows]
    assert [later for later, _, _ in ranked] == sorted(later for later, _, _ in ranked)
    for article in {articles for _, articles, _ in ranked}:
        places = [(later, start) for later, articles, start in ranked if articles == article]
        assert places == sorted(places)


def test_too_few_words_are_no_fact(resources: Resources) -> None:
    rows = cells(compared(resources, "Nora Quist left the board. It was so. It cost $5.", FILLER), "told_by_one_only")
    told = [row[5] for row in rows]
    assert "It was so." not in told
    assert "It cost $5." in told


@pytest.mark.parametrize(
    ("number", "start", "expected"),
    [
        (0, 0, Place.LEAD),
        (2, 900, Place.LEAD),
        (3, 400, Place.MIDDLE),
        (9, 499, Place.MIDDLE),
        (9, 500, Place.BURIED),
    ],
)
def test_places(number: int, start: int, expected: Place) -> None:
    assert place_in_body(number, start, 1000) is expected


def naming_row(comparison: Comparison, part: str) -> list[set[str]]:
    """The labels of the first row that has this one, in lower case, by article."""
    row = next(row for row in cells(comparison, "naming") if any(part in str(cell).lower() for cell in row[1:]))
    return [{label.rpartition(" (")[0].lower() for label in str(cell).split(", ")} for cell in row[1:]]


def test_the_naming_table_sets_labels_side_by_side(ferry: Comparison) -> None:
    wire, tabloid, _, local = naming_row(ferry, "rioters")
    assert "protesters" in wire
    assert {"rioters", "raging mob", "crowd"} <= tabloid
    assert {"demonstrators"} <= local


def test_a_person_is_called_by_name_title_and_description(resources: Resources) -> None:
    first = f"Prosecutor Helen Arkwright opened the case. Arkwright, a former nurse, spoke for an hour. {FILLER}"
    second = f"Helen Arkwright opened the case. {FILLER}"
    assert naming_row(compared(resources, first, second), "arkwright") == [
        {"prosecutor", "helen arkwright", "arkwright", "former nurse"},
        {"helen arkwright"},
    ]


def test_who_says_the_same_words_is_the_same_whether_named_or_not(resources: Resources) -> None:
    first = "“Someone will die on that road,” said Pauline Achterberg. She left early."
    second = "“Someone will die on that road,” the most senior doctor told the board. Rain fell."
    assert naming_row(compared(resources, first, second), "achterberg") == [
        {"pauline achterberg"},
        {"most senior doctor"},
    ]


def test_labels_that_differ_only_in_capitals_or_number_are_no_different_naming(resources: Resources) -> None:
    for first, second in (
        ("The City government met on Monday.", "The city government met on Monday."),
        ("The van left at noon.", "The vans left at noon."),
    ):
        assert cells(compared(resources, first, second), "naming") == []


def test_a_matter_is_worth_a_row_if_a_loaded_word_goes_with_it(resources: Resources) -> None:
    plain = "The tank leaked on Monday morning."
    assert cells(compared(resources, plain, "The steel tank leaked on Monday morning."), "naming") == []
    assert naming_row(compared(resources, plain, "The shameful tank leaked on Monday morning."), "tank") == [
        {"tank"},
        {"shameful tank"},
    ]


def test_descriptions_within_quotations_are_the_speakers_labels(resources: Resources) -> None:
    first = "The protesters left the quay. “Those thugs broke every window in our street,” Bo Lind said."
    second = "The demonstrators left the quay."
    assert naming_row(compared(resources, first, second), "protesters") == [{"protesters"}, {"demonstrators"}]


def test_a_month_is_no_name_of_a_protest(resources: Resources) -> None:
    first = "The rally on the quay drew 300 people, and it ended in the late evening."
    assert "march" not in str(cells(compared(resources, first, "The council meets on March 19, 2026."), "naming"))


def test_every_label_has_tone_loaded_words_and_sentence(ferry: Comparison) -> None:
    rows = {(row[1], row[2]): row for row in cells(ferry, "labels")}
    assert {str(row[0]) for row in rows.values()} == {str(row[0]) for row in cells(ferry, "naming")}
    rioters = rows["daily_clarion", "Rioters"]
    # In capitals in the headline, and once in the story.
    assert rioters[3:5] == (2, None)
    assert rioters[5] == "Rioters, RIOTERS"
    assert str(rioters[6]).startswith("Rioters hurled themselves")


def test_voices_add_up(ferry: Comparison) -> None:
    for name in ferry.names:
        shares = [float(str(row[3])) for row in cells(ferry, "voices") if row[0] == name]
        assert sum(shares) == pytest.approx(100, abs=len(shares))
    assert {row[1] for row in cells(ferry, "voices")} >= {"Rosa Delgado", "Tomas Hale"}


def test_voices_by_hand(resources: Resources) -> None:
    first = "“We will win in court,” Ann Weaver said. Bo Lind said that the hall was full."
    second = "“We will lose in court,” Weaver warned."
    assert cells(compared(resources, first, second), "voices") == [
        ("Paper 1", "Ann Weaver", 5, 100, "said", 0, "Paper 2"),
        ("Paper 1", "Bo Lind", 0, 0, "said", 4, "here only"),
        ("Paper 2", "Weaver", 5, 100, "warned", 0, "Paper 1"),
    ]


def test_who_buries_what_another_leads_with(resources: Resources) -> None:
    news = "“The harbour will close for good in May,” Ann Weaver said."
    comparison = compared(resources, f"{news} {FILLER} {FILLER}", f"{FILLER} {FILLER} {news}")
    row = next(row for row in cells(comparison, "order_of_telling") if row[1] == "quotation")
    assert row == (
        "“The harbour will close for good in May,”",
        "quotation",
        "lead (1)",
        "buried (7)",
        "Paper 2 buries what Paper 1 leads with",
    )


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [(4, 6, "Paper 2 tells much later what Paper 1 leads with"), (3, 20, None), (2, 6, None)],
    ids=["a third down", "right behind the lead", "in the lead"],
)
def test_what_one_leads_with_and_another_tells_in_the_middle(
    before: int, after: int, expected: str | None, resources: Resources
) -> None:
    told, rain = (
        "“The harbour will close for good in May,” Bo Lind said.",
        "Rain fell again on the empty market square.",
    )
    second = " ".join([*[rain] * before, told, *[rain] * after])
    comparison = compared(resources, f"{told} {FILLER} {FILLER}", second)
    row = next(row for row in cells(comparison, "order_of_telling") if row[1] == "quotation")
    assert row[-1] == expected


def test_distinctive_words_by_hand(resources: Resources) -> None:
    common = "The council met in the hall. The budget was read. "
    first = common + "The ferry sank. The ferry burned. The ferry left. The ferry came back."
    rows = compared(resources, first, common * 3).table("distinctive_words").rows
    assert [(row.cells[0], row.cells[1], row.cells[3], row.cells[4]) for row in rows] == [("Paper 1", "ferry", 4, 0)]
    assert [first[span.start : span.end] for span in rows[0].evidence] == ["ferry"] * 4


def test_different_stories_are_warned_of_and_not_compared(samples: dict[Path, Report], resources: Resources) -> None:
    pair = [samples[SAMPLES / "ferry_fares/coastal_wire.txt"], samples[SAMPLES / "phone_lockers/morning_blaze.txt"]]
    comparison = compare(pair, resources.lexicons)
    assert comparison.warning == NOT_ONE_STORY
    assert comparison.passages == ()
    assert {len(table.rows) for table in comparison.tables} == {0}


def test_the_one_that_does_not_belong_is_named_and_left_out(samples: dict[Path, Report], resources: Resources) -> None:
    files = ("ferry_fares/coastal_wire", "phone_lockers/morning_blaze", "ferry_fares/almery_post")
    reports = [samples[SAMPLES / f"{name}.txt"] for name in files]
    comparison = compare(reports, resources.lexicons, names=("Wire", "Blaze", "Post"))
    assert comparison.warning.startswith("“Blaze” seems to be about another story")
    assert {number for passage in comparison.passages for number, _ in passage.places} == {0, 2}
    assert {number for table in comparison.tables for row in table.rows for number in row.articles} == {0, 2}
    assert comparison.table("naming").columns == ("Who or what", "Wire", "Post")


def test_several_that_do_not_belong_are_named_together() -> None:
    assert warning_of(("A", "B", "C", "D"), (0, 3)).startswith("“B” and “C” seem to be about another story")


@pytest.mark.parametrize("folder", STORIES)
def test_one_story_is_not_warned_of(folder: str, samples: dict[Path, Report], resources: Resources) -> None:
    reports = [report for path, report in samples.items() if path.parent.name == folder]
    assert compare(reports, resources.lexicons).warning == ""


def test_every_two_samples_of_different_stories_are_warned_of(
    samples: dict[Path, Report], resources: Resources
) -> None:
    tellings = {path: tell(report.reading, resources.lexicons) for path, report in samples.items()}
    for path, telling in tellings.items():
        for other_path, other in tellings.items():
            if path.parent != other_path.parent:
                assert compare_tellings([telling, other], ("A", "B")).warning == NOT_ONE_STORY
