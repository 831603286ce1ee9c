"""What the tellings model learns from: marks in invented facts and stories."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from analysis.comparison import tell
from analysis.reading import Resources, read_closely
from benchmarks.comparison import read_gold
from training.told import ToldSentence
from training.told_facts import SENTENCES, fact_stories, told, told_anew
from training.told_stories import STORIES, told_sentences, told_story

DETERMINERS = frozenset({"the", "a", "their"})
STORY = """# a_story
F
- [1:The mayor] shut [2:the pool].
- [2:The baths] were closed by [1:Ann Hale].

F
- [1:[2:The pool]'s owner] wept.
"""


def mentioned(sentence: ToldSentence) -> list[tuple[str, int]]:
    return [(sentence.text[each.start : each.end], each.entity) for each in sentence.mentions]


def test_brackets_become_places_without_articles() -> None:
    found = told("[3:[5:The council]'s leader], [3:Ann Hale], met [4:their friends].", DETERMINERS)
    assert found.text == "The council's leader, Ann Hale, met their friends."
    assert mentioned(found) == [("council", 5), ("council's leader", 3), ("Ann Hale", 3), ("friends", 4)]


@pytest.mark.parametrize("line", ["[1:Ann Hale said.", "Ann Hale] said."])
def test_brackets_that_do_not_match_are_refused(line: str) -> None:
    with pytest.raises(ValueError, match="bracket"):
        told(line, DETERMINERS)


def test_facts_are_paired_within_and_across(tmp_path: Path) -> None:
    (tmp_path / "facts.txt").write_text(STORY, encoding="utf-8")
    stories = fact_stories(DETERMINERS, tmp_path)
    assert [[len(fact) for fact in story] for story in stories] == [[2, 1]]
    whose = {told.text: number for number, fact in enumerate(stories[0]) for told in fact}
    story = told_anew(stories[0], random.Random(1))  # noqa: S311
    assert len(story.first) + len(story.second) == 3
    assert story.judged.all()
    for row, one in enumerate(story.first):
        for column, other in enumerate(story.second):
            assert story.same[row, column] == (whose[one.text] == whose[other.text])


def test_facts_are_told_otherwise_each_time() -> None:
    fact = [ToldSentence(str(number), "", ()) for number in range(40)]
    chance = random.Random(1)  # noqa: S311
    first, second = (told_anew([fact], chance) for _ in range(2))
    assert [told.text for told in first.first] != [told.text for told in second.first]
    assert len(first.first) == len(first.second) == SENTENCES
    assert {told.text for told in first.first}.isdisjoint(told.text for told in first.second)


def test_a_line_of_no_kind_is_named(tmp_path: Path) -> None:
    (tmp_path / "facts.txt").write_text("# a\nF\nThe mayor\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"facts\.txt, line 3"):
        fact_stories(DETERMINERS, tmp_path)


def test_the_invented_facts_and_stories_hold_what_their_readme_says(resources: Resources) -> None:
    stories = fact_stories(resources.lexicons.words("determiners"))
    assert len(stories) >= 40
    assert all(len(fact) >= 2 for story in stories for fact in story)
    golds = read_gold(str(STORIES))
    assert len(golds) >= 100
    taken = {gold.name for folder in ("seen", "unseen") for gold in read_gold(folder)}
    assert taken.isdisjoint(gold.name for gold in golds)
    for gold in golds:
        for kind in ("quotation", "same_fact"):
            for mark in gold.marks.get(kind, ()):
                assert gold.places(0, mark["a"])
                assert gold.places(1, mark["b"])


def test_marked_labels_are_found_in_their_sentences_and_others_told_apart(resources: Resources) -> None:
    gold = next(gold for gold in read_gold("seen") if gold.name == "tram_strike")
    determiners = resources.lexicons.words("determiners")
    tellings = [tell(reading, resources.lexicons) for reading in read_closely(gold.articles, resources)]
    sentences = told_sentences(gold, 0, tellings[0], determiners)
    marks = gold.marks["naming"]
    found = {(words.lower(), entity) for sentence in sentences for words, entity in mentioned(sentence) if entity >= 0}
    assert found
    assert all(words.replace("’", "'") in {label.lower() for label in marks[entity]["a"]} for words, entity in found)
    assert all(sentence.before for sentence in sentences)
    story = told_story(gold, tellings, determiners)
    assert (list(story.first), story.same.shape) == (sentences, (len(story.first), len(story.second)))
    assert story.same.any()
    assert not (story.same & ~story.judged).any()
