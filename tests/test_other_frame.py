"""The same fact in another frame: facts that two articles tell, each as a matter of something else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from analysis.article import Article
from analysis.comparison import Comparison, compare, compare_tellings, tell
from analysis.comparison.other_frame import EXPLANATION, NO_FACT, NO_OTHER_FRAME
from analysis.framing import KEY
from analysis.framing.sentences import evoking_sentences, frames_by_sentence
from analysis.quotations import Voice
from analysis.reading import Resources
from analysis.report import Report, analyse_many
from analysis.results import Cell
from tests.test_comparison import read

PRICE = "The council raised the fare of the Almery ferry to 9 crowns on Monday."
PRICE_TOLD_AGAIN = "On Monday the fare of the Almery ferry was raised by the council to 9 crowns."
CLOSING = "The mayor closed the swimming hall in Brook Street after 14 complaints."
CLOSING_TOLD_AGAIN = "After 14 complaints the swimming hall in Brook Street was closed by the mayor."
FIRST, SECOND = f"{PRICE} {CLOSING}", f"{PRICE_TOLD_AGAIN} {CLOSING_TOLD_AGAIN}"
ONE_SENTENCE = "Rain fell on the quay and nobody came."
Frames = Mapping[str, tuple[str, ...]]


def compared(resources: Resources, *told: Frames) -> Comparison:
    """Compare articles given as their sentences, each with its frames."""
    readings = read(resources, *(" ".join(sentences) for sentences in told))
    tellings = []
    for reading, frames in zip(readings, told, strict=True):
        spans = {sentence.span: frames[sentence.text] for sentence in reading.document.body_sentences}
        tellings.append(replace(tell(reading, resources.lexicons), frames=spans))
    return compare_tellings(tellings, [f"Paper {number}" for number in range(1, len(told) + 1)])


def rows(comparison: Comparison) -> list[tuple[Cell, ...]]:
    return [row.cells for row in comparison.table("same_fact_other_frame").rows]


def test_a_row_has_both_sentences_with_the_frames_of_each_alone_and_those_of_both(resources: Resources) -> None:
    comparison = compared(
        resources, {PRICE: ("Economy", "Conflict")}, {PRICE_TOLD_AGAIN: ("Quality of life", "Economy", "Fairness")}
    )
    assert rows(comparison) == [
        ("Paper 1", PRICE, "Conflict", "Paper 2", PRICE_TOLD_AGAIN, "Quality of life, Fairness", "Economy")
    ]
    table = comparison.table("same_fact_other_frame")
    assert table.explanation == EXPLANATION
    (row,) = table.rows
    assert row.articles == (0, 1)
    assert [span.end - span.start for span in row.evidence] == [len(PRICE), len(PRICE_TOLD_AGAIN)]


def test_what_has_least_in_common_comes_first(resources: Resources) -> None:
    comparison = compared(
        resources,
        {PRICE: ("Economy", "Conflict"), CLOSING: ("Politics",)},
        {PRICE_TOLD_AGAIN: ("Economy",), CLOSING_TOLD_AGAIN: ("Public opinion",)},
    )
    assert [(row[2], row[5], row[6]) for row in rows(comparison)] == [
        ("Politics", "Public opinion", None),
        ("Conflict", None, "Economy"),
    ]


def test_three_articles_are_set_beside_each_other_in_pairs(resources: Resources) -> None:
    comparison = compared(
        resources, {PRICE: ("Economy",)}, {PRICE_TOLD_AGAIN: ("Politics",)}, {PRICE.replace("Monday", "Monday"): ()}
    )
    assert [(row[0], row[3]) for row in rows(comparison)] == [("Paper 1", "Paper 2")]


@pytest.mark.parametrize(
    ("here", "there"), [(("Economy",), ("Economy",)), (("Economy",), ()), ((), ("Economy",)), ((), ())]
)
def test_the_same_frames_or_none_on_one_side_are_no_row_but_a_reason(
    resources: Resources, here: tuple[str, ...], there: tuple[str, ...]
) -> None:
    comparison = compared(resources, {PRICE: here}, {PRICE_TOLD_AGAIN: there})
    assert rows(comparison) == []
    assert comparison.table("same_fact_other_frame").explanation == NO_OTHER_FRAME


def test_without_a_fact_in_common_the_reason_is_another(resources: Resources) -> None:
    comparison = compared(resources, {PRICE: ("Economy",)}, {ONE_SENTENCE: ("Politics",)})
    assert rows(comparison) == []
    assert comparison.table("same_fact_other_frame").explanation == NO_FACT


@pytest.fixture(scope="module")
def reports(resources: Resources) -> list[Report]:
    costs = f"{PRICE[:-1]} because the economy and the budget of the island depend on it."
    wins = f"{PRICE_TOLD_AGAIN[:-1]}, weeks before voters go to the polls in the election."
    bodies = (f"{costs} “It will cost poor families dearly and hurt the economy,” Bo Lind said.", wins)
    articles = [Article("", body, outlet=f"Paper {number}") for number, body in enumerate(bodies, 1)]
    return list(analyse_many(articles, resources))


def test_reports_bring_the_frames_of_their_sentences(reports: list[Report], resources: Resources) -> None:
    frames = [frames_by_sentence(report.dimensions[KEY]) for report in reports]
    (row,) = compare(reports, resources.lexicons).table("same_fact_other_frame").rows
    here, there = (frames[number][span] for number, span in zip(row.articles, row.evidence, strict=True))
    assert row.cells[2] == (", ".join(frame for frame in here if frame not in there) or None)
    assert row.cells[5] == (", ".join(frame for frame in there if frame not in here) or None)
    assert row.cells[6] == (", ".join(frame for frame in here if frame in there) or None)


def test_every_sentence_behind_a_frame_is_given_with_voice_speaker_and_words(reports: list[Report]) -> None:
    result, document = reports[0].dimensions[KEY], reports[0].reading.document
    by_category = evoking_sentences(result.findings, document)
    table = {str(row.cells[0]): row.evidence for row in result.table("frames").rows}
    labels = {finding.category: finding.subject for finding in result.findings}
    assert by_category
    for category, sentences in by_category.items():
        if labels[category] in table:
            spans = tuple(dict.fromkeys(one.sentence.span for one in sentences))
            assert spans == table[str(labels[category])]
        for one in sentences:
            assert one.cues
            assert not one.by_model
            assert all(one.sentence.span.start <= cue.span.start < one.sentence.span.end for cue in one.cues)
            assert all(cue.voice is one.voice for cue in one.cues)
    quoted = [one for sentences in by_category.values() for one in sentences if one.voice is Voice.QUOTED]
    assert {one.speakers for one in quoted} == {("Bo Lind",)}
