"""The position strip: where ticks stand, what they say, which marks they stand for."""

from __future__ import annotations

import pytest

from analysis.article import Article, Part, Span
from analysis.document import Document, parse
from analysis.reading import Resources
from views.parts.marks import Mark, Sign
from views.parts.strip import strip_data, strip_of

SENTENCES = [f"The council counted {number} votes in the hall on that day." for number in range(10, 20)]
BODY = " ".join(SENTENCES)


@pytest.fixture(scope="module")
def document(resources: Resources) -> Document:
    return parse(Article("Council counts votes", BODY), resources.pipeline, resources.lexicons)


def mark_on(sentence: str, name: str = "Shared passage 1 of 3", part: Part = Part.BODY) -> Mark:
    start = BODY.index(sentence)
    return Mark(Span(part, start, start + len(sentence)), 6, "t", (), sign=Sign(name, "1"))


@pytest.mark.parametrize(("number", "place"), [(0, "lead"), (2, "lead"), (3, "middle"), (4, "middle"), (5, "buried")])
def test_a_tick_says_which_passage_it_is_and_where_it_stands(document: Document, number: int, place: str) -> None:
    strip = strip_of(document, [mark_on(SENTENCES[number])])
    assert strip is not None
    (tick,) = strip.ticks
    assert tick.label == f"Shared passage 1 of 3, sentence {number + 1} of 10, {place}"
    assert tick.text == "1"
    assert tick.start == pytest.approx(number / 10, abs=0.01)
    assert tick.end - tick.start == pytest.approx(1 / 10, abs=0.01)


def test_the_zones_meet_and_together_are_the_body(document: Document) -> None:
    strip = strip_of(document, [mark_on(SENTENCES[0])])
    assert strip is not None
    assert [zone.label for zone in strip.zones] == ["lead", "middle", "buried"]
    assert [zone.start for zone in strip.zones] == [0.0, *(zone.end for zone in strip.zones[:-1])]
    assert strip.zones[1].start == pytest.approx(0.3, abs=0.01)
    assert strip.zones[2].start == pytest.approx(0.5, abs=0.01)
    assert strip.zones[-1].end == 1.0


def test_marks_at_one_place_are_one_tick_that_names_them_all(document: Document) -> None:
    marks = [mark_on(SENTENCES[4]), mark_on(SENTENCES[1]), mark_on(SENTENCES[4], "Shared passage 3 of 3")]
    strip = strip_of(document, marks)
    assert strip is not None
    assert [tick.marks for tick in strip.ticks] == [(1,), (0, 2)]
    assert strip.ticks[1].label.startswith("Shared passage 1 of 3; Shared passage 3 of 3, sentence 5")
    assert [tick["marks"] for tick in strip_data(strip, 7)["ticks"]] == [[8], [7, 9]]


def test_marks_in_the_headline_and_marks_without_a_sign_are_no_ticks(document: Document) -> None:
    in_headline = Mark(Span(Part.HEADLINE, 0, 7), 6, "t", (), sign=Sign("Shared passage 1 of 3"))
    unsigned = Mark(Span(Part.BODY, 0, 7), 1, "t", ())
    assert strip_of(document, [in_headline, unsigned]) is None
