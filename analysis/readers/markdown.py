"""Markdown: the headline from the front matter or the first heading, the rest as plain paragraphs."""

from __future__ import annotations

import re

from analysis.article import Article, ArticleError
from analysis.readers.cleaning import one_line
from analysis.readers.encoding import decode
from analysis.readers.gate import too_long
from analysis.readers.text import split_headline

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"(\w[\w -]*?)[ \t]*:[ \t]*(.+)")


def parse_markdown(content: bytes) -> Article:
    """Return headline and body of a Markdown file, with what its front matter says about them.

    Raises:
        ArticleError: if the bytes are not text, or far too long for an article.
    """
    text = decode(content)
    if reason := too_long(text):  # asked before parsing, which is slow on texts made for that
        raise ArticleError(reason)
    fields, text = _front_matter(text.replace("\r\n", "\n"))
    blocks = _blocks(text)
    headline = fields.get("title") or fields.get("headline") or ""
    if not headline and blocks and blocks[0][0] == "heading":
        headline = blocks.pop(0)[1]
    body = "\n\n".join(content for _, content in blocks)
    if not headline:
        headline, body = split_headline(body)
    return Article(
        headline,
        body,
        outlet=fields.get("outlet"),
        byline=fields.get("byline") or fields.get("author"),
        date=fields.get("date"),
        url=fields.get("url"),
    )


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """Read the simple ``key: value`` lines between ``---`` at the top; anything more complex is passed over."""
    match = _FRONT_MATTER.match(text)
    if not match:
        return {}, text
    fields = {
        field[1].lower(): field[2].strip().strip("\"'")
        for line in match[1].split("\n")
        if (field := _FIELD.fullmatch(line.strip()))
    }
    return fields, text[match.end() :]


def _blocks(text: str) -> list[tuple[str, str]]:
    """Return (kind, plain text) of each block that holds words."""
    from markdown_it import MarkdownIt  # here, to keep the start of the program fast

    tokens = MarkdownIt("commonmark").parse(text)
    blocks = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "inline":
            kind = "heading" if before and before.type == "heading_open" else "text"
            content = "".join(_plain(child.type, child.content) for child in token.children or ())
        elif token.type in {"fence", "code_block"}:
            kind, content = "text", token.content
        else:
            continue
        if content.strip():
            blocks.append((kind, one_line(content)))
    return blocks


def _plain(kind: str, content: str) -> str:
    if kind in {"softbreak", "hardbreak"}:
        return " "
    return content if kind in {"text", "code_inline"} else ""
