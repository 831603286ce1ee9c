"""PDF: the text of the pages, its lines joined to paragraphs."""

from __future__ import annotations

import io
import logging
import time

from analysis.article import Article, ArticleError
from analysis.readers.text import split_headline

MAXIMUM_PAGES = 300
MAXIMUM_SECONDS = 30.0

# Its notes on slightly broken files are for programmers; a program that wants them can still attach its own handler.
logging.getLogger("pypdf").addHandler(logging.NullHandler())


def parse_pdf(content: bytes) -> Article:
    """Return headline and body of a PDF.

    Raises:
        ArticleError: if it is broken, encrypted, too long, or holds pictures of text only.
    """
    try:
        pages = _pages(content)
    except ArticleError:
        raise
    except Exception as error:  # on damaged files pypdf raises errors of many kinds, also ones that are not its own
        raise ArticleError("is a damaged PDF; open and save it anew, or copy its text and paste it.") from error
    text = "\n".join(pages)
    if not text.strip():
        raise ArticleError("holds no text, only pictures of pages (a scan); run text recognition (OCR) on it first.")
    return Article(*split_headline(text))


def _pages(content: bytes) -> list[str]:
    from pypdf import PdfReader  # here, since it takes half a second to import

    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise ArticleError("is protected by a password; save it without one, or copy its text and paste it.")
    if len(reader.pages) > MAXIMUM_PAGES:
        raise ArticleError(f"has {len(reader.pages)} pages ({MAXIMUM_PAGES} at most); save the article's pages alone.")
    stop = time.monotonic() + MAXIMUM_SECONDS
    texts = []
    for page in reader.pages:
        if time.monotonic() > stop:
            raise ArticleError("takes too long to read; copy the article's text and paste it.")
        texts.append(page.extract_text())
    return texts
