"""The words that name who speaks: the subject of a reporting verb by the parse or, where that fails, by order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from analysis.grammar import SUBJECTS
from analysis.quotations.surroundings import Surroundings

_NOMINAL = frozenset(["NOUN", "PROPN", "PRON"])
_COORDINATED = frozenset(["ADJ", "CCONJ", "DET", "NOUN", "PRON", "PROPN"])
_RELATIVE_TAGS = frozenset(["WDT", "WP", "WP$", "WRB"])
# Dependants before a noun that belong to its name.
_BEFORE_NOUN = frozenset(["amod", "case", "compound", "det", "nmod", "nummod", "poss", "predet", "quantmod"])
# Clauses whose unspoken subject is that of the verb they hang on ("left, saying", "stood and said").
_SHARED_SUBJECT = frozenset(["advcl", "conj", "pcomp", "prep", "xcomp"])
# From "was quoted by the paper as saying" it is four steps to the subject.
MAXIMUM_STEPS = 4
# "Jane Doe and John Roe said": how far apart two names may be to be one subject.
MAXIMUM_COORDINATION = 4
# Words before the noun that are still read as part of a name.
MAXIMUM_NAME = 15


def speaker_of(around: Surroundings, verb: Token, *, fallback: Sequence[Token] = ()) -> Tokens | None:
    """Return the words that name who says a verb; if the parse does not know, the first name in ``fallback``."""
    if verb.pos_ != "VERB":  # a headline's verb that the tagger took for a noun
        return around.doc[verb.left_edge.i : verb.i] or None
    is_passive = any(child.dep_ == "auxpass" for child in around.children(verb))
    head = subject_of(verb, around) or (None if is_passive else first_name(fallback))
    return name_at(head, around) if head is not None else None


def subject_of(verb: Token, around: Surroundings) -> Token | None:
    """Return the head of the phrase that names who says ``verb``, if the parse knows and it stands outside quotations.

    Passives name their agent ("was described by the union as"), except "was quoted"; a relative pronoun is replaced
    by the noun that it refers to; verbs without a subject share that of the verb they depend on.

    Args:
        verb: a reporting verb.
        around: the text with its quotations.
    """
    quoted = around.quoted
    passive = False
    for _ in range(MAXIMUM_STEPS):
        for child in around.children(verb):
            if child.dep_ == "agent":
                return next((named for named in around.children(child) if named.dep_ == "pobj"), None)
            passive = passive or child.dep_ == "auxpass"
        if passive and verb.lemma_ != "quote":
            return None
        if verb.lemma_ == "quote" and not passive:
            return next(
                (child for child in around.children(verb) if child.dep_ == "dobj" and not quoted[child.i]), None
            )
        subject = next(
            (child for child in around.children(verb) if child.dep_ in SUBJECTS and not quoted[child.i]), None
        )
        if subject is not None and subject.tag_ not in _RELATIVE_TAGS:
            return subject
        if verb.dep_ in ("acl", "relcl"):
            return verb.head if verb.head.pos_ in _NOMINAL and not quoted[verb.head.i] else None
        if verb.dep_ not in _SHARED_SUBJECT or subject is not None:
            return None
        verb = verb.head
    return None


def name_at(head: Token, around: Surroundings) -> Tokens:
    """Return the noun phrase of ``head``: what stands before it and its name, without appositions and clauses."""
    doc, quoted, children = around.doc, around.quoted, around.children(head)
    modifiers = [child.left_edge.i for child in children if child.i < head.i and child.dep_ in _BEFORE_NOUN]
    start = max(min([head.i, *modifiers]), head.i - MAXIMUM_NAME)
    end = head.i + 1
    for conjunct in children:
        if conjunct.dep_ != "conj":
            continue
        between = doc[head.i + 1 : conjunct.i + 1]
        if 0 < len(between) <= MAXIMUM_COORDINATION and all(token.pos_ in _COORDINATED for token in between):
            end = max(end, conjunct.i + 1)
    while end < len(doc) and doc[end].ent_iob_ == "I" and doc[end - 1].ent_type_ == "PERSON":
        end += 1
    while start < head.i and (any(quoted[start : head.i]) or doc[start].is_punct or doc[start].is_space):
        start += 1
    return doc[start:end]


def first_name(tokens: Iterable[Token]) -> Token | None:
    """Return the head of the first noun phrase among tokens in the order of the text: its last adjoining noun."""
    head: Token | None = None
    for token in tokens:
        nominal = token.pos_ in _NOMINAL and token.tag_ not in _RELATIVE_TAGS
        if nominal and (head is None or (token.i == head.i + 1 and head.pos_ != "PRON")):
            head = token
        elif head is not None and token.tag_ == "POS":
            head = None
        elif head is not None:
            break
    return head
