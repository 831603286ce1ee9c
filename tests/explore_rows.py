"""A result whose every number is given, so that answers can be worked out by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from analysis.corpus.tables import ACTORS, ANALYSED, ARTICLES, FRAMES, Rows, schemas_of
from analysis.explore import Corpus, open_corpus
from analysis.reading import Resources
from tests.corpus_data import write_groups, write_tables

SCORE = "loaded_language_loaded_sentence_share_own"


def article(number: int, value: float | None = None, **cells: Any) -> dict[str, Any]:
    """Return the row of an analysed article; ``value`` is that of :data:`SCORE`."""
    row = {"article": number, "status": ANALYSED, "headline": f"Headline {number}", "body": "", SCORE: value}
    row |= {"words_own": 100, "words_quoted": 0, "date": date(2026, 1, 1), "outlet": "North"}
    return row | cells


@contextmanager
def corpus_of(
    folder: Path, resources: Resources, articles: Rows, *, actors: Rows = (), frames: Rows = (), groups: Rows = ()
) -> Iterator[Corpus]:
    """Write a result and open it."""
    rows = {ARTICLES: list(articles), ACTORS: list(actors), FRAMES: list(frames)}
    write_tables(folder, rows, schemas_of(resources))
    if groups:
        write_groups(folder, list(groups))
    with open_corpus(folder) as corpus:
        yield corpus
