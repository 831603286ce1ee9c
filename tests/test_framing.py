"""Framing: shares worked out by hand, both voices, too little text, scope, functions, and the laws of every measure."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import framing
from analysis.article import Article, Part
from analysis.lexicon import FOUNDATIONS, load_lexicons
from analysis.quotations import Voice
from analysis.reading import Resources, read_closely
from analysis.results import DimensionResult

FRAMES = {
    *("policy_economic", "policy_capacity_and_resources", "policy_morality", "policy_fairness_and_equality"),
    *("policy_legality", "policy_policy_prescription", "policy_crime_and_punishment", "policy_security_and_defence"),
    *("policy_health_and_safety", "policy_quality_of_life", "policy_cultural_identity", "policy_public_opinion"),
    *("policy_political", "policy_external_regulation"),
    *("generic_conflict", "generic_human_interest", "generic_responsibility", "generic_morality"),
    "generic_economic_consequences",
}
OTHERS = {
    *("scope_episodic", "scope_thematic"),
    *("function_problem", "function_cause", "function_judgement", "function_remedy"),
    *(f"moral_{foundation}_{side}" for foundation in FOUNDATIONS for side in ("virtue", "vice")),
}
# Two of five sentences speak of money, one of health, two of nothing that a frame covers.
OWN = (
    "The council raised the tax on diesel. Wages fell in the valley. The nurse walked home in the rain. "
    "The choir sang in the hall. Snow lay on the hills."
)
# In quotation marks one of five speaks of money and two of health; “she said” alone is too little to count.
QUOTED = "\n\n".join(
    (
        "“The tax will ruin every grower,” she said.",
        "“There was no nurse on the ward,” she said.",
        "“The virus came back with the cold,” she said.",
        "“The hall was full of song,” she said.",
        "“Nobody saw the snow coming,” she said.",
    )
)
COSTS = (
    "The new bridge will cost nine million pounds. Taxpayers carry most of the debt. The council expects revenue from "
    "a fee. Investors wait for a lower interest rate. Local wages are falling, and so is spending."
)
MATCH = (
    "The home side scored twice before the break. The keeper slipped on the wet grass. A late corner brought the third "
    "goal. The visitors hit the post. The stands were empty by nine."
)


def measured(resources: Resources, body: str, headline: str = "") -> DimensionResult:
    """The framing of one article."""
    return framing.measure(next(read_closely([Article(headline, body)], resources)), resources)


def share(result: DimensionResult, frame: str, voice: Voice = Voice.OWN) -> float | None:
    """The value of one frame's share."""
    return result.score("frame_share", voice, frame).value


def test_every_frame_has_a_file() -> None:
    names = {category.key.partition("/")[2] for category in load_lexicons().of_dimension("framing")}
    assert names == FRAMES | OTHERS


def test_labels_are_unique_because_scores_are_found_by_them() -> None:
    labels = [category.label for category in load_lexicons().of_dimension("framing")]
    assert len(labels) == len(set(labels))


def test_one_score_a_frame_and_voice(resources: Resources) -> None:
    scores = measured(resources, OWN).scores
    keys = {(score.name, score.voice, score.subject) for score in scores}
    assert len(scores) == len(keys) == 2 * (len(FRAMES) + 2 + len(FOUNDATIONS))


def test_shares_of_the_own_voice_by_hand(resources: Resources) -> None:
    result = measured(resources, OWN)
    assert share(result, "Economy") == pytest.approx(40)
    assert share(result, "Health and safety") == pytest.approx(20)
    assert share(result, "Legality and constitution") == 0


def test_shares_of_both_voices_by_hand(resources: Resources) -> None:
    result = measured(resources, f"{QUOTED}\n\n{OWN}")
    assert share(result, "Economy", Voice.QUOTED) == pytest.approx(20)
    assert share(result, "Health and safety", Voice.QUOTED) == pytest.approx(40)
    assert share(result, "Economy") == pytest.approx(40)
    assert share(result, "Health and safety") == pytest.approx(20)


def test_interval_holds_the_value_and_band_names_it(resources: Resources) -> None:
    score = measured(resources, OWN).score("frame_share", Voice.OWN, "Economy")
    assert score.low is not None
    assert score.high is not None
    assert 0 <= score.low < 40 < score.high <= 100
    assert score.band is not None
    assert score.band.label == "dominant"


@pytest.mark.parametrize(
    ("value", "band"),
    [(0.0, "absent"), (2.5, "touched on"), (10.0, "prominent"), (33.0, "prominent"), (100 / 3, "dominant")],
)
def test_bands(value: float, band: str) -> None:
    bands = framing.FRAME_BANDS
    assert next(b.label for b in bands if b.upper is None or value < b.upper) == band


@pytest.mark.parametrize("body", ["", "Taxes rose.", "The tax rose. Wages fell. Snow lay deep. The choir sang well."])
def test_too_little_text_gives_none_with_the_reason(resources: Resources, body: str) -> None:
    for score in measured(resources, body, headline="Taxes rise").scores:
        assert score.value is None
        assert score.low is None
        assert "at least 5" in score.note  # 5 sentences, or 50 words


def test_quoted_voice_without_quotations_is_none_not_zero(resources: Resources) -> None:
    score = measured(resources, OWN).score("frame_share", Voice.QUOTED, "Economy")
    assert score.value is None
    assert score.note == "Too short to say: this takes at least 5 sentences in quoted words; found: 0."


def test_one_weak_cue_is_shown_but_does_not_evoke_a_frame(resources: Resources) -> None:
    rest = "Snow lay on the hills. The choir sang in the hall. The dog slept. The sun rose late."
    weak = measured(resources, f"The company painted its gate green. {rest}")
    assert [(f.quote, f.weight) for f in weak.findings if f.subject == "Economy"] == [("company", 0.5)]
    assert share(weak, "Economy") == 0
    backed = measured(resources, f"The company lost a customer. {rest}")
    assert share(backed, "Economy") == pytest.approx(20)


def test_headline_cues_are_findings_but_not_in_the_shares(resources: Resources) -> None:
    result = measured(resources, MATCH, headline="Tax cut for clubs")
    assert [f.quote for f in result.findings if f.span.part is Part.HEADLINE and f.subject == "Economy"] == ["Tax"]
    assert share(result, "Economy") == 0


def test_a_cue_can_serve_a_policy_and_a_generic_frame_at_once(resources: Resources) -> None:
    result = measured(resources, OWN)
    assert {f.subject for f in result.findings if f.quote == "tax"} == {"Economy", "Economic consequences"}


def test_findings_explain_themselves(resources: Resources) -> None:
    for finding in measured(resources, COSTS).findings:
        assert f"“{finding.quote}”" in finding.reason
        assert finding.source.startswith("lexicon:")
        assert finding.fair_when


def test_frames_table_lists_every_frame_with_its_sentences(resources: Resources) -> None:
    article = Article("", f"{QUOTED}\n\n{OWN}")
    table = framing.measure(next(read_closely([article], resources)), resources).table("frames")
    assert len(table.rows) == len(FRAMES)
    assert all(first.cells[-1] >= second.cells[-1] for first, second in pairwise(table.rows))
    row = next(row for row in table.rows if row.cells[0] == "Economy")
    assert row.cells == ("Economy", "policy", pytest.approx(40), pytest.approx(20), 3)
    assert [article.quote(span) for span in row.evidence] == [
        "“The tax will ruin every grower,” she said.",
        "The council raised the tax on diesel.",
        "Wages fell in the valley.",
    ]


def test_functions_table_follows_entman(resources: Resources) -> None:
    article = Article(
        "",
        "The dust is a danger to birds. It spread because the wind turned. The delay was inexcusable. "
        "“The town needs to close the pit,” she said. The choir sang in the hall.",
    )
    table = framing.measure(next(read_closely([article], resources)), resources).table("functions")
    assert [row.cells for row in table.rows] == [
        ("Problem", 1, 0, 1),
        ("Cause", 1, 0, 1),
        ("Judgement", 1, 0, 1),
        ("Remedy", 0, 1, 1),
    ]
    assert [article.quote(row.evidence[0])[:12] for row in table.rows] == [
        "The dust is ",
        "It spread be",
        "The delay wa",
        "“The town ne",
    ]


def test_episodic_share_by_hand(resources: Resources) -> None:
    """Three episodic sentences, one thematic and one of both kinds, which counts as half: 3.5 of 5."""
    result = measured(
        resources,
        "The fire broke out last night. A bystander saw the smoke. Her son ran from the house. "
        "Such fires follow a trend. The trend was plain to her husband. The choir sang in the hall.",
    )
    score = result.score("episodic_share")
    assert score.value == pytest.approx(70)
    assert score.band is not None
    assert score.band.label == "mostly single events"


def test_a_story_about_costs_is_more_economic_than_one_about_a_match(resources: Resources) -> None:
    for frame in ("Economy", "Economic consequences"):
        costs, match = share(measured(resources, COSTS), frame), share(measured(resources, MATCH), frame)
        assert costs is not None
        assert match is not None
        assert costs > match


def test_same_in_same_out(resources: Resources) -> None:
    assert measured(resources, f"{QUOTED}\n\n{OWN}") == measured(resources, f"{QUOTED}\n\n{OWN}")


SENTENCES = (OWN + " " + COSTS + " " + MATCH).replace(". ", ".|").split("|") + QUOTED.split("\n\n") + ["\n\n", "$ 😀 “"]


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.sampled_from(SENTENCES) | st.text(max_size=30), max_size=14), headline=st.text(max_size=30))
def test_laws_hold_for_any_text(resources: Resources, pieces: list[str], headline: str) -> None:
    article = Article(headline, " ".join(pieces))
    result = framing.measure(next(read_closely([article], resources)), resources)
    spans = [finding.span for finding in result.findings]
    assert spans == sorted(spans)
    assert all(article.quote(finding.span) == finding.quote != "" for finding in result.findings)
    assert all(article.quote(span).strip() for table in result.tables for row in table.rows for span in row.evidence)
    for score in result.scores:
        if score.value is None:
            assert score.note
        else:
            assert 0 <= score.low <= score.value <= score.high <= (100 if score.unit == "%" else 1000)
