"""Zip files, read in memory and in pieces: sizes are counted, headers are not believed, nothing is written to disk."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING

from analysis.article import ArticleError
from analysis.readers.cleaning import one_line

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAXIMUM_FILES = 2_000
MAXIMUM_TOTAL = 200_000_000
# Text shrinks about fourfold and rarely more than thirtyfold; bombs shrink a thousandfold.
MAXIMUM_RATIO = 200
_SMALL = 1_000_000
_PIECE = 65_536
# Other methods give back a whole piece unbounded, so that they cannot be stopped in time.
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


def members(content: bytes, *, damaged: str = "is a damaged zip file; pack it again.") -> Iterator[tuple[str, bytes]]:
    """Yield path (with forward slashes) and bytes of every file in a zip.

    Args:
        content: the zip's bytes.
        damaged: what to say of a zip that cannot be unpacked.

    Raises:
        ArticleError: if it is damaged, protected by a password, or unpacks to far more than it is.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = [info for info in archive.infolist() if not info.is_dir()]
            if len(files) > MAXIMUM_FILES:
                raise ArticleError(f"holds {len(files):,} files ({MAXIMUM_FILES:,} at most); split it.")
            room = MAXIMUM_TOTAL
            for info in files:
                with open_member(archive, info, room=room, damaged=damaged) as file:
                    data = file.read()
                room -= len(data)
                yield path_of(info), data
    except ArticleError:
        raise
    except Exception as error:  # on damaged files zipfile raises errors of many kinds
        raise ArticleError(damaged) from error


def open_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, *, room: int, damaged: str) -> io.BufferedReader:
    """Open a file in a zip, to be read from its beginning to its end.

    Args:
        archive: the zip.
        info: which of its files.
        room: how many bytes it may unpack to at most.
        damaged: what to say if it cannot be unpacked.

    Raises:
        ArticleError: if it is damaged or protected by a password; from the stream, also if it unpacks to too much.
    """
    if info.flag_bits & 1:
        raise ArticleError("is protected by a password; pack it again without one.")
    if info.compress_type not in _METHODS:
        raise ArticleError("is packed by an unusual method; pack it again as an ordinary zip.")
    room = min(room, max(_SMALL, MAXIMUM_RATIO * info.compress_size))
    try:
        return io.BufferedReader(_Bounded(archive.open(info), room, damaged), _PIECE)
    except Exception as error:  # on damaged files zipfile raises errors of many kinds
        raise ArticleError(damaged) from error


class _Bounded(io.RawIOBase):
    """What a file in a zip unpacks to, until that is too much."""

    def __init__(self, file: IO[bytes], room: int, damaged: str) -> None:
        self._file, self._room, self._damaged = file, room, damaged

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        try:
            data = self._file.read(len(view))
        except Exception as error:  # on damaged files zipfile raises errors of many kinds
            raise ArticleError(self._damaged) from error
        self._room -= len(data)
        if self._room < 0:
            raise ArticleError(
                "unpacks to far more than its size (a zip bomb?); unpack it yourself and give the files."
            )
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()


def path_of(info: zipfile.ZipInfo) -> str:
    """Return the path of a file in a zip, with forward slashes, as it is written there: it may lead anywhere."""
    return info.filename.replace("\\", "/")


def steps_of(path: str) -> Iterator[str]:
    """Yield the folders and the name in a member's path, which only serves to name it: none that leads elsewhere."""
    return (step for step in one_line(path).split("/") if step not in ("", ".", ".."))


def is_hidden(path: str) -> bool:
    """Tell whether a file is a system's own litter (``__MACOSX/``, ``.DS_Store``, ``~$open.docx``)."""
    parts = PurePosixPath(path).parts
    return any(
        (part.startswith(".") and part.strip(".")) or part.startswith("~$") or part == "__MACOSX" for part in parts
    )
