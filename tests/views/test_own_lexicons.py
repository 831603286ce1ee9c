"""The view of own word lists: adding, using, removing, saving, and that no other visit sees them."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from analysis.own_lexicons import LexiconFile, OwnLexicons, read_lexicon_bytes
from tests.views.using import DASHBOARD, PATIENCE, html_of, press
from views.parts.lexicon_lists import terms_table
from views.parts.lexicon_upload import EXAMPLES, OFFERED

VIEW = "views/lexicons.py"
TABLE = b"term,category,alternative,reason\nferry,Boats,vessel,\xe2\x80\x9c{quote}\xe2\x80\x9d floats.\n,Boats,,\n"


def add(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    """Upload files in the view."""
    app.switch_page(VIEW).run()
    for name, content in files:
        app.file_uploader[0].upload(name, content)
    return app.run()


def own_of(app: AppTest) -> OwnLexicons:
    """The lists of a visit, as its work keeps them."""
    part = app.session_state["parts"].get("lexicons") if "parts" in app.session_state else None
    return LexiconFile.model_validate(part).lexicons if part else OwnLexicons()


def legends(app: AppTest) -> str:
    """What the reading columns were given, legend and all."""
    return str([element.proto for element in app.get("bidi_component")])


def categories(app: AppTest) -> list[str]:
    """The categories that the reading view offers."""
    app.switch_page("views/read.py").run()
    assert not app.exception
    return list(app.multiselect(key="categories").options)


def test_a_list_is_read_shown_and_its_bad_row_named(app: AppTest) -> None:
    add(app, ("boats.csv", TABLE))
    assert not app.exception
    assert [one.name for one in own_of(app).lists] == ["boats"]
    page = html_of(app)
    assert "boats.csv, row 3: its term is empty" in page
    assert '<th scope="row">ferry</th>' in page
    assert "vessel" in page
    assert any("1 problem" in error.value for error in app.error)
    assert any("1 term in 1 category, for Loaded language." in text.value for text in app.text)


def test_own_categories_are_marked_and_can_be_chosen_in_the_reading_view(app: AppTest) -> None:
    before = categories(app)
    assert "Boats" not in before
    add(app, ("boats.csv", TABLE))
    assert {"Boats"} < set(categories(app))
    assert "Loaded language, with your own: Boats" in legends(app)
    add(app)
    app.radio(key="lexicons-use").set_value("Instead of the built-in lists").run()
    assert own_of(app).instead
    assert set(categories(app)) <= {"Boats", "Loaded in its sentence"}


def test_the_comparison_follows_the_lists_and_their_use(app: AppTest) -> None:
    add(app, ("boats.csv", TABLE))
    app.switch_page("views/compare.py").run()
    assert not app.exception
    add(app)
    press(app, "Remove “boats”")
    app.switch_page("views/compare.py").run()
    assert not app.exception


def test_no_other_visit_sees_the_lists(app: AppTest) -> None:
    other = AppTest.from_file(DASHBOARD, default_timeout=PATIENCE).run()
    before = categories(other)
    add(app, ("boats.csv", TABLE))
    assert "Boats" in categories(app)
    assert categories(other) == before
    other.switch_page(VIEW).run()
    assert "ferry" not in html_of(other)
    other.switch_page("views/method.py").run()
    assert "Boats" not in html_of(other)


def test_a_removed_list_comes_back(app: AppTest) -> None:
    add(app, ("boats.csv", TABLE), ("more.csv", b"term\npier\n"))
    kept = own_of(app)
    press(app, "Remove “boats”")
    assert [one.name for one in own_of(app).lists] == ["more"]
    app.button(key="undo-notice").click().run()
    assert own_of(app) == kept


def test_a_removed_list_cannot_come_back_over_a_later_change(app: AppTest) -> None:
    add(app, ("boats.csv", TABLE))
    press(app, "Remove “boats”")
    add(app, ("more.csv", b"term\npier\n"))
    assert "undo-notice" not in [button.key for button in app.button]


def test_saved_lists_open_again_with_their_use(app: AppTest) -> None:
    own = OwnLexicons(lists=read_lexicon_bytes("boats.csv", TABLE).lists, instead=True)
    add(app, ("shared.json", LexiconFile.of(lexicons=own).as_bytes()))
    assert own_of(app) == own
    assert app.radio(key="lexicons-use").value == "Instead of the built-in lists"


def test_a_file_of_another_kind_is_named_and_nothing_changes(app: AppTest) -> None:
    add(app, ("boats.csv", TABLE))
    kept = own_of(app)
    add(app, ("task.json", b'{"format": "how-it-is-told/task", "version": 1}'))
    assert "task.json is not a file of word lists" in html_of(app)
    assert own_of(app) == kept


def test_what_a_project_holds_in_the_place_of_lists_is_checked(app: AppTest) -> None:
    app.session_state["parts"] = {"lexicons": {"format": LexiconFile.KIND, "version": 1, "lexicons": {"lists": 3}}}
    app.switch_page(VIEW).run()
    assert not app.exception
    assert any("damaged" in error.value for error in app.error)


def test_hostile_names_and_terms_are_shown_as_typed(app: AppTest) -> None:
    hostile = b"term,category,reason\nferry,<img src=x onerror=alert(1)>,<script>alert(1)</script>\n"
    add(app, ("**<b>x</b>**.csv", hostile))
    assert not app.exception
    page = html_of(app)
    assert "<img" not in page
    assert "<script>alert" not in page
    assert "&lt;img src=x" in page
    for view in ("read", "compare", "method"):
        app.switch_page(f"views/{view}.py").run()
        assert not app.exception
        assert "<img src=x" not in html_of(app)


def test_the_examples_open_and_their_tables_read_back() -> None:
    for name in OFFERED:
        read = read_lexicon_bytes(name, (EXAMPLES / name).read_bytes())
        assert read.problems == ()
        assert read.lists[0].n_terms >= 3
    (one,) = read_lexicon_bytes("a.csv", (EXAMPLES / "word_list.csv").read_bytes()).lists
    table = terms_table(one)
    lines = [table.columns, *(row.cells for row in table.rows)]
    content = "\n".join("\t".join("" if cell is None else str(cell) for cell in line) for line in lines)
    (again,) = read_lexicon_bytes("a.tsv", content.encode()).lists
    assert again == one
