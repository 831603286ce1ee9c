"""Word files (docx): the headline from the title or the first heading, through python-docx."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from analysis.article import Article, ArticleError
from analysis.readers.archive import members
from analysis.readers.text import split_headline

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

_MACROS = "vbaProject.bin"
_OPENING = 5
# A book of 50,000 words takes up 3 MB of XML. Pictures do not count, since they are never parsed.
_MAXIMUM_XML = 30_000_000
_XML_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


def parse_docx(content: bytes) -> Article:
    """Return headline and body of a Word file.

    Raises:
        ArticleError: if it is damaged or holds macros.
    """
    refuse_unsafe(content, ending=".docx")
    import docx  # here, to keep the start of the program fast

    try:
        document = docx.Document(io.BytesIO(content))
        blocks = [block for block in _paragraphs(document) if block.text.strip()]
        at = _headline(blocks)
        texts = [block.text for block in blocks]
    except Exception as error:  # on damaged files python-docx and lxml raise errors of many kinds
        raise ArticleError("is a damaged Word file; open and save it anew, or copy its text and paste it.") from error
    if at is None:
        return Article(*split_headline("\n\n".join(texts)))
    headline = texts.pop(at)
    return Article(headline, "\n\n".join(texts))


def _paragraphs(container: Document | _Cell) -> Iterator[Paragraph]:
    """Yield the paragraphs in order, also those in tables, which some use to lay out a page."""
    from docx.text.paragraph import Paragraph

    for block in container.iter_inner_content():
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from _paragraphs(cell)


def _headline(blocks: Sequence[Paragraph]) -> int | None:
    """Return which of the first paragraphs has the style of a title, or else of a heading."""
    styles = [(block.style.name or "").lower() if block.style else "" for block in blocks[:_OPENING]]
    starts = (
        (number for number, style in enumerate(styles) if style.startswith(kind)) for kind in ("title", "heading")
    )
    return next((number for found in starts for number in found), None)


def refuse_unsafe(content: bytes, *, ending: str) -> None:
    """Unpack an Office file once within bounds, so that its parser meets neither a bomb nor macros.

    Raises:
        ArticleError: if it is damaged, unpacks to too much, holds macros, or defines XML entities.
    """
    room = _MAXIMUM_XML
    for name, data in members(content):
        if name.endswith(_MACROS):
            raise ArticleError(f"holds macros; save it as {ending} without macros.")
        if name.endswith((".xml", ".rels")):
            room -= len(data)
            if any("<!DOCTYPE".encode(encoding) in data for encoding in _XML_ENCODINGS):
                raise ArticleError(
                    f"is not an ordinary {ending} file (it defines XML entities); copy its text and paste it."
                )
    if room < 0:
        raise ArticleError("is too large to be read; split it, or copy the article's text and paste it.")
