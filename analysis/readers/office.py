"""What Word and Excel files share: they are zips of XML, unpacked once within bounds before a parser sees them."""

from __future__ import annotations

import re

from analysis.article import ArticleError
from analysis.readers.archive import members

_MACROS = "vbaProject.bin"
# Word and Excel files of before 2007 begin so, and newer ones that ask for a password.
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0"
# By its first bytes, since a part may have any name: byte order marks and spaces, then an angle bracket.
_XML = re.compile(rb"[\s\0\xef\xbb\xbf\xfe\xff]*<")
_ANEW = "open and save it anew, or copy its text and paste it."
_ENTITIES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


def refuse_unsafe(content: bytes, *, ending: str, maximum_xml: int) -> None:
    """Refuse a file whose parser would meet a bomb or macros.

    Args:
        content: the file's bytes.
        ending: the ending of such files, for the message.
        maximum_xml: how many bytes of XML it may unpack to; pictures do not count, since they are never parsed.

    Raises:
        ArticleError: if it is damaged, old or locked, unpacks to too much, holds macros, or defines XML entities.
    """
    if content.startswith(_COMPOUND_FILE):
        raise ArticleError(f"is old or protected by a password; save it anew as {ending} without a password.")
    room = maximum_xml
    for name, data in members(content, damaged=f"is a damaged {ending} file; {_ANEW}"):
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
