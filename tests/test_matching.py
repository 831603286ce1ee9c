"""Terms are found as a reader would find them: inflected, whole, longest first, neither literal nor negated."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.article import Part
from analysis.lexicon import Category, Term
from analysis.matching import TermMatcher
from analysis.reading import Resources


def category(*terms: Term, negatable: bool = True) -> Category:
    """A category made up for a test."""
    return Category("made/up", "Made up", "", "", "", negatable=negatable, terms=terms)


def term(text: str, *, pos: str = "", literal_with: str = "", exempt: tuple[str, ...] = ()) -> Term:
    """A term made up for a test."""
    return Term(
        text, "made/up", "Why.", pos=frozenset(pos.split()), literal_with=frozenset(literal_with.split()), exempt=exempt
    )


def found(text: str, resources: Resources, *terms: Term, negatable: bool = True) -> list[str]:
    """The words that the terms mark in a text."""
    matcher = TermMatcher([category(*terms, negatable=negatable)], resources.pipeline)
    return [text[m.span.start : m.span.end] for m in matcher.matches(resources.pipeline(text), Part.BODY)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She slams the plan.", ["slams"]),
        ("They were slamming the plan.", ["slamming"]),
        ("The Islamic school opened.", []),
        ("She won a grand slam.", []),
        ("She won two grand slams and slammed the plan.", ["slammed"]),
    ],
)
def test_inflected_whole_words_outside_exempt_phrases(text: str, expected: list[str], resources: Resources) -> None:
    assert found(text, resources, term("slam", exempt=("grand slam",))) == expected


def test_the_longest_term_takes_the_words(resources: Resources) -> None:
    assert found("It is a witch hunt.", resources, term("witch"), term("witch hunt")) == ["witch hunt"]


@pytest.mark.parametrize(
    "text",
    [
        "She slammed the door.",
        "He slammed into a tree.",
        "The door was slammed by the wind.",
    ],
)
def test_a_verb_is_literal_with_what_depends_on_it(text: str, resources: Resources) -> None:
    assert found(text, resources, term("slam", literal_with="door tree")) == []


@pytest.mark.parametrize(
    "text",
    [
        "The plant leaked toxic waste.",
        "The waste was toxic.",
        "The plant leaked dangerous and toxic waste.",
        "The plant leaked toxic drops of waste.",
        "Workers described the waste as toxic.",
    ],
)
def test_an_adjective_is_literal_with_what_it_describes(text: str, resources: Resources) -> None:
    assert found(text, resources, term("toxic", literal_with="waste")) == []


def test_a_noun_is_literal_with_what_else_its_verb_takes(resources: Resources) -> None:
    assert found("The clown performed at the circus.", resources, term("clown", literal_with="circus")) == []


def test_words_of_another_clause_do_not_make_a_verb_literal(resources: Resources) -> None:
    text = "She closed the door and slammed the plan."
    assert found(text, resources, term("slam", literal_with="door")) == ["slammed"]


@pytest.mark.parametrize(
    "text",
    [
        "It is not an extremely radical plan.",
        "He was not extremely tall.",
        "It is never extremely cold.",
    ],
)
def test_negated_terms_do_not_count(text: str, resources: Resources) -> None:
    assert found(text, resources, term("extremely")) == []
    assert found(text, resources, term("extremely"), negatable=False) == ["extremely"]


def test_a_negation_elsewhere_does_not_reach_the_term(resources: Resources) -> None:
    assert found("He did not reply, and she was extremely angry.", resources, term("extremely")) == ["extremely"]


@settings(deadline=None, max_examples=40)
@given(st.text(alphabet=st.sampled_from("slamd ’'“”.-\n\t\u00a0\U0001f600e\u0301"), max_size=60))
def test_matches_are_ordered_disjoint_and_point_into_the_text(resources: Resources, text: str) -> None:
    matcher = TermMatcher([category(term("slam"), term("slam dame"), term("a"))], resources.pipeline)
    matches = matcher.matches(resources.pipeline(text), Part.BODY)
    ends = [0, *(match.span.end for match in matches)]
    assert all(end <= match.span.start < match.span.end <= len(text) for end, match in zip(ends, matches, strict=False))
