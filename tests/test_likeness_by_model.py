"""Sentences that tell one fact in wholly other words, which only the tellings model finds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from analysis.comparison import PassageKind, Telling, compare_tellings, tell
from analysis.comparison.likeness import BY_RULES, OFFSET, WITH_MODELS, features, in_common, likeness
from analysis.reading import Resources
from tests.stub_models import WrittenTellings, written_models
from tests.test_comparison import read

FIRST = "The council shut the baths on Monday. A ship sank off the coast. Three whales were seen by the council."
SECOND = "The council met on Monday. Swimmers lost their pool. Whales pleased the council and a ship."
PAIR = ("The council shut the baths on Monday.", "Swimmers lost their pool.")


def tellings(resources: Resources, said: float) -> list[Telling]:
    models = replace(written_models({}), tellings=WrittenTellings({PAIR: said}))
    return [tell(reading, resources.lexicons, models) for reading in read(resources, FIRST, SECOND)]


def test_the_models_word_stands_beside_what_sentences_have_in_common(resources: Resources) -> None:
    found = features(*tellings(resources, 8.0))
    assert found["told"][0].tolist() == [-4, 8, -4]
    # More than any other pair of either sentence by twelve, which is what the next best have.
    assert found["told_lead"][0, 1] == 12
    # Two sentences that follow the likely pair, and nothing before it.
    assert (found["told_in_step"][1, 2], found["told_in_step"][1, 1]) == (8, -4)
    assert (
        found.keys() - {name for name in found if name.startswith("told")}
        == in_common(*tellings(resources, 8.0), whole=True).keys()
    )


def test_without_models_words_numbers_and_places_decide(resources: Resources) -> None:
    first, second = (tell(reading, resources.lexicons) for reading in read(resources, FIRST, SECOND))
    assert not any(name.startswith("told") for name in features(first, second))
    assert features(first, second).keys() | {OFFSET} == first.weights[BY_RULES].keys()
    assert features(*tellings(resources, 0.0)).keys() | {OFFSET} == first.weights[WITH_MODELS].keys()


def test_a_pair_that_shares_a_quotation_is_not_decided_by_the_model(resources: Resources) -> None:
    by_rules = [tell(reading, resources.lexicons) for reading in read(resources, FIRST, SECOND)]
    without = likeness(by_rules[0], by_rules[1], {(0, 1)})
    for said in (-8.0, 8.0):
        first, second = tellings(resources, said)
        assert likeness(first, second, {(0, 1)})[0, 1] == pytest.approx(without[0, 1])
        assert likeness(first, second, ()).shape == (3, 3)


def test_an_article_without_sentences_is_like_nothing(resources: Resources) -> None:
    models = written_models({})
    empty, second = (tell(reading, resources.lexicons, models) for reading in read(resources, "", SECOND))
    assert likeness(empty, second, ()).shape == (0, 3)
    assert np.array_equal(likeness(second, empty, ()), np.zeros((3, 0)))


def test_the_model_finds_a_fact_told_in_wholly_other_words(resources: Resources) -> None:
    def linked(said: float) -> set[tuple[str, ...]]:
        told = tellings(resources, said)
        return {
            tuple(told[number].article.quote(span) for number, span in passage.places)
            for passage in compare_tellings(told, ("A", "B")).passages
            if passage.kind is PassageKind.SAME_FACT
        }

    assert not any(set(PAIR) <= set(texts) for texts in linked(-4.0))
    assert any(set(PAIR) <= set(texts) for texts in linked(8.0))
