"""Articles that are handed over in the browser, and the sample stories as a corpus: put where a run can read them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from analysis.corpus.options import CorpusError
from analysis.corpus.result_folder import ASIDE
from analysis.spreadsheet import csv_text
from views.parts.plain import file_name
from views.parts.stories import Story

UPLOADED = "uploaded"
TRIAL = "corpus-trial-"
SAMPLE_FILE = "sample-stories.csv"
SAMPLE_COLUMNS = ("headline", "text", "outlet", "date", "section")


def put_files(files: Iterable[tuple[str, bytes]], out: Path) -> Path:
    """Put files into a result folder, beside the result.

    Args:
        files: name and content of each; of a name only what is harmless is kept.
        out: the result folder; made if it is not there.

    Returns:
        The input: the one file, or the folder of several.

    Raises:
        CorpusError: if they cannot be written.
    """
    folder = out / ASIDE / UPLOADED
    named = _named(files)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for place in folder.iterdir():
            place.unlink()
        for name, content in named.items():
            (folder / name).write_bytes(content)
    except OSError as error:
        raise CorpusError(f"{error.filename or folder}: cannot be written ({error.strerror or error}).") from error
    return folder / next(iter(named)) if len(named) == 1 else folder


def _named(files: Iterable[tuple[str, bytes]]) -> Mapping[str, bytes]:
    """Return files by names that every file system takes, all different."""
    named: dict[str, bytes] = {}
    for given, content in files:
        endings = "".join(f".{file_name(ending)}" for ending in PurePosixPath(given).suffixes[-2:])
        stem = file_name(given.replace("\\", "/").rsplit("/", 1)[-1].split(".")[0]) or "articles"
        name, repeat = f"{stem}{endings}", 1
        while name in named:
            repeat += 1
            name = f"{stem}-{repeat}{endings}"
        named[name] = content
    return named


def make_trial(stories: Iterable[Story]) -> tuple[Path, Path]:
    """Put the sample stories into a new folder that the system empties by and by.

    Returns:
        The table of their articles, and the result folder that it lies in.

    Raises:
        CorpusError: if nothing can be written there.
    """
    rows = [
        (article.headline, article.body, article.outlet, article.date, story.title)
        for story in stories
        for article in story.articles
    ]
    out = Path(tempfile.mkdtemp(prefix=TRIAL))
    return put_files([(SAMPLE_FILE, csv_text(SAMPLE_COLUMNS, rows).encode())], out), out


def is_trial(out: Path) -> bool:
    """Whether a result folder was made for the sample stories, and may be deleted with all that is in it."""
    return out.parent == Path(tempfile.gettempdir()) and out.name.startswith(TRIAL) and not out.is_symlink()
