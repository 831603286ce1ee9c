"""Sentences, paragraphs, words and voices of a parsed article."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.article import Article, ArticleError, Part, Span
from analysis.document import MAXIMUM_CHARACTERS, Document, load_pipeline, parse, parse_many
from analysis.quotations import Quotation, QuotationKind, Voice
from analysis.reading import Resources

TWO_VOICES = "Ruiz said the plan was “a gift to landlords” and had to go. The “reform” was dead."


def document_of(body: str, resources: Resources, headline: str = "") -> Document:
    return parse(Article(headline, body), resources.pipeline, resources.lexicons)


def sentences(body: str, resources: Resources) -> list[str]:
    return [sentence.text for sentence in document_of(body, resources).body_sentences]


@pytest.mark.parametrize(
    "expected",
    [
        pytest.param(["The U.S. economy grew in May.", "Nobody had expected it."], id="acronym"),
        pytest.param(["Dr. Marsh met Mrs. Tal on Monday.", "They talked for an hour."], id="honorifics"),
        pytest.param(["Rents rose by 3.5 percent.", "Wages did not."], id="decimal"),
        pytest.param(["We waited … and waited for the bus.", "It never came."], id="ellipsis"),
        pytest.param(["“We will rebuild the bridge.”", "She then left the hall."], id="quoted-sentence"),
        pytest.param(["“Who will pay for this?” she asked.", "Nobody knew."], id="question-and-said"),
        pytest.param(["“They lied!” shouted a man who had waited.", "Nobody moved."], id="exclamation-and-shouted"),
        pytest.param(["PORT ALDER — Two of the ferries sank on Monday.", "Nobody was hurt."], id="dateline"),
        pytest.param(["The bus was late 😀.", "Nobody minded 👍🏽 at all."], id="emoji"),
    ],
)
def test_sentences_end_where_a_reader_ends_them(expected: list[str], resources: Resources) -> None:
    assert sentences(" ".join(expected), resources) == expected


@pytest.mark.parametrize(
    ("body", "expected", "paragraphs"),
    [
        pytest.param(
            "The bridge fell\n\nThe mayor left", ["The bridge fell", "The mayor left"], [0, 1], id="blank-line"
        ),
        pytest.param(
            "The bridge fell.\nThe mayor left.", ["The bridge fell.", "The mayor left."], [0, 1], id="one-break"
        ),
        pytest.param("The bridge\nfell on Monday.", ["The bridge\nfell on Monday."], [0], id="wrapped-line"),
        pytest.param("“We won.”\r\n\r\n“We lost.”", ["“We won.”", "“We lost.”"], [0, 1], id="windows-breaks"),
        pytest.param("It fell.\n\n* * *\n\nIt rose.", ["It fell.", "It rose."], [0, 2], id="ornament"),
        pytest.param("\n\n  It fell.  \n", ["It fell."], [1], id="white-space-around"),
        pytest.param("", [], [], id="empty"),
        pytest.param(" \n\t ", [], [], id="blank"),
        pytest.param("“ ” … !", [], [], id="marks-only"),
    ],
)
def test_paragraphs_bound_sentences(
    body: str, expected: list[str], paragraphs: list[int], resources: Resources
) -> None:
    found = document_of(body, resources).body_sentences
    assert [sentence.text for sentence in found] == expected
    assert [sentence.paragraph for sentence in found] == paragraphs
    assert [sentence.index for sentence in found] == list(range(len(expected)))


def test_words_are_counted_in_the_voice_they_stand_in(resources: Resources) -> None:
    document = document_of(TWO_VOICES, resources, headline="Mayor: “No more gifts”")
    # "a gift to landlords" is quoted; the scare quotes around "reform" are the outlet's own.
    assert [(s.own_words, s.quoted_words) for s in document.body_sentences] == [(9, 4), (4, 0)]
    assert (document.words(Voice.OWN), document.words(Voice.QUOTED)) == (13, 4)
    assert (document.words(Voice.OWN, Part.HEADLINE), document.words(Voice.QUOTED, Part.HEADLINE)) == (1, 3)


@pytest.mark.parametrize(
    ("word", "voice", "kind", "speaker"),
    [
        pytest.param("gift", Voice.QUOTED, QuotationKind.DIRECT, "Ruiz", id="inside-marks"),
        pytest.param("plan", Voice.OWN, QuotationKind.REPORTED, "Ruiz", id="reported"),
        pytest.param("had to go", Voice.OWN, QuotationKind.REPORTED, "Ruiz", id="reported-after-marks"),
        pytest.param("said", Voice.OWN, None, None, id="reporting-verb"),
        pytest.param("reform", Voice.OWN, None, None, id="scare-quotes"),
        pytest.param("dead", Voice.OWN, None, None, id="own"),
    ],
)
def test_each_word_has_its_voice_and_its_speaker(
    word: str, voice: Voice, kind: QuotationKind | None, speaker: str | None, resources: Resources
) -> None:
    document = document_of(TWO_VOICES, resources)
    offset = TWO_VOICES.index(word)
    found = document.attribution_at(Part.BODY, offset)
    assert document.voice_at(Part.BODY, offset) is voice
    assert (found.kind if found else None) is kind
    assert (document.article.quote(found.speaker) if found and found.speaker else None) == speaker


def test_reported_speech_is_found_behind_many_scare_quotes() -> None:
    marks = [Span(Part.BODY, start, start + 3) for start in range(10, 60, 5)]
    clause = Quotation(Span(Part.BODY, 5, 80), Span(Part.BODY, 5, 80), QuotationKind.REPORTED)
    scare = [Quotation(span, Span(Part.BODY, span.start + 1, span.end - 1), QuotationKind.SCARE) for span in marks]
    document = Document(Article("", "x" * 90), {}, (clause, *scare), ())
    assert [document.attribution_at(Part.BODY, offset) for offset in (4, 5, 56, 79, 80)] == [
        None,
        clause,
        clause,
        clause,
        None,
    ]


def test_voice_changes_exactly_at_the_marks(resources: Resources) -> None:
    body = "“No more gifts,” Ruiz said."
    document = document_of(body, resources)
    voices = [document.voice_at(Part.BODY, offset) for offset in range(len(body))]
    assert voices == [Voice.QUOTED] * 16 + [Voice.OWN] * (len(body) - 16)


def test_sentence_at_gives_the_sentence_around_or_before(resources: Resources) -> None:
    body = "  It fell.   It rose."
    document = document_of(body, resources)
    found = [document.sentence_at(Part.BODY, offset) for offset in (0, 2, 11, 13, 20)]
    assert [sentence.text if sentence else None for sentence in found] == [
        None,
        "It fell.",
        "It fell.",
        "It rose.",
        "It rose.",
    ]


def test_articles_parsed_together_equal_articles_parsed_alone(resources: Resources) -> None:
    articles = [
        Article("Bridge falls", TWO_VOICES),
        Article("", ""),
        Article("Mayor: “No”", "It fell. “Why?” she asked."),
    ]
    together = list(parse_many(articles, resources.pipeline, resources.lexicons))
    alone = [parse(article, resources.pipeline, resources.lexicons) for article in articles]
    assert [document.quotations for document in together] == [document.quotations for document in alone]
    assert [[s.span for s in document.sentences] for document in together] == [
        [s.span for s in document.sentences] for document in alone
    ]


def test_too_long_a_text_is_refused_with_its_source(resources: Resources) -> None:
    article = Article("", "a" * (MAXIMUM_CHARACTERS + 1), source="long.txt")
    with pytest.raises(ArticleError, match=r"long\.txt.*1,000,001"):
        parse(article, resources.pipeline, resources.lexicons)


def test_a_pipeline_that_is_not_installed_is_named() -> None:
    with pytest.raises(ArticleError, match="no_such_pipeline"):
        load_pipeline("no_such_pipeline")


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet=st.sampled_from("aB1 .?!,\n\r\t“”\"'‘’—é😀*:\u200b\x00"), max_size=60))
def test_any_text_keeps_the_laws_of_sentences(resources: Resources, body: str) -> None:
    document = document_of(body, resources)
    spans = [sentence.span for sentence in document.body_sentences]
    assert all(earlier.end <= later.start for earlier, later in pairwise(spans))
    for sentence in document.body_sentences:
        assert body[sentence.span.start : sentence.span.end] == sentence.text == sentence.text.strip()
        assert re.search(r"\w", sentence.text)
        assert document.sentence_at(Part.BODY, sentence.span.start) is sentence
    assert all(any(span.start <= match.start() < span.end for span in spans) for match in re.finditer(r"[^\W_]", body))
