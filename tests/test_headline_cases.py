"""The hand-made headline cases keep their own rules, and the measure agrees with most of them."""

from __future__ import annotations

import pytest

from analysis.headline import HeadlineScores
from analysis.reading import Reading, Resources
from benchmarks.headline_cases import PARTS, HeadlineCase, cases, judged, ranked, verdict_on

ABOUT = {
    *("paraphrase", "number", "actor", "negation", "certainty", "intensity", "quotation", "question", "list"),
    *("quotation_headline", "label", "headlinese", "disputed", "discussed", "unrelated", "buried", "reversed_roles"),
}
FEWEST_CASES = 80
Judged = list[tuple[HeadlineCase, Reading, HeadlineScores]]


@pytest.fixture(scope="module")
def seen(with_models: Resources) -> Judged:
    return judged("seen", with_models)


def test_there_are_enough_cases_of_every_kind() -> None:
    found = [case for part in PARTS for case in cases(part)]
    assert len(found) >= FEWEST_CASES
    assert {case.about for case in found} == ABOUT
    assert len({case.id for case in found}) == len(found)


@pytest.mark.parametrize("part", PARTS)
def test_cases_quote_their_texts(part: str) -> None:
    for case in cases(part):
        assert case.carried in {"yes", "partly", "no"}
        assert case.stance in {"supports", "discusses", "disputes", "unrelated"}
        for element in case.elements:
            assert case.article.headline.count(element.text) == 1, (case.id, element.text)
            assert (element.verdict == "missing") == (not element.evidence), (case.id, element.text)
            assert not element.evidence or case.article.body.count(element.evidence) == 1, (case.id, element.text)


def test_evidence_for_what_is_carried_lies_in_the_sentence_that_a_reader_names(seen: Judged) -> None:
    """Of elements that reader and measure both find carried, most rest on the same sentence."""
    hits = []
    for case, _, scores in seen:
        for element in case.elements:
            if element.verdict == "supported" == verdict_on(element, case, scores):
                start = case.article.headline.index(element.text)
                places = [
                    found.sentence.text
                    for found in scores.judgements
                    if found.sentence and start <= found.element.span.start < start + len(element.text)
                ]
                hits.append(any(element.evidence in place or place in element.evidence for place in places))
    assert sum(hits) / len(hits) >= 0.7


def test_the_measure_agrees_with_the_reader(seen: Judged) -> None:
    elements = [(e.verdict, verdict_on(e, case, scores)) for case, _, scores in seen for e in case.elements]
    assert sum(gold == ours for gold, ours in elements) / len(elements) >= 0.6
    assert ranked(seen) >= 0.6


def test_an_unrelated_headline_is_said_to_be_one(seen: Judged) -> None:
    for case, _, scores in seen:
        if case.about == "unrelated":
            assert scores.stance.name == "unrelated", case.id
            assert scores.supported_share is not None
            assert scores.supported_share < 20, case.id


def test_a_disputed_headline_is_told_from_a_discussed_one(seen: Judged) -> None:
    by_id = {case.id: scores.stance.name.value for case, _, scores in seen}
    disputed = [by_id[case.id] for case, _, _ in seen if case.about == "disputed" and case.stance == "disputes"]
    discussed = [by_id[case.id] for case, _, _ in seen if case.about == "discussed" and case.stance == "discusses"]
    assert disputed
    assert discussed
    assert set(disputed) == {"disputes"}
    assert "disputes" not in discussed
