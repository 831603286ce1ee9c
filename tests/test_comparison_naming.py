"""Which labels the naming table sets side by side, and which it must keep apart."""

from __future__ import annotations

import pytest

from analysis.actors import ActorKind
from analysis.comparison import Comparison
from analysis.comparison.cues import Member, by_name
from analysis.comparison.things import Thing
from analysis.reading import Resources
from tests.test_comparison import compared

FILLER = "The sun shone on the quay. A dog slept near the door. Children played football on the grass."


def row_with(comparison: Comparison, label: str) -> list[set[str]]:
    """The labels of the row that has this one, in lower case, by article; none if there is no such row."""
    for row in comparison.table("naming").rows:
        labels = [{each.rpartition(" (")[0].lower() for each in str(cell).split(", ")} for cell in row.cells[1:]]
        if any(label in each for each in labels):
            return labels
    return []


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param(
            "The council approved the closure on Monday. Nora Quist called the decision a mistake.",
            "The council approved the shutdown on Monday. Bo Lind was glad of it.",
            [{"closure", "decision"}, {"shutdown"}],
            id="a word for any decision comes back to the last one named",
        ),
        pytest.param(
            "Nora Quist, a baker and mother of two, left the board on Monday.",
            "Nora Quist left the board on Monday.",
            [{"nora quist", "baker", "mother of two"}, {"nora quist"}],
            id="all that stands in apposition to a name, whole",
        ),
        pytest.param(
            "The jury heard Bo Lind for three hours. The jurors then went home.",
            "The jury heard Bo Lind for three hours.",
            [{"jury", "jurors"}, {"jury"}],
            id="a body and its members",
        ),
        pytest.param(
            "Keel Growers raised its prices on Monday. The company has 40 vans. The firm is old.",
            "Keel Growers raised its prices on Monday. Bo Lind was glad of it.",
            [{"keel growers", "company", "firm"}, {"keel growers"}],
            id="the company that was named before",
        ),
        pytest.param(
            "Police praised the seasonal workers of Aldmoor for a 40-page report on Monday.",
            "Police praised the workers of Aldmoor for a report on Monday.",
            [{"seasonal workers"}, {"workers"}],
            id="an adjective of time",
        ),
        pytest.param(
            "Ann Farrow, a nurse from Aldmoor, asked the board on Monday to wait for a study of the road.",
            "A nurse from Aldmoor asked the board on Monday to wait for a study of the road. Ann Farrow smiled.",
            [{"ann farrow", "nurse"}, {"ann farrow", "nurse"}],
            id="who is described in one fact as the other is named",
        ),
        pytest.param(
            "The watchmaker Nora Quist left the board on Monday. The 34-year-old said that she was tired.",
            "Nora Quist left the board on Monday.",
            [{"nora quist", "watchmaker", "34-year-old"}, {"nora quist"}],
            id="what stands right before a name, and an age for the person",
        ),
        pytest.param(
            "“We won,” boasted ringleader Nora Quist on Monday.",
            "“We won,” Nora Quist said on Monday.",
            [{"nora quist", "ringleader"}, {"nora quist"}],
            id="the verb behind a quotation is none of the title",
        ),
        pytest.param(
            "A crowd of animal lovers stood outside the court on Monday.",
            "Some 40 protesters stood outside the court on Monday.",
            [{"crowd of animal lovers"}, {"protesters"}],
            id="of which sort the people are",
        ),
        pytest.param(
            "The Dock Workers' Alliance called for a strike on Monday. Bo Lind was glad of it.",
            "The Dock Workers' Alliance called for a strike on Monday. The union has 40 members.",
            [{"dock workers' alliance"}, {"dock workers' alliance", "union"}],
            id="an association of several, owned in the middle of its name",
        ),
        pytest.param(
            "The botanist Nora Quist of Aldmoor University left the board on Monday. Quist smiled.",
            "Fed-up fire chief Nora Quist left the board on Monday.",
            [{"nora quist", "quist", "botanist"}, {"nora quist", "fed-up fire chief"}],
            id="a person with an employer, and the whole of what stands before a name",
        ),
        pytest.param(
            "Nora Quist, a member of their council, left the hall on Monday.",
            "Nora Quist, a baker and no firebrand, left the hall on Monday.",
            [{"nora quist", "member of their council"}, {"nora quist", "baker"}],
            id="of what somebody is a member, and not what somebody is not",
        ),
        pytest.param(
            "Shopkeeper Nora Doyle-Banks left the hall on Monday. She was tired.",
            "Nora Doyle-Banks left the hall on Monday.",
            [{"nora doyle-banks", "shopkeeper"}, {"nora doyle-banks"}],
            id="half of a surname that is also a word for organisations",
        ),
        pytest.param(
            "The old group brought 40 people to the square for the vigil on Monday night.",
            "At the vigil on Monday night 40 flag-waving patriots came to the square.",
            [{"people"}, {"flag-waving patriots"}],
            id="as many in one fact",
        ),
        pytest.param(
            "The Grain Safety Office praised the mill on Monday. Bo Lind was glad of it.",
            "The watchdog heard of it late. The Grain Safety Office praised the mill on Monday.",
            [{"grain safety office"}, {"grain safety office", "watchdog"}],
            id="the only organisation of its class, wherever it is named",
        ),
        pytest.param(
            "Premier Nora Quist opened the new bridge on Monday. Quist thanked the builders.",
            "The premier came late. Nora Quist opened the new bridge on Monday.",
            [{"nora quist", "quist", "premier"}, {"nora quist", "premier"}],
            id="an office that only the other article gives with the name",
        ),
    ],
)
def test_other_words_for_one_thing(first: str, second: str, expected: list[set[str]], resources: Resources) -> None:
    label = min(expected[0])
    assert row_with(compared(resources, f"{first} {FILLER}", f"{second} {FILLER}"), label) == expected


def test_those_with_the_same_part_in_one_fact_are_one(resources: Resources) -> None:
    first = "Police arrested two people for breaking the glass door of the Selby hall on Friday night."
    second = "Police arrested two hecklers for breaking the glass door of the Selby hall on Friday night."
    assert row_with(compared(resources, f"{first} {FILLER}", f"{second} {FILLER}"), "hecklers") == [
        {"people"},
        {"hecklers"},
    ]


@pytest.mark.parametrize(
    ("first", "second", "label"),
    [
        pytest.param(
            "The council will raise the levy in May, and the levy pays for the park.",
            "The council will raise the levy in May. Two other towns have similar charges.",
            "similar charges",
            id="what others have, too",
        ),
        pytest.param(
            "Guards removed two people from the hall on Monday.",
            "Bo Lind said on Friday that 400 young people had applied for work at the mill.",
            "young people",
            id="other people",
        ),
        pytest.param(
            "The family doctor spoke at the fair about bread and the old mill. Rain fell on the hens.",
            "Snow fell on 40 geese near Selby in May. A doctor from Aldmoor, 63, fell off a horse and broke two ribs.",
            "family doctor",
            id="two persons of one office",
        ),
        pytest.param(
            "Aldmoor Water opened the gates on Monday. The company said little, and the water rose. High water ran on.",
            "Aldmoor Water opened the gates on Monday. Tap water must be boiled.",
            "high water",
            id="what an organisation is named after",
        ),
        pytest.param(
            "“We had no choice at all that night,” said Nora Quist of Keel Motors on Monday.",
            "“We had no choice at all that night,” Keel Motors said on Monday.",
            "nora quist",
            id="a person and the organisation that says the same",
        ),
    ],
)
def test_labels_kept_apart(first: str, second: str, label: str, resources: Resources) -> None:
    assert row_with(compared(resources, f"{first} {FILLER}", f"{FILLER} {second}"), label) == []


def test_one_person_is_not_several(resources: Resources) -> None:
    first = "The gang broke in at night. One of them, the teacher Bo Lind, smiled. The defendants left."
    second = "The intruders broke in at night. The defendant Bo Lind smiled."
    labels = row_with(compared(resources, f"{first} {FILLER}", f"{second} {FILLER}"), "bo lind")
    assert "defendant" in labels[1]
    assert labels[0].isdisjoint({"gang", "defendants"})


@pytest.mark.parametrize(
    ("first", "second", "fit"),
    [
        (("Saint Orla", ActorKind.PLACE), ("Saint Orla Hospital", ActorKind.ORGANISATION), True),
        (("Brackby", ActorKind.PLACE), ("Brackby General Hospital", ActorKind.ORGANISATION), False),
        (("Keel", ActorKind.ORGANISATION), ("Keel Motors", ActorKind.ORGANISATION), True),
        (("Lind", ActorKind.PERSON), ("Bo Lind", ActorKind.PERSON), True),
        (("Bo", ActorKind.PERSON), ("Bo Lind", ActorKind.PERSON), False),
        (("Lind", ActorKind.ORGANISATION), ("Bo Lind", ActorKind.PERSON), False),
        (("Bo Lind", ActorKind.PLACE), ("Bo Lind", ActorKind.PERSON), True),
    ],
)
def test_names_that_fit(first: tuple[str, ActorKind], second: tuple[str, ActorKind], fit: bool) -> None:
    members = [
        Member(number, Thing(name, tuple(name.lower().split()), kind, ()), frozenset())
        for number, (name, kind) in enumerate((first, second))
    ]
    assert list(by_name(members)) == ([(0, 1)] if fit else [])


def test_each_family_of_measures_has_words(resources: Resources) -> None:
    families = set(resources.lexicons.values("naming_families").values())
    measures = resources.lexicons.values("measure_families")
    assert set(measures) <= families
    assert set(measures.values()) == {"named", "open"}
