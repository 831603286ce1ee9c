"""Sentences of real articles on one subject in pairs, which nobody has marked: a teacher reads them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from spacy.language import Language

from training.sentences import rows
from training.told import UNKNOWN, Example, Mention, ToldSentence
from training.unlabelled import FEWEST_CHARACTERS, SENTENCE_END

# Cosines of articles on one subject that are not one article, and of sentences that may report one fact.
OF_ARTICLES, OF_SENTENCES = (0.25, 0.85), (0.12, 0.95)
# How often an article is taken, how many of its first sentences, and of how many characters at most; how many pairs of
# sentences of two articles.
TAKEN, SENTENCES, MOST_CHARACTERS, PAIRS = 3, 40, 300, 10
FEWEST_SENTENCES = 5
NOT_NAMED = frozenset({"DT", "PRP$"})


def news_examples(data: Path, count: int, seed: int, pipeline: Language) -> list[Example]:
    """Return pairs of sentences of the AllSides sample (Apache-2.0), of which nothing is known.

    Args:
        data: the data folder.
        count: how many.
        seed: which.
        pipeline: finds what may be named.
    """
    texts = [row["text"] for row in rows(data / "allsides_baly" / "train_sample_6000.csv.gz")]
    vectorizer = TfidfVectorizer(min_df=2, max_df=0.2, sublinear_tf=True, max_features=60_000)
    articles = list(_on_one_subject(vectorizer.fit_transform(texts)))
    chance = random.Random(seed)
    chance.shuffle(articles)
    found: list[tuple[str, str, str, str]] = []
    for one, other in articles:
        first, second = _sentences(texts[one]), _sentences(texts[other])
        if len(found) < count and min(len(first), len(second)) >= FEWEST_SENTENCES:
            alike = (vectorizer.transform(first) @ vectorizer.transform(second).T).toarray()
            for row, column in [*_alike(alike), (chance.randrange(len(first)), chance.randrange(len(second)))]:
                before = first[row - 1] if row else "", second[column - 1] if column else ""
                found.append((first[row], before[0], second[column], before[1]))
    named = _named({text for pair in found for text in (pair[0], pair[2])}, pipeline)
    return [
        Example(ToldSentence(one, before, named[one]), ToldSentence(other, earlier, named[other]), UNKNOWN)
        for one, before, other, earlier in found[:count]
    ]


def _on_one_subject(words: csr_matrix) -> Iterator[tuple[int, int]]:
    """Yield pairs of articles, the likest first, none of them too often."""
    alike = (words @ words.T).tocoo()
    lowest, highest = OF_ARTICLES
    pairs = [
        (cosine, int(one), int(other))
        for one, other, cosine in zip(alike.row, alike.col, alike.data, strict=True)
        if one < other and lowest < cosine < highest
    ]
    taken: Counter[int] = Counter()
    for _, one, other in sorted(pairs, reverse=True):
        if max(taken[one], taken[other]) < TAKEN:
            taken.update((one, other))
            yield one, other


def _sentences(text: str) -> list[str]:
    cut = (sentence.strip() for sentence in SENTENCE_END.split(text))
    return [sentence for sentence in cut if FEWEST_CHARACTERS <= len(sentence) <= MOST_CHARACTERS][:SENTENCES]


def _alike(cosines: np.ndarray) -> list[tuple[int, int]]:
    """Return each row's best column, the likest of them."""
    lowest, highest = OF_SENTENCES
    best = [(float(row.max()), place, int(row.argmax())) for place, row in enumerate(cosines)]
    return [pair[1:] for pair in sorted(best, reverse=True) if lowest < pair[0] < highest][:PAIRS]


def _named(texts: set[str], pipeline: Language) -> dict[str, tuple[Mention, ...]]:
    """Return the noun phrases of sentences without article or possessive; nobody has said what they name."""
    ordered = sorted(texts)
    named: dict[str, tuple[Mention, ...]] = {}
    for text, doc in zip(ordered, pipeline.pipe(ordered, batch_size=64), strict=True):
        chunks = [chunk for chunk in doc.noun_chunks if chunk.root.pos_ != "PRON"]
        cut = [chunk[1:] if chunk[0].tag_ in NOT_NAMED and len(chunk) > 1 else chunk for chunk in chunks]
        named[text] = tuple(Mention(chunk.start_char, chunk.end_char, -1) for chunk in cut)
    return named
