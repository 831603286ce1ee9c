"""The term matcher: whole words, longest first, exempt phrases, negation, literal use and inflection."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.article import Part
from analysis.grammar import is_negated
from analysis.lexicon import Category, Term
from analysis.matching import TermMatcher
from analysis.reading import Resources


def category(*terms: Term, key: str = "test/words", group: str = "", negatable: bool = True) -> Category:
    """A category with nothing but its terms."""
    return Category(key, "Test", "Test.", "Test", "Test", group=group, negatable=negatable, terms=terms)


def term(
    text: str,
    *,
    pos: str = "",
    inflect: bool = True,
    exempt: tuple[str, ...] = (),
    literal_with: frozenset[str] = frozenset(),
) -> Term:
    """A term with nothing but what the matcher looks at."""
    return Term(
        text,
        "test/words",
        "Test.",
        pos=frozenset(pos.split()),
        inflect=inflect,
        exempt=exempt,
        literal_with=literal_with,
    )


def found(text: str, resources: Resources, *categories: Category) -> list[str]:
    """The words of the text that the categories' terms mark."""
    matcher = TermMatcher(categories, resources.pipeline)
    return [text[m.span.start : m.span.end] for m in matcher.matches(resources.pipeline(text), Part.BODY)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The party met in town.", []),
        ("The party paid for the art.", ["art"]),
        ("Art at the party: state of the art.", ["Art", "art"]),
        ("The article is about a cartel.", []),
        ("ART", ["ART"]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_only_whole_words_match(text: str, expected: list[str], resources: Resources) -> None:
    assert found(text, resources, category(term("art"))) == expected


def test_the_longest_term_wins(resources: Resources) -> None:
    terms = category(term("bomb"), term("time bomb"), term("ticking time bomb"))
    assert found("A ticking time bomb, a time bomb, a bomb.", resources, terms) == [
        "ticking time bomb",
        "time bomb",
        "bomb",
    ]


def test_the_longest_term_wins_across_categories_of_a_group(resources: Resources) -> None:
    short, long = category(term("death")), category(term("death tax"), key="test/labels")
    assert found("They call it a death tax.", resources, short, long) == ["death tax"]


def test_groups_match_independently(resources: Resources) -> None:
    verbs = category(term("death"), group="one")
    labels = category(term("death tax"), key="test/labels", group="two")
    assert sorted(found("They call it a death tax.", resources, verbs, labels)) == ["death", "death tax"]


def test_a_longer_term_that_does_not_apply_leaves_room_for_the_shorter(resources: Resources) -> None:
    terms = category(term("radical plan", pos="VERB"), term("radical"))
    assert found("The radical plan passed.", resources, terms) == ["radical"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She won the grand slam.", []),
        ("They said grand slams and slams are rare.", ["slams"]),
        ("The slam was loud.", ["slam"]),
        ("He slammed the door; it slammed shut.", ["slammed"]),
    ],
)
def test_exempt_phrases_take_the_words_and_yield_nothing(text: str, expected: list[str], resources: Resources) -> None:
    terms = category(term("slam", exempt=("grand slam", "slam shut")))
    assert found(text, resources, terms) == expected


def test_of_equal_length_the_exempt_phrase_wins(resources: Resources) -> None:
    terms = category(term("cold war"), term("war", exempt=("cold war",)))
    assert found("The cold war ended.", resources, terms) == []


@pytest.mark.parametrize(
    ("entry", "text", "expected"),
    [
        ("so-called", "The so-called experts met.", ["so-called"]),
        ("so-called", "It is so called in Wales.", []),
        ("far right", "The far-right party won.", []),
        ("it's clear", "It’s clear that it works.", ["It’s clear"]),
        ("it’s clear", "It's clear that it works.", ["It's clear"]),
        ("regime", "The regime’s army fled; the regime's flag fell.", ["regime", "regime"]),
        ("thug", "The thugs’ car stopped.", ["thugs"]),
        ("of course", "He was, of\ncourse, late.", ["of\ncourse"]),
        ("of course", "He was, of \n\t course, late.", ["of \n\t course"]),
        ("in fact", "“In fact”, he said, “IN FACT!”", ["In fact", "IN FACT"]),
    ],
)
def test_hyphens_apostrophes_and_line_breaks(entry: str, text: str, expected: list[str], resources: Resources) -> None:
    assert found(text, resources, category(term(entry))) == expected


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("The plan is radical.", False),
        ("The plan is not radical.", True),
        ("The plan isn’t radical.", True),
        ("It is not a radical plan.", True),
        ("There was no radical plan.", True),
        ("The council did not reject the radical plan.", False),
        ("A radical plan was not adopted.", False),
    ],
)
def test_a_negated_term_does_not_count(text: str, negated: bool, resources: Resources) -> None:
    assert found(text, resources, category(term("radical"))) == ([] if negated else ["radical"])
    assert found(text, resources, category(term("radical"), negatable=False)) == ["radical"]


@pytest.mark.parametrize(
    ("text", "word", "negated"),
    [
        ("It was no crisis.", "crisis", True),
        ("She did not slam the plan.", "slam", True),
        ("She never slammed the plan.", "slammed", True),
        ("He did not want to slam the plan.", "slam", True),
        ("He did not say that it was a crisis.", "crisis", False),
    ],
)
def test_negation_follows_the_parse(text: str, word: str, negated: bool, resources: Resources) -> None:
    token = next(token for token in resources.pipeline(text) if token.text == word)
    assert is_negated(token) is negated


@pytest.mark.parametrize(
    ("entry", "literal", "text", "expected"),
    [
        ("slam", "door", "She slammed the door.", []),
        ("slam", "door", "She slammed the plan; the door was open.", ["slammed"]),
        ("slam", "wall", "The car slammed into the wall.", []),
        ("menacing", "dog", "A menacing dog barked.", []),
        ("menacing", "dog", "The dog was menacing.", []),
        ("out of control", "fire", "The fire was out of control.", []),
        ("out of control", "fire", "The fire chief said that spending was out of control.", ["out of control"]),
        ("tantrum", "toddler", "The toddler threw a tantrum.", []),
        ("song and dance", "evening", "The school held an evening of song and dance.", []),
    ],
)
def test_a_word_tied_by_the_parse_makes_it_literal(
    entry: str, literal: str, text: str, expected: list[str], resources: Resources
) -> None:
    terms = category(term(entry, literal_with=frozenset({literal})))
    assert found(text, resources, terms) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The plant leaked toxic waste.",
        "The waste was toxic.",
        "The plant leaked dangerous and toxic waste.",
        "The plant leaked toxic drops of waste.",
        "The waste was known to be toxic.",
    ],
)
def test_an_adjective_is_literal_with_what_it_is_said_of(text: str, resources: Resources) -> None:
    assert found(text, resources, category(term("toxic", literal_with=frozenset({"waste"})))) == []


def test_a_noun_is_literal_with_what_else_its_verb_takes(resources: Resources) -> None:
    clown = category(term("clown", literal_with=frozenset({"circus"})))
    assert found("The clown performed at the circus.", resources, clown) == []


def test_words_of_another_clause_do_not_make_a_verb_literal(resources: Resources) -> None:
    slam = category(term("slam", literal_with=frozenset({"door"})))
    assert found("She closed the door and slammed the plan.", resources, slam) == ["slammed"]


@pytest.mark.parametrize(
    "text", ["It is not an extremely radical plan.", "He was not extremely tall.", "It is never extremely cold."]
)
def test_an_adverb_of_degree_shares_the_negation_of_its_word(text: str, resources: Resources) -> None:
    assert found(text, resources, category(term("extremely"))) == []


def test_a_negation_in_another_clause_does_not_reach_the_term(resources: Resources) -> None:
    text = "He did not reply, and she was extremely angry."
    assert found(text, resources, category(term("extremely"))) == ["extremely"]


def test_inflected_forms_are_found_through_lemmas(resources: Resources) -> None:
    text = "They slam it, slammed it, are slamming it; she slams it."
    assert found(text, resources, category(term("slam"))) == ["slam", "slammed", "slamming", "slams"]
    assert found(text, resources, category(term("slam", inflect=False))) == ["slam"]


def test_inflection_reaches_every_word_of_a_phrase(resources: Resources) -> None:
    text = "Critics said so; it had lashed out."
    assert found(text, resources, category(term("critics say"), term("lash out"))) == ["Critics said", "lashed out"]


def test_part_of_speech_is_that_of_the_head(resources: Resources) -> None:
    text = "They claim it; the claim failed."
    assert found(text, resources, category(term("claim", pos="VERB"))) == ["claim"]
    text = "Some say so. Parents should have some say in the matter."
    assert found(text, resources, category(term("some say", pos="VERB"))) == ["Some say"]


WORDS = (
    "slam",
    "slammed",
    "the",
    "door",
    "grand",
    "bomb",
    "time",
    "not",
    "was",
    "’s",
    "-",
    "“",
    ".",
    "\n\n",
    "é",
    "🙂",
)


@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pieces=st.lists(st.sampled_from(WORDS) | st.text(max_size=4), max_size=25), glue=st.sampled_from([" ", "", "\n"])
)
def test_matches_never_overlap_and_point_at_their_words(pieces: list[str], glue: str, resources: Resources) -> None:
    text = glue.join(pieces)
    doc = resources.pipeline(text)
    groups = {
        "one": category(term("slam", exempt=("grand slam",)), term("the door"), term("door"), group="one"),
        "two": category(term("time bomb"), term("bomb"), key="test/bombs", group="two", negatable=False),
    }
    matches = TermMatcher(groups.values(), resources.pipeline).matches(doc, Part.BODY)

    assert list(matches) == sorted(matches, key=lambda match: match.span)
    for match in matches:
        assert match.span.part is Part.BODY
        tokens = doc[match.first : match.last + 1]
        words = text[match.span.start : match.span.end]
        assert words == tokens.text
        lemmas = [token.lemma_.lower() for token in tokens if not token.is_space]
        assert match.term.text in (" ".join(lemmas), " ".join(words.lower().split()))
    for group in groups:
        spans = [match.span for match in matches if match.category.group == group]
        for earlier, later in pairwise(spans):
            assert earlier.end <= later.start
