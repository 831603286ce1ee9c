"""A small task, answers to it and findings in it, for the tests of what a class does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from analysis.article import Article, Part, Span
from analysis.coding.answer import Answer, Mark, Work
from analysis.coding.task import MarkCategory, Prompt, RatingQuestion, Task
from analysis.quotations import Voice
from analysis.results import Finding
from analysis.saved import SavedArticle

VERBS, NOUNS, OWN = "loaded_language/attack_verbs", "loaded_language/judgemental_nouns", "missing_voice"
# Ten words, two of them in the headline, and three sentences in all.
TEN_WORDS = Article("Mayor slams", "Critics call the plan reckless. It costs plenty.")
CATEGORIES = (
    MarkCategory(key=VERBS, label="Verbs of attack", explanation="Verbs that paint words as blows."),
    MarkCategory(key=NOUNS, label="Judging nouns", explanation="Nouns that judge."),
    MarkCategory(key=OWN, label="Missing voice", explanation="Where somebody should have been asked."),
)
FAIR = RatingQuestion(key="fair", question="How fair is the headline?", low="unfair", high="fair")
LEFT_OUT = Prompt(key="left_out", question="What is left out?")


def task_on(*articles: Article, categories: Iterable[MarkCategory] = CATEGORIES) -> Task:
    """Return a task on some articles."""
    return Task.of(
        title="Two tellings",
        instructions="Mark what judges.",
        articles=tuple(SavedArticle.of(article) for article in articles or (TEN_WORDS,)),
        categories=tuple(categories),
        ratings=(FAIR,),
        prompts=(LEFT_OUT,),
    )


def span_of(task: Task, words: str, article: int = 1) -> Span:
    """Return where words stand first, in the headline or in the body."""
    for part in Part:
        start = task.text(article, part).find(words)
        if start >= 0:
            return Span(part, start, start + len(words))
    raise ValueError(f"{words!r} stands nowhere in article {article}")


def mark(task: Task, words: str, category: str = VERBS, *, article: int = 1, reason: str = "") -> Mark:
    """Return a student's mark on words."""
    return Mark.of(task, article, span_of(task, words, article), category=category, reason=reason)


def marks(task: Task, *words: str, category: str = VERBS) -> Work:
    """Return the work of a student who marks words under one category."""
    return Work(marks=tuple(mark(task, each, category) for each in words))


def finding(task: Task, words: str, category: str = VERBS, *, article: int = 1) -> Finding:
    """Return a mark of the tool on words."""
    where = span_of(task, words, article)
    return Finding(where, words, category, "It judges.", "lexicon:x", Voice.OWN)


def answer(task: Task, pseudonym: str, before: Work | None = None, after: Work | None = None) -> Answer:
    """Return a student's answer."""
    return Answer.of(task=task.id, pseudonym=pseudonym, before_reveal=before or Work(), after_reveal=after)


def handed_in(works: Mapping[str, Work], task: Task) -> list[tuple[str, bytes]]:
    """Return an answer file for each pseudonym."""
    return [(f"{name}.json", answer(task, name, work).as_bytes()) for name, work in works.items()]
