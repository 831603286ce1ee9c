"""Many articles at once: each is read as it is alone, and no more are held than a batch."""

from __future__ import annotations

import random
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from analysis.article import Article
from analysis.models.encoder import MOST_TOKENS_IN_RUN, runs
from analysis.readers import read_article
from analysis.reading import MOST_ARTICLES, Resources
from analysis.report import analyse, analyse_many
from tests.conftest import ROOT

ARTICLES = [read_article(path) for path in sorted((ROOT / "sample_articles").glob("*/*.txt"))]
PLAIN = "The council met on Tuesday. "


def test_reports_of_many_articles_are_those_of_each_alone(with_models: Resources) -> None:
    alone = [analyse(article, with_models) for article in ARTICLES]
    # Some twice, so that identical sentences are read beside each other, and more than one batch.
    mixed = random.Random(7).choices(range(len(ARTICLES)), k=MOST_ARTICLES + 5)  # noqa: S311 - an order, not a secret
    for number, report in zip(mixed, analyse_many((ARTICLES[n] for n in mixed), with_models), strict=True):
        assert report.article == ARTICLES[number]
        assert report.dimensions == alone[number].dimensions
        assert report.reading.toward == alone[number].reading.toward
        pairs = zip(report.reading.in_context, alone[number].reading.in_context, strict=True)
        assert all((one.loaded, one.words) == (other.loaded, other.words) for one, other in pairs)
        pairs = zip(report.reading.in_context, alone[number].reading.in_context, strict=True)
        assert all(one.embedding.tolist() == other.embedding.tolist() for one, other in pairs)


def test_no_more_articles_are_taken_than_a_batch_and_the_next(resources: Resources) -> None:
    taken = 0

    def endless() -> Iterator[Article]:
        nonlocal taken
        while True:
            taken += 1
            yield Article("", PLAIN)

    next(analyse_many(endless(), resources))
    assert taken == MOST_ARTICLES + 1


@given(st.lists(st.integers(2, 160), max_size=80))
def test_a_run_has_sequences_of_one_length_and_each_is_in_one(lengths: list[int]) -> None:
    found = list(runs(lengths))
    assert sorted(number for numbers in found for number in numbers) == list(range(len(lengths)))
    for numbers in found:
        assert len({lengths[number] for number in numbers}) == 1
        assert len(numbers) == 1 or sum(lengths[number] for number in numbers) <= MOST_TOKENS_IN_RUN
