"""A reader's decisions: what stands after them, how scores follow, where they go when the text is corrected."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.article import Article, Part, Span
from analysis.decisions import Choice, Decision, Decisions, key_of
from analysis.export import FORMATS, results_of
from analysis.quotations import Voice
from analysis.reading import Resources
from analysis.report import MEASURES, Report, analyse, reconsidered
from analysis.results import Finding

LOADED = "loaded_language"
BODY = " ".join(
    (
        "The reckless council slammed the plan on Monday.",
        "Members of the council met in the town hall in the morning.",
        "They voted on the plan after a debate of two hours.",
        "The plan costs the town four million a year.",
        "A disastrous delay followed in the spring.",
        "The mayor said that she would read the plan again.",
        "Residents of the harbour may comment until the end of the month.",
        "The next meeting of the council is in June, the town clerk said.",
    )
)
ARTICLE = Article("Council slams plan", BODY)


@pytest.fixture(scope="module")
def report(resources: Resources) -> Report:
    """The report by the tool alone, without models."""
    return analyse(ARTICLE, resources)


def marks(report: Report, dimension: str = LOADED) -> tuple[Finding, ...]:
    """The tool's marks in the body."""
    return tuple(found for found in report.dimensions[dimension].findings if found.span.part is Part.BODY)


def decide(finding: Finding, choice: Choice, moved_to: str | None = None) -> Decision:
    """A decision on a finding."""
    return Decision(finding.span, finding.quote, choice, finding.category, finding.subject, moved_to)


def add(words: str, category: str) -> Decision:
    """An own mark on words of the body."""
    start = BODY.index(words)
    return Decision(Span(Part.BODY, start, start + len(words)), words, Choice.ADDED, category)


def rate(report: Report) -> float:
    """Loaded terms per 1,000 own words."""
    value = report.dimensions[LOADED].score("loaded_terms_per_1000_words").value
    assert value is not None
    return value


def test_decisions_that_touch_a_dimension_are_those_on_its_marks_and_those_that_move_marks_there() -> None:
    place = Span(Part.BODY, 0, 3)
    on_it = Decision(place, "The", Choice.REJECTED, "framing/policy_economic")
    moved = Decision(place, "The", Choice.RECATEGORISED, f"{LOADED}/attack_verbs", moved_to="framing/policy_political")
    other = Decision(place, "The", Choice.REJECTED, f"{LOADED}/hyperbole")
    assert Decisions((on_it, moved, other)).touching({"framing"}).made == (on_it, moved)


def test_without_decisions_nothing_changes(report: Report, resources: Resources) -> None:
    assert reconsidered(report, Decisions(), resources).dimensions == report.dimensions


def test_rejecting_a_third_of_the_marks_takes_a_third_of_the_rate(report: Report, resources: Resources) -> None:
    found = marks(report)
    assert [finding.quote for finding in found] == ["reckless", "slammed", "disastrous"]
    yours = reconsidered(report, Decisions((decide(found[0], Choice.REJECTED),)), resources)
    assert rate(yours) == pytest.approx(rate(report) * 2 / 3)
    assert [finding.quote for finding in marks(yours)] == ["slammed", "disastrous"]


def test_interval_follows(report: Report, resources: Resources) -> None:
    everything = Decisions(tuple(decide(finding, Choice.REJECTED) for finding in marks(report)))
    score = reconsidered(report, everything, resources).dimensions[LOADED].score("loaded_terms_per_1000_words")
    words = report.reading.document.words(Voice.OWN)
    assert (score.value, score.low) == (0, 0)
    assert score.high == pytest.approx(1000 * 3 / words)  # the rule of three


def test_accepting_changes_no_number(report: Report, resources: Resources) -> None:
    accepted = Decisions(tuple(decide(finding, Choice.ACCEPTED) for finding in marks(report)))
    assert reconsidered(report, accepted, resources).dimensions == report.dimensions


def test_an_own_mark_counts(report: Report, resources: Resources) -> None:
    yours = reconsidered(report, Decisions((add("four million", "loaded_language/hyperbole"),)), resources)
    assert rate(yours) == pytest.approx(rate(report) * 4 / 3)
    [own] = [finding for finding in marks(yours) if finding.source == "reader"]
    assert (own.quote, own.voice) == ("four million", Voice.OWN)


def test_another_category_keeps_the_rate_and_moves_the_mark(report: Report, resources: Resources) -> None:
    [first, *_] = marks(report)
    decisions = Decisions((decide(first, Choice.RECATEGORISED, "loaded_language/hyperbole"),))
    yours = reconsidered(report, decisions, resources)
    assert rate(yours) == rate(report)
    assert marks(yours)[0].category == "loaded_language/hyperbole"


def test_a_mark_moved_to_another_dimension_leaves_its_own(report: Report, resources: Resources) -> None:
    [first, *_] = marks(report)
    yours = reconsidered(
        report, Decisions((decide(first, Choice.RECATEGORISED, "framing/generic_conflict"),)), resources
    )
    assert rate(yours) == pytest.approx(rate(report) * 2 / 3)
    moved = [finding for finding in marks(yours, "framing") if finding.span == first.span]
    assert ("framing/generic_conflict", "Conflict") in [(finding.category, finding.subject) for finding in moved]


@pytest.mark.parametrize("dimension", [measure.key for measure in MEASURES])
def test_a_category_of_a_list_that_is_in_use_no_more_breaks_nothing(
    report: Report, resources: Resources, dimension: str
) -> None:
    gone = f"{dimension}/own_gone"
    moved = decide(marks(report)[0], Choice.RECATEGORISED, gone)
    yours = reconsidered(report, Decisions((moved, add("four million", gone))), resources)
    written = {name: write(results_of((yours,), resources)) for name, write in FORMATS.items()}
    assert all("Own gone" in written["html"] or gone in written[name] for name in ("json", "csv", "html"))
    assert yours.dimensions["framing"].scores == report.dimensions["framing"].scores


def test_rejecting_a_missing_element_raises_what_the_headline_is_carried_to(resources: Resources) -> None:
    report = analyse(Article("Pirates seize council", BODY), resources)
    missing = [f for f in report.dimensions["headline"].findings if f.category == "headline/missing"]
    decisions = Decisions(tuple(decide(finding, Choice.REJECTED) for finding in missing))
    before, after = (
        one.dimensions["headline"].score("supported_share").value
        for one in (report, reconsidered(report, decisions, resources))
    )
    assert missing
    assert before is not None
    assert after is not None
    assert after > before


def test_a_rejected_judging_word_leaves_its_actor(resources: Resources) -> None:
    report = analyse(ARTICLE, resources)
    words = [finding for finding in marks(report, "actors") if finding.quote == "reckless"]
    assert [finding.subject for finding in words] == ["the council"]
    yours = reconsidered(report, Decisions((decide(words[0], Choice.REJECTED),)), resources)
    before, after = (
        one.dimensions["actors"].score("judging_wording", subject="the council") for one in (report, yours)
    )
    assert before.value is not None
    assert before.value < 0
    assert after.value is None or after.value > before.value


def test_an_added_judging_word_goes_to_the_nearest_actor_of_its_sentence(report: Report, resources: Resources) -> None:
    yours = reconsidered(report, Decisions((add("read the plan again", "actors/praise"),)), resources)
    [own] = [finding for finding in marks(yours, "actors") if finding.source == "reader"]
    assert own.subject in {"the mayor", "mayor"}


def test_with_models_a_rejected_sentence_is_not_loaded(with_models: Resources) -> None:
    report = analyse(ARTICLE, with_models)
    decisions = Decisions(tuple(decide(finding, Choice.REJECTED) for finding in marks(report)))
    before, after = (
        one.dimensions[LOADED].score("loaded_sentence_share").value
        for one in (report, reconsidered(report, decisions, with_models))
    )
    assert before is not None
    assert before > 0
    assert after == 0


def test_a_later_decision_replaces_an_earlier_one(report: Report) -> None:
    [first, *_] = marks(report)
    decisions = Decisions().with_decision(decide(first, Choice.REJECTED)).with_decision(decide(first, Choice.ACCEPTED))
    assert [decision.choice for decision in decisions.made] == [Choice.ACCEPTED]
    assert decisions.without(key_of(first)) == Decisions()


def test_decisions_follow_their_words_in_a_corrected_text(report: Report) -> None:
    decisions = Decisions((decide(marks(report)[2], Choice.REJECTED), decide(marks(report)[0], Choice.REJECTED)))
    corrected = Article(ARTICLE.headline, "A new first sentence. " + BODY.replace("reckless ", ""))
    fitted = decisions.fitted(corrected)
    assert [corrected.quote(decision.span) for decision in fitted.made] == ["disastrous"]


def test_words_that_stand_in_several_places_are_looked_for_near_the_old_one() -> None:
    made = Decisions((Decision(Span(Part.BODY, 6, 8), "ab", Choice.ADDED, "loaded_language/x"),))
    places = {
        text: [decision.span.start for decision in made.fitted(Article("", text)).made]
        for text in ("ab..ab...ab", "ab.....ab.ab", "ab", "..ab.....ab", "....")
    }
    assert places == {"ab..ab...ab": [4], "ab.....ab.ab": [7], "ab": [0], "..ab.....ab": [9], "....": []}


def test_a_text_full_of_the_same_letter_is_searched_quickly() -> None:
    one = Decision(Span(Part.BODY, 1_000_010, 1_000_012), "aa", Choice.REJECTED, "loaded_language/x")
    started = perf_counter()
    fitted = Decisions((one,) * 500).fitted(Article("", "a" * 1_000_000))
    assert {decision.span.start for decision in fitted.made} == {999_998}
    assert perf_counter() - started < 20  # some milliseconds; minutes if every place were listed


TEXT = st.text(alphabet="ab é\n", min_size=1, max_size=30)


@given(before=TEXT, after=TEXT, places=st.lists(st.tuples(st.integers(0, 29), st.integers(1, 5)), max_size=4))
def test_fitted_decisions_point_at_their_quotes(before: str, after: str, places: list[tuple[int, int]]) -> None:
    article = Article("", before)
    spans = [
        Span(Part.BODY, start, min(start + length, len(before))) for start, length in places if start < len(before)
    ]
    made = tuple(Decision(span, article.quote(span), Choice.ADDED, "loaded_language/x") for span in spans)
    corrected = Article("", after)
    for decision in Decisions(made).fitted(corrected).made:
        assert corrected.quote(decision.span) == decision.quote
