"""Numbers for people: at most one decimal, the unit beside it, the interval, the band in words."""

from __future__ import annotations

from analysis.results import Score

# Units that stand before the number in English.
UNITS_BEFORE = ("grade",)
# From here on a decimal is noise.
WHOLE_FROM = 100


def number(value: float) -> str:
    """Return a number with one decimal, or none if it is large or whole; with a true minus sign."""
    digits = 0 if abs(value) >= WHOLE_FROM or value == int(value) else 1
    text = f"{value:,.{digits}f}"
    return "0" if text in ("-0", "-0.0") else text.replace("-", "−")


def value_of(score: Score) -> str:
    """Return value and unit, or nothing if there is no value."""
    if score.value is None:
        return ""
    if score.unit in UNITS_BEFORE:
        return f"{score.unit} {number(score.value)}"
    is_range = score.unit[-1:].isdigit()
    return f"{number(score.value)} ({score.unit})" if is_range else f"{number(score.value)} {score.unit}".strip()


def interval_of(score: Score) -> str:
    """Return the interval in words, or nothing if there is none."""
    if score.value is None or score.low is None or score.high is None:
        return ""
    return f"95 % interval {number(score.low)} to {number(score.high)}"


def remark_of(score: Score) -> str:
    """Return the band's name, or why there is no value."""
    if score.value is None:
        return score.note
    return score.band.label if score.band else ""
