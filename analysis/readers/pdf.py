"""PDF: the text of the pages through pypdf, within bounds of size and time."""

from __future__ import annotations

import io
import logging
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.article import Article, ArticleError
from analysis.readers.layout import Line, arrange

if TYPE_CHECKING:
    from pypdf import PageObject

MAXIMUM_PAGES = 300
# An article takes a second. What takes this long is no article, or was made to keep a reader busy.
MAXIMUM_SECONDS = 20.0
_PASTE = "copy its text and paste it."
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})

# Its notes on slightly broken files are for programmers; a program that wants them can still attach its own handler.
logging.getLogger("pypdf").addHandler(logging.NullHandler())


def parse_pdf(content: bytes, *, seconds: float = MAXIMUM_SECONDS) -> Article:
    """Return headline and body of a PDF.

    Args:
        content: the file's bytes.
        seconds: the time that reading it may take.

    Raises:
        ArticleError: if it is broken, encrypted, too long, or holds pictures of text only.
    """
    try:
        pages = _pages(content, stop=time.monotonic() + seconds)
    except ArticleError:
        raise
    except Exception as error:  # on damaged files pypdf raises errors of many kinds, also ones that are not its own
        raise ArticleError(f"is a damaged PDF; open and save it anew, or {_PASTE}") from error
    if not any(pages):
        raise ArticleError("holds no text, only pictures of pages (a scan); run text recognition (OCR) on it first.")
    return arrange(pages)


def _pages(content: bytes, *, stop: float) -> list[list[Line]]:
    from pypdf import PdfReader  # here, since it takes half a second to import

    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise ArticleError(f"is protected by a password; save it without one, or {_PASTE}")
    if len(reader.pages) > MAXIMUM_PAGES:
        raise ArticleError(f"has {len(reader.pages)} pages ({MAXIMUM_PAGES} at most); save the article's pages alone.")
    return [_lines(page, stop=stop) for page in reader.pages]


def _lines(page: PageObject, *, stop: float) -> list[Line]:
    """Read a page's lines with size and height of their type; the visitors also keep watch over the time."""
    lines: list[Line] = []
    pieces: list[str] = []
    place = (0.0, 0.0)

    def end_line() -> None:
        if text := "".join(pieces).strip():
            lines.append(Line(text.translate(_LIGATURES), size=place[0], height=place[1]))
        pieces.clear()

    def visit_text(text: str, outer: Sequence[float], inner: Sequence[float], _font: object, size: float) -> None:
        nonlocal place
        for number, piece in enumerate(text.split("\n")):
            if number:
                end_line()
            if piece.strip() and not "".join(pieces).strip():
                place = (abs(size * inner[3] * outer[3]), inner[5] * outer[3] + outer[5])
            pieces.append(piece)

    def keep_watch(*_: object) -> None:
        if time.monotonic() > stop:
            raise ArticleError(f"takes too long to read; {_PASTE}")

    page.extract_text(visitor_operand_before=keep_watch, visitor_text=visit_text)
    end_line()
    return lines
