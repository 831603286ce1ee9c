"""The input of a corpus run: every article is found, in order, and nothing hostile stops or swells the reading."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import random
import tracemalloc
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from zlib import crc32

import pyarrow as arrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from analysis.article import ArticleError
from analysis.corpus.items import ITEM_SCHEMA, Item, article_of
from analysis.corpus.options import CorpusError
from analysis.corpus.source import described, items_of
from analysis.corpus.source.tables import TABLES
from tests.files import BODY, HEADLINE, STORY, make_csv, make_docx, make_html, make_jsonl, make_pdf, make_xlsx, make_zip

Row = Mapping[str, object]
FULL: Row = {
    "Article ID": "hp-1",
    "title": HEADLINE,
    "text": BODY,
    "publisher": "The Harbour Post",
    "author": "Ida Morrow",
    "published": "2026-03-02",
    "link": "https://post.example/1",
    "category": "Local",
}
BARE: Row = {"Article ID": "hp-2", "title": "Tram vote put off again", "text": BODY} | dict.fromkeys(list(FULL)[3:], "")


def as_parquet(rows: Sequence[Row], schema: arrow.Schema | None = None) -> bytes:
    """A Parquet file whose empty cells are null."""
    content = io.BytesIO()
    table = arrow.Table.from_pylist([{name: value or None for name, value in row.items()} for row in rows], schema)
    parquet.write_table(table, content)
    return content.getvalue()


TEXTS: Mapping[str, Callable[[Sequence[Row]], bytes]] = {
    ".csv": make_csv,
    ".tsv": lambda rows: make_csv(rows, delimiter="\t"),
    ".jsonl": make_jsonl,
    ".ndjson": make_jsonl,
    ".json": lambda rows: json.dumps(list(rows)).encode(),
}
MAKERS: Mapping[str, Callable[[Sequence[Row]], bytes]] = {
    **TEXTS,
    **{f"{ending}.gz": lambda rows, make=make: gzip.compress(make(rows)) for ending, make in TEXTS.items()},
    ".xlsx": make_xlsx,
    ".xlsm": make_xlsx,
    ".parquet": as_parquet,
}
# What a place in a table is called, and the number of the first.
WORDS = dict.fromkeys(MAKERS, ("row", 2)) | {
    ".jsonl": ("line", 1),
    ".ndjson": ("line", 1),
    ".json": ("item", 1),
    ".parquet": ("row", 1),
}


def place(tmp_path: Path, name: str, content: bytes) -> Path:
    """Write a file, and the folders above it."""
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def items(path: Path) -> list[Item]:
    """All items, whose numbers and texts are sound whatever they are."""
    found = list(items_of(path))
    assert [item.number for item in found] == list(range(len(found)))
    arrow.Table.from_pylist([item.as_row() for item in found], ITEM_SCHEMA).validate(full=True)
    return found


def problems(found: Sequence[Item]) -> dict[str, str]:
    """The problem of each item that has one, by its source."""
    return {item.source: item.problem for item in found if item.problem is not None}


# Tables


def test_there_is_a_table_of_every_format_here() -> None:
    assert MAKERS.keys() == TABLES.keys()


@pytest.mark.parametrize("ending", MAKERS)
@pytest.mark.parametrize("packed", [False, True], ids=["file", "in a zip"])
def test_every_field_of_every_row_of_every_format(ending: str, packed: bool, tmp_path: Path) -> None:
    content = MAKERS[ending]([FULL, BARE])
    if packed:
        path = place(tmp_path, "all.zip", make_zip({f"in/north{ending}": content}))
        name = f"all.zip/in/north{ending}"
    else:
        path, name = place(tmp_path, f"north{ending}", content), f"north{ending}"
    one, two = items(path)
    word, first = WORDS[ending.removesuffix(".gz")]
    assert one == Item(
        0,
        f"{name} {word} {first}",
        identifier="hp-1",
        headline=HEADLINE,
        body=BODY,
        outlet="The Harbour Post",
        byline="Ida Morrow",
        date="2026-03-02",
        url="https://post.example/1",
        section="Local",
    )
    assert two == Item(
        1, f"{name} {word} {first + 1}", identifier="hp-2", headline="Tram vote put off again", body=BODY
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [(7, "7"), (7.0, "7"), ("007", "007"), (None, None), (2**63 - 1, str(2**63 - 1)), ("", None), (1.5, "1.5")],
)
@pytest.mark.parametrize("ending", [".jsonl", ".parquet"])
def test_an_id_is_kept_as_text(value: object, text: str | None, ending: str, tmp_path: Path) -> None:
    path = place(tmp_path, f"t{ending}", MAKERS[ending]([{"id": value, "text": BODY}]))
    assert [item.identifier for item in items(path)] == [text]


def test_the_same_id_may_stand_in_many_rows(tmp_path: Path) -> None:
    path = place(tmp_path, "t.csv", make_csv([{"id": 1, "text": BODY}] * 3))
    assert [item.identifier for item in items(path)] == ["1"] * 3


def test_several_authors_are_one_byline(tmp_path: Path) -> None:
    rows = [{"text": BODY, "authors": ["Ida Morrow", None, "Al Quill"]}, {"text": BODY, "authors": [[["deep"]]]}]
    assert [item.byline for item in items(place(tmp_path, "t.jsonl", make_jsonl(rows)))] == [
        "Ida Morrow, Al Quill",
        None,
    ]


def test_each_json_object_may_have_its_own_keys(tmp_path: Path) -> None:
    path = place(tmp_path, "t.jsonl", make_jsonl([{"text": BODY, "title": "One"}, {"headline": "Two", "body": BODY}]))
    assert [(item.headline, item.body) for item in items(path)] == [("One", BODY), ("Two", BODY)]


def test_json_objects_may_follow_each_other_without_an_array(tmp_path: Path) -> None:
    path = place(tmp_path, "t.json", make_jsonl([FULL, BARE, FULL]))
    assert [item.identifier for item in items(path)] == ["hp-1", "hp-2", "hp-1"]


def test_one_json_object_is_one_article(tmp_path: Path) -> None:
    assert [item.headline for item in items(place(tmp_path, "t.json", json.dumps(FULL).encode()))] == [HEADLINE]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".json"])
def test_text_that_is_no_plain_utf_8_is_read(encoding: str, ending: str, tmp_path: Path) -> None:
    content = MAKERS[ending]([{"text": BODY}]).decode()
    if ending == ".json":
        content = json.dumps([{"text": BODY}], ensure_ascii=False)
    path = place(tmp_path, f"t{ending}", content.encode(encoding))
    assert [item.body for item in items(path)] == [BODY]


def test_a_parquet_text_stored_as_bytes_is_read(tmp_path: Path) -> None:
    parquet.write_table(arrow.table({"text": arrow.array([BODY.encode()])}), tmp_path / "t.parquet")
    assert [item.body for item in items(tmp_path / "t.parquet")] == [BODY]


def test_rows_are_numbered_as_they_are_seen(tmp_path: Path) -> None:
    table = place(tmp_path, "t.csv", b'text\none\n\n"two\nlines"\nthree\n')
    assert [item.source for item in items(table)] == ["t.csv row 2", "t.csv row 4", "t.csv row 5"]
    lines = place(tmp_path, "t.jsonl", b'{"text": "one"}\n\n \n{"text": "two"}\n')
    assert [item.source for item in items(lines)] == ["t.jsonl line 1", "t.jsonl line 4"]


# Rows that are none

BAD_LINES = {
    "broken": (b"{broken", "is not JSON"),
    "list": (b'["a"]', "is not a JSON object"),
    "deep": (b"[" * 100_000, "too deeply nested"),
    "no text": (b'{"id": 1}', "has no column with the article's text: found “id”"),
    "null": (b'{"text": null}', "has no text"),
    "empty": (b'{"text": ""}', "has no text"),
    "other": (b'{"text": {"a": 1}}', "has no text"),
    "twice": (b'{"text": "a", "text": "b"}', "“text” is there twice"),
    "long": (b'{"text": "' + b"x" * 10_000_000 + b'"}', "too long to be one article"),
    "endless": (b'{"text": "' + b"x" * 17_000_000 + b'"}', "more than 16,000,000 characters"),
    "binary": (b'{"text": "\xe9\\u0000\\u0001\\u0002"}', "is not text"),
    "odd key": (b'{"\\ud83d": 1}', "found “?”"),
}


@pytest.mark.parametrize("name", BAD_LINES)
def test_a_bad_line_is_an_item_with_its_problem_and_the_others_are_read(name: str, tmp_path: Path) -> None:
    line, told = BAD_LINES[name]
    good = make_jsonl([FULL])
    found = items(place(tmp_path, "t.jsonl", b"\n".join([good, line, good])))
    assert [item.body for item in found] == [BODY, None, BODY]
    assert list(problems(found)) == ["t.jsonl line 2"]
    assert told in problems(found)["t.jsonl line 2"]
    with pytest.raises(ArticleError, match=r"\."):
        article_of(found[1])


def test_what_else_is_known_of_a_row_without_text_is_kept(tmp_path: Path) -> None:
    row = {**FULL, "text": None}
    (item,) = items(place(tmp_path, "t.jsonl", make_jsonl([row])))
    assert (item.identifier, item.headline, item.outlet) == ("hp-1", HEADLINE, "The Harbour Post")
    assert item.problem == "has no text; put the article's text there."


def test_half_a_character_costs_only_itself(tmp_path: Path) -> None:
    path = place(tmp_path, "t.jsonl", b'{"text": "half \\ud83d and \\ud83d\\ude00 whole"}')
    assert [item.body for item in items(path)] == ["half \ufffd and \U0001f600 whole"]


# A limit of the csv module that other readers in the same process may have raised.
@pytest.mark.parametrize("largest_field", [16_000_000, 2**31 - 1])
def test_bad_rows_of_csv(tmp_path: Path, largest_field: int) -> None:
    csv.field_size_limit(largest_field)
    table = place(
        tmp_path,
        "t.csv",
        b'id,text\n1,"one"\n2,"two" three\n3,three, and\n4\n5,"never closed\n'
        + b"x" * 999
        + b"\n"
        + b"y,y\n" * 5_000_000,
    )
    found = items_of(table)
    one, two, three, four, five = (next(found) for _ in range(5))
    assert one.body == "one"
    assert "is not CSV" in str(two.problem)
    assert "3 cells for 2 columns" in str(three.problem)
    assert (four.identifier, four.problem) == ("4", "has no text; put the article's text there.")
    assert "is not CSV" in str(five.problem)
    assert next(found).body == "y"
    found.close()


def test_a_csv_row_of_endless_cells_ends(tmp_path: Path) -> None:
    found = items_of(place(tmp_path, "t.csv", b"text\n" + b'"\n",' * 4_500_000))
    assert "more than 16,000,000 characters" in str(next(found).problem)
    found.close()


def test_values_that_parquet_can_hold_and_python_cannot(tmp_path: Path) -> None:
    dates = arrow.array([0, 2**61, 0], arrow.timestamp("ms"))
    texts = arrow.Array.from_buffers(
        arrow.string(), 3, [None, arrow.py_buffer(b"\0\0\0\0\1\0\0\0\2\0\0\0\3\0\0\0"), arrow.py_buffer(b"a\xffc")]
    )
    parquet.write_table(arrow.table({"date": dates, "text": texts}), tmp_path / "t.parquet")
    found = items(tmp_path / "t.parquet")
    assert [item.date for item in found] == ["1970-01-01", None, "1970-01-01"]
    assert [item.body for item in found] == ["a", None, "c"]
    assert list(problems(found)) == ["t.parquet row 2"]


# Tables that are damaged, or none


def stories(count: int) -> list[Row]:
    """Rows that do not shrink to nothing when they are compressed."""
    chance = random.Random(0)  # noqa: S311 (it keeps no secret)
    return [{"id": number, "text": f"{chance.randbytes(2_000).hex()}"} for number in range(count)]


@pytest.mark.parametrize("ending", [".jsonl.gz", ".csv.gz", ".json.gz", ".json"])
def test_the_rows_before_the_damage_count_and_the_damage_is_told(ending: str, tmp_path: Path) -> None:
    content = MAKERS[ending](stories(60))
    path = place(tmp_path, f"t{ending}", content[: len(content) // 2])
    *rows, last = items(path)
    assert 10 < len(rows) < 40
    assert [item.identifier for item in rows] == [str(number) for number in range(len(rows))]
    assert last.source == f"t{ending}"
    assert "is damaged" in str(last.problem) or "is not JSON from item" in str(last.problem)


def test_a_damaged_page_of_parquet(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    parquet.write_table(
        arrow.Table.from_pylist(stories(300)), path, compression="zstd", use_dictionary=False, row_group_size=100
    )
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 2_000] = bytes(2_000)
    path.write_bytes(content)
    *rows, last = items(path)
    assert len(rows) >= 100
    assert "is damaged" in str(last.problem)


UNREADABLE = {
    "t.csv": (b"id,headline\n1,One\n", "has no column with the article's text: found “id”, “headline”"),
    "empty.csv": (b"", "has no column with the article's text: found none"),
    "twice.csv": (b"text,text\nOne,Two\n", "the column “text” twice"),
    "wide.csv": ("text\nOne\n".encode("utf-16"), "is UTF-16; save it as UTF-8"),
    "t.csv.gz": (b"text\nOne\n", "cannot be read"),
    "t.json": (b"<html>", "is not JSON from item 1 on"),
    "t.xlsx": (b"One", "is a damaged"),
    "t.parquet": (b"One", "cannot be read as Parquet"),
    "columns.parquet": (as_parquet([{"id": 1}]), "has no column with the article's text"),
    "t.zip": (b"One", "is a damaged zip file"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_an_input_that_cannot_be_read_is_refused_before_anything_begins(name: str, tmp_path: Path) -> None:
    content, told = UNREADABLE[name]
    path = place(tmp_path, name, content)
    for read in (described, items):
        with pytest.raises(CorpusError) as raised:
            read(path)
        assert str(raised.value).startswith(f"{path}: ")
        assert told in str(raised.value)


def test_in_a_folder_it_is_a_problem_and_the_rest_goes_on(tmp_path: Path) -> None:
    for name, (content, _) in UNREADABLE.items():
        place(tmp_path, f"all/{name}", content)
    place(tmp_path, "all/zz.csv", make_csv([FULL]))
    found = items(tmp_path / "all")
    assert found[-1].body == BODY
    assert problems(found).keys() == {f"all/{name}" for name in UNREADABLE}
    for name, (_, told) in UNREADABLE.items():
        assert told in problems(found)[f"all/{name}"]


EMPTY = {
    "t.csv": b"text\n",
    "t.jsonl": b"",
    "t.json": b"[]",
    "t.xlsx": make_xlsx([{"text": None}]),
    "t.parquet": as_parquet([], arrow.schema([("text", arrow.string())])),
    "t.zip": make_zip({}),
}


@pytest.mark.parametrize("name", EMPTY)
def test_an_empty_table_says_so(name: str, tmp_path: Path) -> None:
    path = place(tmp_path, name, EMPTY[name])
    assert problems(items(path)) == {name: "holds no articles; add at least one row."}


# Folders and zips


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    place(folder, "b.html", make_html())
    place(folder, "a/z.txt", STORY.encode())
    place(folder, "a/b/t.csv", make_csv([FULL, BARE]))
    place(folder, "a/README.pdf", make_pdf())
    place(folder, "March.ZIP", make_zip({"deep/c.docx": make_docx(), "t.jsonl": make_jsonl([FULL]), "d.png": b"1"}))
    place(folder, "c.jpg", b"1")
    place(folder, "a/plain", b"1")
    place(folder, ".hidden/d.txt", STORY.encode())
    place(folder, "a/~$open.docx", b"1")
    found = items(folder)
    assert [item.source for item in found] == [
        "papers/March.ZIP/deep/c.docx",
        "papers/March.ZIP/t.jsonl line 1",
        "papers/a/README.pdf",
        "papers/a/b/t.csv row 2",
        "papers/a/b/t.csv row 3",
        "papers/a/z.txt",
        "papers/b.html",
    ]
    assert found == items(folder)
    assert found[2].path == str(folder / "a" / "README.pdf")
    assert found[2].file_size == len(make_pdf())
    assert (found[0].name, found[0].path) == ("c.docx", None)
    assert {article_of(item).headline for item in found} == {HEADLINE, "Tram vote put off again"}
    assert {article_of(item).body for item in found} == {BODY}
    account = described(folder)
    assert (account.name, account.path, account.files) == ("papers", str(folder), 5)
    assert account.left_out == {".jpg": 1, "": 1, ".png": 1}
    assert account.bytes == sum(
        path.stat().st_size
        for path in folder.rglob("*")
        if path.suffix in {".html", ".txt", ".csv", ".pdf", ".ZIP"} and ".hidden" not in path.parts
    )


def test_a_document_is_named_wherever_the_program_was_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place(tmp_path, "papers/a.txt", STORY.encode())
    monkeypatch.chdir(tmp_path / "papers")
    for path in (Path(), Path("../papers"), tmp_path / "papers"):
        (item,) = items(path)
        assert item.source == "papers/a.txt"
        assert Path(str(item.path)).is_absolute()
        assert Path(str(item.path)).samefile(tmp_path / "papers" / "a.txt")


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.pdf", "a.docx"])
def test_a_single_article_is_an_input(name: str, tmp_path: Path) -> None:
    content = {"a.txt": STORY.encode(), "a.html": make_html(), "a.pdf": make_pdf(), "a.docx": make_docx()}[name]
    path = place(tmp_path, name, content)
    (item,) = items(path)
    assert article_of(item).body == BODY
    assert described(path).files == 1


def test_what_a_page_says_of_itself_is_known(tmp_path: Path) -> None:
    page = make_html().replace(
        b"</head>",
        b'<meta property="article:published_time" content="2026-03-02T10:00:00Z">'
        b'<meta name="author" content="Ida Morrow"></head>',
    )
    (item,) = items(place(tmp_path, "a.html", page))
    article = article_of(item)
    assert (article.date, article.byline) == ("2026-03-02", "Ida Morrow")


@pytest.mark.parametrize("name", ["nowhere", "picture.jpg", "empty"])
def test_an_input_with_nothing_to_read_is_refused(name: str, tmp_path: Path) -> None:
    place(tmp_path, "picture.jpg", b"1")
    place(tmp_path, "empty/picture.jpg", b"1")
    with pytest.raises(CorpusError, match=name):
        described(tmp_path / name)


def test_the_digest_changes_with_what_is_read_and_with_nothing_else(tmp_path: Path) -> None:
    article = place(tmp_path, "papers/a.txt", STORY.encode())
    first = described(tmp_path / "papers").digest
    place(tmp_path, "papers/picture.jpg", b"1")
    place(tmp_path, "papers/.hidden.txt", b"1")
    assert described(tmp_path / "papers").digest == first
    os.utime(article, ns=(1, 1))
    changed = described(tmp_path / "papers").digest
    article.write_bytes(STORY.encode() + b"!")
    os.utime(article, ns=(1, 1))
    longer = described(tmp_path / "papers").digest
    article.rename(article.with_name("b.txt"))
    assert len({first, changed, longer, described(tmp_path / "papers").digest}) == 4


# Hostile input


def test_links_to_folders_are_told_and_not_followed(tmp_path: Path) -> None:
    place(tmp_path, "papers/b.txt", STORY.encode())
    (tmp_path / "papers" / "a").symlink_to(tmp_path / "papers", target_is_directory=True)
    (tmp_path / "papers" / "c.txt").symlink_to(tmp_path / "papers" / "b.txt")
    (tmp_path / "papers" / "d.txt").symlink_to(tmp_path / "nowhere.txt")
    found = items(tmp_path / "papers")
    assert [item.source for item in found] == ["papers/a", "papers/b.txt", "papers/c.txt", "papers/d.txt"]
    assert list(problems(found)) == ["papers/a", "papers/d.txt"]


@pytest.mark.parametrize("name", ["pipe.csv", "pipe.txt", "pipe.zip"])
def test_pipes_are_never_opened(name: str, tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    os.mkfifo(tmp_path / "papers" / name)
    (problem,) = problems(items(tmp_path / "papers")).values()
    assert "is not an ordinary file" in problem
    with pytest.raises(CorpusError, match="is not an ordinary file"):
        described(tmp_path / "papers" / name)


def test_a_name_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / os.fsdecode(b"caf\xe9.txt")).write_text(STORY)
    assert problems(items(tmp_path / "papers")) == {"papers/caf\ufffd.txt": "has a name that is not UTF-8; rename it."}
    assert described(tmp_path / "papers").files == 1


def test_a_folder_that_may_not_be_opened_stops_the_run_before_it_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(folder: Path) -> None:
        raise PermissionError(13, "Permission denied", str(folder))

    place(tmp_path, "papers/a.txt", STORY.encode())
    monkeypatch.setattr("os.scandir", refuse)
    with pytest.raises(CorpusError, match=r"papers: cannot be opened \(Permission denied\)"):
        described(tmp_path / "papers")


def test_paths_in_a_zip_lead_nowhere(tmp_path: Path) -> None:
    path = place(tmp_path, "z.zip", make_zip({"../../up.txt": STORY.encode(), "/srv\\c.txt": STORY.encode()}))
    assert [item.source for item in items(path)] == ["z.zip/up.txt", "z.zip/srv/c.txt"]
    assert [found.name for found in tmp_path.iterdir()] == ["z.zip"]


def test_bombs_and_zips_in_zips_cost_only_themselves(tmp_path: Path) -> None:
    zeros = bytes(20_000_000)
    path = place(
        tmp_path,
        "z.zip",
        make_zip(
            {
                "bomb.txt": zeros,
                "bomb.csv": b"text\n" + (b"a" * 999 + b"\n") * 5_000,
                "bomb.parquet": zeros,
                "bomb.xlsx": zeros,
                "inner.zip": make_zip({"a.txt": STORY.encode()}),
                "story.txt": STORY.encode(),
            }
        ),
    )
    found = items_of(path)
    told: dict[str, str] = {}
    texts = 0
    for item in found:
        if item.problem:
            told[item.source] = item.problem
        texts += item.content is not None
    assert texts == 1
    assert told.keys() == {
        f"z.zip/{name}" for name in ("bomb.txt", "bomb.csv", "bomb.parquet", "bomb.xlsx", "inner.zip")
    }
    assert "zip inside a zip" in told.pop("z.zip/inner.zip")
    assert all("unpacks to far more" in problem for problem in told.values())


def test_a_document_too_large_for_a_reader_is_not_unpacked(tmp_path: Path) -> None:
    path = place(tmp_path, "z.zip", make_zip({"a.txt": bytes(50_000_001)}, method=zipfile.ZIP_STORED))
    assert [item.content for item in items(path)] == [None]


def test_a_damaged_file_in_a_zip_costs_only_itself(tmp_path: Path) -> None:
    content = make_zip(
        {"a.txt": STORY.encode(), "b.csv": make_csv([FULL]), "c.txt": STORY.encode()}, method=zipfile.ZIP_STORED
    )
    damaged = content.replace(STORY.encode(), STORY.replace("tram", "boat").encode(), 1)
    found = items(place(tmp_path, "z.zip", damaged))
    assert [item.source for item in found] == ["z.zip/a.txt", "z.zip/b.csv row 2", "z.zip/c.txt"]
    assert problems(found) == {"z.zip/a.txt": "is damaged in the zip; pack it again."}


def test_a_file_under_a_password_is_told(tmp_path: Path) -> None:
    content = bytearray(make_zip({"a.txt": STORY.encode(), "b.txt": STORY.encode()}))
    directory = content.index(b"PK\x01\x02")
    content[directory + 8] |= 1
    found = items(place(tmp_path, "z.zip", bytes(content)))
    assert "password" in problems(found)["z.zip/a.txt"]
    assert found[1].content == STORY.encode()


def test_more_files_than_a_visitor_may_give(tmp_path: Path) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for number in range(2_500):
            archive.writestr(f"{number}.txt", STORY)
    found = items(place(tmp_path, "z.zip", content.getvalue()))
    assert [item.source for item in found] == [f"z.zip/{number}.txt" for number in range(2_500)]


def test_more_rows_than_a_visitor_may_give(tmp_path: Path) -> None:
    path = place(tmp_path, "t.xlsx", make_xlsx([{"text": "A short one."}] * 21_000))
    assert sum(1 for _ in items_of(path)) == 21_000


@pytest.mark.parametrize("ending", [".jsonl.gz", ".csv", ".json"])
def test_memory_does_not_grow_with_the_input(ending: str, tmp_path: Path) -> None:
    path, rows = tmp_path / f"t{ending}", 12_000
    with gzip.open(path, "wt", 1) if ending.endswith(".gz") else path.open("w") as stream:
        stream.write({".json": "[", ".csv": "id,text\n"}.get(ending, ""))
        for number in range(rows):
            text = f"{number} {BODY}"
            if ending == ".csv":
                csv.writer(stream).writerow([number, text])
            else:
                stream.write(json.dumps({"id": number, "text": text}) + (", " if ending == ".json" else "\n"))
        stream.write("]" if ending == ".json" else "")
    tracemalloc.start()
    try:
        count = characters = 0
        for item in items_of(path):
            count, characters = count + 1, characters + len(item.body or "")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == rows
    assert peak < characters / 10


SHAPES = st.one_of(
    st.binary(max_size=300),
    st.text(alphabet='{}[]",:\\\n\rtext0123 \ud83dé', max_size=300).map(
        lambda text: text.encode("utf-8", "surrogatepass")
    ),
    st.text(max_size=200).map(lambda text: b"text\n" + text.encode("utf-8", "replace")),
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(st.characters()),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["text", "id", "title", "authors", "date", "\ud83d"]), inner, max_size=5)
        ),
        max_leaves=12,
    ).map(lambda value: json.dumps(value).encode()),
)


@given(files=st.dictionaries(st.sampled_from([f"t{ending}" for ending in TABLES]), SHAPES, min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_whatever_stands_in_a_table_becomes_items_that_can_be_kept(
    files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    packed = {
        name: gzip.compress(data) if name.endswith("gz") and crc32(data) % 2 else data for name, data in files.items()
    }
    path = tmp_path_factory.mktemp("any") / "z.zip"
    path.write_bytes(make_zip(packed, method=zipfile.ZIP_STORED))
    found = items(path)
    assert {item.source.partition("/")[2].partition(" ")[0] for item in found} == files.keys()
    for item in found:
        assert (item.problem is None) == (item.body is not None)
