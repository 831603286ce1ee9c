"""Project files: everything comes back as it was, and nothing comes in that should not."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.article import Article, Dropped, Part, Span
from analysis.coding.task import Prompt, Task
from analysis.decisions import Choice, Decision, Decisions
from analysis.project import (
    DEEPEST,
    MOST_ARTICLES,
    Project,
    ProjectArticle,
    SavedDecision,
    part_of,
    saved_decisions,
)
from analysis.reading import Resources
from analysis.report import analyse
from analysis.saved import MOST_VALUES, SavedArticle, SavedError, open_saved
from tests.conftest import ROOT

GOLDEN = ROOT / "tests" / "golden" / "project-1.json"
ARTICLE = Article("Council slams plan", "The council slammed the plan. It slammed the mayor too.", outlet="Quay Daily")
SLAMMED = Decision(
    Span(Part.BODY, 12, 19), "slammed", Choice.REJECTED, "loaded_language/attack_verbs", reason="It is a quotation."
)

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
keys = st.from_regex(r"[a-z0-9][a-z0-9_-]{0,20}", fullmatch=True)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=6,
)
parts = st.dictionaries(
    keys, st.builds(lambda rest, kind: rest | {"format": kind}, st.dictionaries(words, json_values), words)
)
articles = st.builds(
    Article,
    headline=words,
    body=words,
    outlet=st.none() | words,
    date=st.none() | words,
    dropped=st.lists(st.builds(Dropped, words, words), max_size=2).map(tuple),
)


@st.composite
def decisions_on(draw: st.DrawFn, article: Article) -> Decisions:
    """Decisions on words of an article."""
    decisions = Decisions()
    for part in Part:
        text = article.text(part)
        for _ in range(draw(st.integers(0, 3)) if text else 0):
            start = draw(st.integers(0, len(text) - 1))
            end = draw(st.integers(start + 1, len(text)))
            choice = draw(st.sampled_from(Choice))
            moved = "framing/own" if choice is Choice.RECATEGORISED else None
            made = Decision(
                Span(part, start, end), text[start:end], choice, "loaded_language/own", None, moved, draw(words)
            )
            decisions = decisions.with_decision(made)
    return decisions


@st.composite
def projects(draw: st.DrawFn) -> tuple[Project, dict[str, Decisions]]:
    """A project, and the decisions that went into it."""
    opened = [
        (f"own-{number}" if own else f"story-{number}", own, article)
        for number, (own, article) in enumerate(draw(st.lists(st.tuples(st.booleans(), articles), max_size=3)))
    ]
    decided = {key: draw(decisions_on(article)) for key, _, article in opened}
    project = Project.of(
        name=draw(words),
        articles=tuple(
            ProjectArticle(key=key, own=own, article=SavedArticle.of(article)) for key, own, article in opened
        ),
        decisions=saved_decisions(decided),
        shown=tuple(key for key, _, _ in opened),
        settings=draw(st.dictionaries(keys, words | st.lists(words, max_size=3).map(tuple), max_size=3)),
        parts=draw(parts),
    )
    return project, {key: made for key, made in decided.items() if made}


def reopened(project: Project) -> Project:
    return open_saved(Project, "work.json", project.as_bytes())


def content(**changes: Any) -> bytes:
    """A project file with one article, changed at the top."""
    return json.dumps(json.loads(small().as_bytes()) | changes).encode()


def small(decision: Decision = SLAMMED, article: Article = ARTICLE) -> Project:
    return Project.of(
        name="River plan",
        articles=(ProjectArticle(key="own-0", own=True, article=SavedArticle.of(article)),),
        decisions=saved_decisions({"own-0": Decisions((decision,))}),
        shown=("own-0",),
        read="own-0",
        settings={"voice": "Quoted words", "dimensions": ("Loaded language", "Framing")},
        parts={"codes": {"format": "how-it-is-told/codes", "version": 1, "units": []}},
    )


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(projects())
def test_a_project_comes_back_as_it_was_saved(made: tuple[Project, dict[str, Decisions]]) -> None:
    project, decided = made
    assert reopened(project) == project
    assert reopened(project).as_bytes() == project.as_bytes()
    assert reopened(project).decided() == (decided, 0)


@settings(deadline=None)
@given(articles)
def test_an_article_comes_back_as_it_was_saved(article: Article) -> None:
    saved = ProjectArticle(key="own-0", own=True, article=SavedArticle.of(article))
    assert reopened(Project.of(articles=(saved,))).articles[0].article.opened() == article


def test_every_mark_of_the_tool_can_be_decided_on_and_saved(resources: Resources) -> None:
    path = ROOT / "sample_articles" / "ferry_fares"
    body = "\n\n".join(file.read_text(encoding="utf-8") for file in sorted(path.glob("*.txt")))
    report = analyse(Article("Rioters STORM city hall: you won't believe why", body), resources)
    findings = [finding for result in report.dimensions.values() for finding in result.findings]
    assert len({finding.category.partition("/")[0] for finding in findings}) == len(report.dimensions)
    for finding in findings:
        made = Decision(finding.span, finding.quote, Choice.ACCEPTED, finding.category, finding.subject)
        assert SavedDecision.of(made).opened() == made


def test_decisions_go_where_their_words_stand_and_those_without_any_are_counted() -> None:
    moved = small(article=ARTICLE)
    earlier = json.loads(moved.as_bytes())
    earlier["articles"][0]["article"]["body"] = "On Monday the council slammed the plan."
    decided, lost = open_saved(Project, "work.json", json.dumps(earlier).encode()).decided()
    assert (decided["own-0"].made[0].span, lost) == (Span(Part.BODY, 22, 29), 0)
    earlier["articles"][0]["article"]["body"] = "The council answered."
    assert open_saved(Project, "work.json", json.dumps(earlier).encode()).decided() == ({"own-0": Decisions()}, 1)


def test_two_decisions_that_meet_on_the_same_words_become_one() -> None:
    second = Decision(Span(Part.BODY, 33, 40), "slammed", Choice.ACCEPTED, SLAMMED.category)
    saved = small().model_copy(update={"decisions": saved_decisions({"own-0": Decisions((SLAMMED, second))})})
    assert saved.decided()[1] == 0
    once = json.loads(saved.as_bytes())
    once["articles"][0]["article"]["body"] = "The council slammed the plan."
    decided, lost = open_saved(Project, "work.json", json.dumps(once).encode()).decided()
    assert ([one.choice for one in decided["own-0"].made], lost) == ([Choice.ACCEPTED], 1)


def test_decisions_on_a_telling_that_is_not_open_wait_for_it() -> None:
    project = Project.of(decisions=saved_decisions({"ferry_fares-0": Decisions((SLAMMED,))}))
    assert reopened(project).decided() == ({"ferry_fares-0": Decisions((SLAMMED,))}, 0)


def test_parts_are_checked_by_their_own_kind_when_they_are_taken_out() -> None:
    task = Task.of(
        title="T", articles=(SavedArticle.of(ARTICLE),), prompts=(Prompt(key="who", question="Who speaks?"),)
    )
    project = Project.of(parts={"task": task.model_dump(mode="json"), "broken": {"format": Task.KIND, "version": 1}})
    kept = reopened(project).parts
    assert part_of(kept, "task", Task) == task
    assert part_of(kept, "answer", Task) is None
    with pytest.raises(SavedError, match=r"“broken” in the project is damaged: title"):
        part_of(kept, "broken", Task)


def test_parts_that_nobody_knows_are_passed_on() -> None:
    unknown = {"of-tomorrow": {"format": "how-it-is-told/tomorrow", "version": 7, "deep": {"list": [1, None, "x"]}}}
    assert reopened(reopened(Project.of(parts=unknown))).parts == unknown


def nested(depth: int) -> dict[str, Any]:
    inner: Any = 1
    for _ in range(depth - 1):
        inner = [inner]
    return {"format": "f", "x": inner}


def test_a_part_may_be_nested_as_deep_as_it_says() -> None:
    assert Project.of(parts={"deep": nested(DEEPEST)}).parts["deep"] == nested(DEEPEST)
    with pytest.raises(SavedError, match="nested"):
        open_saved(Project, "deep.json", content(parts={"deep": nested(DEEPEST + 1)}))


DECISION = json.loads(small().as_bytes())["decisions"]["own-0"][0]
SAVED = json.loads(small().as_bytes())["articles"][0]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"format": "how-it-is-told/task"}, "is not a project file"),
        ({"version": 2}, "later version"),
        ({"version": "1"}, "which version"),
        ({"run": "import os"}, "run"),
        ({"name": "x" * 3_000}, "name"),
        ({"name": "\ud800"}, "name"),
        ({"articles": [SAVED, SAVED]}, "is damaged: two of its articles have the same key. Save it again"),
        ({"articles": [SAVED | {"key": "own-0\n"}]}, "key"),
        ({"articles": [SAVED | {"key": "ferry_fares-0"}]}, "own articles"),
        ({"articles": [SAVED | {"own": False}]}, "own articles"),
        ({"articles": [SAVED | {"key": f"own-{n}"} for n in range(MOST_ARTICLES + 1)]}, "articles"),
        ({"articles": [SAVED | {"article": {"headline": "No body"}}]}, "body"),
        ({"decisions": {"own-0": [DECISION | {"end": 5_000_001}]}}, "end"),
        ({"decisions": {"own-0": [DECISION | {"start": -1}]}}, "start"),
        ({"decisions": {"own-0": [DECISION | {"end": 20}]}}, "no room"),
        ({"decisions": {"own-0": [DECISION | {"quote": "", "end": 12}]}}, "quote"),
        ({"decisions": {"own-0": [DECISION | {"choice": "deleted"}]}}, "choice"),
        ({"decisions": {"own-0": [DECISION | {"choice": "recategorised"}]}}, "another category"),
        ({"decisions": {"own-0": [DECISION | {"moved_to": "framing/own"}]}}, "another category"),
        ({"decisions": {"own-0": [DECISION | {"category": "<b>x</b>"}]}}, "category"),
        ({"decisions": {"<script>": []}}, "decisions"),
        ({"settings": {"voice": {"nested": 1}}}, "settings"),
        ({"parts": {"codes": [1, 2]}}, "parts"),
        ({"parts": {"codes": {"version": 1}}}, "format"),
        ({"parts": {"codes": {"format": "f", "x": "\ud800"}}}, "parts"),
    ],
)
def test_a_file_that_holds_what_it_should_not_is_refused_by_name(changes: dict[str, Any], told: str) -> None:
    with pytest.raises(SavedError, match=told) as caught:
        open_saved(Project, "hostile.json", content(**changes))
    assert str(caught.value).startswith("hostile.json")


@pytest.mark.parametrize(
    "written",
    [b"", b"no json", b"\xff\xfe\x00", b"[" * 100_000, b"[]", b"null", b'{"format": ' + b"9" * 5_000 + b"}"],
    ids=["empty", "words", "bytes", "nested", "list", "null", "number"],
)
def test_what_is_no_project_at_all_is_refused_by_name(written: bytes) -> None:
    with pytest.raises(SavedError, match=r"^foreign\.bin "):
        open_saved(Project, "foreign.bin", written)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (",".join(f'"k{number}": 0' for number in range(20_000)), "20,000 entries are not what they should be"),
        ('"parts": [' + "[]," * MOST_VALUES + "[]]", "holds more than 3,000,000 entries"),
    ],
    ids=["many keys", "many lists"],
)
def test_a_file_that_would_fill_the_memory_is_refused_before_it_does(fields: str, told: str) -> None:
    written = f'{{"format": "{Project.KIND}", "version": 1, {fields}}}'
    with pytest.raises(SavedError, match=told):
        open_saved(Project, "hostile.json", written.encode())


def test_what_is_told_of_a_hostile_file_is_short_and_can_be_shown() -> None:
    with pytest.raises(SavedError) as caught:
        open_saved(Project, "hostile.json", content(**{"\ud800" + "x" * 100_000: 1}))
    told = str(caught.value)
    assert len(told.encode()) < 300


def test_a_file_of_version_1_still_opens_and_says_the_same() -> None:
    written = GOLDEN.read_bytes()
    project = open_saved(Project, GOLDEN.name, written)
    assert project == small()
    assert project.decided() == ({"own-0": Decisions((SLAMMED,))}, 0)
    assert Project.VERSION > 1 or project.as_bytes() == written


def test_the_schema_in_the_documents_is_current() -> None:
    written = json.loads((ROOT / "docs" / "project.schema.json").read_text(encoding="utf-8"))
    assert written == Project.model_json_schema(), "write it anew: python -m docs.schemas"
