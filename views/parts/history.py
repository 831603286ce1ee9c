"""A value with its past: every change can be undone and redone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value")
# More steps than anybody takes back one by one; a bound on the memory of a long visit.
MOST_STEPS = 200


@dataclass(frozen=True, slots=True)
class History(Generic[Value]):
    """A value, what it was before each change, and what undoing has taken back.

    Attributes:
        present: the value now.
        past: earlier values, the oldest first.
        future: values that were undone, the one undone last at the end.
    """

    present: Value
    past: tuple[Value, ...] = ()
    future: tuple[Value, ...] = ()

    def changed(self, value: Value) -> History[Value]:
        """Return the history after a change; what was undone cannot be redone any more."""
        if value == self.present:
            return self
        return History(value, (*self.past, self.present)[-MOST_STEPS:])

    def undone(self) -> History[Value]:
        """Return the history one step back, or itself at its beginning."""
        if not self.past:
            return self
        return History(self.past[-1], self.past[:-1], (*self.future, self.present))

    def redone(self) -> History[Value]:
        """Return the history with the step that was undone last done again, or itself if none was."""
        if not self.future:
            return self
        return History(self.future[-1], (*self.past, self.present), self.future[:-1])
