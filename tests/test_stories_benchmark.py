"""The measures of stories on answers worked out by hand, and the judged pairs."""

from __future__ import annotations

import pytest

from benchmarks.stories import b_cubed, by_cosines, pair_scores
from benchmarks.stories_data import EVENTS, HALVES, events_of, judged, samples

# The second story is torn apart, and half of it is put with the first; nobody knows about the last.
TRUTH = ["a", "a", "b", "b", None]
FOUND = [1, 1, 1, None, 1]


def test_pairs_are_counted_where_the_story_is_known() -> None:
    # Together: 1 right, 2 wrong; apart: 1 of the same story.
    assert pair_scores(TRUTH, FOUND) == pytest.approx((1 / 3, 1 / 2, 2 / 5))
    assert pair_scores(TRUTH, [None] * 5) == (0, 0, 0)


def test_b_cubed_is_the_mean_over_articles() -> None:
    # Precision 2/3, 2/3, 1/3, 1; recall 1, 1, 1/2, 1/2.
    assert b_cubed(TRUTH, FOUND) == pytest.approx((2 / 3, 3 / 4, 12 / 17))


def test_the_halves_share_no_event_and_no_pair() -> None:
    tuning, test = (events_of(half) for half in HALVES)
    assert len(tuning) == len(test) == EVENTS // 2
    assert not tuning & test
    assert not judged("tuning").keys() & judged("test").keys()


def test_every_judgement_is_one_of_three() -> None:
    assert {judgement for half in HALVES for judgement in judged(half).values()} == {"same", "related", "other"}


def test_the_baseline_joins_more_the_lower_its_threshold() -> None:
    names, articles = zip(*samples(), strict=True)
    stories = by_cosines(articles)
    recalls = [pair_scores(names, stories(threshold))[1] for threshold in (0.6, 0.3, 0.1)]
    assert recalls == sorted(recalls)
    assert recalls[0] < recalls[-1]
