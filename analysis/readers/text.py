"""Plain text: the headline is the first line where that reads like one."""

from __future__ import annotations

import re

from analysis.article import Article, ArticleError
from analysis.readers.cleaning import clean
from analysis.readers.encoding import decode

# The longest headlines of news sites run to some 25 words; a first line beyond that is the story itself.
LONGEST_HEADLINE = 30
_SENTENCE_END = re.compile(r"[.…:;,][\"'”’)\]]*$")
_ABBREVIATION_END = re.compile(r"\b(?:[A-Z]\.)+[\"'”’)\]]*$")


def parse_text(content: bytes) -> Article:
    """Return headline and body of a plain text file.

    Raises:
        ArticleError: if the bytes are not text, or are a web page.
    """
    text = decode(content)
    if text.lstrip()[:20].lower().startswith(("<!doctype html", "<html")):
        raise ArticleError("is a web page, not plain text; rename it so that it ends in .html.")
    return Article(*split_headline(text))


def split_headline(text: str) -> tuple[str, str]:
    """Return headline and body of a plain text; the headline is empty if the first line does not read like one.

    A headline is short, does not end as a sentence does, and stands apart from what follows.
    """
    text = clean(text)
    first, _, rest = text.partition("\n")
    if rest and reads_like_headline(first) and (rest.startswith("\n") or len(rest.partition("\n")[0]) > 2 * len(first)):
        return first, rest.strip("\n")
    return "", text


def reads_like_headline(line: str) -> bool:
    """Tell whether a line is short and does not end as a sentence does."""
    ends = _SENTENCE_END.search(line) and not _ABBREVIATION_END.search(line)
    return 0 < len(line.split()) <= LONGEST_HEADLINE and not ends
