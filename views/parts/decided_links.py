"""A reader's decisions on what links articles, or stands in one only: marks that carry them, what follows from one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.comparison.by_reader import SHARED_PASSAGE, TOLD_BY_ONE_ONLY
from analysis.decisions import Choice, Decision
from views.parts.desk import Decided, Desk
from views.parts.marking import MarkEvent
from views.parts.marks import ALONE, SHARED, Mark
from views.parts.page import Shown

CATEGORIES = {SHARED: SHARED_PASSAGE, ALONE: TOLD_BY_ONE_ONLY}
DECIDABLE = {"accepted": Choice.ACCEPTED, "rejected": Choice.REJECTED}


def linked_marks(name: str, columns: Sequence[Sequence[Mark]], shown: Sequence[Shown]) -> list[tuple[Mark, ...]]:
    """Return the marks of each article with a key, and with what the reader decided.

    Args:
        name: of the kind of marks, as in :func:`views.parts.marks.across_marks`.
        columns: the marks of each article.
        shown: the articles.
    """
    category = CATEGORIES[name]
    return [
        tuple(_decided(mark, number, category, one) for number, mark in enumerate(marks))
        for marks, one in zip(columns, shown, strict=True)
    ]


def _decided(mark: Mark, number: int, category: str, one: Shown) -> Mark:
    decision = one.decisions.by_key().get((mark.span, category, None))
    told = {"choice": decision.choice.value, "reason": decision.reason} if decision else {}
    return replace(mark, key=f"{category} {number}", category=category, **told)


def after_link(
    event: MarkEvent, columns: Sequence[Sequence[Mark]], shown: Sequence[Shown], *, desk: Desk
) -> Decided | None:
    """Return the decisions on the articles after an event on such a mark; None if it is about another one.

    What is decided about one place of a passage holds for all its places.

    Args:
        event: what the reader did.
        columns: the marks of each article.
        shown: the articles.
        desk: with what was decided so far, also since the page was drawn.
    """
    mark = next((mark for mark in columns[event.column] if mark.key == event.mark), None)
    if mark is None or mark.key is None:
        return None
    choice = DECIDABLE.get(event.choice)
    if choice is None and event.choice != "removed":
        return {}
    decided = {}
    for one, marks in zip(shown, columns, strict=True):
        decisions = desk.decisions(one.key)
        for place in marks:
            if place is mark or (mark.group is not None and place.group == mark.group):
                made = Decision(place.span, one.article.quote(place.span), choice or Choice.REJECTED, place.category)
                made = replace(made, reason=event.reason)
                decisions = decisions.with_decision(made) if choice else decisions.without(made.key)
        decided[one.key] = decisions
    return decided
