"""``python -m analysis corpus INPUT --out FOLDER``: many articles into Parquet tables."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from analysis.article import ArticleError
from analysis.corpus.options import OWN_MODELS, CorpusError, Options
from analysis.document import DEFAULT_PIPELINE
from analysis.lexicon import LexiconError
from analysis.models import MODELS_FOLDER, ModelError
from analysis.own_lexicons import LexiconFile
from analysis.terminal import (
    CANNOT_START,
    SOME_INPUT_FAILED,
    LexiconOption,
    ModelsOption,
    OnlyOwnOption,
    PipelineOption,
    errors,
    own_lexicons_in,
)

if TYPE_CHECKING:  # Dask, Arrow and DuckDB take half a second that the other commands need not wait for
    from analysis.corpus.manifest import Manifest
    from analysis.corpus.progress import Progress

# What a shell gives a program that was interrupted from the keyboard.
INTERRUPTED = 130


def corpus(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="INPUT", exists=True, help="Folder, zip, csv, xlsx, jsonl (also .gz) or Parquet of articles."
        ),
    ],
    out: Annotated[Path, typer.Option("--out", file_okay=False, help="Result folder; goes on with what is in it.")],
    scheduler: Annotated[
        str | None, typer.Option(metavar="tcp://…", help="A running Dask scheduler; this machine if not given.")
    ] = None,
    processes: Annotated[
        int | None, typer.Option(min=1, help="How many analyse side by side here; as many as fit if not given.")
    ] = None,
    recompute: Annotated[
        bool, typer.Option("--recompute", help="Begin anew if the input, a word list, model or option has changed.")
    ] = False,
    pipeline: PipelineOption = DEFAULT_PIPELINE,
    models: ModelsOption = MODELS_FOLDER,
    lexicon: LexiconOption = None,
    only_own_lexicons: OnlyOwnOption = False,
) -> None:
    """Analyse many articles into a folder of Parquet tables; the same command goes on where it was stopped."""
    own, incomplete = own_lexicons_in(lexicon, instead=only_own_lexicons)
    options = Options(
        pipeline=pipeline,
        models=OWN_MODELS if models == MODELS_FOLDER else str(models.absolute()) if models else None,
        own_lexicons=LexiconFile.of(lexicons=own).as_bytes() if own.lists else None,
    )
    try:
        with _stoppable(), Shown(errors) as shown:
            from analysis.corpus.run import analyse_corpus

            manifest = analyse_corpus(
                source,
                out,
                options=options,
                scheduler=scheduler,
                processes=processes,
                recompute=recompute,
                watcher=shown.show,
            )
    except KeyboardInterrupt as error:
        errors.print(f"Stopped. What is finished is kept in {out}: run the same command again to go on.")
        raise typer.Exit(INTERRUPTED) from error
    except (CorpusError, ArticleError, LexiconError, ModelError) as error:
        errors.print(str(error))
        raise typer.Exit(CANNOT_START) from error
    errors.print(in_words(manifest, out))
    raise typer.Exit(SOME_INPUT_FAILED if incomplete or manifest.counts.refused or manifest.counts.failed else 0)


@contextmanager
def _stoppable() -> Iterator[None]:
    """Stop as after Ctrl-C when the system asks the program to end, too; on a second time, without any delay.

    Raises:
        KeyboardInterrupt: if it was to stop, whatever that made of a library that was at work.
    """
    is_to_stop = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal is_to_stop
        is_to_stop = True
        signal.signal(number, signal.SIG_DFL)
        raise KeyboardInterrupt

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    except Exception as error:
        if is_to_stop:
            raise KeyboardInterrupt from error
        raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler or signal.SIG_DFL)


def in_words(manifest: Manifest, out: Path) -> str:
    """Return what became of a finished run, in a sentence or two."""
    counts = manifest.counts
    told = f"{counts.analysed:,} of {counts.articles:,} articles are analysed, in {out}."
    bad = counts.refused + counts.failed
    return f"{told} {bad:,} could not be: the column “error” of the table “articles” says why." if bad else told


class Shown:
    """Progress on the terminal; on one that is no terminal, nothing but the end."""

    def __init__(self, console: Console) -> None:
        self._bar = Bar(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[told]}"),
            TimeElapsedColumn(),
            console=console,
            disable=not console.is_terminal,
            transient=True,
        )
        self._task = self._bar.add_task("Starting", total=None, told="")

    def __enter__(self) -> Shown:
        self._bar.start()
        return self

    def __exit__(self, *reason: object) -> None:
        self._bar.stop()

    def show(self, progress: Progress) -> None:
        """Draw how far a run is."""
        counts = progress.counts
        told = [f"{progress.rate:.1f} a second"] if progress.rate else []
        told += [f"{duration(progress.seconds_left)} left"] if progress.seconds_left is not None else []
        told += [f"{counts.refused + counts.failed:,} not analysed"] if counts.refused + counts.failed else []
        self._bar.update(
            self._task,
            description=progress.stage,
            completed=counts.articles,
            total=progress.total,
            told=", ".join(told),
        )


def duration(seconds: float) -> str:
    """Return a time in words, to the minute where it is long: ``"3 h 12 min"``."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min" if minutes >= 10 else f"{minutes} min {rest} s" if minutes else f"{rest} s"
