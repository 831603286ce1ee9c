"""Framing with models: which sentences count, what their evidence is, and what a reader's decisions change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import exp

import pytest

from analysis import framing
from analysis.article import Article, Part, Span
from analysis.decisions import Choice, Decision, Decisions
from analysis.quotations import Voice
from analysis.reading import Reading, Resources, read_closely
from analysis.results import DimensionResult
from tests.stub_models import WrittenFrames, written_models

# Two sentences of five have an ordinary cue of the economy ("tax", "wages").
BODY = (
    "The council raised the tax on diesel. Wages fell in the valley. The nurse walked home in the rain. "
    "The choir sang in the hall. Snow lay on the hills."
)
MIXED = "“The tax will ruin every grower on this hill,” said the mayor as the meeting of the council began."
ECONOMY, LIKELY = "framing/policy_economic", 0.9


def with_frames(resources: Resources, probabilities: Mapping[str, float]) -> Resources:
    """Resources whose frame model finds the given probabilities in every sentence."""
    return replace(resources, models=replace(written_models({}), frames=WrittenFrames(probabilities)))


def read(resources: Resources, body: str) -> Reading:
    """The reading of a body."""
    return next(read_closely([Article("", body)], resources, sentiment=False))


def measured(resources: Resources, body: str, probabilities: Mapping[str, float]) -> DimensionResult:
    """The framing of a body in every sentence of which the model finds the same."""
    told = with_frames(resources, probabilities)
    return framing.measure(read(told, body), told)


def share(result: DimensionResult, frame: str, voice: Voice = Voice.OWN) -> float | None:
    """The value of a frame's share."""
    return result.score("frame_share", voice, frame).value


def test_a_cue_in_a_sentence_that_the_model_reads_otherwise_does_not_count(resources: Resources) -> None:
    result = measured(resources, BODY, {})
    assert share(result, "Economy") == 0
    assert [finding for finding in result.findings if finding.category == ECONOMY] == []


def test_a_cue_makes_a_doubtful_sentence_count(resources: Resources) -> None:
    # odds of 1 to 19, times e^4, are nearly 3 to 1; without the cue they stay below even
    assert share(measured(resources, BODY, {"policy_economic": 0.05}), "Economy") == 40


def test_the_evidence_is_the_cue_where_there_is_one_and_else_the_sentence(resources: Resources) -> None:
    result = measured(resources, BODY, {"policy_economic": LIKELY})
    found = [finding for finding in result.findings if finding.category == ECONOMY]
    assert [(finding.quote, finding.source) for finding in found] == [
        ("tax", "lexicon:tax"),
        ("Wages", "lexicon:wage"),
        ("The nurse walked home in the rain.", "model:framing@0"),
        ("The choir sang in the hall.", "model:framing@0"),
        ("Snow lay on the hills.", "model:framing@0"),
    ]
    # a cue of weight 1 multiplies odds of 9 by e^4
    odds = 9 * exp(4)
    assert [one.probability for one in found] == pytest.approx([odds / (1 + odds)] * 2 + [LIKELY] * 3)
    assert all("Economy" in finding.reason for finding in found if finding.by_model)
    assert share(result, "Economy") == 100


def test_a_weak_cue_and_its_sentence_stand_together(resources: Resources) -> None:
    result = measured(resources, "The customer walked home in the rain.", {"policy_economic": LIKELY})
    found = {(finding.quote, finding.weight) for finding in result.findings if finding.category == ECONOMY}
    assert found == {("customer", 0.5), ("The customer walked home in the rain.", 1.0)}


@pytest.mark.parametrize(("probability", "evoked"), [(0.49, 0.0), (0.5, 100.0)])
def test_the_threshold_belongs_to_what_is_evoked(resources: Resources, probability: float, evoked: float) -> None:
    assert share(measured(resources, BODY, {"policy_morality": probability}), "Morality") == evoked


def test_each_voice_of_a_sentence_stands_for_itself(resources: Resources) -> None:
    result = measured(resources, MIXED, {"policy_political": LIKELY})
    found = {f.voice: f.quote for f in result.findings if f.category == "framing/policy_political" and f.by_model}
    assert set(found) == {Voice.OWN, Voice.QUOTED}
    assert found[Voice.OWN].strip().startswith("said the mayor")
    assert "ruin every grower" in found[Voice.QUOTED]
    assert "mayor" not in found[Voice.QUOTED]


def test_words_of_lists_that_the_model_does_not_know_stay(resources: Resources) -> None:
    result = measured(resources, "Her kindness moved the whole town to tears that day.", {})
    assert [finding.quote for finding in result.findings] == ["kindness"]


def test_a_sentence_that_the_reader_rejects_counts_no_more(resources: Resources) -> None:
    told = with_frames(resources, {"policy_economic": LIKELY})
    reading = read(told, BODY)
    snow = Span(Part.BODY, BODY.index("Snow"), len(BODY))
    mark = next(one for one in framing.measure(reading, told).findings if one.span == snow and one.category == ECONOMY)
    rejected = Decisions((Decision(mark.span, mark.quote, Choice.REJECTED, mark.category, mark.subject),))
    assert share(framing.measure(replace(reading, decisions=rejected), told), "Economy") == 80


def test_what_evokes_no_policy_frame_is_counted_too(resources: Resources) -> None:
    nothing = measured(resources, BODY, {"generic_conflict": LIKELY})
    assert nothing.score("unframed_share", Voice.OWN).value == 100
    assert measured(resources, BODY, {"policy_economic": LIKELY}).score("unframed_share", Voice.OWN).value == 0


def test_without_models_unframed_are_the_sentences_without_a_cue_that_weighs_enough(resources: Resources) -> None:
    result = framing.measure(read(resources, BODY), resources)
    # the tax, the wages and the nurse are cues
    assert result.score("unframed_share", Voice.OWN).value == pytest.approx(40)
