"""Which reporting verb introduces a stretch in quotation marks, before it, after it or around it, and who speaks.

The parse is unreliable around quotation marks, so the order of the words decides first and the parse second.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from analysis.quotation_marks import MarkedText
from analysis.speakers import first_name, name_at, subject_of

# A sentence around a quotation is looked at this far on each side; longer ones name their speaker near the marks.
MAXIMUM_DISTANCE = 40
# "Jane Doe, the mayor of Hartwell: “…”" without a verb.
MAXIMUM_LABEL = 10
MAXIMUM_CLIMB = 12

_SENTENCE_ENDS = frozenset(".!?;")
_STOPS = frozenset([".", "!", "?", "...", "…"])
_PENDING = frozenset(",—–-?!…")
_NESTED_CLOSING = "’'”\"» \t\r\n"
_JOINING = frozenset(["CCONJ", "SCONJ"])
_SPOKEN = frozenset(["acomp", "attr", "ccomp", "dep", "dobj", "intj", "oprd", "parataxis", "pcomp", "xcomp"])


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to speak.

    Attributes:
        speaker: the words that name the speaker, if found.
        verb: the reporting verb or phrase; None after a mere colon.
        beside: the verb stands directly before or after the quotation, not around it.
    """

    speaker: Tokens | None
    verb: Tokens | None
    beside: bool = True


def last_character(text: str) -> str:
    """Return the last character of a text, white space and marks that close inside it aside; else an empty one."""
    return text.rstrip(_NESTED_CLOSING)[-1:]


class Attributor:
    """One parsed text with its quotations, ready to say who speaks each of them."""

    def __init__(self, doc: Doc, pieces: Sequence[MarkedText], verbs: Mapping[str, str]) -> None:
        self._doc = doc
        self._tokens = list(doc)
        self._verbs = verbs
        self._starts = starts = [token.idx for token in self._tokens]
        self._bounds: list[tuple[int, int]] = []
        self._last_characters: list[str] = []
        #: for each token the number of its quotation, from 1, or 0
        self.quoted = [0] * len(starts)
        for number, piece in enumerate(pieces, start=1):
            first = bisect_left(starts, piece.start)
            if first and starts[first - 1] + len(self._tokens[first - 1]) > piece.start:
                first -= 1
            last = bisect_left(starts, piece.end)
            self.quoted[first:last] = [number] * (last - first)
            self._bounds.append((first, last))
            self._last_characters.append(last_character(doc.text[piece.inner_start : piece.inner_end]))

    def attribution(self, number: int, *, is_short: bool) -> Attribution | None:
        """Return who speaks a quotation (counted from 0), as far as its own sentence says.

        Args:
            number: which quotation.
            is_short: demand that the quotation is what the verb says, not merely in the same sentence.
        """
        first, last = self._bounds[number]
        if first >= last:
            return None
        before = list(self._outside(first - 1, -1, number))
        after = list(self._outside(last, 1, number))
        return (
            self._after_colon(before)
            or self._after_verb(before, first, only_beside=True)
            or self._before_verb(after, self._last_characters[number], starts_sentence=not before)
            or self._after_verb(before, first, is_short=is_short)
            or self._in_clause(first, last)
            or (None if is_short else self._nearest(before, after))
            or (None if is_short or before else self._any_verb(after, self._last_characters[number]))
        )

    def neighbours(self, number: int) -> tuple[Token | None, Token | None]:
        """Return the tokens directly before and after a quotation (counted from 0)."""
        first, last = self._bounds[number]
        return self._tokens[first - 1] if first else None, self._tokens[last] if last < len(self._tokens) else None

    def kind_of(self, token: Token) -> str | None:
        """Return the kind of a reporting verb outside quotations, else None."""
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
        return sum(token.text in _STOPS for token in self._tokens[first:last])

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
            if token.text in _SENTENCE_ENDS or (token.is_space and token.text.count("\n") > 1):
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

    def speaker(self, verb: Token, fallback: Sequence[Token]) -> Tokens | None:
        """Return the words that name who says a verb; if the parse does not know, the first name in ``fallback``."""
        if verb.pos_ != "VERB":
            return self._doc[verb.left_edge.i : verb.i] or None
        head = subject_of(verb, self.quoted) or first_name(fallback)
        return name_at(head, self.quoted) if head is not None else None

    def _after_colon(self, before: list[Token]) -> Attribution | None:
        """Find ``Mayor: “…”``, ``She had one answer: “…”``."""
        if not before or before[0].text != ":":
            return None
        clause = before[:0:-1]
        verb = next((token for token in before if self.kind_of(token)), None)
        if verb is not None:
            return Attribution(self.speaker(verb, clause), self._phrase(verb))
        if len(clause) > MAXIMUM_LABEL and not any(token.pos_ == "VERB" for token in clause):
            return None
        head = next((token for token in clause if token.dep_ == "nsubj"), None) or first_name(clause)
        return Attribution(name_at(head, self.quoted), None) if head is not None else None

    def _after_verb(
        self, before: list[Token], first: int, *, only_beside: bool = False, is_short: bool = False
    ) -> Attribution | None:
        """Find ``she said “…”``, ``he called the plan “…”``, ``according to her, “…”``: the verb before reports."""
        beside = True
        for position, token in enumerate(before):
            if source := self.according_to(token):
                return None if is_short and before[0].text != "," else source
            if kind := self.kind_of(token):
                if kind == "addressee" and self._is_addressee(token, first):
                    return None
                speaker = self.speaker(token, before[:position:-1])
                nameless = kind == "naming" and speaker is None and token.tag_ == "VBN"
                return None if nameless else Attribution(speaker, self._phrase(token), beside=beside)
            if token.pos_ == "VERB" or (token.pos_ == "AUX" and token.dep_ in ("ROOT", "relcl")):
                return None
            beside = beside and (token.is_punct or token.pos_ == "ADV" or token.lower_ in ("that", "as"))
            if only_beside and not beside:
                return None
        return None

    def _is_addressee(self, verb: Token, first: int) -> bool:
        """``told the “experts” that``: the marked words stand in a noun phrase that is the verb's object."""
        before = self._tokens[first - 1]
        if before.pos_ not in ("DET", "ADJ") and before.dep_ != "poss":
            return False
        return before.head.dep_ in ("dobj", "dative") and before.head.head.i == verb.i

    def _before_verb(self, after: list[Token], inner_stop: str, *, starts_sentence: bool) -> Attribution | None:
        """Find ``“…,” she said``, ``“…,” said Jane Doe, the mayor``, ``“…,” according to her``."""
        comma = bool(after) and after[0].text == ","
        words = [token for token in after if not token.is_punct]
        if not words or not (comma or inner_stop in _PENDING or starts_sentence or words[0].text[0].islower()):
            return None
        if inner_stop == "." and not (comma or words[0].text[0].islower()):
            return None
        if source := self.according_to(words[0]):
            return source
        while len(words) > 1 and words[0].pos_ == "ADV":
            words = words[1:]
        if self.kind_of(words[0]) and words[0].tag_ != "VBG":
            return self._verb_subject(words)
        is_pending = comma or inner_stop in _PENDING or (starts_sentence and bool(self.kind_of(words[-1])))
        if words[0].pos_ in _JOINING or not is_pending:
            return None
        return self._subject_verb(words, is_question=inner_stop in "?!")

    def _verb_subject(self, words: list[Token]) -> Attribution | None:
        """Find ``said Jane Doe``; not ``said the plan was dead``, where the marked words are the verb's subject."""
        clause = []
        for token in words[1:]:
            if token.pos_ in _JOINING or token.tag_ in ("WP", "WDT", "WRB"):
                break
            if token.pos_ in ("VERB", "AUX") and token.tag_ not in ("VBG", "VBN"):
                return None
            clause.append(token)
        head = next((child for child in words[0].rights if child.dep_ == "nsubj" and not self.quoted[child.i]), None)
        head = head if head is not None else first_name(clause[:8])
        return Attribution(name_at(head, self.quoted), self._phrase(words[0])) if head is not None else None

    def _subject_verb(self, words: list[Token], *, is_question: bool) -> Attribution | None:
        """Find ``the mayor, who had waited, told reporters``."""
        for position, token in enumerate(words):
            if not self.kind_of(token) or token.dep_ == "relcl":
                continue
            if is_question and any(child.dep_ == "ccomp" and not self.quoted[child.i] for child in token.rights):
                return None
            head = subject_of(token, self.quoted)
            if head is None or head.i < words[0].i:
                head = first_name(words[:position])
            return Attribution(name_at(head, self.quoted), self._phrase(token)) if head is not None else None
        return None

    def _in_clause(self, first: int, last: int) -> Attribution | None:
        """See whether the quotation is part of what a reporting verb says, by the parse."""
        inside = [token for token in self._tokens[first:last] if not (token.is_punct or token.is_space)]
        if not inside:
            return None
        token = next((token for token in inside if not first <= token.head.i < last or token.head is token), inside[0])
        for _ in range(MAXIMUM_CLIMB):
            for child in token.children:
                if child.dep_ == "parataxis" and self.kind_of(child):
                    return Attribution(self.speaker(child, ()), self._phrase(child), beside=False)
            head = token.head
            kind = self.kind_of(head)
            if kind:
                spoken = token.dep_ in _SPOKEN or (kind == "naming" and token.dep_ == "prep")
                if not spoken or (kind == "addressee" and self._is_addressee(head, first)):
                    return None
                return Attribution(self.speaker(head, ()), self._phrase(head), beside=False)
            if head is token:
                return None
            token = head
        return None

    def _nearest(self, before: list[Token], after: list[Token]) -> Attribution | None:
        """Take, as a last resort, any reporting verb of the sentence, the one before first."""
        for tokens in (before, after):
            for token in tokens:
                if source := self.according_to(token):
                    return source
                if self.kind_of(token) and (head := subject_of(token, self.quoted)) is not None:
                    return Attribution(name_at(head, self.quoted), self._phrase(token), beside=False)
        return None

    def _any_verb(self, after: list[Token], inner_stop: str) -> Attribution | None:
        """Find ``“…,” fumed one aide`` after a quotation that begins the sentence and ends with a comma."""
        words = [token for token in after if not token.is_punct]
        verb = next((token for token in words if token.tag_ in ("VBD", "VBZ")), None)
        if verb is None or inner_stop != ",":
            return None
        head = first_name(words[1:] if verb is words[0] else words)
        return Attribution(name_at(head, self.quoted), self._phrase(verb)) if head is not None else None

    def according_to(self, token: Token) -> Attribution | None:
        """Return the source that "according to" names, if ``token`` begins that phrase."""
        following = self._tokens[token.i + 1 : token.i + MAXIMUM_LABEL]
        if token.lower_ != "according" or not following or following[0].lower_ != "to":
            return None
        head = next((child for child in following[0].children if child.dep_ == "pobj"), None) or first_name(following)
        return Attribution(name_at(head, self.quoted), self._doc[token.i : token.i + 2]) if head is not None else None

    def _phrase(self, verb: Token) -> Tokens:
        return self._doc[verb.i : verb.i + 1]
