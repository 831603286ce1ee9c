"""The headline measure: elements and verdicts worked out by hand, places, forms of headlines, scores and refusals."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.article import Article, Part
from analysis.headline import judge, measure
from analysis.headline.case import Case, Verdict
from analysis.headline.elements import ElementKind
from analysis.lexicon import load_lexicons
from analysis.quotations import Voice
from analysis.reading import Reading, Resources, read_closely
from analysis.results import DimensionResult

S, W, M, C = Verdict.SUPPORTED, Verdict.WEAKENED, Verdict.MISSING, Verdict.CONTRADICTED
BRIDGE = (
    "The town council of Tarrow closed the old bridge on Monday. Mayor Rosa Delgado said that rust had damaged "
    "three of its pillars. Engineers will examine the pillars in May. The bridge carries 4,000 cars a day. "
    "Shopkeepers on Mill Street criticised the decision. “We will lose half of our customers,” said baker Tom Hale. "
    "The repairs could cost $2 million. The council has not decided who will pay for them. A ferry will cross the "
    "river until autumn."
)

# Headline, body, and for some of its elements (kind, words): the expected verdict.
CASES: list[tuple[str, str, dict[tuple[str, str], Verdict]]] = [
    # The same words, other forms of them, listed synonyms.
    ("Council closes bridge", BRIDGE, {("actor", "Council"): S, ("action", "closes"): S, ("topic", "bridge"): S}),
    ("Tarrow council shuts bridge", BRIDGE, {("action", "shuts"): S}),
    ("Rust closes old bridge", BRIDGE, {("action", "closes"): S, ("topic", "old bridge"): S}),
    ("Shopkeepers fault closure of bridge", BRIDGE, {("action", "fault"): S}),
    ("Engineers examine pillars", BRIDGE, {("action", "examine"): S, ("topic", "pillars"): S}),
    ("Engineers probe pillars", BRIDGE, {("action", "probe"): S}),
    ("Delgado resigns", "Mayor Rosa Delgado announced her resignation on Friday.", {("action", "resigns"): S}),
    ("Delgado quits", "Mayor Rosa Delgado stepped down on Friday.", {("action", "quits"): S}),
    ("Firm fires 300 workers", "The firm laid off 300 workers.", {("number", "300"): S}),
    # Actors by part of the name, by title, and not there at all.
    ("Delgado explains closure", BRIDGE, {("actor", "Delgado"): S}),
    ("Rosa Delgado closes bridge", BRIDGE, {("actor", "Rosa Delgado"): C}),
    ("Hale fears for bakery", BRIDGE, {("actor", "Hale"): S}),
    (
        "Council closes bridge as Brenda Quist protests",
        BRIDGE,
        {("actor", "Brenda Quist"): M, ("action", "closes"): S},
    ),
    # Numbers: words and digits, signs, vague amounts, other numbers.
    ("Rust damages 3 pillars of bridge", BRIDGE, {("number", "3"): S}),
    ("Rust damages three pillars of bridge", BRIDGE, {("number", "three"): S}),
    ("Rust damages five pillars of bridge", BRIDGE, {("number", "five"): C}),
    ("Repairs of bridge could cost $2m", BRIDGE, {("number", "2m"): S}),
    ("Repairs of bridge could cost $2 million", BRIDGE, {("number", "2 million"): S}),
    ("Repairs of bridge could cost $9 million", BRIDGE, {("number", "9 million"): C}),
    ("Bridge carries 4000 cars a day", BRIDGE, {("number", "4000"): S}),
    ("Bridge carries thousands of cars a day", BRIDGE, {("number", "thousands"): S}),
    ("Flood hits 40 homes", "The flood damaged forty homes in the valley.", {("number", "40"): S}),
    ("Flood hits 40 homes", "The flood damaged nearly 40 homes in the valley.", {("number", "40"): W}),
    ("Flood hits 40 homes", "The flood damaged dozens of homes in the valley.", {("number", "40"): W}),
    ("Flood hits 40 homes", "The flood damaged 41 homes in the valley.", {("number", "40"): W}),
    ("Flood hits 40 homes", "The flood damaged 14 homes in the valley.", {("number", "40"): C}),
    ("Flood hits 40 homes", "The flood damaged homes in the valley.", {("number", "40"): M}),
    ("Flood hits dozens of homes", "The flood damaged 44 homes in the valley.", {("number", "dozens"): S}),
    ("Rents rise 12%", "Rents rose by 12 percent last year.", {("number", "12"): S, ("action", "rise"): S}),
    ("Rents rise 21%", "Rents rose by 12 percent last year.", {("number", "21"): C}),
    (
        "Two dead in bus crash",
        "A bus crashed on Monday. Two people died.",
        {("number", "Two"): S, ("action", "dead"): S},
    ),
    # Certainty: a plain headline over a hedged story, and stressed certainty.
    ("Council closes school", "The council may close the school next year.", {("action", "closes"): W}),
    ("Council closes school", "The council is expected to close the school.", {("action", "closes"): W}),
    ("Council may close school", "The council may close the school next year.", {("action", "close"): S}),
    ("Council may close school", "The council closed the school on Monday.", {("action", "close"): S}),
    ("Council will close school", "The council could close the school, he said.", {("action", "close"): W}),
    ("Council definitely closes school", "The council may close the school.", {("certainty", "definitely"): W}),
    ("Driver stole bus", "The driver allegedly stole the bus on Sunday.", {("action", "stole"): W}),
    ("Driver allegedly stole bus", "The driver allegedly stole the bus on Sunday.", {("action", "stole"): S}),
    # Negation on one side or both.
    ("Mayor will not resign", "The mayor said she would not resign.", {("negation", "not"): S}),
    ("Mayor will not resign", "The mayor resigned on Monday.", {("negation", "not"): C}),
    ("Mayor resigns", "The mayor said she would not resign.", {("action", "resigns"): C}),
    ("Mayor resigns", "The mayor refused to resign.", {("action", "resigns"): C}),
    (
        "Mayor refuses to resign",
        "The mayor refused to resign.",
        {("action", "refuses"): S, ("action", "resign"): S},
    ),
    ("Council has not decided who will pay", BRIDGE, {("negation", "not"): S, ("action", "decided"): S}),
    ("Council has decided who will pay", BRIDGE, {("action", "decided"): C}),
    # Intensity: the story's own words are milder, as strong, or somebody else's.
    ("Shopkeepers slam closure", BRIDGE, {("intensity", "slam"): W, ("action", "slam"): S}),
    ("Shopkeepers slam plan", "Shopkeepers slammed the plan on Monday.", {("intensity", "slam"): S}),
    ("Sales plummet", "Sales fell by two percent in spring.", {("intensity", "plummet"): W}),
    ("Sales plummet", "Sales were as good as last year.", {("intensity", "plummet"): M}),
    ("Union slams offer", "“They slammed our offer,” said the owner.", {("intensity", "slams"): W}),
    # Quotations: as said, changed, not marked, not there.
    (
        "“We will lose half of our customers,” says baker",
        BRIDGE,
        {("quotation", "We will lose half of our customers"): S},
    ),
    (
        "“We will lose all of our customers,” says baker",
        BRIDGE,
        {("quotation", "We will lose all of our customers"): W},
    ),
    ("“The bridge carries 4,000 cars”", BRIDGE, {("quotation", "The bridge carries 4,000 cars"): W}),
    ("“This town is finished,” says baker", BRIDGE, {("quotation", "This town is finished"): M}),
    # Things that the story has only in part, or not.
    ("Council closes bridge over earthquake", BRIDGE, {("topic", "earthquake"): M}),
    ("Council sells hospital", BRIDGE, {("action", "sells"): M}),
    # Title case, labels, questions, lists.
    ("Council Closes Old Bridge", BRIDGE, {("action", "Closes"): S, ("topic", "Old Bridge"): S}),
    ("Analysis: Council closes bridge", BRIDGE, {("actor", "Council"): S, ("action", "closes"): S}),
    ("Opinion | Council closes bridge", BRIDGE, {("action", "closes"): S}),
    ("Will the council close the bridge?", BRIDGE, {("action", "close"): S}),
    ("Has the council decided who will pay?", BRIDGE, {("action", "decided"): S}),
    ("5 things to know about the bridge", BRIDGE, {("topic", "bridge"): S}),
]


def read(headline: str, body: str, resources: Resources, outlet: str | None = None) -> Reading:
    return next(read_closely([Article(headline, body, outlet=outlet)], resources))


def verdicts(headline: str, body: str, resources: Resources) -> dict[tuple[str, str], Verdict]:
    case = Case(read(headline, body, resources), resources)
    quote = case.reading.article.quote
    return {(found.element.kind.value, quote(found.element.span)): found.verdict for found in judge(case)}


def result_of(headline: str, body: str, resources: Resources) -> DimensionResult:
    return measure(read(headline, body, resources), resources)


def value(result: DimensionResult, name: str, voice: Voice = Voice.OWN) -> float:
    found = result.score(name, voice).value
    assert found is not None, result.score(name, voice).note
    return found


@pytest.mark.parametrize(("headline", "body", "expected"), CASES, ids=[f"{case[0]} / {case[1][:40]}" for case in CASES])
def test_verdicts_by_hand(
    headline: str, body: str, expected: dict[tuple[str, str], Verdict], resources: Resources
) -> None:
    found = verdicts(headline, body, resources)
    assert {element: found.get(element) for element in expected} == expected


def test_the_place_of_the_best_sentence_is_told(resources: Resources) -> None:
    result = result_of("Council closes bridge, ferry will cross river", BRIDGE, resources)
    places = {(row.cells[0], row.cells[1]): row.cells[3] for row in result.table("elements").rows}
    assert places["closes", "action"] == "lead"
    assert places["cross", "action"] == "buried"


def test_each_row_points_at_the_headline_and_at_its_sentence(resources: Resources) -> None:
    reading = read("Council closes bridge over earthquake", BRIDGE, resources)
    rows = {row.cells[0]: row for row in measure(reading, resources).table("elements").rows}
    closes, earthquake = rows["closes"], rows["earthquake"]
    assert [reading.article.quote(span) for span in closes.evidence] == [
        "closes",
        "The town council of Tarrow closed the old bridge on Monday.",
    ]
    assert [reading.article.quote(span) for span in earthquake.evidence] == ["earthquake"]
    assert earthquake.cells[2:4] == ("missing", None)


def test_a_list_headline_does_not_claim_its_number(resources: Resources) -> None:
    found = verdicts("5 things to know about the bridge", BRIDGE, resources)
    assert ("number", "5") not in found
    assert not any(words == "things" for _, words in found)


def test_labels_and_the_outlets_name_are_no_elements(resources: Resources) -> None:
    reading = read("Analysis: Council closes bridge | The Tarrow Post", BRIDGE, resources, outlet="The Tarrow Post")
    words = {reading.article.quote(element.span) for element in Case(reading, resources).elements}
    assert words == {"Council", "closes", "bridge"}


def test_a_sentence_that_repeats_the_headline_carries_nothing(resources: Resources) -> None:
    body = "Earthquake ruins bridge\n\n" + BRIDGE
    found = verdicts("Earthquake ruins bridge", body, resources)
    assert found["topic", "Earthquake"] is M


def test_the_share_is_what_the_elements_leave_of_it(resources: Resources) -> None:
    result = result_of("Shopkeepers slam five pillars of bridge", BRIDGE, resources)
    rows = result.table("elements").rows
    taken = {str(row.cells[0]): float(str(row.cells[4])) for row in rows}
    assert taken["Shopkeepers"] == 0
    assert taken["five"] > 0
    score = result.score("supported_share")
    assert score.value is not None
    # Doubts of one kind strengthen each other: the parts are those of each verdict beside the others.
    assert 100 - sum(taken.values()) < score.value <= 100 - max(taken.values())
    assert score.low is not None
    assert score.high is not None
    assert 0 <= score.low <= score.value <= score.high <= 100


PLAIN = "Tarrow council closes old bridge"
OVERREACHING = "Furious Delgado slams council as bridge definitely collapses, killing 40!"


def test_a_plain_headline_is_carried_better_than_an_overreaching_one(resources: Resources) -> None:
    plain, overreaching = (result_of(headline, BRIDGE, resources) for headline in (PLAIN, OVERREACHING))
    assert value(plain, "supported_share") == 100
    assert value(overreaching, "supported_share") < 60
    assert value(plain, "similarity") > value(overreaching, "similarity")
    assert value(plain, "sensationalism_gap") <= 0 < value(overreaching, "sensationalism_gap")


def test_the_gap_is_the_difference_of_the_rates(resources: Resources) -> None:
    reading = read("Shopkeepers slam closure of bridge", BRIDGE, resources)
    loaded = [match.span for match in reading.terms["loaded_language"]]
    in_headline = [span for span in loaded if span.part is Part.HEADLINE]
    in_body = [
        span
        for span in loaded
        if span.part is Part.BODY and reading.document.voice_at(span.part, span.start) is Voice.OWN
    ]
    expected = 100 * len(in_headline) / 5 - 100 * len(in_body) / reading.document.words(Voice.OWN)
    assert len(in_headline) == 1
    assert value(measure(reading, resources), "sensationalism_gap") == pytest.approx(expected)


def test_similarity_is_one_for_the_words_of_a_sentence(resources: Resources) -> None:
    score = result_of("Old bridge on Monday closed the town council of Tarrow", BRIDGE, resources).score("similarity")
    assert score.value == pytest.approx(1.0)
    other = result_of("Farmers sell apples", BRIDGE, resources).score("similarity")
    assert other.value == 0


def test_quoted_words_are_scored_apart(resources: Resources) -> None:
    result = result_of("“We will lose half of our customers,” says council of bridge in Mallow", BRIDGE, resources)
    assert value(result, "supported_share", Voice.QUOTED) > 85
    assert value(result, "supported_share", Voice.OWN) < value(result, "supported_share", Voice.QUOTED)
    assert value(result, "similarity", Voice.QUOTED) > value(result, "similarity", Voice.OWN)
    assert result.score("sensationalism_gap", Voice.QUOTED).value is None


def test_a_headline_that_is_all_quotation_has_no_own_score(resources: Resources) -> None:
    result = result_of("“We will lose half of our customers”", BRIDGE, resources)
    own = result.score("supported_share", Voice.OWN)
    assert own.value is None
    assert own.note == "Nothing in the headline's own words can be checked."
    assert value(result, "supported_share", Voice.QUOTED) > 85


@pytest.mark.parametrize(
    ("headline", "body", "note"),
    [
        ("", BRIDGE, "No headline."),
        ("   ", BRIDGE, "No headline."),
        ("bridge " * 101, BRIDGE, "The headline has 101 words; with more than 100 it is no headline."),
        ("Council closes bridge", "", "Too short to say: this takes at least 50 words in the body; found: 0."),
        (
            "Council closes bridge",
            "The council closed it.",
            "Too short to say: this takes at least 50 words in the body; found: 4.",
        ),
    ],
)
def test_without_headline_or_story_there_are_reasons_and_no_numbers(
    headline: str, body: str, note: str, resources: Resources
) -> None:
    result = result_of(headline, body, resources)
    assert len(result.scores) == 6
    assert {(score.value, score.note) for score in result.scores} == {(None, note)}
    assert result.findings == ()


def test_findings_say_what_kind_of_element_and_where_the_story_shows_it(resources: Resources) -> None:
    reading = read("Council closes bridge over earthquake", BRIDGE, resources)
    findings = {finding.quote: finding for finding in measure(reading, resources).findings}
    closes, earthquake = findings["closes"], findings["earthquake"]
    assert (closes.category, closes.subject, closes.source) == (
        "headline/supported",
        "action",
        "rule:headline_action",
    )
    assert closes.about is not None
    assert reading.article.quote(closes.about).startswith("The town council of Tarrow")
    assert (earthquake.category, earthquake.about) == ("headline/missing", None)


def examples(kind: str) -> list[tuple[str, str]]:
    """(category, example) of the headline categories that a rule finds."""
    categories = [category for category in load_lexicons().of_dimension("headline") if category.rule]
    return [(category.key, example) for category in categories for example in getattr(category, kind)]


def marked(category: str, example: str, resources: Resources) -> list[str]:
    """The words of a "headline | body" example that get a category, when the body is long enough."""
    headline, _, body = re.sub(r"\[([^\]]+)\]", r"\1", example).partition(" | ")
    padding = " The market sells apples, pears, plums and cherries from all the farms along the road." * 4
    findings = measure(read(headline, body + "\n\n" + padding.strip(), resources), resources).findings
    return [finding.quote for finding in findings if finding.category == category]


@pytest.mark.parametrize(("category", "example"), examples("flags"))
def test_examples_of_rule_categories_are_flagged(category: str, example: str, resources: Resources) -> None:
    assert set(re.findall(r"\[([^\]]+)\]", example)) <= set(marked(category, example, resources))


@pytest.mark.parametrize(("category", "example"), examples("ignores"))
def test_counter_examples_of_rule_categories_are_not_flagged(category: str, example: str, resources: Resources) -> None:
    assert marked(category, example, resources) == []


def test_teasers_in_the_body_are_not_the_headlines(resources: Resources) -> None:
    findings = result_of("Council closes bridge", BRIDGE + " Here's why it matters to the shops.", resources).findings
    assert all(finding.span.part is Part.HEADLINE for finding in findings)


def test_every_category_of_a_finding_has_a_file(resources: Resources) -> None:
    for headline in (OVERREACHING, "You won't believe why the BRIDGE closed. Is it safe?"):
        for finding in result_of(headline, BRIDGE, resources).findings:
            assert finding.category in resources.lexicons.categories


def test_same_in_same_out(resources: Resources) -> None:
    assert result_of(OVERREACHING, BRIDGE, resources) == result_of(OVERREACHING, BRIDGE, resources)


PIECES = [
    "Mayor",
    "closes",
    "40",
    "not",
    "“",
    "”",
    "'",
    "?",
    "!",
    ":",
    " | ",
    "-",
    "$",
    "million",
    "may",
    "😀",
    "مدينة",
]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join) | st.text(max_size=60))
def test_any_headline_keeps_the_span_law(resources: Resources, headline: str) -> None:
    reading = read(headline, BRIDGE, resources)
    result = measure(reading, resources)
    assert len(result.scores) == 6
    for finding in result.findings:
        assert reading.article.text(finding.span.part)[finding.span.start : finding.span.end] == finding.quote
        assert finding.quote.strip()
        assert finding.about is None or finding.about.part is Part.BODY


@settings(deadline=None, max_examples=30)
@given(st.text(max_size=400))
def test_any_body_is_judged(resources: Resources, body: str) -> None:
    for found in judge(Case(read(OVERREACHING, body, resources), resources)):
        assert found.reason
        assert (found.sentence is None) == (found.place is None)


def test_every_kind_of_element_is_judged(resources: Resources) -> None:
    headline = "“We will lose,” Delgado does not definitely slam council over 40 cars"
    kinds = {kind for kind, _ in verdicts(headline, BRIDGE, resources)}
    assert kinds == {kind.value for kind in ElementKind}


def test_a_mention_in_a_sentence_that_repeats_the_headline_does_not_hide_another(resources: Resources) -> None:
    # The second sentence repeats the headline and is left out; the first one is still about Ada Moss.
    body = "Ada Moss came to Hartwell. Mayor Ada Moss shuts bridge. The town council met for a long time. "
    case = Case(read("Mayor Ada Moss shuts bridge", body, resources), resources)
    actor = next(element for element in case.elements if element.actor is not None)
    assert 0 in case.actor_sentences(actor)
