"""A story cut for paper: paragraphs with numbered sentences, marks, and the numbers of the notes on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from analysis.article import Part
from analysis.document import Sentence
from analysis.highlight import segments, style_of
from analysis.quotations.marks import PARAGRAPH_BREAK
from analysis.reading import Reading
from analysis.results import Finding


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same marks.

    Attributes:
        text: its characters, as they stand in the article.
        sentence: number, from 1, of the sentence of the body that begins with it; None elsewhere.
        styles: underline patterns of the marks on it, as in :func:`analysis.highlight.style_of`.
        notes: numbers, from 1, of the findings that end with it.
    """

    text: str
    sentence: int | None
    styles: tuple[int, ...]
    notes: tuple[int, ...]


def numbered(reading: Reading, part: Part, findings: Sequence[Finding]) -> tuple[tuple[Piece, ...], ...]:
    """Return the paragraphs of a part, each in pieces that together are its text.

    Args:
        reading: whose text is cut; white space between its paragraphs is left out.
        part: headline or body.
        findings: what to mark, of any part; a finding's place in the list, from 1, is the number of its note.
    """
    text = reading.article.text(part)
    sentences = reading.document.body_sentences if part is Part.BODY else ()
    starts = {sentence.span.start: number for number, sentence in enumerate(sentences, 1)}
    paragraphs = _paragraphs(text)
    marked = [(number, finding) for number, finding in enumerate(findings, 1) if finding.span.part is part]
    unmarked = [*paragraphs, *map(_ends, sentences)]
    cut: dict[int, list[Piece]] = defaultdict(list)
    for segment in segments(text, [*unmarked, *(_ends(finding) for _, finding in marked)]):
        if segment.marks and segment.marks[0] < len(paragraphs):
            here = [marked[mark - len(unmarked)] for mark in segment.marks if mark >= len(unmarked)]
            styles = tuple(sorted({style_of(finding.category) for _, finding in here}))
            notes = tuple(number for number, finding in here if finding.span.end == segment.end)
            cut[segment.marks[0]].append(Piece(segment.text, starts.get(segment.start), styles, notes))
    return tuple(map(tuple, cut.values()))


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Return where paragraphs start and end; a row of dots or stars, which is no sentence, is one, too."""
    breaks = [(0, 0), *(match.span() for match in PARAGRAPH_BREAK.finditer(text)), (len(text), len(text))]
    between = ((start, end) for (_, start), (end, _) in pairwise(breaks))
    return [(start, end) for start, end in between if text[start:end].strip()]


def _ends(there: Sentence | Finding) -> tuple[int, int]:
    return there.span.start, there.span.end
