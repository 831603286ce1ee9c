"""A reader's decisions on judging words: which stand, and whom added ones are about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from analysis.actor_sentiment.profile import CRITICISM, PRAISE, Profile
from analysis.article import Span
from analysis.reading import Reading
from analysis.results import Finding

JUDGING = frozenset({PRAISE, CRITICISM})


def with_decisions(profiles: Sequence[Profile], reading: Reading) -> tuple[Profile, ...]:
    """Return the profiles with the judging words as the reader would have them."""
    if not reading.decisions:
        return tuple(profiles)
    words = reading.decided((finding for profile in profiles for finding in profile.findings), "actors")
    judging = [_about_somebody(finding, profiles, reading) for finding in words if finding.category in JUDGING]
    return tuple(
        replace(profile, findings=tuple(finding for finding in judging if finding.subject == profile.actor.name))
        for profile in profiles
    )


def _about_somebody(finding: Finding, profiles: Sequence[Profile], reading: Reading) -> Finding:
    """Tie words that the reader has added to the actor whose mention in the sentence is nearest."""
    if finding.subject is not None:
        return finding
    near = min(_mentions_beside(finding.span, profiles, reading), default=None)
    return finding if near is None else replace(finding, subject=near[1], about=near[2])


def _mentions_beside(span: Span, profiles: Sequence[Profile], reading: Reading) -> Iterator[tuple[int, str, Span]]:
    """Yield the mentions in the sentence of some words: how far off, whose, where."""
    sentence = reading.document.sentence_at(span.part, span.start)
    for profile in profiles:
        for mention in profile.actor.mentions:
            where = mention.span
            if sentence and sentence is reading.document.sentence_at(where.part, where.start):
                yield max(where.start - span.end, span.start - where.end, 0), profile.actor.name, where
