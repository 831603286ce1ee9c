"""What a reader decides about marks: accepted, rejected, put under another category, or added.

Decisions are kept apart from what the tool found, so that both numbers stay visible. They refer to the text by place
and by quote: where a corrected text has moved the words, the decision moves along.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass, replace
from enum import StrEnum

from analysis.article import Article, Span
from analysis.results import Finding

BY_READER = "reader"
ADDED_REASON = "You marked these words."


class Choice(StrEnum):
    """What was decided."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    RECATEGORISED = "recategorised"
    ADDED = "added"


# Words, category and subject: what tells one mark of an article from every other.
MarkKey = tuple[Span, str, str | None]


def key_of(finding: Finding) -> MarkKey:
    """Return what tells a finding from the others of its article."""
    return finding.span, finding.category, finding.subject


@dataclass(frozen=True, slots=True)
class Decision:
    """A reader's decision on one mark.

    Attributes:
        span: the words.
        quote: the characters at the span.
        choice: what was decided.
        category: ``"<dimension>/<category>"`` under which the tool has marked the words, or the reader, if added.
        subject: the finding's subject; None for added marks.
        moved_to: the category that the reader finds right; only if recategorised.
        reason: the reader's own words; may be empty.
    """

    span: Span
    quote: str
    choice: Choice
    category: str
    subject: str | None = None
    moved_to: str | None = None
    reason: str = ""

    @property
    def key(self) -> MarkKey:
        """The mark that it is about."""
        return self.span, self.category, self.subject


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions of one reader on one article, the latest last."""

    made: tuple[Decision, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything was decided."""
        return bool(self.made)

    def by_key(self) -> dict[MarkKey, Decision]:
        """Return the decisions by the marks that they are about."""
        return {decision.key: decision for decision in self.made}

    def touching(self, dimensions: Set[str]) -> Decisions:
        """Return the decisions on marks of some dimensions, and those that move a mark there."""
        places = ({dimension_of(one.category), dimension_of(one.moved_to or "")} for one in self.made)
        return Decisions(tuple(one for one, there in zip(self.made, places, strict=True) if there & dimensions))

    @property
    def added(self) -> tuple[Decision, ...]:
        """The reader's own marks, in the order of the text."""
        return tuple(sorted((one for one in self.made if one.choice is Choice.ADDED), key=lambda one: one.span))

    def with_decision(self, decision: Decision) -> Decisions:
        """Decide on a mark, in place of an earlier decision on it."""
        return Decisions((*self.without(decision.key).made, decision))

    def without(self, key: MarkKey) -> Decisions:
        """Take back the decision on a mark."""
        return Decisions(tuple(decision for decision in self.made if decision.key != key))

    def confirmed(self, dimension: str) -> frozenset[Span]:
        """Return the words that the reader finds rightly marked by a dimension: accepted, moved there, or added."""
        standing = (one for one in self.made if one.choice is not Choice.REJECTED)
        return frozenset(one.span for one in standing if dimension_of(one.moved_to or one.category) == dimension)

    def applied(
        self, findings: Iterable[Finding], dimension: str, make: Callable[[Decision, str], Finding]
    ) -> list[Finding]:
        """Return the findings of a dimension as the reader would have them, in the order of the text.

        Args:
            findings: what the tool has found.
            dimension: key of the dimension.
            make: from a decision and its category to the finding of the words that it moved here or added.
        """
        decided = self.by_key()
        kept: list[Finding] = []
        for finding in findings:
            decision = decided.get(key_of(finding))
            if decision is None or decision.choice is Choice.ACCEPTED:
                kept.append(finding)
            elif decision.choice is Choice.RECATEGORISED and dimension_of(decision.moved_to or "") == dimension:
                kept.append(replace(finding, category=decision.moved_to or finding.category))
        arriving = ((decision, _arriving(decision, dimension)) for decision in self.made)
        kept += [make(decision, category) for decision, category in arriving if category]
        return sorted(kept, key=lambda finding: (finding.span, finding.category))

    def fitted(self, article: Article) -> Decisions:
        """Return the decisions on a corrected text: moved to where their words stand now, left out if they are gone."""
        moved = (_fitted(decision, article) for decision in self.made)
        return Decisions(tuple(decision for decision in moved if decision is not None))


def dimension_of(category: str) -> str:
    """Return the key of the dimension that a category belongs to."""
    return category.partition("/")[0]


def _arriving(decision: Decision, dimension: str) -> str | None:
    """Return the category under which a decision brings words to a dimension that had not marked them."""
    if decision.choice is Choice.ADDED:
        return decision.category if dimension_of(decision.category) == dimension else None
    moved = decision.moved_to or ""
    is_new = dimension_of(moved) == dimension and dimension_of(decision.category) != dimension
    return moved if decision.choice is Choice.RECATEGORISED and is_new else None


def _fitted(decision: Decision, article: Article) -> Decision | None:
    span = decision.span
    if article.quote(span) == decision.quote:
        return decision
    start = _nearest(article.text(span.part), decision.quote, span.start)
    return None if start is None else replace(decision, span=Span(span.part, start, start + len(decision.quote)))


def _nearest(text: str, quote: str, start: int) -> int | None:
    """Return where a quote stands nearest to a place, the earlier of two as near; None if it is gone."""
    # The last one before and the first one after: a list of all would be as long as the text for a quote of a letter.
    found = (text.rfind(quote, 0, start + len(quote)), text.find(quote, start)) if quote else ()
    return min((place for place in found if place >= 0), key=lambda place: abs(place - start), default=None)
