"""The sentences written for training: well formed, balanced, and with no kind that gives the answer away."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from typing import Any

import pytest

from tests.conftest import ROOT

WRITTEN = ROOT / "training" / "written" / "loaded_wording.toml"
SHORTEST, LONGEST = 8, 45
"""Words in a sentence: shorter is a headline, longer is two sentences."""


@pytest.fixture(scope="module")
def sentences() -> list[dict[str, Any]]:
    """Every sentence of the file."""
    with WRITTEN.open("rb") as file:
        written: list[dict[str, Any]] = tomllib.load(file)["sentence"]
    return written


def share_loaded(sentences: list[dict[str, Any]]) -> float:
    """Share of sentences with at least one loaded word, from 0 to 1."""
    return sum(bool(sentence["loaded"]) for sentence in sentences) / len(sentences)


def test_every_sentence_has_the_same_three_keys(sentences: list[dict[str, Any]]) -> None:
    assert all(set(sentence) == {"text", "loaded", "kind"} for sentence in sentences)


def test_every_loaded_phrase_stands_in_its_sentence_once_and_in_whole_words(sentences: list[dict[str, Any]]) -> None:
    astray = [
        (phrase, sentence["text"])
        for sentence in sentences
        for phrase in sentence["loaded"]
        if len(re.findall(rf"(?<!\w){re.escape(phrase)}(?!\w)", sentence["text"])) != 1
    ]
    assert astray == []


def test_no_sentence_stands_twice(sentences: list[dict[str, Any]]) -> None:
    seen = Counter(" ".join(re.findall(r"\w+", sentence["text"].casefold())) for sentence in sentences)
    assert [text for text, times in seen.items() if times > 1] == []


def test_every_text_is_one_sentence_of_ordinary_length(sentences: list[dict[str, Any]]) -> None:
    odd = [
        sentence["text"]
        for sentence in sentences
        if not SHORTEST <= len(sentence["text"].split()) <= LONGEST
        or sentence["text"] != " ".join(sentence["text"].split())
        or not sentence["text"].endswith((".", "?", "!", '"', "”", "’"))
    ]
    assert odd == []


def test_both_classes_are_well_filled(sentences: list[dict[str, Any]]) -> None:
    assert 0.4 <= share_loaded(sentences) <= 0.6


def test_the_kind_does_not_give_the_answer_away(sentences: list[dict[str, Any]]) -> None:
    kinds = {sentence["kind"] for sentence in sentences}
    shares = {kind: share_loaded([sentence for sentence in sentences if sentence["kind"] == kind]) for kind in kinds}
    assert all(0.3 <= share <= 0.7 for share in shares.values()), shares


def test_the_length_does_not_give_the_answer_away(sentences: list[dict[str, Any]]) -> None:
    lengths = {
        loaded: [len(sentence["text"].split()) for sentence in sentences if bool(sentence["loaded"]) is loaded]
        for loaded in (False, True)
    }
    plain, loaded = (sum(lengths[key]) / len(lengths[key]) for key in (False, True))
    assert abs(plain - loaded) <= 3, (plain, loaded)
