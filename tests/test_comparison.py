"""Comparison: shared quotations, same facts, what one alone tells, naming, voices, distinctive words."""

from __future__ import annotations

import pytest

from analysis.article import Article
from analysis.comparison import NOT_ONE_STORY, Comparison, article_names, compare
from analysis.comparison.alignment import PassageKind
from analysis.reading import Resources
from analysis.report import Report, analyse_many
from tests.conftest import SAMPLES


def compared(resources: Resources, *bodies: str) -> Comparison:
    articles = [Article("", body, outlet=f"Paper {number}") for number, body in enumerate(bodies, 1)]
    return compare(list(analyse_many(articles, resources)), resources.lexicons)


@pytest.fixture(scope="module")
def ferry(samples: dict[object, Report], resources: Resources) -> tuple[list[Report], Comparison]:
    names = ("coastal_wire", "daily_clarion", "riders_voice", "almery_post")
    reports = [samples[SAMPLES / "ferry_fares" / f"{name}.txt"] for name in names]
    return reports, compare(reports, resources.lexicons)


def test_places_point_at_the_words(ferry: tuple[list[Report], Comparison]) -> None:
    reports, comparison = ferry
    assert comparison.passages
    for passage in comparison.passages:
        assert len({article for article, _ in passage.places}) >= 2
        assert all(reports[article].article.quote(span).strip() for article, span in passage.places)
    for table in comparison.tables:
        for row in table.rows:
            assert len(row.cells) == len(table.columns)
            assert len(row.evidence) == len(row.articles)
            assert all(reports[a].article.quote(span) for a, span in zip(row.articles, row.evidence, strict=True))


def test_a_quotation_that_all_four_use(ferry: tuple[list[Report], Comparison]) -> None:
    reports, comparison = ferry
    texts = [
        {reports[article].article.quote(span) for article, span in passage.places}
        for passage in comparison.passages
        if passage.kind is PassageKind.QUOTATION and len({article for article, _ in passage.places}) == 4
    ]
    assert any(any("peaceful all evening" in text for text in group) for group in texts)
    assert any(any("Nobody enjoys paying more" in text for text in group) for group in texts)


def test_the_same_fact_in_other_words(ferry: tuple[list[Report], Comparison]) -> None:
    reports, comparison = ferry
    facts = [
        {reports[article].article.quote(span) for article, span in passage.places}
        for passage in comparison.passages
        if passage.kind is PassageKind.SAME_FACT
    ]
    assert any(
        any("hand on the glass" in text for text in group) and any("cut hand" in t for t in group) for group in facts
    )


def test_trimmed_and_exact_quotations_are_told_apart(resources: Resources) -> None:
    whole = "“We came to be heard, and we were peaceful all evening,” Tomas Hale said on Tuesday."
    comparison = compared(resources, whole, whole, "“We were peaceful all evening,” said Tomas Hale.")
    quotations = [passage for passage in comparison.passages if passage.kind is PassageKind.QUOTATION]
    assert [passage.label for passage in quotations] == ["Same quotation, shorter in Paper 3"]
    assert quotations[0].similarity == pytest.approx(5 / 11)
    exact = compared(resources, whole, whole).passages[0]
    assert (exact.kind, exact.label) == (PassageKind.QUOTATION, "Same quotation, word for word")


def test_a_quotation_broken_around_the_verb_is_one(resources: Resources) -> None:
    broken = "“We will appeal,” Ruth Ellery said, “and we will win in the highest court.”"
    whole = "“We will appeal and we will win in the highest court,” said Ruth Ellery."
    passages = compared(resources, broken, whole).passages
    quotations = [passage for passage in passages if passage.kind is PassageKind.QUOTATION]
    assert [len(passage.places) for passage in quotations] == [3]
    assert quotations[0].similarity == 1


def test_short_common_words_do_not_make_a_shared_quotation(resources: Resources) -> None:
    comparison = compared(resources, "“It is a start,” Ann Weaver said.", "“It is a disgrace to us all,” Bo Lind said.")
    assert comparison.passages == ()


def test_a_set_phrase_does_not_make_one_of_two_long_quotations(resources: Resources) -> None:
    comparison = compared(
        resources,
        "“The town may set rules for the quay so long as they do not conflict with federal law,” Bo Lind said.",
        "“We sued because a part of these pages, which nobody read, is in conflict with federal law,” she said.",
    )
    assert [passage for passage in comparison.passages if passage.kind is PassageKind.QUOTATION] == []


def test_a_sentence_copied_word_for_word_is_told_from_the_same_fact(resources: Resources) -> None:
    copied = "The harbour council raised the ferry fare by 40 cents on Tuesday evening."
    told = "On Tuesday the council put the fare of the harbour ferry up, by 40 cents."
    assert compared(resources, copied, copied).passages[0].label == "Same sentence, word for word"
    assert compared(resources, copied, told).passages[0].label == "Same fact, other words"


def test_labels_that_differ_only_in_capitals_are_no_different_naming(resources: Resources) -> None:
    rows = compared(resources, "The City government met on Monday.", "The city government met on Monday.").table(
        "naming"
    )
    assert rows.rows == ()


def test_a_month_is_no_name_of_a_protest(resources: Resources) -> None:
    first = "The rally on the quay drew 300 people, and it ended in the late evening."
    assert compared(resources, first, "The riot drew 300 people on Monday.").table("naming").rows
    assert compared(resources, first, "The council meets on March 19, 2026.").table("naming").rows == ()


def test_a_name_with_hardly_a_word_beside_it_is_no_fact(resources: Resources) -> None:
    first = "Nora Quist left the harbour board on Monday after nine years. Not so in Port Almery. It cost $5."
    table = compared(resources, first, "The ferry did not sail in the storm.").table("told_by_one_only")
    told = [row.cells[3] for row in table.rows]
    assert "Not so in Port Almery." not in told
    assert "It cost $5." in told


def test_numbers_told_by_one_only(ferry: tuple[list[Report], Comparison]) -> None:
    table = ferry[1].table("told_by_one_only")
    told = {(row.cells[0], row.cells[3]) for row in table.rows}
    assert any("$5 million on a new marina" in str(sentence) for _, sentence in told)
    assert not any("arrested" in str(sentence) for _, sentence in told)


def test_the_naming_table_sets_labels_side_by_side(ferry: tuple[list[Report], Comparison]) -> None:
    table = ferry[1].table("naming")
    row = next(row for row in table.rows if row.cells[0] == "people who protest")
    wire, tabloid, _, local = (str(cell).lower() for cell in row.cells[1:])
    assert "protesters" in wire
    assert "rioters" in tabloid
    assert "mob" in tabloid
    assert "demonstrators" in local


def test_voices_add_up(ferry: tuple[list[Report], Comparison]) -> None:
    table = ferry[1].table("voices")
    for name in ferry[1].names:
        shares = [float(str(row.cells[3])) for row in table.rows if row.cells[0] == name]
        assert sum(shares) == pytest.approx(100, abs=len(shares))
    speakers = {(row.cells[0], row.cells[1]) for row in table.rows}
    assert {speaker for _, speaker in speakers} >= {"Rosa Delgado", "Tomas Hale"}


def test_distinctive_words_by_hand(resources: Resources) -> None:
    common = "The council met in the hall. The budget was read. "
    comparison = compared(
        resources, common + "The ferry sank. The ferry burned. The ferry left. The ferry came back.", common * 3
    )
    words = [
        (row.cells[0], row.cells[1], row.cells[3], row.cells[4]) for row in comparison.table("distinctive_words").rows
    ]
    assert words == [("Paper 1", "ferry", 4, 0)]


def test_different_stories_are_warned_of(samples: dict[object, Report], resources: Resources) -> None:
    pair = [samples[SAMPLES / "ferry_fares/coastal_wire.txt"], samples[SAMPLES / "phone_lockers/morning_blaze.txt"]]
    assert compare(pair, resources.lexicons).warning == NOT_ONE_STORY


def test_one_story_is_not_warned_of(samples: dict[object, Report], resources: Resources) -> None:
    for folder in ("ferry_fares", "phone_lockers", "river_dye", "night_market"):
        reports = [report for path, report in samples.items() if path.parent.name == folder]
        assert compare(reports, resources.lexicons).warning == ""


def test_names_are_all_different(resources: Resources) -> None:
    same = [Article("", "Text.", outlet="The Post")] * 3 + [Article("", "Text.")]
    assert article_names(list(analyse_many(same, resources))) == (
        "The Post",
        "The Post (2)",
        "The Post (3)",
        "Article 4",
    )


def test_names_stay_different_when_an_outlet_is_called_like_a_copy(resources: Resources) -> None:
    outlets = ("The Post (3)", "The Post", "The Post")
    reports = list(analyse_many([Article("", "Text.", outlet=outlet) for outlet in outlets], resources))
    assert article_names(reports) == ("The Post (3)", "The Post", "The Post (4)")


def test_one_article_is_no_comparison(samples: dict[object, Report], resources: Resources) -> None:
    with pytest.raises(ValueError, match="at least two"):
        compare(list(samples.values())[:1], resources.lexicons)
