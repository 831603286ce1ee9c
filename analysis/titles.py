"""Words in quotation marks that nobody says: titles of works, nicknames, words spoken of as words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from spacy.tokens import Doc, Token

from analysis.attribution import Attribution
from analysis.quotation_marks import MarkedText

MAXIMUM_TITLE_WORDS = 8
MAXIMUM_NICKNAME_WORDS = 3
# Words up to this length may stay in lower case in a title ("War and Peace", "A Room with a View").
MAXIMUM_SMALL_WORD = 4
# From this share of capitalised words on, a text is set in capitals throughout (a headline) and they say nothing.
TITLE_CASE_SHARE = 0.8
# So much of a text shows whether it is set in capitals throughout.
BEGINNING = 300
# The words before a quotation that may hold a cue.
REACH = 40

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_WORDS_BEFORE = re.compile(r"([^\W_]+(?:-[^\W_]+)*)(?: of)?[ ,]*$")
_KNOWN_AS = re.compile(r"\b(?:known|billed|listed) as $", re.IGNORECASE)
_SO_CALLED = re.compile(r"\bso[- ]called $", re.IGNORECASE)


class TitleCues:
    """Tells titles from quotations in one text, by the words around them and by their capitals."""

    def __init__(self, doc: Doc, cues: Mapping[str, str]) -> None:
        self._text = doc.text
        self._cues = cues
        weighty = [word for word in _WORD.findall(doc.text[:BEGINNING]) if len(word) >= MAXIMUM_SMALL_WORD]
        capitals = sum(word[0].isupper() for word in weighty)
        self._capitals_mean_little = capitals >= TITLE_CASE_SHARE * len(weighty)

    def is_title(
        self, piece: MarkedText, neighbours: tuple[Token | None, Token | None], attribution: Attribution | None
    ) -> bool:
        """Return whether a marked stretch names a work, is a nickname, or is spoken of as words.

        Args:
            piece: the marked stretch.
            neighbours: the tokens directly before and after it.
            attribution: what its sentence says about a speaker.
        """
        inner = self._text[piece.inner_start : piece.inner_end]
        words = _WORD.findall(inner)
        if len(words) > MAXIMUM_TITLE_WORDS:
            return False
        if attribution is not None and attribution.beside and (inner[-1] in ",?!" or _is_pause(neighbours[0])):
            return False
        if self._has_cue(piece, words) or self._is_nickname(neighbours, words):
            return True
        return len(words) > 1 and not self._capitals_mean_little and _is_title_case(words)

    def is_so_called(self, piece: MarkedText) -> bool:
        """Return whether "so-called" stands before the marks: distance, whoever speaks."""
        return bool(_SO_CALLED.search(self._text, max(0, piece.start - REACH), piece.start))

    def _has_cue(self, piece: MarkedText, words: list[str]) -> bool:
        reach = max(0, piece.start - REACH)
        if _KNOWN_AS.search(self._text, reach, piece.start):
            return True
        before = _WORDS_BEFORE.search(self._text, reach, piece.start)
        if before is None or self.is_so_called(piece):
            return False
        word = before[1].lower()
        cue = self._cues.get(word) or self._cues.get(word.removesuffix("s"))
        if cue == "work" or word == "called":
            return _is_title_case(words)
        return cue is not None

    def _is_nickname(self, neighbours: tuple[Token | None, Token | None], words: list[str]) -> bool:
        before, after = neighbours
        return (
            len(words) <= MAXIMUM_NICKNAME_WORDS
            and before is not None
            and after is not None
            and before.pos_ == after.pos_ == "PROPN"
            and before.ent_type_ in ("PERSON", "")
            and not self._capitals_mean_little
        )


def _is_pause(token: Token | None) -> bool:
    return token is not None and token.text in (",", ":")


def _is_title_case(words: list[str]) -> bool:
    """Whether all words begin with a capital, small ones inside apart; one word must be capitalised itself."""
    if not words or words[0][0].islower() or words[0] == "I":
        return False
    weighty = [word for word in words if len(word) > MAXIMUM_SMALL_WORD or not word[0].islower()]
    capitals = sum(not word[0].islower() for word in weighty)
    return capitals >= TITLE_CASE_SHARE * len(weighty) and (len(words) == 1 or capitals > 1)
