"""Which reporting verb introduces a quotation, before it, after it or around it, and who speaks.

The parse is unreliable around quotation marks, so the order of the words decides first and the parse second.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from analysis.quotations.speakers import first_name, name_at, speaker_of, subject_of
from analysis.quotations.surroundings import Surroundings

# "Jane Doe, the mayor of Hartwell: “…”" without a verb.
MAXIMUM_LABEL = 10
# How far the parse is climbed from a quotation to the verb that says it.
MAXIMUM_CLIMB = 12

_PENDING = frozenset(",—–-?!…")
_JOINING = frozenset(["CCONJ", "SCONJ"])
_RELATIVE_TAGS = frozenset(["WDT", "WP", "WRB"])
_VERBS = frozenset(["AUX", "VERB"])
_BETWEEN = frozenset(["as", "that"])
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


def attribute(around: Surroundings, number: int, *, is_short: bool) -> Attribution | None:
    """Return who speaks a quotation, as far as its own sentence says.

    Args:
        around: the text with its quotations.
        number: which quotation, from 0.
        is_short: demand that the quotation is what the verb says, not merely in the same sentence.
    """
    before, after = around.before(number), around.after(number)
    found = (
        _after_colon(around, before)
        or _after_verb(around, before, only_beside=True)
        or _before_verb(around, after, last=around.last_character(number), starts_sentence=not before)
        or _after_verb(around, before, is_short=is_short)
        or _in_clause(around, number, before)
    )
    if found or is_short:
        return found
    last_resort = None if before else _before_any_verb(around, after, last=around.last_character(number))
    return _nearest(around, before, after) or last_resort


def according_to(around: Surroundings, token: Token) -> Attribution | None:
    """Return the source that "according to" names, if ``token`` begins that phrase."""
    if token.lower_ != "according":
        return None
    following = list(around.doc[token.i + 1 : token.i + MAXIMUM_LABEL])
    if not following or following[0].lower_ != "to":
        return None
    head = next((child for child in around.children(following[0]) if child.dep_ == "pobj"), None) or first_name(
        following
    )
    return _named(around, head, around.doc[token.i : token.i + 2])


def _named(around: Surroundings, head: Token | None, verb: Tokens | None, *, beside: bool = True) -> Attribution | None:
    return Attribution(name_at(head, around), verb, beside) if head is not None else None


def _phrase(verb: Token) -> Tokens:
    return verb.doc[verb.i : verb.i + 1]


def _after_colon(around: Surroundings, before: list[Token]) -> Attribution | None:
    """Find ``Mayor: “…”``, ``She had one answer: “…”``."""
    if not before or before[0].text != ":":
        return None
    clause = before[:0:-1]
    verb = next((token for token in before if around.kind_of(token)), None)
    if verb is not None:
        return Attribution(speaker_of(around, verb, fallback=clause), _phrase(verb))
    if len(clause) > MAXIMUM_LABEL and not any(token.pos_ == "VERB" for token in clause):
        return None
    if not any(token.pos_ in _VERBS for token in clause):
        return _named(around, first_name(clause), None)
    head = next((token for token in clause if token.dep_ == "nsubj" and token.pos_ in ("PRON", "PROPN")), None)
    return Attribution(name_at(head, around) if head is not None else None, None)


def _after_verb(
    around: Surroundings, before: list[Token], *, only_beside: bool = False, is_short: bool = False
) -> Attribution | None:
    """Find ``she said “…”``, ``he called the plan “…”``, ``according to her, “…”``: the nearest verb before reports."""
    beside = True
    for position, token in enumerate(before):
        if source := according_to(around, token):
            return None if is_short and before[0].text != "," else source
        if kind := around.kind_of(token):
            if _says_otherwise(around, token, before) or (kind == "beside" and not beside):
                return None
            if is_short and kind == "speech" and not beside and _is_beyond(around, token, before):
                return None
            return Attribution(speaker_of(around, token, fallback=before[:position:-1]), _phrase(token), beside)
        if token.pos_ == "VERB" or (token.pos_ == "AUX" and token.dep_ in ("ROOT", "relcl")):
            return None
        beside = beside and (token.is_punct or token.pos_ == "ADV" or token.lower_ in _BETWEEN)
        if only_beside and not beside:
            return None
    return None


def _says_otherwise(around: Surroundings, verb: Token, before: list[Token]) -> bool:
    """Whether the marked words are whom the verb addresses, or a name that nobody in the text gives."""
    kind = around.kind_of(verb)
    if kind == "addressee":
        return bool(before) and _is_addressee(verb, before)
    return kind == "naming" and _is_nameless(around, verb)


def _is_addressee(verb: Token, before: list[Token]) -> bool:
    """``told the “experts” that``: the marked words stand in a noun phrase that is the verb's object."""
    phrase = before[0].head
    return _begins_noun_phrase(before[0]) and phrase.dep_ in ("dobj", "dative") and phrase.head.i == verb.i


def _is_nameless(around: Surroundings, verb: Token) -> bool:
    """``known to all and called “…”``, ``Reporters Hailed as “…”``: a passive that does not say who calls."""
    if verb.tag_ == "VBN":
        return subject_of(verb, around) is None
    return verb.tag_ == "VBD" and any(
        child.i == verb.i + 1 and child.dep_ == "prep" and child.lower_ == "as" for child in around.children(verb)
    )


def _is_beyond(around: Surroundings, verb: Token, before: list[Token]) -> bool:
    """``echoed the correction in a “note”``: no clause is said, and the marked words are part of a noun phrase."""
    says_clause = any(child.dep_ == "ccomp" for child in around.children(verb))
    return _begins_noun_phrase(before[0]) and not says_clause


def _begins_noun_phrase(token: Token) -> bool:
    return token.pos_ in ("DET", "ADJ") or token.dep_ == "poss"


def _before_verb(around: Surroundings, after: list[Token], *, last: str, starts_sentence: bool) -> Attribution | None:
    """Find ``“…,” she said``, ``“…,” said Jane Doe, the mayor``, ``“…,” according to her``."""
    words = [token for token in after if not token.is_punct]
    if not words:
        return None
    if after[0].text == ":" and len(words) <= MAXIMUM_LABEL and not any(token.pos_ in _VERBS for token in words):
        return _named(around, first_name(words), None)  # "“We will not pay”: mayor"
    is_pending = after[0].text == "," or last in _PENDING
    begins_small = words[0].text[0].islower()
    # After a full stop inside the marks a new sentence begins, unless it begins with a small letter.
    if not (is_pending or begins_small or (starts_sentence and last != ".")):
        return None
    if source := according_to(around, words[0]):
        return source
    while len(words) > 1 and words[0].pos_ == "ADV":
        words = words[1:]
    if around.kind_of(words[0]) and words[0].tag_ != "VBG":
        return _before_verb_and_subject(around, words)
    if words[0].pos_ in _JOINING or not (is_pending or (starts_sentence and around.kind_of(words[-1]))):
        return None
    return _before_subject_and_verb(around, words, is_question=last in "?!")


def _before_verb_and_subject(around: Surroundings, words: list[Token]) -> Attribution | None:
    """Find ``said Jane Doe``; not ``said the plan was dead``, where the marked words are the verb's subject."""
    clause = []
    for token in words[1:]:
        if token.pos_ in _JOINING or token.tag_ in _RELATIVE_TAGS:
            break
        if token.pos_ in _VERBS and token.tag_ not in ("VBG", "VBN"):
            return None
        clause.append(token)
    following = [child for child in around.children(words[0]) if child.i > words[0].i and not around.quoted[child.i]]
    head = next((child for child in following if child.dep_ == "nsubj"), None)
    return _named(around, head if head is not None else first_name(clause[:MAXIMUM_LABEL]), _phrase(words[0]))


def _before_subject_and_verb(around: Surroundings, words: list[Token], *, is_question: bool) -> Attribution | None:
    """Find ``the mayor, who had waited, told reporters``."""
    for position, token in enumerate(words):
        if not around.kind_of(token) or token.dep_ == "relcl":
            continue
        # "“Why?” Ruiz said the plan was dead": the next sentence, not the one who asked.
        following = (child for child in around.children(token) if child.i > token.i and not around.quoted[child.i])
        if is_question and any(child.dep_ == "ccomp" for child in following):
            return None
        head = subject_of(token, around)
        if head is None or head.i < words[0].i:
            head = first_name(words[:position])
        return _named(around, head, _phrase(token))
    return None


def _in_clause(around: Surroundings, number: int, before: list[Token]) -> Attribution | None:
    """See whether the quotation is part of what a reporting verb says, by the parse."""
    inside = around.words(number)
    indices = {token.i for token in inside}
    token = next((token for token in inside if token.head.i not in indices or token.head.i == token.i), None)
    for _ in range(MAXIMUM_CLIMB):
        if token is None:
            return None
        for child in around.children(token):
            if child.dep_ == "parataxis" and around.kind_of(child):
                return Attribution(speaker_of(around, child), _phrase(child), beside=False)
        head = token.head
        if (kind := around.kind_of(head)) and kind != "beside":
            spoken = token.dep_ in _SPOKEN or (kind == "naming" and token.dep_ == "prep")
            if not spoken or _says_otherwise(around, head, before):
                return None
            return Attribution(speaker_of(around, head), _phrase(head), beside=False)
        token = head if head.i != token.i else None
    return None


def _nearest(around: Surroundings, before: list[Token], after: list[Token]) -> Attribution | None:
    """Take, as a last resort, any reporting verb of the sentence, the one before first."""
    for token in (*before, *after):
        if source := according_to(around, token):
            return source
        if around.kind_of(token) and (head := subject_of(token, around)) is not None:
            return _named(around, head, _phrase(token), beside=False)
    return None


def _before_any_verb(around: Surroundings, after: list[Token], *, last: str) -> Attribution | None:
    """Find ``“…,” fumed one aide`` after a quotation that begins the sentence and ends with a comma."""
    words = [token for token in after if not token.is_punct]
    verb = next((token for token in words if token.tag_ in ("VBD", "VBZ")), None)
    if verb is None or last != ",":
        return None
    return _named(around, first_name(words[1:] if verb is words[0] else words), _phrase(verb))
