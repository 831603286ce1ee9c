"""The Classroom: a task is made, answered, revealed and pooled; files that do not fit are named."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from analysis.article import Article, Part, Span
from analysis.coding.answer import PSEUDONYM_RULE, Answer, Work
from analysis.coding.overlap import ONLY_PEOPLE, Who, overlap
from analysis.coding.pool import pool
from analysis.coding.task import Reveal, Task
from analysis.saved import open_saved
from tests.class_work import CATEGORIES, NOUNS, OWN, VERBS, answer, finding, handed_in, mark, marks, span_of, task_on
from tests.views.using import DASHBOARD, PATIENCE, html_of, press
from views.parts import reports
from views.parts.classroom_draft import Draft, lines_of, sample_task, task_of, whole_dimensions
from views.parts.classroom_heat import heat_marks, in_context, most_disputed, strength_of
from views.parts.classroom_make import SAMPLE_CHOSEN
from views.parts.classroom_marks import WHO_STYLES, names_of, offered, place_marks, student_marks, tool_marks
from views.parts.classroom_state import ANSWER, DRAFT, TASK, Room, classroom_parts
from views.parts.classroom_work import Working, heard, key_of, rated, resumed, revealed, written
from views.parts.marking import MarkEvent
from views.parts.plain import plain
from views.parts.stories import load_stories

HOSTILE = "<img src=x onerror=alert(1)>"
STORY = Article("Council slams plan", "The reckless council slammed the plan on Monday. They met for two hours.")


@pytest.fixture
def working() -> Working:
    """A student who has just begun."""
    return Working(task_on(), "Blue Heron 7")


def added(working: Working, words: str, category: str = VERBS, reason: str = "") -> Working:
    """The work after words were marked in the columns."""
    return heard(working, MarkEvent(0, "added", span=span_of(working.task, words), category=category, reason=reason))


def quotes(working: Working) -> list[str]:
    return [one.quote for one in working.work.marks]


# ---- what a student does ----------------------------------------------------------------------------------------


def test_words_are_marked_unmarked_undone_and_redone(working: Working) -> None:
    both = added(added(working, "slams"), "reckless", NOUNS, "It judges.")
    assert quotes(both) == ["slams", "reckless"]
    assert both.work.marks[1].reason == "It judges."
    without = heard(both, MarkEvent(0, "removed", key_of(both.work.marks[0])))
    assert quotes(without) == ["reckless"]
    undone = heard(heard(without, MarkEvent(0, "undo")), MarkEvent(0, "undo"))
    assert quotes(undone) == ["slams"]
    assert quotes(heard(undone, MarkEvent(0, "redo"))) == ["slams", "reckless"]


def test_the_same_words_count_once_in_a_category_and_once_in_another(working: Working) -> None:
    twice = added(added(working, "slams"), "slams", VERBS, "A blow.")
    assert [one.reason for one in twice.work.marks] == ["A blow."]
    assert quotes(added(twice, "slams", OWN)) == ["slams", "slams"]


@pytest.mark.parametrize("choice", ["accepted", "rejected", "recategorised", "removed"])
def test_an_event_on_a_mark_that_is_not_there_changes_nothing(working: Working, choice: Any) -> None:
    before = added(working, "slams")
    assert heard(before, MarkEvent(0, choice, "1 body 0 1 none", category=VERBS)) == before


def test_the_answer_keeps_what_was_before_the_reveal(working: Working) -> None:
    finished = revealed(written(rated(added(working, "slams"), "fair", 2), "left_out", "The mayor."))
    before = finished.answer.before_reveal
    later = rated(written(added(finished, "reckless"), "left_out", ""), "fair", None)
    assert later.answer.before_reveal == before == finished.work
    assert [one.quote for one in later.answer.latest.marks] == ["slams", "reckless"]
    assert (later.answer.latest.ratings, later.answer.latest.prompts) == ({}, {})
    assert revealed(later).answer == later.answer


def test_a_saved_answer_is_taken_up_as_it_was(working: Working) -> None:
    begun = rated(added(working, "slams"), "fair", 4)
    for saved in (begun, added(revealed(begun), "reckless")):
        opened = open_saved(Answer, "a.json", saved.answer.as_bytes())
        assert resumed(working.task, opened).answer == saved.answer


# ---- what a teacher writes --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"title": "  "}, "Give the task a title."),
        ({"articles": ()}, "Choose at least one story."),
        ({"articles": (STORY,) * 5}, "Choose at most 4 stories; these are 5."),
        ({"own": "No colon"}, "Own label 1: write the label, a colon, and what to mark under it."),
        ({"own": "Voice: one\n\nvoice: two"}, "Own label 2: this is there twice."),
        (
            {"ratings": "Fair?; not"},
            "Rating 1: write the question, what 1 means and what 5 means, with a semicolon between them.",
        ),
        ({"prompts": "\n".join("Why?" for _ in range(51))}, "Ask at most 50 ratings and 50 questions."),
        (
            {"own": "", "ratings": "", "prompts": "", "categories": ()},
            "Ask for something: categories to mark, ratings, or questions.",
        ),
        (
            {"articles": (Article("Long", "word " * 25_000),)},
            "The stories have 125,004 characters together, and a task 100,000 at most.",
        ),
    ],
)
def test_what_a_task_lacks_is_told_in_plain_words(changes: dict[str, Any], told: str) -> None:
    made, faults = task_of(replace(Draft(articles=(STORY,)), **changes))
    assert made is None
    assert faults == (told,)


def test_a_draft_makes_the_task_that_it_describes_and_is_made_from_it_again() -> None:
    draft = Draft(articles=(STORY,), categories=whole_dimensions()[:1], steps=4, reveal=Reveal(scores=False))
    task, faults = task_of(draft)
    assert not faults
    assert task is not None
    assert [one.key for one in task.categories] == ["loaded_language", "own-missing-voice"]
    assert [one.steps for one in task.ratings] == [4, 4]
    assert not task.reveal.scores
    assert task_of(replace(draft, **lines_of(task)))[0] == task


@pytest.mark.parametrize("label", ["Framing", "Loaded language", "???", "Ünfair"])
def test_an_own_label_is_never_taken_for_one_of_the_tools(label: str) -> None:
    task, _ = task_of(Draft(articles=(STORY,), own=f"{label}: Anything."))
    assert task is not None
    assert task.categories[-1].is_own


def test_every_sample_story_makes_a_task() -> None:
    for story in load_stories():
        assert sample_task(story).title == story.title


# ---- marks on the page ------------------------------------------------------------------------------------------


def test_a_students_marks_are_boxed_and_can_be_taken_away(working: Working) -> None:
    [drawn] = student_marks(working.task, added(working, "slams", reason="A blow.").work.marks)[0]
    assert (drawn.choice, drawn.title, drawn.reason) == ("added", "Verbs of attack: “slams”", "A blow.")
    assert heard(added(working, "slams"), MarkEvent(0, "removed", drawn.key)).work.is_empty


def test_only_the_categories_of_the_task_are_offered_and_shown(working: Working) -> None:
    task = working.task
    assert [group for group, _ in offered(task)] == ["Loaded language", "Of this task"]
    found = [finding(task, "slams"), finding(task, "reckless", "framing/conflict")]
    [shown] = tool_marks(task, [found])
    assert [one.title for one in shown] == ["Verbs of attack: “slams”"]


def test_both_ones_marks_are_told_apart_by_their_pattern(working: Working) -> None:
    task = working.task
    work = Work(marks=(mark(task, "slams"), mark(task, "plenty", OWN)))
    compared = overlap(task, work, [[finding(task, "slams"), finding(task, "reckless", NOUNS)]])
    [shown] = place_marks(task, compared, {})
    assert {one.title: one.style for one in shown} == {
        "You and the tool: “slams”": WHO_STYLES[Who.BOTH],
        "Only the tool: “reckless”": WHO_STYLES[Who.ONLY_TOOL],
        "Only you: “plenty”": WHO_STYLES[Who.ONLY_STUDENT],
    }
    [own] = [one for one in shown if "plenty" in one.title]
    assert ("", ONLY_PEOPLE) in own.lines


def test_stories_of_one_outlet_have_different_names() -> None:
    assert names_of(task_on(replace(STORY, outlet="Wire"), replace(STORY, outlet="Wire"))) == ("Wire", "Wire (2)")


@pytest.mark.parametrize(
    ("count", "n_answers", "step"), [(1, 200, 1), (1, 4, 2), (2, 4, 3), (3, 4, 4), (4, 4, 4), (1, 1, 4), (49, 200, 1)]
)
def test_a_mark_is_the_stronger_the_more_of_the_class_made_it(count: int, n_answers: int, step: int) -> None:
    assert strength_of(count, n_answers) == step


def test_the_heat_map_joins_neighbours_that_equally_many_marked() -> None:
    task = task_on()
    works = {"A": marks(task, "the plan reckless"), "B": marks(task, "plan", category=NOUNS), "C": Work()}
    pooled = pool(task, handed_in(works, task))
    [shown] = heat_marks(pooled, None)
    assert [(one.title, one.strength) for one in shown] == [
        ("1 of 3 marked “the”", 2),
        ("2 of 3 marked “plan”", 3),
        ("1 of 3 marked “reckless”", 2),
    ]
    assert shown[1].lines == (("Verbs of attack", "1 of 3"), ("Judging nouns", "1 of 3"))
    [verbs] = heat_marks(pooled, 0)
    assert [one.title for one in verbs] == ["1 of 3 marked “the plan reckless”"]
    words = [row.cells[0] for row in most_disputed(pooled).rows]
    assert words == ["the", "plan", "reckless"]


def test_words_are_shown_among_whole_words() -> None:
    text = "Nobody in the whole town hall had expected that the vote would be as close as it was in the end."
    start = text.index("vote")
    shown = in_context(text, Span(Part.BODY, start, start + 4))
    assert shown == "… hall had expected that the vote would be as close as it was …"
    assert in_context("All of it.", Span(Part.BODY, 0, 3)) == "All of it."


# ---- the view ---------------------------------------------------------------------------------------------------


def page() -> None:
    """The student's page alone, which first hears what was done in the columns."""
    import streamlit as st

    from views.parts.classroom_answer import hear, show_answer

    for event in st.session_state.pop("events", ()):
        hear(event)
    show_answer()


def answering(*, task: Task, did: Working | None = None) -> AppTest:
    """The student's page with a task, and perhaps an answer, open."""
    app = AppTest.from_function(page, default_timeout=PATIENCE)
    parts = classroom_parts(Room(task, did))
    app.session_state["parts"] = {name: file.model_dump(mode="json") for name, file in parts.items() if file}
    return app.run()


def room_of(app: AppTest) -> Room:
    room: Room = app.session_state["room"].room
    return room


def classroom(activity: str) -> AppTest:
    app = AppTest.from_file(DASHBOARD, default_timeout=PATIENCE)
    app.query_params["activity"] = activity
    return app.switch_page("views/classroom.py").run()


def test_it_opens_with_what_to_do_and_a_ready_made_task() -> None:
    app = classroom("Answer a task")
    assert not app.exception
    app.button(key="sample-task").click().run()
    assert room_of(app).task is not None
    press(app, "Close this task")
    assert room_of(app).task is None
    assert "The task was closed" in html_of(app)
    app.button(key="undo-notice").click().run()
    assert room_of(app).task is not None


def test_a_closed_task_cannot_come_back_over_one_that_was_begun_since() -> None:
    app = classroom("Answer a task")
    app.button(key="sample-task").click().run()
    press(app, "Close this task")
    app.button(key="sample-task").click().run()
    app.text_input(key="pseudonym").set_value("Fox")
    press(app, "Begin")
    assert "undo-notice" not in [button.key for button in app.button]


def test_a_file_that_is_no_task_is_named() -> None:
    app = AppTest.from_function(page, default_timeout=PATIENCE).run()
    app.file_uploader(key="task-file").upload("holiday.json", b'{"format": "postcard"}').run()
    assert [error.value for error in app.error] == [
        plain("holiday.json is not a task file of this program. Choose a file that was saved as one.")
    ]


def test_a_pseudonym_is_asked_for_and_checked() -> None:
    app = answering(task=task_on())
    app.text_input(key="pseudonym").set_value("me@school.example")
    press(app, "Begin")
    assert [error.value for error in app.error] == [plain(PSEUDONYM_RULE)]
    app.text_input(key="pseudonym").set_value("Blue Heron 7")
    press(app, "Begin")
    assert room_of(app).working == Working(room_of(app).task or task_on(), "Blue Heron 7")


def test_an_answer_to_another_task_is_refused_and_one_to_this_is_taken_up() -> None:
    task, other = task_on(), task_on(STORY)
    app = answering(task=task)
    app.file_uploader(key="answer-file").upload("a.json", answer(other, "Fox").as_bytes()).run()
    assert "answers another task" in app.error[0].value
    app = answering(task=task)
    app.file_uploader(key="answer-file").upload("a.json", answer(task, "Fox", marks(task, "slams")).as_bytes()).run()
    working = room_of(app).working
    assert working is not None
    assert quotes(working) == ["slams"]


def test_marks_ratings_and_words_are_kept_in_the_project_and_shown_again(working: Working) -> None:
    app = answering(task=working.task, did=working)
    app.session_state["events"] = [MarkEvent(0, "added", span=span_of(working.task, "slams"), category=VERBS)]
    app.run()
    app.radio(key="rate-fair").set_value(2).run()
    app.text_area(key="write-left_out").set_value("The mayor.").run()
    kept = app.session_state["parts"]
    again = AppTest.from_function(page, default_timeout=PATIENCE)
    again.session_state["parts"] = kept
    again.run()
    assert not again.exception
    assert (again.radio(key="rate-fair").value, again.text_area(key="write-left_out").value) == (2, "The mayor.")
    assert "You have marked 1 place." in [text.value for text in again.text]
    assert kept[ANSWER]["before_reveal"]["marks"][0]["quote"] == "slams"


def test_nothing_is_analysed_before_the_reveal(monkeypatch: pytest.MonkeyPatch, working: Working) -> None:
    asked: list[Article] = []

    def forbidden(article: Article) -> None:
        asked.append(article)
        raise AssertionError

    # First where it was imported to: imported later, it would stay forbidden.
    monkeypatch.setattr("views.parts.classroom_reveal.task_report_of", forbidden)
    monkeypatch.setattr(reports, "report_of", forbidden)
    monkeypatch.setattr(reports, "task_report_of", forbidden)
    app = answering(task=working.task, did=added(working, "slams"))
    app.radio(key="rate-fair").set_value(2).run()
    assert not app.exception
    assert asked == []


def test_the_reveal_shows_agreement_what_was_missed_and_scores() -> None:
    task = task_on(STORY)
    app = answering(task=task, did=added(Working(task, "Fox"), "reckless", NOUNS))
    app.button(key="reveal").click().run()
    app.run()
    assert not app.exception
    assert [header.value for header in app.header][1:] == [
        "How far you and the tool agree",
        "What either of you missed",
        "The tool’s scores",
    ]
    html = html_of(app)
    assert "agreement" in html
    assert '<th scope="row">slams</th>' in html
    working = room_of(app).working
    assert working is not None
    assert working.answer.was_revealed


def test_a_task_reveals_no_more_than_it_says() -> None:
    task = Task.model_validate(task_on(STORY).model_dump() | {"reveal": Reveal(marks=False, scores=False)})
    app = answering(task=task, did=revealed(Working(task, "Fox")))
    assert [header.value for header in app.header][1:] == ["How far you and the tool agree"]
    nothing = Reveal(marks=False, scores=False, agreement=False)
    task = Task.model_validate(task_on(STORY).model_dump() | {"reveal": nothing})
    app = answering(task=task, did=revealed(Working(task, "Fox")))
    assert [header.value for header in app.header][1:] == []
    assert "reveals nothing more" in app.info[0].value


def test_a_damaged_answer_in_the_project_is_told_and_the_task_stays_open(working: Working) -> None:
    app = AppTest.from_function(page, default_timeout=PATIENCE)
    broken = added(working, "slams").answer.model_dump(mode="json")
    broken["before_reveal"]["marks"][0]["quote"] = "SLAMS"
    app.session_state["parts"] = {TASK: working.task.model_dump(mode="json"), ANSWER: broken}
    app.run()
    assert "is not what stands there" in app.error[0].value
    assert app.text_input(key="pseudonym").value == ""


def test_a_task_is_made_checked_while_it_is_written_and_tried() -> None:
    app = classroom("Make a task")
    assert "The task is complete" in app.success[0].value
    assert "parts" not in app.session_state
    app.text_input(key="make-title").set_value("").run()
    assert plain("Give the task a title.") in app.warning[0].value
    app.text_input(key="make-title").set_value("Two *tellings*").run()
    assert app.session_state["parts"][DRAFT]["title"] == "Two *tellings*"
    press(app, "Try it as a student")
    assert not app.exception
    assert app.header[0].value == plain("Two *tellings*")


def test_a_teacher_is_told_that_a_sample_story_can_be_looked_up() -> None:
    app = classroom("Make a task")
    assert SAMPLE_CHOSEN in [text.value for text in app.text]
    app.multiselect(key="make-articles").set_value([]).run()
    assert SAMPLE_CHOSEN not in [text.value for text in app.text]


def test_the_form_is_filled_again_from_the_project() -> None:
    app = classroom("Make a task")
    app.text_area(key="make-prompts").set_value("Who is missing?").run()
    app.multiselect(key="make-reveal").set_value(["scores"]).run()
    again = classroom("Make a task")
    first = again.text_area(key="make-prompts").value
    again.session_state["parts"] = app.session_state["parts"]
    again.run()
    assert again.text_area(key="make-prompts").value == "Who is missing?"
    assert again.multiselect(key="make-reveal").value == ["scores"]
    assert again.multiselect(key="make-articles").value == app.multiselect(key="make-articles").value
    again.session_state["parts"] = {}
    again.run()
    assert again.text_area(key="make-prompts").value == first
    assert again.session_state["parts"] == {}


def test_a_task_without_marks_has_only_questions() -> None:
    task = task_on(STORY, categories=())
    app = answering(task=task, did=revealed(Working(task, "Fox")))
    assert not app.exception
    assert [header.value for header in app.header][1:] == ["The tool’s scores"]
    assert app.radio(key="rate-fair").value is None


def test_answers_are_pooled_and_files_that_do_not_fit_are_named() -> None:
    task = task_on()
    works = {
        "Fox": Work(marks=(mark(task, "slams"),), ratings={"fair": 2}, prompts={"left_out": HOSTILE}),
        "Heron": Work(marks=(mark(task, "slams"), mark(task, "reckless", NOUNS)), ratings={"fair": 4}),
    }
    app = classroom("Pool answers")
    app.file_uploader(key="pool-task").upload("task.json", task.as_bytes()).run()
    uploader = app.file_uploader(key="pool-answers")
    foreign = ("other.json", answer(task_on(STORY), "Owl").as_bytes())
    for name, content in [*handed_in(works, task), ("broken.json", b"{"), foreign]:
        uploader.upload(name, content)
    app.run()
    assert not app.exception
    html = html_of(app)
    assert "2 answers pooled." in html
    assert "2 files left out" in app.warning[0].value
    assert plain("broken.json") in app.warning[0].value
    assert plain("other.json") in app.warning[0].value
    assert "Median 3 of 5; 2 students." in [text.value for text in app.text]
    assert HOSTILE not in html
    assert "&lt;img src=x onerror=alert(1)&gt;" in html
    assert '<th scope="row">reckless</th>' in html
    assert len(app.get("download_button")) >= 4
    app.selectbox(key="pool-category").set_value(len(CATEGORIES)).run()
    assert not app.exception


def test_one_answer_alone_makes_a_heat_map_and_no_agreement() -> None:
    task = task_on()
    app = classroom("Pool answers")
    app.file_uploader(key="pool-task").upload("task.json", task.as_bytes()).run()
    app.file_uploader(key="pool-answers").upload("a.json", answer(task, "Fox", marks(task, "slams")).as_bytes()).run()
    assert not app.exception
    assert "agreement takes at least two people" in html_of(app)


def test_a_worksheet_is_offered_for_the_open_stories() -> None:
    app = classroom("Worksheet")
    app.radio(key="sheet-kind").set_value("key").run()
    assert not app.exception
    [sheet] = [button for button in app.get("download_button") if button.proto.id.endswith("save-worksheet")]
    assert sheet.proto.label == "Save the worksheet"
