"""One student's marks beside the tool's: figures worked out by hand, and which words are whose."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score, f1_score

from analysis.article import Article, Part, Span
from analysis.coding.agreement import Figure
from analysis.coding.answer import Mark, Work
from analysis.coding.overlap import (
    NEITHER,
    NO_FINDING,
    NO_MARK,
    NO_VARIATION,
    ONLY_PEOPLE,
    Shared,
    Who,
    overlap,
)
from analysis.coding.task import MarkCategory, Task
from analysis.coding.units import units_of
from analysis.results import Finding
from tests.class_work import CATEGORIES, NOUNS, OWN, TEN_WORDS, VERBS, finding, mark, marks, span_of, task_on

TASK = task_on()
WHOLE = ("Mayor slams", "Critics call the plan reckless. It costs plenty.")


def words_of(shared: Shared) -> tuple[int, int, int, int]:
    return shared.both, shared.only_student, shared.only_tool, shared.neither


def test_figures_are_those_worked_out_by_hand() -> None:
    # The student marks 4 of 10 words, the tool 4, and 2 are the same: observed agreement 6/10, by chance
    # 0.4 * 0.4 + 0.6 * 0.6 = 0.52, so that kappa is 0.08 / 0.48.
    found = [finding(TASK, "slams"), finding(TASK, "plan reckless"), finding(TASK, "plenty")]
    together = overlap(TASK, marks(TASK, "Mayor slams", "Critics", "plan"), [found]).together
    assert words_of(together) == (2, 2, 2, 4)
    assert together.precision == Figure(0.5)
    assert together.recall == Figure(0.5)
    assert together.f1 == Figure(0.5)
    assert together.kappa.value == pytest.approx(1 / 6)


def test_the_same_marks_agree_perfectly() -> None:
    together = overlap(TASK, marks(TASK, "slams", "reckless"), [[finding(TASK, "slams"), finding(TASK, "reckless")]])
    assert [figure.value for figure in (together.together.f1, together.together.kappa)] == [1, pytest.approx(1)]


@pytest.mark.parametrize(
    ("marked", "found", "precision", "recall", "f1", "kappa"),
    [
        ((), (), NO_MARK, NO_FINDING, NEITHER, NO_VARIATION),
        (("slams",), (), 0, NO_FINDING, 0, 0),
        ((), ("slams",), NO_MARK, 0, 0, 0),
        (("slams",), ("plan",), 0, 0, 0, -1 / 9),
        (WHOLE, WHOLE, 1, 1, 1, NO_VARIATION),
        (WHOLE, (), 0, NO_FINDING, 0, 0),
    ],
)
def test_what_cannot_be_computed_has_a_reason_and_is_not_zero(
    marked: Sequence[str],
    found: Sequence[str],
    precision: float | str,
    recall: float | str,
    f1: float | str,
    kappa: float | str,
) -> None:
    shared = overlap(TASK, marks(TASK, *marked), [[finding(TASK, each) for each in found]]).together
    figures = (shared.precision, shared.recall, shared.f1, shared.kappa)
    for figure, expected in zip(figures, (precision, recall, f1, kappa), strict=True):
        if isinstance(expected, str):
            assert figure == Figure(None, expected)
        else:
            assert figure.value == pytest.approx(expected)


def test_each_category_is_compared_by_itself_and_all_of_them_as_one() -> None:
    work = Work(marks=(mark(TASK, "slams", VERBS), mark(TASK, "reckless", VERBS)))
    result = overlap(TASK, work, [[finding(TASK, "slams", VERBS), finding(TASK, "reckless", NOUNS)]])
    verbs, nouns, _ = result.by_category
    assert (verbs.category, nouns.category) == CATEGORIES[:2]
    assert words_of(verbs) == (1, 1, 0, 8)
    assert words_of(nouns) == (0, 0, 1, 9)
    assert result.together.category is None
    assert words_of(result.together) == (2, 0, 0, 8)


def test_under_a_category_of_the_task_there_is_nothing_to_compare() -> None:
    result = overlap(TASK, marks(TASK, "Critics", category=OWN), [[finding(TASK, "slams")]])
    own = result.by_category[2]
    assert {own.precision, own.recall, own.f1, own.kappa} == {Figure(None, ONLY_PEOPLE)}
    assert [(place.quote, place.who) for place in own.places] == [("Critics", Who.ONLY_STUDENT)]
    assert words_of(result.together) == (0, 0, 1, 9)


def test_a_dimension_as_category_takes_in_all_that_the_tool_finds_there() -> None:
    task = task_on(categories=[MarkCategory(key="loaded_language", label="Judging words", explanation="Any.")])
    found = [finding(task, "slams", VERBS), finding(task, "reckless", NOUNS), finding(task, "plan", "framing/economy")]
    result = overlap(task, marks(task, "slams", category="loaded_language"), [found])
    assert words_of(result.by_category[0]) == words_of(result.together) == (1, 0, 1, 8)


def test_marks_that_overlap_are_one_place_with_the_reasons_of_both() -> None:
    work = Work(marks=(mark(TASK, "call the plan", reason="unfair"), mark(TASK, "Mayor")))
    found = [finding(TASK, "plan reckless"), finding(TASK, "costs"), finding(TASK, "slams")]
    shared = overlap(TASK, work, [found]).together
    assert [(place.quote, place.who) for place in shared.places] == [
        ("Mayor", Who.ONLY_STUDENT),
        ("slams", Who.ONLY_TOOL),
        ("call the plan reckless", Who.BOTH),
        ("costs", Who.ONLY_TOOL),
    ]
    (both,) = shared.places_of(Who.BOTH)
    assert [each.reason for each in both.marks] == ["unfair"]
    assert [each.reason for each in both.findings] == ["It judges."]


def test_a_word_marked_in_part_counts_and_one_only_touched_does_not() -> None:
    shared = overlap(TASK, marks(TASK, "lam", " the "), [[finding(TASK, "slams"), finding(TASK, "plan")]]).together
    assert words_of(shared) == (1, 1, 1, 7)


def test_marks_without_a_word_are_listed_though_no_word_counts() -> None:
    shared = overlap(TASK, marks(TASK, "."), [[finding(TASK, ".")]]).together
    assert [place.who for place in shared.places] == [Who.BOTH]
    assert shared.f1 == Figure(None, NEITHER)


def test_articles_are_told_apart() -> None:
    task = task_on(TEN_WORDS, TEN_WORDS)
    work = Work(marks=(mark(task, "slams", article=1),))
    shared = overlap(task, work, [[], [finding(task, "slams", article=2)]]).together
    assert words_of(shared) == (0, 1, 1, 18)
    assert [(place.article, place.who) for place in shared.places] == [(1, Who.ONLY_STUDENT), (2, Who.ONLY_TOOL)]


def test_findings_are_asked_for_every_article() -> None:
    with pytest.raises(ValueError, match="shorter"):
        overlap(task_on(TEN_WORDS, TEN_WORDS), Work(), [[]])


PLACES = st.lists(st.tuples(st.integers(0, 47), st.integers(1, 20)), max_size=8)


def spans(task: Task, places: Sequence[tuple[int, int]]) -> list[Span]:
    length = len(task.text(1, Part.BODY))
    return [Span(Part.BODY, start, min(start + n, length)) for start, n in places]


def compared(marked: Sequence[Span], found: Sequence[Span]) -> Shared:
    model = finding(TASK, "slams")
    text = TASK.text(1, Part.BODY)
    work = Work(marks=tuple(Mark.of(TASK, 1, each, category=VERBS) for each in marked))
    findings = [
        Finding(each, text[each.start : each.end], VERBS, model.reason, model.source, model.voice) for each in found
    ]
    return overlap(TASK, work, [findings]).together


@given(PLACES, PLACES)
def test_whoever_is_who_f1_and_kappa_are_the_same(first: list[tuple[int, int]], second: list[tuple[int, int]]) -> None:
    one = compared(spans(TASK, first), spans(TASK, second))
    other = compared(spans(TASK, second), spans(TASK, first))
    assert (one.precision.value, one.f1, one.kappa.note) == (other.recall.value, other.f1, other.kappa.note)
    assert one.kappa.value == (None if other.kappa.value is None else pytest.approx(other.kappa.value))
    assert sum(words_of(one)) == 10


@given(PLACES, PLACES)
def test_figures_are_those_of_scikit_learn_word_by_word(
    first: list[tuple[int, int]], second: list[tuple[int, int]]
) -> None:
    marked, found = spans(TASK, first), spans(TASK, second)
    shared = compared(marked, found)
    words = [word.span for word in units_of(TASK).words]
    flags = [
        [any(s.part is w.part and s.start < w.end and w.start < s.end for s in by) for w in words]
        for by in (marked, found)
    ]
    if shared.f1.value is not None:
        assert shared.f1.value == pytest.approx(f1_score(flags[1], flags[0]))
    if shared.kappa.value is not None:
        assert shared.kappa.value == pytest.approx(cohen_kappa_score(*flags))


@given(PLACES, PLACES)
def test_every_place_quotes_the_text_and_no_two_overlap(
    first: list[tuple[int, int]], second: list[tuple[int, int]]
) -> None:
    places = compared(spans(TASK, first), spans(TASK, second)).places
    for place in places:
        assert TASK.text(place.article, place.span.part)[place.span.start : place.span.end] == place.quote
    assert all(one.span.end <= other.span.start for one, other in pairwise(places))
    assert sum(len(place.marks) + len(place.findings) for place in places) == len(first) + len(second)


def test_words_know_their_sentences() -> None:
    task = task_on(Article("Plan falls", "It fell at 3.5 points. “Why?” she asked.\n\nNobody knew"), TEN_WORDS)
    sentences = [word.sentence for word in units_of(task).words if word.article == 1]
    assert sentences == [0, 0, 1, 1, 1, 1, 1, 2, 3, 3, 4, 4]
    second = [word for word in units_of(task).words if word.article == 2]
    assert second[0].sentence == 5
    assert span_of(task, "slams", 2) == second[1].span
