"""A reader's decisions on a page: marks that carry them, what follows from an event, undo and redo."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import streamlit as st

from analysis.decisions import Choice, Decision, Decisions, dimension_of, key_of
from analysis.highlight import label_of, style_of
from analysis.lexicon import Category
from analysis.quotations import Voice
from analysis.report import MEASURES
from analysis.results import DimensionResult, Finding, Score
from views.parts.decided_links import after_link
from views.parts.desk import Desk, with_all_decisions
from views.parts.marking import MarkEvent, Marking
from views.parts.marks import Mark, finding_marks
from views.parts.numbers import remark_of, value_of
from views.parts.page import Shown
from views.parts.plain import counted, shorten
from views.parts.scores import VOICES, whole_article_scores
from views.parts.session import current_desk, put_desk

YOURS = "Your mark"
QUOTE_WIDTH = 80
IN_WORDS = {
    Choice.ACCEPTED: "accepted",
    Choice.REJECTED: "rejected",
    Choice.RECATEGORISED: "put under another category",
    Choice.ADDED: "added",
}


def offered_categories(
    categories: Mapping[str, Category], dimensions: Sequence[str]
) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return the categories of some dimensions for a list to choose from, by the dimension's label."""
    groups = []
    for measure in MEASURES:
        found = [(key, category.label) for key, category in categories.items() if category.dimension == measure.key]
        if found and measure.key in dimensions:
            groups.append((measure.label, tuple(sorted(found, key=lambda entry: entry[1]))))
    return tuple(groups)


def marks_of(
    shown: Shown, findings: Iterable[Finding], dimensions: Sequence[str], labels: Mapping[str, str]
) -> tuple[Mark, ...]:
    """Return the marks of the tool's findings, each with what the reader decided, and the reader's own.

    Args:
        shown: the article.
        findings: those of the tool's that are to be marked.
        dimensions: keys of the dimensions of which own marks are to be shown.
        labels: of the categories, by key.
    """
    findings = tuple(findings)
    decided = shown.decisions.by_key()
    marks = [
        _decided_mark(mark, finding, decided.get(key_of(finding)), labels)
        for mark, finding in zip(finding_marks(findings, labels), findings, strict=True)
    ]
    own = [
        _own_mark(one, labels)
        for one in shown.decisions.made
        if one.choice is Choice.ADDED and dimension_of(one.category) in dimensions
    ]
    return (*marks, *own)


def _decided_mark(mark: Mark, finding: Finding, decision: Decision | None, labels: Mapping[str, str]) -> Mark:
    mark = replace(mark, key=_key(finding), category=finding.category)
    if decision is None:
        return mark
    mark = replace(mark, choice=decision.choice.value, reason=decision.reason)
    if decision.choice is not Choice.RECATEGORISED or decision.moved_to is None:
        return mark
    return replace(
        mark,
        style=style_of(decision.moved_to),
        title=f"{label_of(decision.moved_to, labels)}: “{shorten(finding.quote, width=QUOTE_WIDTH)}”",
        category=decision.moved_to,
        moved_from=label_of(finding.category, labels),
    )


def _own_mark(decision: Decision, labels: Mapping[str, str]) -> Mark:
    title = f"{label_of(decision.category, labels)}: “{shorten(decision.quote, width=QUOTE_WIDTH)}”"
    return Mark(
        decision.span,
        style_of(decision.category),
        title,
        (("", YOURS + "."), *((("Your reason", decision.reason),) if decision.reason else ())),
        key=_key(decision),
        choice=Choice.ADDED.value,
        category=decision.category,
        reason=decision.reason,
    )


def _key(one: Finding | Decision) -> str:
    """Return what names a mark within its article."""
    return f"{one.span.part.value} {one.span.start} {one.span.end} {one.category} {one.subject or ''}"


def marking_for(
    shown: Sequence[Shown],
    categories: Mapping[str, Category],
    dimensions: Sequence[str],
    *,
    announcement: str,
    links: Sequence[Sequence[Mark]] = (),
) -> Marking:
    """Return what a reader may do in reading columns that show some articles, each by its column.

    Args:
        shown: the articles, left to right.
        categories: of the lexicons, by key.
        dimensions: keys of the dimensions that are marked.
        announcement: told to screen readers when it changes.
        links: in each article, the marks of what links it with the others or stands in it only.
    """

    def hear(event: MarkEvent) -> None:
        desk = current_desk()
        if event.choice in ("undo", "redo"):
            undo() if event.choice == "undo" else redo()
            return
        decided = after_link(event, links, shown, desk=desk) if links else None
        if decided is None:
            one = shown[event.column]
            decided = {one.key: after(event, desk.decisions(one.key), one)}
        put_desk(with_all_decisions(desk, decided))

    offered = offered_categories(categories, dimensions or [measure.key for measure in MEASURES])
    return Marking(offered, hear, announcement)


def after(event: MarkEvent, decisions: Decisions, one: Shown) -> Decisions:
    """Return the decisions on an article after an event on one of its marks, or words."""
    by_tool = [finding for result in one.tool.dimensions.values() for finding in result.findings]
    if event.choice == "added" and event.span is not None and event.category is not None:
        added = Decision(event.span, one.article.quote(event.span), Choice.ADDED, event.category, reason=event.reason)
        # To mark what the tool has marked in the same way is to agree with it.
        agrees = added.key in map(key_of, by_tool)
        return decisions.with_decision(replace(added, choice=Choice.ACCEPTED) if agrees else added)
    own = next((decision for decision in decisions.added if _key(decision) == event.mark), None)
    if own is not None:
        return _after_own(event, decisions, own)
    finding = next((finding for finding in by_tool if _key(finding) == event.mark), None)
    if finding is None:
        return decisions
    if event.choice == "removed" or event.category == finding.category:
        return decisions.without(key_of(finding))
    return decisions.with_decision(
        Decision(
            finding.span,
            finding.quote,
            Choice(event.choice),
            finding.category,
            finding.subject,
            event.category,
            event.reason,
        )
    )


def _after_own(event: MarkEvent, decisions: Decisions, own: Decision) -> Decisions:
    """Return the decisions after a reader has thought again about an own mark."""
    if event.choice == "recategorised" and event.category is not None:
        changed = replace(own, category=event.category, reason=event.reason or own.reason)
        return decisions.without(own.key).with_decision(changed)
    return decisions.without(own.key) if event.choice in ("removed", "rejected") else decisions


def undo() -> None:
    """Take back the last decision."""
    desk = current_desk()
    put_desk(replace(desk, decided=desk.decided.undone()))


def redo() -> None:
    """Do again what was taken back last."""
    desk = current_desk()
    put_desk(replace(desk, decided=desk.decided.redone()))


def told_scores(shown: Sequence[Shown]) -> str:
    """Return, for screen readers, the first score of each dimension that the reader's decisions have changed."""
    told = []
    for one in shown:
        for measure in MEASURES:
            changed = _changed(one.tool.dimensions[measure.key], one.report.dimensions[measure.key])
            if scores := next(changed, None):
                tool, yours = (value_of(score) or remark_of(score) for score in scores)
                of = measure.label if scores[0].voice is Voice.OWN else f"{measure.label}, {VOICES[Voice.QUOTED]}"
                told.append(f"{one.label}, {of}: tool {tool}, you {yours}.")
    return " ".join(told)


def _changed(tool: DimensionResult, yours: DimensionResult) -> Iterator[tuple[Score, Score]]:
    """Yield whole-article scores that read differently by now, own words first: the tool's, and the reader's."""
    for voice in Voice:
        by_name = {score.name: score for score in whole_article_scores(yours, voice)}
        for score in whole_article_scores(tool, voice):
            your = by_name.get(score.name)
            if your and value_of(your) != value_of(score):
                yield score, your


def show_decided(desk: Desk, shown: Sequence[Shown]) -> None:
    """Draw how many marks were decided on, undo, redo, and a way to start again."""
    made = [decision for one in shown for decision in one.decisions.made]
    counts = {choice: sum(decision.choice is choice for decision in made) for choice in Choice}
    told = ", ".join(f"{count} {IN_WORDS[choice]}" for choice, count in counts.items() if count)
    with st.container(horizontal=True, vertical_alignment="center", key="decided"):
        st.button("Undo", key="undo-decision", icon=":material/undo:", on_click=undo, disabled=not desk.decided.past)
        st.button("Redo", key="redo-decision", icon=":material/redo:", on_click=redo, disabled=not desk.decided.future)
        if made:
            st.button("Take all back", key="clear-decisions", on_click=_clear, args=(tuple(one.key for one in shown),))
        hint = "Open a mark to accept or reject it; select words to mark them yourself."
        st.text(f"Your decisions on {counted(len(made), 'mark')}: {told}." if made else hint, width="content")


def _clear(keys: Sequence[str]) -> None:
    desk = current_desk()
    cleared = {key: decisions for key, decisions in desk.decided.present.items() if key not in keys}
    put_desk(replace(desk, decided=desk.decided.changed(cleared)))
