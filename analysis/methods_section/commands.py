"""``python -m analysis describe FOLDER``: an account of a corpus run for the methods section of a paper."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from analysis.corpus.options import CorpusError
from analysis.terminal import CANNOT_START, OutOption, errors, refuse_overwriting, write


def describe(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", exists=True, file_okay=False, help="Result folder of a corpus run.")
    ],
    out: OutOption = None,
) -> None:
    """Write an account of a corpus run for a paper: versions, counts, measures, accuracy, and what to cite."""
    # Here, so that the other commands need not wait for DuckDB and Arrow.
    from analysis.corpus.manifest import MANIFEST
    from analysis.methods_section.account import described_corpus

    refuse_overwriting((folder / MANIFEST, *folder.glob("*/*.parquet")), out)
    try:
        account = described_corpus(folder)
    except CorpusError as error:
        errors.print(str(error))
        raise typer.Exit(CANNOT_START) from error
    write(account, out)
