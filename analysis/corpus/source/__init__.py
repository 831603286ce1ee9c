"""The input: which files it is, and every article in it, one after the other, whatever its size.

An input is a folder, a zip, a table, or a single article. What is read:

- **Tables** (``.csv``, ``.tsv``, ``.jsonl``, ``.ndjson``, ``.json``, each also with ``.gz``; ``.xlsx``; ``.parquet``):
  each row is an article, whose fields are found by the names of the columns.
- **Documents** of every other format that the readers know: each file is an article, a README among them too.
- **Zips**: the tables and documents in them. **Folders**: tables, documents and zips in them, at any depth.

Files of other kinds (pictures, style sheets, notes of the download) are no articles and are left out; how many of each
ending, :func:`described` tells. So are hidden files. Whatever has the ending of an article and cannot be read is an
item with a problem, as is a row without text: nothing that was meant to be analysed disappears.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from analysis.article import ArticleError
from analysis.corpus.items import UNPLACED, Item, unreadable
from analysis.corpus.manifest import Input
from analysis.corpus.options import CorpusError
from analysis.corpus.source.folder import File, files_in, shown
from analysis.corpus.source.kinds import Kind, ending_of, kind_of
from analysis.corpus.source.rows import table_items
from analysis.corpus.source.zipped import members_of, opened_zip, zip_items
from analysis.readers.archive import path_of
from analysis.scoring.tables import TableError

# More say nothing; the names of hostile files would fill the manifest.
ENDINGS_TOLD = 20
# What opening a file may end with.
TROUBLE = (TableError, ArticleError, OSError)
NOTHING = "holds nothing that can be read; give a folder, zip or table of articles, or an article."


def described(path: Path) -> Input:
    """Return what an input is, without reading its articles.

    Raises:
        CorpusError: if there is nothing there, or nothing of a kind that can be read.
    """
    digest = sha256()
    read, size = 0, 0
    left_out: Counter[str] = Counter()
    for file in files_in(_there(path)):
        if file.kind is None and file.problem is None:
            left_out[ending_of(file.name)] += 1
            continue
        digest.update(f"{file.name}\0{file.size}\0{file.changed}\0".encode())
        read, size = read + 1, size + file.size
        if file.kind is Kind.ARCHIVE and file.problem is None:
            left_out += _left_out_of(file)
    if not read:
        raise CorpusError(f"{path}: {NOTHING}")
    if not path.is_dir():
        for _ in _items(path):
            break  # so that a table which cannot be read is known at once
    return Input(
        name=shown(path.resolve().name),
        path=shown(str(path.absolute())),
        digest=digest.hexdigest(),
        files=read,
        bytes=size,
        left_out=dict(left_out.most_common(ENDINGS_TOLD)),
    )


def items_of(path: Path) -> Iterator[Item]:
    """Yield every item of an input, in the same order every time.

    The memory needed does not grow with the input, apart from the names of the files in one folder, or in one zip.

    Raises:
        CorpusError: if the input, or a folder in it, cannot be read as a whole.
    """
    for number, item in enumerate(_items(path)):
        yield replace(item, number=number)


def _items(path: Path) -> Iterator[Item]:
    is_folder = _there(path).is_dir()
    for file in files_in(path):
        try:
            yield from _items_in(file)
        except TROUBLE as error:
            if not is_folder:
                raise CorpusError(f"{path}: {_trouble(error)}") from error
            yield unreadable(file.name, _trouble(error))


def _items_in(file: File) -> Iterator[Item]:
    """Yield the items of a file; raise, before the first, what makes it unreadable as a whole."""
    if file.problem is not None:
        raise ArticleError(file.problem)
    if file.kind is Kind.DOCUMENT:
        yield Item(UNPLACED, file.name, path=str(file.path), file_size=file.size)
    elif file.kind is Kind.ARCHIVE:
        yield from zip_items(file.name, file.path)
    elif file.kind is Kind.TABLE:
        with file.path.open("rb") as stream:
            yield from table_items(file.name, stream)


def _there(path: Path) -> Path:
    try:
        path.stat()
    except OSError as error:
        raise CorpusError(f"{path}: cannot be opened ({error.strerror}); check the path.") from error
    return path


def _left_out_of(file: File) -> Counter[str]:
    """Count what is left out in a zip; in one that cannot be opened, nothing: its item will tell."""
    try:
        with opened_zip(file.path) as archive:
            names = [path_of(info) for info in members_of(archive)]
    except TROUBLE:
        return Counter()
    return Counter(ending_of(name) for name in names if kind_of(name) is None)


def _trouble(error: Exception) -> str:
    if isinstance(error, TableError):
        return error.trouble
    return f"cannot be opened ({error.strerror}); check the file." if isinstance(error, OSError) else str(error)
