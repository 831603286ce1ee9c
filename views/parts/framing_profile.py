"""The frame profile: a small multiple a frame, with the share of each telling in own and in quoted words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil

from analysis.quotations import Voice
from analysis.results import DimensionResult, Score
from views.parts.numbers import number, value_of
from views.parts.scores import VOICES, ScoreRow, beside, plot_html, subject_rows, yours_of

SCORE = "frame_share"
# Ends of the scale are whole tens: easy to say, and seldom another for the next articles.
STEP = 10
NO_VALUE = "too short to say"


@dataclass(frozen=True, slots=True)
class Profile:
    """One frame in several tellings.

    Attributes:
        label: of the frame.
        rows: its scores in each voice, a score a telling, the reader's beside the tool's.
    """

    label: str
    rows: Mapping[Voice, ScoreRow]

    @property
    def scores(self) -> tuple[Score, ...]:
        """Every score, the reader's too."""
        return tuple(score for row in self.rows.values() for score in (*row.scores, *row.yours) if score)


def profiles(results: Sequence[DimensionResult], yours: Sequence[DimensionResult]) -> tuple[list[Profile], list[str]]:
    """Return the frames that some sentence evokes, those of the most sentences first, and the labels of the others.

    Args:
        results: of framing, in each telling.
        yours: the same as the reader's decisions would have it.
    """
    evoking: Counter[str] = Counter()
    for result in (*results, *yours):
        for row in result.table("frames").rows:
            evoking[str(row.cells[0])] += len(row.evidence)
    by_voice = {
        voice: {
            row.label: row for row in beside(subject_rows(results, SCORE, voice), subject_rows(yours, SCORE, voice))
        }
        for voice in Voice
    }
    found = [
        Profile(label, {voice: rows[label] for voice, rows in by_voice.items()})
        for label, count in evoking.most_common()
        if count
    ]
    return found, [label for label, count in evoking.items() if not count]


def common_scale(found: Sequence[Profile]) -> tuple[float, float]:
    """Return the ends of a scale that holds every share with its interval."""
    ends = [end for one in found for score in one.scores for end in (score.value, score.high) if end is not None]
    return 0.0, float(STEP * ceil(max(ends, default=0.0) / STEP) or STEP)


def multiple_html(profile: Profile, names: Sequence[str], scale: tuple[float, float]) -> str:
    """Return one frame as escaped HTML: a table that says every number, in which the plots are decoration.

    Args:
        profile: of the frame.
        names: of the tellings.
        scale: of all frames.
    """
    body = "".join(_telling(profile, column, name, scale) for column, name in enumerate(names))
    return (
        f'<div class="sheet"><table class="multiple"><caption>{escape(profile.label)}, share of sentences</caption>'
        '<colgroup><col class="voice"><col><col class="number"></colgroup>'
        '<thead><tr><th scope="col">Whose words</th><th scope="col">Drawn</th>'
        f'<th scope="col">Share and 95 % interval</th></tr></thead>{body}</table></div>'
    )


def _telling(profile: Profile, column: int, name: str, scale: tuple[float, float]) -> str:
    rows = "".join(_voice(row, column, voice, scale) for voice, row in profile.rows.items())
    return f'<tbody><tr><th scope="rowgroup" colspan="3">{escape(name)}</th></tr>{rows}</tbody>'


def _voice(row: ScoreRow, column: int, voice: Voice, scale: tuple[float, float]) -> str:
    score = row.scores[column]
    your = row.yours[column] if row.yours else score
    plot = plot_html(score, scale, kind=voice.value) if score else ""
    text = _text(score)
    if your and your != score:
        plot += plot_html(your, scale, kind=voice.value)
        text += f'<span class="yours">{escape(yours_of(your))}</span>'
    return f'<tr><th scope="row">{voice.value}</th><td>{plot}</td><td>{text}</td></tr>'


def _text(score: Score | None) -> str:
    if score is None or score.value is None:
        return NO_VALUE
    low, high = score.low, score.high
    interval = f"{number(low)} to {number(high)}" if low is not None and high is not None else ""
    return f'<span class="value">{escape(value_of(score))}</span> <span class="interval">{escape(interval)}</span>'


def key_html(scale: tuple[float, float], notes: Sequence[str]) -> str:
    """Return how the multiples are read, with a sample of each voice, and why shares are missing."""
    samples = "".join(
        f'<span><span class="plot {voice.value}" aria-hidden="true"><span class="range" style="left:20%;width:60%">'
        f'</span><span class="dot" style="left:50%"></span></span>{VOICES[voice].capitalize()}</span>'
        for voice in Voice
    )
    return (
        f'<p class="limits">Every bar runs from 0 to {number(scale[1])} % of the sentences in that voice. The mark is '
        "the share; the band around it, and the two numbers, its 95 % interval: where two overlap, the articles may "
        f'not differ.</p><p class="voices">{samples}</p>'
        + "".join(f'<p class="limits">{escape(note)}</p>' for note in notes)
    )


def notes_of(found: Sequence[Profile], names: Sequence[str]) -> tuple[str, ...]:
    """Return why shares are missing, once a telling and voice."""
    notes = (
        f"{name}, {VOICES[voice]}: {score.note}"
        for one in found[:1]
        for voice, row in one.rows.items()
        for name, score in zip(names, row.scores, strict=True)
        if score and score.value is None
    )
    return tuple(notes)
