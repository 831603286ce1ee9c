"""Saving, opening and starting anew; what the browser hands back is opened like a stranger's file."""

from __future__ import annotations

import gzip
import json
from base64 import b64encode
from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from analysis.article import Article, Part, Span
from analysis.decisions import Choice, Decision, Decisions
from analysis.project import Project, ProjectArticle, saved_decisions
from analysis.saved import MOST_BYTES, SavedArticle, SavedError
from tests.views.using import PATIENCE, html_of, opened, press
from views.parts.autosave import DAMAGED, MOST_PACKED, TOO_LARGE, pack, unpack
from views.parts.desk import Desk, with_articles, with_decisions, with_story
from views.parts.stories import Story

MINE = Article("Council slams river plan", "The council slammed the plan. The mayor answered its letter on Monday.")
SLAMMED = Decision(Span(Part.BODY, 12, 19), "slammed", Choice.REJECTED, "loaded_language/attack_verbs")
HOSTILE = "<img src=x onerror=alert(1)> :red[x]"


def bar() -> None:
    """The bar alone, after the browser has handed back what it kept, if it did."""
    import streamlit as st

    from analysis.saved import SavedError
    from views.parts.autosave import take_up
    from views.parts.bar import show_bar
    from views.parts.project import current_project

    if "handed_back" in st.session_state:
        take_up(st.session_state.pop("handed_back"), is_resumed="first_address" not in st.session_state)
    show_bar()
    try:
        st.session_state.project_now = current_project()
    except SavedError as error:
        st.session_state.project_now = str(error)


def run_bar(**state: Any) -> AppTest:
    app = AppTest.from_function(bar, default_timeout=PATIENCE)
    for name, value in state.items():
        app.session_state[name] = value
    return app.run()


@pytest.fixture
def app() -> AppTest:
    """The bar, opened."""
    return run_bar()


def project(**changes: Any) -> Project:
    article = ProjectArticle(key="own-3", own=True, article=SavedArticle.of(MINE))
    fields: dict[str, Any] = {
        "name": "River plan",
        "articles": (article,),
        "decisions": saved_decisions({"own-3": Decisions((SLAMMED,))}),
        "shown": ("own-3",),
        "read": "own-3",
        "settings": {"story": "own", "voice": "Quoted words", "dimensions": ("Framing",)},
        "parts": {"codes": {"format": "how-it-is-told/codes", "version": 1}},
    }
    return Project.of(**(fields | changes))


def open_file(app: AppTest, name: str, content: bytes) -> AppTest:
    app.button(key="open-project").click().run()
    app.file_uploader(key="project-file").upload(name, content)
    return app.run()


def with_mine(app: AppTest) -> AppTest:
    """Put an own article, with a decision, beside the sample story."""
    desk = with_articles(app.session_state["desk"], [MINE])
    app.session_state["desk"] = with_decisions(desk, "own-0", Decisions((SLAMMED,)))
    return app.run()


def handed_out(app: AppTest) -> dict[str, Any]:
    """What the server hands to the browser."""
    (component,) = app.get("bidi_component")
    given: dict[str, Any] = json.loads(component.proto.json or component.proto.mixed.json)
    return given


def test_opening_a_project_puts_all_of_it_in_the_place_of_what_was_open(app: AppTest) -> None:
    open_file(app, "river.project.json", project().as_bytes())
    assert not app.exception
    assert opened(app) == [MINE.headline]
    assert app.session_state["desk"].decisions("own-3") == Decisions((SLAMMED,))
    assert app.selectbox(key="story").value == "own"
    assert app.text_input(key="project_name").value == "River plan"
    assert app.session_state["project_now"] == project()
    assert "“River plan” is open: 1 article, 1 decision on marks." in html_of(app)


def test_opening_a_project_can_be_undone(app: AppTest) -> None:
    before = opened(with_mine(app))
    open_file(app, "river.project.json", project().as_bytes())
    app.button(key="undo-notice").click().run()
    assert opened(app) == before
    assert app.session_state["desk"].decisions("own-0") == Decisions((SLAMMED,))
    assert app.text_input(key="project_name").value == ""


def test_own_articles_that_are_added_later_get_keys_of_their_own(app: AppTest) -> None:
    open_file(app, "river.project.json", project().as_bytes())
    app.session_state["desk"] = with_articles(app.session_state["desk"], [MINE])
    assert [entry.key for entry in app.session_state["desk"].opened] == ["own-3", "own-4"]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("notes.json", b'{"format": "how-it-is-told/task", "version": 1}', "notes"),
        ("broken.json", project().as_bytes()[:-40], "broken"),
        (f"{HOSTILE}.json", b"[]", "img"),
    ],
)
def test_a_file_that_is_no_project_is_named_and_nothing_is_lost(
    app: AppTest, name: str, content: bytes, told: str
) -> None:
    before = opened(with_mine(app))
    open_file(app, name, content)
    assert not app.exception
    assert told in app.error[0].value
    assert ":red[" not in app.error[0].value
    assert opened(app) == before


def test_starting_anew_closes_everything_and_can_be_undone(app: AppTest) -> None:
    first = opened(app)
    before = opened(with_mine(app))
    press(app, "Start anew")
    assert opened(app) == first
    assert not app.session_state["desk"].decided.present
    app.button(key="undo-notice").click().run()
    assert opened(app) == before


def test_the_way_back_goes_when_something_else_is_opened(app: AppTest) -> None:
    press(app, "Start anew")
    with_mine(app)
    assert "undo-notice" not in [button.key for button in app.button]


def test_what_has_no_place_in_the_text_is_said(app: AppTest) -> None:
    lost = replace(SLAMMED, quote="praised")
    open_file(app, "river.json", project(decisions=saved_decisions({"own-3": Decisions((lost,))})).as_bytes())
    assert "1 decision had no place in the text any more" in html_of(app)


def test_a_name_that_is_markup_is_shown_as_text(app: AppTest) -> None:
    open_file(app, "x.json", project(name=HOSTILE).as_bytes())
    assert "<img" not in html_of(app)
    assert "&lt;img" in html_of(app)


@pytest.mark.parametrize(
    ("settings", "dimensions"),
    [
        ({"voice": "Nobody", "found_by": "?", "story": "none", "dimensions": ("Framing", "Luck")}, ("Framing",)),
        ({"voice": ("Both",), "dimensions": "Framing", "story": ("own",), "categories": "x", "desk": "x"}, None),
    ],
)
def test_choices_that_nobody_offers_are_left_out(
    app: AppTest, settings: dict[str, Any], dimensions: tuple[str, ...] | None
) -> None:
    open_file(app, "x.json", project(settings=settings, shown=("own-9",), read="own-9").as_bytes())
    assert not app.exception
    assert app.selectbox(key="story").value == "own"
    assert "voice" not in app.session_state
    assert app.session_state["project_now"].settings.get("dimensions") == dimensions
    assert opened(app) == [MINE.headline]


def test_an_untouched_visit_hands_nothing_to_the_browser(app: AppTest) -> None:
    assert handed_out(app)["project"] is None
    assert handed_out(app)["settled"] is False


def test_what_was_handed_to_the_browser_brings_everything_back(app: AppTest) -> None:
    with_mine(app)
    app.session_state["compared"] = ["ferry_fares-0", "own-0"]
    app.session_state["article"] = "own-0"
    before = app.run().session_state["project_now"]
    again = run_bar(handed_back=handed_out(app)["project"])
    assert again.session_state["project_now"] == before
    assert again.session_state["desk"] == replace(
        app.session_state["desk"], decided=again.session_state["desk"].decided
    )
    assert again.session_state["desk"].decided.present == app.session_state["desk"].decided.present


KEPT = project(
    articles=(
        ProjectArticle(
            key="ferry_fares-1", own=False, article=SavedArticle.of(replace(MINE, outlet="The Daily Clarion"))
        ),
        ProjectArticle(key="own-3", own=True, article=SavedArticle.of(MINE)),
    ),
    settings={"story": "ferry_fares", "voice": "Quoted words"},
)


@pytest.mark.parametrize(
    ("asked", "chosen"),
    [
        ({}, {"article": "own-3", "compared": ["own-3"], "voice": "Quoted words", "story": "ferry_fares"}),
        ({"article": ["The Daily Clarion"]}, {"article": "ferry_fares-1", "compared": ["own-3"]}),
        ({"article": ["Nobody’s Paper"], "voice": ["?"]}, {"article": "own-3", "voice": "Quoted words"}),
        ({"compared": ["x", "The Daily Clarion", MINE.headline]}, {"compared": ["ferry_fares-1", "own-3"]}),
        ({"voice": ["Both"], "categories": ["Attack verbs"]}, {"voice": "Both", "categories": ["Attack verbs"]}),
        ({"story": ["The night market in Calder Square"], "article": ["City Ledger"]}, {"article": "night_market-0"}),
        ({"story": ["My own articles only"]}, {"story": "own", "article": "own-3"}),
    ],
)
def test_what_an_opened_address_asks_for_counts_before_what_was_kept(
    asked: dict[str, list[str]], chosen: dict[str, Any]
) -> None:
    app = run_bar(first_address=asked, handed_back=pack(KEPT.as_bytes()))
    assert not app.exception
    assert {name: app.session_state[name] for name in chosen} == chosen
    assert "own-3" in [entry.key for entry in app.session_state["desk"].opened]


def test_two_visits_have_different_numbers_and_none_holds_the_others_articles(app: AppTest) -> None:
    with_mine(app)
    other = run_bar()
    assert handed_out(other)["visit"] != handed_out(app)["visit"]
    assert handed_out(other)["project"] is None


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "not base64 at all é",
        b64encode(b"no gzip").decode(),
        pack(b"no project"),
        pack(project().as_bytes())[:-8],
        b64encode(gzip.compress(b"[" * 5_000_000)).decode(),
    ],
    ids=["empty", "letters", "bytes", "foreign", "cut", "nested"],
)
def test_what_the_browser_hands_back_broken_is_left_out_and_said(app: AppTest, kept: str) -> None:
    app.session_state["handed_back"] = kept
    app.run()
    assert not app.exception
    assert DAMAGED in html_of(app)
    assert len(opened(app)) == 4


def test_a_small_text_that_unpacks_to_more_than_any_project_is_refused_before_it_is_all_there() -> None:
    bomb = b64encode(gzip.compress(bytes(MOST_BYTES + 1), compresslevel=1)).decode()
    assert len(bomb) < MOST_PACKED
    with pytest.raises(SavedError, match="damaged"):
        unpack(bomb)


def test_what_is_packed_is_unpacked_the_same() -> None:
    content = project().as_bytes()
    assert unpack(pack(content)) == content
    assert pack(content) == pack(content)


def test_work_that_is_too_large_for_the_browser_is_said_to_be(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("views.parts.autosave.MOST_PACKED", 100)
    with_mine(app)
    assert "project" not in handed_out(app)
    assert any(TOO_LARGE.split(":")[0] in warning.value for warning in app.warning)


def test_an_article_that_no_file_may_hold_is_said_and_stops_nothing(app: AppTest) -> None:
    app.session_state["desk"] = with_articles(app.session_state["desk"], [replace(MINE, headline="x" * 3_000)])
    app.run()
    assert not app.exception
    assert any("headline" in warning.value for warning in app.warning)
    assert any("headline" in error.value for error in app.error)


def test_a_closed_own_article_leaves_no_trace_in_the_project(app: AppTest) -> None:
    with_mine(app)
    app.button(key="remove-own-0").click().run()
    assert "slammed" not in app.session_state["project_now"].as_bytes().decode()


def test_decisions_on_a_story_that_was_changed_for_another_are_kept(app: AppTest) -> None:
    entry = app.session_state["desk"].opened[0]
    word = entry.article.body[:6]
    made = Decision(Span(Part.BODY, 0, 6), word, Choice.ADDED, "framing/own")
    app.session_state["desk"] = with_decisions(app.session_state["desk"], entry.key, Decisions((made,)))
    app.selectbox(key="story").set_value("own").run()
    again = run_bar(handed_back=handed_out(app)["project"])
    assert opened(again) == []
    again.selectbox(key="story").set_value("ferry_fares").run()
    assert again.session_state["desk"].decisions(entry.key) == Decisions((made,))


def test_decisions_go_where_their_words_stand_in_the_telling_that_is_opened() -> None:
    story = Story("tram", "The tram", "?", (Article("Tram", "Again the council slammed it."),))
    desk = with_decisions(Desk(), "tram-0", Decisions((SLAMMED,)))
    assert with_story(desk, story).decisions("tram-0").made[0].span == Span(Part.BODY, 18, 25)


def test_views_keep_and_find_files_of_their_own(app: AppTest) -> None:
    def script() -> None:
        import streamlit as st

        from analysis.project import Project
        from views.parts.session import find_part, put_part

        put_part("other", Project.of(name="Inner"))
        st.session_state.found = find_part("other", Project)
        put_part("other", None)
        st.session_state.gone = find_part("other", Project)

    visit = AppTest.from_function(script).run()
    assert visit.session_state["found"].name == "Inner"
    assert visit.session_state["gone"] is None
