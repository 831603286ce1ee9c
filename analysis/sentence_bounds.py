"""The parse's sentences, mended where quotation marks mislead the parser."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
# How a sentence ends; anything else before a small letter is a cut in the middle of one.
_FULL_STOPS = (".", "!", "?", "…")
# How a dateline ends ("PORT ALDER —"): no sentence.
_DASHES = ("—", "–")


def sentences_of(doc: Doc, text: str, paragraph_starts: Sequence[int]) -> Iterator[Tokens]:
    """Yield the sentences of a parsed text, each with at least one letter or digit.

    Within a paragraph, a stray mark joins the sentence that it touches (``fight on.`` ``”``), and a stretch that begins
    with a small letter joins the one before unless that ends with a full stop (``“Why?”`` ``she asked.``). What ends
    with a dash is a dateline, or else unfinished, and joins the next. Stretches without a letter or digit that stand
    alone ("* * *") are left out.

    Args:
        doc: the parsed text.
        text: the same as characters (spaCy builds them anew at every access).
        paragraph_starts: offsets at which paragraphs begin, except the first, in rising order.
    """
    return (tokens for tokens in _joined(doc, text, paragraph_starts) if _has_word(text, tokens))


def _joined(doc: Doc, text: str, paragraph_starts: Sequence[int]) -> Iterator[Tokens]:
    pending: Tokens | None = None
    for tokens in doc.sents:
        if pending is None:
            pending = tokens
        elif _belong_together(text, pending, tokens) and not _parted(pending, tokens, paragraph_starts):
            pending = doc[pending.start : tokens.end]
        else:
            yield pending
            pending = tokens
    if pending is not None:
        yield pending


def _parted(before: Tokens, after: Tokens, paragraph_starts: Sequence[int]) -> bool:
    """Whether a paragraph begins between two stretches."""
    position = bisect_right(paragraph_starts, before.start_char)
    return position < len(paragraph_starts) and paragraph_starts[position] <= after[-1].idx


def _has_word(text: str, tokens: Tokens) -> bool:
    return bool(_LETTER_OR_DIGIT.search(text, tokens.start_char, tokens.end_char))


def _belong_together(text: str, before: Tokens, after: Tokens) -> bool:
    """Whether two stretches that the parser parted are one sentence."""
    if not _has_word(text, before):
        return True
    if not _has_word(text, after):
        return before.end_char == after.start_char
    begins_small, ended = text[after.start_char].islower(), text[before.start_char : before.end_char].rstrip()
    return ended.endswith(_DASHES) or (begins_small and not ended.endswith(_FULL_STOPS))
