"""What a headline claims beyond words: who does it to whom, dates, bounds, initials, and what becomes of it."""

from __future__ import annotations

import pytest

from analysis.article import Article
from analysis.headline import Case, headline_scores
from analysis.headline.case import Verdict
from analysis.headline.elements import ElementKind
from analysis.headline.in_context import Wanted, telling
from analysis.headline.stance import StanceName
from analysis.reading import Resources, read_closely

S, W, M, C = Verdict.SUPPORTED, Verdict.WEAKENED, Verdict.MISSING, Verdict.CONTRADICTED
SUIT = (
    "The city of Lenn has sued the dockers' union for five million crowns. The dockers' union has four weeks to reply."
)
CLAIM = (
    "Claims that the new bridge makes birds ill are false, the health office of Lenn said on Tuesday. A post with the "
    "claim about the bridge and the birds was shared widely. The birds had eaten spoiled grain."
)


def found(headline: str, body: str, resources: Resources) -> dict[str, Verdict]:
    (reading,) = read_closely([Article(headline, body)], resources)
    judgements = headline_scores(reading, resources).judgements
    return {reading.article.quote(judgement.element.span): judgement.verdict for judgement in judgements}


def elements(headline: str, kind: ElementKind, resources: Resources) -> list[str]:
    (reading,) = read_closely([Article(headline, SUIT)], resources)
    found = (judgement.element for judgement in headline_scores(reading, resources).judgements)
    return [reading.article.quote(element.span) for element in found if element.kind is kind]


@pytest.mark.parametrize(
    ("headline", "body", "element", "verdict"),
    [
        # Roles: the same way round, turned round, passive.
        ("City sues dockers' union", SUIT, "sues", S),
        ("Dockers' union sues city", SUIT, "sues", C),
        ("The union praised the mayor", "The mayor was praised by the union on Monday.", "praised", S),
        ("The mayor praised the union", "The mayor was praised by the union on Monday.", "praised", C),
        # Bounds: what "more than" and "nearly" leave open.
        ("More than 100 homes flooded", "Water flooded 104 homes in the valley.", "100", S),
        ("More than 200 homes flooded", "Water flooded 104 homes in the valley.", "200", C),
        ("Nearly 40 homes flooded", "Water flooded 38 homes in the valley.", "40", S),
        # Rounding at length, fractions, dates.
        ("Dam costs $2.4 million", "The dam cost $2.38 million.", "2.4 million", S),
        ("Shares drop 7%", "Shares dropped 7.4 percent on Monday.", "7", S),
        ("Shares drop 7%", "Shares dropped 7.8 percent on Monday.", "7", C),
        ("Shares drop 7%", "Shares dropped 8 percent on Monday.", "7", C),
        # A hedge of the headline's own claims less than a plain statement; a stress claims more.
        ("Dam could flood farms", "The dam was opened on Monday. It holds the water of two rivers.", "could", S),
        ("Dam certainly floods farms", "The dam was opened on Monday. It holds two rivers.", "certainly", M),
        ("A third of sheep die", "Fever killed 33 percent of the sheep on the island.", "third", S),
        ("A quarter of sheep die", "Fever killed a quarter of all sheep on the island.", "quarter", S),
        ("A third of sheep die", "Fever killed 12 percent of the sheep on the island.", "third", C),
        ("Dam opens in March", "The dam opens in May.", "March", C),
        ("Dam opens in May", "The dam opens in May.", "May", S),
        # Names and their initials, both ways.
        ("EPA closes dam", "The Environmental Protection Agency closed the dam.", "EPA", S),
        ("United Nations closes dam", "The U.N. closed the dam.", "United Nations", S),
        ("FBI closes dam", "The Environmental Protection Agency closed the dam.", "FBI", M),
        # A shouted word is no initials.
        ("RIOTERS storm dam", "Rioters stormed the dam. They were cleared by noon.", "RIOTERS", S),
        # There is none.
        ("Shark swims in lake", "No shark swims in the lake, the fisheries office said.", "Shark", C),
    ],
)
def test_verdicts_by_hand(headline: str, body: str, element: str, verdict: Verdict, resources: Resources) -> None:
    assert found(headline, body, resources).get(element) is verdict


@pytest.mark.parametrize(
    ("headline", "denying"),
    [
        ("Strike hits trams, not just buses", []),
        ("Mayor's fall isn't only about money", []),
        ("Report backs the dam, but villagers say no", []),
        ("It’s not over", ["not"]),
        ("No meeting on the dam", ["No"]),
    ],
)
def test_a_negation_that_adds_or_answers_denies_nothing(
    headline: str, denying: list[str], resources: Resources
) -> None:
    assert elements(headline, ElementKind.NEGATION, resources) == denying


@pytest.mark.parametrize(
    ("headline", "sure"),
    [
        ("Flood definitely hit 40,000", ["definitely"]),
        ("Court definitely opens first case", ["definitely"]),
        ("Almost $2 million lost", []),
        ("Almost 40 homes flooded", []),
    ],
)
def test_a_mark_right_before_a_number_rounds_it(headline: str, sure: list[str], resources: Resources) -> None:
    assert elements(headline, ElementKind.CERTAINTY, resources) == sure


def test_a_clipped_verb_is_no_claim(resources: Resources) -> None:
    assert elements("It’s not over", ElementKind.ACTION, resources) == []


@pytest.mark.parametrize(
    ("headline", "body", "stance"),
    [
        ("City sues dockers' union", SUIT, StanceName.SUPPORTS),
        ("Dockers' union sues city", SUIT, StanceName.DISPUTES),
        ("Bridge makes birds ill", CLAIM, StanceName.DISPUTES),
        ("Farmers harvest first olives in Sardinia", SUIT, StanceName.UNRELATED),
        (
            "Firm cheated customers",
            "The firm is accused of having cheated customers in Lenn. It denies the charge. A trial will open in May.",
            StanceName.DISCUSSES,
        ),
        (
            "Is the water unsafe?",
            "The water of Lenn is not unsafe, the laboratory said on Monday. It had tested samples of the water.",
            StanceName.DISPUTES,
        ),
    ],
)
def test_what_becomes_of_the_claim(headline: str, body: str, stance: StanceName, resources: Resources) -> None:
    (reading,) = read_closely([Article(headline, body)], resources)
    assert headline_scores(reading, resources).stance.name is stance


def test_what_the_body_disputes_is_carried_less_than_what_it_says(resources: Resources) -> None:
    shares = []
    for headline in ("City sues dockers' union", "Dockers' union sues city"):
        (reading,) = read_closely([Article(headline, SUIT)], resources)
        shares.append(headline_scores(reading, resources).supported_share)
    assert shares[0] == 100
    assert shares[1] is not None
    assert shares[1] < 80


def test_the_model_doubts_a_name_put_in_from_elsewhere(with_models: Resources) -> None:
    body = (
        "Mayor Rosa Delgado opened the new ferry line to the islands on Monday. Hundreds came to the harbour. "
        "The ferry will leave twice a day. Fares start at four crowns, said the operator, Blue Lines."
    )
    shares = []
    for headline in ("Mayor Delgado opens ferry line to islands", "Mayor Brandt opens ferry line to islands"):
        (reading,) = read_closely([Article(headline, body)], with_models)
        shares.append(headline_scores(reading, with_models).supported_share or 0.0)
    assert shares[0] > shares[1] + 10


def test_what_one_sentence_says_word_for_word_is_carried_however_the_model_doubts_it(with_models: Resources) -> None:
    body = (
        "The Port Almery council voted 7-4 on Monday to raise ferry fares by 40 cents. It was the third rise in a row. "
        "Some 300 people stood outside and sang. “We were not asked,” said Bo Lind, who takes the boat to work."
    )
    shares = []
    for headline in (
        "Port Almery council votes 7-4 to raise ferry fares by 40 cents",
        "Port Almery council votes 8-3 to raise ferry fares by 40 cents",
    ):
        (reading,) = read_closely([Article(headline, body)], with_models)
        in_context = Case(reading, with_models).in_context
        assert in_context is not None
        assert in_context.read.carried < 0.7
        shares.append(headline_scores(reading, with_models).supported_share or 0.0)
    assert shares[0] > 80
    assert shares[1] < 50


def test_the_model_reads_sentences_that_together_have_the_headlines_words() -> None:
    likeness = [0.2, 0.9, 0.1, 0.5, 0.7]
    wanted = [
        Wanted(1.0, frozenset({1, 4})),
        Wanted(2.0, frozenset({2})),
        Wanted(1.0, frozenset()),
        Wanted(0.5, frozenset({0, 3})),
    ]
    # The likest; the only one with the second word; of two with the last word the liker; the others by likeness.
    assert telling(likeness, wanted) == [1, 2, 3, 4, 0]
    assert telling(likeness, []) == [1, 4, 3, 0, 2]
    assert telling([], wanted) == []
