"""Word files (docx): the headline from the title or the first heading, through python-docx."""

from __future__ import annotations

import io

from analysis.article import Article, ArticleError
from analysis.readers.archive import members
from analysis.readers.text import split_headline

_MACROS = "vbaProject.bin"


def parse_docx(content: bytes) -> Article:
    """Return headline and body of a Word file.

    Raises:
        ArticleError: if it is damaged or holds macros.
    """
    refuse_unsafe(content, kind="Word", ending=".docx")
    import docx  # here, to keep the start of the program fast

    try:
        document = docx.Document(io.BytesIO(content))
        found = [(_style(paragraph), paragraph.text) for paragraph in document.paragraphs]
    except Exception as error:  # on damaged files python-docx and lxml raise errors of many kinds
        raise ArticleError("is a damaged Word file; open and save it anew, or copy its text and paste it.") from error
    blocks = [(style, text) for style, text in found if text.strip()]
    at = next((i for prefix in ("title", "heading") for i, (style, _) in enumerate(blocks[:5]) if style.startswith(prefix)), None)
    if at is None:
        return Article(*split_headline("\n\n".join(text for _, text in blocks)))
    headline = blocks.pop(at)[1]
    return Article(headline, "\n\n".join(text for _, text in blocks))


def _style(paragraph: object) -> str:
    style = getattr(paragraph, "style", None)
    return (getattr(style, "name", None) or "").lower()


def refuse_unsafe(content: bytes, *, kind: str, ending: str) -> None:
    """Unpack an Office file once within bounds, so that its parser meets neither a bomb nor macros.

    Raises:
        ArticleError: if it is damaged, unpacks to too much, holds macros, or defines XML entities.
    """
    for name, data in members(content):
        if name.endswith(_MACROS):
            raise ArticleError(f"holds macros; save it as {ending} without macros.")
        if name.endswith((".xml", ".rels")) and any("<!DOCTYPE".encode(code) in data for code in ("utf-8", "utf-16-le", "utf-16-be")):
            raise ArticleError(f"is not an ordinary {kind} file (it defines XML entities); copy its text and paste it.")
