"""How each actor is spoken of: what counts as praise or criticism of whom, and what does not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.actor_sentiment import LIMITS, MOST_ACTORS, measure
from analysis.actor_sentiment.profile import judgement
from analysis.article import Article
from analysis.quotations import Voice
from analysis.reading import Resources, read_closely
from analysis.report import analyse
from analysis.results import DimensionResult


def result_of(body: str, resources: Resources, headline: str = "") -> DimensionResult:
    return measure(next(read_closely([Article(headline, body)], resources)), resources)


def judged(body: str, resources: Resources) -> dict[str, str]:
    """Actor -> "+" if all that is said of it is favourable, "-" if all is critical, "±" if both."""
    signs: dict[str, set[str]] = {}
    for finding in result_of(body, resources).findings:
        signs.setdefault(finding.subject or "", set()).add("+" if judgement(finding) > 0 else "-")
    return {actor: "±" if len(found) > 1 else found.pop() for actor, found in signs.items()}


JUDGED = [
    ("The mayor praised the union but attacked the council.", {"the union": "+", "the council": "-"}),
    ("The reckless council rammed through the plan.", {"the council": "-"}),
    ("The council is reckless and greedy.", {"the council": "-"}),
    ("The brave nurses carried the patients out.", {"nurses": "+"}),
    ("Residents called the mayor a coward.", {"the mayor": "-"}),
    ("Residents called Mayor Ida Ruiz reckless.", {"Ida Ruiz": "-"}),
    ("Colleagues described the surgeon as a genius.", {"the surgeon": "+"}),
    ("The surgeon was hailed as a hero.", {"the surgeon": "+"}),
    ("The minister was considered brilliant.", {"the minister": "+"}),
    ("Jane Doe, a disgraced banker, moved to Oslo.", {"Jane Doe": "-"}),
    ("The company misled its customers.", {"the company": "-"}),
    ("The landlord, who lied to tenants, left the room.", {"the landlord": "-"}),
    ("Thugs smashed the windows.", {"thugs": "-"}),
    ("The mayor's arrogance shocked Ida Brandt.", {"the mayor": "-"}),
    ("The mayor is not a liar.", {"the mayor": "+"}),
    ("The mayor is not honest.", {"the mayor": "-"}),
    ("Firefighters rescued the children.", {"firefighters": "+"}),
    ("The coach was praised and then mocked.", {"the coach": "±"}),
    ("The beloved coach lied to the players.", {"the coach": "±"}),
    ("The minister recklessly ignored the engineers.", {"the minister": "-"}),
    ("“The mayor is a coward,” said Ana Bell, a teacher.", {"the mayor": "-"}),
]


@pytest.mark.parametrize(("body", "expected"), JUDGED)
def test_who_is_judged(body: str, expected: dict[str, str], resources: Resources) -> None:
    assert judged(body, resources) == expected


NOT_JUDGED = [
    "Police said the bombing killed 12.",
    "Police said the murder rate fell 20 percent.",
    "The mayor was killed in a fire on Friday.",
    "The gunman attacked the mayor with a knife.",
    "Rebels attacked the troops at dawn.",
    "The victim died at the scene.",
    "Three workers were injured when the crane fell.",
    "The suspect was arrested and charged with murder.",
    "The company was sued by angry tenants.",
    "The poor family lost its home in the flood.",
    "The wounded soldier was flown to Oslo.",
    "The director was fired on Monday.",
    "The criminal lawyer Ida Brandt met reporters.",
    "The sick child was taken to a doctor.",
    "The union rejected the offer.",
    "Prosecutors said the driver was drunk.",
    "The president of the war crimes court spoke on Monday.",
    "The soldiers fought in the war.",
    "Residents were worried and frightened.",
    "The club lost three matches.",
    "The mayor criticised the terrible weather.",
    "The homeless man was found dead.",
    "The children were happy to go home.",
    "The council increased the interest rate.",
]


@pytest.mark.parametrize("body", NOT_JUDGED)
def test_bad_news_is_no_judgement(body: str, resources: Resources) -> None:
    result = result_of(body, resources)
    assert [(finding.subject, finding.quote) for finding in result.findings] == []
    assert all(score.value is None for score in result.scores if score.name == "sentiment")


def test_whoever_praises_or_attacks_only_acts(resources: Resources) -> None:
    result = result_of("The mayor praised the union but attacked the council.", resources)
    assert result.score("sentiment", subject="the mayor").value is None
    assert result.score("agency", subject="the mayor").value == 100
    assert result.score("agency", subject="the council").value == 0
    assert result.score("sentiment", subject="the union").value == pytest.approx(2.2 / 4)  # VADER: praised 2.2
    assert result.score("sentiment", subject="the council").value == pytest.approx(-2.0 / 4)  # attacked -2.0


def test_the_score_is_the_mean_of_its_findings(resources: Resources) -> None:
    result = result_of("The beloved coach lied. The coach was praised. The reckless coach left.", resources)
    values = [judgement(finding) for finding in result.findings if finding.subject == "the coach"]
    score = result.score("sentiment", subject="the coach")
    assert len(values) == 4
    assert score.value == pytest.approx(sum(values) / 4)
    assert score.low is not None
    assert score.high is not None
    assert score.low <= score.value <= score.high


def test_intensifiers_strengthen(resources: Resources) -> None:
    plain = result_of("The reckless mayor left.", resources).score("sentiment", subject="the mayor").value
    strong = result_of("The extremely reckless mayor left.", resources).score("sentiment", subject="the mayor").value
    assert plain is not None
    assert strong is not None
    assert strong < plain < 0


def test_two_voices(resources: Resources) -> None:
    body = "“The mayor is a liar,” said Ana Bell. The mayor, a respected doctor, said nothing."
    result = result_of(body, resources)
    own, quoted = (result.score("sentiment", voice, "the mayor").value for voice in Voice)
    assert own is not None
    assert quoted is not None
    assert own > 0 > quoted
    (row,) = result.table("quoted_wording").rows
    assert row.cells[:2] == ("the mayor", "Ana Bell")


def test_no_judging_words_means_no_value_and_a_reason(resources: Resources) -> None:
    score = result_of("The mayor opened the bridge.", resources).score("sentiment", subject="the mayor")
    assert (score.value, score.low, score.high) == (None, None, None)
    assert "No judging words" in score.note


def test_agency_counts_shared_subjects_and_passives(resources: Resources) -> None:
    body = "Keel Properties sued the tenants and raised the rent. Keel Properties was fined."
    result = result_of(body, resources)
    assert result.score("agency", subject="Keel Properties").value == pytest.approx(100 * 2 / 3)
    assert result.score("agency", subject="tenants").value == 0


def test_words_quoted(resources: Resources) -> None:
    result = result_of("“We lost five good years,” said Ana Bell. The mayor left.", resources)
    assert result.score("words_quoted", Voice.QUOTED, "Ana Bell").value == 5
    assert result.score("words_quoted", Voice.QUOTED, "the mayor").value == 0


def test_tables(resources: Resources) -> None:
    body = (
        "Mayor Ida Ruiz praised the nurses. Shots were fired near the square. "
        "Ruiz, a former doctor, was criticised by Tom Cole."
    )
    result = result_of(body, resources, headline="Ruiz praises nurses")
    rows = {row.cells[0]: row for row in result.table("actors").rows}
    ruiz = rows["Ida Ruiz"]
    assert ruiz.cells[1:4] == ("person", 4, "Ruiz, Mayor Ida Ruiz, a former doctor")
    assert ruiz.cells[6:8] == ("praise", "criticise")
    assert ruiz.cells[-1] == "headline"
    assert len(ruiz.evidence) == 4
    labels = [row.cells[:2] for row in result.table("labels").rows if row.cells[0] == "Ida Ruiz"]
    assert labels == [("Ida Ruiz", "Mayor"), ("Ida Ruiz", "a former doctor")]
    assert [row.cells[:2] for row in result.table("agentless_passives").rows] == [("fired", "Shots")]


def test_no_more_than_twelve_actors_and_one_named(resources: Resources) -> None:
    groups = (
        "nurses tenants farmers teachers students drivers voters bakers miners pilots sailors actors judges lawyers"
    )
    body = " ".join(f"The {group} came. The {group} left." for group in groups.split()) + " Ida Brandt waved."
    result = result_of(body, resources)
    subjects = list(dict.fromkeys(score.subject for score in result.scores if score.subject))
    assert len(subjects) == MOST_ACTORS
    assert "Ida Brandt" in subjects


def test_bands_in_words(resources: Resources) -> None:
    result = result_of("The reckless mayor lied. The nurses were praised.", resources)
    bands = {s.subject: s.band.label for s in result.scores if s.name == "sentiment" and s.band is not None}
    assert bands == {"the mayor": "mostly critical wording", "nurses": "mostly favourable wording"}


def test_nothing_to_measure(resources: Resources) -> None:
    result = result_of("", resources)
    assert (result.findings, result.limits) == ((), LIMITS)
    assert {(score.subject, score.value) for score in result.scores} == {(None, None)}


WORDS = [
    "The reckless mayor",
    "praised",
    "Jane Doe",
    ",",
    "who lied",
    "but",
    "she",
    "“",
    "”",
    "said",
    "was",
    "hero",
    "not",
    ".",
    "\n\n",
    "’",
    "İ",
]


def test_laws_of_findings(resources: Resources) -> None:
    @settings(deadline=None, max_examples=30)
    @given(body=st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))
    def laws_hold(body: str) -> None:
        article = Article("The mayor", body)
        result = measure(next(read_closely([article], resources)), resources)
        assert list(result.findings) == sorted(
            result.findings, key=lambda finding: (finding.span, finding.subject or "")
        )
        assert measure(next(read_closely([article], resources)), resources) == result
        for finding in result.findings:
            assert article.quote(finding.span) == finding.quote
            assert finding.about is not None
            assert finding.weight > 0
        for score in result.scores:
            if score.name == "sentiment" and score.value is not None:
                assert -1 <= score.value <= 1

    laws_hold()


def test_judging_words_per_1000_words_by_hand(resources: Resources) -> None:
    plain = "The council met on Tuesday evening in the old hall by the river. "
    body = plain * 4 + "The shameless mayor, Ruth Ellery, spoke for one hour that evening."
    result = analyse(Article("", body), resources).dimensions["actors"]
    assert [finding.quote for finding in result.findings] == ["shameless"]
    assert result.score("judging_words_per_1000_words").value == pytest.approx(1000 / (4 * 13 + 11))
    assert result.score("judging_words_per_1000_words", Voice.QUOTED).value is None
