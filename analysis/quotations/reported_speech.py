"""Reported speech without quotation marks: "said that …", "the plan would fail, she said", "according to her, …"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from analysis.quotations.attribution import Attribution, according_to
from analysis.quotations.speakers import speaker_of
from analysis.quotations.surroundings import Surroundings

# A clause shorter than this ("she said so", "as he put it") reports nothing that could be framed.
MINIMUM_WORDS = 3
_EDGE = frozenset(["PUNCT", "SPACE", "CCONJ"])


@dataclass(frozen=True, slots=True)
class ReportedClause:
    """A clause that the outlet tells in its own words as somebody's statement.

    Attributes:
        tokens: the clause, without "that" and the commas around it.
        attribution: who is said to have said it.
    """

    tokens: Tokens
    attribution: Attribution


def find_reported(around: Surroundings) -> Iterator[ReportedClause]:
    """Yield the reported clauses in the order of the text; they do not overlap one another.

    A clause that contains marked quotations is kept whole if it has own words beside them; one inside quotation marks
    is not looked at. Of nested reports ("she said he claimed …") the outer one counts.
    """
    end = 0
    for verb in around.doc:
        found = _clause(verb, around) if verb.i >= end else None
        if found is not None and found.tokens.start >= end:
            end = found.tokens.end
            yield found


def _clause(token: Token, around: Surroundings) -> ReportedClause | None:
    attribution = according_to(around, token)
    if attribution is not None:
        tokens = _beside_source(around, token, attribution)
    elif around.kind_of(token) in ("speech", "addressee"):
        tokens = _complement(token, around)
        attribution = Attribution(speaker_of(around, token), token.doc[token.i : token.i + 1])
    else:
        return None
    if tokens is None or attribution.speaker is None:
        return None
    tokens = _trimmed(tokens, around)
    n_own = sum(not (around.quoted[word.i] or word.is_punct) for word in tokens)
    return ReportedClause(tokens, attribution) if n_own >= MINIMUM_WORDS else None


def _complement(verb: Token, around: Surroundings) -> Tokens | None:
    """Return the finite clause that the verb has as its object, on one side of the verb."""
    for child in around.children(verb):
        if child.dep_ != "ccomp" or around.quoted[child.i]:
            continue
        first, last = child.left_edge.i, child.right_edge.i
        is_finite = any(word.dep_ in ("nsubj", "nsubjpass", "expl") for word in around.children(child))
        if is_finite and not first <= verb.i <= last:
            return verb.doc[first : last + 1]
    return None


def _beside_source(around: Surroundings, according: Token, attribution: Attribution) -> Tokens | None:
    """Return what stands after "According to her," at the start of a sentence, or before ", according to her"."""
    sentence = according.sent
    if according.i > sentence.start + 1:
        has_quotation = any(around.quoted[sentence.start : according.i])
        return None if has_quotation else according.doc[sentence.start : according.i]
    source_end = attribution.speaker.end if attribution.speaker else according.i + 2
    comma = next((word.i for word in according.doc[source_end : sentence.end] if word.text == ","), None)
    return according.doc[comma + 1 : sentence.end] if comma is not None else None


def _trimmed(tokens: Tokens, around: Surroundings) -> Tokens:
    """Leave out "that" and punctuation at the edges, and take in whole a quotation that begins or ends there."""
    doc, quoted, start, end = tokens.doc, around.quoted, tokens.start, tokens.end
    while start and quoted[start] and quoted[start] == quoted[start - 1]:
        start -= 1
    if end < len(doc) and quoted[end] and not quoted[end - 1]:
        end += 1
    while end < len(doc) and quoted[end - 1] and quoted[end - 1] == quoted[end]:
        end += 1
    while start < end and not quoted[start] and (doc[start].pos_ in _EDGE or doc[start].lower_ == "that"):
        start += 1
    while start < end and not quoted[end - 1] and doc[end - 1].pos_ in _EDGE:
        end -= 1
    return doc[start:end]
