"""A run: the input cut into shards, every shard analysed, and what only the whole can tell."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from time import monotonic

from filelock import FileLock, Timeout

from analysis.corpus.cluster import connected, worked_on
from analysis.corpus.groups import find_groups
from analysis.corpus.manifest import Input, MadeWith, Manifest, Status, now, read_manifest
from analysis.corpus.options import CorpusError, Options, load
from analysis.corpus.pool import Analysts
from analysis.corpus.progress import Tally, Watcher
from analysis.corpus.shard import PARTIAL, Shard, done
from analysis.corpus.source import described, items_of
from analysis.corpus.split import split
from analysis.corpus.tables import schemas_of
from analysis.export import Stamp, stamp_of

# The pieces of the input; needed until the run is finished.
PIECES = "input"
LOCK = "run.lock"
# What whoever starts a run keeps beside its result: see :mod:`analysis.corpus.background`.
ASIDE = "run"
# In a result folder, and no part of the result.
_NO_RESULT = (LOCK, ASIDE)
# Seconds: whoever looks whether a run is at work holds the lock for a moment.
_LOCK_PATIENCE = 1


def analyse_corpus(
    source: Path,
    out: Path,
    *,
    options: Options | None = None,
    scheduler: str | None = None,
    processes: int | None = None,
    recompute: bool = False,
    watcher: Watcher = lambda progress: None,
) -> Manifest:
    """Analyse every article of an input into a folder of Parquet tables; what an earlier run has finished is kept.

    Args:
        source: folder, zip or table of articles.
        out: the result folder; made if it is not there.
        options: how articles are analysed.
        scheduler: address of a Dask scheduler; None to work on this machine.
        processes: how many analyse side by side on this machine; as many as it has room for if not given.
        recompute: whether to begin anew where the folder holds a result of another input, or made with something else.
        watcher: is told how far the run is.

    Returns:
        The manifest of the finished result.

    Raises:
        CorpusError: if the run cannot start or go on; what is finished is kept.
        KeyboardInterrupt: if it is interrupted; what is finished is kept.
    """
    chosen = options or Options()
    out.mkdir(parents=True, exist_ok=True)
    with _alone(out), _told_plainly(out):
        found = described(source)
        resources = load(chosen)
        stamp = stamp_of(resources)
        manifest = _begun(out, found, stamp, recompute=recompute)
        if manifest is None:
            schemas = schemas_of(resources)
            columns = {
                name: {field.name: field.metadata[b"meaning"].decode() for field in schema}
                for name, schema in schemas.items()
            }
            manifest = Manifest(
                status=Status.RUNNING, input=found, made_with=_made_with(stamp), columns=columns, started=now()
            )
        if manifest.status is Status.FINISHED:
            return manifest
        del resources  # the analysing processes load their own
        analysts = Analysts(f"analysts-{found.digest}", chosen, stamp)
        return _finished(manifest, source, out, analysts, scheduler=scheduler, processes=processes, watcher=watcher)


def _finished(
    manifest: Manifest,
    source: Path,
    out: Path,
    analysts: Analysts,
    *,
    scheduler: str | None,
    processes: int | None,
    watcher: Watcher,
) -> Manifest:
    """Do what is still to be done, and keep the manifest true, however that ends."""
    begin = monotonic()
    tally = Tally(out, watcher)
    manifest = manifest.model_copy(update={"status": Status.RUNNING})
    manifest.write(out)
    try:
        with connected(scheduler, processes) as client:
            tally.enter("Analysing")
            for outcome in worked_on(client, _open_shards(source, out, tally), out, analysts):
                tally.add(outcome, is_new=True)
        tally.enter("Looking for duplicates and stories")
        find_groups(out)
        manifest = manifest.model_copy(update={"status": Status.FINISHED, "finished": now()})
        shutil.rmtree(out / PIECES)
        tally.enter("Finished")
    except BaseException:
        manifest = manifest.model_copy(update={"status": Status.STOPPED})
        tally.enter("Stopped")
        raise
    finally:
        manifest = manifest.model_copy(
            update={
                "counts": tally.counts,
                "articles": tally.total,
                "seconds": round(manifest.seconds + monotonic() - begin, 1),
            }
        )
        manifest.write(out)
    return manifest


def _open_shards(source: Path, out: Path, tally: Tally) -> Iterator[Shard]:
    """Cut the input; yield the shards that are not done, and count those that are."""
    total = 0
    for shard in split(items_of(source), out / PIECES):
        total += shard.items
        if shard.is_done(out):
            tally.add(done(shard, out), is_new=False)
        else:
            yield shard
    tally.total = total
    tally.tell(at_once=True)


def _begun(out: Path, found: Input, stamp: Stamp, *, recompute: bool) -> Manifest | None:
    """Return the manifest of an earlier run that this one goes on with.

    Raises:
        CorpusError: if the folder holds a result of something else, and it is not to be done anew.
    """
    manifest = read_manifest(out)
    if manifest is None:
        check_free(out)
        return None
    for partial in out.rglob(f".*{PARTIAL}"):
        partial.unlink(missing_ok=True)
    changes = [
        *([] if manifest.input.digest == found.digest else ["the input"]),
        *(name for name, value in _made_with(stamp) if getattr(manifest.made_with, name) != value),
    ]
    if not changes:
        return manifest
    if not recompute:
        raise CorpusError(
            f"{out}: was made otherwise ({', '.join(changes)} changed since). Give --recompute to do it anew, or "
            "choose another folder."
        )
    for path in out.iterdir():
        if path.name in _NO_RESULT:
            continue
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
    return None


def check_free(out: Path) -> None:
    """See that a folder without a result holds nothing else, which a run might delete later.

    Raises:
        CorpusError: if it does.
    """
    if any(path.name not in _NO_RESULT for path in out.iterdir()):
        raise CorpusError(f"{out}: is not empty, and holds no result; choose another folder.")


def _made_with(stamp: Stamp) -> MadeWith:
    return MadeWith(
        library=stamp.version,
        lexicons=stamp.lexicons,
        pipeline=stamp.pipeline,
        models=dict(stamp.models) if stamp.models else None,
        own_lexicons=json.dumps(asdict(stamp.own_lexicons)) if stamp.own_lexicons else None,
    )


@contextmanager
def _alone(out: Path) -> Iterator[None]:
    """Keep others from working in a result folder; the system lets go of the lock of a process that is killed."""
    try:
        with FileLock(out / LOCK, timeout=_LOCK_PATIENCE):
            yield
    except Timeout as error:
        raise CorpusError(f"{out}: another run is at work there; wait for it, or stop it.") from error


@contextmanager
def _told_plainly(out: Path) -> Iterator[None]:
    """Say what to do about a disk that is full, or a file that cannot be written."""
    try:
        yield
    except OSError as error:
        raise CorpusError(
            f"{error.filename or out}: cannot be read or written ({error.strerror or error}). See to that and run the "
            "same command again: what is finished is kept."
        ) from error
