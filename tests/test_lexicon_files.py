"""Every lexicon file keeps its own promises: its examples are flagged, its counter-examples are not."""

from __future__ import annotations

import re

import pytest

from analysis.article import Article, Part
from analysis.lexicon import Category, load_lexicons
from analysis.matching import TermMatcher
from analysis.reading import Resources
from analysis.report import analyse
from analysis.vocabulary import STRENGTHS, phrase_stem

LEXICONS = load_lexicons()
# Rules of the headline judge it by its story; test_headline.py tests their examples, which have both.
CATEGORIES = [
    category for category in LEXICONS.categories.values() if category.dimension != "headline" or not category.rule
]
BRACKETED = re.compile(r"\[([^\]]+)\]")


def found(category: Category, text: str, resources: Resources) -> list[str]:
    """The words that the category alone marks in a text."""
    if category.rule:
        findings = analyse(Article("", text), resources).dimensions[category.dimension].findings
        return [finding.quote for finding in findings if finding.category == category.key]
    matcher = TermMatcher([category], resources.pipeline)
    return [text[m.span.start : m.span.end] for m in matcher.matches(resources.pipeline(text), Part.BODY)]


@pytest.mark.parametrize("category", CATEGORIES, ids=lambda category: category.key)
def test_examples_are_flagged(category: Category, with_models: Resources) -> None:
    for example in category.flags:
        expected = BRACKETED.findall(example)
        assert expected, f"{category.key}: no [bracketed] words in {example!r}"
        assert found(category, BRACKETED.sub(r"\1", example), with_models) == expected, example


@pytest.mark.parametrize("category", CATEGORIES, ids=lambda category: category.key)
def test_counter_examples_are_not_flagged(category: Category, with_models: Resources) -> None:
    for example in category.ignores:
        assert found(category, example, with_models) == [], example


def test_the_loaded_language_lexicon_is_broad() -> None:
    categories = LEXICONS.of_dimension("loaded_language")
    terms = [term for category in categories for term in category.terms]
    assert len(categories) >= 14
    assert len(terms) >= 900
    assert sum(term.alternative is not None for term in terms) > len(terms) / 2
    assert all(term.reason and (term.fair_when or category.rule) for category in categories for term in category.terms)


def test_a_headline_synonym_stands_in_one_concept_with_one_strength() -> None:
    placed: dict[str, set[tuple[str, str]]] = {}
    for concept, levels in LEXICONS.values("headline_synonyms").items():
        assert levels.keys() <= set(STRENGTHS), concept
        stems = {phrase_stem(word) for words in levels.values() for word in words}
        assert len(stems) > 1, f"{concept}: a concept without synonyms says nothing"
        for level, words in levels.items():
            for word in words:
                placed.setdefault(phrase_stem(word), set()).add((concept, level))
    assert {stem: places for stem, places in placed.items() if len(places) > 1} == {}
