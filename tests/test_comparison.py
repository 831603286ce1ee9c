"""Comparison as a whole: every table's places, the names of articles, several tellings of one sample story."""

from __future__ import annotations

import pytest

from analysis.article import Article
from analysis.comparison import Comparison, PassageKind, article_names, compare, compare_tellings, tell
from analysis.reading import Reading, Resources, read_closely
from analysis.report import Report, analyse_many
from tests.conftest import SAMPLES


def read(resources: Resources, *bodies: str) -> list[Reading]:
    """Read articles without a headline; their outlets are called Paper 1, Paper 2 and so on."""
    articles = [Article("", body, outlet=f"Paper {number}") for number, body in enumerate(bodies, 1)]
    return list(read_closely(articles, resources))


def compared(resources: Resources, *bodies: str) -> Comparison:
    """Compare such articles."""
    tellings = [tell(reading, resources.lexicons) for reading in read(resources, *bodies)]
    return compare_tellings(tellings, [f"Paper {number}" for number in range(1, len(bodies) + 1)])


@pytest.fixture(scope="module")
def ferry(samples: dict[object, Report], resources: Resources) -> tuple[list[Report], Comparison]:
    names = ("coastal_wire", "daily_clarion", "riders_voice", "almery_post")
    reports = [samples[SAMPLES / "ferry_fares" / f"{name}.txt"] for name in names]
    return reports, compare(reports, resources.lexicons)


def test_places_point_at_the_words(ferry: tuple[list[Report], Comparison]) -> None:
    reports, comparison = ferry
    assert comparison.passages
    for passage in comparison.passages:
        assert len({article for article, _ in passage.places}) >= 2
        assert all(reports[article].article.quote(span).strip() for article, span in passage.places)
    for table in comparison.tables:
        for row in table.rows:
            assert len(row.cells) == len(table.columns)
            assert len(row.evidence) == len(row.articles)
            assert all(reports[a].article.quote(span) for a, span in zip(row.articles, row.evidence, strict=True))


def test_a_quotation_that_all_four_use(ferry: tuple[list[Report], Comparison]) -> None:
    reports, comparison = ferry
    texts = [
        {reports[article].article.quote(span) for article, span in passage.places}
        for passage in comparison.passages
        if passage.kind is PassageKind.QUOTATION and len({article for article, _ in passage.places}) == 4
    ]
    assert any(any("peaceful all evening" in text for text in group) for group in texts)
    assert any(any("Nobody enjoys paying more" in text for text in group) for group in texts)


def test_the_same_fact_in_other_words(ferry: tuple[list[Report], Comparison]) -> None:
    reports, comparison = ferry
    facts = [
        {reports[article].article.quote(span) for article, span in passage.places}
        for passage in comparison.passages
        if passage.kind is PassageKind.SAME_FACT
    ]
    assert any(
        any("hand on the glass" in text for text in group) and any("cut hand" in t for t in group) for group in facts
    )


def test_names_are_all_different(resources: Resources) -> None:
    same = [Article("", "Text.", outlet="The Post")] * 3 + [Article("", "Text.")]
    assert article_names(list(analyse_many(same, resources))) == (
        "The Post",
        "The Post (2)",
        "The Post (3)",
        "Article 4",
    )


def test_names_stay_different_when_an_outlet_is_called_like_a_copy(resources: Resources) -> None:
    outlets = ("The Post (3)", "The Post", "The Post")
    reports = list(analyse_many([Article("", "Text.", outlet=outlet) for outlet in outlets], resources))
    assert article_names(reports) == ("The Post (3)", "The Post", "The Post (4)")


def test_one_article_is_no_comparison(samples: dict[object, Report], resources: Resources) -> None:
    with pytest.raises(ValueError, match="at least two"):
        compare(list(samples.values())[:1], resources.lexicons)
