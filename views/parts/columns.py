"""The reading columns: one to four articles with marks, notes and linked passages, drawn by one component."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

import streamlit as st

from analysis.article import Article, Part
from analysis.highlight import STRENGTH_LABEL, STRENGTHS, STYLESHEET, Segment, segments
from analysis.quotations.marks import PARAGRAPH_BREAK
from analysis.words import WORD
from views.parts.marking import MAX_REASON, Markable, Marking, chunks, numbered_words, told_events
from views.parts.marks import ACROSS_STYLES, Mark
from views.parts.strip import Strip, strip_data

SCRIPTS = ("drawing", "links", "note", "strip", "choosing", "marking", "columns")
ASSETS = Path(__file__).resolve().parents[1] / "assets"
# The article comes in as data and is written with ``textContent`` only; this frame is all the HTML there is.
FRAME = """
<div class="board"></div>
<aside class="note" id="note" popover="manual" aria-label="Explanation of the marked words"></aside>
<div class="live" role="status"></div>
"""


def _read(*paths: Path) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


_draw = st.components.v2.component(
    "reading_columns",
    html=FRAME,
    css=_read(STYLESHEET, ASSETS / "columns.css", ASSETS / "strip.css"),
    js=_read(*(ASSETS / f"{name}.js" for name in SCRIPTS)),
)


@dataclass(frozen=True, slots=True)
class Chip:
    """A button above the text that stands for the marks of one group.

    Attributes:
        text: the words that it is about.
        status: what is said of them.
        group: of the marks.
        symbol: one character that says the same as ``status`` at a glance; may be empty.
    """

    text: str
    status: str
    group: str
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """What the strength of marks means.

    Attributes:
        label: what makes a mark the stronger, ending in a colon.
        steps: what each strength stands for, from 1 on.
    """

    label: str
    steps: tuple[str, ...]


LIKELIHOOD = Scale(STRENGTH_LABEL, STRENGTHS)


@dataclass(frozen=True, slots=True)
class Column:
    """One article as it is to be drawn."""

    name: str
    article: Article
    marks: tuple[Mark, ...] = ()
    chips: tuple[Chip, ...] = ()
    strip: Strip | None = None


def show_columns(
    columns: Sequence[Column],
    *,
    legend: Sequence[tuple[int, str]],
    key: str,
    marking: Marking | None = None,
    scale: Scale = LIKELIHOOD,
) -> None:
    """Draw articles side by side.

    Args:
        columns: the articles, left to right.
        legend: style number and label of each kind of mark shown.
        key: unique on the page.
        marking: what the reader may do with the marks; without it they can only be read.
        scale: what the strength of marks means.
    """
    if marking is None:
        _draw(key=key, data=column_data(columns, legend, scale=scale), height="content")
        return
    data = column_data(columns, legend, scale=scale, marking=marking, heard=st.session_state.get(_heard_key(key), 0))
    _draw(key=key, data=data, height="content", on_told_change=partial(_hear, columns, marking, key))


def _hear(columns: Sequence[Column], marking: Marking, key: str) -> None:
    """Pass on what the browser has told since the page was last drawn."""
    markables = [Markable(column.article, frozenset(_keys(column))) for column in columns]
    heard = st.session_state.get(_heard_key(key), 0)
    events, heard = told_events(
        st.session_state[key].get("told"), markables, categories=marking.category_keys, heard=heard
    )
    st.session_state[_heard_key(key)] = heard
    for event in events:
        marking.on_event(event)


def _keys(column: Column) -> Iterator[str]:
    return (mark.key for mark in column.marks if mark.key is not None)


def _heard_key(key: str) -> str:
    return f"{key}-heard"


def column_data(
    columns: Sequence[Column],
    legend: Sequence[tuple[int, str]],
    *,
    scale: Scale = LIKELIHOOD,
    marking: Marking | None = None,
    heard: int = 0,
) -> dict[str, Any]:
    """Return what the component draws: text already cut into pieces, so that no offset has to survive JavaScript.

    Args:
        columns: the articles, left to right.
        legend: style number and label of each kind of mark shown.
        scale: what the strength of marks means.
        marking: what the reader may do with the marks.
        heard: how many events of the reader were heard so far.
    """
    marks: list[dict[str, Any]] = []
    drawn = []
    for column in columns:
        first = len(marks)
        marks.extend(
            {
                "style": mark.style,
                "across": mark.style in ACROSS_STYLES.values(),
                "strength": mark.strength,
                "title": mark.title,
                "lines": mark.lines,
                "group": mark.group,
                "key": mark.key,
                "choice": mark.choice,
                "category": mark.category,
                "movedFrom": mark.moved_from,
                "reason": mark.reason,
            }
            for mark in column.marks
        )
        groups = {mark.group: first + number for number, mark in reversed(list(enumerate(column.marks)))}
        drawn.append(
            {
                "name": column.name,
                "meta": facts(column.article),
                "blocks": _blocks(column, first, with_words=marking is not None),
                "chips": [
                    {"text": chip.text, "status": chip.status, "symbol": chip.symbol, "mark": groups[chip.group]}
                    for chip in column.chips
                    if chip.group in groups
                ],
                "strip": strip_data(column.strip, first) if column.strip else None,
            }
        )
    return {
        "columns": drawn,
        "marks": marks,
        "legend": [list(entry) for entry in legend],
        "scale": _scale(marks, scale),
        "marking": _offered(marking, heard) if marking else None,
    }


def _offered(marking: Marking, heard: int) -> dict[str, Any]:
    """Return what a reader may do, for the component."""
    return {
        "categories": marking.categories,
        "announcement": marking.announcement,
        "maxReason": MAX_REASON,
        "heard": heard,
    }


def _scale(marks: Sequence[Mapping[str, Any]], scale: Scale) -> dict[str, Any] | None:
    """Return what the strength of marks means, drawn like the first that has one; None if all are alike."""
    style = next((mark["style"] for mark in marks if mark["strength"]), None)
    return {"label": scale.label, "style": style, "steps": list(scale.steps)} if style else None


def facts(article: Article) -> str:
    """Return date, byline and length of an article on one line."""
    words = f"{len(WORD.findall(article.body)):,} words"
    return " · ".join(fact for fact in (article.date, article.byline, words) if fact)


def _blocks(column: Column, first: int, *, with_words: bool) -> list[dict[str, Any]]:
    """Return headline and paragraphs as pieces: text, numbers of the marks that cover it, whether it differs.

    Where words can be marked, each piece has its words as well, with the number of the first.
    """
    blocks = []
    for part in Part:
        text = column.article.text(part)
        numbers = [number for number, mark in enumerate(column.marks) if mark.span.part is part]
        spans = [column.marks[number].span for number in numbers]
        differing = [span for mark in column.marks for span in mark.differing if span.part is part]
        breaks = [match.span() for match in PARAGRAPH_BREAK.finditer(text)]
        pieces = segments(text, [*((span.start, span.end) for span in spans + differing), *breaks])
        words = numbered_words(text) if with_words else None
        first_break = len(spans) + len(differing)
        for is_break, group in groupby(pieces, key=lambda piece: any(mark >= first_break for mark in piece.marks)):
            if not is_break:
                cut = [_piece(piece, [first + number for number in numbers], words) for piece in group]
                blocks.append({"tag": part.value, "pieces": cut})
    return blocks


def _piece(piece: Segment, numbers: Sequence[int], words: Sequence[tuple[int, int]] | None) -> tuple[Any, ...]:
    """Return a piece for drawing; spans after those of the ``numbers`` are of differing words."""
    covering = [numbers[mark] for mark in piece.marks if mark < len(numbers)]
    drawn = (piece.text, covering, len(covering) < len(piece.marks))
    return drawn if words is None else (*drawn, chunks(piece.text, piece.start, words))
