"""A page with two markable articles that applies and writes down what it hears; run by the tests of marking."""

import time
from dataclasses import replace

import streamlit as st

from analysis.article import Article, Part, Span
from views.parts.columns import Column, show_columns
from views.parts.marking import MarkEvent, Marking
from views.parts.marks import Mark

FIRST = "The mob 🙂 slammed the dull plan. Cafe\u0301 owners cheered it.\n\nNobody was hurt, the mayor said."
ARTICLES = (
    Article("Mob slams plan", FIRST),
    Article("Plan meets protest", "Some residents spoke against the plan. " * 30),
)
CATEGORIES = (
    ("Loaded language", (("loaded_language/insults", "Insults"), ("loaded_language/violence", "Violent verbs"))),
    ("Framing", (("framing/conflict", "Conflict"),)),
)
LABELS = {key: label for _, group in CATEGORIES for key, label in group}
STYLES = {"loaded_language": 1, "framing": 5}


def found(words: str, category: str) -> Mark:
    """A mark of the tool in the first article."""
    span = Span(Part.BODY, FIRST.index(words), FIRST.index(words) + len(words))
    return marked(span, words, category, key=words)


def marked(span: Span, words: str, category: str, *, key: str) -> Mark:
    """A mark in the style of its dimension."""
    style = STYLES[category.partition("/")[0]]
    title = f"{LABELS[category]}: “{words}”"
    return Mark(span, style, title, (("", "Strong words."),), key=key, category=category)


def hear(event: MarkEvent) -> None:
    """Take down an event and apply it."""
    quote = ARTICLES[event.column].quote(event.span) if event.span else None
    st.session_state.told.append(f"{event.column} {event.choice} {event.mark} {quote} {event.category} {event.reason}")
    states = st.session_state.states
    if event.choice == "undo":
        del states[max(1, len(states) - 1) :]
    elif event.choice != "redo":
        states.append(changed(states[-1], event))


def changed(marks: tuple[tuple[Mark, ...], ...], event: MarkEvent) -> tuple[tuple[Mark, ...], ...]:
    """The marks of both articles after an event."""
    own = marks[event.column]
    if event.span and event.category:
        quote = ARTICLES[event.column].quote(event.span)
        added = marked(event.span, quote, event.category, key=f"own {event.span.start}")
        own = (*own, replace(added, choice="added"))
    elif event.choice == "removed":
        own = tuple(replace(mark, choice="") if mark.key == event.mark else mark for mark in own)
        own = tuple(mark for mark in own if mark.key != event.mark or not mark.key.startswith("own "))
    else:
        own = tuple(decided(mark, event) if mark.key == event.mark else mark for mark in own)
    return tuple(own if column == event.column else other for column, other in enumerate(marks))


def decided(mark: Mark, event: MarkEvent) -> Mark:
    """A mark with the decision of an event."""
    if not event.category:
        return replace(mark, choice=event.choice, reason=event.reason)
    moved = marked(mark.span, "words", event.category, key=mark.key or "")
    return replace(moved, choice=event.choice, moved_from=LABELS[mark.category], reason=event.reason)


st.session_state.setdefault("told", [])
tool = (
    found("mob", "loaded_language/insults"),
    found("slammed", "loaded_language/violence"),
    found("cheered", "framing/conflict"),
)
st.session_state.setdefault("states", [(tool, ())])
if st.query_params.get("slow"):
    time.sleep(float(st.query_params["slow"]))
st.title("Marking")
marks = st.session_state.states[-1]
columns = [Column(name, article, own) for name, article, own in zip(("One", "Other"), ARTICLES, marks, strict=True)]
said = f"You have decided {len(st.session_state.told)} times."
show_columns(
    columns,
    legend=((1, "Loaded language"), (5, "Framing")),
    key="columns",
    marking=Marking(CATEGORIES, hear, announcement=said),
)
st.header("Told")
for line in st.session_state.told:
    st.text(line)
