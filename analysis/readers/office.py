"""What Word and Excel files share: they are zips of XML, unpacked once within bounds before a parser sees them."""

from __future__ import annotations

import re

from analysis.article import ArticleError
from analysis.readers.archive import members

_MACROS = "vbaProject.bin"
# By its first bytes, since a part may have any name: byte order marks and spaces, then an angle bracket.
_XML = re.compile(rb"[\s\0\xef\xbb\xbf\xfe\xff]*<")
_ENTITIES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


def refuse_unsafe(content: bytes, *, ending: str, maximum_xml: int) -> None:
    """Refuse a file whose parser would meet a bomb or macros.

    Args:
        content: the file's bytes.
        ending: the ending of such files, for the message.
        maximum_xml: how many bytes of XML it may unpack to; pictures do not count, since they are never parsed.

    Raises:
        ArticleError: if it is damaged, unpacks to too much, holds macros, or defines XML entities.
    """
    room = maximum_xml
    for name, data in members(content):
        if name.endswith(_MACROS):
            raise ArticleError(f"holds macros; save it as {ending} without macros.")
        if _XML.match(data):
            room -= len(data)
            if any(mark in data for mark in _ENTITIES):
                raise ArticleError(
                    f"defines XML entities, as no ordinary {ending} file does; copy its text and paste it."
                )
    if room < 0:
        raise ArticleError("is too large to be read; split it, or copy the article's text and paste it.")
