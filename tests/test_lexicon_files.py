"""Every lexicon file keeps its own promises: its examples are flagged, its counter-examples are not."""

from __future__ import annotations

import re

import pytest

from analysis.article import Part
from analysis.lexicon import Category, load_lexicons
from analysis.matching import TermMatcher
from analysis.reading import Resources

CATEGORIES = [category for category in load_lexicons().categories.values() if category.rule is None]
BRACKETED = re.compile(r"\[([^\]]+)\]")


def found(category: Category, text: str, resources: Resources) -> list[str]:
    """The words that the category's own terms mark in a text."""
    matcher = TermMatcher([category], resources.pipeline)
    return [text[m.span.start : m.span.end] for m in matcher.matches(resources.pipeline(text), Part.BODY)]


@pytest.mark.parametrize("category", CATEGORIES, ids=lambda category: category.key)
def test_examples_are_flagged(category: Category, resources: Resources) -> None:
    for example in category.flags:
        expected = BRACKETED.findall(example)
        assert expected, f"{category.key}: no [bracketed] words in {example!r}"
        assert found(category, BRACKETED.sub(r"\1", example), resources) == expected, example


@pytest.mark.parametrize("category", CATEGORIES, ids=lambda category: category.key)
def test_counter_examples_are_not_flagged(category: Category, resources: Resources) -> None:
    for example in category.ignores:
        assert found(category, example, resources) == [], example
