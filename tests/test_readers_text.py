"""Plain text, Markdown and pasted text: the headline is found, every word of the body is kept."""

from __future__ import annotations

import pytest

from analysis.readers import read_bytes, read_text
from analysis.readers.cleaning import clean, paragraphs
from analysis.readers.dates import iso_date
from tests.files import BODY, HEADLINE, PARAGRAPHS, STORY

HEADLINES = [
    "Harbour council delays vote",
    "Is this the end of the tram?",
    "‘We owe people a number’",
    "Prices rise again in the U.S.",
    "River of BLOOD!",
]
NO_HEADLINES = [
    "The council put off its vote on Monday.",
    "“We owe people a number that holds.”",
    "The mayor, who had promised a tram by spring,",
    " ".join(["word"] * 31),
]


@pytest.mark.parametrize("line", HEADLINES)
def test_a_short_first_line_apart_is_the_headline(line: str) -> None:
    (article,) = read_text(f"{line}\n\n{BODY}").articles
    assert (article.headline, article.body) == (line, BODY)


@pytest.mark.parametrize("line", NO_HEADLINES)
def test_a_first_line_that_reads_as_a_sentence_stays_in_the_body(line: str) -> None:
    (article,) = read_text(f"{line}\n\n{BODY}").articles
    assert (article.headline, article.body) == ("", f"{line}\n\n{BODY}")


def test_a_headline_needs_no_blank_line_if_the_next_line_is_much_longer() -> None:
    (article,) = read_text(f"{HEADLINE}\n" + "\n".join(PARAGRAPHS)).articles
    assert (article.headline, article.body) == (HEADLINE, BODY)


def test_a_headline_given_apart_is_taken_as_it_is() -> None:
    (article,) = read_text(STORY, headline="Another headline.").articles
    assert article.headline == "Another headline."
    assert article.body == STORY.strip()


def test_an_empty_headline_given_apart_means_none() -> None:
    (article,) = read_text(STORY, headline="").articles
    assert article.headline == ""


def test_pasted_text_says_so() -> None:
    (article,) = read_text(STORY).articles
    assert article.source == "pasted text"


def test_a_byline_under_the_headline_is_read_and_shown_as_left_out() -> None:
    (article,) = read_text(f"{HEADLINE}\n\nBy Mara Lind and Jo Venn\n\n{BODY}").articles
    assert article.byline == "Mara Lind and Jo Venn"
    assert article.body == BODY
    assert [(piece.text, piece.reason) for piece in article.dropped] == [("By Mara Lind and Jo Venn", "byline")]


def test_a_sentence_that_begins_with_by_is_no_byline() -> None:
    (article,) = read_text(f"{HEADLINE}\n\nBy Monday the vote was off.\n\n{BODY}").articles
    assert article.byline is None
    assert article.body.startswith("By Monday")


def test_lines_wrapped_at_a_fixed_width_are_joined() -> None:
    wrapped = "The harbour council put off its vote on a second tram\nline on Monday.\n\nShort line\nanother short line"
    assert paragraphs(wrapped) == [
        "The harbour council put off its vote on a second tram line on Monday.",
        "Short line",
        "another short line",
    ]


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("10\xa0000 crowns\u2009in all", "10 000 crowns in all"),
        ("\ufeffstart", "start"),
        ("bell\x07 and null\x00 gone", "bell and null gone"),
        ("go\xadvern\u200bment", "government"),
        ("half \ud800 a pair", "half a pair"),
        ("\u202eright to left override\u202c", "right to left override"),
        ("cafe\u0301", "café"),
        ("  two  spaces\t tab ", "two spaces tab"),
        ("family 👨\u200d👩\u200d👧 kept", "family 👨\u200d👩\u200d👧 kept"),
        ("קול \u200f אחד", "קול \u200f אחד"),
    ],
)
def test_characters_are_cleaned_and_words_are_not(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_right_to_left_words_and_emoji_pass_through() -> None:
    quoted = f"{BODY}\n\nThe sign read “שלום לכולם” and “مرحبا”, next to a 🚋 and a 👍🏽, members said."
    (article,) = read_text(f"{HEADLINE}\n\n{quoted}").articles
    assert article.body == quoted


MARKDOWN = f"""---
title: "{HEADLINE}"
outlet: The Harbour Post
author: Mara Lind
date: 2 March 2026
---

The *council* [put off](https://post.example/vote) its **vote**.
A second line of `code`.

> {PARAGRAPHS[1]}

- {PARAGRAPHS[2]}

![a tram](tram.png)

<div>markup</div>
"""


def test_markdown_becomes_plain_paragraphs() -> None:
    (article,) = read_bytes("story.md", MARKDOWN.encode()).articles
    first = "The council put off its vote. A second line of code."
    assert article.body == "\n\n".join([first, PARAGRAPHS[1], PARAGRAPHS[2]])


def test_markdown_front_matter_is_read() -> None:
    (article,) = read_bytes("story.md", MARKDOWN.encode()).articles
    assert article.headline == HEADLINE
    assert (article.outlet, article.byline, article.date) == ("The Harbour Post", "Mara Lind", "2026-03-02")


@pytest.mark.parametrize("top", [f"# {HEADLINE}", f"{HEADLINE}\n=====", HEADLINE, f"**{HEADLINE}**"])
def test_markdown_headline_is_the_first_heading_or_line(top: str) -> None:
    (article,) = read_bytes("story.md", f"{top}\n\n{BODY}".encode()).articles
    assert (article.headline, article.body) == (HEADLINE, BODY)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-03-02", "2026-03-02"),
        ("2026-03-02T10:15:00Z", "2026-03-02"),
        ("2 March 2026", "2026-03-02"),
        ("March 2, 2026", "2026-03-02"),
        ("Mar 2, 2026", "2026-03-02"),
        ("20260302", "2026-03-02"),
        ("03/02/2026", None),
        ("yesterday", None),
        ("2026-02-30", None),
        ("", None),
    ],
)
def test_dates_are_read_where_they_can_mean_one_day_only(written: str, day: str | None) -> None:
    assert iso_date(written) == day
