"""A result folder: one run at a time, begun only where nothing else is, and gone on with only as it was begun."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from filelock import FileLock, Timeout

from analysis.corpus.files import sweep
from analysis.corpus.manifest import Counts, Input, MadeWith, Manifest, Status, read_manifest
from analysis.corpus.options import CorpusError
from analysis.corpus.tables import ARTICLES

LOCK = "run.lock"
# What whoever starts a run keeps beside its result: see :mod:`analysis.corpus.background`.
ASIDE = "run"
# In a result folder, and no part of the result.
_NO_RESULT = (LOCK, ASIDE)
# Pieces of the input, which are needed until the run is finished.
PIECES = "input"
# The files of every table.
PARTS = "part-*.parquet"
# Seconds: whoever looks whether a run is at work holds the lock for a moment.
_LOCK_PATIENCE = 1


@contextmanager
def alone(out: Path) -> Iterator[None]:
    """Make a result folder and keep others from working there; the system frees the lock of a process that is killed.

    Raises:
        CorpusError: if another run is at work there.
    """
    out.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(out / LOCK, timeout=_LOCK_PATIENCE):
            yield
    except Timeout as error:
        raise CorpusError(f"{out}: another run is at work there; wait for it, or stop it.") from error


@contextmanager
def told_plainly(out: Path) -> Iterator[None]:
    """Say what to do about a disk that is full, or a file that cannot be read or written."""
    try:
        yield
    except OSError as error:
        raise CorpusError(
            f"{error.filename or out}: cannot be read or written ({error.strerror or error}). See to that and run the "
            "same command again: what is finished is kept."
        ) from error


def check_free(out: Path) -> None:
    """See that a folder without a result holds nothing else.

    Raises:
        CorpusError: if it does.
    """
    if any(path.name not in _NO_RESULT for path in out.iterdir()):
        raise CorpusError(f"{out}: is not empty, and holds no result; choose another folder.")


def earlier(out: Path, found: Input, made_with: MadeWith, *, recompute: bool) -> Manifest | None:
    """Return the manifest of an earlier run that this one goes on with; None if this one begins anew.

    Args:
        out: the result folder, which nobody else works in.
        found: the input as it is now.
        made_with: what rows would be made with now.
        recompute: whether to take away what was made of another input, or with something else.

    Raises:
        CorpusError: if there is such a result, and it is not to be taken away; or if something else is there.
    """
    sweep(out)
    manifest = read_manifest(out)
    if manifest is None:
        check_free(out)
        return None
    changes = _changes(manifest, found, made_with)
    if not changes:
        return manifest
    if not recompute:
        raise CorpusError(
            f"{out}: was made otherwise ({', '.join(changes)} changed since). Give --recompute to do it anew, or "
            "choose another folder."
        )
    _emptied(out, manifest)
    return None


def _changes(manifest: Manifest, found: Input, made_with: MadeWith) -> Sequence[str]:
    """Return what is not as it was when a result was begun, in words."""
    before = manifest.made_with
    pairs = {
        "the input": (manifest.input.digest, found.digest),
        "the version of the program": (before.library, made_with.library),
        "a built-in or own word list": (before.lexicons, made_with.lexicons),
        "the pipeline": (before.pipeline, made_with.pipeline),
        "the models": (before.models, made_with.models),
        "the use of own word lists": (before.own_lexicons, made_with.own_lexicons),
    }
    return [name for name, (then, now) in pairs.items() if then != now]


def _emptied(out: Path, manifest: Manifest) -> None:
    """Take the tables and pieces of a result away, and nothing else.

    If that is broken off, what is left must not be taken for a whole: neither the result, which is no longer finished,
    nor a shard, which is there if its articles are.
    """
    manifest.model_copy(update={"status": Status.STOPPED, "counts": Counts()}).write(out)
    made = [path for path in out.iterdir() if path.name == PIECES or any(path.glob(PARTS))]
    for folder in sorted(made, key=lambda path: path.name != ARTICLES):
        shutil.rmtree(folder)


def pieces_of(out: Path, manifest: Manifest) -> Path:
    """Return the folder for the pieces of the input: its own for what is made of it, and with what.

    So a Dask worker that has lost its client, and works on, finds nothing to work on once the result is begun anew.
    """
    made = f"{manifest.input.digest} {manifest.made_with.model_dump_json()}"
    return out / PIECES / sha256(made.encode()).hexdigest()[:16]
