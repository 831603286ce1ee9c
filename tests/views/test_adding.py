"""Adding, correcting and removing articles; bad and hostile input."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.views.using import (
    ARTICLE_VIEWS,
    STORY,
    VIEWS,
    html_of,
    opened,
    paste,
    press,
    tables_of,
    upload,
)

HOSTILE_NAME = "**bold** :red[x] <b>b</b> $m$ [x](javascript:alert(1)).txt"
HOSTILE = (
    "<script>window.hit = 1</script> **bold** :red[red]\n\n"
    'The mayor slammed the plan <img src=x onerror="window.hit = 1"> on Monday, said [a man](javascript:alert(1)) who '
    "lives in $x^2$ street. <style>* { display: none }</style> A second sentence follows the first one here.\n\n"
    ":material/home: `code` and # no heading. </article></div> The council answered the letter within the month, and "
    "nobody in the town hall objected to it.\n"
)


def test_a_pasted_article_is_shown_for_correction_and_then_opened_beside_the_others(app: AppTest) -> None:
    paste(app, STORY)
    headline = next(field for field in app.text_input if field.label == "Headline")
    assert headline.value == "Council slams critics of river plan"
    headline.set_value("Council answers critics").run()
    press(app, "Open 1 article")
    assert not app.exception
    assert opened(app)[-1] == "Council answers critics"
    assert len(opened(app)) == 5
    assert app.pills(key="compared").value == [app.session_state["desk"].opened[-1].key]


def test_the_headline_field_of_a_paste_wins_over_the_first_line(app: AppTest) -> None:
    paste(app, STORY, "A headline of its own")
    press(app, "Open 1 article")
    assert opened(app)[-1] == "A headline of its own"


def test_two_uploaded_files_are_compared_with_each_other(app: AppTest) -> None:
    other = STORY.replace("slammed", "answered").replace("slams", "answers")
    upload(app, ("one.txt", STORY.encode()), ("two.txt", other.encode()))
    press(app, "Open 2 articles")
    assert not app.exception
    assert opened(app)[-2:] == ["Council slams critics of river plan", "Council answers critics of river plan"]
    assert len(app.pills(key="compared").value) == 2
    assert '<th scope="col">Council slams critics of river plan</th>' in tables_of(app)


def test_a_bad_file_gets_a_message_that_names_it_and_the_others_go_on(app: AppTest) -> None:
    upload(app, ("broken.pdf", b"not a pdf"), ("good.txt", STORY.encode()))
    assert any("broken" in error.value for error in app.error)
    assert len(opened(app)) == 4
    press(app, "Open 1 article")
    assert len(opened(app)) == 5


def test_text_that_is_no_article_is_refused_and_the_open_articles_stay(app: AppTest) -> None:
    paste(app, "Too short.")
    assert app.error
    assert not app.exception
    assert len(opened(app)) == 4


def test_text_emptied_by_the_reader_is_refused_when_it_is_to_be_opened(app: AppTest) -> None:
    paste(app, STORY)
    next(field for field in app.text_area if field.label == "Text").set_value("").run()
    press(app, "Open 1 article")
    assert any("Council slams critics" in error.value for error in app.error)
    assert len(opened(app)) == 4


def test_an_opening_that_the_reader_completes_is_no_longer_taken_for_one(app: AppTest) -> None:
    paste(app, STORY + "\n\nSubscribe to continue reading.\n" + STORY * 3)
    text = next(area for area in app.text_area if area.label == "Text")
    text.set_value("\n\n".join(STORY.splitlines()[2:])).run()
    press(app, "Open 1 article")
    assert not app.error
    assert opened(app)[-1] == "Council slams critics of river plan"


def test_a_passage_that_was_left_out_can_be_put_back(app: AppTest) -> None:
    paste(app, STORY + "\n\nSign up for our newsletter.\n")
    press(app, "Add to the end of the text")
    press(app, "Open 1 article")
    assert app.session_state["desk"].opened[-1].article.body.endswith("Sign up for our newsletter.")


def test_an_address_on_this_computer_is_refused(app: AppTest) -> None:
    press(app, "Add an article")
    app.text_input(key="address").set_value("http://127.0.0.1:1/private")
    press(app, "Fetch this page")
    assert app.error
    assert len(opened(app)) == 4


def test_an_open_article_can_be_corrected(app: AppTest) -> None:
    key = app.session_state["desk"].opened[0].key
    app.button(key=f"edit-{key}").click().run()
    app.text_input(key=f"edit-{key}-headline").set_value("A corrected headline").run()
    press(app, "Use this text")
    assert not app.exception
    assert opened(app)[0] == "A corrected headline"


def test_a_removed_article_comes_back_to_its_place(app: AppTest) -> None:
    before = opened(app)
    app.button(key=f"remove-{app.session_state['desk'].opened[1].key}").click().run()
    assert opened(app) == [before[0], *before[2:]]
    assert app.pills(key="compared").value == ["ferry_fares-0"]
    app.button(key="undo").click().run()
    assert opened(app) == before
    assert app.pills(key="compared").value == ["ferry_fares-0", "ferry_fares-1"]


def test_without_articles_every_view_offers_the_two_ways_on(app: AppTest) -> None:
    for entry in app.session_state["desk"].opened:
        app.button(key=f"remove-{entry.key}").click().run()
    for view in ARTICLE_VIEWS:
        app.switch_page(f"views/{view}.py").run()
        assert not app.exception
        assert app.header[0].value == "No article is open"
    app.button(key="reopen").click().run()
    assert len(opened(app)) == 4


@pytest.mark.parametrize("view", VIEWS)
def test_hostile_text_is_shown_as_text(app: AppTest, view: str) -> None:
    upload(app, (HOSTILE_NAME, HOSTILE.encode()))
    next(field for field in app.text_input if field.label == "Outlet").set_value("<b>:red[x]</b> **y** $z$").run()
    press(app, "Open 1 article")
    app.switch_page(f"views/{view}.py").run()
    assert not app.exception
    for payload in ("<script", "<img", "<style>*", "<b>"):
        assert payload not in html_of(app)
    shown = [element.value for element in (*app.markdown, *app.caption, *app.error, *app.info)]
    labels = [label for choice in app.pills for label in choice.options]
    for text in (*shown, *labels):
        assert ":red[" not in text
        assert "**y**" not in text
