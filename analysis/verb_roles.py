"""Who acts and who is acted upon, as the parse has it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from spacy.tokens import Doc, Token

from analysis.grammar import SUBJECTS, first_conjunct

RELATIVE_PRONOUNS = frozenset({"WP", "WDT"})


class Role(StrEnum):
    """What somebody is to a verb."""

    AGENT = "agent"
    PATIENT = "patient"


ROLE_OF = {"nsubj": Role.AGENT, "nsubjpass": Role.PATIENT, "dobj": Role.PATIENT}


def verb_roles(noun: Token) -> Iterator[tuple[Token, Role]]:
    """Yield the verbs that a noun is agent or patient of, through conjunctions, relative clauses and participles."""
    first = first_conjunct(noun)
    if first.dep_ == "pobj" and first.head.dep_ == "agent":
        yield first.head.head, Role.AGENT
    elif (role := ROLE_OF.get(first.dep_)) is not None:
        yield from _shared(first.head, role, subject=first.dep_ != "dobj")
    for child in noun.children:
        if child.dep_ == "relcl":
            yield from _relative(child)
        elif child.dep_ == "acl" and child.tag_ in ("VBN", "VBG"):
            yield child, Role.PATIENT if child.tag_ == "VBN" else Role.AGENT


def _relative(clause: Token) -> Iterator[tuple[Token, Role]]:
    for child in clause.children:
        if child.tag_ in RELATIVE_PRONOUNS and (role := ROLE_OF.get(child.dep_)) is not None:
            yield from _shared(clause, role, subject=child.dep_ != "dobj")


def _shared(verb: Token, role: Role, *, subject: bool) -> Iterator[tuple[Token, Role]]:
    """Yield a verb and, for a subject, the verbs that share it: "praised … but attacked", "refused to pay"."""
    if verb.pos_ == "VERB":
        yield verb, role
    if not subject:
        return
    for child in verb.children:
        if child.dep_ in ("conj", "xcomp") and child.pos_ == "VERB" and not _has_subject(child):
            passive = child.tag_ == "VBN" and (_is_passive(child) or (role is Role.PATIENT and child.dep_ == "conj"))
            yield from _shared(child, Role.PATIENT if passive else Role.AGENT, subject=True)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in verb.children)


def _is_passive(verb: Token) -> bool:
    return any(child.dep_ == "auxpass" for child in verb.children)


def agentless_passives(doc: Doc) -> Iterator[tuple[Token, Token]]:
    """Yield verb and subject of each passive that does not say by whom ("shots were fired")."""
    for token in doc:
        if token.dep_ == "nsubjpass" and not any(child.dep_ == "agent" for child in token.head.children):
            yield token.head, token
