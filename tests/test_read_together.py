"""Which sentences of two articles are read side by side, and what the model's word counts for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from analysis.comparison import PassageKind, compare_tellings, tell
from analysis.comparison.likeness import OFFSET
from analysis.comparison.read_together import LIKENESS, READ, TOGETHER, read_together, rivals, weighed, worth_reading
from analysis.reading import Resources
from tests.stub_models import WrittenTellings, written_models
from tests.test_comparison import read

WEIGHTS = {LIKENESS: 1.0, TOGETHER: 0.5, OFFSET: 0.0}
FIRST = "The council shut the baths. A ship sank off the coast. Three whales were seen."
SECOND = "Swimmers lost their pool on Monday. The harbour was closed. Nobody was hurt."


def test_rivals_are_counted_by_the_sentence_that_has_fewer() -> None:
    likely = np.array([[0.9, 0.8, 0.1], [0.7, 0.6, 0.5]])
    assert rivals(likely).tolist() == [[0, 0, 1], [0, 1, 0]]


@pytest.mark.parametrize(("likely", "read"), [(0.02, False), (0.5, True), (0.99, False)])
def test_only_what_is_in_doubt_is_read(likely: float, read: bool) -> None:
    assert worth_reading(np.array([[likely]])).tolist() == [[read]]


def test_a_sentence_is_read_with_the_two_likeliest() -> None:
    likely = np.array([[0.9, 0.8, 0.7], [0.95, 0.85, 0.75], [0.96, 0.86, 0.76]])
    assert worth_reading(likely).tolist() == [[True, True, False], [True, True, True], [True, True, True]]


@pytest.mark.parametrize(("said", "expected"), [(0.0, 0.5), (2.0, 0.731), (-2.0, 0.269)])
def test_the_models_word_moves_the_probability(said: float, expected: float) -> None:
    assert weighed(0.5, said, WEIGHTS) == pytest.approx(expected, abs=0.001)


@pytest.mark.parametrize("certain", [0.0, 1.0])
def test_what_is_certain_has_a_logit_too(certain: float) -> None:
    assert weighed(certain, 0.0, WEIGHTS) == pytest.approx(certain, abs=0.001)


def test_a_pair_that_shares_a_quotation_keeps_its_probability(resources: Resources) -> None:
    models = replace(written_models({}), tellings=WrittenTellings())
    first, second = (tell(reading, resources.lexicons, models) for reading in read(resources, FIRST, SECOND))
    likely = np.full((3, 3), 0.5)
    known = read_together(first, second, likely, {(0, 0)})
    assert set(known.together) == {(row, column) for row in range(3) for column in range(3)}
    assert known.probable[0, 0] == 0.5
    assert known.probable[1, 1] == pytest.approx(weighed(0.5, -4.0, first.weights[READ]))


def test_without_models_likeness_decides(resources: Resources) -> None:
    first, second = (tell(reading, resources.lexicons) for reading in read(resources, FIRST, SECOND))
    likely = np.full((3, 3), 0.5)
    known = read_together(first, second, likely, ())
    assert known.together == {}
    assert (known.probable == likely).all()


def test_the_model_finds_a_fact_told_in_wholly_other_words(resources: Resources) -> None:
    """Likeness alone does not; with the model's word the two sentences are linked."""
    body = "The council shut the baths on Monday. A ship sank off the coast. Three whales were seen by the council."
    again = "The council met on Monday. Swimmers lost their pool. Whales pleased the council and a ship."
    pair = ("The council shut the baths on Monday.", "Swimmers lost their pool.")

    def linked(said: float) -> set[tuple[str, ...]]:
        models = replace(written_models({}), tellings=WrittenTellings({pair: said}))
        tellings = [tell(reading, resources.lexicons, models) for reading in read(resources, body, again)]
        weights = {**tellings[0].weights, READ: {LIKENESS: 0.5, TOGETHER: 1.0, OFFSET: 0.0}}
        tellings = [replace(telling, weights=weights) for telling in tellings]
        found = compare_tellings(tellings, ("A", "B")).passages
        return {
            tuple(tellings[number].article.quote(span) for number, span in passage.places)
            for passage in found
            if passage.kind is PassageKind.SAME_FACT
        }

    assert not any(set(pair) <= set(texts) for texts in linked(-4.0))
    assert any(set(pair) <= set(texts) for texts in linked(8.0))
