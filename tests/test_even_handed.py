"""The lexicon treats the words of every political side alike."""

from __future__ import annotations

import pytest

from analysis.lexicon import load_lexicons

TERMS = {term.text: term for category in load_lexicons().of_dimension("loaded_language") for term in category.terms}

MIRRORED = [
    ("radical left", "radical right"),
    ("far left", "far right"),
    ("far-left", "far-right"),
    ("hard left", "hard right"),
    ("extreme left", "extreme right"),
    ("ultra-liberal", "ultra-conservative"),
    ("loony left", "loony right"),
    ("alt-left", "alt-right"),
    ("leftist", "rightist"),
    ("left-winger", "right-winger"),
    ("left-wing agenda", "right-wing agenda"),
    ("left-wing media", "right-wing media"),
    ("moonbat", "wingnut"),
    ("demonrat", "repugnican"),
    ("socialist takeover", "fascist takeover"),
    ("illegal immigrant", "undocumented immigrant"),
    ("pro-abortion", "anti-choice"),
    ("pro-life", "pro-choice"),
    ("gun-grabber", "gun nut"),
    ("climate alarmist", "climate denier"),
    ("voter suppression", "election integrity"),
    ("surrender monkey", "chickenhawk"),
    ("remoaner", "brextremist"),
    ("pro-lifer", "pro-choicer"),
    ("pro-family", "anti-family"),
    ("pro-gun", "anti-gun"),
    ("gun lobby", "abortion lobby"),
    ("liberal bias", "conservative bias"),
    ("white supremacist", "black supremacist"),
    ("anti-christian", "anti-muslim"),
]


@pytest.mark.parametrize(("one", "other"), MIRRORED)
def test_both_sides_words_are_listed_with_equal_weight_and_an_alternative(one: str, other: str) -> None:
    first, second = TERMS[one], TERMS[other]
    assert first.weight == second.weight
    assert first.alternative
    assert second.alternative


def test_no_alternative_is_itself_loaded() -> None:
    # The plain word for a euphemism may be a hard one.
    terms = [term for term in TERMS.values() if term.category != "loaded_language/euphemism"]
    assert {term.text: term.alternative for term in terms if term.alternative in TERMS} == {}
