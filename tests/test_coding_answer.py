"""Tasks and answers: what they may hold, that they come back as they were, and what a hostile file is refused with."""

from __future__ import annotations

import json
import re
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from analysis.article import Article, Part, Span
from analysis.coding.answer import MOST_ANSWER_BYTES, Answer, Mark, Work, is_pseudonym, open_answer
from analysis.coding.task import MOST_TASK_CHARACTERS, MarkCategory, RatingQuestion, Task
from analysis.lexicon import Category
from analysis.reading import Resources
from analysis.saved import SavedArticle, SavedError, SavedFile, open_saved
from docs.schemas import path_of
from tests.class_work import CATEGORIES, FAIR, LEFT_OUT, NOUNS, OWN, TEN_WORDS, VERBS, answer, mark, marks, task_on
from tests.conftest import ROOT

MARKUP = "</script><img src=x onerror=alert(1)>{{7*7}}[x](javascript:x)\u202e\0"
TASK = task_on()
FULL = answer(
    TASK,
    "Blue Heron 7",
    Work(marks=(mark(TASK, "slams", reason="a blow"),), ratings={"fair": 2}, prompts={"left_out": "the cost"}),
    marks(TASK, "slams", "reckless"),
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80)


def changed(saved: SavedFile, path: str, value: Any) -> bytes:
    """Return a saved file with one value set anew; the path's steps are parted by dots."""
    content = json.loads(saved.as_bytes())
    *steps, last = path.split(".")
    place = content
    for step in steps:
        place = place[int(step) if isinstance(place, list) else step]
    place[int(last) if isinstance(place, list) else last] = value
    return json.dumps(content).encode()


def test_a_task_and_an_answer_come_back_as_they_were() -> None:
    assert open_saved(Task, "task.json", TASK.as_bytes()) == TASK
    assert open_answer("answer.json", FULL.as_bytes(), TASK) == FULL


def test_an_answer_keeps_what_was_there_before_the_reveal_apart() -> None:
    assert [one.quote for one in FULL.before_reveal.marks] == ["slams"]
    assert [one.quote for one in FULL.latest.marks] == ["slams", "reckless"]
    assert FULL.was_revealed
    unseen = answer(TASK, "Owl", marks(TASK, "slams"))
    assert not unseen.was_revealed
    assert unseen.latest == unseen.before_reveal


def test_an_answer_holds_nothing_about_a_person_but_the_pseudonym() -> None:
    assert json.loads(FULL.as_bytes()).keys() == {
        *("format", "version", "task", "pseudonym"),
        *("before_reveal", "after_reveal"),
    }


@given(headline=TEXT, body=TEXT, start=st.integers(0, 79), length=st.integers(1, 80))
def test_a_mark_quotes_the_text_at_its_span_whatever_the_text(
    headline: str, body: str, start: int, length: int
) -> None:
    task = task_on(Article(headline, body))
    start %= len(body)
    end = min(len(body), start + length)
    made = Mark.of(task, 1, Span(Part.BODY, start, end), category=VERBS, reason=MARKUP)
    opened = open_answer("a.json", answer(task, "Owl", Work(marks=(made,))).as_bytes(), task)
    assert opened.before_reveal.marks == (made,)
    assert task.text(1, Part.BODY)[made.start : made.end] == made.quote == body[start:end]


@pytest.mark.parametrize("span", [Span(Part.BODY, 5, 5), Span(Part.BODY, 0, 4_000), Span(Part.HEADLINE, 90, 95)])
def test_no_mark_is_made_on_nothing_or_beyond_the_text(span: Span) -> None:
    with pytest.raises(ValidationError):
        Mark.of(TASK, 1, span, category=VERBS)


@pytest.mark.parametrize("name", ["Owl", "7", "Blue Heron 7", "Ünal-2", "O’Hare", "नमस्ते", "x" * 24])
def test_a_short_name_is_a_pseudonym(name: str) -> None:
    assert is_pseudonym(name)


@pytest.mark.parametrize(
    "name", ["", " ", " Owl", "Owl ", "owl@example.org", "Owl (2)", "=1+1", "<b>", "a\nb", "a\u202eb", "x" * 25]
)
def test_an_address_markup_or_a_formula_is_no_pseudonym(name: str) -> None:
    assert not is_pseudonym(name)
    with pytest.raises(SavedError, match="pseudonym"):
        open_answer("a.json", changed(FULL, "pseudonym", name), TASK)


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        ("before_reveal.marks.0.quote", "claps", "mark 1, “claps”, is not what stands there"),
        ("after_reveal.marks.1.quote", "RECKLESS", "mark 2, “RECKLESS”, is not what stands there"),
        ("before_reveal.marks.0.part", "body", "mark 1, “slams”, is not what stands there"),
        ("before_reveal.marks.0.article", 2, "mark 1, “slams”, is in article 2"),
        ("before_reveal.marks.0.category", "unheard_of", "mark 1, “slams”, is put under “unheard_of”"),
        ("before_reveal.ratings", {"fair": 6}, "“fair” 6"),
        ("before_reveal.ratings", {"clear": 1}, "“clear” 1"),
        ("before_reveal.prompts", {"why": "x"}, "“why”"),
        ("task", "0" * 64, "answers another task"),
        ("before_reveal.marks.0.start", -6, "before_reveal.marks.0.start"),
        ("before_reveal.marks.0.start", 6.5, "before_reveal.marks.0.start"),
        ("before_reveal.marks.0.start", "six", "before_reveal.marks.0.start"),
        ("before_reveal.marks.0.end", float("nan"), "before_reveal.marks.0.end"),
        ("before_reveal.marks.0.end", float("inf"), "before_reveal.marks.0.end"),
        ("before_reveal.marks.0.end", 10**30, "before_reveal.marks.0.end"),
        ("before_reveal.marks.0.end", 8, "no room"),
        ("before_reveal.marks.0.quote", "", "before_reveal.marks.0.quote"),
        ("before_reveal.marks.0.category", MARKUP, "before_reveal.marks.0.category"),
        ("before_reveal.marks.0.reason", "x" * 1_001, "before_reveal.marks.0.reason"),
        ("before_reveal.marks", {"0": 1}, "before_reveal.marks"),
        ("before_reveal.marks", [None] * 1_001, "before_reveal.marks"),
        ("before_reveal.ratings", {"fair": 0}, "before_reveal.ratings.fair"),
        ("before_reveal.ratings", {"fair": "good"}, "before_reveal.ratings.fair"),
        ("before_reveal", None, "before_reveal"),
        ("pseudonym", ["Owl"], "pseudonym"),
        ("version", 2, "later version"),
        ("version", "one", "which version"),
        ("format", "how-it-is-told/task", "is not an answer file"),
        ("e-mail", "owl@example.org", "e-mail"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused_with_what_is_wrong(path: str, value: Any, named: str) -> None:
    with pytest.raises(SavedError) as refused:
        open_answer("owl.json", changed(FULL, path, value), TASK)
    assert str(refused.value).startswith("owl.json ")
    assert named in str(refused.value)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"null",
        b"NaN",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"format": ' + b"1" * 5_000 + b"}",
        b'{"a":' * 50_000,
        b'{"format": "how-it-is-told/answer", "version": 1e999}',
        b'{"format": "how-it-is-told/answer", "version": 1, "\\ud800": 1}',
        b" " * (MOST_ANSWER_BYTES + 1),
        b"<script>alert(1)</script>",
    ],
    ids=repr,
)
def test_what_is_no_answer_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(SavedError, match=r"^owl\.json "):
        open_answer("owl.json", content, TASK)


def test_markup_in_every_text_stays_text() -> None:
    story = SavedArticle.of(Article(MARKUP, MARKUP, MARKUP, MARKUP, MARKUP))
    task = Task.of(
        title=MARKUP,
        instructions=MARKUP,
        articles=(story,),
        categories=(MarkCategory(key="own", label=MARKUP, explanation=MARKUP),),
        ratings=(RatingQuestion(key="q", question=MARKUP, low=MARKUP, high=MARKUP),),
    )
    assert open_saved(Task, "t.json", task.as_bytes()) == task
    made = Mark.of(task, 1, Span(Part.BODY, 0, len(MARKUP)), category="own", reason=MARKUP)
    given_in = answer(task, "Owl", Work(marks=(made,)))
    assert open_answer("a.json", given_in.as_bytes(), task) == given_in


def test_the_id_is_that_of_the_content() -> None:
    assert len(TASK.id) == 64
    assert open_saved(Task, "t.json", TASK.as_bytes()).id == TASK.id == task_on().id
    for path, value in [("title", "Others"), ("articles.0.body", "Others."), ("reveal.marks", False)]:
        assert open_saved(Task, "t.json", changed(TASK, path, value)).id != TASK.id


def test_the_id_does_not_change_with_what_a_later_version_would_add() -> None:
    content = json.loads(TASK.as_bytes())
    del content["reveal"], content["articles"][0]["dropped"]
    assert open_saved(Task, "t.json", json.dumps(content).encode()).id == TASK.id


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        ("articles", [], "articles"),
        ("articles", [{"headline": "a", "body": "b"}] * 5, "articles"),
        ("articles.0.body", "x" * MOST_TASK_CHARACTERS, "the stories have"),
        ("categories.1.key", VERBS, "two of its categories"),
        ("categories.1.key", "Spaces here", "categories.1.key"),
        ("categories.1.label", "", "categories.1.label"),
        ("ratings.0.steps", 1, "ratings.0.steps"),
        ("ratings.0.steps", 11, "ratings.0.steps"),
        ("ratings", [json.loads(FAIR.model_dump_json())] * 2, "two of its ratings"),
        ("prompts", [json.loads(LEFT_OUT.model_dump_json())] * 2, "two of its prompts"),
        ("reveal.marks", "perhaps", "reveal.marks"),
        ("title", "", "title"),
    ],
)
def test_a_task_that_cannot_be_done_is_refused(path: str, value: Any, named: str) -> None:
    with pytest.raises(SavedError) as refused:
        open_saved(Task, "task.json", changed(TASK, path, value))
    assert named in str(refused.value)


def test_a_task_asks_for_something() -> None:
    with pytest.raises(ValidationError, match="none of them"):
        Task.of(title="T", articles=(SavedArticle.of(TEN_WORDS),))


@pytest.mark.parametrize(
    ("key", "category", "covered"),
    [
        (VERBS, VERBS, True),
        (VERBS, NOUNS, False),
        ("loaded_language", VERBS, True),
        ("loaded_language", "headline/weakened", False),
        ("loaded", VERBS, False),
    ],
)
def test_a_category_covers_findings_of_the_same_key_or_of_its_dimension(key: str, category: str, covered: bool) -> None:
    assert MarkCategory(key=key, label="L", explanation="E").covers(category) is covered


def test_a_task_may_use_every_category_of_the_lexicons(resources: Resources) -> None:
    found: list[Category] = list(resources.lexicons.categories.values())
    assert found
    assert [one.key for one in found if MarkCategory.of(one).is_own] == []
    assert [one.key for one in CATEGORIES if one.is_own] == [OWN]


@pytest.mark.parametrize("kind", [Task, Answer])
def test_the_schema_in_the_documents_is_current(kind: type[SavedFile]) -> None:
    written = json.loads(path_of(kind).read_text(encoding="utf-8"))
    assert written == kind.model_json_schema(), "write it anew: python -m docs.schemas"


def test_saved_files_hold_to_the_published_schemas() -> None:
    task, given_in = json.loads(TASK.as_bytes()), json.loads(FULL.as_bytes())
    jsonschema.validate(task, Task.model_json_schema())
    jsonschema.validate(given_in, Answer.model_json_schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(task, Answer.model_json_schema())


def test_the_examples_in_the_documents_open() -> None:
    examples = re.findall(r"```json\n(.*?)```", (ROOT / "docs" / "files.md").read_text(encoding="utf-8"), re.DOTALL)
    by_format = {json.loads(text)["format"]: text for text in examples}
    task, given_in = by_format[Task.KIND], by_format[Answer.KIND]
    opened = open_saved(Task, "task.json", task.encode())
    named = given_in.replace("(64 hexadecimal digits)", opened.id)
    assert open_answer("answer.json", named.encode(), opened).pseudonym == "Blue Heron 7"
