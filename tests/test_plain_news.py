"""Bad news told plainly is not loaded wording: the whole lexicon stays silent, and speaks when the telling judges."""

from __future__ import annotations

import pytest

from analysis.article import Part
from analysis.reading import Resources

PLAIN = (
    "Police said the bombing killed 12 people and injured 40.",
    "Relatives of the victims of the massacre of 1995 met in the town hall on Sunday.",
    "The blaze destroyed three homes and left two firefighters in hospital.",
    "The war in the region has displaced two million people since March.",
    "The governor declared a natural disaster after the river burst its banks.",
    "The court sentenced him to nine years for the murder of his neighbour.",
    "The earthquake measured 6.4 and was felt in the capital.",
    "A gunman opened fire in the market and was shot by officers.",
    "The company will cut 400 jobs and close its plant in the north.",
    "Inflation rose to 9 per cent in June, the statistics office said.",
    "The council voted 7 to 5 against the housing plan.",
    "The minister resigned after a report found that she had broken the code.",
    "Doctors performed radical surgery on the patient.",
    "A truck carrying toxic waste slammed into a wall.",
    "The pilot reported an explosive device on board.",
    "She slammed the door, and the dog barked.",
    "The child suffered a crippling injury in the crash.",
    "The team was thrashed 5-0 in the cup final.",
    "The storm battered the coast and cut power to 9,000 homes.",
    "A swarm of bees delayed the match.",
    "The clown performed at the circus.",
    "He was charged with reckless driving.",
    "The jury found him not guilty by reason of insanity.",
    "The trade union called a strike for Monday.",
    "The senator opposes the bill and will vote against it.",
    "The army attacked the village at dawn, the agency reported.",
    "Two hijacked aircraft landed in the desert in 1970.",
    "Vermin were found in the restaurant's kitchen, inspectors said.",
    "The virus has killed 900 people since January.",
    "The home side trounced the champions and hammered in four goals.",
    "The bomb disposal unit destroyed the mine.",
    "Rebels hijacked a lorry and took the driver hostage.",
    "Workers gutted the building and removed asbestos.",
    "The plane plummeted into the sea, killing all 90 people on board.",
    "The price of oil fell by a third after the talks failed.",
    "The prosecutor said that the killing was planned.",
    "He was stabbed in the neck and died on the way to hospital.",
    "The dam collapsed, and the flood swept away a bridge.",
    "Swimmers were warned of venomous jellyfish near the pier.",
    "The cell wall ruptures and the toxic substance spreads.",
    "The general was executed for treason in 1644.",
    "Firefighters said the chemical fumes were toxic and the acid corrosive.",
)


def loaded_terms(text: str, resources: Resources) -> list[str]:
    """The loaded-language terms found in a text."""
    matches = resources.matcher.matches(resources.pipeline(text), Part.BODY)
    return [match.term.text for match in matches if match.category.dimension == "loaded_language"]


@pytest.mark.parametrize("text", PLAIN)
def test_plain_news_is_not_flagged(text: str, resources: Resources) -> None:
    assert loaded_terms(text, resources) == []


@pytest.mark.parametrize(
    ("plain", "loaded"),
    [
        ("The mayor criticised the plan.", "The arrogant mayor slammed the plan."),
        ("The crowd left at noon.", "The unhinged mob left at noon."),
        ("About 2,000 migrants arrived.", "A flood of migrants arrived."),
        ("The bill raises the estate tax.", "The draconian bill raises the death tax."),
        ("The party lost nine seats.", "The far-right party suffered a bloodbath."),
        ("The party lost nine seats.", "The far-left party suffered a bloodbath."),
        ("The launch failed.", "The launch was an utter fiasco."),
    ],
)
def test_the_same_fact_is_flagged_when_the_wording_judges(plain: str, loaded: str, resources: Resources) -> None:
    assert loaded_terms(plain, resources) == []
    assert loaded_terms(loaded, resources)
