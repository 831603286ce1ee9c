"""Words in quotation marks that nobody says: titles of works, nicknames, words spoken of as words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from analysis.quotations.attribution import Attribution
from analysis.quotations.marks import MarkedText

# Longer titles of works are rare; longer words in quotation marks are mostly said by somebody.
MAXIMUM_TITLE_WORDS = 8
# Between first name and surname stand short nicknames only.
MAXIMUM_NICKNAME_WORDS = 3
# Words up to this length may stay in lower case in a title ("Salt and Iron"), and so may longer ones of the list.
MAXIMUM_SMALL_WORD = 3
# From this share of capitalised words on, a text is set in capitals throughout (a headline) and they say nothing.
TITLE_CASE_SHARE = 0.8
# So much of a text shows whether it is set in capitals throughout.
BEGINNING = 300
# The words before a quotation that may hold a cue.
REACH = 40

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_WORDS_BEFORE = re.compile(r"([^\W_]+(?:-[^\W_]+)*)(?: of)?[ ,]*$")
_WORD_AS = re.compile(r"([^\W_]+) as $", re.IGNORECASE)
_SO_CALLED = re.compile(r"\bso[- ]called $", re.IGNORECASE)


class TitleCues:
    """Tells titles from quotations in one text, by the words around them and by their capitals."""

    def __init__(self, text: str, pieces: Sequence[MarkedText], cues: Mapping[str, str]) -> None:
        self._text = text
        self._cues = cues
        self._capitals_mean_little = self._has_capitals_throughout(_unmarked(text, pieces))

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
        return len(words) > 1 and not self._capitals_mean_little and self._is_title_case(words)

    def is_so_called(self, piece: MarkedText) -> bool:
        """Return whether "so-called" stands before the marks: distance, whoever speaks."""
        return bool(_SO_CALLED.search(self._text, max(0, piece.start - REACH), piece.start))

    def _has_cue(self, piece: MarkedText, words: list[str]) -> bool:
        """Whether a word before the marks says what they hold ("the film", "the term", "dubbed", "known as")."""
        reach = max(0, piece.start - REACH)
        before_as = _WORD_AS.search(self._text, reach, piece.start)
        if before_as is not None and self._cues.get(before_as[1].lower()) == "as":
            return True
        before = _WORDS_BEFORE.search(self._text, reach, piece.start)
        if before is None or self.is_so_called(piece):
            return False
        word = before[1].lower()
        cue = self._cues.get(word) or self._cues.get(word.removesuffix("s"))
        if cue == "work":
            return self._is_title_case(words)
        return cue in ("mention", "name")

    def _is_nickname(self, neighbours: tuple[Token | None, Token | None], words: list[str]) -> bool:
        """Whether the words stand between two names (“Rosa “Red” Lind”)."""
        before, after = neighbours
        return (
            len(words) <= MAXIMUM_NICKNAME_WORDS
            and before is not None
            and after is not None
            and before.pos_ == after.pos_ == "PROPN"
            and before.ent_type_ in ("PERSON", "")
            and not self._capitals_mean_little
        )

    def _has_capitals_throughout(self, text: str) -> bool:
        weighty = self._weighty(_WORD.findall(text))
        return len(weighty) > 1 and sum(word[0].isupper() for word in weighty) >= TITLE_CASE_SHARE * len(weighty)

    def _is_title_case(self, words: list[str]) -> bool:
        """Whether the first word and all weighty ones begin with a capital, and more than one if there are more."""
        if not words or words[0][0].islower() or words[0] == "I":
            return False
        capitals = sum(not word[0].islower() for word in words)
        return (len(words) == 1 or capitals > 1) and not any(word[0].islower() for word in self._weighty(words))

    def _weighty(self, words: list[str]) -> list[str]:
        """Return the words that a title does not leave in lower case."""
        return [word for word in words if len(word) > MAXIMUM_SMALL_WORD and self._cues.get(word.lower()) != "small"]


def _is_pause(token: Token | None) -> bool:
    return token is not None and token.text in (",", ":")


def _unmarked(text: str, pieces: Sequence[MarkedText]) -> str:
    """Return the beginning of a text without what stands in quotation marks."""
    starts, ends = [0, *(piece.end for piece in pieces)], [*(piece.start for piece in pieces), len(text)]
    return " ".join(
        text[start : min(end, BEGINNING)] for start, end in zip(starts, ends, strict=True) if start < BEGINNING
    )
