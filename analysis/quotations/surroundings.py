"""What stands around each quotation: the unquoted words of its sentence and the reporting verbs among them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from spacy.tokens import Doc, Token

from analysis.quotations.marks import MarkedText

# A sentence around a quotation is looked at this far on each side; longer ones name their speaker near the marks.
MAXIMUM_DISTANCE = 40
# Real sentences hang far fewer words on one; text made to be slow hangs thousands, and is read in bounded time.
MAXIMUM_CHILDREN = 64

_CLAUSE_ENDS = frozenset(".!?;")
_SENTENCE_ENDS = frozenset([".", "!", "?", "...", "…"])
_NESTED_CLOSING = "’'”\"» \t\r\n"


def last_character(text: str) -> str:
    """Return the last character of a text, white space and marks that close inside it aside; else an empty one."""
    return text.rstrip(_NESTED_CLOSING)[-1:]


class Surroundings:
    """A parsed text with its quotations, which are counted from 0.

    Attributes:
        doc: the parsed text.
        text: the same as characters (spaCy builds them anew at every access).
        quoted: for each token the number of its quotation plus 1, or 0 outside quotations.
    """

    def __init__(self, doc: Doc, text: str, pieces: Sequence[MarkedText], verbs: Mapping[str, str]) -> None:
        self.doc = doc
        self.text = text
        self.quoted = [0] * len(doc)
        self._tokens = list(doc)
        self._verbs = verbs
        self._children: dict[int, tuple[Token, ...]] = {}
        self._starts = starts = [token.idx for token in self._tokens]
        self._bounds: list[tuple[int, int]] = []
        self._last_characters: list[str] = []
        for number, piece in enumerate(pieces, start=1):
            first = bisect_left(starts, piece.start)
            if first and starts[first - 1] + len(self._tokens[first - 1]) > piece.start:
                first -= 1
            last = bisect_left(starts, piece.end)
            self.quoted[first:last] = [number] * (last - first)
            self._bounds.append((first, last))
            self._last_characters.append(last_character(self.text[piece.inner_start : piece.inner_end]))

    def children(self, token: Token) -> tuple[Token, ...]:
        """Return what the parse hangs on a token, in the order of the text, up to :data:`MAXIMUM_CHILDREN`."""
        if token.i not in self._children:
            self._children[token.i] = tuple(islice(token.children, MAXIMUM_CHILDREN))
        return self._children[token.i]

    def words(self, number: int) -> list[Token]:
        """Return the tokens of a quotation without punctuation and white space."""
        first, last = self._bounds[number]
        return [token for token in self._tokens[first:last] if not (token.is_punct or token.is_space)]

    def last_character(self, number: int) -> str:
        """Return the last character of a quotation: whether a sentence ends there, or pauses."""
        return self._last_characters[number]

    def after(self, number: int) -> list[Token]:
        """Return the unquoted tokens of the sentence after a quotation, nearest first."""
        return list(self._outside(self._bounds[number][1], 1, number))

    def before(self, number: int) -> list[Token]:
        """Return the unquoted tokens of the sentence before a quotation, nearest first."""
        return list(self._outside(self._bounds[number][0] - 1, -1, number))

    def neighbours(self, number: int) -> tuple[Token | None, Token | None]:
        """Return the tokens directly before and after a quotation."""
        first, last = self._bounds[number]
        return self._tokens[first - 1] if first else None, self._tokens[last] if last < len(self._tokens) else None

    def kind_of(self, token: Token) -> str | None:
        """Return the kind of a reporting verb outside quotations, by ``reporting_verbs``, else None."""
        if self.quoted[token.i]:
            return None
        if token.pos_ == "VERB":
            kind = self._verbs.get(token.lemma_.lower())
            following = self._tokens[token.i + 1 : token.i + 2]
            return kind if kind != "it" or (following and following[0].lower_ == "it") else None
        # In headlines the tagger takes verbs for nouns ("Mayor Slams Levy"), but hangs the sentence on them.
        if token.dep_ == "ROOT" and token.pos_ in ("NOUN", "PROPN") and token.lower_.endswith("s"):
            return self._verbs.get(token.lower_[:-1])
        return None

    def n_stops(self, start: int, end: int) -> int:
        """Return how many sentences end between two characters, quotation marks aside."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return sum(token.text in _SENTENCE_ENDS for token in self._tokens[first:last])

    def _outside(self, index: int, step: int, number: int) -> Iterator[Token]:
        """Yield the unquoted tokens of the sentence on one side of a quotation, nearest first."""
        previous = number + 1
        for position in range(index, index + step * MAXIMUM_DISTANCE, step):
            if not 0 <= position < len(self._tokens):
                return
            token, quotation = self._tokens[position], self.quoted[position]
            if quotation != previous and (self._ends_before(position) if step > 0 else self._ends_before(position + 1)):
                return
            previous = quotation
            if quotation:
                continue
            if token.text in _CLAUSE_ENDS or (token.is_space and token.text.count("\n") > 1):
                return
            if not token.is_space:
                yield token

    def _ends_before(self, position: int) -> bool:
        """Whether a quotation that ends just before a token also ends the sentence."""
        quotation = self.quoted[position - 1] if position else 0
        if not quotation or position >= len(self._tokens):
            return False
        token, last = self._tokens[position], self._last_characters[quotation - 1]
        return token.is_space or (last == "." and not token.text[0].islower())
