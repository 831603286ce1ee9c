"""What all commands share: how they end, where they complain, and where they may write."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from analysis.article import ArticleError
from analysis.models import MODELS_VARIABLE, models_folder
from analysis.own_lexicons import FORMATS, OwnLexicons, gathered, read_lexicon_file

SOME_INPUT_FAILED = 1
CANNOT_START = 2

errors = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)


def place_to_write(path: Path | None) -> Path | None:
    """Refuse a place that cannot be written to before the work is done, not after."""
    if path is not None and not path.parent.is_dir():
        raise typer.BadParameter(f"there is no folder “{path.parent}”; make it first.")
    return path


def refuse_overwriting(files: Iterable[Path], out: Path | None) -> None:
    """Refuse to write over what is read."""
    if out is not None and out.exists() and any(path.exists() and path.samefile(out) for path in files):
        raise typer.BadParameter(f"“{out}” is also read; choose another place.", param_hint="'--out'")


def own_lexicons_in(files: Iterable[Path] | None, *, instead: bool) -> tuple[OwnLexicons, bool]:
    """Read own word lists.

    Entries that cannot be used go to standard error and the rest is used, as with articles. A file of which nothing can
    be used stops the program: what it would print without the list would pass for what was asked.

    Args:
        files: what ``--lexicon`` names; None or empty if it was not given.
        instead: whether ``--only-own-lexicons`` was given.

    Returns:
        The lists, and whether anything was left out.
    """
    reads = [read_lexicon_file(path) for path in files or ()]
    if instead and not reads:
        raise typer.BadParameter("there are none: name them with --lexicon.", param_hint="'--only-own-lexicons'")
    problems = [problem for read in reads for problem in read.problems]
    for problem in problems:
        errors.print(str(problem))
    try:
        own = gathered(reads, instead=instead)
    except ArticleError as error:
        errors.print(str(error))
        raise typer.Exit(CANNOT_START) from error
    if not all(read.lists for read in reads):
        raise typer.Exit(CANNOT_START)
    return own, bool(problems)


def write(text: str, out: Path | None) -> None:
    """Write a command's result to a file, or to standard output.

    UTF-8 with the text's own line ends, whatever the system and its terminal are set to.
    """
    content = text.encode("utf-8")
    try:
        if out is None:
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
        else:
            out.write_bytes(content)
    except BrokenPipeError:
        raise  # the reader has seen enough, as with “| head”: Typer ends quietly
    except OSError as error:
        errors.print(f"{out or 'standard output'}: cannot be written ({error.strerror}); choose another place.")
        raise typer.Exit(CANNOT_START) from error


OutOption = Annotated[
    Path | None,
    typer.Option(
        "--out",
        callback=place_to_write,
        dir_okay=False,
        writable=True,
        help="File to write; standard output if not given.",
    ),
]
PipelineOption = Annotated[str, typer.Option("--pipeline", help="Any installed English spaCy pipeline.")]
ModelsOption = Annotated[
    Path | None,
    typer.Option(
        "--models",
        parser=models_folder,
        metavar="FOLDER|none",
        envvar=MODELS_VARIABLE,
        show_default="the project’s own",
        help="Folder of the models that read words in context; “none” to use word lists and rules alone.",
    ),
]
LexiconOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--lexicon",
        metavar="FILE",
        help=f"Word list of your own ({', '.join(FORMATS)}), used beside the built-in ones; may be given again.",
    ),
]
OnlyOwnOption = Annotated[
    bool, typer.Option("--only-own-lexicons", help="Use your own word lists instead of the built-in ones.")
]
