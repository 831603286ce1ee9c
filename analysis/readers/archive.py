"""Zip files, read in memory and in pieces: sizes are counted, headers are not believed, nothing is written to disk."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from analysis.article import ArticleError

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
                data = _unpack(archive, info, room)
                room -= len(data)
                yield info.filename.replace("\\", "/"), data
    except ArticleError:
        raise
    except Exception as error:  # on damaged files zipfile raises errors of many kinds
        raise ArticleError(damaged) from error


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, room: int) -> bytes:
    if info.flag_bits & 1:
        raise ArticleError("is protected by a password; pack it again without one.")
    if info.compress_type not in _METHODS:
        raise ArticleError("is packed by an unusual method; pack it again as an ordinary zip.")
    data = bytearray()
    with archive.open(info) as file:
        while piece := file.read(_PIECE):
            data += piece
            if len(data) > room or len(data) > max(_SMALL, MAXIMUM_RATIO * info.compress_size):
                raise ArticleError(
                    "unpacks to far more than its size (a zip bomb?); unpack it yourself and give the files."
                )
    return bytes(data)


def is_hidden(path: str) -> bool:
    """Tell whether a member is a system's own litter (``__MACOSX/``, ``.DS_Store``), which is passed over."""
    parts = PurePosixPath(path).parts
    return any((part.startswith(".") and part.strip(".")) or part == "__MACOSX" for part in parts)
