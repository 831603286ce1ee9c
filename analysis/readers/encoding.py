"""From bytes to text: the encoding is found, never guessed into mojibake; what is no text is refused."""

from __future__ import annotations

import codecs
import re

from analysis.article import ArticleError

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip, Word or Excel file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "a rich text (RTF) file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"MZ\x90", "a program"),
    (b"\x7fELF", "a program"),
)
# English in an 8-bit encoding is nearly all ASCII; what the rest means is then a question between two encodings only.
_ENGLISH = ("cp1252", "mac_roman")
_FOREIGN_SHARE = 0.1
_ENGLISH_MARKS = frozenset("‘’“”–—…•£€\xa0")
# A text has a stray control character at most; one in a hundred bytes says that these bytes are something else.
_CONTROL_SHARE = 0.01
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1a\x1b")
_SAMPLE = 100_000
# How "surrogateescape" stands for a byte that is no UTF-8.
_ESCAPED = re.compile("[\udc80-\udcff]")


def decode(content: bytes, *, declared: str | None = None) -> str:
    """Return the text in ``content``.

    Args:
        content: the bytes of a text file.
        declared: the encoding that a header or the page itself names; used where the bytes do not contradict it.

    Raises:
        ArticleError: if the bytes are not text.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _decode_as(content, encoding)
    if unmarked := _unmarked_utf_16(content):
        return _decode_as(content, unmarked)
    _refuse_binary(content)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _mostly_utf_8(content) or _decode_legacy(content, declared)


def _decode_as(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise ArticleError(
            f"is damaged: it begins as {encoding} text but does not go on so; save it as UTF-8."
        ) from error


def _unmarked_utf_16(content: bytes) -> str | None:
    """UTF-16 without a mark shows in a zero in every other byte, as long as most letters are Latin."""
    sample = content[: _SAMPLE - _SAMPLE % 2]
    half = len(sample) // 2
    if half and len(content) % 2 == 0:
        for encoding, zeros, letters in (
            ("utf-16-le", sample[1::2], sample[::2]),
            ("utf-16-be", sample[::2], sample[1::2]),
        ):
            if zeros.count(0) > 0.7 * half and letters.count(0) == 0:
                return encoding
    return None


def _refuse_binary(content: bytes) -> None:
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            raise ArticleError(f"is not text but {kind}; give the file its own ending, or save the text as .txt.")
    sample = content[:_SAMPLE]
    if b"\0" in sample or len(sample.translate(None, _CONTROLS)) < (1 - _CONTROL_SHARE) * len(sample):
        raise ArticleError("is not text (it holds binary data); save the article as plain text, .docx or .pdf.")


def _mostly_utf_8(content: bytes) -> str | None:
    """Decode UTF-8 with some bytes of Windows-1252 in it, as pasting from two places makes it; None if it is not."""
    text = content.decode("utf-8", "surrogateescape")
    sound, foreign = _ESCAPED.subn("", text)
    # By chance two bytes of Windows-1252 are seldom a character of UTF-8, and three (from U+0800) hardly ever.
    evidence = sum(3 if character >= "\u0800" else 1 for character in sound if character >= "\x80")
    return _ESCAPED.sub(_as_windows_1252, text) if evidence > foreign else None


def _as_windows_1252(escaped: re.Match[str]) -> str:
    return escaped[0].encode("utf-8", "surrogateescape").decode("cp1252", "replace")


def _decode_legacy(content: bytes, declared: str | None) -> str:
    if declared and (text := _declared(content, declared)) is not None:
        return text
    high = len(content) - len(content.translate(None, bytes(range(0x80, 0x100))))
    if high < _FOREIGN_SHARE * len(content):
        return max((content.decode(encoding, "replace") for encoding in _ENGLISH), key=_looks_english)
    import charset_normalizer  # here, since it is slow to load and hardly ever needed

    best = charset_normalizer.from_bytes(content).best()
    return str(best) if best else content.decode("latin-1")


def _looks_english(text: str) -> int:
    """Weigh what is not ASCII: English has curly marks, some small letters with accents, and hardly anything else."""
    found = (character for character in text if character > "\x7f")
    return sum(2 if character in _ENGLISH_MARKS else 1 if character.islower() else -1 for character in found)


def _declared(content: bytes, name: str) -> str | None:
    """Decode by a declared name; pages that say Latin-1 or ASCII mean Windows-1252 (WHATWG Encoding Standard, 4.2)."""
    try:
        codec = codecs.lookup(name).name
        return content.decode("cp1252" if codec in {"iso8859-1", "ascii"} else codec)
    except (LookupError, ValueError):
        return None
