"""Encodings: the right text or a refusal, never mojibake."""

from __future__ import annotations

import pytest

from analysis.readers import read_bytes
from tests.files import BODY, HEADLINE, PARAGRAPHS, STORY, make_csv, make_html, make_pdf, make_zip

ACCENTED = f"{HEADLINE}\n\nThe café’s owner – Zoë Núñez – paid £5 for a “naïve” résumé, she said.\n\n{BODY}\n"
LATIN_1 = ACCENTED.translate(str.maketrans("’–“”", '\'-""'))
BODIES = {text: text.partition("\n\n")[2].strip() for text in (ACCENTED, LATIN_1)}


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"]
)
def test_encodings_are_recognised(encoding: str) -> None:
    (article,) = read_bytes("story.txt", ACCENTED.encode(encoding)).articles
    assert (article.headline, article.body) == (HEADLINE, BODIES[ACCENTED])


def test_latin_1_is_recognised() -> None:
    (article,) = read_bytes("story.txt", LATIN_1.encode("latin-1")).articles
    assert article.body == BODIES[LATIN_1]


def test_one_curly_apostrophe_is_enough_to_tell() -> None:
    (article,) = read_bytes("story.txt", STORY.replace("clinic's", "clinic’s").encode("cp1252")).articles
    assert "clinic’s director" in article.body


def test_bytes_from_two_encodings_are_read_each_in_its_own() -> None:
    mixed = ACCENTED.encode() + "\n\n“No,” said the clinic’s head.\n".encode("cp1252")
    (article,) = read_bytes("story.txt", mixed).articles
    assert article.body == f"{BODIES[ACCENTED]}\n\n“No,” said the clinic’s head."


def test_windows_1252_that_could_pass_for_a_little_utf_8_is_not_mixed() -> None:
    text = STORY.replace("fish market", "“FISH CAFÉ”").replace("clinic's", "clinic’s")
    (article,) = read_bytes("story.txt", text.encode("cp1252")).articles
    assert "“FISH CAFÉ”" in article.body


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_tables_are_decoded_as_well(encoding: str) -> None:
    rows = [{"title": HEADLINE, "text": BODIES[ACCENTED]}]
    (article,) = read_bytes("table.csv", make_csv(rows, encoding=encoding)).articles
    assert article.body == BODIES[ACCENTED]


@pytest.mark.parametrize("declared", ["windows-1252", "iso-8859-1", "utf-8", "no-such-encoding"])
def test_a_web_page_may_declare_its_encoding_rightly_or_wrongly(declared: str) -> None:
    page = make_html(paragraphs=[*PARAGRAPHS, "The café’s owner – Zoë Núñez – paid £5 for it, she said."]).decode()
    written = page.replace("charset=utf-8", f"charset={declared}")
    for encoding in ("cp1252", "utf-8"):
        (article,) = read_bytes("page.html", written.encode(encoding)).articles
        assert "The café’s owner – Zoë Núñez – paid £5 for it" in article.body


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (make_pdf(), "is not text but a PDF"),
        (make_zip({"a.txt": b"a"}), "is not text but a zip"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "is not text but a picture"),
        (bytes(range(256)) * 20, "holds binary data"),
        (STORY.encode() + b"\x01\x02\x03\x04" * 50, "holds binary data"),
        (b"\xff\xfe" + STORY.encode("utf-16-le") + b"\x00\xd8\x41", "is damaged"),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, words: str) -> None:
    intake = read_bytes("story.txt", content)
    assert not intake.articles
    assert words in intake.problems[0].message


def test_other_alphabets_are_refused_for_their_language_not_their_bytes() -> None:
    russian = "Мэр города сказал, что новый план был принят советом после долгих споров о деньгах. " * 5
    for encoding in ("utf-8", "cp1251"):
        (problem,) = read_bytes("story.txt", russian.encode(encoding)).problems
        assert "not in English" in problem.message
