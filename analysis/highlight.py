"""Text and findings to escaped, overlap-safe, accessible HTML that needs no script.

Every piece of text passes through :func:`html.escape`; stripping the tags from the text gives the article back. Each
finding's explanation is a native popover, opened by a small numbered button at its end, and printed as a footnote.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from pathlib import Path

from analysis.article import Article, Part
from analysis.report import MEASURES
from analysis.results import Finding

STYLESHEET = Path(__file__).with_name("highlight.css")
# highlight.css has this many underline patterns for dimensions; a further dimension would start again at the first.
# Two more patterns are for what links, or sets apart, several articles.
N_STYLES = 5
SHARED_STYLE = 6
ALONE_STYLE = 7
SOURCE_KINDS = {"lexicon": "word list, entry", "list": "word list, entry", "rule": "rule", "model": "trained model"}
# A mark is the stronger, the likelier the model finds its words loaded: one step of the style sheet a quarter.
STRENGTH_LABEL = "The stronger a mark, the likelier a model finds the words loaded in their sentence:"
STRENGTHS = ("under 25 %", "25 to 50 %", "50 to 75 %", "75 % or more")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text, from ``start`` to ``end``, that the same marks cover from its first to its last character.

    Attributes:
        marks: indices of the covering spans, in the order in which the spans were given; empty for plain text.
    """

    text: str
    start: int
    end: int
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Highlighted:
    """One part of an article as HTML.

    Attributes:
        text: the text with its marks; without the tags and unescaped it is the part exactly as supplied.
        notes: one ``<aside popover>`` a finding, in the order of the text, to be put after the text.
    """

    text: str
    notes: str


def segments(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Segment, ...]:
    """Cut ``text`` at every edge of every span, so that no two pieces overlap and all pieces together are the text.

    Spans may overlap, nest and repeat; what lies outside the text, or is empty, marks nothing.
    """
    inside = [(max(0, start), min(len(text), end)) for start, end in spans]
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for number, (start, end) in enumerate(inside):
        if start < end:
            opening.setdefault(start, []).append(number)
            closing.setdefault(end, []).append(number)
    covering: set[int] = set()
    pieces: list[Segment] = []
    for start, end in pairwise(sorted({0, len(text), *opening, *closing})):
        covering.difference_update(closing.get(start, ()))
        covering.update(opening.get(start, ()))
        pieces.append(Segment(text[start:end], start, end, tuple(sorted(covering))))
    return tuple(pieces)


def style_of(category: str) -> int:
    """Return the number of the underline pattern, 1 to :data:`N_STYLES`, of a category's dimension."""
    dimension = category.partition("/")[0]
    position = next((number for number, measure in enumerate(MEASURES) if measure.key == dimension), 0)
    return position % N_STYLES + 1


def label_of(category: str, labels: Mapping[str, str]) -> str:
    """Return a category's name for people: its label, or its key without the dimension, in words."""
    return labels.get(category) or category.rpartition("/")[2].replace("_", " ").capitalize()


def explanation(finding: Finding) -> tuple[tuple[str, str], ...]:
    """Return what a reader needs to judge a finding, as pairs of heading and text, the reason first."""
    voice = "The outlet’s own words" if finding.voice == "own" else "Quoted words"
    lines = (
        ("Why", finding.reason),
        ("Model", model_says(finding)),
        ("Neutral wording", finding.alternative),
        ("Fair when", finding.fair_when),
        ("About", finding.subject),
        ("Voice", f"{voice}, {finding.speaker} speaking" if finding.speaker else voice),
        ("Found by", found_by(finding.source)),
    )
    return tuple((heading, text) for heading, text in lines if text)


def model_says(finding: Finding) -> str | None:
    """Return how likely the model finds a word loaded and where it and the lists disagree; None if it was not asked."""
    if finding.probability is None or finding.marked_by_model is None:
        return None
    # A calibrated probability is never quite 0 or 100 %.
    likely = f"{min(max(round(100 * finding.probability), 1), 99)} % likely loaded here."
    if finding.by_model:
        return f"{likely} Only the model marks it; no list holds it."
    if finding.marked_by_model:
        return likely
    marker = "rule" if finding.source.startswith("rule:") else "word list"
    return f"{likely} The {marker} marks it; the model, reading the sentence, does not."


def strength_of(finding: Finding) -> int:
    """Return the strength of a mark: a place, from 1, in :data:`STRENGTHS`; 0 if no model read the words."""
    if finding.probability is None or finding.marked_by_model is None:
        return 0
    return min(int(finding.probability * len(STRENGTHS)), len(STRENGTHS) - 1) + 1


def found_by(source: str) -> str:
    """Return in words what fired: ``"lexicon:slam"`` is a word list's entry “slam”."""
    kind, _, name = source.partition(":")
    return f"{SOURCE_KINDS.get(kind, kind)} “{name.rpartition(':')[2].replace('_', ' ')}”"


def to_html(
    article: Article, part: Part, *, findings: Iterable[Finding], labels: Mapping[str, str], prefix: str
) -> Highlighted:
    """Return one part of an article with its findings marked.

    Args:
        article: whose text is shown.
        part: headline or body; findings of the other part are left out.
        findings: of any dimension, in any order.
        labels: label of each category by key, from the lexicons.
        prefix: start of every ``id``, unique on the page: letters, digits and hyphens.
    """
    shown = sorted((finding for finding in findings if finding.span.part is part), key=lambda finding: finding.span)
    pieces = segments(article.text(part), [(finding.span.start, finding.span.end) for finding in shown])
    names = [label_of(finding.category, labels) for finding in shown]
    identifiers = [f"{prefix}-{part.value}-{number}" for number in range(1, len(shown) + 1)]
    text = []
    for piece in pieces:
        ending = [number for number in piece.marks if shown[number].span.end == piece.end]
        buttons = "".join(_button(number + 1, names[number], identifiers[number], shown[number]) for number in ending)
        text.append(_mark(piece, [shown[number] for number in piece.marks], buttons))
    notes = (
        _note(number, name, identifier, finding)
        for number, (name, identifier, finding) in enumerate(zip(names, identifiers, shown, strict=True), start=1)
    )
    return Highlighted("".join(text), "".join(notes))


def _mark(piece: Segment, findings: Sequence[Finding], buttons: str) -> str:
    if not findings:
        return escape(piece.text)
    classes = sorted({f"mark-{style_of(finding.category)}" for finding in findings})
    if strength := max(map(strength_of, findings)):
        classes.append(f"strength-{strength}")
    title = " ".join(finding.reason for finding in findings)
    return f'<mark class="{" ".join(classes)}" title="{escape(title)}">{escape(piece.text)}{buttons}</mark>'


def _button(number: int, name: str, identifier: str, finding: Finding) -> str:
    """Return an empty button; the style sheet writes its number, so that it is no part of the text."""
    style = style_of(finding.category)
    return (
        f'<button type="button" class="note-number note-number-{style}" popovertarget="{identifier}" '
        f'data-number="{number}" aria-label="Note {number}: {escape(name)}"></button>'
    )


def _note(number: int, name: str, identifier: str, finding: Finding) -> str:
    lines = "".join(f"<dt>{escape(heading)}</dt><dd>{escape(text)}</dd>" for heading, text in explanation(finding))
    return (
        f'<aside popover class="note mark-note-{style_of(finding.category)}" id="{identifier}">'
        f'<p class="note-title"><span class="note-ordinal">{number}</span> {escape(name)}</p>'
        f'<p class="note-quote">“{escape(finding.quote)}”</p><dl>{lines}</dl></aside>'
    )
