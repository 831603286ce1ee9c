"""What links tellings: shared quotations with what is cut, sentences on one fact, and how their wording differs."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.comparison import Comparison, Passage, PassageKind
from analysis.comparison.agreement import CLASH, NEAR, SAME, SMALL, agreement
from analysis.comparison.in_common import contained, cosines, word_rows
from analysis.comparison.likeness import likeness
from analysis.comparison.passages import clusters
from analysis.comparison.same_fact import MUTUAL, OTHERWISE, links, together
from analysis.comparison.telling import tell
from analysis.quantities import Quantity
from analysis.reading import Reading, Resources
from tests.test_comparison import compared, read

WHOLE = "“We came to be heard, and we were peaceful all evening,” Tomas Hale said on Tuesday."


def of_kind(comparison: Comparison, kind: PassageKind) -> list[Passage]:
    return [passage for passage in comparison.passages if passage.kind is kind]


def quotations(comparison: Comparison) -> list[Passage]:
    return of_kind(comparison, PassageKind.QUOTATION)


def test_trimmed_and_exact_quotations_are_told_apart(resources: Resources) -> None:
    comparison = compared(resources, WHOLE, WHOLE, "“We were peaceful all evening,” said Tomas Hale.")
    assert [passage.label for passage in quotations(comparison)] == ["Same quotation, shorter in Paper 3"]
    assert quotations(comparison)[0].similarity == pytest.approx(5 / 11)
    exact = quotations(compared(resources, WHOLE, WHOLE))[0]
    assert (exact.label, exact.differences) == ("Same quotation, word for word", ())


def test_what_each_cuts_and_adds_is_shown_with_its_verb(resources: Resources) -> None:
    trimmed = "“We were peaceful all evening, believe me,” claimed Tomas Hale."
    table = compared(resources, WHOLE, trimmed).table("shared_quotations")
    assert [row.cells[1:] for row in table.rows] == [
        ("Paper 1", "Tomas Hale", "said", None, None),
        ("Paper 2", "Tomas Hale", "claimed", "We came to be heard, and", "believe me"),
    ]


def test_words_that_no_other_prints_are_marked_as_differences(resources: Resources) -> None:
    bodies = (WHOLE, "“We were peaceful all evening, believe me,” said Tomas Hale.")
    passage = quotations(compared(resources, *bodies))[0]
    marked = [(number, bodies[number][span.start : span.end]) for number, span in passage.differences]
    assert marked == [(0, "We came to be heard, and"), (1, "believe me")]


def test_a_quotation_broken_around_the_verb_is_one(resources: Resources) -> None:
    broken = "“We will appeal,” Ruth Ellery said, “and we will win in the highest court.”"
    whole = "“We will appeal and we will win in the highest court,” said Ruth Ellery."
    found = quotations(compared(resources, broken, whole))
    assert [len(passage.places) for passage in found] == [3]
    assert found[0].similarity == 1


def test_a_few_marked_words_of_a_full_quotation_are_found(resources: Resources) -> None:
    full = "“The dye is not acutely toxic to people or dogs,” Samuel Orly said."
    scare = "The dye that coloured the river is not “acutely toxic”."
    assert [passage.label for passage in quotations(compared(resources, full, scare))] == [
        "Same quotation, shorter in Paper 2"
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("“It is a start,” Ann Weaver said.", "“It is a disgrace to us all,” Bo Lind said."),
        (
            "“The town may set rules for the quay so long as they do not conflict with federal law,” Bo Lind said.",
            "“We sued because a part of these pages, which nobody read, is in conflict with federal law,” she said.",
        ),
        ("The “safe haven” was empty.", "The “safe haven” was full."),
    ],
    ids=["common words", "a set phrase", "scare quotes in both"],
)
def test_no_shared_quotation(first: str, second: str, resources: Resources) -> None:
    assert quotations(compared(resources, first, second)) == []


def test_a_sentence_copied_word_for_word_is_told_from_the_same_fact(resources: Resources) -> None:
    copied = "The harbour council raised the ferry fare by 40 cents on Tuesday evening. Nobody left."
    told = "On Tuesday the council put the fare of the harbour ferry up, by 40 cents. Rain fell."
    labels = [of_kind(compared(resources, copied, other), PassageKind.SAME_FACT)[0].label for other in (copied, told)]
    assert labels == ["Same sentence, word for word", "Same fact, other words"]


def test_numbers_names_nouns_and_loaded_words_that_differ_are_marked(resources: Resources) -> None:
    bodies = (
        "Police arrested 12 protesters outside the harbour office in Almery on Tuesday. The sun shone.",
        "On Tuesday police arrested 14 thugs outside the shameful harbour office in Almery. It rained all day.",
    )
    passage = of_kind(compared(resources, *bodies), PassageKind.SAME_FACT)[0]
    marked = {bodies[number][span.start : span.end] for number, span in passage.differences}
    assert {"shameful"} <= marked
    assert any("12" in words for words in marked)
    assert any("14" in words for words in marked)
    assert not any("harbour" in words or "Police" in words for words in marked)


def test_names_and_scores_that_the_other_gives_in_another_way_do_not_differ(resources: Resources) -> None:
    bodies = (
        "Councillor Nora Quist proposed a cheaper harbour pass. Nora Quist's harbour plan failed 6-5 on Monday.",
        "Councillor Nora Quist proposed a cheaper harbour pass. Her harbour plan failed by 6 votes to 5 on Monday.",
    )
    found = of_kind(compared(resources, *bodies), PassageKind.SAME_FACT)
    marked = [bodies[number][span.start : span.end] for passage in found for number, span in passage.differences]
    assert len(found) == 2
    assert not any("Quist" in words or "6" in words or "5" in words for words in marked)


def quantity(low: float, unit: str = "", *, high: float | None = None) -> Quantity:
    return Quantity(0, 0, 0, low, high if high is not None else low, unit, exact=True)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (quantity(40, "shelter"), quantity(40, "shelter"), SAME),
        (quantity(40, "shelter"), quantity(40), NEAR),
        (quantity(412_000, "crown"), quantity(400_000, "crown"), NEAR),
        (quantity(20, "hous", high=99), quantity(40, "hous"), NEAR),
        (quantity(40, "shelter"), quantity(60, "shelter"), CLASH),
        (quantity(3, "van"), quantity(3, "van"), SAME - SMALL),
        (quantity(4, "town"), quantity(4, "guard"), NEAR - SMALL),
        (quantity(3, "van"), quantity(4, "van"), CLASH),
        (quantity(40, "shelter"), quantity(60, "cent"), 0.0),
    ],
)
def test_how_numbers_agree(one: Quantity, other: Quantity, expected: float) -> None:
    assert agreement([one], [other]) == agreement([other], [one]) == expected


def test_the_best_pair_of_numbers_counts() -> None:
    assert agreement([quantity(3, "van"), quantity(40, "cent")], [quantity(4, "van"), quantity(40, "cent")]) == SAME
    assert agreement([quantity(3)], []) == 0.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The firm has 28 days to appeal.", [28 * 1440]),
        ("The firm has four weeks to appeal.", [28 * 1440]),
        ("Each must be declared within a day.", [1440]),
        ("Nobody had fished there for half a century.", [50 * 525600]),
        ("They wait a month and a half, some of them longer.", [1.5 * 43800]),
        ("She was dismissed in 2023, a week after the strike.", []),
        ("It was a year of storms.", []),
    ],
)
def test_lengths_of_time_in_minutes(text: str, expected: list[float], resources: Resources) -> None:
    (told,) = tell(read(resources, text)[0], resources.lexicons).sentences
    assert [length.low for length in told.lengths] == expected


def test_days_and_months_that_a_sentence_names(resources: Resources) -> None:
    (told,) = tell(
        read(resources, "On Monday, 9 March, the council of May Field may vote.")[0], resources.lexicons
    ).sentences
    assert told.dates == {"monday", "march"}


def linked(probable: list[list[float]]) -> list[tuple[int, int]]:
    return [(row, column) for row, column, _ in links(np.array(probable))]


def test_a_fact_told_in_two_sentences_is_linked_to_both() -> None:
    assert linked([[0.9, 0.8], [0.1, 0.1]]) == [(0, 0), (0, 1)]
    assert linked([[0.9, 0.1], [0.8, 0.1]]) == [(0, 0), (1, 0)]


def test_the_better_others_fit_the_likelier_two_sentences_must_be() -> None:
    doubtful, likely = (MUTUAL + OTHERWISE) / 2, (OTHERWISE + 0.9) / 2
    assert linked([[doubtful, 0.0], [0.0, 0.0]])[0] == (0, 0)
    assert linked([[0.9, 0.1], [doubtful, 0.1]]) == [(0, 0)]
    assert linked([[0.9, 0.1], [likely, 0.1]]) == [(0, 0), (1, 0)]
    assert linked([[0.9, likely], [0.1, 0.9]]) == [(0, 0), (0, 1), (1, 1)]


def test_nothing_alike_is_linked_with_nothing() -> None:
    assert list(links(np.full((3, 2), 0.1))) == []
    assert list(links(np.zeros((0, 4)))) == []


def test_clusters_are_the_connected_groups() -> None:
    assert sorted(clusters([(1, 2), (4, 5), (2, 3)])) == [[1, 2, 3], [4, 5]]


def test_words_shared_with_a_sentence_and_its_neighbour_count() -> None:
    whole = [{"clinic": 20.0, "night": 20.0}]
    halves = [{"clinic": 20.0}, {"night": 20.0}, {"boat": 20.0}]
    together_in_two, split_in_two = contained(*word_rows(whole, halves)), contained(*word_rows(halves, whole))
    assert together_in_two == pytest.approx(split_in_two.T)
    assert together_in_two[0, :2].min() > 0.7
    assert together_in_two[0, 2] < together_in_two[0, 1]


def test_few_words_say_less_than_many() -> None:
    short, long = {"fire": 3.0}, {f"word {number}": 3.0 for number in range(20)}
    assert contained(*word_rows([short], [short]))[0, 0] < contained(*word_rows([long], [long]))[0, 0] < 1


def test_the_likeness_of_rows_and_of_nothing() -> None:
    east, north = np.eye(2)
    both = (east + north)[np.newaxis]
    assert cosines(both, np.array([east, north])) == pytest.approx(np.full((1, 2), np.sqrt(0.5)))
    assert cosines(np.zeros((1, 2)), np.array([east, north])) == pytest.approx(np.zeros((1, 2)))


@pytest.fixture
def pair(resources: Resources) -> tuple[Reading, Reading]:
    quotation = "“It is a gamble for all of us here,” Bo Lind"
    first = (
        f"The board will close the clinic at night. Fares rise in May. {quotation} told a crowded meeting in the gym."
    )
    second = f"Ferry tickets go up. {quotation} said. The clinic shuts at night, the board said."
    one, other = read(resources, first, second)
    return one, other


def test_likeness_is_a_probability_for_each_pair_and_counts_only_own_words_where_a_quotation_is_shared(
    pair: tuple[Reading, Reading], resources: Resources
) -> None:
    first, second = (tell(reading, resources.lexicons) for reading in pair)
    freely, strictly = likeness(first, second, ()), likeness(first, second, {(2, 1)})
    assert freely.shape == (3, 3)
    assert ((freely >= 0) & (freely <= 1)).all()
    assert freely[2, 1] > OTHERWISE
    assert strictly[2, 1] == 0
    assert freely[0].argmax() == 2


def test_two_sentences_that_only_quote_report_no_fact(resources: Resources) -> None:
    first = "“It is dear, but my knees do not swim,” he said."
    second = "“It is dear, and my knees do not swim as they did,” she said."
    assert of_kind(compared(resources, first, second), PassageKind.SAME_FACT) == []


def test_a_chain_of_links_through_several_articles_is_no_single_fact() -> None:
    sure, doubtful, none = 0.9, 0.5, 0.0
    probable = {(0, 1): np.array([[sure]]), (1, 2): np.array([[doubtful]]), (0, 2): np.array([[none]])}
    chain = [((0, 0), (1, 0)), ((1, 0), (2, 0))]
    assert together(chain, probable) == [{(0, 0), (1, 0)}, {(1, 0), (2, 0)}]
    probable[0, 2] = np.array([[doubtful]])
    assert together(chain, probable) == [{(0, 0), (1, 0), (2, 0)}]
