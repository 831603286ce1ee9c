"""Plain text: the headline is the first line where that reads like one."""

from __future__ import annotations

import re

from analysis.readers.cleaning import clean, paragraphs

# The longest headlines of news sites run to some 25 words; a first line beyond that is the story itself.
LONGEST_HEADLINE = 30
_SENTENCE_END = re.compile(r"[.…:;,][\"'”’)\]]*$")
_ABBREVIATION_END = re.compile(r"\b(?:[A-Z]\.)+[\"'”’)\]]*$")


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


def join_paragraphs(text: str) -> str:
    """Return a cleaned text with one blank line between its paragraphs."""
    return "\n\n".join(paragraphs(text))
