"""The readability dimension (to be written)."""

from __future__ import annotations

from analysis.reading import Reading, Resources
from analysis.results import DimensionResult

LIMITS = ""


def measure(reading: Reading, resources: Resources) -> DimensionResult:
    """Measure nothing yet."""
    return DimensionResult("readability", (), (), LIMITS)
