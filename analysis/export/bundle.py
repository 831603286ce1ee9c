"""What is exported, and what it was made with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.comparison import Comparison
from analysis.lexicon import OwnInUse
from analysis.reading import Resources
from analysis.report import Report
from analysis.version import VERSION


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an export was made with, so that a result can be reproduced.

    Attributes:
        version: of this library.
        lexicons: digest of all lexicons in use, the user's own among them.
        pipeline: name and version of the spaCy pipeline.
        models: name and version of each model that read words in context, by its folder; None if there were none.
        own_lexicons: the user's own lists, and whether they were used beside the built-in ones or instead; None if
            there were none.
    """

    version: str
    lexicons: str
    pipeline: str
    models: Mapping[str, str] | None
    own_lexicons: OwnInUse | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """What is exported.

    Attributes:
        reports: one an article.
        comparison: of these reports, if they were compared.
        stamp: what they were made with.
        labels: name for people of each category of findings, by key.
    """

    reports: Sequence[Report]
    comparison: Comparison | None
    stamp: Stamp
    labels: Mapping[str, str]


def results_of(reports: Sequence[Report], resources: Resources, comparison: Comparison | None = None) -> Results:
    """Put reports, and their comparison if there is one, together with what they were made with."""
    labels = {key: category.label for key, category in resources.lexicons.categories.items()}
    return Results(reports, comparison, stamp_of(resources), labels)


def stamp_of(resources: Resources) -> Stamp:
    """Return what an export with these resources is made with."""
    meta, models = resources.pipeline.meta, resources.models
    pipeline = f"{meta['lang']}_{meta['name']} {meta['version']}"
    lexicons = resources.lexicons
    return Stamp(VERSION, lexicons.digest, pipeline, models.names if models else None, lexicons.own)
