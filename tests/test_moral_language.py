"""Moral language: words of each foundation by hand, both sides and voices, and what plain news must not set off."""

from __future__ import annotations

import pytest

from analysis.article import Article, Part
from analysis.coding.codebook import built_in
from analysis.decisions import Choice, Decision, Decisions
from analysis.lexicon import load_lexicons
from analysis.quotations import Voice
from analysis.reading import Resources
from analysis.report import analyse, reconsidered
from analysis.results import DimensionResult, Finding

# Two words of care and one of fairness by the paper, one of loyalty in quotation marks.
BODY = (
    "The heartless rule hits families on the north shore. Nurses showed kindness to those who waited. "
    "It was unfair to the pupils, the paper wrote. The bus stopped at seven and went on at nine in the rain. "
    "The choir sang in the hall until the lamps went out. Snow lay on the hills and on the roofs of the town. "
    "The market opened again on Tuesday.\n\n"
    "“They betrayed us,” she said."
)
WORDS_OWN = 69


def measured(resources: Resources, body: str, headline: str = "") -> DimensionResult:
    """The framing of one article."""
    return analyse(Article(headline, body), resources).dimensions["framing"]


def moral(result: DimensionResult) -> list[tuple[str, str]]:
    """Words and category of the moral findings."""
    return [(found.quote, found.category.removeprefix("framing/moral_")) for found in _moral_findings(result)]


def _moral_findings(result: DimensionResult) -> list[Finding]:
    return [found for found in result.findings if found.category.startswith("framing/moral_")]


def density(result: DimensionResult, foundation: str, voice: Voice = Voice.OWN) -> float | None:
    """The value of one foundation's score."""
    return result.score("moral_words_per_1000_words", voice, foundation).value


def test_words_of_both_sides_count_for_their_foundation(resources: Resources) -> None:
    report = analyse(Article("", BODY), resources)
    assert report.reading.document.words(Voice.OWN) == WORDS_OWN
    result = report.dimensions["framing"]
    assert density(result, "Care") == pytest.approx(1000 * 2 / WORDS_OWN)
    assert density(result, "Fairness") == pytest.approx(1000 / WORDS_OWN)
    assert density(result, "Loyalty") == 0


def test_a_mild_word_counts_half(resources: Resources) -> None:
    result = measured(resources, BODY.replace("showed kindness", "were peaceful"))
    assert density(result, "Care") == pytest.approx(1000 * 1.5 / WORDS_OWN)


def test_a_voice_of_too_few_words_has_no_score_but_the_reason(resources: Resources) -> None:
    score = measured(resources, BODY).score("moral_words_per_1000_words", Voice.QUOTED, "Loyalty")
    assert score.value is None
    assert score.note == "Too short to say: this takes at least 50 words in quoted words; found: 3."


def test_the_table_tells_sides_and_voices_apart(resources: Resources) -> None:
    article = Article("Mercy for all", BODY)
    table = analyse(article, resources).dimensions["framing"].table("moral_language")
    assert [row.cells for row in table.rows] == [
        ("Care", 1, 1, 0, 0, 2),
        ("Fairness", 0, 1, 0, 0, 1),
        ("Loyalty", 0, 0, 0, 1, 1),
        ("Authority", 0, 0, 0, 0, 0),
        ("Sanctity", 0, 0, 0, 0, 0),
    ]
    words = [article.quote(span) for row in table.rows for span in row.evidence]
    assert words == ["heartless", "kindness", "unfair", "betrayed"]


def test_words_of_the_headline_are_marked_but_do_not_count(resources: Resources) -> None:
    result = measured(resources, BODY.replace("heartless ", "new "), headline="A heartless rule")
    assert [found.quote for found in _moral_findings(result) if found.span.part is Part.HEADLINE] == ["heartless"]
    assert result.table("moral_language").rows[0].cells[-1] == 1


def test_moral_language_is_no_frame(resources: Resources) -> None:
    rows = measured(resources, BODY).table("frames").rows
    assert {row.cells[1] for row in rows} == {"policy", "generic"}
    codes = [code.code for book in built_in(load_lexicons()) for code in book.codes]
    assert codes
    assert not any("moral_" in code for code in codes)


def test_a_rejected_mark_counts_no_more(resources: Resources) -> None:
    report = analyse(Article("", BODY), resources)
    found = next(one for one in _moral_findings(report.dimensions["framing"]) if one.quote == "unfair")
    rejected = Decision(found.span, found.quote, Choice.REJECTED, found.category, found.subject)
    result = reconsidered(report, Decisions((rejected,)), resources).dimensions["framing"]
    assert density(result, "Fairness") == 0
    assert result.table("moral_language").rows[1].cells[-1] == 0


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("It was a cruel and callous act.", [("cruel", "care_vice"), ("callous", "care_vice")]),
        ("The rule isn’t fair.", [("n’t fair", "fairness_vice")]),
        ("They showed no mercy.", [("no mercy", "care_vice")]),
        ("“We want our fair share,” she said.", [("fair share", "fairness_virtue")]),
        ("He was proud to serve his country.", [("serve his country", "loyalty_virtue")]),
        ("They betrayed their comrades.", [("betrayed", "loyalty_vice"), ("comrades", "loyalty_virtue")]),
        ("Every pupil obeys.", [("obeys", "authority_virtue")]),
        ("The tenants flouted the order.", [("flouted", "authority_vice")]),
        ("Life is sacred, and theft is a sin.", [("sacred", "sanctity_virtue"), ("sin", "sanctity_vice")]),
    ],
)
def test_moral_words_are_found(sentence: str, found: list[tuple[str, str]], resources: Resources) -> None:
    assert moral(measured(resources, sentence)) == found


@pytest.mark.parametrize(
    "sentence",
    [
        "Police said the bombing killed 12 people.",
        "The health care bill passed by a vote of 51 to 49.",
        "The Justice Department declined to comment.",
        "Justice Nora Quill wrote for the court.",
        "The trade fair opens on Friday with fair weather.",
        "In this kind of market, orders fall.",
        "He was on duty until six, and the goods were duty free.",
        "The council ordered a review of the traditional menu.",
        "The authorities evacuated the area.",
        "The oil rig stands in deep water off the desert coast.",
        "By virtue of her rank she spoke first, and it was pure coincidence.",
        "She works at a charity that runs a loyalty card.",
        "The gross domestic product rose, and the holding company plans to buy the rest.",
        "The storm was violent, and the road was treacherous.",
        "United won the derby and City fell to third.",
        "The trick seems to defy gravity.",
    ],
)
def test_plain_news_has_no_moral_words(sentence: str, resources: Resources) -> None:
    assert moral(measured(resources, sentence)) == []
