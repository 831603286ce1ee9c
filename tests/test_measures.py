"""What every measure promises, whatever the text: the laws of docs/architecture.md."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.article import Article
from analysis.intervals import bootstrap_interval
from analysis.quotations import Voice
from analysis.reading import Resources
from analysis.report import MEASURES, Report, analyse
from tests.conftest import SAMPLES

PLAIN = "The council met on Tuesday. It approved the budget by nine votes to two. The new rules start in May."
EDGE_CASES = {
    "empty": Article("", ""),
    "one word": Article("", "Stop"),
    "headline only": Article("Mayor slams council", ""),
    "no headline": Article("", PLAIN),
    "only a quotation": Article("", "“We will never, ever give up this shameful fight,” she said."),
    "not ASCII": Article("Émeute à Łódź", "Zażółć “gęślą” jaźń. 漢字テスト。 العربية 🙂🙂 naïve café."),
    "emoji and direction marks": Article("🔥🔥🔥", "\u202eabc\u202c 👩‍👩‍👧 said “no”. \u200f"),
    "control characters": Article("a\x00b", "Line\x07 one.\x0b\x0c Line two.\x1b[31m"),
    "markup": Article("<script>alert(1)</script>", "<b>The mayor</b> slammed <img src=x onerror=alert(1)> “it”."),
    "white space": Article("  ", " \n\n \t "),
    "unbalanced marks": Article("'", "“" * 40 + "\"'" * 40),
    "long": Article("Council approves budget", (PLAIN + "\n\n") * 300),
}
SAMPLE_FILES = sorted(SAMPLES.glob("*/*.txt"))


def check_laws(report: Report) -> None:
    """Assert the span law, evidence, voices, None with a reason, and intervals for a whole report."""
    article = report.article
    assert list(report.dimensions) == [measure.key for measure in MEASURES]
    for key, result in report.dimensions.items():
        assert result.key == key
        assert result.limits
        assert list(result.findings) == sorted(result.findings, key=lambda finding: finding.span)
        for finding in result.findings:
            assert article.quote(finding.span) == finding.quote
            assert finding.quote.strip()
            assert finding.reason.strip()
            assert finding.source.strip()
            assert finding.category.startswith(f"{key}/")
            assert finding.weight > 0
            assert finding.about is None or article.quote(finding.about)
        for score in result.scores:
            assert score.unit is not None
            assert score.direction
            if score.value is None:
                assert score.note.strip()
                assert score.low is None
                assert score.high is None
            if score.low is not None and score.high is not None:
                assert score.value is not None
                assert score.low <= score.value <= score.high
        identities = [(score.name, score.voice, score.subject) for score in result.scores]
        assert len(identities) == len(set(identities))
        for table in result.tables:
            assert all(len(row.cells) == len(table.columns) for row in table.rows)
            assert all(article.quote(span) for row in table.rows for span in row.evidence)


@pytest.mark.parametrize("name", EDGE_CASES)
def test_edge_cases_keep_the_laws(name: str, resources: Resources) -> None:
    check_laws(analyse(EDGE_CASES[name], resources))


@pytest.mark.parametrize("path", SAMPLE_FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_samples_keep_the_laws(path: object, samples: dict[object, Report]) -> None:
    check_laws(samples[path])


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(headline=st.text(max_size=60), body=st.text(alphabet=st.sampled_from("aB. ,“”\"'\n!?🙂1é‘’"), max_size=300))
def test_any_text_keeps_the_laws(headline: str, body: str, resources: Resources) -> None:
    check_laws(analyse(Article(headline, body), resources))


def test_same_in_same_out(resources: Resources, samples: dict[object, Report]) -> None:
    path, report = next(iter(samples.items()))
    assert analyse(report.article, resources).dimensions == report.dimensions, path


def test_empty_text_has_no_numbers(resources: Resources) -> None:
    for result in analyse(Article("", ""), resources).dimensions.values():
        assert result.findings == ()
        assert all(score.value is None for score in result.scores)


def test_quoted_words_are_not_the_outlets(resources: Resources) -> None:
    quoted = Article("", f"{PLAIN} “The mayor is a disgraceful, shameless liar,” Ruth Ellery said.")
    findings = analyse(quoted, resources).dimensions["loaded_language"].findings
    assert findings
    assert {finding.voice for finding in findings} == {Voice.QUOTED}
    assert {finding.speaker for finding in findings} == {"Ruth Ellery"}


@pytest.mark.parametrize(
    ("slanted", "plain"),
    [
        ("ferry_fares/daily_clarion", "ferry_fares/coastal_wire"),
        ("ferry_fares/riders_voice", "ferry_fares/almery_post"),
        ("phone_lockers/morning_blaze", "phone_lockers/national_press_service"),
        ("river_dye/the_evening_star_dispatch", "river_dye/regional_news_agency"),
        ("river_dye/clean_rivers_bulletin", "river_dye/lenne_valley_courier"),
    ],
)
@pytest.mark.parametrize("score", ["loaded_sentence_share", "loaded_terms_per_1000_words"])
def test_slanted_tellings_score_higher(slanted: str, plain: str, score: str, samples: dict[object, Report]) -> None:
    values = [
        samples[SAMPLES / f"{name}.txt"].dimensions["loaded_language"].score(score).value for name in (slanted, plain)
    ]
    assert values[0] is not None
    assert values[1] is not None
    assert values[0] > 1.5 * values[1]


def test_bootstrap_interval_by_hand() -> None:
    # Every sentence alike: resampling changes nothing.
    assert bootstrap_interval([1, 1, 1], [10, 10, 10], scale=1000) == pytest.approx((100, 100))
    low, high = bootstrap_interval([1, 0, 0, 0], [1, 1, 1, 1], scale=100)
    assert low == 0
    assert 50 <= high <= 75
    # Nothing, or everything, in 30 sentences: the rule of three.
    assert bootstrap_interval([0] * 30, [1] * 30, scale=100) == pytest.approx((0, 10))
    assert bootstrap_interval([1] * 30, [1] * 30, scale=100) == pytest.approx((90, 100))
    assert bootstrap_interval([0, 0], [1, 1], scale=100) == pytest.approx((0, 100))


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(1, 40)), min_size=1, max_size=30),
)
@settings(deadline=None, max_examples=40)
def test_the_interval_holds_the_value(pairs: list[tuple[int, int]]) -> None:
    top, bottom = zip(*pairs, strict=True)
    low, high = bootstrap_interval(top, bottom, scale=100)
    value = 100 * sum(top) / sum(bottom)
    assert low <= value + 1e-9
    assert value <= high + 1e-9


@pytest.mark.parametrize(("top", "bottom"), [([1], [1, 2]), ([], []), ([1], [0])])
def test_bootstrap_refuses_what_it_cannot_divide(top: list[float], bottom: list[float]) -> None:
    with pytest.raises(ValueError, match="denominators"):
        bootstrap_interval(top, bottom)
