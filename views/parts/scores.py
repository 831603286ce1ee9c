"""Scores side by side: a table whose cells hold number, band, interval and a small plot on the row's common scale."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape

import streamlit as st

from analysis.quotations import Voice
from analysis.report import MEASURES, Report
from analysis.results import DimensionResult, Score
from views.parts.download import csv_text, offer_csv
from views.parts.numbers import interval_of, remark_of, value_of

# Where the scale of a unit ends: a dot at the end of a share's line means all of it.
WHOLE = {"%": 100.0, "0 to 1": 1.0}
VOICES = {Voice.OWN: "own words", Voice.QUOTED: "quoted words"}


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One row: what is scored, and a score (or None) for each column.

    Attributes:
        label: what is scored.
        detail: a few words on it.
        scores: the tool's.
        yours: the same as the reader's decisions would have it; empty if nothing was decided.
    """

    label: str
    detail: str
    scores: tuple[Score | None, ...]
    yours: tuple[Score | None, ...] = ()


def main_rows(reports: Sequence[Report]) -> tuple[ScoreRow, ...]:
    """Return the first whole-article score of each dimension in the outlets' own words, a column an article."""
    rows = []
    for measure in MEASURES:
        results = [report.dimensions[measure.key] for report in reports]
        found = [next(iter(whole_article_scores(result, Voice.OWN)), None) for result in results]
        if any(found):
            rows.append(ScoreRow(measure.label, next(score.label for score in found if score), tuple(found)))
    return tuple(rows)


def beside(rows: Sequence[ScoreRow], yours: Sequence[ScoreRow]) -> tuple[ScoreRow, ...]:
    """Return the tool's rows with the reader's scores beside the tool's."""
    by_label = {row.label: row.scores for row in yours}
    return tuple(replace(row, yours=by_label.get(row.label, ())) for row in rows)


def whole_article_scores(result: DimensionResult, voice: Voice) -> tuple[Score, ...]:
    """Return the scores of one voice that are about the article and not about one actor or frame."""
    return tuple(score for score in result.scores if score.voice is voice and score.subject is None)


def voice_rows(result: DimensionResult) -> tuple[ScoreRow, ...]:
    """Return every whole-article score of a dimension, own words and quoted words side by side."""
    names = dict.fromkeys(score.name for score in result.scores if score.subject is None)
    return tuple(_row_of(result, name, None, tuple(Voice)) for name in names)


def _row_of(result: DimensionResult, name: str, subject: str | None, voices: Iterable[Voice]) -> ScoreRow:
    of_name = {score.voice: score for score in result.scores if (score.name, score.subject) == (name, subject)}
    first = next(iter(of_name.values()))
    return ScoreRow(first.label, first.direction, tuple(of_name.get(voice) for voice in voices))


def subject_rows(results: Sequence[DimensionResult], name: str, voice: Voice) -> tuple[ScoreRow, ...]:
    """Return one row an actor or frame: its score of one name in each article, None where the article lacks it."""
    columns = [
        {score.subject: score for score in result.scores if score.name == name and score.voice is voice}
        for result in results
    ]
    subjects = dict.fromkeys(subject for column in columns for subject in column if subject)
    return tuple(ScoreRow(subject, "", tuple(column.get(subject) for column in columns)) for subject in subjects)


def subject_names(results: Iterable[DimensionResult]) -> dict[str, str]:
    """Return name and label of every score that exists once an actor or frame."""
    return {score.name: _general(score) for result in results for score in result.scores if score.subject}


def _general(score: Score) -> str:
    """Return a score's label without the actor or frame that it is about."""
    subject = score.subject or ""
    return score.name.replace("_", " ").capitalize() if subject in score.label else score.label


def score_table(rows: Sequence[ScoreRow], columns: Sequence[str], *, caption: str) -> str:
    """Return the table as escaped HTML; the plots are decoration, every number stands in the text."""
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join(_row_html(row, columns) for row in rows)
    return (
        f'<div class="sheet"><table class="scores"><caption>{escape(caption)}</caption>'
        f'<thead><tr><th scope="col">Score</th>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _row_html(row: ScoreRow, columns: Sequence[str]) -> str:
    scale = scale_of((*row.scores, *row.yours))
    detail = f'<span class="detail">{escape(row.detail)}</span>' if row.detail else ""
    yours = row.yours or row.scores
    cells = "".join(
        _cell(score, your, column, scale) for score, your, column in zip(row.scores, yours, columns, strict=True)
    )
    return f'<tr><th scope="row">{escape(row.label)}{detail}</th>{cells}</tr>'


def _cell(score: Score | None, yours: Score | None, column: str, scale: tuple[float, float]) -> str:
    label = escape(column)
    if score is None:
        return f'<td data-label="{label}"><span class="remark">Not in this text</span></td>'
    parts = [f'<span class="value">{escape(value)}</span>'] if (value := value_of(score)) else []
    if remark := remark_of(score):
        parts.append(f'<span class="remark">{escape(remark)}</span>')
    if interval := interval_of(score):
        parts.append(f'<span class="interval">{escape(interval)}</span>')
    parts.append(plot_html(score, scale))
    if yours and yours != score:
        parts += [f'<span class="yours">{escape(yours_of(yours))}</span>', plot_html(yours, scale)]
    return f'<td data-label="{label}">{" ".join(parts)}</td>'


def yours_of(score: Score) -> str:
    """Return a score as the reader's decisions would have it, in words."""
    told = ", ".join(part for part in (value_of(score), remark_of(score), interval_of(score)) if part)
    return f"You: {told}"


def scale_of(scores: Iterable[Score | None]) -> tuple[float, float]:
    """Return the ends of a scale that holds zero, every value with its interval and, of a share, the whole."""
    given = [score for score in scores if score]
    ends = [end for score in given for end in (score.low, score.value, score.high) if end is not None]
    ends += [WHOLE.get(score.unit, 0.0) for score in given]
    low, high = min(0.0, *ends, 0.0), max(0.0, *ends, 0.0)
    return (low, high) if high > low else (0.0, 1.0)


def plot_html(score: Score, scale: tuple[float, float], *, kind: str = "") -> str:
    """Return a line for the interval and a dot for the value, in per cent of the width.

    Args:
        score: what is drawn.
        scale: where it begins and ends.
        kind: class beside that of all plots, so that it can look another way.
    """
    if score.value is None:
        return ""

    def place(value: float) -> float:
        return 100 * (value - scale[0]) / (scale[1] - scale[0])

    low, high = (
        score.low if score.low is not None else score.value,
        score.high if score.high is not None else score.value,
    )
    return (
        f'<span class="{f"plot {kind}".rstrip()}" aria-hidden="true">'
        f'<span class="zero" style="left:{place(0):.1f}%"></span>'
        f'<span class="range" style="left:{place(low):.1f}%;width:{place(high) - place(low):.1f}%"></span>'
        f'<span class="dot" style="left:{place(score.value):.1f}%"></span></span>'
    )


def show_scores(rows: Sequence[ScoreRow], columns: Sequence[str], *, caption: str, key: str) -> None:
    """Draw a score table with its download."""
    st.html(score_table(rows, columns, caption=caption))
    offer_csv(lambda: scores_csv(rows, columns), name=key)


def scores_csv(rows: Sequence[ScoreRow], columns: Sequence[str]) -> str:
    """Return the scores of a table, one row a score."""
    heads = ("score", "column", "value", "unit", "low", "high", "band", "note", "your value", "your low", "your high")
    cells = [
        (
            row.label,
            column,
            score.value,
            score.unit,
            score.low,
            score.high,
            score.band.label if score.band else "",
            score.note,
            *((yours.value, yours.low, yours.high) if yours else (None, None, None)),
        )
        for row in rows
        for column, score, yours in zip(columns, row.scores, row.yours or row.scores, strict=True)
        if score
    ]
    return csv_text(heads, cells)


def show_all_scores(reports: Sequence[Report], yours: Sequence[Report], columns: Sequence[str]) -> None:
    """Draw, folded away, every whole-article score in both voices, the reader’s beside the tool’s."""
    with st.expander("All scores, for own and for quoted words"):
        for measure in MEASURES:
            results = [report.dimensions[measure.key] for report in reports]
            decided = [report.dimensions[measure.key] for report in yours]
            for voice in Voice:
                if rows := beside(all_rows(results, voice), all_rows(decided, voice)):
                    st.subheader(f"{measure.label}, {VOICES[voice]}", anchor=False)
                    show_scores(rows, columns, caption=measure.label, key=f"{measure.key}-{voice.value}-scores")
            show_limits(results[0])


def show_voice_scores(result: DimensionResult, yours: DimensionResult, *, caption: str, first: int | None = 2) -> None:
    """Draw the scores of one article, own and quoted words beside each other, the main ones open, and the limits.

    Args:
        result: by the tool.
        yours: as the reader's decisions would have it.
        caption: of the table.
        first: how many scores are open; None for all.
    """
    rows = beside(voice_rows(result), voice_rows(yours))
    columns = [name.capitalize() for name in VOICES.values()]
    if rows:
        st.html(score_table(rows[:first], columns, caption=caption))
        offer_csv(lambda: scores_csv(rows, columns), name=f"{result.key}-scores")
    if first and rows[first:]:
        with st.expander(f"More scores: {caption.lower()}"):
            st.html(score_table(rows[first:], columns, caption=caption))
    show_limits(result)


def show_key() -> None:
    """Say how a score with its plot is read."""
    st.html(
        '<p class="limits">The dot is the score; the bar around it, its 95 % interval, shows how sure it is: the '
        "wider, the less text it rests on. Where two bars overlap, the articles may not differ.</p>"
    )


def show_limits(result: DimensionResult) -> None:
    """Say what the measure cannot see, wherever its scores are."""
    if result.limits:
        st.html(f'<p class="limits">{escape(result.limits)}</p>')


def all_rows(results: Sequence[DimensionResult], voice: Voice) -> tuple[ScoreRow, ...]:
    """Return every whole-article score of one dimension in one voice, a column an article."""
    columns = [{score.name: score for score in whole_article_scores(result, voice)} for result in results]
    names = dict.fromkeys(name for column in columns for name in column)
    rows = []
    for name in names:
        scores = tuple(column.get(name) for column in columns)
        first = next(score for score in scores if score)
        rows.append(ScoreRow(first.label, first.direction, scores))
    return tuple(rows)
