"""PDF: lines become paragraphs again, and bad files are refused."""

from __future__ import annotations

import io
import time

import pytest
from pypdf import PdfReader, PdfWriter

from analysis.article import ArticleError
from analysis.readers import read_bytes
from analysis.readers.layout import Line, arrange
from analysis.readers.pdf import MAXIMUM_PAGES, parse_pdf
from tests.files import (
    BODY,
    HEADLINE,
    PARAGRAPHS,
    PrintedLine,
    make_pdf,
    make_pdf_of_pages,
    make_pdf_of_streams,
    printed,
)


@pytest.mark.parametrize("width", [40, 60, 95])
def test_lines_are_joined_to_the_paragraphs_that_were_printed(width: int) -> None:
    (article,) = read_bytes("story.pdf", make_pdf(width=width)).articles
    assert (article.headline, article.body) == (HEADLINE, BODY)


def test_a_headline_over_several_lines_is_one() -> None:
    long = "Harbour council delays its vote on a second tram line as traders on Mole Street fear for their trade"
    (article,) = read_bytes("story.pdf", make_pdf(long)).articles
    assert article.headline == long


def test_without_larger_type_the_first_line_is_the_headline() -> None:
    (article,) = read_bytes("story.pdf", make_pdf(headline_size=11)).articles
    assert (article.headline, article.body) == (HEADLINE, BODY)


def test_page_headers_and_numbers_are_left_out_and_shown() -> None:
    def page(number: int, *texts: str) -> list[PrintedLine]:
        return [(9, "The Harbour Post", 20), *printed(texts), (9, f"Page {number} of 3", 40)]

    first = page(1, *PARAGRAPHS[:2])
    first.insert(1, (18, HEADLINE, 30))
    content = make_pdf_of_pages([first, page(2, PARAGRAPHS[2]), page(3, PARAGRAPHS[3])])
    (article,) = read_bytes("story.pdf", content).articles
    assert (article.headline, article.body) == (HEADLINE, BODY)
    left_out = {piece.text for piece in article.dropped if piece.reason == "page header or footer"}
    assert left_out == {"The Harbour Post", "Page 1 of 3", "Page 2 of 3", "Page 3 of 3"}


def test_a_sentence_goes_on_over_the_page() -> None:
    first = [(11, PARAGRAPHS[0], 20), (11, "The members of the council agreed that the", 30)]
    second = [(11, "line should be built at once.", 20), (11, PARAGRAPHS[1], 30)]
    (article,) = read_bytes("story.pdf", make_pdf_of_pages([first, second])).articles
    assert "agreed that the line should be built at once." in article.body


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("Members of the govern-", "ment left.", "the government left."),
        ("He is a well-", "known driver.", "a well-known driver."),
        ("It runs from Aal-", "Borg to the sea.", "from Aal- Borg to the sea."),
    ],
)
def test_broken_words_are_made_whole_only_if_that_makes_a_word(above: str, below: str, joined: str) -> None:
    lines = [Line(text, 11, 700 - 14 * row) for row, text in enumerate((PARAGRAPHS[0], above, below))]
    assert joined in arrange([lines]).body.replace("\n\n", " ")


def locked(password: str, algorithm: str = "RC4-128") -> bytes:
    """The story, encrypted; an empty password opens by itself."""
    writer = PdfWriter(PdfReader(io.BytesIO(make_pdf())))
    writer.encrypt(user_password=password, owner_password=password + "!", algorithm=algorithm)
    content = io.BytesIO()
    writer.write(content)
    return content.getvalue()


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_a_pdf_that_only_forbids_changes_is_read(algorithm: str) -> None:
    assert read_bytes("story.pdf", locked("", algorithm)).articles[0].body == BODY


BAD = {
    "locked.pdf": (locked("secret"), "protected by a password"),
    "aes.pdf": (locked("secret", "AES-256"), "protected by a password"),
    "cut.pdf": (make_pdf()[:400], "damaged PDF"),
    "text.pdf": (b"The council put off its vote.", "damaged PDF"),
    "scan.pdf": (make_pdf_of_streams([b"0 0 m 100 100 l S"]), "holds no text, only pictures of pages"),
    "pages.pdf": (make_pdf_of_streams([b""] * (MAXIMUM_PAGES + 1)), "has 301 pages (300 at most)"),
    "bomb.pdf": (make_pdf_of_streams([b" " * 100_000_000]), "damaged PDF"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_pdfs_are_refused_with_a_remedy(name: str) -> None:
    content, words = BAD[name]
    intake = read_bytes(name, content)
    assert intake.articles == ()
    assert words in intake.problems[0].message


def test_reading_stops_when_the_time_is_up() -> None:
    slow = make_pdf_of_streams([b"BT /F1 11 Tf 0 800 Td " + b"(tram tram tram) Tj 0 -1 Td " * 50_000 + b"ET"])
    started = time.process_time()  # what other work takes on a busy machine does not count
    with pytest.raises(ArticleError, match="takes too long to read"):
        parse_pdf(slow, seconds=0.5)
    assert time.process_time() - started < 10


def test_pages_that_are_all_alike_are_not_taken_for_headers() -> None:
    lines = printed(PARAGRAPHS)
    (article,) = read_bytes("story.pdf", make_pdf_of_pages([lines, lines, lines])).articles
    assert article.body.count(PARAGRAPHS[0]) == 3
