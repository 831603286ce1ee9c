"""Words that one group of articles uses more than another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from spacy.lang.en.stop_words import STOP_WORDS

from analysis.corpus.tables import ARTICLES
from analysis.explore.choice import Filter
from analysis.explore.corpus import Corpus
from analysis.explore.sampling import shuffled
from analysis.log_odds import log_odds

# Articles of each group whose words are counted, and files that they may come from: what can be read in a second.
MOST_ARTICLES = 1500
MOST_FILES = 24
WORDS_EACH = 30
# A word that only one article has says more about its subject than about the group.
FEWEST_ARTICLES = 2
# z from which a word is listed; with so many words, some reach 2 by chance alone.
DISTINCTIVE = 2.0
METHOD = (
    "z says how clearly one group uses a word more often: weighted log-odds with an informative Dirichlet prior "
    "(Monroe, Colaresi and Quinn 2008). It takes every use as a new one, but an article that uses a word once often "
    "uses it again: look at how many articles have it. Words are counted as spelt; small words such as “the” are left "
    "out."
)


@dataclass(frozen=True, slots=True)
class Sample:
    """The articles of a group whose words were counted, out of how many."""

    counted: int
    articles: int


@dataclass(frozen=True, slots=True)
class DistinctiveWord:
    """A word.

    Attributes:
        word: in small letters.
        z: how typical of the group; higher = more.
        times: how often the group uses it.
        times_elsewhere: how often the other group does.
        articles: how many of the group's articles have it.
        articles_elsewhere: how many of the other's.
    """

    word: str
    z: float
    times: int
    times_elsewhere: int
    articles: int
    articles_elsewhere: int


@dataclass(frozen=True, slots=True)
class DistinctiveWords:
    """Words of two groups; each tuple has the first group's first.

    Attributes:
        samples: what was counted.
        words: the most typical first, at most :data:`WORDS_EACH` a group.
    """

    samples: tuple[Sample, Sample]
    words: tuple[tuple[DistinctiveWord, ...], tuple[DistinctiveWord, ...]]


Counts = dict[str, tuple[int, int]]


def distinctive_words(corpus: Corpus, first: Filter, second: Filter) -> DistinctiveWords:
    """Return the words that set two groups of articles apart.

    Of large groups a sample is counted, from files taken in a random order that is always the same.

    Args:
        corpus: the result.
        first: one group.
        second: the other; no article should be in both.
    """
    (sample, one), (other_sample, other) = _counted(corpus, first), _counted(corpus, second)
    vocabulary = sorted(one.keys() | other.keys())
    if not one or not other or len(vocabulary) < 2:
        return DistinctiveWords((sample, other_sample), ((), ()))
    nothing = (0, 0)
    times = np.array([[counts.get(word, nothing)[0] for word in vocabulary] for counts in (one, other)], dtype=float)
    z = log_odds(times)
    return DistinctiveWords(
        (sample, other_sample),
        (_most_typical(vocabulary, z[0], one, other), _most_typical(vocabulary, z[1], other, one)),
    )


def _most_typical(
    vocabulary: list[str], z: np.ndarray[tuple[int, ...], np.dtype[np.float64]], here: Counts, elsewhere: Counts
) -> tuple[DistinctiveWord, ...]:
    found: list[DistinctiveWord] = []
    for place in np.argsort(-z, kind="stable"):
        if z[place] < DISTINCTIVE or len(found) == WORDS_EACH:
            break
        word = vocabulary[place]
        (times, articles), (times_elsewhere, articles_elsewhere) = here.get(word, (0, 0)), elsewhere.get(word, (0, 0))
        if articles >= FEWEST_ARTICLES:
            found.append(DistinctiveWord(word, float(z[place]), times, times_elsewhere, articles, articles_elsewhere))
    return tuple(found)


def _counted(corpus: Corpus, chosen: Filter) -> tuple[Sample, Counts]:
    """Return what was counted of a group, and how often and in how many articles each word stands."""
    sql, values = chosen.condition()
    portions = shuffled(corpus, chosen)
    parts, enough = [], 0
    for portion in portions[:MOST_FILES]:
        parts.append(portion.part)
        enough += portion.articles
        if enough >= MOST_ARTICLES:
            break
    taken = corpus.rows(
        f"SELECT article FROM articles WHERE part IN (SELECT unnest(?)) AND {sql} "  # noqa: S608
        "ORDER BY hash(article), article LIMIT ?",
        [parts, *values, MOST_ARTICLES],
    )
    sample = Sample(len(taken), sum(portion.articles for portion in portions))
    if not taken:
        return sample, {}
    rows = corpus.rows(
        """SELECT word, count(*), count(DISTINCT article) FROM (
            SELECT article, unnest(regexp_extract_all(
                replace(lower(headline || ' ' || body), '’', ''''), '\\p{L}+(?:[''-]\\p{L}+)*'
            )) AS word
            FROM read_parquet(?) WHERE article IN (SELECT unnest(?))
        ) GROUP BY word""",
        [corpus.files(ARTICLES, parts), [article for (article,) in taken]],
    )
    return sample, _without_small_words(rows)


def _without_small_words(rows: list[tuple[str, int, int]]) -> Counts:
    """Leave out small words and their contractions; "mayor's" counts as "mayor"."""
    counts: Counts = {}
    for form, times, articles in rows:
        word = form.removesuffix("'s")
        if word in STOP_WORDS or word.partition("'")[0] in STOP_WORDS or word.endswith("n't"):
            continue
        times_before, articles_before = counts.get(word, (0, 0))
        counts[word] = (times_before + times, max(articles_before, articles))
    return counts
