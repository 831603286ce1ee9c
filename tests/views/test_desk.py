"""The desk: opening, adding, correcting, removing and naming articles."""

from __future__ import annotations

from analysis.article import Article
from views.parts.desk import Desk, with_articles, with_edit, with_removed, with_story, without
from views.parts.stories import Story, load_stories

STORY = Story("tram", "The tram", "Who speaks?", (Article("A", "One."), Article("B", "Two.", outlet="Post")))


def headlines(desk: Desk) -> list[str]:
    return [entry.article.headline for entry in desk.opened]


def test_another_story_replaces_the_first_but_not_the_readers_own_articles() -> None:
    other = Story("pool", "The pool", "?", (Article("C", "Three."),))
    desk = with_articles(with_story(Desk(), STORY), [Article("Mine", "Text.")])
    assert headlines(with_story(desk, other)) == ["C", "Mine"]
    assert headlines(with_story(desk, None)) == ["Mine"]


def test_removing_and_undoing_gives_the_same_desk_back() -> None:
    desk = with_story(Desk(), STORY)
    removed = without(desk, "tram-0")
    assert headlines(removed) == ["B"]
    assert with_removed(removed) == desk
    assert with_removed(desk) == desk


def test_no_key_is_ever_used_twice() -> None:
    desk = with_articles(Desk(), [Article("1", "x"), Article("2", "x")])
    desk = with_articles(without(desk, "own-1"), [Article("3", "x")])
    assert [entry.key for entry in desk.opened] == ["own-0", "own-2"]


def test_a_corrected_article_stays_in_its_place() -> None:
    desk = with_edit(with_story(Desk(), STORY), "tram-0", Article("A, corrected", "One."))
    assert headlines(desk) == ["A, corrected", "B"]


def test_labels_are_outlet_else_headline_and_all_different() -> None:
    articles = [
        Article("H", "x", outlet="Post"),
        Article("H2", "x"),
        Article("", "x", source="f.txt"),
        Article("", "x"),
    ]
    labels = with_articles(Desk(), [*articles, Article("H3", "x", outlet="Post")]).labels()
    assert list(labels.values()) == ["Post", "H2", "f.txt", "Untitled", "Post (2)"]


def test_every_sample_story_has_two_to_four_tellings_with_outlet_and_date() -> None:
    stories = load_stories()
    assert len(stories) >= 4
    for story in stories:
        assert 2 <= len(story.articles) <= 4
        assert all(article.outlet and article.date and article.headline for article in story.articles)
