"""Quotation marks, kinds of quotations and their speakers."""

from __future__ import annotations

import time
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.article import Article, Part
from analysis.document import Document, parse
from analysis.quotations import Quotation, QuotationKind, find_quotations
from analysis.quotations.marks import pair_marks
from analysis.reading import Resources
from tests.quotation_cases import MARKED, REPORTED, Case

ELISIONS = frozenset({"tis", "em"})
MARKED_KINDS = frozenset({QuotationKind.DIRECT, QuotationKind.SCARE, QuotationKind.TITLE})
TEXT_WITH_MARKS = st.text(alphabet=st.sampled_from("ab Is.,\n\"'“”‘’«»-:5?`—"), max_size=80)
FRAGMENTS = st.sampled_from([*"“”\"'‘’,. ", "\n\n", "she said", "Ruiz", "the plan", "no", " that it was over"])


def document_of(case: Case, resources: Resources) -> Document:
    """Parse a case: as a headline if its name says so, else as a body."""
    is_headline = case.name.startswith("headline")
    article = Article(case.text if is_headline else "", "" if is_headline else case.text)
    return parse(article, resources.pipeline, resources.lexicons)


def found(text: str, resources: Resources) -> tuple[Document, tuple[Quotation, ...]]:
    document = parse(Article("", text), resources.pipeline, resources.lexicons)
    return document, document.quotations


def as_table(document: Document, kinds: frozenset[QuotationKind]) -> list[tuple[QuotationKind, str, str | None]]:
    """Kind, quoted words and speaker of the quotations of some kinds."""
    quote = document.article.quote
    return [
        (quotation.kind, quote(quotation.inner), quote(quotation.speaker) if quotation.speaker else None)
        for quotation in document.quotations
        if quotation.kind in kinds
    ]


@pytest.mark.parametrize("case", MARKED, ids=lambda case: case.name)
def test_marked_quotations_have_the_expected_kind_words_and_speaker(case: Case, resources: Resources) -> None:
    assert as_table(document_of(case, resources), MARKED_KINDS) == case.expected


@pytest.mark.parametrize("case", REPORTED, ids=lambda case: case.name)
def test_reported_speech_is_found_with_its_speaker(case: Case, resources: Resources) -> None:
    assert as_table(document_of(case, resources), frozenset({QuotationKind.REPORTED})) == case.expected


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        pytest.param("“We will,” she said, “fight on.”", [0, 0], id="continued-after-the-verb"),
        pytest.param("“We waited.\n\n“We wrote,” said Tal.\n\n“No,” said Marsh.", [0, 0, 2], id="over-paragraphs"),
        pytest.param("“It is safe,” Ruiz said. “Nobody need worry.”", [0, 1], id="next-sentence-is-another"),
        pytest.param("“It is safe,” Ruiz said, and “nobody need worry about it”.", [0, 1], id="joined-by-and"),
    ],
)
def test_pieces_of_one_utterance_share_a_group(text: str, groups: list[int], resources: Resources) -> None:
    assert [quotation.group for quotation in found(text, resources)[1]] == groups


def test_the_reporting_verb_is_pointed_at(resources: Resources) -> None:
    document, (quotation,) = found("“The bridge is safe,” the mayor told reporters.", resources)
    assert quotation.verb is not None
    assert document.article.quote(quotation.verb) == "told"


def test_a_lone_mark_does_not_quote_the_rest_of_the_article(resources: Resources) -> None:
    text = "“We wait, she said.\n\n" + "The council met again and put the matter off.\n\n" * 20
    document, _ = found(text, resources)
    quoted = [document.article.quote(quotation.inner) for quotation in document.quotations]
    assert quoted[0] == "We wait, she said."
    assert not any("council" in words for words in quoted[1:])


def test_an_unclosed_mark_ends_within_an_endless_paragraph() -> None:
    text = "“We wait. " + "The council met again and put the matter off. " * 100
    (piece,) = pair_marks(text, ELISIONS)
    assert piece.end <= 1010
    assert text[piece.inner_end - 1] == "."


@settings(deadline=None, max_examples=100)
@given(TEXT_WITH_MARKS)
def test_marked_stretches_lie_in_the_text_in_order_and_hold_a_word(text: str) -> None:
    pieces = pair_marks(text, ELISIONS)
    places = [place for piece in pieces for place in (piece.start, piece.inner_start, piece.inner_end, piece.end)]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)
    assert all(any(character.isalnum() for character in text[piece.inner_start : piece.inner_end]) for piece in pieces)


@settings(deadline=None, max_examples=60)
@given(st.lists(FRAGMENTS, max_size=25))
def test_any_text_keeps_the_laws_of_quotations(resources: Resources, words: list[str]) -> None:
    text = "".join(words)
    _, quotations = found(text, resources)
    for quotation in quotations:
        spans = [span for span in (quotation.span, quotation.inner, quotation.speaker, quotation.verb) if span]
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert quotation.span.start <= quotation.inner.start < quotation.inner.end <= quotation.span.end
    marked = [quotation.span for quotation in quotations if quotation.kind in MARKED_KINDS]
    reported = [quotation.span for quotation in quotations if quotation.kind is QuotationKind.REPORTED]
    assert all(earlier.end <= later.start for spans in (marked, reported) for earlier, later in pairwise(spans))
    for clause, span in product(reported, marked):
        apart = span.end <= clause.start or clause.end <= span.start
        assert apart or (clause.start <= span.start and span.end <= clause.end)


@pytest.mark.parametrize("unit", ["'", "“", '"', "'a ", '"a ', "“a ", "“\n\n", ".\n ", "``", "'s ", " "])
def test_pairing_time_grows_linearly(unit: str) -> None:
    def seconds(times: int) -> float:
        start = time.process_time()
        pair_marks(unit * times, ELISIONS)
        return time.process_time() - start

    seconds(100)
    # Ten times the text may take ten times as long; thirty leaves room for a busy machine, a hundred is quadratic.
    assert min(seconds(20_000) for _ in range(3)) <= 30 * min(seconds(2_000) for _ in range(3)) + 0.01


def test_attribution_time_grows_linearly_where_the_parse_hangs_all_words_on_one(resources: Resources) -> None:
    def seconds(times: int) -> float:
        doc = resources.pipeline('"a ' * times)
        start = time.process_time()
        find_quotations(doc, Part.BODY, resources.lexicons)
        return time.process_time() - start

    seconds(10)
    # Six times the text: eighteen leaves room for a busy machine, thirty-six is quadratic.
    assert seconds(1800) <= 18 * seconds(300) + 0.02


def test_the_same_text_gives_the_same_quotations(resources: Resources) -> None:
    text = "“We will,” she said, “fight on.” The “reform” was dead, according to Ruiz."
    assert found(text, resources)[1] == found(text, resources)[1]


def test_no_words_mean_no_quotations(resources: Resources) -> None:
    document = parse(Article("", ""), resources.pipeline, resources.lexicons)
    assert document.quotations == ()
    assert {part: len(document.parsed[part]) for part in Part} == {Part.HEADLINE: 0, Part.BODY: 0}
