"""How the comparison is judged, on a pair whose answers are worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.article import Article, Part, Span
from analysis.comparison import Comparison, Passage, PassageKind, tell
from analysis.comparison.likeness import BY_RULES, WITH_MODELS
from analysis.document import Document
from analysis.models import MODELS_FOLDER
from analysis.reading import Resources
from analysis.results import Row, Table
from benchmarks.comparison import GoldPair, Tally, judged, naming, one_sided, plain, quotations, read_gold, same_facts
from benchmarks.second_reader import as_comparison, second_reading
from tests.test_comparison import read
from training.same_fact import pairs, seen_stories, weights

FIRST = "“We won,” Ann Weaver said. The gang left at noon. It was cold. The barn burned."
SECOND = "The barn burned down. The rescuers left. “We won,” Weaver said. Rain fell."
MARKS = {
    "quotation": [{"a": ["We won"], "b": ["We won"]}],
    "same_fact": [
        {"a": ["The barn burned"], "b": ["The barn burned down"]},
        {"a": ["The gang"], "b": ["rescuers left"]},
    ],
    "only": [{"in": "a", "text": "It was cold"}],
    "neutral": [{"in": "b", "text": "Rain fell"}],
    "naming": [{"a": ["gang"], "b": ["rescuers", "gang"]}, {"a": ["Ann Weaver"], "b": ["Weaver"]}],
}
GOLD = GoldPair("barn", (Article("", FIRST), Article("", SECOND)), MARKS)


@pytest.fixture
def documents(resources: Resources) -> list[Document]:
    return [reading.document for reading in read(resources, FIRST, SECOND)]


def place(article: int, words: str) -> tuple[int, Span]:
    start = (FIRST, SECOND)[article].index(words)
    return article, Span(Part.BODY, start, start + len(words))


def comparison(passages: Sequence[Passage] = (), **tables: Sequence[Sequence[tuple[int, Span]]]) -> Comparison:
    made = [
        Table(name, name, "", (), tuple(Row((), *map(tuple, reversed(list(zip(*row, strict=True))))) for row in rows))
        for name, rows in tables.items()
    ]
    return Comparison(("A", "B"), tuple(passages), tuple(made))


def passage(kind: PassageKind, *places: tuple[int, Span]) -> Passage:
    return Passage(kind, "", places, 1.0)


def test_a_quotation_is_right_if_it_overlaps_in_both() -> None:
    right = passage(PassageKind.QUOTATION, place(0, "“We won,”"), place(1, "“We won,”"))
    wrong = passage(PassageKind.QUOTATION, place(0, "“We won,”"), place(1, "Rain"))
    assert quotations(GOLD, comparison([right, wrong])) == Tally(1, 2, 1, 1)
    assert quotations(GOLD, comparison()) == Tally(0, 0, 0, 1)


def test_pairs_of_shared_quotations_and_neutral_sentences_are_not_judged(documents: list[Document]) -> None:
    found = [
        passage(PassageKind.SAME_FACT, place(0, "The barn burned."), place(1, "The barn burned down.")),
        passage(PassageKind.SAME_FACT, place(0, "“We won,”"), place(1, "“We won,”")),
        passage(PassageKind.SAME_FACT, place(0, "It was cold."), place(1, "Rain fell.")),
        passage(PassageKind.SAME_FACT, place(0, "It was cold."), place(1, "The rescuers left.")),
    ]
    assert same_facts(GOLD, comparison(found), documents) == Tally(1, 2, 1, 2)


def test_neutral_sentences_are_no_one_sided_facts_either_way(documents: list[Document]) -> None:
    rows = [[place(0, "It was cold.")], [place(1, "Rain fell.")], [place(1, "The barn burned down.")]]
    assert one_sided(GOLD, comparison(told_by_one_only=rows), documents) == Tally(1, 2, 1, 1)


def test_naming_is_judged_by_pairs_of_labels_that_differ() -> None:
    rows = [[place(0, "The gang"), place(1, "The rescuers")], [place(0, "Ann Weaver"), place(1, "Rain")]]
    assert naming(GOLD, comparison(naming=rows), frozenset({"the"})) == Tally(1, 2, 1, 2)


@pytest.mark.parametrize(
    ("label", "expected"),
    [("The  Gang", "gang"), ("Weaver’s", "weaver"), ("the", "the"), ("nurses' union", "nurses' union")],
)
def test_labels_are_compared_plainly(label: str, expected: str) -> None:
    assert plain(label, frozenset({"the"})) == expected


def test_precision_recall_and_their_mean() -> None:
    total = Tally(3, 4, 2, 5) + Tally(0, 1, 1, 1)
    assert (total.precision, total.recall) == (0.6, 0.5)
    assert total.f1 == pytest.approx(6 / 11)
    assert (Tally().precision, Tally().recall, Tally().f1) == (0, 0, 0)


def test_a_mark_that_is_not_in_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="article b has no “gone”"):
        GOLD.places(1, ["gone"])


def test_every_seen_mark_is_in_its_text() -> None:
    golds = read_gold("seen")
    assert sum(len(gold.marks["naming"]) for gold in golds) >= 30
    for gold in golds:
        for kind in ("quotation", "same_fact"):
            for mark in gold.marks.get(kind, ()):
                assert gold.places(0, mark["a"])
                assert gold.places(1, mark["b"])


def test_what_likeness_is_learned_from(resources: Resources) -> None:
    tellings = [tell(reading, resources.lexicons) for reading in read(resources, FIRST, SECOND)]
    _, found = pairs(GOLD, tellings)
    assert found.same.reshape(found.shape).nonzero() == (pytest.approx([1, 3]), pytest.approx([1, 0]))
    quoted, neutral, neutral_but_told_by_one = (0, 2), (1, 3), (2, 3)
    judged = found.judged.reshape(found.shape)
    assert [bool(judged[pair]) for pair in (quoted, neutral, neutral_but_told_by_one)] == [False, False, True]


@pytest.mark.parametrize(("models", "what"), [(MODELS_FOLDER, WITH_MODELS), (None, BY_RULES)])
def test_the_weights_are_what_the_seen_pairs_teach(models: Path | None, what: str, resources: Resources) -> None:
    expected = resources.lexicons.values("same_fact_weights")[what]
    assert weights(*seen_stories(models)) == pytest.approx(expected, abs=0.3)


def test_marks_judged_by_themselves_are_all_right(documents: list[Document], resources: Resources) -> None:
    marks = {**MARKS, "naming": MARKS["naming"][1:]}
    gold = replace(GOLD, marks=marks)
    assert judged(gold, as_comparison(gold), documents, resources.lexicons) == {
        "quotations": Tally(1, 1, 1, 1),
        "same facts": Tally(2, 2, 2, 2),
        "one-sided facts": Tally(1, 1, 1, 1),
        "naming": Tally(1, 1, 1, 1),
    }


def test_a_second_reader_is_judged_by_the_first(documents: list[Document], resources: Resources) -> None:
    marks = {**MARKS, "same_fact": [{"a": ["It was cold"], "b": ["rescuers left"]}], "naming": []}
    found = judged(GOLD, as_comparison(replace(GOLD, marks=marks)), documents, resources.lexicons)
    assert (found["same facts"], found["naming"]) == (Tally(0, 1, 0, 2), Tally(0, 0, 0, 2))


def test_every_pair_was_read_twice(resources: Resources) -> None:
    for folder in ("seen", "unseen"):
        for gold in read_gold(folder):
            assert as_comparison(second_reading(gold)).passages


def test_a_label_that_is_not_in_the_text_is_refused() -> None:
    marks = {"naming": [{"a": ["gang"], "b": ["posse"]}]}
    with pytest.raises(ValueError, match="article b has no “posse”"):
        as_comparison(replace(GOLD, marks=marks))
