"""What people are told of a dimension's scores; the JSON export holds all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.export.in_words import score_in_words
from analysis.results import Score


@dataclass(frozen=True, slots=True)
class Digest:
    """The scores of one dimension, shortened.

    Attributes:
        lines: label, voice and value (or the reason why there is none) in words; reasons last, with all their labels.
        left_out: how many scores are not told.
    """

    lines: tuple[tuple[str, str, str], ...]
    left_out: int


def digest(scores: Sequence[Score]) -> Digest:
    """Shorten scores for people.

    Scores of a subject (an actor, a frame) that are 0 or cannot be computed are left out: most actors and frames have
    nothing in one of the voices, or nothing at all. Scores that cannot be computed for the same reason share a line.
    """
    told = [score for score in scores if score.value or not score.subject]
    return Digest((*_computed(told), *_missing(told)), len(scores) - len(told))


def _computed(scores: Sequence[Score]) -> Iterator[tuple[str, str, str]]:
    for score in scores:
        if score.value is not None:
            yield _label(score), score.voice.value, score_in_words(score)


def _missing(scores: Sequence[Score]) -> Iterator[tuple[str, str, str]]:
    labels: dict[tuple[str, str], list[str]] = defaultdict(list)
    for score in scores:
        if score.value is None:
            labels[score.voice.value, score_in_words(score)].append(_label(score))
    for (voice, reason), found in labels.items():
        yield ", ".join(found), voice, reason


def _label(score: Score) -> str:
    return f"{score.label} ({score.subject})" if score.subject and score.subject not in score.label else score.label
