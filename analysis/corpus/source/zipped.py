"""The articles in a zip of any size: one of its files at a time is unpacked, within bounds."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from tempfile import TemporaryFile
from typing import cast

from analysis.article import ArticleError
from analysis.corpus.items import UNPLACED, Item, unreadable
from analysis.corpus.source.kinds import Kind, ending_of, kind_of
from analysis.corpus.source.rows import EMPTY, table_items
from analysis.readers.archive import is_hidden, open_member, path_of, steps_of
from analysis.readers.intake import MAXIMUM_BYTES
from analysis.scoring.tables import TableError

DAMAGED = "is damaged in the zip; pack it again."
NESTED = "is a zip inside a zip; unpack it and give its files."
# Of a document as of one that is opened by itself. A table is read a row at a time.
DOCUMENT_BYTES, TABLE_BYTES = MAXIMUM_BYTES, 1 << 40
# The only table that is not read from its beginning to its end.
PARQUET = ".parquet"


@contextmanager
def opened_zip(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open a zip.

    Raises:
        ArticleError: if it is none.
        OSError: if the file cannot be read.
    """
    try:
        archive = zipfile.ZipFile(path)
    except OSError:
        raise
    except Exception as error:  # on damaged files zipfile raises errors of many kinds
        raise ArticleError("is a damaged zip file; pack it again.") from error
    with archive:
        yield archive


def members_of(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    """Yield the files of a zip as they stand in it, without what systems leave behind."""
    return (info for info in archive.infolist() if not info.is_dir() and not is_hidden(path_of(info)))


def zip_items(source: str, path: Path) -> Iterator[Item]:
    """Yield the items of a zip; a file in it that cannot be read is one that says so.

    Args:
        source: what to call it.
        path: where it is.

    Raises:
        ArticleError, OSError: before the first item, if it cannot be opened.
    """
    with opened_zip(path) as archive:
        is_empty = True
        for info in members_of(archive):
            name = "/".join((source, *steps_of(path_of(info))))
            for item in _told(name, _member_items(name, archive, info)):
                is_empty = False
                yield item
        if is_empty:
            yield unreadable(source, EMPTY)


def _told(name: str, items: Iterator[Item]) -> Iterator[Item]:
    try:
        yield from items
    except TableError as error:
        yield unreadable(name, error.trouble)
    except ArticleError as error:
        yield unreadable(name, str(error))


def _member_items(name: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[Item]:
    kind = kind_of(name)
    if kind is Kind.ARCHIVE:
        yield unreadable(name, NESTED)
    elif kind is Kind.DOCUMENT:
        with open_member(archive, info, room=DOCUMENT_BYTES, damaged=DAMAGED) as stream:
            yield Item(UNPLACED, name, name=name.rpartition("/")[2], content=stream.read())
    elif kind is Kind.TABLE:
        with open_member(archive, info, room=TABLE_BYTES, damaged=DAMAGED) as stream:
            if ending_of(name) != PARQUET:
                yield from table_items(name, stream)
                return
            with TemporaryFile() as unpacked:
                shutil.copyfileobj(stream, unpacked)
                unpacked.seek(0)
                yield from table_items(name, cast(BufferedReader, unpacked))
