"""Analysis behind a cache: an article that did not change is never analysed again, whatever else reruns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import streamlit as st

from analysis.article import Article
from analysis.comparison import Comparison, compare
from analysis.decisions import Decisions
from analysis.own_lexicons import OwnLexicons, reread, with_own_lexicons
from analysis.reading import Resources, load_resources
from analysis.report import Report, analyse, measured, reconsidered
from views.parts.lexicon_state import current_own
from views.parts.stories import Story, load_stories
from views.parts.weights import chosen_folder

# A report keeps its parse, about 2 MB for a news article: this bounds the memory of a long visit at some 250 MB.
REPORTS_KEPT = 128
COMPARISONS_KEPT = 32
# Articles of tasks at which classes work at the same time, four a task.
CLASSES_KEPT = 16
LESSON_SECONDS = 7200
# First parts of the categories on which decisions change a comparison: of shared passages, lone facts and frames.
COMPARED = frozenset({"comparison", "framing"})
# Lists as they were before the last few changes, so that undoing one and trying both uses is quick.
OWN_KEPT = 4
READING = "Reading the article closely…"


@st.cache_resource(show_spinner="Opening the sample stories…")
def sample_stories() -> tuple[Story, ...]:
    """Return the sample stories."""
    return load_stories()


def resources() -> Resources:
    """Return lexicons, pipeline and the models of the folder that the reader chose, with the visit's own word lists.

    Raises:
        LexiconError: if a word list does not load.
        ArticleError: if the pipeline is not installed.
        ModelError: if a model's file is missing or altered.
    """
    own = current_own()
    return _resources_with_own(own.digest, chosen_folder(), _own=own) if own.lists else builtin_resources()


def builtin_resources() -> Resources:
    """Return the resources without the visit's own word lists, which all visits share; raises as :func:`resources`."""
    return _resources_with(chosen_folder())


@st.cache_resource(show_spinner="Loading the models and the word lists…")
def _resources_with(models: Path | None) -> Resources:
    return load_resources(models=models)


@st.cache_resource(max_entries=OWN_KEPT, show_spinner="Taking up your word lists…", scope="session")
def _resources_with_own(digest: str, models: Path | None, *, _own: OwnLexicons) -> Resources:
    return with_own_lexicons(_resources_with(models), _own)


def report_of(article: Article) -> Report:
    """Return the report of an article; that of an own article, or by own word lists, is forgotten when the visit ends.

    Raises:
        ArticleError: if it is too long to be one.
    """
    own = current_own()
    return _report_by_own(article, own.digest, chosen_folder()) if own.lists else _builtin_report_of(article)


def task_report_of(article: Article) -> Report:
    """Return the report of a task's article by the built-in word lists: the same for a whole class, made once.

    Raises:
        ArticleError: if it is too long to be one.
    """
    return _shared_report_of(article, chosen_folder())


# Found again only by whoever has the very same text; a lesson later it is forgotten.
# Who asks says what is being waited for, once for all stories of the task.
@st.cache_resource(max_entries=CLASSES_KEPT, ttl=LESSON_SECONDS, show_spinner=False)
def _shared_report_of(article: Article, models: Path | None) -> Report:
    return analyse(article, _resources_with(models))


def _builtin_report_of(article: Article) -> Report:
    is_sample = any(article in story.articles for story in sample_stories())
    return (_report_of_sample if is_sample else _report_of_own)(article, chosen_folder())


@st.cache_resource(show_spinner=READING)
def _report_of_sample(article: Article, models: Path | None) -> Report:
    return analyse(article, _resources_with(models))


@st.cache_resource(max_entries=REPORTS_KEPT, show_spinner=READING, scope="session")
def _report_of_own(article: Article, models: Path | None) -> Report:
    return analyse(article, _resources_with(models))


@st.cache_resource(max_entries=REPORTS_KEPT, show_spinner=READING, scope="session")
def _report_by_own(article: Article, digest: str, models: Path | None) -> Report:
    """Measure anew what was read before: own lists change which terms are found, not the parse nor the model's view."""
    return measured(reread(_builtin_report_of(article).reading, resources()), resources())


def decided_report(article: Article, decisions: Decisions) -> Report:
    """Return the report of an article as the reader's decisions on its marks would have it.

    Raises:
        ArticleError: if it is too long to be one.
    """
    return _decided_report(article, decisions, resources().lexicons.digest, chosen_folder())


@st.cache_resource(max_entries=REPORTS_KEPT, show_spinner=False, scope="session")
def _decided_report(article: Article, decisions: Decisions, digest: str, models: Path | None) -> Report:
    return reconsidered(report_of(article), decisions, resources())


def comparison_of(articles: Sequence[Article], names: Sequence[str], decided: Sequence[Decisions] = ()) -> Comparison:
    """Return the comparison of two to four articles.

    Args:
        articles: what to compare.
        names: of the articles, on the desk.
        decided: what the reader has decided about each article's marks; by the tool alone if not given.
    """
    by_reader = tuple(decisions.touching(COMPARED) for decisions in decided)
    made = by_reader if any(by_reader) else ()
    return _comparison_of(articles, names, made, resources().lexicons.digest, chosen_folder())


@st.cache_resource(max_entries=COMPARISONS_KEPT, show_spinner="Comparing the tellings…", scope="session")
def _comparison_of(
    articles: Sequence[Article], names: Sequence[str], decided: Sequence[Decisions], digest: str, models: Path | None
) -> Comparison:
    made = decided or (Decisions(),) * len(articles)
    reports = [
        decided_report(article, each) if each else report_of(article)
        for article, each in zip(articles, made, strict=True)
    ]
    return compare(reports, resources().lexicons, names=names, models=resources().models)


def category_labels() -> Mapping[str, str]:
    """Return the label of each lexicon category by key."""
    return {key: category.label for key, category in resources().lexicons.categories.items()}
