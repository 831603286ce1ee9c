"""The input cut into shards: files of items, each small enough to be one piece of work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path

import pyarrow as arrow
from pyarrow import parquet

from analysis.batches import batches
from analysis.corpus.files import appearing
from analysis.corpus.items import ITEM_SCHEMA, Item
from analysis.corpus.shard import Shard

# A small corpus is cut fine, so that all cores have work and progress shows; of a large one few files are made. The
# first SHARDS_OF_A_SIZE shards have FEWEST items, the next so many twice as many, and so on up to MOST.
FEWEST, MOST, SHARDS_OF_A_SIZE = 16, 512, 16
# Of all items in a shard; what is read from it, and made of it, must fit into memory.
MOST_CHARACTERS = 8_000_000


def most_items(number: int) -> int:
    """Return how many items a shard may hold, by its number; the same input is always cut alike."""
    return min(MOST, FEWEST << min(number // SHARDS_OF_A_SIZE, 16))


def split(items: Iterable[Item], folder: Path) -> Iterator[Shard]:
    """Write items to files in a folder; yield each shard as soon as its file is there.

    A file that is there already is left as it is: it was written from the same input.
    """
    groups = batches(items, lambda item: item.size, most_items=map(most_items, count()), most_size=MOST_CHARACTERS)
    for number, group in enumerate(groups):
        place = folder / f"items-{number:06d}.parquet"
        if not place.exists():
            with appearing(place) as partly:
                parquet.write_table(arrow.Table.from_pylist([item.as_row() for item in group], ITEM_SCHEMA), partly)
        yield Shard(number, len(group), place)
