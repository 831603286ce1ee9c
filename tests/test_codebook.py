"""Codebooks: what comes with the program, what anybody may bring, and what is refused by name."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from analysis.coding.codebook import MOST_CODES, Code, Codebook, built_in
from analysis.coding.codebook_files import CodebookError, read_codebook
from analysis.reading import Resources
from analysis.spreadsheet import as_typed, csv_records, csv_text
from tests.conftest import ROOT

HEAD = "code,label,definition"
TOML = """
name = "Voices"
exclusive = true

[[codes]]
code = "official"
label = "An official speaks"
definition = "Somebody speaks for an office."
example = "“We will see,” the harbour master said."
group = "Who speaks"
"""


def test_frames_and_loaded_language_come_with_labels_and_definitions(resources: Resources) -> None:
    books = {book.name: book for book in built_in(resources.lexicons)}
    assert list(books) == ["Policy frames", "Generic frames", "Functions and scope", "Loaded language"]
    assert [len(book.codes) for book in books.values()] == [14, 5, 6, 22]
    money = next(code for code in books["Policy frames"].codes if code.code == "framing/policy_economic")
    assert money.label == "Economy"
    assert "money" in money.definition
    assert all(code.example and "[" not in code.example for code in books["Loaded language"].codes)


def test_a_toml_codebook_is_read() -> None:
    book = read_codebook("voices.toml", TOML.encode())
    assert (book.name, book.exclusive, book.keys) == ("Voices", True, ("official",))
    assert book.codes[0].group == "Who speaks"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_codebook_is_read_with_the_delimiters_of_spreadsheets(delimiter: str) -> None:
    text = "\ufeffLabel,Code,Definition\r\nHarbour,harbour,'=about ships\r\n\r\nTown,town,about streets\r\n"
    book = read_codebook("places.csv", text.replace(",", delimiter).encode())
    assert book.name == "places"
    assert book.codes[0] == Code(code="harbour", label="Harbour", definition="=about ships")
    assert book.keys == ("harbour", "town")


@pytest.mark.parametrize("name", ["codebook.toml", "codebook.csv"])
def test_the_examples_of_the_documents_are_read_and_alike(name: str) -> None:
    book = read_codebook(name, (ROOT / "docs" / "examples" / name).read_bytes())
    other = read_codebook("codebook.toml", (ROOT / "docs" / "examples" / "codebook.toml").read_bytes())
    assert book.codes == other.codes


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.csv", "", "no codes"),
        ("a.csv", HEAD, "no codes"),
        ("a.csv", "code,label\nx,X", "no column “definition”"),
        ("a.csv", f"{HEAD}\na,A,about a\nb,,about b", "row 3: the label is missing"),
        ("a.csv", f"{HEAD}\na,A,about a\nA,B,about b", "row 3: code “A” is listed before"),
        ("a.csv", f"{HEAD}\n=cmd|x,A,about a", "row 2: code: "),
        ("a.csv", f"{HEAD}\na b,A,about a", "row 2: code: "),
        ("a.csv", f"{HEAD},colour\na,A,about a,red", "row 2: “colour” is unknown"),
        ("a.csv", f"{HEAD}\na,A,about a,more,cells", "row 2"),
        ("a.csv", f"{HEAD},label\na,A,about a,b", "heading"),
        ("a.csv", f'{HEAD}\na,"A', "damaged table"),
        ("a.csv", f"{HEAD}\na,{'A' * 200},about a", "row 2: label: "),
        ("a.csv", HEAD + "".join(f"\nc{n},L,about" for n in range(MOST_CODES + 1)), "more than 100"),
        ("a.toml", "name = \nexclusive = true", "line 1"),
        ("a.toml", 'name = "Empty"', "no codes"),
        ("a.toml", "codes = 3", "no codes"),
        ("a.toml", f"{TOML}\n[extra]\nrun = 1", "unknown key “extra”"),
        ("a.toml", f"{TOML}\n[[codes]]\ncode = 7\nlabel = 'x'\ndefinition = 'x'", "code 2: code: "),
        ("a.toml", TOML.replace("true", '"perhaps"'), "exclusive: "),
        ("a.toml", TOML.replace('"Voices"', '"   "'), "name: "),
        ("a.toml", f"codes = {'[' * 5_000}{']' * 5_000}", "not valid TOML"),
        ("a.toml", f"codes = {'9' * 10_000}", "not valid TOML"),
        ("a.toml", f"{'a.' * 400_000}a = 1", "more than 50 parts"),
        ("a.toml", "[" + "'a' . " * 100_000 + "a]", "more than 50 parts"),
        ("a.toml", f"name = '{'a' * 900_000}'", "no codes"),
        ("a.toml", f"# {'“word. ' * 90_000}", "no codes"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(name: str, text: str, told: str) -> None:
    with pytest.raises(CodebookError) as error:
        read_codebook(name, text.encode())
    assert str(error.value).startswith(name)
    assert told in str(error.value)


def test_what_is_no_text_or_too_large_is_refused() -> None:
    for content in (b"\x89PNG\r\n\x1a\n" + bytes(100), b"x" * 1_000_001):
        with pytest.raises(CodebookError, match=r"^book\.csv"):
            read_codebook("book.csv", content)


@settings(deadline=None)  # the machine may be busy
@given(some.binary(max_size=200), some.sampled_from(["a.csv", "a.toml"]))
def test_any_bytes_are_a_codebook_or_a_named_problem(content: bytes, name: str) -> None:
    told = ""
    try:
        read_codebook(name, content)
    except CodebookError as error:
        told = str(error)
    assert not told or told.startswith(name)


PRINTED = some.one_of(some.characters(exclude_categories=("C",)), some.sampled_from("=+-@'\t\r\n"))


@settings(deadline=None)
@given(some.lists(some.text(PRINTED, max_size=20).filter(str.strip), min_size=1, max_size=4))
def test_cells_come_back_from_csv_as_typed_and_none_is_a_formula(cells: list[str]) -> None:
    content = csv_text([f"column {number}" for number in range(len(cells))], [cells]).encode()
    ((row, read),) = csv_records(content)
    assert row == 2
    assert list(read.values()) == cells


def test_headings_are_inert_too_and_come_back() -> None:
    content = csv_text(["=outlet", "words"], [["a", "b"]])
    assert content.splitlines()[0] == "'=outlet,words"
    assert list(csv_records(content.encode())) == [(2, {"=outlet": "a", "words": "b"})]


@pytest.mark.parametrize("text", ["=1+1", "'=1+1", "''@x", "'tis", "-5", "+5", "plain", "\tx"])
def test_a_guarded_cell_is_inert_and_comes_back(text: str) -> None:
    written = csv_text(["a"], [[text]]).splitlines()[1]
    assert not written.strip('"').startswith(("=", "+", "-", "@", "\t"))
    assert as_typed(written.strip('"')) == text


def test_codes_come_in_the_order_of_the_book_and_one_at_most_if_it_says_so() -> None:
    codes = tuple(Code(code=key, label=key, definition=key) for key in ("b", "a"))
    book = Codebook(name="Two", codes=codes)
    assert book.in_order(frozenset({"a", "b"})) == ("b", "a")
    with pytest.raises(ValueError, match="“c” is not in the codebook"):
        book.in_order(frozenset({"c"}))
    with pytest.raises(ValueError, match="one code at most"):
        Codebook(name="One", codes=codes, exclusive=True).in_order(frozenset({"a", "b"}))
