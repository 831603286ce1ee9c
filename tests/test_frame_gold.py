"""The gold sentences for framing are what their README says: enough of each, evenly dealt, apart from the exemplars."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from itertools import pairwise

import pytest

from tests.conftest import ROOT
from tests.frame_gold import (
    EPISODIC,
    FRAMES,
    FUNCTIONS,
    HERE,
    NEITHER,
    SCOPES,
    THEMATIC,
    MarkedSentence,
    Side,
    gold,
    marked_sentences,
    side_of,
)

SIDES = {side: gold(side) for side in Side}
GOLD = SIDES[Side.SEEN] + SIDES[Side.UNSEEN]
EXEMPLARS = marked_sentences(ROOT / "training" / "frame_exemplars.jsonl")
CUE_WORDS = tomllib.loads((HERE / "cue_words.toml").read_text(encoding="utf-8"))
WORD = re.compile(r"\w+(?:[’'-]\w+)*")
SHARED_WORDS = 5
"""As many words in a row as no exemplar may share with a gold sentence."""


def examples(key: str, sentences: tuple[MarkedSentence, ...] = GOLD) -> list[MarkedSentence]:
    """The sentences that are an example of a key."""
    return [sentence for sentence in sentences if sentence.does(key)]


def unframed(sentences: tuple[MarkedSentence, ...]) -> list[MarkedSentence]:
    return [sentence for sentence in sentences if not sentence.frames]


def words_in_a_row(text: str, count: int) -> set[tuple[str, ...]]:
    words = WORD.findall(text.lower())
    return set(zip(*(words[start:] for start in range(count)), strict=False))


def names(key: str, text: str) -> bool:
    """Whether a sentence uses a word that plainly names the frame or function."""
    forms = (re.escape(word).replace(r"\*", r"\w*") for word in CUE_WORDS[key])
    return re.search(rf"\b(?:{'|'.join(forms)})\b", text, re.IGNORECASE) is not None


@pytest.mark.parametrize(("keys", "least"), [(FRAMES, 26), (FUNCTIONS, 45), (SCOPES, 45)])
def test_every_key_has_the_examples_it_needs(keys: tuple[str, ...], least: int) -> None:
    assert {key: len(examples(key)) for key in keys if len(examples(key)) < least} == {}


def test_there_is_enough_that_is_not_framed_does_nothing_or_has_neither_scope() -> None:
    assert len(unframed(GOLD)) >= 26
    plain = [sentence for sentence in GOLD if all(sentence.does(function) is False for function in FUNCTIONS)]
    assert len(plain) >= 170
    assert all(sum(sentence.does(key) is False for sentence in GOLD) >= 180 for key in (*FRAMES, *FUNCTIONS))
    assert sum(sentence.scope == NEITHER for sentence in GOLD) >= 20


def test_both_sides_hold_every_key_and_the_identifier_decides_which() -> None:
    for side, least in ((Side.SEEN, 7), (Side.UNSEEN, 14)):
        sentences = SIDES[side]
        assert all(side_of(sentence.identifier) is side for sentence in sentences)
        assert all(len(examples(key, sentences)) >= least for key in (*FRAMES, *FUNCTIONS, *SCOPES))
        assert len(unframed(sentences)) >= least
    assert 0.3 < len(SIDES[Side.SEEN]) / len(GOLD) < 0.37


def test_the_topic_does_not_give_the_frame_away() -> None:
    topics = {frame: Counter(sentence.topic for sentence in examples(frame)) for frame in FRAMES}
    for frame, count in topics.items():
        assert len(count) >= 10, frame
        assert max(count.values()) <= count.total() * 0.4, frame
    common = {topic for topic, count in Counter(sentence.topic for sentence in GOLD).items() if count >= 20}
    assert all(sum(topic in count for count in topics.values()) >= 10 for topic in common)


@pytest.mark.parametrize("key", [*FRAMES, *FUNCTIONS])
def test_frames_are_often_evoked_without_being_named_and_named_without_being_evoked(key: str) -> None:
    evoked = examples(key)
    assert sum(not names(key, sentence.text) for sentence in evoked) >= len(evoked) / 3
    assert sum(names(key, sentence.text) for sentence in GOLD if sentence.does(key) is False) >= 3


@pytest.mark.parametrize("key", [*FRAMES, *FUNCTIONS, EPISODIC, THEMATIC])
def test_every_key_has_exemplars_to_train_from(key: str) -> None:
    assert len(examples(key, EXEMPLARS)) >= 25
    assert len(unframed(EXEMPLARS)) >= 25


@pytest.mark.parametrize("sentences", [GOLD, EXEMPLARS], ids=["gold", "exemplars"])
def test_sentences_are_long_enough_well_marked_and_all_different(sentences: tuple[MarkedSentence, ...]) -> None:
    for sentence in sentences:
        assert 12 <= len(WORD.findall(sentence.text)) <= 40, sentence
        assert set(sentence.frames) <= set(FRAMES), sentence
        assert set(sentence.functions) <= set(FUNCTIONS), sentence
        assert set(sentence.arguable) <= {*FRAMES, *FUNCTIONS}, sentence
        assert sentence.scope in {*SCOPES, NEITHER, None}, sentence
        marks = (*sentence.frames, *sentence.functions, *sentence.arguable)
        assert len(set(marks)) == len(marks), sentence
        assert sentence.frames or not sentence.arguable, sentence
    assert len({sentence.identifier for sentence in sentences}) == len(sentences)
    openings = sorted(" ".join(WORD.findall(sentence.text.lower())[:4]) for sentence in sentences)
    assert [opening for opening, following in pairwise(openings) if opening == following] == []


def test_no_exemplar_shares_words_with_a_gold_sentence() -> None:
    held = set().union(*(words_in_a_row(sentence.text, SHARED_WORDS) for sentence in GOLD))
    shared = [exemplar.text for exemplar in EXEMPLARS if held & words_in_a_row(exemplar.text, SHARED_WORDS)]
    assert shared == []
