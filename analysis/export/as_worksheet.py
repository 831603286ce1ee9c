"""The worksheet: stories to print, mark by hand and discuss: blank, with the program's marks, or the teacher's key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from string import ascii_uppercase

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from analysis.article import Part
from analysis.comparison import article_names
from analysis.decisions import dimension_of
from analysis.export.bundle import Results
from analysis.export.digest import digest
from analysis.export.in_words import cell_in_words, origin_in_words, stamp_in_words
from analysis.export.lesson import Lesson
from analysis.export.naming_to_fill import naming_of
from analysis.export.numbered import Piece, numbered
from analysis.highlight import STYLESHEET, label_of, model_says, style_of
from analysis.quotations import Voice
from analysis.report import MEASURES, Report
from analysis.results import DimensionResult, Finding

TEMPLATE = Path(__file__).with_name("worksheet.html")
PAGE_STYLE = Path(__file__).with_name("worksheet.css")
MOST_STORIES = 4
EMPTY_ROWS = 3
# Signs to make with a pencil; they are told apart without colour, and by name for who does not see the sample.
SIGNS = ("underline", "circle", "wavy line", "box", "square brackets", "double line")
# Who marks more than there are signs for writes a number over underlined words.
NUMBERED = "underline, with a {} above"


class Kind(StrEnum):
    """What a worksheet shows: the text alone, the text with the program's marks, or the key for the teacher."""

    BLANK = "blank"
    MARKED = "marked"
    KEY = "key"


class Paper(StrEnum):
    """Paper sizes, under their names in CSS."""

    A4 = "A4"
    LETTER = "Letter"


@dataclass(frozen=True, slots=True)
class Story:
    """One story as it is printed.

    Attributes:
        name: what the sheet calls it.
        origin: outlet, writer, date and address, as far as they are known and shown.
        headline: its headline in pieces; empty if it has none.
        paragraphs: its body.
        findings: what is marked; a finding's place, from 1, is the number of its note.
        dimensions: what each measure says of it, for the key.
    """

    name: str
    origin: str
    headline: tuple[tuple[Piece, ...], ...]
    paragraphs: tuple[tuple[Piece, ...], ...]
    findings: tuple[Finding, ...]
    dimensions: Mapping[str, DimensionResult]


def to_worksheet(
    results: Results,
    lesson: Lesson,
    *,
    kind: Kind,
    paper: Paper,
    large_print: bool = False,
    name_outlets: bool = True,
) -> str:
    """Return one self-contained page to print: no script, no request, nothing that needs colour.

    Args:
        results: one to four stories; the naming table is filled from their comparison, if they were compared.
        lesson: instructions, what to mark, questions.
        kind: blank, marked or key. A blank sheet holds nothing of what the program has marked, in its source either.
        paper: the size of the page.
        large_print: letters of at least 16 points rather than 11.
        name_outlets: whether students see who published each story; the key always says it.

    Raises:
        ValueError: for no story, more than four, or several that were not compared.
    """
    if not 1 <= len(results.reports) <= MOST_STORIES:
        raise ValueError(f"a worksheet takes 1 to {MOST_STORIES} stories, not {len(results.reports)}")
    if len(results.reports) > 1 and results.comparison is None:
        raise ValueError("a worksheet on several stories needs their comparison")
    names = results.comparison.names if results.comparison else article_names(results.reports)
    named = name_outlets or kind is Kind.KEY
    shown = _shown_names(names, named=named)
    return _template(results.labels).render(
        kind=kind,
        paper=paper,
        large_print=large_print,
        lesson=lesson,
        prompts=[prompt for prompt in lesson.prompts if prompt.stories <= len(results.reports)],
        signs=_signs(lesson.to_mark),
        dimensions=[measure for measure in MEASURES if measure.key in map(dimension_of, lesson.marks)],
        stories=[
            _story(report, name, () if kind is Kind.BLANK else _chosen(report, lesson.marks), named=named)
            for report, name in zip(results.reports, shown.values(), strict=True)
        ],
        naming=naming_of(results.reports, results.comparison, shown),
        warning=results.comparison.warning if results.comparison else "",
        stamp=stamp_in_words(results.stamp),
    )


def _template(labels: Mapping[str, str]) -> Template:
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    environment.filters.update(cell=cell_in_words, digest=digest, style_of=style_of)
    environment.filters.update(model_says=model_says, label_of=lambda category: label_of(category, labels))
    styles = (path.read_text(encoding="utf-8") for path in (STYLESHEET, PAGE_STYLE))
    environment.globals.update(
        stylesheet=Markup("\n".join(styles)),  # noqa: S704 - our own files, no article text
        measures=MEASURES,
        voices={voice.value: voice.in_words.capitalize() for voice in Voice},
        empty_rows=EMPTY_ROWS,
    )
    return environment.from_string(TEMPLATE.read_text(encoding="utf-8"))


def _shown_names(names: Sequence[str], *, named: bool) -> dict[str, str]:
    """Return what the sheet calls each story, by its name; several get letters, by which students point to them."""
    if len(names) == 1:
        return {names[0]: names[0] if named else "The story"}
    lettered = zip(ascii_uppercase, names, strict=False)
    return {name: f"{letter}: {name}" if named else f"Story {letter}" for letter, name in lettered}


def _signs(to_mark: Sequence[str]) -> list[tuple[str, str]]:
    """Return the sign of each thing to mark, and the thing."""
    if len(to_mark) <= len(SIGNS):
        return list(zip(SIGNS, to_mark, strict=False))
    return [(NUMBERED.format(number), thing) for number, thing in enumerate(to_mark, 1)]


def _story(report: Report, name: str, findings: Sequence[Finding], *, named: bool) -> Story:
    headline, body = (numbered(report.reading, part, findings) for part in Part)
    origin = origin_in_words(report.article) if named else ""
    return Story(name, origin, headline, body, tuple(findings), report.dimensions)


def _chosen(report: Report, marks: Sequence[str]) -> list[Finding]:
    """Return what is to be marked, the headline's first, then in the order of the text."""
    found = (finding for result in report.dimensions.values() for finding in result.findings)
    chosen = (finding for finding in found if {finding.category, dimension_of(finding.category)} & set(marks))
    return sorted(chosen, key=lambda finding: (finding.span.part is Part.BODY, finding.span))
