"""The tellings model: two sentences side by side, whatever else is read, and what it knows of facts and names."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.models import MODELS_FOLDER, Models, load_models
from analysis.models.tellings import MOST_TOKENS, SentenceStates, inputs_of
from analysis.words import WORD

FACT = "The council voted on Monday to close 40 shelters."
OTHER_WORDS = "Forty refuges are to shut, councillors decided at the start of the week."
ANOTHER = "Rain delayed the opening match by two hours."


@pytest.fixture(scope="module")
def models() -> Models:
    return load_models(MODELS_FOLDER)


def prepared(models: Models, *texts: str) -> list[SentenceStates]:
    return models.tellings.prepare([("", text) for text in texts])


def test_one_fact_in_other_words_is_likelier_than_two_facts(models: Models) -> None:
    fact, told_again, another = prepared(models, FACT, OTHER_WORDS, ANOTHER)
    same, different = models.tellings.read([(fact, told_again), (fact, another)])
    assert same.same > different.same + 2


def test_words_for_one_thing_are_told_from_words_for_another(models: Models) -> None:
    first, second = prepared(models, FACT, OTHER_WORDS)
    (read,) = models.tellings.read([(first, second)])
    places = [
        [states.at(*word.span()) for word in WORD.finditer(text)]
        for states, text in ((first, FACT), (second, OTHER_WORDS))
    ]
    shelters, council, refuges = places[0][-1], places[0][1], places[1][1]
    ((right,), (wrong,)) = models.tellings.one_thing(read, [shelters, council], [refuges]).tolist()
    assert right > wrong + 1


def test_a_pair_reads_the_same_alone_and_in_company_to_the_last_bit(models: Models) -> None:
    states = prepared(models, FACT, OTHER_WORDS, ANOTHER, "", "Yes.")
    pairs = [(one, other) for one in states for other in states]
    together = models.tellings.read(pairs)
    for pair, found in zip(pairs, together, strict=True):
        (alone,) = models.tellings.read([pair])
        assert alone.same == found.same
        assert np.array_equal(alone.first, found.first)
        assert np.array_equal(alone.second, found.second)


def test_each_sub_word_has_its_row_and_its_characters(models: Models) -> None:
    first, second = prepared(models, FACT, OTHER_WORDS)
    (read,) = models.tellings.read([(first, second)])
    assert len(read.first) == len(first.states) == len(first.offsets)
    assert len(read.second) == len(second.states) == len(second.offsets)
    (start, _), (_, end) = (first.offsets[first.at(4, 11)[place]] for place in (0, -1))
    assert FACT[start:end] == "council"


def test_a_long_sentence_is_read_as_far_as_the_model_goes(models: Models) -> None:
    (long,) = prepared(models, "The council voted. " * 60)
    assert len(long.states) == len(long.offsets) == MOST_TOKENS


def test_what_stands_before_is_one_row_of_its_own_kind(models: Models) -> None:
    first, second = models.tellings.prepare([("", FACT), (FACT, OTHER_WORDS)])
    given = inputs_of(first, second)
    kinds = [2, *[0] * len(first.states), 3, *[1] * len(second.states)]
    assert given["token_type_ids"].tolist() == kinds
    assert not given["states"][0].any()
    assert np.allclose(given["states"][1 + len(first.states)], first.states[1:-1].mean(axis=0))
