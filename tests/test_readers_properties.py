"""Whatever comes in, something tidy comes out: articles or problems, no exception, no word that was not there."""

from __future__ import annotations

import json
import unicodedata

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from analysis.readers import READERS, Intake, read_bytes, read_text, refusal
from analysis.readers.cleaning import clean, paragraphs
from tests.files import BODY, HEADLINE, every_format, make_zip

SUFFIXES = sorted({*READERS, ".zip", ".doc", ""})
FILES = every_format()


def tidy(intake: Intake) -> bool:
    """Tell whether an intake says something, and every article in it is past the gate."""
    return bool(intake.articles or intake.problems) and all(
        refusal(article) is None and clean(article.body) == article.body and "\n" not in article.headline
        for article in intake.articles
    )


@given(content=st.binary(max_size=2_000), suffix=st.sampled_from(SUFFIXES))
@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@example(content=b"\xff\xfe", suffix=".txt")
@example(content=b"\xff\xfe\x00\xd8", suffix=".csv")
@example(content=b"[" * 2_000, suffix=".json")
def test_any_bytes_under_any_ending_give_an_intake(content: bytes, suffix: str) -> None:
    assert tidy(read_bytes(f"file{suffix}", content))


@given(data=st.data(), name=st.sampled_from(sorted(FILES)))
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_any_damage_to_a_good_file_gives_an_intake(data: st.DataObject, name: str) -> None:
    content = bytearray(FILES[name])
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    assert tidy(read_bytes(name, bytes(content)))
    assert tidy(read_bytes(name, bytes(content[:cut])))


@given(name=st.text(max_size=30), content=st.binary(max_size=50))
@settings(deadline=None, max_examples=50)
def test_any_name_gives_an_intake(name: str, content: bytes) -> None:
    assert tidy(read_bytes(name, content))
    assert tidy(read_bytes("names.zip", make_zip({name.encode("utf-8", "replace").decode() or "a": content})))


def words(text: str) -> list[str]:
    """The words of a text as the readers compose its letters."""
    return clean(unicodedata.normalize("NFC", text)).split()


@given(lines=st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60), max_size=12))
@settings(deadline=None, max_examples=150)
def test_pasted_words_are_kept_or_shown_as_left_out(lines: list[str]) -> None:
    text = "\n\n".join([HEADLINE, *lines, BODY])
    for article in read_text(text).articles:
        found = words(article.headline) + words(article.body)
        left_out = [word for piece in article.dropped for word in words(piece.text)]
        assert sorted(found + left_out) == sorted(words(text))
        assert found[: len(HEADLINE.split())] == HEADLINE.split()


@given(text=st.text(max_size=300))
@settings(deadline=None, max_examples=150)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert " ".join(paragraphs(once)).split() == once.split()


@given(
    value=st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists, max_leaves=5)
    | st.dictionaries(st.text(), st.text())
)
@settings(deadline=None, max_examples=100)
def test_any_json_gives_an_intake(value: object) -> None:
    assert tidy(read_bytes("rows.jsonl", json.dumps(value).encode()))
    assert tidy(read_bytes("rows.json", json.dumps([value]).encode()))
