"""Word files (docx): the headline from the title or the first heading, through python-docx."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.article import Article, ArticleError, Dropped
from analysis.readers.office import refuse_unsafe
from analysis.readers.text import reads_like_headline, split_headline

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

# A text of 50,000 words takes up 3 MB of XML and a second; with many changes of type and tracked edits thrice that.
_MAXIMUM_XML = 10_000_000
_MAXIMUM_PARAGRAPHS = 20_000
# Everything in the order of the text: in tables and content controls too, but not in boxes set beside it.
_PARAGRAPHS = ".//w:p[not(ancestor::w:txbxContent)]"
_OPENING = 5
_PASTE = "copy its text and paste it."


def parse_docx(content: bytes) -> Article:
    """Return headline and body of a Word file.

    Raises:
        ArticleError: if it is damaged, too large, or holds macros.
    """
    refuse_unsafe(content, ending=".docx", maximum_xml=_MAXIMUM_XML)
    try:
        return _parse(content)
    except ArticleError:
        raise
    except Exception as error:  # on damaged files python-docx and lxml raise errors of many kinds
        raise ArticleError(f"is a damaged Word file; open and save it anew, or {_PASTE}") from error


def _parse(content: bytes) -> Article:
    import docx  # here, to keep the start of the program fast
    from docx.text.paragraph import Paragraph

    document = docx.Document(io.BytesIO(content))
    elements = document.element.body.xpath(_PARAGRAPHS)
    if len(elements) > _MAXIMUM_PARAGRAPHS:
        raise ArticleError(f"is too long to be one article; split it, or {_PASTE}")
    blocks = [block for element in elements if (block := Paragraph(element, document)).text.strip()]
    texts = [block.text for block in blocks]
    at = _headline(blocks[:_OPENING])
    if at is None:
        return Article(*split_headline("\n\n".join(texts)))
    above = tuple(Dropped(text, "above the headline") for text in texts[:at])
    return Article(texts[at], "\n\n".join(texts[at + 1 :]), dropped=above)


def _headline(blocks: Sequence[Paragraph]) -> int | None:
    """Return which paragraph has the style of a title, or else of a heading; None if the story begins above it."""
    styles = [(block.style.name or "").lower() if block.style else "" for block in blocks]
    found = (number for kind in ("title", "heading") for number, style in enumerate(styles) if style.startswith(kind))
    at = next(found, None)
    return at if all(reads_like_headline(block.text) for block in blocks[:at]) else None
