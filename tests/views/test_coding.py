"""The Coding view: begin, code five sentences, save, reopen, a second coder, agreement, the tool only at the end."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from analysis.coding.code_tables import wide_csv
from analysis.coding.codings import Verdict
from analysis.coding.sheet import Sheet
from analysis.saved import open_saved
from tests.conftest import ROOT
from tests.views.using import DASHBOARD, PATIENCE, html_of, paste, press, tables_of
from views.parts.coding_text import unit_html

ECONOMY, HEALTH = "framing/policy_economic", "framing/policy_health_and_safety"
NAME = "Tidewater <b>Echo</b>"
STORY = (
    "Crossing the bay by ferry <i>costs</i> more than it did in spring. The company raised its prices by 3 pounds on "
    "Monday and gave no reason for it.\n\nNobody was hurt when the gate fell shut on the last boat. :red[Rain] fell "
    "all day on those who had to wait at the pier until the next morning.\n"
)


@pytest.fixture
def view(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The view, with one own article of five units open, headline included."""
    monkeypatch.setenv("MODELS_FOLDER", "none")
    app = AppTest.from_file(DASHBOARD, default_timeout=PATIENCE).run()
    paste(app, STORY, "Ferry fares rise")
    app.text_input(key="1-0-outlet").set_value(NAME)
    press(app, "Open 1 article")
    return app.switch_page("views/coding.py").run()


def begin(app: AppTest, coder: str, book: str = "Policy frames") -> AppTest:
    app.selectbox(key="coding-book").select(book).run()
    own = [key for key in app.session_state["compared"] if key.startswith("own-")]
    app.multiselect(key="coding-articles").set_value(own)
    app.text_input(key="coding-name").set_value(coder).run()
    return press(app, "Begin coding")


def sheet_in(app: AppTest) -> Sheet:
    return open_saved(Sheet, "the state", json.dumps(app.session_state["parts"]["codes"]).encode())


def tick(app: AppTest, *options: str, note: str = "") -> AppTest:
    for option in options:
        app.checkbox(key=f"coding-box-{option}").check()
    app.text_area[0].set_value(note)
    return press(app, "Next")


def code_all(app: AppTest, *, economy_in: str) -> AppTest:
    """Give every unit that holds some words one code, and "none" to the others."""
    sheet = sheet_in(app)
    for number in sheet.order:
        tick(app, ECONOMY if economy_in in sheet.text(number) else ":none")
    return app


def reopen(app: AppTest, sheet: Sheet) -> AppTest:
    app.button(key="coding-close").click().run()
    app.file_uploader(key="coding-sheet-file").upload("codes.json", sheet.as_bytes())
    app.run()
    return press(app, "Open this sheet")


def test_five_sentences_are_coded_saved_reopened_and_agreed_on(view: AppTest) -> None:
    begin(view, "Ada")
    order = sheet_in(view).order
    tick(view, ECONOMY, HEALTH, note="both?")
    tick(view, ":none")
    tick(view, ":unsure")
    tick(view)
    assert any("stays open" in warning.value for warning in view.warning)
    saved = sheet_in(view)
    codings = saved.coder("Ada").codings
    assert [codings[number].verdict for number in order] == [
        *(Verdict.CODED, Verdict.NONE, Verdict.UNSURE, Verdict.OPEN, Verdict.OPEN),
    ]
    assert (codings[order[0]].codes, codings[order[0]].note) == ((ECONOMY, HEALTH), "both?")

    reopen(view, saved)
    view.button(key="coding-as-0").click().run()
    assert not view.exception
    assert "Unit 4 of 5" in view.get("progress")[0].proto.text
    view.button(key="coding-coder").click().run()
    view.text_input(key="coding-new-name").set_value("Bo")
    press(view, "Begin coding")
    code_all(view, economy_in="pounds")
    press(view, "I have finished")
    assert not view.exception
    assert "Too few units" in tables_of(view)
    assert [coder.name for coder in sheet_in(view).coders] == ["Ada", "Bo"]


def test_what_was_said_is_shown_again_when_a_coder_goes_back(view: AppTest) -> None:
    begin(view, "Ada")
    tick(view, ECONOMY, note="hm")
    assert view.checkbox(key=f"coding-box-{ECONOMY}").value is False
    assert view.text_area[0].value == ""
    press(view, "Previous")
    assert view.checkbox(key=f"coding-box-{ECONOMY}").value is True
    assert view.text_area[0].value == "hm"
    view.checkbox(key=f"coding-box-{ECONOMY}").uncheck()
    press(view, "Next not coded")
    sheet = sheet_in(view)
    assert sheet.coder("Ada").codings[sheet.order[0]].verdict is Verdict.OPEN


def test_codes_and_none_at_once_are_not_taken(view: AppTest) -> None:
    begin(view, "Ada")
    tick(view, ECONOMY, ":none")
    assert any("exclude each other" in warning.value for warning in view.warning)
    assert view.checkbox(key=f"coding-box-{ECONOMY}").value is True
    assert sheet_in(view).coder("Ada").n_done == 0


def test_outlet_and_verdict_of_the_tool_are_not_in_the_page_before_the_coder_has_finished(view: AppTest) -> None:
    begin(view, "Ada")
    sheet = sheet_in(view)
    for number in range(len(sheet.units)):
        assert "Tidewater" not in unit_html(sheet, number)
    assert tables_of(view) == ""
    assert "coding-tool" not in [toggle.key for toggle in view.toggle]
    code_all(view, economy_in="pounds")
    assert tables_of(view) == ""
    press(view, "I have finished")
    assert "coding-tool" in [toggle.key for toggle in view.toggle]
    view.toggle(key="coding-tool").set_value(True).run()
    assert not view.exception
    tables = tables_of(view)
    assert "The tool beside the coder" in tables
    assert "raised its prices by 3 pounds" in tables


def test_an_unfinished_coder_is_asked_before_the_end(view: AppTest) -> None:
    begin(view, "Ada")
    tick(view, ECONOMY)
    view.checkbox(key=f"coding-box-{HEALTH}").check()
    press(view, "I have finished")
    assert any("Not every unit" in warning.value for warning in view.warning)
    assert not sheet_in(view).coder("Ada").finished
    assert sheet_in(view).coder("Ada").n_done == 2
    press(view, "Next not coded")
    press(view, "I have finished")
    press(view, "Finish with 3 units missing")
    assert sheet_in(view).coder("Ada").finished
    assert not view.warning


def test_a_closed_sheet_comes_back(view: AppTest) -> None:
    begin(view, "Ada")
    tick(view, ECONOMY)
    before = sheet_in(view)
    view.button(key="coding-close").click().run()
    assert view.selectbox(key="coding-book")
    view.button(key="undo-notice").click().run()
    assert sheet_in(view) == before
    assert "Unit 2 of 5" in view.get("progress")[0].proto.text


def test_text_of_an_article_is_never_html(view: AppTest) -> None:
    begin(view, "Ada")
    sheet = sheet_in(view)
    number = next(number for number in range(5) if "costs" in sheet.text(number))
    assert "&lt;i&gt;costs&lt;/i&gt;" in unit_html(sheet, number)


def test_a_second_coders_table_is_taken_in_and_compared(view: AppTest) -> None:
    begin(view, "Ada")
    bos = code_all(view, economy_in="pounds").session_state["parts"]["codes"]
    bos = json.dumps(bos).replace('"Ada"', '"=Bo"')
    copy = wide_csv(open_saved(Sheet, "copy", bos.encode()))
    press(view, "I have finished")
    view.file_uploader(key="coding-copy").upload("bo.csv", copy.encode())
    view.run()
    press(view, "Take it in")
    assert not view.exception
    assert [coder.name for coder in sheet_in(view).coders] == ["Ada", "=Bo"]
    assert "agree on every unit" in tables_of(view)


def test_an_own_codebook_with_one_code_a_unit_is_coded_by_choice(view: AppTest) -> None:
    view.selectbox(key="coding-book").select("My own, from a file").run()
    content = (ROOT / "docs" / "examples" / "codebook.toml").read_bytes()
    content = content.replace(b"exclusive = false", b"exclusive = true")
    view.file_uploader(key="coding-book-file").upload("codebook.toml", content)
    view.run()
    view.text_input(key="coding-name").set_value("Ada").run()
    press(view, "Begin coding")
    assert not view.exception
    choice = view.radio(key="coding-choice")
    assert choice.value is None
    assert len(choice.options) == 4 + 2
    choice.set_value("evidence")
    press(view, "Next")
    sheet = sheet_in(view)
    assert sheet.codebook.exclusive
    assert sheet.coder("Ada").codings[sheet.order[0]].codes == ("evidence",)
    assert view.radio(key="coding-choice").value is None


def test_a_broken_codebook_and_a_foreign_file_are_named(view: AppTest) -> None:
    view.selectbox(key="coding-book").select("My own, from a file").run()
    view.file_uploader(key="coding-book-file").upload("mine.csv", b"code,label,definition\nx,,About x.")
    view.run()
    assert any("mine" in error.value and "row 2" in error.value for error in view.error)
    view.file_uploader(key="coding-sheet-file").upload("other.json", b'{"format": "other"}')
    view.run()
    press(view, "Open this sheet")
    assert any("is not a coding sheet" in error.value for error in view.error)
    assert not view.exception


def test_a_part_of_the_work_that_is_no_sheet_is_named_and_left_out(view: AppTest) -> None:
    view.session_state["parts"] = {"codes": {"format": "how-it-is-told/codes", "version": 1}}
    view.run()
    assert not view.exception
    assert any("damaged" in error.value for error in view.error)
    assert view.selectbox(key="coding-book")


def test_a_saved_sheet_needs_no_open_article(view: AppTest) -> None:
    begin(view, "Ada")
    saved = sheet_in(view)
    view.button(key="coding-close").click().run()
    view.selectbox(key="story").select("own").run()
    view.button(key="remove-own-0").click().run()
    view.file_uploader(key="coding-sheet-file").upload("codes.json", saved.as_bytes())
    view.run()
    press(view, "Open this sheet")
    view.button(key="coding-as-0").click().run()
    assert not view.exception
    assert "Unit 1 of 5" in view.get("progress")[0].proto.text


def test_the_view_says_what_it_is_for(view: AppTest) -> None:
    assert view.title[0].value == "Code by hand"
    assert "looks at its subject as a matter of money" in html_of(view)
