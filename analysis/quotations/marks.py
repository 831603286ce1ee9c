"""Which quotation marks belong together: straight and curly, double and single, nested, unbalanced, over paragraphs.

Works on characters alone; every rule looks at a bounded neighbourhood, so the time grows linearly with the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from analysis.quotations.mark_roles import SENTENCE_MARKS, Mark, MarkRole, double_mark, single_role

# A blank line, or a line that ends like a sentence: a single line break elsewhere is a wrapped line.
PARAGRAPH_BREAK = re.compile(r"\n[ \t\r]*\n\s*|(?<=[.!?:…”\"’'])[ \t\r]*\n\s*")
# A mark that is never closed quotes to the end of its paragraph, but no further than a long paragraph reaches.
MAXIMUM_UNCLOSED = 1000
# A closing single mark that may as well be an apostrophe ("tenants'") closes only what opened shortly before.
MAXIMUM_DOUBTFUL = 80

_DOUBLE = re.compile(r"``|''|[\"″“”„‟«»]")
_SINGLE = re.compile(r"(?<!['‘’`])[‘’'‚‛](?!['‘’])")
_SENTENCE_END = re.compile(r"[.!?…]+(?=\s)")
_WORD = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class MarkedText:
    """Characters between two quotation marks, or from one that is never closed.

    Attributes:
        start: where the opening mark stands.
        inner_start: first character after the opening mark.
        inner_end: end of the text before the closing mark.
        end: end of the closing mark; equal to ``inner_end`` if there is none.
        continues: goes on with the quotation of the paragraph before, which was left open.
    """

    start: int
    inner_start: int
    inner_end: int
    end: int
    continues: bool = False


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """What the marks of one paragraph enclose.

    Attributes:
        pieces: closed stretches, and those cut short where another one opens.
        left_open: an opening mark at the end for which no closing one came.
        orphan: a closing mark before any opening one.
    """

    start: int
    end: int
    pieces: list[MarkedText]
    left_open: Mark | None = None
    orphan: Mark | None = None

    @property
    def reopens(self) -> bool:
        """Whether the paragraph begins with an opening mark."""
        opened = [piece.start for piece in self.pieces[:1]] or ([self.left_open.start] if self.left_open else [])
        return opened == [self.start]


def pair_marks(text: str, elisions: frozenset[str]) -> tuple[MarkedText, ...]:
    """Return the outermost stretches in quotation marks, in order; they never overlap and each contains a word.

    A double mark left open quotes to the end of its paragraph; if the next paragraph opens again (or closes without
    opening), both are pieces of one quotation. A single mark left open counts only if the next paragraph opens again.

    Args:
        text: any text.
        elisions: words that may begin with an apostrophe, without it and in lower case ("tis", "em").
    """
    bounds = _paragraph_bounds(text)
    doubles = list(_link(text, [_pair_doubles(text, start, end) for start, end in bounds], keep_unclosed=True))
    inside_double = bytearray(len(text))
    for piece in doubles:
        inside_double[piece.start : piece.end] = b"\1" * (piece.end - piece.start)
    paragraphs = [_pair_singles(text, start, end, inside_double, elisions) for start, end in bounds]
    singles = list(_link(text, paragraphs, keep_unclosed=False))
    return tuple(
        piece for piece in _outermost(doubles, singles) if _WORD.search(text, piece.inner_start, piece.inner_end)
    )


def _paragraph_bounds(text: str) -> list[tuple[int, int]]:
    """First character and end of each paragraph, without white space around it."""
    breaks = [(match.start(), match.end()) for match in PARAGRAPH_BREAK.finditer(text)]
    starts = [len(text) - len(text.lstrip()), *(end for _, end in breaks)]
    ends = [*(start for start, _ in breaks), len(text)]
    return [
        (start, start + len(text[start:end].rstrip())) for start, end in zip(starts, ends, strict=True) if start < end
    ]


def _link(text: str, paragraphs: Sequence[_Paragraph], *, keep_unclosed: bool) -> Iterator[MarkedText]:
    """Yield the pieces of all paragraphs, those left open ended, and those that go on with the one before marked."""
    carried = False
    for paragraph, following in zip_longest(paragraphs, paragraphs[1:]):
        if carried and (orphan := paragraph.orphan):
            yield MarkedText(paragraph.start, paragraph.start, orphan.start, orphan.end, continues=True)
        for piece in paragraph.pieces:
            yield replace(piece, continues=True) if carried and piece.start == paragraph.start else piece
        mark = paragraph.left_open
        goes_on = bool(mark and following and (following.reopens or following.orphan))
        if mark and (goes_on or (keep_unclosed and not text[mark.end : mark.end + 1].isspace())):
            end = paragraph.end if goes_on else _end_unclosed(text, mark.end, paragraph.end)
            yield MarkedText(mark.start, mark.end, end, end, carried and mark.start == paragraph.start)
        carried = goes_on


def _end_unclosed(text: str, start: int, end: int) -> int:
    if end - start <= MAXIMUM_UNCLOSED:
        return end
    sentence_ends = [match.end() for match in _SENTENCE_END.finditer(text, start, start + MAXIMUM_UNCLOSED)]
    return sentence_ends[-1] if sentence_ends else start + MAXIMUM_UNCLOSED


def _outermost(doubles: Sequence[MarkedText], singles: Sequence[MarkedText]) -> list[MarkedText]:
    """Drop the double marks inside single ones; the reverse cannot occur."""
    starts = [single.start for single in singles]
    kept = list(singles)
    for double in doubles:
        position = bisect_right(starts, double.start) - 1
        if position < 0 or singles[position].end <= double.start:
            kept.append(double)
    return sorted(kept, key=lambda piece: piece.start)


def _pair_doubles(text: str, start: int, end: int) -> _Paragraph:
    """Pair the double marks of one paragraph, nested ones included, and keep the outermost."""
    marks = [double_mark(text, match) for match in _DOUBLE.finditer(text, start, end)]
    stack: list[Mark] = []
    pieces: list[MarkedText] = []
    orphan = None
    for position, mark in enumerate(marks):
        if mark.role is MarkRole.DOUBTFUL and (not stack or _closes_next(marks, position)):
            continue
        if mark.role is MarkRole.OPEN or (mark.role is MarkRole.EITHER and not stack):
            stack.append(mark)
        elif stack:
            opening = stack.pop()
            while pieces and pieces[-1].start > opening.start:
                pieces.pop()
            pieces.append(MarkedText(opening.start, opening.end, mark.start, mark.end))
        elif position == 0:
            orphan = mark
    return _end_open_ones(text, _Paragraph(start, end, pieces, None, orphan), stack)


def _end_open_ones(text: str, paragraph: _Paragraph, open_marks: list[Mark]) -> _Paragraph:
    """End what was left open where the next stretch opens; the last one stays open if nothing follows it."""
    openings = sorted([mark.start for mark in open_marks] + [piece.start for piece in paragraph.pieces])
    next_opening = dict(pairwise(openings))
    pieces = list(paragraph.pieces)
    for mark in open_marks:
        if mark.start in next_opening:
            end = mark.end + len(text[mark.end : next_opening[mark.start]].rstrip())
            pieces.append(MarkedText(mark.start, mark.end, end, end))
    left_open = open_marks[-1] if open_marks and open_marks[-1].start == openings[-1] else None
    pieces.sort(key=lambda piece: piece.start)
    return replace(paragraph, pieces=pieces, left_open=left_open)


def _closes_next(marks: Sequence[Mark], position: int) -> bool:
    return position + 1 < len(marks) and marks[position + 1].role is MarkRole.CLOSE


def _pair_singles(text: str, start: int, end: int, inside_double: bytearray, elisions: frozenset[str]) -> _Paragraph:
    """Pair the single marks of one paragraph outside double ones; apostrophes are left alone.

    A mark after an s or in a clipped word ("tenants'", "goin'") closes only if no better one comes before the next
    opening, and then the first one before a punctuation mark is preferred.
    """
    pieces: list[MarkedText] = []
    opening: Mark | None = None
    doubtful: Mark | None = None
    for match in _SINGLE.finditer(text, start, end):
        role = None if inside_double[match.start()] else single_role(text, match.start(), elisions)
        if role is None or (role is not MarkRole.OPEN and opening is None):
            continue
        mark = Mark(match.start(), match.end(), role)
        if role is MarkRole.DOUBTFUL:
            doubtful = _better(text, doubtful, mark)
            continue
        closing = mark if role is MarkRole.CLOSE else doubtful
        if opening and closing:
            pieces += _single_piece(text, opening, closing, inside_double)
        opening, doubtful = (mark if role is MarkRole.OPEN else None), None
    if opening and doubtful:
        pieces += _single_piece(text, opening, doubtful, inside_double)
        opening = None
    return _Paragraph(start, end, pieces, opening)


def _better(text: str, earlier: Mark | None, later: Mark) -> Mark:
    """Of two doubtful closing marks take the first before a punctuation mark, or else the first."""
    if earlier is None:
        return later
    punctuated = [mark for mark in (earlier, later) if text[mark.end : mark.end + 1] in SENTENCE_MARKS]
    return punctuated[0] if punctuated else earlier


def _single_piece(text: str, opening: Mark, closing: Mark, inside_double: bytearray) -> list[MarkedText]:
    """Return the stretch between two single marks, unless it rests on a doubtful mark and reaches too far."""
    if closing.role is MarkRole.DOUBTFUL and (
        closing.start - opening.end > MAXIMUM_DOUBTFUL or inside_double.find(1, opening.end, closing.start) >= 0
    ):
        return []
    return [MarkedText(opening.start, opening.end, closing.start, closing.end)]
