"""Who is cast as hero, villain or victim: deeds, losses, labels and accusations, by whom told, and when nobody is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import framing
from analysis.article import Article, Part, Span
from analysis.framing.casting import CastAs, Evidence, Teller
from analysis.framing.roles import cast_as
from analysis.lexicon import load_lexicons
from analysis.models import TargetSentiment
from analysis.reading import Reading, Resources, read_closely
from analysis.results import Table

OUTLET, OTHERS = "the outlet", "quoted or reported"
GOOD, BAD, PLAIN = TargetSentiment(0.1, 0.1, 0.8), TargetSentiment(0.8, 0.1, 0.1), TargetSentiment(0.1, 0.8, 0.1)

CAST = [
    ("Firefighters rescued the family.", {("firefighters", "hero", OUTLET), ("family", "victim", OUTLET)}),
    ("The landlord evicted the tenants.", {("the landlord", "villain", OUTLET), ("tenants", "victim", OUTLET)}),
    (
        "The tenants were evicted by the landlord.",
        {("the landlord", "villain", OUTLET), ("tenants", "victim", OUTLET)},
    ),
    ("Ana Pell lost her home in the flood.", {("Ana Pell", "victim", OUTLET)}),
    ("The guard was killed on Sunday.", {("the guard", "victim", OUTLET)}),
    ("The family's grief was plain.", {("family", "victim", OUTLET)}),
    ("The company poisoned the river.", {("the company", "villain", OUTLET)}),
    ("The president curbed pollution.", {("the president", "hero", OUTLET)}),
    ("The nurse, a hero, spoke on Monday.", {("the nurse", "hero", OUTLET)}),
    ("Mayor Ruiz refused to help the children.", {("Ruiz", "villain", OUTLET)}),
    ("The army attacked the town with rockets.", {("the army", "villain", OUTLET)}),
    # Blame and praise are somebody's telling, whoever writes them down, and so are the deeds below them.
    ("The union accused the minister of starving schools.", {("the minister", "villain", OTHERS)}),
    ("Critics blamed the mayor for failing to protect children.", {("the mayor", "villain", OTHERS)}),
    (
        "Neighbours praised the firefighters for saving the family.",
        {("firefighters", "hero", OTHERS), ("family", "victim", OTHERS)},
    ),
    ("“The landlord evicted my parents,” said Ana Pell.", {("the landlord", "villain", OTHERS)}),
    ("Ana Pell said the company had destroyed her home.", {("the company", "villain", OTHERS)}),
]
NOBODY = [
    "The council met on Tuesday and adopted the budget.",
    "The landlord did not evict the tenants.",
    "No firefighter rescued the family.",
    "Nobody rescued the family.",
    "The senator killed the bill.",
    "The company could harm farmers.",
    "Inspectors asked whether the company had cheated the farmers.",
    "The rule calls for companies to cut pollution.",
    "The minister destroyed the myth.",
    "The player beat the champion and saved a point.",
    "The mayor denied harming the tenants.",
    "The team lost the match.",
    "The mayor refused to harm the tenants.",
]


def read(resources: Resources, body: str) -> Reading:
    """The reading of a body."""
    return next(read_closely([Article("", body)], resources))


def roles(reading: Reading, resources: Resources) -> Table:
    """The table of roles of a reading."""
    return framing.measure(reading, resources).table("roles")


def cast(table: Table) -> set[tuple[object, ...]]:
    """Actor, role and teller of each row."""
    return {row.cells[:3] for row in table.rows}


@pytest.mark.parametrize(("body", "expected"), CAST)
def test_deeds_losses_and_accusations_cast(body: str, expected: set[tuple[str, ...]], resources: Resources) -> None:
    assert cast(roles(read(resources, body), resources)) >= expected


@pytest.mark.parametrize("body", NOBODY)
def test_nobody_is_cast_without_a_deed_that_is_told_as_done(body: str, resources: Resources) -> None:
    assert roles(read(resources, body), resources).rows == ()


def test_an_accusation_does_not_cast_in_the_outlet_s_own_voice(resources: Resources) -> None:
    table = roles(read(resources, "The union accused the minister of starving schools."), resources)
    assert not any(row.cells[2] == OUTLET for row in table.rows)


def test_a_row_counts_the_words_for_each_role_and_names_them(resources: Resources) -> None:
    reading = read(resources, "The landlord evicted the tenants. Later the landlord cheated the nurses.")
    (row,) = (row for row in roles(reading, resources).rows if row.cells[0] == "the landlord")
    assert row.cells == ("the landlord", "villain", OUTLET, 0, 2, 0, "does harm (“evicted”, “cheated”)")
    assert [reading.article.quote(span) for span in row.evidence] == ["evicted", "cheated"]


def test_one_who_does_good_and_harm_is_not_cast(resources: Resources) -> None:
    reading = read(resources, "The guard rescued the family. The guard robbed the tenants.")
    assert "the guard" not in {row.cells[0] for row in roles(reading, resources).rows}


def lit(reading: Reading, name: str, *sentiments: TargetSentiment) -> Reading:
    """The reading with what a model is supposed to make of an actor's mentions."""
    (actor,) = (actor for actor in reading.actors if actor.name == name)
    spans = [mention.span for mention in actor.mentions]
    return replace(reading, toward=dict(zip(spans, sentiments, strict=True)))


FOUR = "Nora Quist spoke. Nora Quist waited. Nora Quist left. Nora Quist wrote a letter."


@pytest.mark.parametrize(
    ("sentiments", "expected"),
    [
        ((GOOD, GOOD, PLAIN, PLAIN), {("Nora Quist", "hero", OUTLET)}),
        ((BAD, BAD, BAD, PLAIN), {("Nora Quist", "villain", OUTLET)}),
        ((BAD, PLAIN, PLAIN, PLAIN), set()),
        ((BAD, BAD, GOOD, GOOD), set()),
    ],
)
def test_sentences_in_one_light_cast_and_single_or_mixed_ones_do_not(
    sentiments: tuple[TargetSentiment, ...], expected: set[tuple[str, ...]], resources: Resources
) -> None:
    assert cast(roles(lit(read(resources, FOUR), "Nora Quist", *sentiments), resources)) == expected


def test_who_is_acted_upon_in_bad_sentences_is_a_victim(resources: Resources) -> None:
    reading = read(resources, "Rain soaked Nora Quist. Doctors examined Nora Quist.")
    assert cast(roles(lit(reading, "Nora Quist", BAD, BAD), resources)) == {("Nora Quist", "victim", OUTLET)}


def test_a_few_bad_sentences_among_many_are_an_exception(resources: Resources) -> None:
    reading = read(resources, "Nora Quist spoke. " * 10)
    assert roles(lit(reading, "Nora Quist", BAD, BAD, *[PLAIN] * 8), resources).rows == ()


weights = st.floats(0.1, 3)
pieces = st.builds(
    Evidence,
    st.sampled_from(CastAs),
    st.just("does harm"),
    st.just(Span(Part.BODY, 0, 1)),
    st.just(Teller.OUTLET),
    weights,
)


@given(st.lists(pieces))
def test_whoever_is_cast_has_enough_evidence_and_twice_that_of_any_other_role(evidence: list[Evidence]) -> None:
    sums = {role: sum(each.weight for each in evidence if each.role is role) for role in CastAs}
    role = cast_as(evidence)
    clear = [
        r for r in CastAs if sums[r] >= 1 and all(sums[r] >= 2 * sums[other] for other in CastAs if other is not r)
    ]
    assert role == (clear[0] if clear else None)


def test_no_verb_is_of_two_kinds() -> None:
    kinds = load_lexicons().values("deeds")
    # "The regime starved thousands" and "thousands starved": the object tells which.
    verbs = [verb for kind, verbs in kinds.items() for verb in verbs if (kind, verb) != ("suffer", "starve")]
    assert sorted({verb for verb in verbs if verbs.count(verb) > 1}) == []
