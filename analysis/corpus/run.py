"""A run: the input cut into shards, every shard analysed, and what only the whole can tell."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, suppress
from pathlib import Path
from time import monotonic

from distributed import Client

from analysis.corpus.cluster import connected, worked_on
from analysis.corpus.groups import GROUP_SCHEMA, GROUPS, find_groups
from analysis.corpus.manifest import MadeWith, Manifest, Status, now
from analysis.corpus.options import CorpusError, Options, load
from analysis.corpus.pool import Analysts
from analysis.corpus.progress import Tally, Watcher
from analysis.corpus.result_folder import PIECES, alone, earlier, pieces_of, told_plainly
from analysis.corpus.shard import Shard, done
from analysis.corpus.source import described, items_of
from analysis.corpus.split import split
from analysis.corpus.tables import made_with_cells, schemas_of
from analysis.export import stamp_of


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
    source, out = source.absolute(), out.absolute()  # workers elsewhere have another current folder
    if source.is_dir() and out.resolve().is_relative_to(source.resolve()):
        raise CorpusError(f"{out}: lies in the input, and would be read as part of it; choose another folder.")
    with told_plainly(out), alone(out):
        manifest, analysts = _prepared(source, out, options or Options(), recompute=recompute)
        if manifest.status is Status.FINISHED:
            return manifest
        cluster = connected(scheduler, processes)
        return _carried_out(manifest, source, out, analysts=analysts, cluster=cluster, tally=Tally(out, watcher))


def _prepared(source: Path, out: Path, options: Options, *, recompute: bool) -> tuple[Manifest, Analysts]:
    """Return the manifest of the run, an earlier one's if it goes on with that, and who is to do the work."""
    found = described(source)
    resources = load(options)
    stamp = stamp_of(resources)
    made_with = MadeWith(**made_with_cells(stamp) | {"models": stamp.models})
    manifest = earlier(out, found, made_with, recompute=recompute)
    if manifest is None:
        schemas = schemas_of(resources) | {GROUPS: GROUP_SCHEMA}
        manifest = Manifest(
            status=Status.RUNNING,
            input=found,
            made_with=made_with,
            columns={
                name: {field.name: field.metadata[b"meaning"].decode() for field in schema}
                for name, schema in schemas.items()
            },
            python=platform.python_version(),
            started=now(),
        )
    # Named after the folder: a run that goes on takes the place of one whose client was killed.
    return manifest, Analysts(f"analysts for {out}", options, stamp)


def _carried_out(
    manifest: Manifest,
    source: Path,
    out: Path,
    *,
    analysts: Analysts,
    cluster: AbstractContextManager[Client],
    tally: Tally,
) -> Manifest:
    """Do what is still to be done, and keep the manifest true, however that ends."""
    begin = monotonic()

    def recorded(status: Status) -> Manifest:
        counts = max(manifest.counts, tally.counts, key=lambda counts: counts.articles)
        seconds = round(manifest.seconds + monotonic() - begin, 1)
        end = now() if status is Status.FINISHED else None
        known = {"status": status, "articles": tally.total or manifest.articles, "counts": counts, "seconds": seconds}
        written = manifest.model_copy(update=known | {"finished": end})
        written.write(out)
        return written

    try:
        recorded(Status.RUNNING)
        tally.enter("Starting")
        with cluster as client:
            tally.enter("Analysing")
            shards = _open_shards(manifest, source, out, tally)
            with closing(worked_on(client, shards, out, analysts)) as outcomes:
                for outcome in outcomes:
                    tally.add(outcome, is_new=True)
        tally.enter("Looking for duplicates and stories")
        find_groups(out)
        shutil.rmtree(out / PIECES, ignore_errors=True)
        finished = recorded(Status.FINISHED)
        tally.enter("Finished")
        return finished
    except BaseException:
        with suppress(OSError):  # the disk may be full; that nobody is at work, the lock tells too
            recorded(Status.STOPPED)
            tally.enter("Stopped")
        raise


def _open_shards(manifest: Manifest, source: Path, out: Path, tally: Tally) -> Iterator[Shard]:
    """Cut the input; yield the shards that are not done, and count those that are.

    Raises:
        CorpusError: if the input is not what it was when the run began.
    """
    total = 0
    for shard in split(items_of(source), pieces_of(out, manifest)):
        total += shard.items
        if shard.is_done(out):
            tally.add(done(shard, out), is_new=False)
        else:
            yield shard
    if described(source).digest != manifest.input.digest:
        raise CorpusError(
            f"{source}: was changed while it was read. Give --recompute to begin anew with what it is now."
        )
    tally.total = total
    tally.tell(at_once=True)
