"""The tellings model: each sentence read alone, whatever else is read, and what it knows of facts and names."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.models import MODELS_FOLDER, Models, SentenceRead, load_models
from analysis.models import tellings as module
from analysis.models.tellings import MOST_BEFORE, MOST_TOKENS, MOST_TOKENS_TOGETHER, direction, inputs_of
from analysis.words import WORD

FACT = "The council voted on Monday to close 40 shelters."
OTHER_WORDS = "Forty refuges are to shut, councillors decided at the start of the week."
ANOTHER = "Rain delayed the opening match by two hours."
TEXTS = ("", "Yes.", FACT, OTHER_WORDS, ANOTHER, "\u200b", "The council voted. " * 60)


@pytest.fixture(scope="module")
def models() -> Models:
    return load_models(MODELS_FOLDER)


def read(models: Models, *texts: str) -> list[SentenceRead]:
    return models.tellings.read([("", text) for text in texts])


def test_one_fact_in_other_words_is_likelier_than_two_facts(models: Models) -> None:
    fact, told_again, another = read(models, FACT, OTHER_WORDS, ANOTHER)
    ((same, different),) = models.tellings.same([fact], [told_again, another]).tolist()
    assert same > different + 2


def test_words_for_one_thing_are_told_from_words_for_another(models: Models) -> None:
    first, second = read(models, FACT, OTHER_WORDS)
    words = [match.span() for match in WORD.finditer(FACT)]
    named = np.stack([first.named(*words[-1]), first.named(*words[1])])
    refuges = second.named(*[match.span() for match in WORD.finditer(OTHER_WORDS)][1])
    ((right,), (wrong,)) = models.tellings.one_thing(named, refuges[np.newaxis]).tolist()
    assert right > wrong + 1


@given(pairs=st.lists(st.tuples(st.sampled_from(TEXTS), st.sampled_from(TEXTS) | st.text(max_size=80)), max_size=8))
@settings(deadline=None, max_examples=15)
def test_a_sentence_reads_the_same_alone_and_in_company_to_the_last_bit(
    models: Models, pairs: list[tuple[str, str]]
) -> None:
    for pair, found in zip(pairs, models.tellings.read(pairs), strict=True):
        (alone,) = models.tellings.read([pair])
        for name in ("tells", "counts", "whole", "names"):
            assert np.array_equal(getattr(alone, name), getattr(found, name))
        assert alone.offsets == found.offsets
        assert len(found.tells) == len(found.counts) == len(found.names) == len(found.offsets) > 0


def test_what_is_compared_has_length_one(models: Models) -> None:
    for found in read(models, FACT, OTHER_WORDS):
        assert np.linalg.norm(found.tells, axis=1) == pytest.approx(1, abs=1e-4)
        assert np.linalg.norm(found.whole) == pytest.approx(1, abs=1e-4)
        assert found.counts.sum() == pytest.approx(1, abs=1e-4)
        assert found.counts.min() > 0


def test_what_stands_before_changes_what_a_sentence_tells(models: Models) -> None:
    alone, after = models.tellings.read([("", "It will close them."), (FACT, "It will close them.")])
    assert not np.allclose(alone.whole, after.whole, atol=0.01)
    assert alone.offsets == after.offsets


def test_likeness_is_the_same_in_one_block_or_many(models: Models, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = read(models, *TEXTS), read(models, *TEXTS[2:])
    whole = models.tellings.same(first, second)
    monkeypatch.setattr(module, "MOST_COSINES", 1)
    assert models.tellings.same(first, second) == pytest.approx(whole, abs=1e-3)
    assert pytest.approx(whole, abs=1e-3) == models.tellings.same(second, first).T


def test_no_sentences_are_like_none(models: Models) -> None:
    (fact,) = read(models, FACT)
    assert models.tellings.same([], [fact]).shape == (0, 1)
    assert models.tellings.same([fact], []).shape == (1, 0)


def test_a_sentence_is_given_after_the_end_of_the_one_before_it() -> None:
    before, sentence = np.array([101, *range(1, 41), 102]), np.array([101, *range(50, 150), 102])
    given_ids, kinds = inputs_of(before, sentence).values()
    own = list(range(50, 50 + MOST_TOKENS))
    assert given_ids.tolist() == [101, *range(41 - MOST_BEFORE, 41), 102, *own, 102]
    assert len(given_ids) == MOST_TOKENS_TOGETHER
    assert kinds.tolist() == [0] * (MOST_BEFORE + 2) + [1] * MOST_TOKENS + [0]


def test_with_nothing_before_it_a_sentence_stands_alone() -> None:
    ids, kinds = inputs_of(np.array([101, 102]), np.array([101, 7, 8, 102])).values()
    assert ids.tolist() == [101, 7, 8, 102]
    assert kinds.tolist() == [0, 1, 1, 0]


def test_directions_have_length_one_and_nothing_points_nowhere() -> None:
    assert direction(np.array([[3.0, 4.0], [0.0, 0.0]])).tolist() == [[0.6, 0.8], [0, 0]]


def test_words_outside_the_sub_words_name_nothing(models: Models) -> None:
    (fact,) = read(models, FACT)
    assert not fact.named(400, 410).any()
