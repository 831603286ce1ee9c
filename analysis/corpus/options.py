"""What a run is asked to do: everything that changes a row of its result, small enough to send to every worker."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from analysis.document import DEFAULT_PIPELINE
from analysis.models import MODELS_FOLDER, load_models
from analysis.own_lexicons import LexiconFile, with_own_lexicons
from analysis.reading import Resources, load_resources
from analysis.saved import open_saved

OWN_MODELS = "own"


class CorpusError(Exception):
    """A run cannot start or go on: why, and what to do about it."""


@dataclass(frozen=True, slots=True)
class Options:
    """How articles are analysed.

    Attributes:
        pipeline: name or path of an installed English spaCy pipeline.
        models: folder of the models, ``"own"`` for those of the program wherever it is installed, None to do without.
        own_lexicons: a person's own word lists, as the content of a saved file of word lists; None if there are none.
    """

    pipeline: str = DEFAULT_PIPELINE
    models: str | None = OWN_MODELS
    own_lexicons: bytes | None = None


def load(options: Options) -> Resources:
    """Load word lists, pipeline and models for one process that uses one core.

    Raises:
        LexiconError, ArticleError, ModelError: if one of them does not load.
    """
    resources = load_resources(options.pipeline, models=None)
    if options.own_lexicons is not None:
        resources = with_own_lexicons(resources, open_saved(LexiconFile, "word lists", options.own_lexicons).lexicons)
    if options.models is None:
        return resources
    folder = MODELS_FOLDER if options.models == OWN_MODELS else Path(options.models)
    return Resources(resources.lexicons, resources.pipeline, resources.matcher, load_models(folder, threads=1))
