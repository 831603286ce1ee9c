"""The whole: every measure on every article. ``MEASURES`` is the only list of dimensions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from analysis import actor_sentiment, framing, headline, loaded_language, readability
from analysis.article import Article
from analysis.decisions import Decisions
from analysis.reading import Reading, Resources, load_resources, read_closely
from analysis.results import DimensionResult


@dataclass(frozen=True, slots=True)
class Measure:
    """One dimension.

    Attributes:
        key: stable key in every export.
        label: its name for people.
        question: what a reader asks of it.
        measure: from a reading to the result; pure and deterministic.
    """

    key: str
    label: str
    question: str
    measure: Callable[[Reading, Resources], DimensionResult]


MEASURES: tuple[Measure, ...] = (
    Measure("loaded_language", "Loaded language", "Which words judge while they report?", loaded_language.measure),
    Measure("headline", "Headline", "Does the story carry its headline?", headline.measure),
    Measure("actors", "Actors", "How is each person or group treated?", actor_sentiment.measure),
    Measure("readability", "Readability", "Who can read this?", readability.measure),
    Measure("framing", "Framing", "What is the story said to be about?", framing.measure),
)


@dataclass(frozen=True)
class Report:
    """Everything said about one article.

    Attributes:
        reading: the article with its parse, actors and terms; what a comparison works on.
        dimensions: the results by key, in the order of :data:`MEASURES`.
        before: the report by the tool alone, if this one follows a reader's decisions.
    """

    reading: Reading
    dimensions: Mapping[str, DimensionResult]
    before: Report | None = None

    @property
    def by_tool(self) -> Report:
        """The report by the tool alone, whatever a reader has decided."""
        return self.before or self

    @property
    def article(self) -> Article:
        """The article as supplied."""
        return self.reading.article


def analyse(article: Article, resources: Resources | None = None) -> Report:
    """Apply every measure to one article.

    Args:
        article: what to analyse.
        resources: lexicons and pipeline; loaded afresh if not given, so pass them when there is more than one article.

    Raises:
        ArticleError: if the article is too long to be one.
    """
    return next(analyse_many((article,), resources or load_resources()))


def analyse_many(articles: Iterable[Article], resources: Resources) -> Iterator[Report]:
    """Yield the report of each article, in order; each is the one that :func:`analyse` gives.

    Articles are read in batches (:func:`analysis.reading.read_closely`) and reports made one at a time: a corpus of any
    length takes the memory of one batch, 16 articles or 100,000 characters, if the caller lets each report go.

    Raises:
        ArticleError: if an article is too long to be one.
    """
    for reading in read_closely(articles, resources):
        yield measured(reading, resources)


def reconsidered(report: Report, decisions: Decisions, resources: Resources) -> Report:
    """Return the report as a reader's decisions would have it: the same measures on the marks that stand.

    What the tool found stays in ``before``, so that both numbers can be shown. Nothing is parsed or read again.

    Args:
        report: by the tool.
        decisions: on the marks of its article; their places must fit its text (:meth:`Decisions.fitted`).
        resources: those that the report was made with.
    """
    return replace(measured(replace(report.reading, decisions=decisions), resources), before=report.by_tool)


def measured(reading: Reading, resources: Resources) -> Report:
    """Apply every measure to an article that was read.

    Args:
        reading: made, or its terms found anew, with the resources.
        resources: lexicons and pipeline.
    """
    return Report(reading, {measure.key: measure.measure(reading, resources) for measure in MEASURES})
