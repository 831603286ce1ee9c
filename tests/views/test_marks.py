"""What links articles, and what a headline's elements rest on, as marks."""

from __future__ import annotations

import pytest

from analysis.article import Article, Part, Span
from analysis.comparison import Comparison
from analysis.comparison.passages import Passage, PassageKind
from analysis.results import Row, Table
from views.parts.marks import ONLY_HERE, Sign, alone_marks, passage_marks
from views.parts.plain import plain
from views.parts.verdicts import STANCE, chips_of, element_marks, split_stance, stance_text

ONE = Article("", "Two boats sank. “We are safe,” she said.")
OTHER = Article("", "“We are safe.” A pair of boats went down.")
ELEMENTS = ("Element", "Kind", "Verdict", "Place", "Reason")


def place(article: Article, words: str) -> Span:
    start = article.body.index(words)
    return Span(Part.BODY, start, start + len(words))


def test_a_shared_passage_has_one_number_everywhere_and_names_its_twins_and_what_it_alone_says() -> None:
    quoted = ((0, place(ONE, "“We are safe,”")), (1, place(OTHER, "“We are safe.”")))
    sunk = ((0, place(ONE, "Two boats sank.")), (1, place(OTHER, "A pair of boats went down.")))
    differences = ((0, place(ONE, "sank")), (1, place(OTHER, "went down")))
    passages = (
        Passage(PassageKind.SAME_FACT, "Same fact, other words", sunk, 0.5, differences),
        Passage(PassageKind.QUOTATION, "Same quotation, word for word", quoted, 1.0),
    )
    here, there = passage_marks(Comparison(("One", "Other"), passages, ()), (ONE, OTHER))
    assert [mark.sign for mark in here] == [mark.sign for mark in there]
    assert [mark.sign for mark in here] == [Sign("Shared passage 1 of 2", "1"), Sign("Shared passage 2 of 2", "2")]
    assert here[0].title == "Shared passage 1 of 2: same fact, other words"
    assert here[0].lines == (("Other", "“A pair of boats went down.”"), (ONLY_HERE, "“sank”"))
    assert there[0].lines == (("One", "“Two boats sank.”"), (ONLY_HERE, "“went down”"))
    assert here[0].differing == (place(ONE, "sank"),)
    assert here[1].lines == (("Other", "“We are safe.”"),)
    assert here[1].differing == ()


def test_what_one_alone_tells_is_numbered_within_its_article() -> None:
    rows = tuple(
        Row((name, "number", "s"), (Span(Part.BODY, 0, 3),), (number,))
        for name, number in ((("A"), 0), ("B", 1), ("A", 0))
    )
    first, second = alone_marks(Table("t", "Told by one only", "", ("Told by", "What", "Sentence"), rows), 2)
    assert [mark.sign.name for mark in first if mark.sign] == ["Told by one only: 1 of 2", "Told by one only: 2 of 2"]
    assert [mark.sign.name for mark in second if mark.sign] == ["Told by one only: 1 of 1"]


@pytest.mark.parametrize(
    ("verdict", "symbol"), [("supported", "✓"), ("weakened", "≈"), ("missing", "∅"), ("contradicted", "✕")]
)
def test_an_element_shows_its_verdict_as_symbol_and_word_on_chip_and_strip(verdict: str, symbol: str) -> None:
    spans = (Span(Part.HEADLINE, 0, 4), Span(Part.BODY, 0, 9))
    row = Row(("40 shelters", "number", verdict, "buried", "why"), spans)
    in_body_only = Row(("x", "number", verdict, None, "why"), spans[1:])
    (marks,) = element_marks([Table("elements", "Elements", "", ELEMENTS, (row, in_body_only))])
    assert [mark.span for mark in marks] == list(spans)
    assert marks[0].sign == Sign(f"“40 shelters”, {verdict}", symbol)
    (chip,) = chips_of([marks])
    assert (chip.symbol, chip.text, chip.status) == (symbol, "40 shelters", f"number · {verdict} · buried")
    assert chip.group == marks[0].group == marks[1].group


def test_the_stance_is_taken_out_of_the_tables_and_told_with_its_sentence_as_typed() -> None:
    article = Article("Boats *sink*", "Nobody :red[sank], officials say.")
    row = Row(("disputed", "The story is about a denial."), (Span(Part.HEADLINE, 0, 5), Span(Part.BODY, 0, 33)))
    stance = Table(STANCE, "Stance", "", ("Stance", "Why"), (row,))
    elements = Table("elements", "Elements", "", ELEMENTS, ())
    assert split_stance([elements, stance]) == (stance, (elements,))
    assert split_stance([elements]) == (None, (elements,))
    carried = Table(STANCE, "Stance", "", ("Stance", "Why"), (Row(("supports", "The story tells it.")),))
    assert split_stance([carried, elements]) == (None, (elements,))
    assert stance_text(stance, article) == (
        f"**Disputed.** The story is about a denial\\.\n\n“{plain('Nobody :red[sank], officials say.')}”"
    )
