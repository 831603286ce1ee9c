"""Distinctive words: every word legible and clickable in the plot, its contexts exactly as in the text."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from analysis.article import Article, Part, Span
from analysis.results import Row, Table
from views.parts.contexts import REACH, around, contexts_html
from views.parts.distinctive import clicked_word, in_words
from views.parts.word_plot import LINE, Box, spread, word_figure

NAME = '<b>"Post"</b> %{x}'
COLUMNS = ("Article", "Word", "z", "Times here", "Times elsewhere")
ROWS = (
    Row((NAME, "2026", 2.5, 3, 0)),
    Row(("Courier", "ferry", 2.1, 2, 0)),
    Row(("Courier", "<i>", 2.1, 2, 0)),
    Row(("Courier", "say", 1.2, 9, 6)),
)
TABLE = Table("t", "T", "", COLUMNS, ROWS)


def test_each_article_has_a_panel_with_a_symbol_of_its_own_and_z_by_frequency() -> None:
    figure = word_figure(TABLE)
    marks = [trace for trace in figure.data if trace.mode == "markers"]
    assert [list(trace.x) for trace in marks] == [[3], [2, 2, 15]]
    assert [list(trace.y) for trace in marks] == [[2.5], [2.1, 2.1, 1.2]]
    assert len({trace.marker.symbol for trace in marks}) == len({trace.yaxis for trace in marks}) == 2
    assert [note.text for note in figure.layout.annotations] == ['&lt;b&gt;"Post"&lt;/b&gt; %{x}', "Courier"]


def test_every_word_is_written_once_as_typed_and_none_on_another() -> None:
    labels = [trace for trace in word_figure(TABLE).data if trace.mode == "markers+text"]
    assert [word for trace in labels for word in trace.text] == ["2026", "ferry", "&lt;i&gt;", "say"]
    assert len(set(zip(labels[1].x, labels[1].y, strict=True))) == 3
    assert all("Post" not in trace.hovertemplate for trace in labels)


def test_one_word_alone_can_be_plotted() -> None:
    figure = word_figure(Table("t", "T", "", COLUMNS, ROWS[:1]))
    low, high = figure.layout.yaxis.range
    assert low < 2.5 < high


BOXES = st.lists(st.tuples(st.floats(0, 250), st.floats(0, 170), st.floats(10, 120)), max_size=12)


@given(BOXES, BOXES)
def test_labels_cover_neither_each_other_nor_a_mark_and_only_move_down(labels: list[Box], marks: list[Box]) -> None:
    heights = spread(labels, marks)
    assert all(height <= label[1] for height, label in zip(heights, labels, strict=True))
    placed = list(marks)
    for (left, _, width), height in zip(labels, heights, strict=True):
        for other_left, other_height, other_width in placed:
            apart = left >= other_left + other_width or other_left >= left + width
            assert apart or abs(height - other_height) >= LINE - 1e-5
        placed.append((left, height, width))


def test_a_click_in_the_plot_names_article_and_word() -> None:
    assert clicked_word({"selection": {"points": [{"customdata": ["Courier", "ferry"]}]}}) == "ferry – Courier"
    assert clicked_word({"selection": {"points": []}}) is None


def test_the_plot_is_told_in_words() -> None:
    assert in_words(TABLE).endswith(f"{NAME}: 2026; Courier: ferry, <i>, say")


def test_a_word_stands_in_its_context_escaped_with_the_article_named() -> None:
    article = Article("The <b>ferry</b> sails", "A ferry & its crew.")
    spans = (Span(Part.HEADLINE, 7, 12), Span(Part.BODY, 2, 7))
    html = contexts_html(Row(("Courier", "ferry"), spans, (1, 1)), [Article("", ""), article], ["Other", NAME])
    lines = [unescape(re.sub(r"<[^>]*>", "", line)) for line in html.split("<li>")[1:]]
    assert lines == [f"{NAME}, headline The <b>ferry</b> sails", f"{NAME} A ferry & its crew."]
    assert html.count('<mark class="hit">ferry</mark>') == 2


def test_contexts_are_cut_between_words() -> None:
    before, after = around("one two three " * 20 + "WORD" + " four five six" * 20, 280, 284)
    assert before.startswith("…")
    assert after.endswith("…")
    assert set(before.split()) <= {"…", "one", "two", "three"}
    assert set(after.split()) <= {"…", "four", "five", "six"}
    assert max(len(before), len(after)) <= REACH + 3
