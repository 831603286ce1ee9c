"""What all commands share: how they end, where they complain, and where they may write."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from analysis.models import MODELS_VARIABLE, models_folder

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
