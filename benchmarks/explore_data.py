"""Write a made-up corpus result with the schema of a real one, as large as wanted: every number drawn, by a seed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as arrow
from numpy.random import Generator
from numpy.typing import NDArray
from pyarrow import compute, parquet

from analysis.corpus.split import MOST
from analysis.corpus.tables import ACTORS, ANALYSED, ARTICLES, FINDINGS, FRAMES, REFUSED, schemas_of
from analysis.reading import Resources
from analysis.words import WORD
from benchmarks.progress import progress
from benchmarks.speed import from_samples

SEED = 7
N_OUTLETS, N_SECTIONS, N_ACTORS = 120, 12, 200_000
# Of one article. A real one has some seventy findings; of those only one article's are ever read at a time.
ACTORS_EACH, FINDINGS_EACH = 10, 5
SENTENCES_EACH = 6
HEADLINE_WORDS = 9
FIRST_DAY, DAYS = date(2021, 1, 1).toordinal() - date(1970, 1, 1).toordinal(), 5 * 365
# Shares of articles that could not be read, that have no value of a score, and that are copies.
REFUSED_SHARE, MISSING_SHARE, COPY_SHARE = 0.01, 0.1, 0.05
STORY_SIZE = 5
Column = arrow.Array
Numbers = NDArray[Any]


def write_made_up(folder: Path, resources: Resources, n_articles: int) -> None:
    """Write a result of so many articles in files of as many as a real run would put into each."""
    schemas, draw = schemas_of(resources), _Drawn(resources)
    starts = range(0, n_articles, MOST)
    for shard, start in progress(enumerate(starts), "shards", len(starts)):
        chance = np.random.default_rng((SEED, shard))
        numbers = np.arange(start, min(start + MOST, n_articles))
        tables: dict[str, Callable[[Generator, Numbers], dict[str, Column]]] = {
            ARTICLES: draw.articles,
            ACTORS: draw.actors,
            FRAMES: draw.frames,
            FINDINGS: draw.findings,
        }
        for name, columns in tables.items():
            table = _filled(schemas[name], columns(chance, numbers), chance)
            _write(folder / name, shard, table)
    _write(folder / "groups", 0, _groups(np.random.default_rng(SEED), n_articles))


class _Drawn:
    """Draws the columns of each table."""

    def __init__(self, resources: Resources) -> None:
        chance = np.random.default_rng(SEED)
        bodies = [article.body for article in from_samples(13)]
        sentences = {sentence for body in bodies for sentence in body.replace("\n\n", " ").split(". ")}
        self._sentences = np.array(sorted(sentences), dtype=object)
        self._words = np.array(sorted({word for body in bodies for word in WORD.findall(body)}), dtype=object)
        self._actors = _names(chance, N_ACTORS)
        categories = resources.lexicons.of_dimension("framing")
        self._frames = [category.label for category in categories if category.group in ("policy", "generic")]

    def articles(self, chance: Generator, numbers: Numbers) -> dict[str, Column]:
        n = len(numbers)
        outlets = [f"Outlet {number:03d}" for number in _skewed(chance, N_OUTLETS, n)]
        refused = chance.random(n) < REFUSED_SHARE
        sentences = chance.choice(self._sentences, (n, SENTENCES_EACH))
        words = chance.choice(self._words, (n, HEADLINE_WORDS))
        return {
            "article": arrow.array(numbers),
            "source": arrow.array([f"papers.parquet row {number}" for number in numbers]),
            "status": arrow.array(np.where(refused, REFUSED, ANALYSED)),
            "outlet": arrow.array(outlets),
            "section": arrow.array([f"Section {number:02d}" for number in _skewed(chance, N_SECTIONS, n)]),
            "date": arrow.array((FIRST_DAY + chance.integers(DAYS, size=n)).astype("datetime64[D]")),
            "headline": arrow.array([" ".join(row) for row in words]),
            "body": arrow.array([". ".join(row) for row in sentences]),
            "words_own": arrow.array(chance.integers(60, 90, size=n)),
            "words_quoted": arrow.array(chance.integers(0, 30, size=n)),
            "sentences": arrow.array(np.full(n, SENTENCES_EACH)),
        }

    def actors(self, chance: Generator, numbers: Numbers) -> dict[str, Column]:
        n = len(numbers) * ACTORS_EACH
        names = arrow.array(self._actors[_skewed(chance, N_ACTORS, n)])
        return {
            "article": arrow.array(np.repeat(numbers, ACTORS_EACH)),
            "actor": names,
            "kind": arrow.array(chance.choice(np.array(["person", "organisation", "place"], dtype=object), n)),
            "names_used": names,
            "mentions_own": arrow.array(chance.poisson(2.5, n).astype(float)),
            "mentions_quoted": arrow.array(chance.poisson(0.5, n).astype(float)),
            "sentiment_own": _some(chance, chance.normal(0, 0.3, n).clip(-1, 1), 0.5),
            "sentiment_quoted": _some(chance, chance.normal(0, 0.3, n).clip(-1, 1), 0.9),
        }

    def frames(self, chance: Generator, numbers: Numbers) -> dict[str, Column]:
        each, n = len(self._frames), len(numbers) * len(self._frames)
        share = np.where(chance.random(n) < 0.3, chance.integers(1, 20, n) * 100 / chance.integers(20, 40, n), 0.0)
        return {
            "article": arrow.array(np.repeat(numbers, each)),
            "frame": arrow.array(self._frames * len(numbers)),
            "scheme": arrow.array(["policy"] * n),
            "frame_share_own": arrow.array(share),
            "frame_share_quoted": _some(chance, share, 0.8),
        }

    def findings(self, chance: Generator, numbers: Numbers) -> dict[str, Column]:
        n = len(numbers) * FINDINGS_EACH
        starts = chance.integers(0, 300, n)
        return {
            "article": arrow.array(np.repeat(numbers, FINDINGS_EACH)),
            "dimension": arrow.array(["loaded_language"] * n),
            "part": arrow.array(["body"] * n),
            "start": arrow.array(starts),
            "end": arrow.array(starts + 6),
            "quote": arrow.array(["slammed"[:6]] * n),
            "category": arrow.array([f"loaded_language/kind_{number}" for number in chance.integers(0, 8, n)]),
            "voice": arrow.array(["own"] * n),
        }


def _filled(schema: arrow.Schema, columns: dict[str, Column], chance: Generator) -> arrow.Table:
    """Return a table of a schema: scores that are not given are drawn, with their intervals; the rest is empty."""
    n = len(columns["article"])
    for name in [name for name in schema.names if f"{name}_low" in schema.names]:
        values = columns.setdefault(name, _some(chance, chance.gamma(2.0, 20.0, n), MISSING_SHARE))
        spread = arrow.array(chance.gamma(2.0, 3.0, n))
        columns[f"{name}_low"] = compute.subtract(values, spread)
        columns[f"{name}_high"] = compute.add(values, spread)
    arrays = [columns[field.name] if field.name in columns else arrow.nulls(n) for field in schema]
    return arrow.table([array.cast(field.type) for array, field in zip(arrays, schema, strict=True)], schema=schema)


def _some(chance: Generator, values: Numbers, missing: float) -> Column:
    return arrow.array(values, mask=chance.random(len(values)) < missing)


def _skewed(chance: Generator, n_kinds: int, size: int) -> Numbers:
    """Draw kinds of which a few are frequent and most are rare."""
    return (n_kinds * chance.random(size) ** 2.5).astype(int)


def _names(chance: Generator, count: int) -> Numbers:
    syllables = np.array([first + last for first in "bdfgklmnrstv" for last in ("a", "el", "in", "or", "u")])
    parts = chance.choice(syllables, (count, 5))
    return np.array([f"{a}{b} {c}{d}{e}".title() for a, b, c, d, e in parts], dtype=object)


def _groups(chance: Generator, n: int) -> arrow.Table:
    numbers = np.arange(n)
    copy = (chance.random(n) < COPY_SHARE) & (numbers > 0)
    near = (chance.random(n) < COPY_SHARE) & (numbers > 0) & ~copy
    original = (numbers * chance.random(n)).astype(int)
    return arrow.table(
        {
            "article": numbers,
            "duplicate_of": arrow.array(original, mask=~copy),
            "near_duplicate_of": arrow.array(original, mask=~near),
            "similarity": arrow.array(chance.uniform(0.8, 1, n), mask=~(copy | near)),
            "story": arrow.array(numbers // STORY_SIZE * STORY_SIZE, mask=chance.random(n) < 0.5),
        }
    )


def _write(folder: Path, shard: int, table: arrow.Table) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    parquet.write_table(table, folder / f"part-{shard:06d}.parquet", compression="zstd")
