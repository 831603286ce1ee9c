"""What the browser tells of a reader's marks becomes spans and decisions, and nothing else becomes anything."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.article import Article, Part, Span
from analysis.words import WORD
from views.parts.columns import Column, column_data
from views.parts.marking import (
    MAX_EVENTS,
    MAX_REASON,
    Markable,
    MarkEvent,
    Marking,
    chunks,
    mark_event,
    numbered_words,
    span_of,
    told_events,
)
from views.parts.marks import Mark

ARTICLE = Article("Mob slams plan", "The 🙂 mob slammed it.\n\nNobody fell.")
MARKABLES = (Markable(ARTICLE, frozenset({"a mark"})), Markable(Article("", "Two."), frozenset()))
CATEGORIES = frozenset({"framing/conflict"})
# Words, signs beyond the first plane of Unicode (two UTF-16 units each), letters with their accents apart, and breaks.
TEXT = st.lists(
    st.sampled_from(
        ["mob", "🙂", "👩‍🚒", "cafe\u0301", "𝒜ok", "don’t", "3.5", "-", " ", "\n\n", "“", "é", "नि", "\u0301"]
    ),
    max_size=25,
).map("".join)
MARKING = Marking((("Framing", (("framing/conflict", "Conflict"),)),), lambda event: None, announcement="You 3.")


def event_of(**told: object) -> MarkEvent | None:
    return mark_event({"column": 0, **told}, MARKABLES, categories=CATEGORIES)


@settings(deadline=None)
@given(TEXT, st.data())
def test_first_and_last_word_give_back_the_characters_from_one_to_the_other(text: str, data: st.DataObject) -> None:
    words = list(WORD.finditer(text))
    if not words:
        assert span_of(Article("", text), Part.BODY, first=0, last=0) is None
        return
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    assert span_of(Article("", text), Part.BODY, first=first, last=last) == Span(
        Part.BODY, words[first].start(), words[last].end()
    )


@settings(deadline=None)
@given(TEXT, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4))
def test_words_drawn_under_any_marks_are_the_words_of_the_text_with_their_numbers(
    text: str, pairs: list[tuple[int, int]]
) -> None:
    marks = tuple(Mark(Span(Part.BODY, min(pair), max(pair)), 1, "t", ()) for pair in pairs)
    data = column_data([Column("name", Article("", text), marks)], [], marking=MARKING)
    drawn: dict[int, str] = {}
    for block in data["columns"][0]["blocks"]:
        for piece, _, _, (first, cut) in block["pieces"]:
            assert "".join(cut) == piece
            for place, word in enumerate(cut[1::2]):
                drawn[first + place] = drawn.get(first + place, "") + word
    assert drawn == dict(enumerate(WORD.findall(text)))


def test_a_stretch_that_begins_and_ends_within_words_is_cut_at_their_edges() -> None:
    assert chunks("wo thr", 5, numbered_words("One two three.")) == (1, ["", "wo", " ", "thr", ""])
    assert chunks(".", 13, numbered_words("One two three.")) == (3, ["."])


def test_without_marking_pieces_have_no_words() -> None:
    data = column_data([Column("name", ARTICLE)], [])
    assert data["columns"][0]["blocks"][0]["pieces"] == [("Mob slams plan", [], False)]
    assert data["marking"] is None


def test_the_component_gets_decisions_categories_and_the_announcement() -> None:
    span = Span(Part.BODY, 0, 3)
    mark = Mark(span, 1, "t", (), key="k", choice="rejected", category="c", moved_from="Insults", reason="Fair.")
    data = column_data([Column("name", ARTICLE, (mark,))], [], marking=MARKING, heard=4)
    drawn = data["marks"][0]
    assert [drawn[name] for name in ("key", "choice", "category", "movedFrom", "reason")] == [
        "k",
        "rejected",
        "c",
        "Insults",
        "Fair.",
    ]
    assert data["marking"] == {
        "categories": MARKING.categories,
        "announcement": "You 3.",
        "maxReason": MAX_REASON,
        "heard": 4,
    }


@pytest.mark.parametrize(
    ("told", "event"),
    [
        ({"choice": "accepted", "mark": "a mark"}, MarkEvent(0, "accepted", "a mark")),
        (
            {"choice": "rejected", "mark": "a mark", "reason": " Fair. "},
            MarkEvent(0, "rejected", "a mark", reason="Fair."),
        ),
        ({"choice": "removed", "mark": "a mark"}, MarkEvent(0, "removed", "a mark")),
        (
            {"choice": "recategorised", "mark": "a mark", "category": "framing/conflict"},
            MarkEvent(0, "recategorised", "a mark", category="framing/conflict"),
        ),
        (
            {"choice": "added", "part": "body", "first": 1, "last": 2, "category": "framing/conflict"},
            MarkEvent(0, "added", span=Span(Part.BODY, 6, 17), category="framing/conflict"),
        ),
        (
            {"choice": "added", "part": "headline", "first": 0, "last": 0, "category": "framing/conflict"},
            MarkEvent(0, "added", span=Span(Part.HEADLINE, 0, 3), category="framing/conflict"),
        ),
        ({"choice": "undo"}, MarkEvent(0, "undo")),
        ({"column": 1, "choice": "redo"}, MarkEvent(1, "redo")),
    ],
)
def test_what_a_reader_does_becomes_an_event(told: dict[str, Any], event: MarkEvent) -> None:
    assert event_of(**told) == event


@pytest.mark.parametrize(
    "told",
    [
        {"choice": "accepted"},
        {"choice": "accepted", "mark": "another mark"},
        {"choice": "accepted", "mark": ["a mark"]},
        {"choice": "accepted", "mark": "a mark", "column": 1},
        {"choice": "accepted", "mark": "a mark", "column": 2},
        {"choice": "accepted", "mark": "a mark", "column": -1},
        {"choice": "accepted", "mark": "a mark", "column": True},
        {"choice": "accepted", "mark": "a mark", "column": "0"},
        {"choice": "accepted", "mark": "a mark", "reason": "x" * (MAX_REASON + 1)},
        {"choice": "accepted", "mark": "a mark", "reason": 7},
        {"choice": "accepted", "mark": "a mark", "reason": "\ud83d"},
        {"choice": "accepted", "mark": "a mark", "more": 1},
        {"choice": "loved", "mark": "a mark"},
        {"choice": "recategorised", "mark": "a mark"},
        {"choice": "recategorised", "mark": "a mark", "category": "framing/invented"},
        {"choice": "added", "category": "framing/conflict"},
        {"choice": "added", "part": "body", "first": 2, "last": 1, "category": "framing/conflict"},
        {"choice": "added", "part": "body", "first": -1, "last": 1, "category": "framing/conflict"},
        {"choice": "added", "part": "body", "first": 0, "last": 6, "category": "framing/conflict"},
        {"choice": "added", "part": "body", "first": 0, "last": 10**30, "category": "framing/conflict"},
        {"choice": "added", "part": "body", "first": 0.5, "last": 1, "category": "framing/conflict"},
        {"choice": "added", "part": "footer", "first": 0, "last": 1, "category": "framing/conflict"},
        {"choice": "added", "part": "body", "first": 0, "last": 1},
        {"choice": "added", "part": "body", "first": 0, "last": 1, "category": "framing/invented"},
    ],
)
def test_what_fits_nothing_is_left_out(told: dict[str, Any]) -> None:
    assert event_of(**told) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["first", "events", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(deadline=None)
@given(JSON)
def test_a_message_of_any_other_shape_tells_nothing(message: object) -> None:
    events, heard = told_events(message, MARKABLES, categories=CATEGORIES, heard=3)
    assert events == ()
    assert heard >= 3


UNDO, REDO = {"column": 0, "choice": "undo"}, {"column": 0, "choice": "redo"}


def test_what_is_repeated_is_heard_once_and_what_is_wrong_is_not_asked_for_again() -> None:
    message = {"first": 3, "events": [UNDO, REDO, {"choice": "loved"}, UNDO]}
    events, heard = told_events(message, MARKABLES, categories=CATEGORIES, heard=3)
    assert [event.choice for event in events] == ["redo", "undo"]
    assert heard == 6
    assert told_events(message, MARKABLES, categories=CATEGORIES, heard=heard) == ((), 6)


def test_a_browser_that_counts_from_an_earlier_visit_is_heard() -> None:
    events, heard = told_events({"first": 9, "events": [UNDO]}, MARKABLES, categories=CATEGORIES, heard=0)
    assert ([event.choice for event in events], heard) == (["undo"], 9)


def test_a_message_without_end_is_cut() -> None:
    message = {"first": 1, "events": [UNDO] * (MAX_EVENTS + 5)}
    events, heard = told_events(message, MARKABLES, categories=CATEGORIES, heard=0)
    assert len(events) == heard == MAX_EVENTS
