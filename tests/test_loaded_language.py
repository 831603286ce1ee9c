"""Loaded language: scores worked out by hand, two voices, short texts."""

from __future__ import annotations

import pytest

from analysis.article import Article, Part
from analysis.quotations import Voice
from analysis.reading import Resources
from analysis.report import analyse
from analysis.results import DimensionResult

PLAIN = "The council met on Tuesday evening in the old hall by the river. "
LOADED = "The disgraceful plan was slammed by the shameless mayor on that evening. "
QUOTED = "“The plan is a disgraceful insult to all of the people here,” Ruth Ellery said. "


def measured(body: str, resources: Resources, headline: str = "") -> DimensionResult:
    return analyse(Article(headline, body), resources).dimensions["loaded_language"]


def test_shares_and_rates_by_hand(resources: Resources) -> None:
    # Four plain sentences of 13 words, and one of 12 words with three terms.
    result = measured(PLAIN * 4 + LOADED, resources)
    assert [finding.quote for finding in result.findings] == ["disgraceful", "slammed", "shameless"]
    assert result.score("loaded_sentence_share").value == pytest.approx(100 * 1 / 5)
    assert result.score("loaded_terms_per_1000_words").value == pytest.approx(1000 * 3 / 64)


def test_quoted_words_count_for_the_quoted_voice_only(resources: Resources) -> None:
    result = measured(PLAIN * 4 + QUOTED * 5, resources)
    assert {finding.voice for finding in result.findings} == {Voice.QUOTED}
    assert result.score("loaded_terms_per_1000_words").value == 0
    # Each quotation has 12 words and two terms: "disgraceful" and "insult".
    terms = len(result.findings) / 5
    assert result.score("loaded_terms_per_1000_words", Voice.QUOTED).value == pytest.approx(1000 * terms / 12)
    assert result.score("loaded_sentence_share", Voice.QUOTED).value == 100


def test_too_short_has_no_value_but_a_reason(resources: Resources) -> None:
    result = measured(LOADED, resources)
    assert result.findings
    for score in result.scores:
        assert score.value is None
        assert score.note.startswith("Too short to say")


def test_the_headline_is_marked_but_not_counted(resources: Resources) -> None:
    result = measured(PLAIN * 5, resources, headline="Mayor slams shameful plan")
    assert {finding.span.part for finding in result.findings} == {Part.HEADLINE}
    assert result.score("loaded_sentence_share").value == 0


def test_a_headline_in_capitals_is_house_style(resources: Resources) -> None:
    shouted = measured(PLAIN, resources, headline="Council APPROVES plan")
    assert [finding.quote for finding in shouted.findings] == ["APPROVES"]
    assert measured(PLAIN, resources, headline="COUNCIL APPROVES PLAN").findings == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Police said the bombing killed 12 people and wounded 40 others.",
        "The earthquake destroyed 300 houses and left thousands without water.",
        "Two people were found dead in the river on Friday morning.",
        "The court convicted the former director of fraud and theft.",
        "The murder rate fell by 20 percent last year.",
        "Firefighters rescued three children from the burning house.",
        "The disease spread to four countries within a month.",
        "She slammed the door and ran to the station.",
        "The report is not a radical change, the minister said.",
        "He was admitted to hospital with a broken leg.",
    ],
)
def test_bad_news_told_plainly_is_not_loaded(sentence: str, resources: Resources) -> None:
    assert [finding.quote for finding in measured(sentence, resources).findings] == []
