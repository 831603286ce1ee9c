"""The input cut into shards: each item in one of them, in order, and cut alike every time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from analysis.corpus import split as splitting
from analysis.corpus.items import DOCUMENT_CHARACTERS, Item, items_in
from analysis.corpus.split import FEWEST, MOST, MOST_CHARACTERS, SHARDS_OF_A_SIZE, most_items, split


def numbered(count: int, body: str = "text") -> Iterator[Item]:
    """So many rows."""
    return (Item(number, f"row {number}", body=body) for number in range(count))


def read(path: Path) -> list[Item]:
    """The items in a file."""
    return items_in(parquet.read_table(path))


def test_shards_grow_from_fewest_to_most() -> None:
    sizes = [most_items(number) for number in range(1_000)]
    assert sizes[:SHARDS_OF_A_SIZE] == [FEWEST] * SHARDS_OF_A_SIZE
    assert sizes[SHARDS_OF_A_SIZE] == 2 * FEWEST
    assert sizes == sorted(sizes)
    assert sizes[-1] == most_items(10**9) == MOST


def test_the_files_hold_the_items_in_order(tmp_path: Path) -> None:
    shards = list(split(numbered(600), tmp_path))
    assert [shard.number for shard in shards] == list(range(len(shards)))
    assert [shard.items for shard in shards[:-1]] == [most_items(number) for number in range(len(shards) - 1)]
    assert [item for shard in shards for item in read(shard.source)] == list(numbered(600))
    assert sorted(tmp_path.iterdir()) == [shard.source for shard in shards]


def test_no_items_no_shards(tmp_path: Path) -> None:
    assert list(split([], tmp_path)) == []


def test_a_shard_is_there_before_the_next_item_is_read(tmp_path: Path) -> None:
    def endless() -> Iterator[Item]:
        number = 0
        while True:
            yield Item(number, "row", body="text")
            number += 1

    first = next(split(endless(), tmp_path))
    assert len(read(first.source)) == FEWEST


def test_long_items_make_small_shards(tmp_path: Path) -> None:
    half = MOST_CHARACTERS // 2
    sizes = [shard.items for shard in split(numbered(5, "x" * half), tmp_path / "halves")]
    assert sizes == [1] * 5  # with its source, each is a little more than half
    longer = list(split(numbered(2, "x" * (MOST_CHARACTERS + 1)), tmp_path / "longer"))
    assert [shard.items for shard in longer] == [1, 1]


LARGE = 2 * DOCUMENT_CHARACTERS


@pytest.mark.parametrize(
    ("item", "characters", "size"),
    [
        (Item(0, "a", headline="bc", body="def"), 6, 6),
        (Item(0, "a", name="b", content=b"cd"), 4, 4),
        (Item(0, "a", name="b", content=bytes(LARGE)), 2 + DOCUMENT_CHARACTERS, LARGE),
        (Item(0, "a", path="b", file_size=30), 32, 32),
        (Item(0, "a", path="b", file_size=LARGE), 2 + DOCUMENT_CHARACTERS, 2 + DOCUMENT_CHARACTERS),
    ],
    ids=["row", "small member", "large member", "small file", "large file"],
)
def test_what_is_to_be_read_of_an_item_and_what_it_weighs(item: Item, characters: int, size: int) -> None:
    assert (item.characters, item.size) == (characters, size)


def test_files_are_weighed_as_they_may_come_to_weigh(tmp_path: Path) -> None:
    count = 2 * MOST_CHARACTERS // DOCUMENT_CHARACTERS
    files = (Item(number, "a", path="b", file_size=10**9) for number in range(count))
    shards = list(split(files, tmp_path))
    assert all(shard.items * DOCUMENT_CHARACTERS <= MOST_CHARACTERS for shard in shards)


def test_files_that_are_there_stay_as_they_are_and_the_others_are_made(tmp_path: Path) -> None:
    first = list(split(numbered(100), tmp_path))
    bytes_then = [shard.source.read_bytes() for shard in first]
    first[2].source.unlink()
    times = {shard.number: shard.source.stat().st_mtime_ns for shard in first if shard.number != 2}
    again = list(split(numbered(100), tmp_path))
    assert again == first
    assert [shard.source.read_bytes() for shard in again] == bytes_then
    assert {number: again[number].source.stat().st_mtime_ns for number in times} == times


@pytest.mark.parametrize("after", [0, 1, 3])
def test_a_run_that_ends_in_the_middle_of_a_file_leaves_no_half_of_it(
    after: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = 0
    write = parquet.write_table

    def fail(table: object, path: Path) -> None:
        nonlocal written
        written += 1
        write(table, path)
        if written > after:
            raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(splitting.parquet, "write_table", fail)
        with pytest.raises(OSError, match="No space"):
            list(split(numbered(100), tmp_path))
    assert [path.name for path in sorted(tmp_path.iterdir())] == [
        f"items-{number:06d}.parquet" for number in range(after)
    ]
    assert [item for shard in split(numbered(100), tmp_path) for item in read(shard.source)] == list(numbered(100))


texts = st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
ITEMS = st.lists(
    st.builds(
        Item,
        number=st.integers(0, 10**12),
        source=st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
        identifier=texts,
        headline=texts,
        body=texts | st.just("long " * 2_000),
        date=texts,
        path=texts,
        file_size=st.none() | st.integers(0, 10**12),
        content=st.none() | st.binary(max_size=20) | st.just(bytes(3_000)),
        problem=texts,
    ),
    max_size=60,
)


@given(items=ITEMS)
@settings(max_examples=40, deadline=None)
def test_any_items_come_back_once_and_in_order(items: list[Item], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("shards")
    shards = list(split(items, folder))
    assert [item for shard in shards for item in read(shard.source)] == items
    assert [shard.items for shard in shards] == [len(read(shard.source)) for shard in shards]
    assert all(0 < shard.items <= most_items(shard.number) for shard in shards)
    assert list(split(items, folder)) == shards
