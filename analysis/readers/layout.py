"""From the lines of printed pages to headline and paragraphs: by type size, distance and repetition."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from analysis.article import Article, Dropped
from analysis.readers.text import LONGEST_HEADLINE, split_headline

# Type this much larger than the body's is set as a heading; smaller differences are found within running text.
_LARGER = 1.2
_SAME_SIZE = 0.1
# Half a line more than the usual distance parts paragraphs; half-justified pages vary by less.
_WIDER_GAP = 1.35
# A line that ends a sentence well before the margin ends its paragraph.
_SHORT_LINE = 0.75
_EDGE_LINES = 3
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")
_PAGE_NUMBER = re.compile(r"\W*(?:page )?#(?: ?(?:/|of) ?#)?\W*")
_BROKEN_WORD = re.compile(r"([^\W\d_]+)-")
# The Zipf frequency of a word that occurs once in ten million; rarer strings are no words of their own.
_IS_WORD = 2.0


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: its text, its type size and its height above the foot of the page, in points."""

    text: str
    size: float
    height: float


def arrange(pages: Sequence[Sequence[Line]]) -> Article:
    """Find headline and paragraphs; running headers and page numbers are left out."""
    furniture = _furniture(pages)
    dropped = [
        Dropped(line.text, "page header or footer") for page in pages for line in page if _key(line) in furniture
    ]
    kept = [[line for line in page if _key(line) not in furniture] for page in pages]
    first = kept[0] if kept else []
    start, end = _headline(first, _body_size(kept))
    dropped += [Dropped(line.text, "above the headline") for line in first[:start]]
    headline = " ".join(line.text for line in first[start:end])
    body = "\n\n".join(_paragraphs([first[end:], *kept[1:]]))
    if not headline:
        headline, body = split_headline(body)
    return Article(headline, body, dropped=tuple(dropped))


def _key(line: Line) -> tuple[str, int]:
    """Return what lines of several pages have in common: their words, whatever the numbers, and their type size."""
    return re.sub(r"\d+", "#", line.text.casefold()), round(line.size)


def _furniture(pages: Sequence[Sequence[Line]]) -> set[tuple[str, int]]:
    """Find the lines at the edge of a page that are its number, or that most pages repeat."""
    edges = [{_key(line) for line in (*page[:_EDGE_LINES], *page[-_EDGE_LINES:])} for page in pages]
    count = Counter(key for edge in edges for key in edge)
    found = {key for key, times in count.items() if _PAGE_NUMBER.fullmatch(key[0]) or 1 < times > len(pages) / 2}
    letters = [(len(line.text), _key(line) in found) for page in pages for line in page]
    is_small_part = sum(size for size, is_found in letters if is_found) < sum(size for size, _ in letters) / 2
    return found if is_small_part else set()


def _body_size(pages: Iterable[Iterable[Line]]) -> float:
    letters: Counter[float] = Counter()
    for page in pages:
        for line in page:
            letters[round(line.size, 1)] += len(line.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def _headline(lines: Sequence[Line], body_size: float) -> tuple[int, int]:
    """Return where the lines in the largest type start and end; an empty range if no type is larger than the body's."""
    largest = max((line.size for line in lines), default=0.0)
    if not lines or largest < _LARGER * body_size:
        return 0, 0
    start = next(number for number, line in enumerate(lines) if _same_size(line.size, largest))
    end = start
    while end < len(lines) and _same_size(lines[end].size, largest):
        end += 1
    words = sum(len(line.text.split()) for line in lines[start:end])
    return (start, end) if words <= LONGEST_HEADLINE and start <= _EDGE_LINES else (0, 0)


def _same_size(one: float, other: float) -> bool:
    return abs(one - other) <= _SAME_SIZE * max(one, other)


def _paragraphs(pages: Sequence[Sequence[Line]]) -> list[str]:
    lines = [line for page in pages for line in page]
    if not lines:
        return []
    lengths = sorted(len(line.text) for line in lines)
    full_line = lengths[int(0.9 * (len(lengths) - 1))]
    usual_gap = _usual_gap(pages, full_line=full_line)
    pieces = [lines[0].text]
    for above, below in pairwise(lines):
        if _parted(above, below, usual_gap=usual_gap, full_line=full_line):
            pieces += ["\n\n", below.text]
        else:
            pieces[-1:] = _joined(pieces[-1], below.text)
    return "".join(pieces).split("\n\n")


def _usual_gap(pages: Sequence[Sequence[Line]], *, full_line: int) -> float:
    """Return the distance between lines of one paragraph: what mostly follows a line that reaches the margin."""
    gaps = [
        above.height - below.height
        for page in pages
        for above, below in pairwise(page)
        if above.height > below.height and len(above.text) >= _SHORT_LINE * full_line
    ]
    return median(gaps) if gaps else 0.0


def _parted(above: Line, below: Line, *, usual_gap: float, full_line: int) -> bool:
    """Tell whether a paragraph ends between two lines."""
    gap = above.height - below.height
    ends = bool(_SENTENCE_END.search(above.text))
    if not _same_size(above.size, below.size) or (usual_gap and gap > _WIDER_GAP * usual_gap):
        return True
    if gap < 0:  # the top of the next column or page
        return ends
    return ends and len(above.text) < _SHORT_LINE * full_line


def _joined(above: str, below: str) -> tuple[str, str]:
    """Return two lines of a paragraph ready to be set side by side: with a space, or as one broken word made whole."""
    broken = _BROKEN_WORD.fullmatch(above.rpartition(" ")[2])
    if not broken or not below[:1].islower():
        return above + " ", below
    from wordfreq import zipf_frequency  # here, since it is slow to load and few lines break a word

    word = broken[1] + below.split()[0].strip(".,;:!?\"'”’)")
    return (above[:-1] if zipf_frequency(word, "en") >= _IS_WORD else above), below
