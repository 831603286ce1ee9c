"""Terms in their contexts, and words that set two groups apart."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.article import Part
from analysis.explore import Filter, TermError, concordance, contexts, distinctive_words, sampling, words
from analysis.explore.contexts import pattern_of
from analysis.log_odds import log_odds
from analysis.reading import Resources
from tests.explore_rows import article, corpus_of


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("mob", "A mob, a Mob: mobs and mobile", ["mob", "Mob"]),
        ("mob*", "A mob, mobs and mobile", ["mob", "mobs", "mobile"]),
        ("hard  line", "a hard\n\nline, hardline", ["hard\n\nline"]),
        ("tax* cut*", "taxes cutting, tax cuts, tax. cuts", ["taxes cutting", "tax cuts"]),
        ("don't", "don’t and don't", ["don’t", "don't"]),
        ("a.b", "a.b acb", ["a.b"]),
        ("(mob)", "(mob) mob", ["(mob)"]),
        ("café", "CAFÉ cafés", ["CAFÉ"]),
        ("мир", "Мир, мира", ["Мир"]),
        ("$2.90", "to $2.90 in May; $2.905", ["$2.90"]),
    ],
)
def test_a_term_is_found_as_whole_words(term: str, text: str, found: list[str]) -> None:
    assert [match[0] for match in pattern_of(term).finditer(text)] == found


@pytest.mark.parametrize("term", ["", "  ", "*", "*ing", "in*ing", "mob **", "--", "x" * 101])
def test_what_is_no_term_is_refused(term: str) -> None:
    with pytest.raises(TermError):
        pattern_of(term)


@given(st.text(max_size=60))
def test_any_text_is_a_term_or_refused(text: str) -> None:
    try:
        pattern = pattern_of(text)
    except TermError:
        return
    plain = " ".join(text.replace("*", "").split())
    assert pattern.search(f"x {plain} x")


def test_a_term_is_shown_in_headline_and_body_on_one_line(tmp_path: Path, resources: Resources) -> None:
    body = f"{'far ' * 40}before\n\nthe MOB  came {'after ' * 40}"
    rows = [
        article(0, headline="Mob rule", body="No crowd."),
        article(1, body=body, outlet=None),
        article(2, body="A <b>mob</b>.", outlet="South"),
    ]
    with corpus_of(tmp_path, resources, rows) as corpus:
        found = concordance(corpus, Filter(), "mob")
        assert (found.looked_through, found.articles, found.next) == (3, 3, None)
        assert [(hit.article, hit.part, hit.match) for hit in found.hits] == [
            (0, Part.HEADLINE, "Mob"),
            (1, Part.BODY, "MOB"),
            (2, Part.BODY, "mob"),
        ]
        assert [hit.article for hit in concordance(corpus, Filter(outlets=("South",)), "mob").hits] == [2]
        assert concordance(corpus, Filter(), "absent").hits == ()
    long = found.hits[1]
    assert long.left.startswith("…far")
    assert long.left.endswith(" before the ")
    assert long.right.startswith(" came after")
    assert long.right.endswith("after…")
    assert found.hits[2].left == "A <b>"


def test_a_large_result_is_looked_through_bit_by_bit(
    tmp_path: Path, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contexts, "TOGETHER", 1)
    monkeypatch.setattr(contexts, "MOST_WORDS", 1500)
    rows = [article(number, body="The mob came. " * 20) for number in range(40)]
    with corpus_of(tmp_path, resources, rows) as corpus:
        looks = [concordance(corpus, Filter(), "mob")]
        while looks[-1].next is not None:
            looks.append(concordance(corpus, Filter(), "mob", begin=looks[-1].next))
        again = concordance(corpus, Filter(), "mob")
    assert [look.looked_through for look in looks] == [16, 32, 40]
    found = [hit.article for look in looks for hit in look.hits]
    assert sorted(set(found)) == list(range(40))
    assert {found.count(number) for number in range(40)} == {contexts.MOST_HITS_EACH}
    assert again == looks[0]


def test_z_is_that_of_the_paper() -> None:
    # Two texts of ten words; the first uses "a" 8 times and "b" 2 times, the second the other way about. The prior is a
    # fifth of the mean: 1 each. Odds of "a": ln(9/3) − ln(3/9) = 2.197; variance 1/9 + 1/3 = 0.444; z = 3.296.
    z = log_odds(np.array([[8.0, 2.0], [2.0, 8.0]]))
    assert z == pytest.approx(np.array([[3.296, -3.296], [-3.296, 3.296]]), abs=0.001)


def test_words_are_told_apart_by_group(tmp_path: Path, resources: Resources) -> None:
    north = [
        article(number, headline="", body="The mob’s fury, and don't; mob fury again. Vote vote.")
        for number in range(8)
    ]
    south = [
        article(number, headline="", body="The council voted calmly; a council vote. Vote.", outlet="South")
        for number in range(8, 16)
    ]
    once = [article(16, headline="", body="zebra " * 5)]
    with corpus_of(tmp_path, resources, [*north, *south, *once]) as corpus:
        found = distinctive_words(corpus, Filter(except_outlets=("South",)), Filter(outlets=("South",)))
        nothing = distinctive_words(corpus, Filter(outlets=("Nobody",)), Filter(outlets=("South",)))
    first, second = found.words
    assert {word.word for word in first} == {"mob", "fury"}
    assert {word.word for word in second} == {"council", "calmly", "voted"}
    mob = next(word for word in first if word.word == "mob")
    assert (mob.times, mob.times_elsewhere, mob.articles, mob.articles_elsewhere) == (16, 0, 8, 0)
    assert [sample.counted for sample in found.samples] == [9, 8]
    assert nothing.words == ((), ())


def test_of_large_groups_the_same_sample_is_counted_every_time(
    tmp_path: Path, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "MOST_ARTICLES", 12)
    rows = [article(number, body=f"mob word{number} " * 3, outlet=f"Outlet {number % 2}") for number in range(80)]
    first, second = Filter(outlets=("Outlet 0",)), Filter(outlets=("Outlet 1",))
    with corpus_of(tmp_path, resources, rows) as corpus:
        found = distinctive_words(corpus, first, second)
        assert found == distinctive_words(corpus, first, second)
        order = [portion.part for portion in sampling.shuffled(corpus, first)]
    assert [(sample.counted, sample.articles) for sample in found.samples] == [(12, 40), (12, 40)]
    assert sorted(order) == list(range(10))
    assert order != sorted(order)
