"""Every view loads, shows what it is for, filters, and can be shared by its address."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from analysis.article import Article
from analysis.lexicon import LexiconError
from analysis.reading import Resources
from analysis.report import MEASURES, Report, analyse
from tests.views.using import (
    DASHBOARD,
    PATIENCE,
    STORY,
    VIEWS,
    html_of,
    paste,
    press,
)
from views.parts import page, reports
from views.parts.filters import FOUND_BY
from views.parts.plain import plain
from views.parts.weights import NO_MODELS


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_loads_with_a_title_and_the_bar(app: AppTest, view: str) -> None:
    app.switch_page(f"views/{view}.py").run()
    assert not app.exception
    assert len(app.title) == 1
    assert app.selectbox(key="story").value == "ferry_fares"
    assert any(button.label == "Add an article" for button in app.button)


@pytest.mark.parametrize("story", ["ferry_fares", "night_market", "phone_lockers", "river_dye"])
def test_each_sample_story_opens_as_a_comparison_of_two(app: AppTest, story: str) -> None:
    app.selectbox(key="story").select(story).run()
    assert not app.exception
    assert len(app.pills(key="compared").value) == 2
    assert "Loaded language" in html_of(app)
    assert {"Shared passages", "Told by one only", "Distinctive words"} <= {tab.label for tab in app.tabs}


def test_a_distinctive_word_is_chosen_from_a_list_and_shown_where_it_stands(app: AppTest) -> None:
    words = app.selectbox(key="distinctive-word")
    words.select(words.options[-1]).run()
    assert not app.exception
    word, _, article = words.options[-1].partition(" – ")
    contexts = next(element.value for element in app.html if 'class="contexts"' in element.value)
    assert article in contexts
    assert word[:3].lower() in re.findall(r'class="hit">([^<]*)<', contexts)[0].lower()


def test_a_story_about_something_else_than_its_headline_says_so_on_top(app: AppTest) -> None:
    paste(app, STORY.partition("\n\n")[2], "Volcano buries three villages on Mars")
    press(app, "Open 1 article")
    app.switch_page("views/headline.py").run()
    assert not app.exception
    assert any("about something else" in info.value for info in app.info)


def test_the_first_page_says_what_it_is_and_what_it_does_not_claim(app: AppTest) -> None:
    assert "does not say who is right" in app.text[0].value


def test_the_scores_of_both_articles_stand_side_by_side_with_interval_and_band(app: AppTest) -> None:
    html = html_of(app)
    assert '<th scope="col">Coastal Wire</th><th scope="col">The Daily Clarion</th>' in html
    assert "95 % interval" in html
    assert 'class="remark"' in html


def test_four_articles_can_be_compared_and_a_fifth_is_not_shown(app: AppTest) -> None:
    paste(app, STORY)
    press(app, "Open 1 article")
    every = [entry.key for entry in app.session_state["desk"].opened]
    app.pills(key="compared").set_value(every).run()
    assert not app.exception
    assert any("first 4" in info.value for info in app.info)


def test_the_filters_of_the_reading_view_narrow_what_is_marked(app: AppTest) -> None:
    app.switch_page("views/read.py").run()
    app.pills(key="article").set_value("ferry_fares-1").run()

    def count() -> int:
        shown = re.search(r"(\d+) marks? shown", html_of(app))
        return int(shown[1]) if shown else 0

    everything = count()
    assert everything > 3
    app.segmented_control(key="voice").set_value("Quoted words").run()
    quoted = count()
    app.segmented_control(key="voice").set_value("The outlet’s own words").run()
    assert quoted + count() == everything
    app.segmented_control(key="voice").set_value("Both").run()
    app.multiselect(key="categories").set_value(app.multiselect(key="categories").options[:1]).run()
    assert not app.exception


def test_the_choice_of_story_and_articles_can_be_shared_by_address() -> None:
    shared = AppTest.from_file(DASHBOARD, default_timeout=PATIENCE)
    shared.query_params["story"] = "Red water in the Lenne"
    shared.query_params["compared"] = ["Clean Rivers Bulletin", "Evening Star-Dispatch"]
    shared.run()
    assert shared.selectbox(key="story").value == "river_dye"
    assert shared.pills(key="compared").value == ["river_dye-3", "river_dye-1"]


def test_an_address_that_names_articles_which_are_not_open_falls_back_to_the_first_two() -> None:
    app = AppTest.from_file(DASHBOARD, default_timeout=PATIENCE)
    app.query_params["compared"] = "My article of yesterday"
    app.run()
    assert app.pills(key="compared").value == ["ferry_fares-0", "ferry_fares-1"]


def test_the_method_view_tells_every_measure_and_every_word_list(app: AppTest) -> None:
    app.switch_page("views/method.py").run()
    assert [expander.label for expander in app.expander][: len(MEASURES)] == [
        f"**{measure.label}** — {measure.question}" for measure in MEASURES
    ]
    html = html_of(app)
    assert "Attack and conflict verbs" in html
    assert "Apache-2.0" in html


def test_nothing_is_analysed_twice_whatever_the_reader_switches(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    analysed: list[str] = []

    def counting(article: Article, resources: Resources) -> Report:
        analysed.append(article.headline)
        return analyse(article, resources)

    monkeypatch.setattr(reports, "analyse", counting)
    paste(app, STORY, "Read only once")
    press(app, "Open 1 article")
    app.pills(key="marked").set_value(["Framing"]).run()
    for view in VIEWS:
        app.switch_page(f"views/{view}.py").run()
    assert analysed == ["Read only once"]


def test_a_broken_word_list_is_named_instead_of_a_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise LexiconError("attack_verbs.toml: no terms")

    monkeypatch.setattr(page, "resources", broken)
    app = AppTest.from_file(DASHBOARD, default_timeout=PATIENCE).run()
    assert not app.exception
    assert [error.value for error in app.error] == [plain("attack_verbs.toml: no terms")]


def test_models_that_do_not_load_are_named_instead_of_a_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODELS_FOLDER", "/no/such/folder")
    app = AppTest.from_file(DASHBOARD, default_timeout=PATIENCE).run()
    assert not app.exception
    assert [error.value for error in app.error] == [
        plain("No model in “/no/such/folder/loaded_language”: restore the folder from the project, or name another.")
    ]


def test_without_models_the_dashboard_says_so_and_asks_nothing_about_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODELS_FOLDER", "none")
    app = AppTest.from_file(DASHBOARD, default_timeout=PATIENCE).run()
    app.switch_page("views/read.py").run()
    assert not app.exception
    assert "found_by" not in [box.key for box in app.selectbox]
    app.switch_page("views/method.py").run()
    assert NO_MODELS in [text.value for text in app.text]


def test_the_method_view_shows_accuracy_with_each_measure_and_the_models_in_use(app: AppTest) -> None:
    app.switch_page("views/method.py").run()
    told = "\n".join(block.value for block in app.expander[0].markdown)
    assert "#### Loaded language" in told
    assert [e.label for e in app.expander if e.label.startswith("Model card of")]
    assert "Models in use" in html_of(app)


def test_lexicon_and_model_stand_side_by_side_in_the_reading_view(app: AppTest) -> None:
    app.switch_page("views/read.py").run()
    app.pills(key="article").set_value("ferry_fares-1").run()
    table = next(e for e in app.expander if e.label == "Sentence by sentence: the model and the word lists")
    assert "Agreement" in table.html[0].value

    def count(choice: str) -> int:
        app.selectbox(key="found_by").select(choice).run()
        shown = re.search(r"(\d+) marks? shown", html_of(app))
        return int(shown[1]) if shown else 0

    everything, lists, model, both = map(count, list(FOUND_BY)[:4])
    assert 0 < lists <= everything
    assert lists + model - both == everything


def test_a_choice_that_marks_nothing_says_what_to_do(app: AppTest) -> None:
    app.switch_page("views/read.py").run()
    app.pills(key="dimensions").set_value([]).run()
    assert not app.exception
    assert "Nothing is marked" in html_of(app)


def test_a_category_that_the_next_article_lacks_is_let_go(app: AppTest) -> None:
    app.switch_page("views/read.py").run()
    app.pills(key="article").set_value("ferry_fares-1").run()
    app.multiselect(key="categories").set_value(["Shouting"]).run()
    assert app.multiselect(key="categories").value == ["Shouting"]
    app.pills(key="dimensions").set_value(["Framing"]).run()
    assert not app.exception
    assert app.multiselect(key="categories").value == []
