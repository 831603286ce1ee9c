"""The reading that measures share: whom a span mentions, and what findings take from the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.actors import Actor
from analysis.article import Article, Part, Span
from analysis.quotations import Voice
from analysis.readers import read_article
from analysis.reading import Reading, Resources, read_closely
from tests.conftest import ROOT

HEADLINE = "Mara Quill leaves board"
BODY = "Mara Quill left the board on Monday. “It was a lavish farce,” said Quill. Tom Reeve stayed."


def read(article: Article, resources: Resources) -> Reading:
    return next(read_closely([article], resources))


def span_of(text: str, *, part: Part = Part.BODY) -> Span:
    start = (HEADLINE if part is Part.HEADLINE else BODY).index(text)
    return Span(part, start, start + len(text))


@pytest.mark.parametrize(
    ("span", "name"),
    [
        (span_of("Quill left"), "Mara Quill"),
        (span_of("said Quill"), "Mara Quill"),
        (span_of("Quill. Tom Reeve"), "Mara Quill"),
        (span_of(" Tom Reeve stayed"), "Tom Reeve"),
        (span_of("on Monday"), None),
        (span_of(" stayed."), None),
        (span_of("Quill", part=Part.HEADLINE), "Mara Quill"),
    ],
)
def test_the_first_actor_within_or_around_a_span(span: Span, name: str | None, resources: Resources) -> None:
    actor = read(Article(HEADLINE, BODY), resources).actor_at(span)
    assert (actor.name if actor else None) == name


@pytest.mark.parametrize("path", sorted((ROOT / "sample_articles").glob("*/*.txt")), ids=lambda path: path.stem)
def test_the_actor_at_a_span_is_the_one_that_reading_every_mention_finds(path: Path, resources: Resources) -> None:
    reading = read(read_article(path), resources)
    for start in range(0, len(reading.article.body), 7):
        span = Span(Part.BODY, start, start + 25)
        found: list[tuple[Span, Actor]] = [
            (mention.span, actor)
            for actor in reading.actors
            for mention in actor.mentions
            if mention.span.part is span.part and mention.span.start < span.end and span.start < mention.span.end
        ]
        expected = min(found, key=lambda mention: mention[0])[1] if found else None
        assert reading.actor_at(span) is expected


def test_a_finding_takes_quote_voice_and_speaker_from_the_text(resources: Resources) -> None:
    reading = read(Article(HEADLINE, BODY), resources)
    finding = reading.finding(span_of("lavish"), category="x/y", reason="Why.", source="rule:z")
    assert (finding.quote, finding.voice, finding.speaker) == ("lavish", Voice.QUOTED, "Mara Quill")


def test_a_rule_finding_fills_the_words_into_the_reason_of_its_category(resources: Resources) -> None:
    reading = read(Article(HEADLINE, BODY), resources)
    category = resources.lexicons.categories["loaded_language/shouting"]
    finding = reading.rule_finding(span_of("Monday"), category)
    assert (finding.category, finding.source) == (category.key, "rule:shouting")
    assert finding.reason == category.reason.replace("{quote}", "Monday")
    assert finding.fair_when == category.fair_when


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("“The focus is a tax cut,” said Treasury Secretary Nora Quist.", "Nora Quist"),
        ("“It is better not to answer,” said Harbour-Courier political reporter Jon Gerlich.", "Jon Gerlich"),
        ("“We won again,” said Quist spokesman Mike Casgrove.", "Mike Casgrove"),
        ("“We won again,” said Dr. Ida Morrow of the Harbour Institute.", "Ida Morrow"),
        ("“We won again,” said a spokesman for Nora Quist.", "the spokesman"),
        ("“We won again,” said Nora Quist's lawyer.", "the lawyer"),
        ("“We won again,” the Almery Riders Union said.", "Almery Riders Union"),
    ],
)
def test_who_speaks_is_the_one_whom_the_words_end_with(said: str, name: str, resources: Resources) -> None:
    reading = read(Article("", f"{said} The town met on Monday, and few people came."), resources)
    (quotation,) = reading.document.quotations
    assert reading.speaker_of(quotation) == name
