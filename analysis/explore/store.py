"""What is asked again and again, in one place: a database without the texts, made once of the files of a result.

A result of a million articles is thousands of files with some 150 columns, and most of it is text. Opening them all for
each question takes seconds; the database answers at once. It is small enough to stay in memory for some thousand
articles, and is a file beside the result for more.

Tables of it:

- ``articles``: a row an article; ``part``, in which file it is; ``is_copy``; ``story``; each score; for each frame
  ``own_N`` and ``quoted_N``, its shares
- ``frames``: number, name and scheme of each frame
- ``names``: a row an actor, merged over articles by spelling; ``actors``: a row an actor of an article
- ``files``: by what each file can be told from another one in its place
"""

from __future__ import annotations

import glob
import os
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection
from filelock import FileLock

from analysis.corpus.files import PARTIAL
from analysis.corpus.groups import GROUPS
from analysis.corpus.options import CorpusError
from analysis.corpus.tables import ACTORS, ARTICLES, FRAMES
from analysis.explore.columns import ScoreColumn
from analysis.explore.finished import Finished
from analysis.quotations import Voice

STORE = "explore"
# Larger tables of articles are put into a file, so that it is made only once.
MOST_IN_MEMORY = 20_000_000
# Times the parts that a database holds, from which on it is made anew while a run goes on.
MUCH_MORE = 1.25
# Files read in one go: enough to keep all cores busy, few enough that shares of frames fit into memory.
BATCH = 64
# The built-in frames are 19; a person's own lists add a few.
MOST_FRAMES = 200
TABLES = ("articles", "frames", "names", "actors")
# While a large result is read; what does not fit goes to the disk.
MEMORY = "2GB"
# What keeps a strange file from doing anything but being read.
_SAFE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
Watcher = Callable[[float], None]

# Spellings of one name: without capitals, a leading article, or the number by which an article tells namesakes apart.
NAME_KEY = r"regexp_replace(lower(trim(actor)), '^(the|a|an) | \(\d+\)$', '', 'g')"


def connected(finished: Finished, scores: Sequence[ScoreColumn], *, watcher: Watcher) -> DuckDBPyConnection:
    """Return a connection to the database of a result, which is made if it is not there.

    Args:
        finished: parts of the result.
        scores: of its articles.
        watcher: is told, from 0 to 1, how far the making is.

    Raises:
        CorpusError: if a file of the result cannot be read.
    """
    connection = duckdb.connect(config=_SAFE)
    with _told_plainly(finished):
        if finished.bytes <= MOST_IN_MEMORY or not os.access(finished.folder, os.W_OK):
            _fill(connection, finished, scores, watcher)
        else:
            _attach(connection, _file(finished, scores, watcher))
    _shut_in(connection, finished.folder)
    return connection


def _attach(connection: DuckDBPyConnection, place: Path) -> None:
    """Let a connection read a database; opened by itself, it could not be opened twice in one program."""
    path = str(place).replace("'", "''")
    connection.execute(f"ATTACH '{path}' AS store (READ_ONLY)")
    for table in TABLES:
        connection.execute(f"CREATE VIEW {table} AS SELECT * FROM store.{table}")  # noqa: S608


def _file(finished: Finished, scores: Sequence[ScoreColumn], watcher: Watcher) -> Path:
    """Return the place of the database; it is made by one visit at a time, the others wait for it."""
    folder = finished.folder / STORE
    folder.mkdir(exist_ok=True)
    with FileLock(folder / "making.lock"):
        return _found(folder, finished) or _made(folder, finished, scores, watcher)


def _place(folder: Path, finished: Finished) -> Path:
    return folder / f"{finished.digest[:16]}.duckdb"


def _found(folder: Path, finished: Finished) -> Path | None:
    """Return the database of what is finished, or, while a run goes on, of most of it; None if there is none."""
    place = _place(folder, finished)
    if place.exists():
        return place
    # While a run goes on there is more to see at every moment; all is read anew only when it is much more.
    near = [] if finished.has_groups else [path for path in folder.glob("*.duckdb") if _is_near(path, finished)]
    return near[0] if near else None


def _made(folder: Path, finished: Finished, scores: Sequence[ScoreColumn], watcher: Watcher) -> Path:
    """Make the database; it gets its name when it is whole, and older ones go, and what was left half made."""
    older = [*folder.glob("*.duckdb"), *folder.glob(f".*{PARTIAL}*")]
    place, partly = _place(folder, finished), folder / f".{uuid.uuid4().hex}{PARTIAL}"
    try:
        with duckdb.connect(partly, config={**_SAFE, "memory_limit": MEMORY}) as connection:
            _fill(connection, finished, scores, watcher)
        partly.replace(place)
    finally:
        partly.unlink(missing_ok=True)
    for path in older:
        # Some systems keep a file that another visit is still reading; the next time it goes.
        with suppress(OSError):
            path.unlink()
    return place


def _is_near(place: Path, finished: Finished) -> bool:
    """Whether a database holds most of what is finished, and nothing that was there before a run began anew."""
    try:
        with duckdb.connect(place, read_only=True, config=_SAFE) as connection:
            held = connection.execute("SELECT part, bytes, changed FROM files").fetchall()
    except duckdb.Error:
        return False
    now = {(part, *mark) for part, mark in zip(finished.parts, finished.marks, strict=True)}
    return now.issuperset(held) and len(held) * MUCH_MORE >= len(now)


def _fill(connection: DuckDBPyConnection, finished: Finished, scores: Sequence[ScoreColumn], watcher: Watcher) -> None:
    connection.execute(
        "CREATE TABLE frames AS SELECT row_number() OVER (ORDER BY scheme, frame) - 1 AS number, frame AS name, scheme "
        "FROM (SELECT frame, min(scheme) AS scheme FROM read_parquet(?) WHERE frame IS NOT NULL GROUP BY frame "
        "ORDER BY count(*) DESC, frame LIMIT ?)",
        # Every article has a row for every frame; the first files hold at least one that was analysed.
        [finished.patterns(FRAMES, finished.parts[:BATCH]), MOST_FRAMES],
    )
    frames = [name for (name,) in connection.execute("SELECT name FROM frames ORDER BY number").fetchall()]
    _read_groups(connection, finished)
    batches = [finished.parts[start : start + BATCH] for start in range(0, len(finished.parts), BATCH)]
    for number, parts in enumerate(batches):
        begin = "INSERT INTO {} " if number else "CREATE TABLE {} AS "
        _add_articles(connection, begin.format("articles"), finished, parts, scores, frames)
        _add_actors(connection, begin.format("mentioned"), finished, parts)
        watcher((number + 1) / (len(batches) + 1))
    connection.execute("DROP TABLE grouped")
    _merge_names(connection)
    files = [(part, *mark) for part, mark in zip(finished.parts, finished.marks, strict=True)]
    connection.execute("CREATE TABLE files (part INTEGER, bytes BIGINT, changed BIGINT)")
    connection.executemany("INSERT INTO files VALUES (?, ?, ?)", files)
    connection.execute("CHECKPOINT")
    watcher(1.0)


def _read_groups(connection: DuckDBPyConnection, finished: Finished) -> None:
    if not finished.has_groups:
        connection.execute("CREATE TABLE grouped (article BIGINT, copy_of BIGINT, story BIGINT)")
        return
    connection.execute(
        "CREATE TABLE grouped AS SELECT article, coalesce(duplicate_of, near_duplicate_of) AS copy_of, "
        "story FROM read_parquet(?)",
        [f"{glob.escape(str(finished.folder / GROUPS))}/part-*.parquet"],
    )


def _add_articles(
    connection: DuckDBPyConnection,
    begin: str,
    finished: Finished,
    parts: Sequence[int],
    scores: Sequence[ScoreColumn],
    frames: Sequence[str],
) -> None:
    """Add the articles of some files, without their texts, each with its frames in a row."""
    # A number that is none, or infinite, would spoil every mean that it is part of.
    values = "".join(
        f', CASE WHEN isfinite("{score.name}") THEN "{score.name}" END AS "{score.name}"' for score in scores
    )
    shares = "".join(
        f", max({voice}) FILTER (frame = ?) AS {voice}_{number}" for number in range(len(frames)) for voice in Voice
    )
    connection.execute(
        # Only names of columns that were checked, and numbers, stand in the query itself.
        f"""{begin}
        WITH evoked AS (
            SELECT article{shares} FROM (
                SELECT article, frame, frame_share_own AS own, frame_share_quoted AS quoted FROM read_parquet(?)
            ) GROUP BY article
        )
        SELECT article, CAST(regexp_extract(filename, 'part-(\\d+)', 1) AS INTEGER) AS part, status, outlet, section,
            CAST(date AS DATE) AS date, headline, source, error, words_own, words_quoted, copy_of, story
            {values}, evoked.* EXCLUDE (article)
        FROM read_parquet(?, filename = true)
        LEFT JOIN grouped USING (article)
        LEFT JOIN evoked USING (article)
        ORDER BY article""",  # noqa: S608
        [
            *(name for name in frames for _ in Voice),
            finished.patterns(FRAMES, parts),
            finished.patterns(ARTICLES, parts),
        ],
    )


def _add_actors(connection: DuckDBPyConnection, begin: str, finished: Finished, parts: Sequence[int]) -> None:
    """Add the actors of the articles of some files; those of one name in one article become one."""
    connection.execute(
        f"""{begin}
        SELECT article, {NAME_KEY} AS key, min(actor) AS name, min(kind) AS kind,
            sum(mentions_own) AS mentions_own, sum(mentions_quoted) AS mentions_quoted,
            avg(sentiment_own) FILTER (isfinite(sentiment_own)) AS sentiment_own,
            avg(sentiment_quoted) FILTER (isfinite(sentiment_quoted)) AS sentiment_quoted
        FROM read_parquet(?) WHERE actor IS NOT NULL GROUP BY article, key""",  # noqa: S608
        [finished.patterns(ACTORS, parts)],
    )


def _merge_names(connection: DuckDBPyConnection) -> None:
    """Give each name a number, the most frequent first, and put the rows of one name together."""
    connection.execute(
        """CREATE TABLE names AS
        SELECT row_number() OVER (ORDER BY sum(n) DESC, key) - 1 AS actor, key,
            first(name ORDER BY n DESC, name) AS name, first(kind ORDER BY n DESC, kind) AS kind
        FROM (SELECT key, name, kind, count(*) AS n FROM mentioned GROUP BY key, name, kind) GROUP BY key"""
    )
    connection.execute(
        """CREATE TABLE actors AS
        SELECT names.actor, article, mentions_own, mentions_quoted, sentiment_own, sentiment_quoted
        FROM mentioned JOIN names USING (key) ORDER BY names.actor, article"""
    )
    connection.execute("DROP TABLE mentioned")


def _shut_in(connection: DuckDBPyConnection, folder: Path) -> None:
    """Let no query read anything but the result, nor change that again."""
    # A query names files with signs like * disarmed, and is held against the list as it stands there.
    connection.execute("SET allowed_directories = ?", [[str(folder), glob.escape(str(folder))]])
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


@contextmanager
def _told_plainly(finished: Finished) -> Iterator[None]:
    try:
        yield
    except (duckdb.Error, OSError) as error:
        raise CorpusError(
            f"{finished.folder}: cannot be read ({' '.join(str(error).split())}); if it is whole, look whether there "
            "is room on the disk."
        ) from error
