"""Same texts, nearly the same ones and stories: answers by hand, what must and must not be grouped, what has no say."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as arrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from analysis.article import Article
from analysis.corpus.duplicates import SIGNATURE_FIELDS, plain_words, runs_of, signature_of
from analysis.corpus.groups import GROUP_SCHEMA, WORK, find_groups
from analysis.corpus.groups.near import Pairs, are_near, heads
from analysis.corpus.groups.neighbours import neighbours
from analysis.corpus.groups.stories import Alike, stars
from analysis.corpus.tables import SIGNATURES
from analysis.corpus.terms import KEPT, TERM_NUMBERS, article_share, terms_of
from analysis.readers import read_file

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = {
    folder.name: [read_file(place).articles[0] for place in sorted(folder.glob("*.txt"))]
    for folder in sorted((ROOT / "sample_articles").iterdir())
    if folder.is_dir()
}
TOWNS = ("Harrow Mill", "Saltby", "Port Linden", "Eastvale", "Calder", "Wick", "Almery", "Lenne")
DEEDS = (
    "opened a bridge over the canal after {n} years of delay",
    "closed {n} libraries and sold their reading rooms",
    "paid {n} crowns for a clock that nobody can read",
    "planted {n} lime trees along the road to the quarry",
    "lost {n} goats to a wolf that the ranger calls shy",
    "asked its {n} bakers to open before the first train",
)


def wire(seed: int, paragraphs: int = 12) -> list[str]:
    """Paragraphs of an invented report; other seeds give other words."""
    chance = random.Random(seed)  # noqa: S311 - draws words, no secret

    def sentence() -> str:
        deed = chance.choice(DEEDS).format(n=chance.randrange(2, 999))
        return f"{chance.choice(TOWNS)} {deed}, said clerk {chance.randrange(9999)}."

    return [" ".join(sentence() for _ in range(3)) for _ in range(paragraphs)]


def told(paragraphs: Sequence[str], headline: str = "Towns count the cost", date: str | None = None) -> Article:
    return Article(headline, "\n\n".join(paragraphs), date=date)


def grouped(
    articles: Sequence[Article], out: Path, *, numbers: Sequence[int] | None = None, shards: int = 1
) -> list[dict[str, Any]]:
    """The rows of the table of groups, in the order of the articles given."""
    schema = arrow.schema([(name, kind) for name, kind, _ in SIGNATURE_FIELDS])
    named = [*(numbers or range(len(articles)))]
    rows = [signature_of(number, article) for number, article in zip(named, articles, strict=True)]
    (out / SIGNATURES).mkdir(parents=True, exist_ok=True)
    for shard in range(shards):
        table = arrow.Table.from_pylist(rows[shard::shards], schema)
        parquet.write_table(table, out / SIGNATURES / f"part-{shard:06d}.parquet")
    find_groups(out)
    found = {row["article"]: row for row in parquet.read_table(out / "groups").to_pylist()}
    assert sorted(found) == sorted(named)
    return [found[number] for number in named]


def stories_of(articles: Sequence[Article], out: Path) -> list[int | None]:
    return [row["story"] for row in grouped(articles, out)]


# Words and runs


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The MAYOR said: “Don’t!”", ["the", "mayor", "said", "dont"]),
        ('the mayor said "don\'t"', ["the", "mayor", "said", "dont"]),
        ("well-known\nU.S. plan – 3.5 per cent", ["well", "known", "u", "s", "plan", "3", "5", "per", "cent"]),
        ("co\u00adoperate \ufb01ne\u200b", ["cooperate", "fine"]),
        ("… — “”", []),
    ],
)
def test_words_have_no_case_marks_or_ligatures(text: str, words: list[str]) -> None:
    assert plain_words(text) == words


def test_runs_are_of_five_words_in_a_row() -> None:
    assert runs_of("a b c d e f".split()) == {"a b c d e", "b c d e f"}
    assert runs_of("a b c d".split()) == set()


@settings(deadline=None)  # the first call loads more than the others
@given(st.sampled_from(range(5)), st.booleans(), st.sampled_from([" ", "\n", "\n\n", "\t "]))
def test_a_text_set_otherwise_has_the_same_signature(seed: int, capitals: bool, gap: str) -> None:
    plain = "\n\n".join(wire(seed))
    text = gap.join((plain.upper() if capitals else plain).replace(",", " –").split())
    again, first = signature_of(1, Article("New", text)), signature_of(1, Article("Old", plain))
    assert [again[name] for name in ("digest", "runs", "minhash")] == [
        first[name] for name in ("digest", "runs", "minhash")
    ]


def test_a_signature_is_the_same_in_every_process() -> None:
    command = (
        "from analysis.article import Article; from analysis.corpus.duplicates import signature_of; "
        "print(signature_of(3, Article('Mayor answers Osei', 'The mayor of Saltby answered Osei at noon. ' * 9)))"
    )
    told_by = {
        subprocess.run(  # noqa: S603 - the command above
            [sys.executable, "-c", command],
            env=os.environ | {"PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(told_by) == 1
    assert "'runs': 8" in told_by.pop()


# Terms


def test_terms_are_of_the_headline_the_lead_and_names() -> None:
    body = " ".join(["Lead", *["and"] * 149, "quarry", "Saltby", "Saltby’s"])
    numbers = {word: terms_of(Article(word, "")).numbers[0] for word in ("lead", "quarry", "saltby", "wolf")}
    terms = terms_of(Article("Wolf", body))
    counts = dict(zip(terms.numbers, terms.counts, strict=True))
    assert {word: counts.get(number) for word, number in numbers.items()} == {
        "lead": 1,
        "quarry": None,
        "saltby": 2,
        "wolf": 4,
    }


def test_terms_are_few_different_and_in_order() -> None:
    terms = terms_of(told([" ".join(f"Name{n}" for n in range(500))]))
    assert terms.numbers == sorted(set(terms.numbers))
    assert len(terms.numbers) == KEPT
    assert 0 <= terms.numbers[0] <= terms.numbers[-1] < TERM_NUMBERS
    assert terms_of(Article("", "")).numbers == []


def test_a_word_in_a_thousand_is_in_a_quarter_of_the_articles() -> None:
    assert article_share(60) == pytest.approx(1 - np.exp(-0.3))
    assert article_share(10) < 1e-5 < article_share(77) <= 1


# Exact duplicates


def test_the_same_text_under_another_headline_is_a_duplicate_of_the_first(tmp_path: Path) -> None:
    text = wire(1)
    shouted = [paragraph.upper() for paragraph in text]
    rows = grouped([told(wire(2)), told(text), told(shouted, "Clerks speak"), told(text, "Towns")], tmp_path)
    assert [row["duplicate_of"] for row in rows] == [None, None, 1, 1]
    assert [row["near_duplicate_of"] for row in rows] == [None, None, 1, 1]
    assert [row["similarity"] for row in rows] == [None, None, 1.0, 1.0]


def test_a_notice_under_other_headlines_is_not_the_same_article(tmp_path: Path) -> None:
    notice = "Read the full report on our site, or in the paper that is out on Monday."
    rows = grouped(
        [Article("Wolf seen", notice), Article("Bridge open", notice), Article("WOLF SEEN", notice)], tmp_path
    )
    assert [row["duplicate_of"] for row in rows] == [None, None, 0]


def test_copies_of_a_text_are_a_story(tmp_path: Path) -> None:
    assert stories_of([told(WIRE), told(WIRE, "Clerks speak")], tmp_path) == [0, 0]


# Near-duplicates

WIRE = wire(7)
BOILERPLATE = (
    "The market is open on Monday and Thursday from eight to noon, and stalls are let by the clerk at the town hall."
)
NEAR = {
    "another headline and an agency line": ["HARROW MILL (Regional News Agency) –", *WIRE],
    "the last paragraphs cut": WIRE[:9],
    "cut to half": WIRE[:6],
    "a local paragraph put first": [wire(8)[0], *WIRE],
    "two local paragraphs at the end": [*WIRE, *wire(8)[:2]],
    "some words changed": [paragraph.replace("quarry", "pit").replace("shy", "bold") for paragraph in WIRE],
    "a paragraph moved": [*WIRE[1:], WIRE[0]],
}
NOT_NEAR = {
    "another text of the same words": wire(9),
    "a third of it in another text": [*WIRE[:4], *wire(9)[:8]],
    "cut to a quarter": WIRE[:3],
    "the next day of a live blog, with the same beginning": [*WIRE[:3], *wire(10)[:9]],
    "one paragraph quoted": [*wire(11), WIRE[5]],
}


@pytest.mark.parametrize("told_again", NEAR.values(), ids=NEAR.keys())
def test_a_reprint_is_a_near_duplicate(told_again: list[str], tmp_path: Path) -> None:
    first, again = grouped([told(WIRE), told(told_again, "Clerks speak")], tmp_path)
    assert (first["near_duplicate_of"], again["near_duplicate_of"]) == (None, 0)
    assert again["duplicate_of"] is None
    assert again["story"] == 0
    one, other = (runs_of(plain_words("\n".join(text))) for text in (WIRE, told_again))
    assert again["similarity"] == pytest.approx(len(one & other) / len(one | other), abs=0.15)


@pytest.mark.parametrize("other", NOT_NEAR.values(), ids=NOT_NEAR.keys())
def test_what_shares_some_text_is_no_near_duplicate(other: list[str], tmp_path: Path) -> None:
    assert [row["near_duplicate_of"] for row in grouped([told(WIRE), told(other)], tmp_path)] == [None, None]


def test_short_notices_that_share_their_frame_are_no_near_duplicates(tmp_path: Path) -> None:
    notices = [told([f"{BOILERPLATE} Eggs were {n} pence, butter {n + 9}."], f"Market day {n}") for n in (12, 40, 77)]
    assert [row["near_duplicate_of"] for row in grouped(notices, tmp_path)] == [None, None, None]


def test_no_two_tellings_of_an_event_are_near_duplicates(tmp_path: Path) -> None:
    rows = grouped([article for story in SAMPLES.values() for article in story], tmp_path)
    assert [row["near_duplicate_of"] for row in rows] == [None] * len(rows)


def test_a_text_that_many_reprint_is_one_group(tmp_path: Path) -> None:
    reprints = [told([*WIRE, f"By reporter {n} of {town}."]) for n in range(6) for town in TOWNS]
    rows = grouped([told(wire(3)), *reprints], tmp_path)
    assert {row["near_duplicate_of"] for row in rows[2:]} == {1}


@pytest.mark.parametrize(
    ("similarity", "runs", "other", "near"),
    [
        (0.7, 300, 300, True),
        (0.65, 300, 300, False),  # 236 shared
        (0.5, 150, 300, True),  # 150 shared: all of the shorter
        (0.5, 290, 300, False),  # 197 shared: two thirds
        (0.34, 100, 300, False),
        (0.9, 50, 50, False),  # 47 shared
        (1.0, 50, 50, True),
        (1.0, 0, 0, False),
    ],
)
def test_what_counts_as_near(similarity: float, runs: int, other: int, near: bool) -> None:
    assert are_near(np.array([similarity]), np.array([runs], np.int32), np.array([other], np.int32)).tolist() == [near]


def test_an_article_joins_the_first_that_joined_no_other() -> None:
    pairs = Pairs(np.array([1, 2, 3, 3]), np.array([0, 1, 1, 2]), np.array([0.9, 0.8, 0.75, 0.85]))
    # 2 is like 1, which belongs to 0 already: it begins a group, and 3 joins that.
    assert heads(pairs) == {1: (0, 0.9), 3: (2, 0.85)}


def test_neighbours_are_those_with_the_same_key_the_nearest_and_the_first() -> None:
    keys, order = np.array([5, 7, 5, 5, 5]), np.array([3, 0, 2, 1, 0])
    pairs = np.concatenate(list(neighbours(keys, [order], 1)), axis=1).T.tolist()
    assert sorted(pairs) == [[0, 2], [0, 4], [2, 3], [2, 4], [3, 4]]


# Stories


def dated(story: Sequence[Article], date: str | None) -> list[Article]:
    return [replace(article, date=date) for article in story]


def test_the_sample_stories_are_told_apart(tmp_path: Path) -> None:
    articles = [article for story in SAMPLES.values() for article in dated(story, "2026-03-02")]
    found = stories_of(articles, tmp_path)
    named = [name for name, story in SAMPLES.items() for _ in story]
    in_one = {(one, named[place]) for place, one in enumerate(found) if one is not None}
    assert [name for _, name in sorted(in_one)] == [*SAMPLES]
    assert found.count(None) <= 1


def test_without_dates_no_article_is_in_a_wrong_story(tmp_path: Path) -> None:
    found = stories_of([article for story in SAMPLES.values() for article in dated(story, None)], tmp_path)
    named = [name for name, story in SAMPLES.items() for _ in story]
    in_one = {(one, named[place]) for place, one in enumerate(found) if one is not None}
    assert len(in_one) == len({one for one, _ in in_one}) > 1


@pytest.mark.parametrize(("later", "same"), [("2026-03-02", True), ("2026-03-04", True), ("2026-03-12", False)])
def test_a_story_lasts_some_days(later: str, same: bool, tmp_path: Path) -> None:
    agency, courier = SAMPLES["river_dye"][2], SAMPLES["river_dye"][1]
    found = stories_of([replace(agency, date="2026-03-02"), replace(courier, date=later)], tmp_path)
    assert found == ([0, 0] if same else [None, None])


def test_an_undated_article_does_not_join_events_of_different_years(tmp_path: Path) -> None:
    one, other, undated = SAMPLES["river_dye"][:3]
    found = stories_of([replace(one, date="2024-03-02"), replace(other, date="2026-03-02"), undated], tmp_path)
    assert found[0] != found[1] or found[0] is None
    assert found[2] in (0, 1)


def test_the_one_that_most_are_like_is_in_the_middle() -> None:
    nobody = np.empty(0, np.int64)
    pairs = Alike(np.array([2, 3, 4]), np.array([1, 2, 3]), np.array([0.5, 0.6, 0.3]), nobody)
    # 2 has 1.1 and covers 1 and 3; 4 is alone then, and in the middle of its own.
    assert stars(pairs) == {1: 2, 2: 2, 3: 2, 4: 4}
    assert stars(Alike(nobody, nobody, np.empty(0), nobody)) == {}


def test_an_article_joins_the_middle_that_it_is_most_like() -> None:
    pairs = Alike(
        np.array([2, 3, 4, 6, 7]), np.array([1, 1, 1, 5, 5]), np.array([0.4, 0.4, 0.3, 0.4, 0.4]), np.empty(0, np.int64)
    )
    both = Alike(np.r_[pairs.one, 5], np.r_[pairs.other, 4], np.r_[pairs.likeness, 0.35], pairs.undated)
    assert {article for article, middle in stars(both).items() if middle == 5} == {4, 5, 6, 7}


# What has no say


def mixed() -> list[Article]:
    """Copies, near-duplicates, stories and strangers."""
    stories = [article for story in SAMPLES.values() for article in dated(story, "2026-03-02")]
    return [*stories, *(told(text) for text in NEAR.values()), told(WIRE, "Again"), told(wire(20)), told(wire(21))]


def test_the_order_of_rows_and_files_has_no_say(tmp_path: Path) -> None:
    articles = mixed()
    straight = grouped(articles, tmp_path / "a")
    order = [*range(1, len(articles), 2), *range(0, len(articles), 2)][::-1]
    shuffled = grouped([articles[place] for place in order], tmp_path / "b", numbers=order, shards=5)
    assert sorted(shuffled, key=lambda row: int(row["article"])) == straight


def test_other_numbers_give_the_same_groups(tmp_path: Path) -> None:
    articles = mixed()
    numbers = [number * 1000 + 5 for number in range(len(articles))]
    for one, other in zip(
        grouped(articles, tmp_path / "a"), grouped(articles, tmp_path / "b", numbers=numbers), strict=True
    ):
        assert other == {
            name: value if name == "similarity" or value is None else value * 1000 + 5 for name, value in one.items()
        }


# Small results, and what is left behind


def test_a_result_without_articles_has_an_empty_table(tmp_path: Path) -> None:
    assert grouped([], tmp_path / "a") == []
    find_groups(tmp_path / "b")
    assert parquet.read_table(tmp_path / "b" / "groups").num_rows == 0


def test_an_article_alone_is_in_no_group(tmp_path: Path) -> None:
    nothing = {"duplicate_of": None, "near_duplicate_of": None, "similarity": None, "story": None}
    assert grouped([told(WIRE)], tmp_path / "a") == [{"article": 0, **nothing}]
    assert grouped([Article("", "")], tmp_path / "b") == [{"article": 0, **nothing}]


def test_the_table_says_what_its_columns_mean_and_nothing_else_is_left(tmp_path: Path) -> None:
    (tmp_path / WORK).mkdir()
    (tmp_path / WORK / "rows").write_bytes(b"of a run that was killed")
    grouped(mixed(), tmp_path)
    assert {place.name for place in tmp_path.iterdir()} == {SIGNATURES, "groups"}
    assert [place.name for place in (tmp_path / "groups").iterdir()] == ["part-000000.parquet"]
    schema = parquet.read_schema(tmp_path / "groups" / "part-000000.parquet")
    assert schema.equals(GROUP_SCHEMA, check_metadata=True)
    assert all(field.metadata[b"meaning"] for field in schema)
