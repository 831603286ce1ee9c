"""A word in its contexts: each place with the words around it, one line a place, the article named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from analysis.article import Article, Part, Span
from analysis.results import Row

REACH = 70  # characters shown on each side of the word
# The ellipsis stays on the line of its word.
NO_BREAK = "\N{NO-BREAK SPACE}"
WHITE = re.compile(r"\s+")


def contexts_html(row: Row, articles: Sequence[Article], names: Sequence[str]) -> str:
    """Return the places behind a row of a table about several articles as escaped HTML.

    Args:
        row: whose ``evidence`` is shown, in its order.
        articles: those that ``row.articles`` numbers.
        names: how to call each.
    """
    lines = "".join(
        _line(articles[number], span, names[number]) for number, span in zip(row.articles, row.evidence, strict=True)
    )
    return f'<div class="sheet"><ul class="contexts">{lines}</ul></div>'


def _line(article: Article, span: Span, name: str) -> str:
    where = f"{name}, headline" if span.part is Part.HEADLINE else name
    before, after = around(article.text(span.part), span.start, span.end)
    return (
        f'<li><span class="where">{escape(where)}</span> <span class="before">{escape(before)}</span>'
        f'<mark class="hit">{escape(article.quote(span))}</mark><span class="after">{escape(after)}</span></li>'
    )


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and after a word on one line, each cut between words at about :data:`REACH`."""
    before, after = _on_one_line(text[:start]), _on_one_line(text[end:])
    if len(before) > REACH:
        before = f"…{NO_BREAK}{before[-REACH:].partition(' ')[2]}"
    if len(after) > REACH:
        after = f"{after[:REACH].rpartition(' ')[0]}{NO_BREAK}…"
    return before, after


def _on_one_line(text: str) -> str:
    return WHITE.sub(" ", text)
