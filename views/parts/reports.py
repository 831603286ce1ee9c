"""Analysis behind a cache: an article that did not change is never analysed again, whatever else reruns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import streamlit as st

from analysis.article import Article
from analysis.comparison import Comparison, compare
from analysis.decisions import Decisions
from analysis.reading import Resources, load_resources
from analysis.report import Report, analyse, reconsidered
from views.parts.stories import Story, load_stories
from views.parts.weights import chosen_folder

# A report keeps its parse, about 2 MB for a news article: this bounds the memory of a long visit at some 250 MB.
REPORTS_KEPT = 128
COMPARISONS_KEPT = 32
READING = "Reading the article closely…"


@st.cache_resource(show_spinner="Opening the sample stories…")
def sample_stories() -> tuple[Story, ...]:
    """Return the sample stories."""
    return load_stories()


def resources() -> Resources:
    """Return lexicons, pipeline and the models of the folder that the reader chose.

    Raises:
        LexiconError: if a word list does not load.
        ArticleError: if the pipeline is not installed.
        ModelError: if a model's file is missing or altered.
    """
    return _resources_with(chosen_folder())


@st.cache_resource(show_spinner="Loading the models and the word lists…")
def _resources_with(models: Path | None) -> Resources:
    return load_resources(models=models)


def report_of(article: Article) -> Report:
    """Return the report of an article; that of a reader's own article is forgotten when the visit ends.

    Raises:
        ArticleError: if it is too long to be one.
    """
    is_sample = any(article in story.articles for story in sample_stories())
    return (_report_of_sample if is_sample else _report_of_own)(article, chosen_folder())


@st.cache_resource(show_spinner=READING)
def _report_of_sample(article: Article, models: Path | None) -> Report:
    return analyse(article, _resources_with(models))


@st.cache_resource(max_entries=REPORTS_KEPT, show_spinner=READING, scope="session")
def _report_of_own(article: Article, models: Path | None) -> Report:
    return analyse(article, _resources_with(models))


@st.cache_resource(max_entries=REPORTS_KEPT, show_spinner=False, scope="session")
def decided_report(article: Article, decisions: Decisions) -> Report:
    """Return the report of an article as the reader's decisions on its marks would have it.

    Raises:
        ArticleError: if it is too long to be one.
    """
    return reconsidered(report_of(article), decisions, resources())


@st.cache_resource(max_entries=COMPARISONS_KEPT, show_spinner="Comparing the tellings…", scope="session")
def comparison_of(articles: Sequence[Article], names: Sequence[str]) -> Comparison:
    """Return the comparison of two to four articles, called by their names on the desk."""
    return compare([report_of(article) for article in articles], resources().lexicons, names=names)


def category_labels() -> Mapping[str, str]:
    """Return the label of each lexicon category by key."""
    return {key: category.label for key, category in resources().lexicons.categories.items()}
