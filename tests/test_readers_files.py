"""Files of every format; bad ones get a message that says what is wrong and what to do, never an exception."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from analysis.article import ArticleError, Dropped
from analysis.readers import READERS, Intake, read_article, read_bytes, read_file, read_text
from analysis.readers.intake import MAXIMUM_BYTES
from tests.files import (
    BODY,
    HEADLINE,
    PARAGRAPHS,
    ROWS,
    STORY,
    every_format,
    make_csv,
    make_docx,
    make_html,
    make_xlsx,
    make_zip,
)


@pytest.mark.parametrize("name", every_format())
def test_every_format_gives_the_same_article(name: str) -> None:
    intake = read_bytes(name, every_format()[name])
    assert intake.problems == ()
    first = intake.articles[0]
    assert (first.headline, first.body) == (HEADLINE, BODY)
    assert first.source is not None
    assert first.source.startswith(name)


def test_every_reader_has_a_file_here_or_shares_one() -> None:
    made = {Path(name).suffix for name in every_format()}
    assert made - {".zip"} <= READERS.keys()
    by_reader = {READERS[suffix] for suffix in made - {".zip"}}
    kinds = {"txt", "md", "html", "pdf", "docx", "csv", "xlsx", "jsonl", "json"}
    assert {f".{kind}" for kind in kinds} <= made
    assert len(by_reader) == len(kinds)


@pytest.mark.parametrize("name", ["STORY.TXT", "a.b.Txt", "Über uns.txt", "a/b\\c.txt"])
def test_endings_are_found_in_any_name(name: str) -> None:
    assert len(read_bytes(name, STORY.encode()).articles) == 1


def test_a_file_is_read_from_disk(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    assert read_file(path) == read_bytes("story.txt", STORY.encode())
    assert read_article(path).headline == HEADLINE


def test_read_article_raises_what_read_file_reports(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(b"")
    with pytest.raises(ArticleError, match=r"empty\.txt: is empty"):
        read_article(path)


def test_read_article_refuses_a_table_of_several(tmp_path: Path) -> None:
    path = tmp_path / "two.csv"
    path.write_bytes(make_csv())
    with pytest.raises(ArticleError, match=r"two\.csv: holds 2 articles"):
        read_article(path)


def test_a_missing_file_and_a_folder_are_problems(tmp_path: Path) -> None:
    assert "no such file" in read_file(tmp_path / "none.txt").problems[0].message
    assert refused(read_file(tmp_path)) == f"{tmp_path}: is a folder; give the files in it."


def test_a_device_is_not_read() -> None:
    assert "not an ordinary file" in refused(read_file(Path(os.devnull)))


@pytest.mark.parametrize("name", ["nul\0.txt", "long" * 1_000 + ".txt"])
def test_a_path_that_cannot_be_is_a_problem(name: str) -> None:
    assert "cannot be opened" in refused(read_file(Path(name)))


def test_problems_name_the_path_and_articles_only_the_file(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(make_csv() + b"Tram line,too short,,,\n")
    intake = read_file(path)
    assert [problem.source for problem in intake.problems] == [f"{path} row 4"]
    assert [article.source for article in intake.articles] == ["table.csv row 2", "table.csv row 3"]


def test_control_characters_in_a_name_are_not_shown() -> None:
    assert refused(read_bytes("a\x1b[2J\nb.txt", b"")).startswith("a[2J b.txt: ")
    zipped = read_bytes("a.zip", make_zip({"b\x1b]0;c\x07.txt": STORY.encode()}))
    assert zipped.articles[0].source == "a.zip/b]0;c.txt"


def refused(intake: Intake) -> str:
    """The message of the only problem of an intake without articles."""
    assert intake.articles == ()
    (problem,) = intake.problems
    assert problem.source.strip()
    assert problem.message.endswith((".", "…)"))
    return str(problem)


BAD = {
    "empty.txt": (b"", "is empty"),
    "blank.txt": (b" \n\t\r\n ", "is empty"),
    "mark.txt": (b"\xef\xbb\xbf", "has no text"),
    "one.txt": (b"Tram", "too short to be an article (1 word"),
    "numbers.txt": (b"12 34 56.7 8,900 " * 50, "has no text"),
    "marks.txt": ("?! … — “ ” ".encode() * 50, "has no text"),
    "japanese.txt": ("港の市議会は路面電車の投票を延期した。".encode("shift_jis") * 30, "is not in English"),
    "chinese.txt": ("港口市议会推迟了有轨电车的投票。".encode() * 30, "is not in English"),
    "few.txt": (b"The council put off its vote.", "too short to be an article (6 words"),
    "headline.txt": (f"{HEADLINE}\n\n".encode(), "too short"),
    "headline.md": (f"# {HEADLINE}\n".encode(), "has a headline but no text under it"),
    "headline.html": (make_html(paragraphs=[]), "has a headline but no text under it"),
    "headline.csv": (b"headline,text\nTram line put off,\n", "has a headline but no text under it"),
    "page.txt": (make_html(), "rename it so that it ends in .html"),
    "long.txt": ((f"{BODY} " * 2_500).encode(), "too long to be one article"),
    "long.md": ((f"{BODY} " * 2_500).encode(), "too long to be one article"),
    "unspaced.txt": (b"tram" * 1_000_000, "too long to be one article"),
    "large.txt": (b"tram " * (MAXIMUM_BYTES // 5 + 1), "is too large (50 MB at most)"),
    "headline.jsonl": (
        b'{"text": "' + b"tram " * 30 + b'", "title": "' + b"tram " * 200 + b'"}',
        "headline of 200 words",
    ),
    "story.doc": (b"\xd0\xcf\x11\xe0", "of a kind that cannot be read"),
    "story": (STORY.encode(), "of a kind that cannot be read"),
    "broken.docx": (make_docx()[:2_000], "is a damaged .docx file"),
    "old.docx": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "is old or protected by a password; save it anew as .docx"),
    "old.xlsx": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "is old or protected by a password; save it anew as .xlsx"),
    "cut.xlsx": (make_xlsx()[:2_000], "is a damaged .xlsx file"),
    "text.docx": (STORY.encode(), "is a damaged"),
    "zip.docx": (make_zip({"story.txt": STORY.encode()}), "is a damaged Word file"),
    "macros.docx": (make_zip({"word/vbaProject.bin": b"macro"}), "holds macros; save it as .docx without macros"),
    "macros.docm": (make_zip({"word/vbaProject.bin": b"macro"}), "holds macros"),
    "zip.xlsx": (make_zip({"story.txt": STORY.encode()}), "is a damaged Excel file"),
    "macros.xlsm": (make_zip({"xl/vbaProject.bin": b"macro"}), "holds macros; save it as .xlsx without macros"),
    "nested.html": (b"<html><body>" + b"<div>" * 30_000 + STORY.encode(), "holds no article"),
    "flat.html": (b"<html><body>" + b"<p>Tram</p>" * 40_000, "too many parts to be a news page"),
    "attributes.html": (b"<html><body><p " + b"a=1 " * 100_000, "holds no article"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_are_refused_with_their_name_and_a_remedy(name: str) -> None:
    content, words = BAD[name]
    message = refused(read_bytes(name, content))
    assert message.startswith((f"{name}: ", f"{name} row 2: ", f"{name} line 1: "))
    assert words in message


@pytest.mark.parametrize("text", ["", " \n ", "Tram", f"{HEADLINE}\n\n{HEADLINE}"])
def test_bad_pasted_text_is_refused_as_well(text: str) -> None:
    assert refused(read_text(text)).startswith("pasted text: ")


def test_no_headline_is_allowed() -> None:
    (article,) = read_bytes("story.txt", BODY.encode()).articles
    assert (article.headline, article.body) == ("", BODY)


@pytest.mark.parametrize("folder", ["xl", "word"])
def test_xml_entities_are_not_expanded(folder: str) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;</a>'
    for encoding in ("utf-8", "utf-16"):
        content = make_zip({f"{folder}/document.xml": bomb.decode().encode(encoding)})
        assert "defines XML entities" in refused(read_bytes("bomb.docx" if folder == "word" else "bomb.xlsx", content))


@pytest.mark.parametrize("style", ["Title", "Heading 1", "Heading 2", "Normal"])
def test_a_word_headline_is_the_title_the_heading_or_the_first_line(style: str) -> None:
    (article,) = read_bytes("story.docx", make_docx(style=style)).articles
    assert (article.headline, article.body) == (HEADLINE, BODY)


def styled_word_file(*paragraphs: tuple[str, str]) -> bytes:
    """A Word file of paragraphs, each with its style."""
    import docx

    document = docx.Document()
    for style, text in paragraphs:
        document.add_paragraph(text, style=style)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def test_what_stands_above_a_word_headline_is_left_out() -> None:
    content = styled_word_file(
        ("Heading 1", "City news"), ("Title", HEADLINE), *(("Normal", text) for text in PARAGRAPHS)
    )
    (article,) = read_bytes("story.docx", content).articles
    assert (article.headline, article.body) == (HEADLINE, BODY)
    assert article.dropped == (Dropped("City news", "above the headline"),)


def test_a_heading_within_a_word_story_is_not_its_headline() -> None:
    first, second, *rest = (("Normal", text) for text in PARAGRAPHS)
    content = styled_word_file(("Normal", HEADLINE), first, second, ("Heading 2", "What traders fear"), *rest)
    (article,) = read_bytes("story.docx", content).articles
    assert article.headline == HEADLINE
    assert "What traders fear" in article.body


def word_file(body: str) -> bytes:
    """A Word file with the given XML as its body."""
    with zipfile.ZipFile(io.BytesIO(make_docx())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    start, _, rest = parts["word/document.xml"].decode().partition("<w:body>")
    end = rest[rest.index("</w:body>") :]
    return make_zip({**parts, "word/document.xml": f"{start}<w:body>{body}{end}".encode()}, method=zipfile.ZIP_STORED)


WORD_STORY = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in (HEADLINE, *PARAGRAPHS))


@pytest.mark.parametrize(
    "body",
    [
        WORD_STORY,
        f"<w:tbl><w:tr><w:tc>{WORD_STORY}</w:tc></w:tr></w:tbl>",
        f"<w:sdt><w:sdtContent>{WORD_STORY}</w:sdtContent></w:sdt>",
        f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr>{WORD_STORY}</w:tc></w:tr></w:tbl>',
    ],
    ids=["plain", "table", "content control", "cell that claims to be wide"],
)
def test_word_paragraphs_are_read_wherever_they_stand(body: str) -> None:
    (article,) = read_bytes("story.docx", word_file(body)).articles
    assert (article.headline, article.body) == (HEADLINE, BODY)


def test_a_word_file_with_far_too_many_paragraphs_is_refused() -> None:
    assert "too long" in refused(read_bytes("many.docx", word_file("<w:p/>" * 20_001)))
    assert "too large" in refused(read_bytes("large.docx", word_file("<w:p/>" * 2_000_000)))


# Zip files


def test_a_zip_reads_what_it_can_and_names_the_rest() -> None:
    content = make_zip(
        {
            "good.txt": STORY.encode(),
            "folder/table.csv": make_csv(),
            "bad.txt": b"Tram",
            "inner.zip": make_zip({"a.txt": STORY.encode()}),
            "picture.png": b"\x89PNG",
            "__MACOSX/._good.txt": b"\0\0",
            ".DS_Store": b"\0\0",
        }
    )
    intake = read_bytes("stories.zip", content)
    assert [article.source for article in intake.articles] == [
        "stories.zip/good.txt",
        "stories.zip/folder/table.csv row 2",
        "stories.zip/folder/table.csv row 3",
    ]
    problems = {problem.source: problem.message for problem in intake.problems}
    assert problems.keys() == {"stories.zip/bad.txt", "stories.zip/inner.zip", "stories.zip/picture.png"}
    assert "a zip inside a zip" in problems["stories.zip/inner.zip"]


def test_path_traversal_only_names_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = ["../../escape.txt", "/etc/passwd.txt", "C:\\Windows\\win.txt", "..\\..\\up.txt"]
    intake = read_bytes("paths.zip", make_zip(dict.fromkeys(names, STORY.encode())))
    sources = ["paths.zip/escape.txt", "paths.zip/etc/passwd.txt", "paths.zip/C:/Windows/win.txt", "paths.zip/up.txt"]
    assert [article.source for article in intake.articles] == sources
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["bomb.zip", "bomb.docx", "bomb.xlsx"])
def test_a_zip_bomb_is_stopped(name: str) -> None:
    message = refused(read_bytes(name, make_zip({"story.txt": b" " * 30_000_000})))
    assert "unpacks to far more than its size" in message


def test_a_zip_with_a_lying_header_is_refused() -> None:
    content = make_zip({"story.txt": b" " * 5_000_000})
    lying = content.replace((5_000_000).to_bytes(4, "little"), (5_000).to_bytes(4, "little"))
    assert lying != content
    assert "damaged zip" in refused(read_bytes("lie.zip", lying))


def test_unusual_packing_too_many_files_and_passwords_are_refused() -> None:
    packed = make_zip({"story.txt": STORY.encode()}, method=zipfile.ZIP_BZIP2)
    assert "unusual method" in refused(read_bytes("packed.zip", packed))
    many = make_zip({f"{number}.txt": b"" for number in range(2_001)})
    assert "2,001 files" in refused(read_bytes("many.zip", many))
    locked = bytearray(make_zip({"story.txt": STORY.encode()}))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert "password" in refused(read_bytes("locked.zip", bytes(locked)))
    assert "damaged zip" in refused(read_bytes("cut.zip", make_zip({"a.txt": STORY.encode()})[:100]))
    assert "holds no files" in refused(read_bytes("nothing.zip", make_zip({})))


def test_the_order_of_articles_is_the_order_of_rows() -> None:
    intake = read_bytes("table.csv", make_csv(ROWS))
    assert [article.headline for article in intake.articles] == [row["headline"] for row in ROWS]
