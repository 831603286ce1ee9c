"""Looking into the result of a corpus run: lists, distributions, actors, frames, words and stories, by DuckDB.

Everything begins with :func:`open_corpus`; every function takes the open corpus and a :class:`Filter`, and gives plain
values: no words for a page, no drawing.
"""

from analysis.explore.actors import MERGED_BY_SPELLING, Named, Names, Treated, articles_about, find_names, treated
from analysis.explore.articles import (
    MOST_DOWNLOADED,
    SORTABLE,
    FindingCount,
    Listed,
    Page,
    all_rows,
    article_at,
    findings_of,
    listed,
    page_of,
)
from analysis.explore.choice import By, Choices, Filter, Value, choices, count
from analysis.explore.columns import ScoreColumn
from analysis.explore.contexts import Concordance, Hit, TermError, concordance
from analysis.explore.corpus import Corpus, FrameColumn, open_corpus
from analysis.explore.distributions import Distribution, Distributions, distributions
from analysis.explore.estimates import Estimate
from analysis.explore.finished import NothingYetError, finished_in
from analysis.explore.frames import FrameRow, FramesAcross, frames_across
from analysis.explore.over_time import Line, OverTime, Step, over_time
from analysis.explore.stories import Stories, Story, articles_of, stories
from analysis.explore.words import DistinctiveWord, DistinctiveWords, Sample, distinctive_words

__all__ = [
    "MERGED_BY_SPELLING",
    "MOST_DOWNLOADED",
    "SORTABLE",
    "By",
    "Choices",
    "Concordance",
    "Corpus",
    "DistinctiveWord",
    "DistinctiveWords",
    "Distribution",
    "Distributions",
    "Estimate",
    "Filter",
    "FindingCount",
    "FrameColumn",
    "FrameRow",
    "FramesAcross",
    "Hit",
    "Line",
    "Listed",
    "Named",
    "Names",
    "NothingYetError",
    "OverTime",
    "Page",
    "Sample",
    "ScoreColumn",
    "Step",
    "Stories",
    "Story",
    "TermError",
    "Treated",
    "Value",
    "all_rows",
    "article_at",
    "articles_about",
    "articles_of",
    "choices",
    "concordance",
    "count",
    "distinctive_words",
    "distributions",
    "find_names",
    "findings_of",
    "finished_in",
    "frames_across",
    "listed",
    "open_corpus",
    "over_time",
    "page_of",
    "stories",
    "treated",
]
