"""What a coder said of each unit. Missing, "none of the codes" and "unsure" are three different things."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import StringConstraints, model_validator

from analysis.coding.codebook import MOST_TEXT, CodeKey
from analysis.saved import Saved

MOST_NAME = 40


class Verdict(StrEnum):
    """What a coder said of a unit."""

    OPEN = "open"  # nothing yet: missing
    CODED = "coded"
    NONE = "none"  # no code fits
    UNSURE = "unsure"  # it cannot be coded, or the coder cannot tell


CoderName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_NAME)]
Note = Annotated[str, StringConstraints(max_length=MOST_TEXT)]


class Coding(Saved):
    """What one coder said of one unit.

    Attributes:
        verdict: whether codes were given, and if not, why.
        codes: keys in the order of the codebook; empty unless the verdict is ``coded``.
        note: the coder's own words; may be empty.
    """

    verdict: Verdict = Verdict.OPEN
    codes: tuple[CodeKey, ...] = ()
    note: Note = ""

    @model_validator(mode="after")
    def _codes_follow_verdict(self) -> Self:
        if bool(self.codes) is not (self.verdict is Verdict.CODED):
            raise ValueError("codes and verdict do not fit together")
        return self

    @property
    def is_judged(self) -> bool:
        """Whether it says of each code that it fits or does not."""
        return self.verdict in (Verdict.CODED, Verdict.NONE)


class Coder(Saved):
    """One coder's work.

    Attributes:
        name: a short name that the coder chose.
        codings: one a unit, in the order of the text.
        finished: whether the coder has said so; only then may the coder see what others and the tool say.
    """

    name: CoderName
    codings: tuple[Coding, ...]
    finished: bool = False

    @property
    def n_done(self) -> int:
        """Number of units that are not missing."""
        return sum(coding.verdict is not Verdict.OPEN for coding in self.codings)
