"""Word lists and model beside each other: shared marks, how strongly each is drawn, what every export says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

import pytest

from analysis.article import Article, Part, Span
from analysis.export import as_dict, results_of, to_csv, to_html, to_json, to_text
from analysis.highlight import STRENGTHS, explanation, model_says, strength_of
from analysis.quotations import Voice
from analysis.reading import Resources
from analysis.report import Report, analyse
from analysis.results import Finding
from tests.stub_models import written_models
from views.parts.filters import ANYTHING, FOUND_BY, select

BODY = "The shameless mayor slammed the sneering plan on that evening. The council met again on Tuesday."
PROBABILITIES: Mapping[str, float] = {"shameless": 0.93, "slammed": 0.12, "plan": 0.61}
SHAMELESS, SLAMMED, PLAN = "shameless", "slammed", "plan"


@pytest.fixture(scope="module")
def stubbed(resources: Resources) -> Resources:
    """Resources with a stub for a model: it finds “shameless” and “plan” loaded, and “slammed” not."""
    return replace(resources, models=written_models(PROBABILITIES))


@pytest.fixture(scope="module")
def report(stubbed: Resources) -> Report:
    return analyse(Article("", BODY), stubbed)


def finding(report: Report, quote: str) -> Finding:
    return next(f for f in report.dimensions["loaded_language"].findings if f.quote == quote)


def loaded(probability: float | None, *, marked: bool | None, source: str = "lexicon:slam") -> Finding:
    span = Span(Part.BODY, 0, 5)
    return Finding(
        span, "slams", "loaded_language/verbs", "A blow.", source, Voice.OWN,
        probability=probability, marked_by_model=marked,
    )  # fmt: skip


def test_a_finding_knows_how_likely_it_is_and_whether_the_model_marks_it_too(report: Report) -> None:
    known = {quote: finding(report, quote) for quote in (SHAMELESS, SLAMMED, PLAN)}
    assert {quote: (f.probability, f.marked_by_model, f.by_model) for quote, f in known.items()} == {
        SHAMELESS: (0.93, True, False),
        SLAMMED: (0.12, False, False),
        PLAN: (0.61, True, True),
    }


def test_the_likeliest_word_of_a_loaded_sentence_counts_as_marked_however_high_the_threshold(
    resources: Resources,
) -> None:
    strict = replace(resources, models=written_models(PROBABILITIES, threshold=0.99))
    report = analyse(Article("", BODY), strict)
    assert finding(report, SHAMELESS).marked_by_model
    assert not finding(report, SLAMMED).marked_by_model
    assert not any(f.by_model for f in report.dimensions["loaded_language"].findings)


def test_without_models_nothing_is_said_of_them(resources: Resources) -> None:
    report = analyse(Article("", BODY), replace(resources, models=None))
    findings = report.dimensions["loaded_language"].findings
    assert {f.quote for f in findings} >= {SHAMELESS, SLAMMED}
    assert {(f.probability, f.marked_by_model, f.by_model, model_says(f), strength_of(f)) for f in findings} == {
        (None, None, False, None, 0)
    }


@pytest.mark.parametrize(
    ("judged", "said"),
    [
        (loaded(0.83, marked=True), "83 % likely loaded here."),
        (
            loaded(0.2, marked=False),
            "20 % likely loaded here. The word list marks it; the model, reading the sentence, does not.",
        ),
        (
            loaded(0.2, marked=False, source="rule:shouting"),
            "20 % likely loaded here. The rule marks it; the model, reading the sentence, does not.",
        ),
        (
            loaded(0.999, marked=True, source="model:loaded-language@1"),
            "99 % likely loaded here. Only the model marks it; no list holds it.",
        ),
        (loaded(0.001, marked=True), "1 % likely loaded here."),
        (loaded(0.8, marked=None, source="model:target-sentiment@1"), None),
    ],
)
def test_a_note_says_how_likely_and_where_they_disagree(judged: Finding, said: str | None) -> None:
    assert model_says(judged) == said
    assert dict(explanation(judged)).get("Model") == said


@pytest.mark.parametrize(
    ("probability", "strength"), [(0.0, 1), (0.24, 1), (0.25, 2), (0.5, 3), (0.75, 4), (1.0, 4), (None, 0)]
)
def test_strength_is_a_quarter_of_the_probability(probability: float | None, strength: int) -> None:
    assert strength_of(loaded(probability, marked=True)) == strength
    assert strength <= len(STRENGTHS)


def test_the_page_draws_each_mark_in_its_strength_and_explains_it(report: Report, stubbed: Resources) -> None:
    page = to_html(results_of([report], stubbed))
    for quote, strength in ((SHAMELESS, 4), (SLAMMED, 1), (PLAN, 3)):
        assert f"strength-{strength}" in page.partition(f">{quote}<")[0].rpartition("<mark ")[2]
    assert all(label in page.partition('class="scale"')[2] for label in STRENGTHS)
    assert "Only the model marks it; no list holds it." in page
    assert "models loaded-language@0, target-sentiment@0" in page


def test_a_page_made_without_models_does_not_speak_of_them(resources: Resources) -> None:
    bare = replace(resources, models=None)
    page = to_html(results_of([analyse(Article("", BODY), bare)], bare))
    assert 'class="scale"' not in page
    assert "strength-" not in page.partition("<body>")[2]
    assert "without models" in page


def test_every_other_export_says_the_same(report: Report, stubbed: Resources, resources: Resources) -> None:
    results = results_of([report], stubbed)
    assert "Model: 12 % likely loaded here. The word list marks it; the model, reading" in to_text(results)
    exported = json.loads(to_json(results))
    assert exported["made_with"]["models"] == {
        "loaded_language": "loaded-language@0",
        "target_sentiment": "target-sentiment@0",
        "readability_grade": "readability-grade@0",
        "headline_support": "headline-support@0",
        "framing": "framing@0",
        "tellings": "tellings@0",
    }
    findings = exported["reports"][0]["dimensions"]["loaded_language"]["findings"]
    assert {(f["quote"], f["probability"], f["marked_by_model"]) for f in findings} >= {(SLAMMED, 0.12, False)}
    assert f"{SLAMMED}," in to_csv(results)
    assert ",0.12,False" in to_csv(results)
    assert as_dict(results_of([], replace(resources, models=None)))["made_with"]["models"] is None


@pytest.mark.parametrize(
    ("found_by", "quotes"),
    [
        (ANYTHING, {SHAMELESS, SLAMMED, PLAN}),
        ("Word lists and rules", {SHAMELESS, SLAMMED}),
        ("The model", {SHAMELESS, PLAN}),
        ("Both: they agree", {SHAMELESS}),
        ("One alone: they disagree", {SLAMMED, PLAN}),
    ],
)
def test_marks_can_be_chosen_by_what_found_them(report: Report, found_by: str, quotes: set[str]) -> None:
    assert found_by in FOUND_BY
    findings = [f for f in report.dimensions["loaded_language"].findings if f.quote in (SHAMELESS, SLAMMED, PLAN)]
    assert {f.quote for f in select(findings, categories=(), voice=None, found_by=found_by)} == quotes
