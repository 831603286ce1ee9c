"""Looking into a corpus result: every tab, the filter, what is downloaded, and articles opened from it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analysis.explore import Filter, Listed, concordance, open_corpus, over_time
from analysis.explore.choice import By
from tests.corpus_data import HOSTILE
from tests.views.using import DASHBOARD, PATIENCE, html_of, opened, press, tables_of
from views.parts.corpus_explore_charts import bin_names, time_figure
from views.parts.corpus_explore_choices import mean_text
from views.parts.corpus_explore_stories import tellings
from views.parts.corpus_explore_words import contexts_html

TABS = ("Table", "Distributions", "Over time", "Actors", "Frames", "Words", "Stories")
Look = Callable[..., AppTest]


@pytest.fixture
def look(corpus_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Look:
    """Open a result in the dashboard, with a tab and other things in the address."""
    monkeypatch.setenv("MODELS_FOLDER", "none")
    monkeypatch.setenv("CORPUS_RUNS", "all")

    def opening(tab: str = "Table", folder: Path = corpus_folder, **address: str) -> AppTest:
        app = AppTest.from_file(DASHBOARD, default_timeout=PATIENCE).run()
        app.switch_page("views/corpus.py")
        app.query_params["corpus"] = str(folder)
        app.query_params["corpus-tab"] = tab
        for name, value in address.items():
            app.query_params[f"corpus-{name}"] = value
        app.run()
        assert not app.exception
        return app

    return opening


def first_column(app: AppTest) -> list[str]:
    """The heads of the rows of the last table."""
    table = next(element.value for element in reversed(app.html) if 'class="details"' in element.value)
    return [unescape(head) for head in re.findall(r'<th scope="row">(.*?)</th>', table)]


def status(app: AppTest) -> str:
    """What a screen reader is told of the filter."""
    return next(element.value for element in app.html if "pass" in element.value and 'role="status"' in element.value)


def choose(app: AppTest, label: str, *values: str) -> AppTest:
    """Choose in a list that several can be chosen in, by how their names begin."""
    box = next(box for box in app.multiselect if box.label == label)
    named = [next(option for option in box.options if option.startswith(value)) for value in values]
    return box.set_value(named).run()


@pytest.mark.parametrize("tab", TABS)
def test_every_tab_shows_numbers_and_offers_them_as_a_file(look: Look, tab: str) -> None:
    app = look(tab, term="council")
    assert "14 articles of 18 pass" in status(app)
    assert "No article passes" not in " ".join(info.value for info in app.info)
    assert app.get("download_button")
    assert 'class="sheet"' in html_of(app)
    assert "<script>" not in html_of(app)


@pytest.mark.parametrize("tab", TABS)
def test_every_chart_is_told_in_words(look: Look, tab: str) -> None:
    for chart in look(tab, kinds="person").get("plotly_chart"):
        assert chart.proto.alt, tab


def test_the_list_follows_filter_and_order(look: Look) -> None:
    app = look()
    assert first_column(app)[0] == "RIOTERS STORM city hall as fury erupts over ferry fares"
    assert HOSTILE.headline in first_column(app)
    choose(app, "Sections", "Education")
    app.selectbox(key="corpus-order").set_value("Headline").run()
    app.segmented_control(key="corpus-direction").set_value("Lowest first").run()
    assert [head.split()[0] for head in first_column(app)] == ["Locked", "Miracle", "Westmoor"]
    app.text_input(key="corpus-headline").set_value("no such headline").run()
    assert "0 articles of 18 pass" in status(app)
    assert "No article passes" in app.info[0].value
    assert not app.exception


def test_copies_and_what_was_not_analysed_are_shown_when_asked_for(look: Look) -> None:
    app = look()
    app.toggle(key="corpus-copies").set_value(False).run()
    assert "16 articles" in status(app)
    assert "Copy of no. 0." in html_of(app)
    app.toggle(key="corpus-bad").set_value(True).run()
    assert "2 articles" in status(app)
    assert "is no article: it has no text." in html_of(app)


def test_what_an_address_asks_for_counts_and_what_is_not_there_is_dropped(look: Look) -> None:
    app = look("Frames", sections="Education", headline="phone")
    assert "3 articles" in status(app)
    app = look("Frames", sections="Nowhere", outlets="Nobody", score="nothing", order="nothing")
    assert "14 articles" in status(app)


def test_an_article_of_the_list_is_read_with_its_marks(look: Look) -> None:
    app = look()
    choose(app, "Open articles of this page", "RIOTERS STORM")
    assert "loaded" in tables_of(app).lower()
    press(app, "Read with marks")
    assert not app.exception
    assert app.title[0].value == "Read closely"
    assert opened(app)[-1].startswith("RIOTERS STORM")
    key = app.session_state["desk"].opened[-1].key
    assert app.session_state["article"] == key


def test_a_story_is_compared_with_one_click(look: Look) -> None:
    app = look("Stories")
    before = len(opened(app))
    press(app, "Compare")
    assert not app.exception
    assert app.title[0].value == "How is this story told?"
    assert len(app.session_state["compared"]) == 4
    assert len(opened(app)) <= before + 4
    outlets = [entry.article.outlet for entry in app.session_state["desk"].opened]
    assert {"Coastal Wire", "The Daily Clarion", "Riders' Voice", "Almery Post"} <= set(outlets)


def test_an_article_that_is_open_already_is_not_opened_twice(look: Look, corpus_folder: Path) -> None:
    app = look("Stories")
    press(app, "Compare")
    n_opened = len(opened(app))
    app.switch_page("views/corpus.py")
    app.query_params["corpus"] = str(corpus_folder)
    app.query_params["corpus-tab"] = "Stories"
    press(app.run(), "Compare")
    assert app.title[0].value == "How is this story told?"
    assert len(opened(app)) == n_opened


def test_an_actor_is_looked_up_and_its_articles_listed(look: Look) -> None:
    app = look("Actors", name="delgado")
    assert app.selectbox(key="corpus-actor").options == ["Rosa Delgado (4 articles)"]
    assert sorted(first_column(app)) == ["Almery Post", "Coastal Wire", "Riders' Voice", "The Daily Clarion"]
    assert "Names are put together by spelling" in html_of(app)
    app.text_input(key="corpus-name").set_value("nobody at all").run()
    assert "No actor of this name" in app.info[0].value


def test_a_term_stands_in_its_contexts(look: Look) -> None:
    app = look("Words", term="ferry fare*")
    assert "14 of 14 articles looked through" in html_of(app)
    assert '<mark class="hit">ferry fares</mark>' in html_of(app)
    app.text_input(key="corpus-term").set_value("*").run()
    assert "at the end of a word" in app.warning[0].value
    app.text_input(key="corpus-term").set_value("<b>its</b>").run()
    assert '<mark class="hit">&lt;b&gt;its&lt;/b&gt;</mark>' in html_of(app)


def test_words_set_two_sections_apart(look: Look) -> None:
    app = look("Words")
    app.segmented_control(key="corpus-groups").set_value("Sections").run()
    app.selectbox(key="corpus-first-section").set_value("Education").run()
    assert "Education: 3 of 3; All others: 11 of 11" in " ".join(text.value for text in app.text)
    assert any("phone" in head or "Education" in head for head in first_column(app))


def test_a_run_that_goes_on_has_no_stories_yet(look: Look, corpus_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "result"
    shutil.copytree(corpus_folder, folder)
    shutil.rmtree(folder / "groups")
    app = look("Stories", folder)
    assert "not finished" in app.info[-1].value
    shutil.rmtree(folder / "articles")
    app = look("Stories", folder)
    assert "nothing to look into yet" in app.info[-1].value


def test_a_damaged_result_is_told_without_where_it_lies(look: Look, corpus_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "result"
    shutil.copytree(corpus_folder, folder)
    for path in (folder / "frames").iterdir():
        path.write_bytes(b"nothing")
    app = look("Table", folder)
    assert "cannot be read" in app.error[0].value
    assert str(tmp_path) not in app.error[0].value


def test_contexts_are_escaped(corpus_folder: Path) -> None:
    with open_corpus(corpus_folder) as corpus:
        html = contexts_html(concordance(corpus, Filter(), "told").hits)
    assert "&lt;script&gt;" in html
    assert "<script>" not in html


def test_a_mean_of_few_articles_is_drawn_hollow(corpus_folder: Path) -> None:
    with open_corpus(corpus_folder) as corpus:
        found = over_time(corpus, Filter(), corpus.scores[0], By.WHOLE)
    figure = time_figure(found, By.WHOLE, title="Score")
    (trace,) = figure.data
    few = [point.low is None for _, point in found.lines[0].points]
    assert [symbol == "circle-open" for symbol in trace.marker.symbol] == few
    assert any(few)


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, None), (0.0, "0"), (-0.001, "0"), (-0.054, "−0.05"), (0.5, "0.50"), (1.0, "1"), (33.33, "33.3")],
)
def test_small_means_keep_a_second_decimal(value: float | None, text: str | None) -> None:
    assert mean_text(value) == text


def test_the_outermost_bins_have_no_end() -> None:
    assert bin_names([0, 10, 20, 30]) == ["up to 10", "10 to 20", "20 and more"]


@pytest.mark.parametrize(
    ("outlets", "chosen"),
    [("ABCDE", (0, 1, 2, 3)), ("AABB", (0, 2)), ("AAA", (0, 1)), ("ABA", (0, 1))],
)
def test_the_tellings_of_different_outlets_are_compared_first(outlets: str, chosen: tuple[int, ...]) -> None:
    rows = [
        Listed(number, "H", outlet, None, None, 100, "analysed", None, None, None)
        for number, outlet in enumerate(outlets)
    ]
    assert tellings(rows) == chosen
