"""Files that are whole or not there at all, whatever happens while they are written."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Ending of files that are being written. Readers of Parquet folders pass over names that begin with a point.
PARTIAL = ".partial"


@contextmanager
def appearing(path: Path) -> Iterator[Path]:
    """Give the place of a file to write, which gets its name only when that went well, and is gone otherwise."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partly = path.with_name(f".{path.name}.{uuid.uuid4().hex}{PARTIAL}")
    try:
        yield partly
        with partly.open("rb+") as written:
            os.fsync(written.fileno())
        partly.replace(path)
    finally:
        partly.unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Take away what was being written in a folder, or below it, when its writer was killed."""
    for partial in folder.rglob(f".*{PARTIAL}"):
        partial.unlink(missing_ok=True)
