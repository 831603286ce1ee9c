"""A class together: counts worked out by hand, files that do not fit, and tables that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
import json
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.article import Article, Part, Span
from analysis.coding.agreement import ALL_THE_SAME, TOO_FEW_CODERS, Figure
from analysis.coding.answer import Mark, Work
from analysis.coding.gather import MOST_ANSWERS, gather
from analysis.coding.pool import MOST_DISPUTED, NOBODY_ANSWERED, MarkedWord, Pool, pool
from analysis.coding.pool_tables import BYTE_ORDER_MARK, tables
from analysis.coding.units import units_of
from tests.class_work import FAIR, LEFT_OUT, NOUNS, OWN, VERBS, answer, handed_in, mark, marks, task_on

TASK = task_on()
CLASS = {
    "Owl": Work(
        marks=(mark(TASK, "slams"), mark(TASK, "plan reckless", NOUNS)),
        ratings={"fair": 2},
        prompts={"left_out": "Who pays."},
    ),
    "Heron": Work(marks=(mark(TASK, "slams"), mark(TASK, "reckless")), ratings={"fair": 5}, prompts={"left_out": " "}),
    "Wren": Work(marks=(mark(TASK, "reckless"),), ratings={"fair": 3}),
    "Lark": Work(ratings={"fair": 4}),
}


def pooled(works: dict[str, Work] = CLASS) -> Pool:
    return pool(TASK, handed_in(works, TASK))


def texts(words: tuple[MarkedWord, ...]) -> list[str]:
    return [one.word.text for one in words]


def rows(pool: Pool, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(tables(pool)[name].removeprefix(BYTE_ORDER_MARK), newline="")))


def test_the_heat_map_counts_who_marked_each_word() -> None:
    words = {one.word.text: (one.marked, *one.by_category) for one in pooled().words}
    assert list(words) == ["Mayor", "slams", "Critics", "call", "the", "plan", "reckless", "It", "costs", "plenty"]
    marked = {text: counts for text, counts in words.items() if counts[0]}
    assert marked == {"slams": (2, 2, 0, 0), "plan": (1, 0, 1, 0), "reckless": (3, 2, 1, 0)}


def test_the_most_disputed_words_come_first_and_then_in_the_order_of_the_text() -> None:
    # Of four answers: two mark "slams", so that 2 * 2 of 6 pairs disagree; one or three mark the others: 3 of 6.
    disputed = pooled().disputed
    assert texts(disputed) == ["slams", "plan", "reckless"]
    assert [one.disagreement for one in disputed] == [pytest.approx(4 / 6), 0.5, 0.5]


def test_no_more_disputed_words_are_shown_than_there_is_time_for() -> None:
    task = task_on(Article("", "word " * 50))
    work = Work(marks=(Mark.of(task, 1, Span(Part.BODY, 0, 200), category=VERBS),))
    disputed = pool(task, handed_in({"Owl": work, "Wren": Work()}, task)).disputed
    assert [one.word.span.start for one in disputed] == list(range(0, 5 * MOST_DISPUTED, 5))


def test_agreement_is_that_worked_out_by_hand() -> None:
    # Of 4 answers on 10 words 2, 1 and 3 mark a word: D = (2 * 2 * 2 + 2 * 3 * 1 + 2 * 3 * 1) / 3 = 20 / 3;
    # 6 marks and 34 blanks: 1 - 39 * 20 / 3 / (1600 - 36 - 1156).
    agreement = pooled().agreement
    assert agreement.marked.value == pytest.approx(1 - 260 / 408)
    # Verbs: 2 and 2 of 4, so D = 16 / 3 with 4 marks and 36 blanks.
    assert agreement.by_category[0].value == pytest.approx(1 - 39 * 16 / 3 / (1600 - 16 - 1296))
    assert agreement.by_category[2] == Figure(None, ALL_THE_SAME)
    # Categories: "reckless" has 2 verbs, 1 noun and 1 blank: D adds up 8/3 + 2 + (2*2 + 3 + 3)/3 = 8.
    assert agreement.categories.value == pytest.approx(1 - 39 * 8 / (1600 - 34**2 - 4**2 - 2**2))


def test_a_word_under_several_categories_is_left_out_of_agreement_on_categories() -> None:
    both = Work(marks=(mark(TASK, "slams"), mark(TASK, "slams", NOUNS)))
    agreement = pooled({"Owl": both, "Heron": both, "Wren": marks(TASK, "plan")}).agreement
    # "slams" has one value left, that of Wren, and nothing to be compared with; "plan" has 2 blanks and a verb.
    assert agreement.categories.value == pytest.approx(1 - 26 * 2 / (27**2 - 26**2 - 1))
    assert "2 times" in agreement.categories.note
    assert agreement.marked.value == pytest.approx(1 - 29 * 4 / (30**2 - 27**2 - 3**2))


@given(st.permutations(sorted(CLASS)))
def test_the_order_of_the_files_changes_no_number(names: list[str]) -> None:
    ordered, other = pooled(), pooled({name: CLASS[name] for name in names})
    assert (ordered.words, ordered.agreement, ordered.disputed) == (other.words, other.agreement, other.disputed)
    assert ordered.ratings == other.ratings


def test_a_class_that_marks_the_same_agrees_perfectly() -> None:
    same = pooled({name: marks(TASK, "slams", "reckless") for name in ("Owl", "Wren", "Lark")})
    assert same.agreement.marked.value == same.agreement.categories.value == same.agreement.by_category[0].value == 1
    assert same.disputed == ()


def test_ratings_are_counted_by_step_with_their_median() -> None:
    (ratings,) = pooled().ratings
    assert ratings.question == FAIR
    assert ratings.counts == (0, 1, 1, 1, 1)
    assert ratings.median == Figure(3.5)


def test_answers_to_prompts_are_listed_by_name_without_the_empty_ones() -> None:
    (written,) = pooled().written
    assert (written.prompt, written.texts) == (LEFT_OUT, (("Owl", "Who pays."),))


def test_no_answer_is_none_with_a_reason_and_not_zero() -> None:
    empty = pool(TASK, [])
    assert empty.agreement.marked == empty.agreement.categories == Figure(None, TOO_FEW_CODERS)
    assert {one.disagreement for one in empty.words} == {None}
    assert empty.ratings[0].median == Figure(None, NOBODY_ANSWERED)
    assert pooled({"Owl": CLASS["Owl"]}).agreement.marked == Figure(None, TOO_FEW_CODERS)


def test_what_was_changed_after_the_reveal_is_not_counted_but_listed_apart() -> None:
    file = answer(TASK, "Owl", marks(TASK, "slams"), Work(marks=(mark(TASK, "costs"),), ratings={"fair": 1}))
    result = pool(TASK, [("a.json", file.as_bytes())])
    assert [one.word.text for one in result.words if one.marked] == ["slams"]
    assert result.ratings[0].median.value is None
    assert [(row["quote"], row["reveal"]) for row in rows(result, "marks")] == [("slams", "before"), ("costs", "after")]
    assert [(row["rating"], row["reveal"]) for row in rows(result, "ratings")] == [("1", "after")]


def test_files_that_do_not_fit_are_named_and_the_others_count() -> None:
    good = answer(TASK, "Owl", marks(TASK, "slams")).as_bytes()
    damaged = json.loads(good)
    damaged["before_reveal"]["marks"][0]["quote"] = "claps"
    foreign = answer(task_on(Article("Other", "story")), "Wren").as_bytes()
    files = [
        ("notes.txt", b"Dear teacher"),
        ("owl.json", good),
        ("damaged.json", json.dumps(damaged).encode()),
        ("task.json", TASK.as_bytes()),
        ("foreign.json", foreign),
        ("owl copy.json", good),
        ("owl rewritten.json", json.dumps(json.loads(good)).encode()),
    ]
    result = gather(TASK, files)
    assert [one.file for one in result.answers] == ["owl.json"]
    assert {problem.source: problem.message[:28] for problem in result.skipped} == {
        "notes.txt": "cannot be read: it is no JSO",
        "damaged.json": "is damaged: mark 1, “claps”,",
        "task.json": "is not an answer file of thi",
        "foreign.json": "answers another task, or ano",
        "owl copy.json": "holds the same answer as owl",
        "owl rewritten.json": "holds the same answer as owl",
    }


def test_one_pseudonym_for_several_answers_is_numbered_and_said() -> None:
    works = [("Owl", "slams"), ("Wren", "plan"), ("OWL", "costs")]
    files = [
        (f"{number}.json", answer(TASK, name, marks(TASK, word)).as_bytes())
        for number, (name, word) in enumerate(works)
    ]
    result = gather(TASK, files)
    assert [one.name for one in result.answers] == ["Owl (1)", "Wren", "OWL (2)"]
    assert [problem.source for problem in result.remarks] == ["0.json", "2.json"]
    assert "counts as “OWL (2)”" in result.remarks[1].message


def test_an_empty_answer_counts_and_is_said() -> None:
    result = gather(TASK, [("a.json", answer(TASK, "Owl").as_bytes())])
    assert len(result.answers) == 1
    assert "is empty" in result.remarks[0].message


def test_no_more_answers_are_pooled_than_200() -> None:
    files = [(f"{number}.json", answer(TASK, f"Owl {number}").as_bytes()) for number in range(MOST_ANSWERS + 2)]
    result = gather(TASK, files)
    assert len(result.answers) == MOST_ANSWERS == 200
    assert [problem.source for problem in result.skipped] == ["200.json", "201.json"]


def test_the_tables_hold_every_mark_word_rating_and_answer() -> None:
    result = pooled()
    assert tables(result).keys() == {"marks", "words", "ratings", "prompts"}
    assert [(row["pseudonym"], row["quote"], row["category"]) for row in rows(result, "marks")] == [
        ("Owl", "slams", VERBS),
        ("Owl", "plan reckless", NOUNS),
        ("Heron", "slams", VERBS),
        ("Heron", "reckless", VERBS),
        ("Wren", "reckless", VERBS),
    ]
    reckless = rows(result, "words")[6]
    assert reckless == {
        **{"article": "1", "part": "body", "start": "22", "end": "30", "word": "reckless", "sentence": "2"},
        **{"answers": "4", "marked": "3", VERBS: "2", NOUNS: "1", OWN: "0"},
    }
    assert [row["rating"] for row in rows(result, "ratings")] == ["2", "5", "3", "4"]
    assert [(row["pseudonym"], row["answer"]) for row in rows(result, "prompts")] == [("Owl", "Who pays.")]


@pytest.mark.parametrize("formula", ["=HYPERLINK(1)", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_text_acts_as_a_formula(formula: str) -> None:
    task = task_on(Article(formula, f"{formula} and more"))
    made = Mark.of(task, 1, Span(Part.BODY, 0, len(formula)), category=VERBS, reason=formula)
    work = Work(marks=(made,), prompts={"left_out": f"{formula}x"})
    result = pool(task, [(f"{formula}.json", answer(task, "Owl", work).as_bytes())])
    for text in tables(result).values():
        for row in csv.reader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline="")):
            assert [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert [(row["quote"], row["reason"]) for row in rows(result, "marks")] == [(f"'{formula}", f"'{formula}")]


def test_no_table_names_a_file_as_it_may_name_a_person() -> None:
    file = answer(TASK, "Owl", CLASS["Owl"]).as_bytes()
    assert not any("lindqvist" in text for text in tables(pool(TASK, [("ann_lindqvist.json", file)])).values())


def test_200_answers_to_a_long_article_take_well_under_two_seconds() -> None:
    chance = np.random.default_rng(7)
    sentences = (" ".join(chance.choice(["plan", "cost", "mayor", "vote"], 15)) for _ in range(100))
    task = task_on(Article("Plan", ". ".join(sentences) + "."))
    words = [word.span for word in units_of(task).words if word.span.part is Part.BODY]
    assert len(words) == 1_500
    places, categories = chance.integers(1_500, size=(200, 40)), (VERBS, NOUNS, OWN)
    works = {
        f"Owl {number}": Work(
            marks=tuple(
                Mark.of(task, 1, words[place], category=categories[place % 3], reason="It judges.") for place in chosen
            )
        )
        for number, chosen in enumerate(places)
    }
    files = handed_in(works, task)
    start = time.perf_counter()
    result = pool(task, files)
    assert time.perf_counter() - start < 2
    assert sum(one.marked for one in result.words) > 7_000
