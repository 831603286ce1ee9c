"""The command line: ``analyse FILE``, ``compare``, ``worksheet``, ``corpus``, ``describe FOLDER``, ``score …``."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import track

from analysis.article import Article, ArticleError
from analysis.comparison import compare as compare_reports
from analysis.corpus.commands import corpus
from analysis.document import DEFAULT_PIPELINE
from analysis.export import FORMATS, results_of
from analysis.export.as_worksheet import MOST_STORIES, Kind, Paper, to_worksheet
from analysis.export.lesson import load_lesson
from analysis.lexicon import LexiconError
from analysis.methods_section.commands import describe
from analysis.models import MODELS_FOLDER, ModelError
from analysis.own_lexicons import OwnLexicons, with_own_lexicons
from analysis.readers import READERS, read_file
from analysis.reading import Resources, load_resources
from analysis.report import MEASURES, Report, analyse_many
from analysis.scoring.commands import app as scoring
from analysis.terminal import (
    CANNOT_START,
    SOME_INPUT_FAILED,
    LexiconOption,
    ModelsOption,
    OnlyOwnOption,
    OutOption,
    PipelineOption,
    errors,
    own_lexicons_in,
    refuse_overwriting,
    write,
)

MOST_ARTICLES_COMPARED = 4

app = typer.Typer(
    help=f"Show how news articles are told: {', '.join(measure.label.lower() for measure in MEASURES)}.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(scoring, name="score")
app.command()(corpus)
app.command()(describe)


def _known_format(name: str) -> str:
    if name not in FORMATS:
        raise typer.BadParameter(f"“{name}” is not a format; choose {', '.join(FORMATS)}.")
    return name


Files = Annotated[
    list[Path],
    typer.Argument(metavar="FILE", help=f"Articles ({', '.join(READERS)}) or .zip."),
]
FormatOption = Annotated[
    str, typer.Option("--format", parser=_known_format, metavar="|".join(FORMATS), help="How to write the result.")
]


@app.command()
def analyse(
    files: Files,
    format: FormatOption = "json",
    out: OutOption = None,
    pipeline: PipelineOption = DEFAULT_PIPELINE,
    models: ModelsOption = MODELS_FOLDER,
    lexicon: LexiconOption = None,
    only_own_lexicons: OnlyOwnOption = False,
) -> None:
    """Analyse each article on its own."""
    refuse_overwriting((*files, *(lexicon or ())), out)
    own, incomplete = own_lexicons_in(lexicon, instead=only_own_lexicons)
    articles, failed = _read(files)
    resources = _load(pipeline, models, own)
    write(FORMATS[format](results_of(_reports(articles, resources), resources)), out)
    raise typer.Exit(SOME_INPUT_FAILED if failed or incomplete else 0)


@app.command()
def compare(
    files: Files,
    format: FormatOption = "json",
    out: OutOption = None,
    pipeline: PipelineOption = DEFAULT_PIPELINE,
    models: ModelsOption = MODELS_FOLDER,
    lexicon: LexiconOption = None,
    only_own_lexicons: OnlyOwnOption = False,
) -> None:
    """Analyse two to four tellings of one story and set them side by side."""
    refuse_overwriting((*files, *(lexicon or ())), out)
    own, incomplete = own_lexicons_in(lexicon, instead=only_own_lexicons)
    articles, failed = _read(files)
    if not 2 <= len(articles) <= MOST_ARTICLES_COMPARED:
        errors.print(f"compare needs 2 to {MOST_ARTICLES_COMPARED} articles; {len(articles)} could be read.")
        raise typer.Exit(SOME_INPUT_FAILED if failed else CANNOT_START)
    resources = _load(pipeline, models, own)
    reports = _reports(articles, resources)
    write(
        FORMATS[format](
            results_of(reports, resources, compare_reports(reports, resources.lexicons, models=resources.models))
        ),
        out,
    )
    raise typer.Exit(SOME_INPUT_FAILED if failed or incomplete else 0)


@app.command()
def worksheet(
    files: Files,
    kind: Annotated[Kind, typer.Option(help="The text alone, with the program’s marks, or the teacher’s key.")] = (
        Kind.BLANK
    ),
    paper: Annotated[Paper, typer.Option(case_sensitive=False, help="Size of the page.")] = Paper.A4,
    large_print: Annotated[bool, typer.Option("--large-print", help="Letters of at least 16 points.")] = False,
    hide_outlets: Annotated[
        bool, typer.Option("--hide-outlets", help="Call the stories A, B, … for students.")
    ] = False,
    out: OutOption = None,
    pipeline: PipelineOption = DEFAULT_PIPELINE,
    models: ModelsOption = MODELS_FOLDER,
    lexicon: LexiconOption = None,
    only_own_lexicons: OnlyOwnOption = False,
) -> None:
    """Make a page to print, on one story or on up to four tellings of one, for marking and discussing in class."""
    refuse_overwriting((*files, *(lexicon or ())), out)
    own, incomplete = own_lexicons_in(lexicon, instead=only_own_lexicons)
    articles, failed = _read(files)
    if not 1 <= len(articles) <= MOST_STORIES:
        errors.print(f"worksheet needs 1 to {MOST_STORIES} articles; {len(articles)} could be read.")
        raise typer.Exit(SOME_INPUT_FAILED if failed else CANNOT_START)
    resources = _load(pipeline, models, own)
    reports = _reports(articles, resources)
    compared = compare_reports(reports, resources.lexicons, models=resources.models) if len(reports) > 1 else None
    results = results_of(reports, resources, compared)
    page = to_worksheet(
        results, load_lesson(), kind=kind, paper=paper, large_print=large_print, name_outlets=not hide_outlets
    )
    write(page, out)
    raise typer.Exit(SOME_INPUT_FAILED if failed or incomplete else 0)


def _read(files: Iterable[Path]) -> tuple[list[Article], bool]:
    """Read every file; problems go to standard error and the rest goes on."""
    articles: list[Article] = []
    failed = False
    for path in files:
        intake = read_file(path)
        articles.extend(intake.articles)
        for problem in intake.problems:
            failed = True
            errors.print(f"{problem.source}: {problem.message}")
    return articles, failed


def _load(pipeline: str, models: Path | None, own: OwnLexicons) -> Resources:
    try:
        return with_own_lexicons(load_resources(pipeline, models=models), own)
    except (ArticleError, LexiconError, ModelError) as error:
        errors.print(str(error))
        raise typer.Exit(CANNOT_START) from error


def _reports(articles: list[Article], resources: Resources) -> list[Report]:
    reports = analyse_many(articles, resources)
    quiet = not sys.stderr.isatty()
    return list(track(reports, "Analysing", total=len(articles), console=errors, disable=quiet, transient=True))


if __name__ == "__main__":
    app()
