"""Distributions, time, actors, frames and stories, on results whose answers can be worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from analysis.explore import (
    By,
    Estimate,
    Filter,
    Step,
    articles_about,
    articles_of,
    distributions,
    find_names,
    frames_across,
    over_time,
    stories,
    treated,
)
from analysis.explore.estimates import ALL_ALIKE, estimate
from analysis.explore.over_time import step_for
from analysis.quotations import Voice
from analysis.reading import Resources
from tests.explore_rows import SCORE, article, corpus_of


def test_a_mean_has_the_interval_of_students_t() -> None:
    # 2, 4, 6, 8, 10: mean 6, deviation √10; t(0.975, 4) = 2.776, so the reach is 2.776 · √10 / √5 = 3.926.
    found = estimate(5, 6.0, 10**0.5)
    assert (found.low, found.high) == (pytest.approx(2.074, abs=0.001), pytest.approx(9.926, abs=0.001))


@pytest.mark.parametrize(
    ("numbers", "mean", "note"),
    [((0, None, None), None, "No article"), ((1, 3.0, None), 3.0, "Too few"), ((4, 3.0, 1.0), 3.0, "Too few: 4")],
)
def test_too_few_articles_have_no_interval(
    numbers: tuple[int, float | None, float | None], mean: float | None, note: str
) -> None:
    found = estimate(*numbers)
    assert (found.mean, found.low, found.high) == (mean, None, None)
    assert note.split(":")[0] in found.note


def test_values_that_are_all_the_same_tell_nothing_of_how_sure_they_are() -> None:
    assert estimate(50, 0.0, 0.0) == Estimate(50, 0.0, note=ALL_ALIKE)


def test_a_distribution_tells_quartiles_bins_and_what_is_missing(tmp_path: Path, resources: Resources) -> None:
    north = [article(number, float(number)) for number in range(9)]
    south = [article(9, None, outlet="South"), article(10, 0.0, outlet="South"), article(11, 0.0, outlet=None)]
    with corpus_of(tmp_path, resources, [*north, *south]) as corpus:
        found = distributions(corpus, Filter(), corpus.score(SCORE), By.OUTLET)
        (whole,) = distributions(corpus, Filter(outlets=("North",)), corpus.score(SCORE), By.WHOLE).groups
    first, second, third = found.groups
    assert [(one.group, one.mean.n, one.missing) for one in found.groups] == [
        ("North", 9, 0),
        ("South", 1, 1),
        (None, 1, 0),
    ]
    assert (first.lowest, first.lower_quartile, first.median, first.upper_quartile, first.highest) == (0, 2, 4, 6, 8)
    assert (first.mean.mean, second.mean.mean, second.median) == (4.0, 0.0, 0.0)
    assert sum(found.bins) == 11
    assert len(found.edges) == len(found.bins) + 1
    assert found.bins[0] == 3
    assert third.mean.n == 1
    assert whole.mean == first.mean


@pytest.mark.parametrize("value", [None, 3.0])
def test_a_score_without_spread_can_be_drawn(tmp_path: Path, resources: Resources, value: float | None) -> None:
    with corpus_of(tmp_path, resources, [article(number, value) for number in range(6)]) as corpus:
        found = distributions(corpus, Filter(), corpus.score(SCORE), By.WHOLE)
        nobody = distributions(corpus, Filter(outlets=("Nobody",)), corpus.score(SCORE), By.OUTLET)
    assert sum(found.bins) == (0 if value is None else 6)
    assert list(found.edges) == sorted(set(found.edges))
    assert nobody.groups == ()


def test_numbers_that_are_none_or_infinite_do_not_spoil_a_mean(tmp_path: Path, resources: Resources) -> None:
    values = [float("nan"), float("inf"), 1.0, 2.0]
    with corpus_of(tmp_path, resources, [article(number, value) for number, value in enumerate(values)]) as corpus:
        (found,) = distributions(corpus, Filter(), corpus.score(SCORE), By.WHOLE).groups
    assert (found.mean.n, found.mean.mean, found.missing) == (2, 1.5, 2)


def test_only_the_largest_groups_are_told_apart(tmp_path: Path, resources: Resources) -> None:
    rows = [article(number, 1.0, outlet=f"Outlet {number // 2:02d}") for number in range(49)]
    with corpus_of(tmp_path, resources, rows) as corpus:
        found = distributions(corpus, Filter(), corpus.score(SCORE), By.OUTLET)
    assert [one.group for one in found.groups] == [f"Outlet {number:02d}" for number in range(20)]
    assert found.left_out == 5


def test_time_is_cut_into_weeks_from_monday(tmp_path: Path, resources: Resources) -> None:
    monday = date(2026, 3, 9)
    rows = [article(number, float(number), date=monday + timedelta(days=number)) for number in range(8)]
    rows.append(article(8, 9.0, date=None))
    with corpus_of(tmp_path, resources, rows) as corpus:
        found = over_time(corpus, Filter(), corpus.score(SCORE), By.WHOLE, Step.WEEK)
    (line,) = found.lines
    assert [(start, point.n, point.mean) for start, point in line.points] == [
        (monday, 7, 3.0),
        (monday + timedelta(days=7), 1, 7.0),
    ]
    assert [point.low is None for _, point in line.points] == [False, True]
    assert found.without_date == 1


@pytest.mark.parametrize(
    ("days", "step"), [(0, Step.DAY), (92, Step.DAY), (93, Step.WEEK), (730, Step.WEEK), (731, Step.MONTH)]
)
def test_the_length_of_periods_suits_the_span(days: int, step: Step) -> None:
    assert step_for(date(2020, 1, 1), date(2020, 1, 1) + timedelta(days=days)) is step


def test_without_any_date_there_is_no_line(tmp_path: Path, resources: Resources) -> None:
    with corpus_of(tmp_path, resources, [article(0, 1.0, date=None)]) as corpus:
        found = over_time(corpus, Filter(), corpus.score(SCORE), By.OUTLET)
    assert (found.lines, found.without_date) == ((), 1)


def actor(number: int, name: str, own: float | None, mentions: float = 2.0, kind: str = "person") -> dict[str, object]:
    row = {"article": number, "actor": name, "kind": kind, "mentions_own": mentions, "mentions_quoted": 1.0}
    return row | {"sentiment_own": own}


def test_names_are_merged_by_spelling_over_articles(tmp_path: Path, resources: Resources) -> None:
    articles = [article(number, outlet="North" if number < 6 else "South") for number in range(9)]
    actors = [actor(number, "Ada Quill", 0.1 * number) for number in range(5)]
    actors += [actor(5, "ADA QUILL", None), actor(6, "Ada Quill", -0.5), actor(8, "Quill", 0.9)]
    actors += [actor(6, "the Council", None, kind="organisation"), actor(7, "a council", 0.5, kind="organisation")]
    actors += [actor(7, "people", None, kind="group"), actor(7, "people (2)", None, kind="group")]
    with corpus_of(tmp_path, resources, articles, actors=actors) as corpus:
        found = find_names(corpus, Filter())
        assert [(one.name, one.kind, one.articles, one.mentions) for one in found.found] == [
            ("Ada Quill", "person", 7, 21),
            ("a council", "organisation", 2, 6),
            ("people", "group", 1, 6),
            ("Quill", "person", 1, 3),
        ]
        assert [one.name for one in find_names(corpus, Filter(), text=" QUILL ").found] == ["Ada Quill", "Quill"]
        assert [one.name for one in find_names(corpus, Filter(), kinds=("group",)).found] == ["people"]
        assert [one.name for one in find_names(corpus, Filter(outlets=("South",)), text="ada").found] == ["Ada Quill"]
        assert find_names(corpus, Filter(), text="%").found == ()
        ada = found.found[0].actor
        north, south = treated(corpus, Filter(), ada, By.OUTLET)
        assert articles_about(corpus, Filter(outlets=("South",)), ada, most=9) == (6,)
    assert (north.group, north.articles, north.mentions_own, north.mentions_quoted) == ("North", 6, 12, 6)
    assert (north.own.n, north.own.mean) == (5, pytest.approx(0.2))
    assert north.own.low is not None
    assert (south.own.n, south.own.mean, south.own.low) == (1, -0.5, None)
    assert (south.quoted.n, south.quoted.mean) == (0, None)


def test_frames_are_means_of_shares_and_none_is_not_zero(tmp_path: Path, resources: Resources) -> None:
    articles = [article(number, outlet="North" if number < 2 else "South") for number in range(4)]
    shares = {"Conflict": (10.0, 30.0, 0.0, None), "Economy": (0.0, 0.0, 50.0, None)}
    frames = [
        {"article": number, "frame": frame, "scheme": "policy", "frame_share_own": value}
        for frame, values in shares.items()
        for number, value in enumerate(values)
    ]
    with corpus_of(tmp_path, resources, articles, frames=frames) as corpus:
        found = frames_across(corpus, Filter(), Voice.OWN, By.OUTLET)
        quoted = frames_across(corpus, Filter(), Voice.QUOTED, By.WHOLE)
    assert found.groups == ("North", "South")
    told = [(row.frame.name, [(share.n, share.mean) for share in row.shares]) for row in found.rows]
    assert told == [("Economy", [(2, 0.0), (1, 50.0)]), ("Conflict", [(2, 20.0), (1, 0.0)])]
    assert [share.mean for row in quoted.rows for share in row.shares] == [None, None]


def test_stories_are_those_with_several_articles_that_count(tmp_path: Path, resources: Resources) -> None:
    articles = [article(number, outlet=f"Outlet {number}", date=date(2026, 1, 9 - number)) for number in range(6)]
    groups = [{"article": number, "story": number // 2 * 2} for number in range(6)]
    groups[1]["near_duplicate_of"] = 0
    with corpus_of(tmp_path, resources, articles, groups=groups) as corpus:
        found = stories(corpus, Filter())
        everything = stories(corpus, Filter(with_copies=True))
        assert articles_of(corpus, Filter(), 2) == (3, 2)
    assert [(one.number, one.headline, one.articles, one.outlets) for one in found.found] == [
        (2, "Headline 2", 2, 2),
        (4, "Headline 4", 2, 2),
    ]
    assert (found.found[0].first, found.found[0].last) == (date(2026, 1, 6), date(2026, 1, 7))
    assert (found.total, everything.total) == (2, 3)
