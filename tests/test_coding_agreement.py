"""Krippendorff's alpha: known answers, what has none and why, and an interval that can be believed."""

from __future__ import annotations

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.coding.agreement import (
    ALL_THE_SAME,
    ALPHA_BANDS,
    IN_FEW_SENTENCES,
    PERFECT,
    TOO_FEW_CODERS,
    Counts,
    Figure,
    alpha,
)
from analysis.intervals import resample_counts
from analysis.quotations import Voice
from analysis.results import Score


def counts_of(*coders: str) -> Counts:
    """Return value counts from the values that each coder gave, a digit a unit; a point where none was given."""
    values = sorted({value for coder in coders for value in coder if value != "."})
    return np.array(
        [[sum(coder[unit] == value for coder in coders) for value in values] for unit in range(len(coders[0]))]
    )


def each_its_own(counts: Counts) -> Figure:
    return alpha(counts, np.arange(len(counts)))


def test_two_coders_and_two_values_as_worked_out_by_hand() -> None:
    # Krippendorff (2011), section A: four of ten units differ, with 14 zeros and 6 ones in all.
    # 1 - 19 * 8 / (400 - 196 - 36) = 1 - 152 / 168
    assert each_its_own(counts_of("0100000010", "1110010000")).value == pytest.approx(1 - 152 / 168)


def test_four_coders_five_values_and_gaps_as_in_the_literature() -> None:
    # Krippendorff (2011), section C: units 1 to 12, four observers; .743 for nominal data.
    counts = counts_of("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
    assert each_its_own(counts).value == pytest.approx(0.743, abs=5e-4)


def test_three_coders_on_four_words_by_hand() -> None:
    # Marked by 3, 1, 0 and 0 of three: 4 marks and 8 blanks; D = 1 * 2 / 2 + 2 * 1 / 2 = 2, and so
    # 1 - 11 * 2 / (144 - 16 - 64).
    assert each_its_own(np.array([[0, 3], [2, 1], [3, 0], [3, 0]])).value == pytest.approx(1 - 22 / 64)


@pytest.mark.parametrize(
    ("counts", "note"),
    [
        (np.zeros((0, 2), dtype=np.int64), TOO_FEW_CODERS),
        (counts_of("01010"), TOO_FEW_CODERS),
        (counts_of("01...", "..010"), TOO_FEW_CODERS),
        (counts_of("00000", "00000"), ALL_THE_SAME),
        (counts_of("1111111", "1111111"), ALL_THE_SAME),
        (counts_of("00000.", "000001"), ALL_THE_SAME),
    ],
)
def test_what_cannot_be_computed_has_a_reason_and_is_not_zero(counts: Counts, note: str) -> None:
    assert each_its_own(counts) == Figure(None, note)


def test_a_class_that_agrees_on_everything_gives_1_and_no_interval() -> None:
    assert each_its_own(counts_of("0110001", "0110001", "0110001")) == Figure(1.0, PERFECT)


def test_few_sentences_give_no_interval() -> None:
    counts = counts_of("011000101100", "010000100110")
    short = alpha(counts, np.repeat(np.arange(4), 3))
    assert (short.low, short.high) == (None, None)
    assert "at least 5 sentences" in short.note
    assert short.value == each_its_own(counts).value


def test_marks_in_two_of_many_sentences_give_no_interval() -> None:
    assert each_its_own(counts_of("0110000000", "0100000000")).note == IN_FEW_SENTENCES


MATRICES = st.integers(2, 5).flatmap(
    lambda coders: st.lists(
        st.lists(st.sampled_from("012."), min_size=12, max_size=12), min_size=coders, max_size=coders
    )
)


@given(MATRICES)
def test_it_is_that_of_the_package_and_inside_its_interval(rows: list[list[str]]) -> None:
    figure = each_its_own(counts_of(*("".join(row) for row in rows)))
    if figure.value is None:
        assert figure.note in (TOO_FEW_CODERS, ALL_THE_SAME)
        return
    data = [[np.nan if value == "." else float(value) for value in row] for row in rows]
    assert figure.value == pytest.approx(krippendorff.alpha(data, level_of_measurement="nominal"))
    assert figure.value <= 1
    assert (figure.low is None) == (figure.high is None) == bool(figure.note)
    if figure.low is not None and figure.high is not None:
        assert -1 <= figure.low <= figure.value <= figure.high <= 1


def test_the_interval_is_that_of_the_package_on_each_draw_of_sentences() -> None:
    rng = np.random.default_rng(5)
    marked = rng.binomial(6, rng.choice([0.05, 0.7], size=60))
    counts, sentences = np.column_stack([6 - marked, marked]), np.repeat(np.arange(12), 5)
    drawn = [
        krippendorff.alpha(
            value_counts=np.repeat(counts, times.astype(int)[sentences], axis=0), level_of_measurement="nominal"
        )
        for times in resample_counts(12)
    ]
    figure = alpha(counts, sentences)
    assert (figure.low, figure.high) == pytest.approx(tuple(np.quantile(drawn, [0.025, 0.975])))


def test_the_numbers_of_sentences_do_not_matter_only_which_words_share_one() -> None:
    counts = counts_of("0110001011", "0100001001")
    sentences = np.repeat(np.arange(5), 2)
    assert alpha(counts, sentences) == alpha(counts, sentences * 7 + 3)


def test_a_text_of_countless_sentences_has_an_interval_too() -> None:
    counts = np.tile(counts_of("0110001011", "0100001001"), (3_001, 1))
    figure = each_its_own(counts)
    assert figure.low is not None
    assert figure.value == pytest.approx(krippendorff.alpha(value_counts=counts, level_of_measurement="nominal"))


def test_sentences_marked_as_a_whole_make_the_interval_wider_than_their_words_would() -> None:
    one = np.repeat([0, 1, 0, 0, 1, 0, 1, 0, 0, 0], 8)
    other = np.repeat([0, 1, 0, 1, 1, 0, 0, 0, 0, 0], 8)
    counts = np.column_stack([2 - one - other, one + other])
    by_sentence, by_word = alpha(counts, np.repeat(np.arange(10), 8)), each_its_own(counts)
    assert by_sentence.value == by_word.value
    widths = [
        figure.high - figure.low
        for figure in (by_sentence, by_word)
        if figure.high is not None and figure.low is not None
    ]
    assert widths[0] > 1.5 * widths[1]


@pytest.mark.parametrize(
    ("value", "label"),
    [(-0.2, "less than by chance"), (0.0, "low"), (0.667, "enough for tentative conclusions"), (1.0, "reliable")],
)
def test_bands_put_alpha_in_words(value: float, label: str) -> None:
    band = Score("alpha", "Alpha", value, "", Voice.OWN, "higher = more agreement", bands=ALPHA_BANDS).band
    assert band is not None
    assert band.label == label
