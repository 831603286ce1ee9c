"""Every view through Streamlit's own test harness: it loads, shows what it is for, and survives bad input."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analysis.article import Article
from analysis.lexicon import LexiconError
from analysis.reading import Resources
from analysis.report import MEASURES, Report, analyse
from views.parts import page, reports
from views.parts.plain import plain

ROOT = Path(__file__).resolve().parent.parent
VIEWS = ("compare", "read", "headline", "actors", "framing", "method")
# Loading the language model on a busy machine takes longer than Streamlit's three seconds.
PATIENCE = 120
STORY = (
    "Council slams critics of river plan\n\n"
    "The council slammed its critics on Monday after a long debate about the river plan. “We will not be bullied,” "
    "said Mayor Ada Quill. About 200 people came to the meeting in the town hall.\n\n"
    "The plan costs 3 million pounds and takes four years to finish. Opponents want a vote in May, and the council has "
    "promised to answer their letter before then.\n"
)
HOSTILE_NAME = "**bold** :red[x] <b>b</b> $m$ [x](javascript:alert(1)).txt"
HOSTILE = (
    "<script>window.hit = 1</script> **bold** :red[red]\n\n"
    'The mayor slammed the plan <img src=x onerror="window.hit = 1"> on Monday, said [a man](javascript:alert(1)) who '
    "lives in $x^2$ street. <style>* { display: none }</style> A second sentence follows the first one here.\n\n"
    ":material/home: `code` and # no heading. </article></div> The council answered the letter within the month, and "
    "nobody in the town hall objected to it.\n"
)


@pytest.fixture
def app() -> AppTest:
    """The dashboard, opened."""
    return AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=PATIENCE).run()


def html_of(app: AppTest) -> str:
    return "\n".join(element.value for element in app.html)


def tables_of(app: AppTest) -> str:
    return "\n".join(element.value for element in app.html if 'class="details"' in element.value)


def labels_of(app: AppTest, key: str) -> list[str]:
    return list(app.pills(key=key).options)


def opened(app: AppTest) -> list[str]:
    return [entry.article.headline for entry in app.session_state["desk"].opened]


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def paste(app: AppTest, text: str, headline: str = "") -> AppTest:
    press(app, "Add an article")
    app.text_input(key="paste-headline").set_value(headline)
    app.text_area(key="paste-text").set_value(text)
    return press(app, "Read this text")


def upload(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    press(app, "Add an article")
    for name, content in files:
        app.file_uploader[0].upload(name, content)
    app.run()
    return (
        next(button for button in app.button if button.label.startswith("Read ") and "file" in button.label)
        .click()
        .run()
    )


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
    assert [tab.label for tab in app.tabs][:2] == ["Shared passages", "Told by one only"]


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
    app.button(key="undo").click().run()
    assert opened(app) == before


def test_without_articles_every_view_offers_the_two_ways_on(app: AppTest) -> None:
    for entry in app.session_state["desk"].opened:
        app.button(key=f"remove-{entry.key}").click().run()
    for view in VIEWS:
        app.switch_page(f"views/{view}.py").run()
        assert not app.exception
        assert app.header[0].value == "No article is open"
    app.button(key="reopen").click().run()
    assert len(opened(app)) == 4


def test_the_filters_of_the_reading_view_narrow_what_is_marked(app: AppTest) -> None:
    app.switch_page("views/read.py").run()
    app.pills(key="article").set_value("ferry_fares-1").run()

    def count() -> int:
        return int(next(text.value for text in app.text if " shown. " in text.value).split()[0])

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
    shared = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=PATIENCE)
    shared.query_params["story"] = "Red water in the Lenne"
    shared.query_params["compared"] = ["Clean Rivers Bulletin", "Evening Star-Dispatch"]
    shared.run()
    assert shared.selectbox(key="story").value == "river_dye"
    assert shared.pills(key="compared").value == ["river_dye-2", "river_dye-3"]


def test_an_address_that_names_articles_which_are_not_open_falls_back_to_the_first_two() -> None:
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=PATIENCE)
    app.query_params["compared"] = "My article of yesterday"
    app.run()
    assert app.pills(key="compared").value == ["ferry_fares-0", "ferry_fares-1"]


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
    labels = [*labels_of(app, "compared" if view in ("compare", "actors", "framing") else "article")]
    for text in (*shown, *labels):
        assert ":red[" not in text
        assert "**y**" not in text


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
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=PATIENCE).run()
    assert not app.exception
    assert [error.value for error in app.error] == [plain("attack_verbs.toml: no terms")]


def test_a_category_that_the_next_article_lacks_is_let_go(app: AppTest) -> None:
    app.switch_page("views/read.py").run()
    app.pills(key="article").set_value("ferry_fares-1").run()
    app.multiselect(key="categories").set_value(["Shouting"]).run()
    assert app.multiselect(key="categories").value == ["Shouting"]
    app.pills(key="dimensions").set_value(["Framing"]).run()
    assert not app.exception
    assert app.multiselect(key="categories").value == []
