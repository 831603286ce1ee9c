"""The contrast pairs hold together and give nothing away but their wording; the share is counted as stated."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from analysis.models import Models
from analysis.reading import Resources
from benchmarks.contrast import (
    KINDS,
    PROTOCOL,
    Pair,
    in_table,
    load_pairs,
    model_scorers,
    of_own_words,
    ordered_rightly,
    own_words,
)

PAIRS = (
    Pair("figurative", "a", "bbb"),
    Pair("figurative", "cccc", "dd"),
    Pair("quoted", "ee", "ff"),
    Pair("quoted", "g", "hh"),
)
# What a scorer might go by without reading the words.
SURFACE_CUES: dict[str, Callable[[str], float]] = {
    "length": len,
    "words per sentence": lambda text: len(text.split()),
    "long words": lambda text: len(text) / len(text.split()),
    "quotation marks": lambda text: len(re.findall(r"[“”\"]", text)),
    "numbers": lambda text: len(re.findall(r"\d+", text)),
    "names": lambda text: len(re.findall(r"(?<=[a-z,;] )[A-Z]", text)),
    "commas": lambda text: text.count(","),
    "exclamation marks": lambda text: text.count("!"),
    "attribution": lambda text: len(re.findall(r"\b(said|says|told|wrote|according)\b", text)),
    "negation": lambda text: len(re.findall(r"\b(not|no|never|nobody|none|nothing|neither)\b", text, re.IGNORECASE)),
}
# An even chance is 0.5; further from it the cue would begin to answer for the words.
MOST_GIVEN_AWAY = 0.15


def lengths(texts: Sequence[str]) -> list[float]:
    return [float(len(text)) for text in texts]


def write_pairs(folder: Path, *, first: str, others: str = "pairs = []") -> None:
    for kind in KINDS:
        (folder / f"{kind}.toml").write_text(first if kind == KINDS[0] else others, encoding="utf-8")


def test_there_are_enough_pairs_of_every_kind() -> None:
    counts = Counter(pair.kind for pair in load_pairs())
    assert set(counts) == set(KINDS)
    assert min(counts.values()) >= 35
    assert counts.total() >= 150


def test_every_sentence_ends_as_one() -> None:
    sentences = [side for pair in load_pairs() for side in (pair.plain, pair.loaded)]
    assert [s for s in sentences if s != s.strip() or not s.endswith((".", ".”", '."', ".'", "!", "?"))] == []


@pytest.mark.parametrize("cue", SURFACE_CUES)
def test_no_surface_cue_gives_the_answer_away(cue: str) -> None:
    share = ordered_rightly(lambda texts: [SURFACE_CUES[cue](text) for text in texts], load_pairs())["all"]
    assert abs(share - 1 / 2) <= MOST_GIVEN_AWAY


@pytest.mark.parametrize(
    ("first", "message"),
    [
        ('pairs = [{plain = "It rained."}]', "grave_event.toml, pair 1"),
        ('pairs = [{plain = "It rained.", loaded = " "}]', "grave_event.toml, pair 1"),
        ('pairs = [{plain = "It rained.", loaded = "It poured.", kind = "x"}]', "grave_event.toml, pair 1"),
        ('pairs = [{plain = "It rained.", loaded = "it rained."}]', "stands twice"),
    ],
)
def test_a_faulty_pair_is_refused(tmp_path: Path, first: str, message: str) -> None:
    write_pairs(tmp_path, first=first)
    with pytest.raises(ValueError, match=message):
        load_pairs(tmp_path)


def test_a_sentence_may_stand_in_one_kind_only(tmp_path: Path) -> None:
    write_pairs(
        tmp_path,
        first='pairs = [{plain = "It rained.", loaded = "It poured."}]',
        others='pairs = [{plain = "It snowed.", loaded = "It poured."}]',
    )
    with pytest.raises(ValueError, match="It poured"):
        load_pairs(tmp_path)


def test_the_share_counts_a_tie_as_half() -> None:
    assert ordered_rightly(lengths, PAIRS) == {"figurative": 0.5, "quoted": 0.75, "all": 0.625}


def test_a_scorer_turned_round_earns_the_rest() -> None:
    turned = ordered_rightly(lambda texts: [-length for length in lengths(texts)], PAIRS)
    assert turned == {"figurative": 0.5, "quoted": 0.25, "all": 0.375}


def test_who_scores_all_alike_earns_half() -> None:
    assert set(ordered_rightly(lambda texts: [0.0] * len(texts), load_pairs()).values()) == {0.5}


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("“It is a mess,” she said.", "“…” she said."),
        (
            "He called it “a dreadful and costly error” and “a sad day for us all”.",
            "He called it “…” and “…”.",
        ),
        ('The clerk said, "We open the doors at nine."', 'The clerk said, "…"'),
        ("The so-called “helpers” left.", "The so-called “helpers” left."),
        ("Nothing is quoted here.", "Nothing is quoted here."),
    ],
)
def test_own_words_leave_out_what_is_quoted(text: str, own: str, resources: Resources) -> None:
    assert own_words([text], resources) == [own]


def test_a_scorer_of_own_words_never_sees_the_quotation(resources: Resources) -> None:
    texts = ["“It is a mess,” she said.", "It is a mess."]
    assert of_own_words(lengths, resources)(texts) == lengths(["“…” she said.", "It is a mess."])


def test_the_table_has_a_row_for_the_model_beside_the_others(resources: Resources) -> None:
    def read(texts: Sequence[str]) -> list[SimpleNamespace]:
        return [SimpleNamespace(loaded=length, words=(), embedding=None) for length in lengths(texts)]

    def read_frames(sentences: Sequence[SimpleNamespace]) -> list[dict[str, float]]:
        return [{} for _ in sentences]

    models = cast(
        Models, SimpleNamespace(sentences=SimpleNamespace(read=read), frames=SimpleNamespace(read=read_frames))
    )
    scorers = model_scorers(models, resources)
    rows = in_table({"length": lengths, **scorers}, [Pair(kind, "It is.", "It is so.") for kind in KINDS])
    assert rows.startswith(PROTOCOL)
    assert "| method | grave event (1) | figurative (1) | negated (1) | quoted (1) | all (4) |" in rows
    for name in ("length", "model, own words", "model"):
        assert f"| {name} | 1.000 | 1.000 | 1.000 | 1.000 | 1.000 |" in rows
