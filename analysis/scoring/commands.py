"""``python -m analysis score MEASURE TABLE``: one measure on every row of a table."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from analysis.article import ArticleError
from analysis.document import DEFAULT_PIPELINE
from analysis.lexicon import LexiconError
from analysis.models import MODELS_FOLDER, ModelError, Models, load_models
from analysis.readability.formulas import FORMULAS
from analysis.reading import load_resources
from analysis.scoring.ease import EASE, GRADE
from analysis.scoring.formats import FORMATS, JSON_LINES, format_of, open_result
from analysis.scoring.headlines import BODY, HEADLINE
from analysis.scoring.measures import (
    Rows,
    Scored,
    score_frames,
    score_headlines,
    score_readability,
    score_sentences,
    score_targets,
)
from analysis.scoring.rows import END, ERROR, START, TEXT
from analysis.scoring.tables import Columns, Source, TableError
from analysis.terminal import (
    CANNOT_START,
    SOME_INPUT_FAILED,
    ModelsOption,
    OutOption,
    PipelineOption,
    errors,
    refuse_overwriting,
)

PLACE = {"start": int, "end": int}
SENTENCES = Columns((TEXT,), {"loaded_probability": float, "words": {**PLACE, "probability": float}})
TARGETS = Columns((TEXT, START, END), dict.fromkeys(("negative", "neutral", "positive"), float))
READABILITY = Columns((TEXT,), dict.fromkeys((GRADE, EASE, *(formula.name for formula in FORMULAS)), float))
HEADLINES = Columns(
    (HEADLINE, BODY),
    {
        "supported_share": float,
        "sensationalism_gap": float,
        "similarity": float,
        "stance": str,
        "elements": {**PLACE, "text": str, "verdict": str},
    },
)
FRAMES = Columns((TEXT,), {"frames": dict, "episodic": float})

Scorer = Callable[[Rows], Iterator[Scored]]
TableArgument = Annotated[
    Path,
    typer.Argument(metavar="IN", exists=True, dir_okay=False, readable=True, help=f"Table ({', '.join(FORMATS)})."),
]

app = typer.Typer(help="Apply one measure to every row of a table.", no_args_is_help=True)


@app.command()
def sentences(table: TableArgument, out: OutOption = None, models: ModelsOption = MODELS_FOLDER) -> None:
    """Say how likely each sentence, and each of its words, is loaded. Columns: id, text."""

    def prepare() -> Scorer:
        loaded = _needed(models)
        return lambda rows: score_sentences(rows, loaded)

    _score(table, out, SENTENCES, prepare)


@app.command()
def targets(table: TableArgument, out: OutOption = None, models: ModelsOption = MODELS_FOLDER) -> None:
    """Say what each text says about a target in it. Columns: id, text, start, end."""

    def prepare() -> Scorer:
        loaded = _needed(models)
        return lambda rows: score_targets(rows, loaded)

    _score(table, out, TARGETS, prepare)


@app.command()
def readability(
    table: TableArgument,
    out: OutOption = None,
    models: ModelsOption = MODELS_FOLDER,
    pipeline: PipelineOption = DEFAULT_PIPELINE,
) -> None:
    """Say how hard each text is to read. Columns: id, text."""

    def prepare() -> Scorer:
        loaded, resources = _needed(models), load_resources(pipeline, models=None)
        return lambda rows: score_readability(rows, resources, loaded)

    _score(table, out, READABILITY, prepare)


@app.command()
def headlines(
    table: TableArgument,
    out: OutOption = None,
    models: ModelsOption = MODELS_FOLDER,
    pipeline: PipelineOption = DEFAULT_PIPELINE,
) -> None:
    """Say how far each body carries its headline. Columns: id, headline, body."""

    def prepare() -> Scorer:
        resources = load_resources(pipeline, models=models)
        return lambda rows: score_headlines(rows, resources)

    _score(table, out, HEADLINES, prepare)


@app.command()
def frames(
    table: TableArgument,
    out: OutOption = None,
    models: ModelsOption = MODELS_FOLDER,
    pipeline: PipelineOption = DEFAULT_PIPELINE,
) -> None:
    """Say how many sentences of each text evoke each frame. Columns: id, text."""

    def prepare() -> Scorer:
        resources = load_resources(pipeline, models=models)
        return lambda rows: score_frames(rows, resources)

    _score(table, out, FRAMES, prepare)


def _needed(folder: Path | None) -> Models:
    if folder is None:
        raise ModelError("This measure is a model: name its folder with --models, not “none”.")
    return load_models(folder)


def _score(table: Path, out: Path | None, columns: Columns, prepare: Callable[[], Scorer]) -> None:
    """Score a table; what can be refused is refused before the models are loaded."""
    refuse_overwriting((table,), out)
    tally: Counter[bool] = Counter()
    try:
        form = format_of(table)
        form_out = JSON_LINES if out is None else format_of(out) if out.suffix else form
        with form.read(table, columns) as source, open_result(out) as stream:
            scored = _counted(prepare()(source.rows), source, tally)
            form_out.write(stream, scored, columns, source.id_type)
    except (TableError, ModelError, ArticleError, LexiconError) as error:
        errors.print(str(error))
        raise typer.Exit(CANNOT_START) from error
    except BrokenPipeError:
        raise  # the reader has seen enough, as with “| head”: Typer ends quietly
    except OSError as error:
        errors.print(
            f"{out or 'standard output'}: cannot be written ({error.strerror or error}); choose another place."
        )
        raise typer.Exit(CANNOT_START) from error
    if tally[True]:
        errors.print(f"{tally[True]:,} of {tally.total():,} rows were not scored; their “{ERROR}” says why.")
        raise typer.Exit(SOME_INPUT_FAILED)


def _counted(scored: Iterator[Scored], source: Source, tally: Counter[bool]) -> Iterator[Scored]:
    """Pass rows on, counting the bad ones and showing how far the table has been read."""
    with Progress(console=errors, disable=not sys.stderr.isatty(), transient=True) as progress:
        task = progress.add_task("Scoring", total=1.0)
        for row in scored:
            tally[ERROR in row] += 1
            yield row
            progress.update(task, completed=source.fraction())
