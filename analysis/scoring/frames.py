"""Which frames one text evokes and how episodic it is, in both voices together and however short it is."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.framing import FRAME_GROUPS, KEY, measure
from analysis.framing.evoked import evoked_by
from analysis.framing.shares import EPISODIC, THEMATIC
from analysis.reading import Reading, Resources


def framed(reading: Reading, resources: Resources) -> Mapping[str, object]:
    """Return the share of sentences that evoke each frame, and of single events, as a row has them."""
    evoked = evoked_by(measure(reading, resources).findings, reading.document)
    speaking = frozenset[int]().union(*evoked.speaking.values())
    frames = (category for category in resources.lexicons.of_dimension(KEY) if category.group in FRAME_GROUPS)
    episodic, thematic = (frozenset(evoked.spans(scope)) for scope in (EPISODIC, THEMATIC))
    return {
        "frames": {
            frame.key.removeprefix(f"{KEY}/"): _percent(len(evoked.spans(frame.key)), len(speaking)) for frame in frames
        },
        "episodic": _percent(len(episodic) - len(episodic & thematic) / 2, len(episodic | thematic)),
    }


def _percent(part: float, whole: int) -> float | None:
    return 100 * part / whole if whole else None
