"""Opening a result, choosing articles, listing them and reading one."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pyarrow as arrow
import pytest
from pyarrow import parquet

from analysis.corpus.options import CorpusError
from analysis.explore import (
    SORTABLE,
    Corpus,
    Filter,
    all_rows,
    article_at,
    choices,
    count,
    findings_of,
    open_corpus,
    page_of,
    store,
)
from analysis.reading import Resources
from analysis.report import analyse
from tests.corpus_data import DUPLICATE_OF, HOSTILE, N_ANALYSED, N_BAD
from tests.explore_rows import SCORE, article, corpus_of

EVERYTHING = Filter(with_copies=True, statuses=("analysed", "refused", "failed"))


@pytest.fixture(scope="module")
def corpus(corpus_folder: Path) -> Corpus:
    return open_corpus(corpus_folder)


@pytest.mark.parametrize(
    ("chosen", "numbers"),
    [
        (EVERYTHING, range(18)),
        (Filter(with_copies=True), range(16)),
        (Filter(), (*range(13), 15)),
        (Filter(statuses=("refused", "failed")), (16, 17)),
        (Filter(statuses=()), ()),
        (Filter(outlets=("The Daily Clarion", "City Ledger")), (1, 4)),
        (Filter(outlets=(HOSTILE.outlet,)), (15,)),
        (Filter(outlets=("' OR true --",)), ()),
        (Filter(sections=("Education",)), (6, 7, 8)),
        (Filter(sections=("Education", None)), (*range(6, 13), 15)),
        (Filter(except_sections=("Local",)), (*range(6, 13), 15)),
        (Filter(except_sections=("Local", None)), (6, 7, 8)),
        (Filter(except_outlets=("The Daily Clarion",)), (0, *range(2, 13), 15)),
        (Filter(first=date(2026, 5, 20)), (4, 5, 10, 12)),
        (Filter(last=date(2026, 2, 5)), (6, 7)),
        (Filter(first=date(2026, 3, 11), last=date(2026, 3, 13), with_copies=True), (0, 1, 2, 3, 13, 14)),
        (Filter(headline="  FERRY "), (0, 1, 2, 3)),
        (Filter(headline="100%"), ()),
        (Filter(headline="</script>"), (15,)),
    ],
)
def test_a_filter_lets_the_right_articles_through(corpus: Corpus, chosen: Filter, numbers: tuple[int, ...]) -> None:
    page = page_of(corpus, chosen, corpus.scores[0])
    assert [row.article for row in page.rows] == list(numbers)
    assert count(corpus, chosen) == page.total == len(numbers)


def test_choices_tell_what_there_is(corpus: Corpus) -> None:
    found = choices(corpus)
    assert {value.name: value.articles for value in found.sections} == {"Local": 8, "Education": 3, None: 5}
    assert sum(value.articles for value in found.outlets) == N_ANALYSED
    assert sum(value.articles for value in found.statuses) == N_ANALYSED + N_BAD
    assert (found.first, found.last, found.copies) == (date(2026, 2, 5), date(2026, 6, 15), 2)


@pytest.mark.parametrize("falling", [False, True])
def test_the_list_is_sorted_with_missing_values_last(corpus: Corpus, falling: bool) -> None:
    for key in (*SORTABLE, *(score.name for score in corpus.scores)):
        score = corpus.scores[0] if key in SORTABLE else corpus.score(key)
        rows = page_of(corpus, EVERYTHING, score, sort=key, falling=falling).rows
        values = [getattr(row, key if key in SORTABLE else "value") for row in rows]
        there = [value for value in values if value is not None]
        assert there == sorted(there, reverse=falling), key
        assert values[len(there) :] == [None] * (len(values) - len(there)), key


def test_nothing_can_be_sorted_by_a_name_that_is_no_column(corpus: Corpus) -> None:
    with pytest.raises(KeyError, match="no score"):
        page_of(corpus, Filter(), corpus.scores[0], sort="article; DROP TABLE articles")


def test_a_listed_score_has_its_interval_or_a_reason(corpus: Corpus) -> None:
    score = corpus.score(SCORE)
    rows = {row.article: row for row in page_of(corpus, Filter(), score).rows}
    assert rows[1].low is not None
    assert rows[1].high is not None
    assert rows[1].value is not None
    assert rows[1].low <= rows[1].value <= rows[1].high
    assert rows[15].value is None
    assert "Too short" in (rows[15].note or "")


def test_pages_join_without_gap(tmp_path: Path, resources: Resources) -> None:
    with corpus_of(tmp_path, resources, [article(number, number % 7) for number in range(120)]) as corpus:
        score = corpus.score(SCORE)
        pages = [page_of(corpus, Filter(), score, sort=SCORE, number=number) for number in range(4)]
    assert [len(page.rows) for page in pages] == [50, 50, 20, 20]
    assert pages[3] == pages[2]
    assert sorted(row.article for page in pages[:3] for row in page.rows) == list(range(120))
    assert pages[0].pages == 3


def test_an_article_read_again_gives_the_same_scores(corpus: Corpus, resources: Resources) -> None:
    listed = page_of(corpus, Filter(), corpus.score(SCORE)).rows[1]
    found = article_at(corpus, 1)
    assert (found.outlet, found.date) == ("The Daily Clarion", "2026-03-11")
    report = analyse(found, resources)
    assert report.dimensions["loaded_language"].score("loaded_sentence_share").value == listed.value
    kinds = Counter(
        (key, finding.category, finding.voice)
        for key, result in report.dimensions.items()
        for finding in result.findings
    )
    assert {(one.dimension, one.category, one.voice): one.n for one in findings_of(corpus, 1)} == kinds


def test_hostile_text_comes_back_as_it_was(corpus: Corpus) -> None:
    found = article_at(corpus, 15)
    assert (found.headline, found.body, found.outlet) == (HOSTILE.headline, HOSTILE.body, HOSTILE.outlet)


@pytest.mark.parametrize("number", [-1, 16, 17, 99])
def test_what_was_not_analysed_cannot_be_opened(corpus: Corpus, number: int) -> None:
    with pytest.raises(CorpusError, match="no analysed article"):
        article_at(corpus, number)


def test_a_download_holds_every_score_of_what_is_chosen(corpus: Corpus) -> None:
    columns, rows = all_rows(corpus, Filter(outlets=("Reprint Daily",), with_copies=True))
    ((row),) = [dict(zip(columns, cells, strict=True)) for cells in rows]
    assert row["copy_of"] == DUPLICATE_OF
    assert row["date"] == "2026-03-13"
    assert {score.name for score in corpus.scores} <= row.keys()


def test_a_run_that_goes_on_is_seen_as_far_as_it_is(corpus_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "odd [name] *"
    shutil.copytree(corpus_folder, folder)
    shutil.rmtree(folder / "groups")
    (folder / "articles" / "part-000001.parquet").unlink()
    (folder / "articles" / ".part-000001.parquet.0a.partial").write_bytes(b"PAR1")
    with open_corpus(folder) as corpus:
        assert not corpus.has_groups
        assert corpus.articles == 10
        assert [row.article for row in page_of(corpus, EVERYTHING, corpus.scores[0]).rows] == [*range(8), 16, 17]


@pytest.mark.parametrize("made", [False, True])
def test_where_nothing_is_finished_it_says_so(tmp_path: Path, made: bool) -> None:
    if made:
        (tmp_path / "articles").mkdir()
    with pytest.raises(CorpusError, match="finished yet"):
        open_corpus(tmp_path)


def test_a_large_result_is_read_once_and_the_rest_when_it_is_much_more(
    corpus_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "MOST_IN_MEMORY", 0)
    monkeypatch.setattr(store, "MUCH_MORE", 1.6)
    folder = tmp_path / "result"
    shutil.copytree(corpus_folder, folder)
    kept = tmp_path / "kept"
    kept.mkdir()
    last = [folder / "articles" / f"part-00000{number}.parquet" for number in (1, 2)]
    for path in last:
        shutil.move(path, kept)
    shutil.move(folder / "groups", kept)
    told: list[float] = []

    def articles() -> int:
        with open_corpus(folder, watcher=told.append) as corpus:
            return corpus.articles

    assert articles() == 8
    assert told[-1] == 1
    told.clear()
    assert articles() == 8
    assert not told
    shutil.move(kept / last[0].name, last[0])
    assert articles() == 16
    shutil.move(kept / last[1].name, last[1])
    assert articles() == 16
    shutil.move(kept / "groups", folder / "groups")
    assert articles() == 18
    assert [path.suffix for path in (folder / "explore").iterdir() if path.name != "making.lock"] == [".duckdb"]


def test_what_a_run_that_began_anew_has_taken_away_is_not_shown(
    corpus_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "MOST_IN_MEMORY", 0)
    folder = tmp_path / "result"
    shutil.copytree(corpus_folder, folder)
    shutil.rmtree(folder / "groups")
    with open_corpus(folder) as before:
        assert before.articles == 18
    for number in (1, 2):
        (folder / "articles" / f"part-00000{number}.parquet").unlink()
    path = folder / "articles" / "part-000000.parquet"
    parquet.write_table(parquet.read_table(path).slice(0, 5), path)
    with open_corpus(folder) as after:
        assert after.articles == 5


def test_a_large_result_gives_the_same_as_a_small_one(
    corpus: Corpus, corpus_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "MOST_IN_MEMORY", 0)
    shutil.copytree(corpus_folder, tmp_path / "result")
    with open_corpus(tmp_path / "result") as other:
        with open_corpus(tmp_path / "result") as twice:
            assert choices(twice) == choices(other) == choices(corpus)
        for score in corpus.scores:
            assert page_of(other, Filter(), score) == page_of(corpus, Filter(), score)


def test_a_query_reaches_nothing_outside_the_result(corpus: Corpus, tmp_path: Path) -> None:
    parquet.write_table(arrow.table({"secret": [1]}), tmp_path / "other.parquet")
    with pytest.raises(Exception, match="disabled by configuration"):
        corpus.rows("SELECT * FROM read_parquet(?)", [str(tmp_path / "other.parquet")])


@pytest.mark.parametrize("column", ["headline", "status"])
def test_a_table_that_lacks_a_column_is_refused(corpus_folder: Path, tmp_path: Path, column: str) -> None:
    shutil.copytree(corpus_folder, tmp_path / "result")
    for path in (tmp_path / "result" / "articles").iterdir():
        parquet.write_table(parquet.read_table(path).drop_columns([column]), path)
    with pytest.raises(CorpusError, match=f"no column {column}"):
        open_corpus(tmp_path / "result")


def test_a_damaged_file_is_refused(corpus_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(corpus_folder, tmp_path / "result")
    (tmp_path / "result" / "articles" / "part-000001.parquet").write_bytes(b"no table")
    with pytest.raises(CorpusError, match="cannot be read"):
        open_corpus(tmp_path / "result")


def test_only_columns_called_as_scores_are_scores(corpus_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(corpus_folder, tmp_path / "result")
    odd = ('framing_x" FROM articles; DROP TABLE articles; --_own', "framing_Odd_own", "other_share_own")
    for path in (tmp_path / "result" / "articles").iterdir():
        table = parquet.read_table(path)
        for name in odd:
            column = arrow.array([1.0] * len(table))
            table = table.append_column(name, column).append_column(f"{name}_low", column)
        parquet.write_table(table, path)
    with open_corpus(corpus_folder) as plain, open_corpus(tmp_path / "result") as strange:
        assert strange.scores == plain.scores
        assert strange.articles == plain.articles


def test_scores_are_told_in_words(corpus: Corpus) -> None:
    score = corpus.score(SCORE)
    assert (score.label, score.unit) == ("Sentences with loaded wording", "%")
    assert score.direction == "higher = more loaded wording"
