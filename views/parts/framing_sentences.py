"""Sentences of several tellings side by side: in whose voice each evokes something, and why it is said to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from analysis.decisions import BY_READER
from analysis.framing.sentences import EvokingSentence
from analysis.highlight import segments
from analysis.quotations import Voice
from analysis.report import MEASURES
from analysis.spreadsheet import csv_text
from views.parts.corpus_explore_open import READ
from views.parts.page import Shown
from views.parts.plain import counted, plain
from views.parts.scores import VOICES

KEY = "framing"
NOTHING = "Nothing found."
BY_MODEL = "read so by the model"
CSV_COLUMNS = ("what", "article", "sentence", "whose words", "speaker", "cues", "by model", "text")


@dataclass(frozen=True, slots=True)
class Group:
    """What sentences are listed under, with those of each telling.

    Attributes:
        label: what they evoke.
        explanation: the same in a sentence.
        tellings: the sentences of each telling, in the order of its text.
    """

    label: str
    explanation: str
    tellings: tuple[tuple[EvokingSentence, ...], ...]


def tellings_html(groups: Sequence[Group], names: Sequence[str], *, caption: str, most: int) -> str:
    """Return groups of sentences as escaped HTML, a column a telling.

    Args:
        groups: one below the other.
        names: of the tellings.
        caption: of the table.
        most: so many sentences are open in each telling; the rest is folded away.
    """
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    body = "".join(_group(group, names, most) for group in groups)
    return (
        f'<div class="sheet"><table class="details tellings"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead>{body}</table></div>"
    )


def _group(group: Group, names: Sequence[str], most: int) -> str:
    explained = f'<span class="explained">{escape(group.explanation)}</span>'
    cells = "".join(
        f'<td data-label="{escape(name)}">{_listed(sentences, most)}</td>'
        for name, sentences in zip(names, group.tellings, strict=True)
    )
    return (
        f'<tbody><tr><th scope="rowgroup" colspan="{len(names)}">{escape(group.label)}{explained}</th></tr>'
        f"<tr>{cells}</tr></tbody>"
    )


def _listed(sentences: Sequence[EvokingSentence], most: int) -> str:
    if not sentences:
        return NOTHING
    first, rest = sentences[:most], sentences[most:]
    folded = (
        f"<details><summary>{counted(len(rest), 'more sentence')}</summary>"
        f'<ol start="{most + 1}">{"".join(map(_item, rest))}</ol></details>'
        if rest
        else ""
    )
    return f"<ol>{''.join(map(_item, first))}</ol>{folded}"


def _item(one: EvokingSentence) -> str:
    start = one.sentence.span.start
    pieces = segments(one.sentence.text, [(cue.span.start - start, cue.span.end - start) for cue in one.cues])
    text = "".join(f"<mark>{escape(piece.text)}</mark>" if piece.marks else escape(piece.text) for piece in pieces)
    return f'<li>{text} <span class="why">{escape(told(one))}</span></li>'


def told(one: EvokingSentence) -> str:
    """Return whose words a sentence has and why it is listed, in words."""
    why = "; ".join(_reasons(one))
    return f"{whose(one)}. {why[:1].upper()}{why[1:]}."


def whose(one: EvokingSentence) -> str:
    """Return in whose voice a sentence evokes something, with the speakers who are named."""
    speakers = ", ".join(one.speakers)
    if one.voice is Voice.QUOTED:
        return f"Quoted words of {speakers}" if speakers else "Quoted words"
    return f"Own words, reporting {speakers}" if speakers else "Own words"


def _reasons(one: EvokingSentence) -> Iterator[str]:
    for name, by_reader in (("cue words", False), ("your mark", True)):
        words = [cue.quote for cue in one.cues if (cue.source == BY_READER) is by_reader]
        if words:
            yield f"{name}: {', '.join(f'“{word}”' for word in dict.fromkeys(words))}"
    if one.by_model:
        yield BY_MODEL


def tellings_csv(groups: Sequence[Group], names: Sequence[str]) -> str:
    """Return groups of sentences, one row a sentence and voice; sentences of the body are numbered from 1."""
    rows = [
        (
            group.label,
            name,
            one.sentence.index + 1,
            VOICES[one.voice],
            ", ".join(one.speakers),
            ", ".join(cue.quote for cue in one.cues),
            "yes" if one.by_model else "no",
            one.sentence.text,
        )
        for group in groups
        for name, sentences in zip(names, group.tellings, strict=True)
        for one in sentences
    ]
    return csv_text(CSV_COLUMNS, rows)


def offer_reading(shown: Sequence[Shown], labels: Sequence[str], *, key: str) -> None:
    """Draw a button an article that opens it in Read, with the marks of some categories of framing alone.

    Args:
        shown: the articles.
        labels: of the categories.
        key: unique on the page.
    """
    with st.container(horizontal=True):
        for one in shown:
            named = {finding.subject for finding in one.tool.dimensions[KEY].findings}
            marked = [label for label in labels if label in named]
            if marked and st.button(
                f"See it in {plain(one.label)}", key=f"{key}-{one.key}", type="tertiary", icon=":material/article:"
            ):
                st.session_state.article = one.key
                st.session_state.dimensions = [next(each.label for each in MEASURES if each.key == KEY)]
                st.session_state.categories = marked
                # An address of its own: Streamlit refuses to take one along whose parts belong to what is drawn here.
                st.switch_page(READ, query_params={})
