"""Highlighting: cut at every edge, escaped everywhere, and the text comes back whole."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.article import Article, Part, Span
from analysis.highlight import STYLESHEET, Segment, explanation, label_of, segments, style_of, to_html
from analysis.quotations import Voice
from analysis.results import Finding

LABELS = {"loaded_language/attack_verbs": "Attack verbs"}
TAG = re.compile(r"<[^>]*>")
HOSTILE = [
    "<script>window.hit = 1</script>",
    '<img src=x onerror="window.hit = 1">',
    "</mark></article><style>*{display:none}</style>",
    "\"' onmouseover='window.hit = 1",
    "&lt;b&gt; &amp; &#60;i&#62;",
    "a < b > c & d",
]
texts = st.one_of(st.text(max_size=60), st.sampled_from(HOSTILE))


def finding(start: int, end: int, *, text: str = "", category: str = "loaded_language/attack_verbs") -> Finding:
    span = Span(Part.BODY, start, end)
    return Finding(span, text[start:end], category, "It attacks.", "lexicon:slam", Voice.OWN)


@st.composite
def texts_and_spans(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    text = draw(texts)
    edge = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(edge, edge), max_size=8))
    return text, [(min(pair), max(pair)) for pair in pairs]


def test_segments_are_cut_at_every_edge_and_know_what_covers_them() -> None:
    assert segments("abcdef", [(1, 4), (2, 6), (2, 2)]) == (
        Segment("a", 0, 1, ()),
        Segment("b", 1, 2, (0,)),
        Segment("cd", 2, 4, (0, 1)),
        Segment("ef", 4, 6, (1,)),
    )


def test_a_text_without_spans_is_one_segment_and_an_empty_text_is_none() -> None:
    assert segments("abc", []) == (Segment("abc", 0, 3, ()),)
    assert segments("", [(0, 0)]) == ()


def test_spans_that_leave_the_text_are_clamped_to_it() -> None:
    assert segments("abc", [(-5, 1), (2, 99), (7, 9)]) == (
        Segment("a", 0, 1, (0,)),
        Segment("b", 1, 2, ()),
        Segment("c", 2, 3, (1,)),
    )


@settings(deadline=None, max_examples=200)
@given(texts_and_spans())
def test_segments_join_to_the_text_and_each_character_has_exactly_its_spans(
    case: tuple[str, list[tuple[int, int]]],
) -> None:
    text, spans = case
    pieces = segments(text, spans)
    assert "".join(piece.text for piece in pieces) == text
    for piece in pieces:
        for offset in range(piece.start, piece.end):
            covering = tuple(number for number, (start, end) in enumerate(spans) if start <= offset < end)
            assert piece.marks == covering


@settings(deadline=None, max_examples=200)
@given(texts_and_spans())
def test_stripping_the_tags_gives_the_text_back(case: tuple[str, list[tuple[int, int]]]) -> None:
    text, spans = case
    findings = [finding(start, end, text=text) for start, end in spans]
    html = to_html(Article("", text), Part.BODY, findings=findings, labels=LABELS, prefix="a")
    assert unescape(TAG.sub("", html.text)) == text


@settings(deadline=None, max_examples=100)
@given(texts, texts, texts)
def test_no_text_becomes_markup(body: str, reason: str, speaker: str) -> None:
    found = Finding(
        Span(Part.BODY, 0, len(body)), body, f"x/{reason}", reason, f"lexicon:{reason}", Voice.QUOTED,
        speaker=speaker, alternative=reason, fair_when=speaker, subject=body,
    )  # fmt: skip
    html = to_html(Article("", body), Part.BODY, findings=[found], labels={}, prefix="a")
    tags = {tag.split()[0].strip("</>") for tag in TAG.findall(html.text + html.notes)}
    assert tags <= {"mark", "button", "aside", "p", "span", "dl", "dt", "dd"}
    assert not re.search(r"<[^>]*\son\w+=", re.sub(r'"[^"]*"', '""', html.text + html.notes))


def test_each_finding_has_one_button_and_one_note_that_belong_together() -> None:
    text = "The mayor slammed the plan."
    findings = [finding(10, 17, text=text), finding(4, 26, text=text, category="framing/conflict")]
    html = to_html(Article("", text), Part.BODY, findings=findings, labels=LABELS, prefix="left")
    targets = re.findall(r'popovertarget="([^"]+)"', html.text)
    assert sorted(targets) == sorted(re.findall(r'<aside popover class="[^"]+" id="([^"]+)"', html.notes))
    assert len(set(targets)) == 2
    assert 'aria-label="Note 2: Attack verbs"' in html.text
    assert "<mark" in html.text


def test_findings_of_the_other_part_are_left_out() -> None:
    article = Article("Mayor slams plan", "The mayor slammed the plan.")
    html = to_html(article, Part.HEADLINE, findings=[finding(0, 3)], labels=LABELS, prefix="a")
    assert (html.text, html.notes) == ("Mayor slams plan", "")


def test_an_explanation_says_why_what_instead_when_fair_and_who_speaks() -> None:
    found = Finding(
        Span(Part.BODY, 0, 5), "slams", "loaded_language/attack_verbs", "It turns a reply into a fight.",
        "lexicon:slam", Voice.QUOTED, speaker="Ana Ruiz", alternative="criticises", fair_when="In sport.",
    )  # fmt: skip
    assert dict(explanation(found)) == {
        "Why": "It turns a reply into a fight.",
        "Neutral wording": "criticises",
        "Fair when": "In sport.",
        "Voice": "Quoted words, Ana Ruiz speaking",
        "Found by": "word list, entry “slam”",
    }


def test_a_category_without_a_label_is_named_in_words() -> None:
    assert label_of("headline/missing_number", {}) == "Missing number"
    assert label_of("loaded_language/attack_verbs", LABELS) == "Attack verbs"


@pytest.mark.parametrize("category", ["loaded_language/x", "headline/x", "actors/x", "readability/x", "framing/x"])
def test_every_dimension_has_its_own_pattern_in_the_style_sheet(category: str) -> None:
    others = {"loaded_language/x", "headline/x", "actors/x", "readability/x", "framing/x"} - {category}
    assert f".mark-{style_of(category)} {{" in STYLESHEET.read_text(encoding="utf-8")
    assert style_of(category) not in {style_of(other) for other in others}
