"""What follows from what a reader does with the marks of a page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.article import Article, Part, Span
from analysis.comparison import Comparison, compare
from analysis.decisions import Choice, Decision, Decisions
from analysis.reading import Resources
from analysis.report import analyse, reconsidered
from views.parts.decided import after, marks_of, offered_categories, told_scores
from views.parts.decided_links import after_link, linked_marks
from views.parts.desk import Decided, Desk, with_all_decisions
from views.parts.marking import MarkEvent
from views.parts.marks import ALONE, SHARED, across_marks
from views.parts.page import Shown

ARTICLE = Article(
    "Council slams plan",
    "The reckless council slammed the plan on Monday. They met in the town hall for two hours in the morning. "
    "The plan costs the town four million a year. Residents may comment on it until the end of the month. "
    "The mayor said she would read it again. A vote is due in June, after the next meeting of the council.",
)
LABELS = {"loaded_language/hyperbole": "Hyperbole", "loaded_language/attack_verbs": "Attack verbs"}


@pytest.fixture(scope="module")
def shown(resources: Resources) -> Shown:
    """The article with nothing decided."""
    report = analyse(ARTICLE, resources)
    return Shown("own-0", "The Courier", report, Decisions(), report)


def mark_keys(shown: Shown) -> dict[str, str]:
    """Key of each mark of loaded language in the body by its words."""
    found = shown.tool.dimensions["loaded_language"].findings
    marks = marks_of(shown, found, ["loaded_language"], LABELS)
    return {ARTICLE.quote(mark.span): mark.key or "" for mark in marks if mark.span.part is Part.BODY}


def test_every_mark_can_be_decided_on_and_has_a_key_of_its_own(shown: Shown) -> None:
    findings = [finding for result in shown.tool.dimensions.values() for finding in result.findings]
    marks = marks_of(shown, findings, [], LABELS)
    assert all(mark.key for mark in marks)
    assert len({mark.key for mark in marks}) == len(marks) > 10


def test_rejecting_and_taking_back(shown: Shown) -> None:
    key = mark_keys(shown)["slammed"]
    rejected = after(MarkEvent(0, "rejected", key, reason="It did."), Decisions(), shown)
    assert [(one.quote, one.choice, one.reason) for one in rejected.made] == [("slammed", Choice.REJECTED, "It did.")]
    assert after(MarkEvent(0, "removed", key), rejected, shown) == Decisions()


def test_a_category_can_be_changed_and_changed_back(shown: Shown) -> None:
    key = mark_keys(shown)["slammed"]
    moved = after(MarkEvent(0, "recategorised", key, category="loaded_language/hyperbole"), Decisions(), shown)
    assert [one.moved_to for one in moved.made] == ["loaded_language/hyperbole"]
    tools = moved.made[0].category
    assert after(MarkEvent(0, "recategorised", key, category=tools), moved, shown) == Decisions()


def test_an_own_mark_is_drawn_and_can_be_removed(shown: Shown) -> None:
    span = Span(Part.BODY, *(ARTICLE.body.index("four million") + n for n in (0, 12)))
    event = MarkEvent(0, "added", span=span, category="loaded_language/hyperbole", reason="Too much.")
    decisions = after(event, Decisions(), shown)
    marked = Shown(shown.key, shown.label, shown.tool, decisions, shown.tool)
    [own] = marks_of(marked, (), ["loaded_language"], LABELS)
    assert (own.choice, own.title, own.span) == ("added", "Hyperbole: “four million”", span)
    assert marks_of(marked, (), ["framing"], LABELS) == ()
    assert after(MarkEvent(0, "removed", own.key), decisions, shown) == Decisions()


def test_to_mark_what_the_tool_has_marked_is_to_accept_it(shown: Shown) -> None:
    [slammed] = [
        f for f in shown.tool.dimensions["loaded_language"].findings if f.span.start > 10 and f.quote == "slammed"
    ]
    event = MarkEvent(0, "added", span=slammed.span, category=slammed.category)
    [made] = after(event, Decisions(), shown).made
    assert made.choice is Choice.ACCEPTED


def test_an_event_on_a_mark_that_is_gone_changes_nothing(shown: Shown) -> None:
    assert after(MarkEvent(0, "rejected", "body 0 3 loaded_language/none "), Decisions(), shown) == Decisions()


def test_decisions_show_on_the_marks(shown: Shown) -> None:
    findings = [found for found in shown.tool.dimensions["loaded_language"].findings if found.quote == "slammed"]
    [finding] = [found for found in findings if found.span.part is Part.BODY]
    moved = Decision(
        finding.span, finding.quote, Choice.RECATEGORISED, finding.category, None, "framing/generic_conflict", "Look."
    )
    decided = Shown(shown.key, shown.label, shown.tool, Decisions((moved,)), shown.tool)
    [mark] = marks_of(decided, [finding], [], {"framing/generic_conflict": "Conflict", **LABELS})
    assert (mark.title, mark.choice, mark.reason) == ("Conflict: “slammed”", "recategorised", "Look.")
    assert mark.moved_from
    [plain] = marks_of(shown, [finding], [], LABELS)
    assert mark.style != plain.style


def test_both_numbers_are_told(shown: Shown, resources: Resources) -> None:
    assert told_scores([shown]) == ""
    findings = shown.tool.dimensions["loaded_language"].findings
    decisions = Decisions(tuple(Decision(f.span, f.quote, Choice.REJECTED, f.category, f.subject) for f in findings))
    report = reconsidered(shown.tool, decisions, resources)
    told = told_scores([Shown(shown.key, shown.label, shown.tool, decisions, report)])
    assert told.startswith("The Courier, Loaded language: tool ")
    assert "you 0 %" in told


def test_categories_are_offered_by_dimension(resources: Resources) -> None:
    groups = dict(offered_categories(resources.lexicons.categories, ["framing", "loaded_language"]))
    assert list(groups) == ["Loaded language", "Framing"]
    assert all(key.startswith("framing/") for key, _ in groups["Framing"])


SECOND = Article(
    "Plan passed",
    "The council in the town hall slammed the plan on Monday. The harbour opened a year ago and has two cranes. "
    "The town will pay four million a year for the plan. Nobody from the harbour company came to the town hall.",
)


@pytest.fixture(scope="module")
def tellings(resources: Resources) -> tuple[Shown, ...]:
    """Two tellings with nothing decided."""
    reports = [analyse(article, resources) for article in (ARTICLE, SECOND)]
    return tuple(Shown(f"own-{n}", f"Outlet {n}", report, Decisions(), report) for n, report in enumerate(reports))


def compared(tellings: tuple[Shown, ...], decided: Decided, resources: Resources) -> Comparison:
    """The comparison as the decisions would have it."""
    reports = [reconsidered(one.tool, decided.get(one.key, Decisions()), resources) for one in tellings]
    return compare(reports, resources.lexicons, names=("A", "B"))


def test_a_rejected_link_goes_from_both_articles_and_its_facts_are_told_by_one_each(
    tellings: tuple[Shown, ...], resources: Resources
) -> None:
    before = compared(tellings, {}, resources)
    columns = linked_marks(SHARED, across_marks(before, (ARTICLE, SECOND))[SHARED], tellings)
    key = columns[0][0].key
    assert key is not None
    decided = after_link(MarkEvent(0, "rejected", key, reason="Another plan."), columns, tellings, desk=Desk())
    assert decided is not None
    assert {key: [one.reason for one in made.made] for key, made in decided.items()} == {
        "own-0": ["Another plan."],
        "own-1": ["Another plan."],
    }
    after = compared(tellings, decided, resources)
    assert len(after.passages) == len(before.passages) - 1
    assert len(after.table("told_by_one_only").rows) >= len(before.table("told_by_one_only").rows)

    changed = tuple(replace(one, decisions=decided[one.key]) for one in tellings)
    drawn = linked_marks(SHARED, across_marks(before, (ARTICLE, SECOND))[SHARED], changed)
    assert [column[0].choice for column in drawn] == ["rejected", "rejected"]
    back = after_link(
        MarkEvent(1, "removed", drawn[1][0].key), drawn, changed, desk=with_all_decisions(Desk(), decided)
    )
    assert back == {"own-0": Decisions(), "own-1": Decisions()}


def test_a_fact_that_is_told_elsewhere_after_all_leaves_the_table(
    tellings: tuple[Shown, ...], resources: Resources
) -> None:
    before = compared(tellings, {}, resources)
    columns = linked_marks(ALONE, across_marks(before, (ARTICLE, SECOND))[ALONE], tellings)
    told_in = next(number for number, marks in enumerate(columns) if marks)
    decided = after_link(MarkEvent(told_in, "rejected", columns[told_in][0].key), columns, tellings, desk=Desk())
    assert decided is not None
    rows = len(before.table("told_by_one_only").rows)
    assert len(compared(tellings, decided, resources).table("told_by_one_only").rows) == rows - 1


def test_a_link_has_no_other_category(tellings: tuple[Shown, ...], resources: Resources) -> None:
    columns = linked_marks(SHARED, across_marks(compared(tellings, {}, resources), (ARTICLE, SECOND))[SHARED], tellings)
    event = MarkEvent(0, "recategorised", columns[0][0].key, category="loaded_language/hyperbole")
    assert after_link(event, columns, tellings, desk=Desk()) == {}
    assert after_link(MarkEvent(0, "rejected", "another"), columns, tellings, desk=Desk()) is None


def test_decisions_that_arrive_together_all_count(tellings: tuple[Shown, ...], resources: Resources) -> None:
    links = across_marks(compared(tellings, {}, resources), (ARTICLE, SECOND))
    columns = [
        (*one, *other)
        for one, other in zip(*(linked_marks(name, marks, tellings) for name, marks in links.items()), strict=True)
    ]
    keys = [mark.key for mark in columns[0][:2]]
    assert len(keys) == 2
    desk = Desk()
    for key in keys:
        decided = after_link(MarkEvent(0, "rejected", key), columns, tellings, desk=desk)
        assert decided is not None
        desk = with_all_decisions(desk, decided)
    assert len(desk.decisions("own-0").made) == 2
