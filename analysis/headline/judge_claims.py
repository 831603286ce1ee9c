"""Judge what a headline says happens, and how: predicates, negation, certainty, intensity."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from analysis.article import Part
from analysis.grammar import is_negated
from analysis.headline.body_index import Occurrence
from analysis.headline.case import Case, Judgement, Verdict
from analysis.headline.elements import Element, ElementKind
from analysis.headline.judge_roles import Cast, cast_of
from analysis.quotations import Voice
from analysis.vocabulary import STATED, says_something, stem

# How many steps up the parse a hedge or negation may stand ("is expected to agree to close").
STEPS_UP = 3
CLAUSE_LABELS = frozenset({"xcomp", "ccomp", "pcomp", "prep", "acomp", "dobj", "pobj", "attr"})

# Prepositions across which a denial or doubt reaches: "no sign of a leak", "stopped from voting", "without paying".
LINKING = frozenset({"of", "from", "without"})


def judge_predicate(element: Element, case: Case) -> Judgement:
    """Judge a verb: is it said of the same things, with the same polarity and certainty?"""
    token = element.tokens[0]
    key, word = case.key(token), case.reading.article.quote(element.span)
    if not case.index.where(key):
        return case.judgement(element, Verdict.MISSING, f"No sentence says “{word}” or a listed synonym of it.")
    about = case.on_topic(element, key)
    if not about:
        first = case.index.occurrences[key][0].sentence
        reason = f"The story has “{word}” or a synonym, but not close to anything else that the headline names."
        return case.judgement(element, Verdict.WEAKENED, reason, first)
    return _judge_occurrences(element, about, case, word)


def _judge_occurrences(element: Element, about: list[Occurrence], case: Case, word: str) -> Judgement:
    denied = [occurrence for occurrence in about if is_denied(occurrence.token, case)]
    stated = [occurrence for occurrence in about if occurrence not in denied]
    if _is_asked(element, case) or _negation_of(element, case) or is_denied(element.tokens[0], case):
        # A question states nothing; whether a denial holds is judged with the word that denies.
        found = (denied or stated)[0]
        return case.judgement(element, Verdict.SUPPORTED, f"The story speaks of “{word}” too.", found.sentence)
    if not stated:
        reason = f"The headline says “{word}”, the story says that it is not so."
        return case.judgement(element, Verdict.CONTRADICTED, reason, denied[0].sentence)
    casts = {occurrence.token.i: cast_of(element.tokens[0], occurrence, case) for occurrence in stated}
    straight = [occurrence for occurrence in stated if casts[occurrence.token.i] is not Cast.TURNED]
    if not straight:
        reason = f"The story tells “{word}” the other way round: who acts there is acted upon here."
        return case.judgement(element, Verdict.CONTRADICTED, reason, stated[0].sentence)
    # Of the same actor first: what others do is not what the headline says.
    stated = sorted(straight, key=lambda occurrence: casts[occurrence.token.i] is Cast.OTHER_DOER)
    level = min(certainty(element.tokens[0], case), STATED)
    sure = [occurrence for occurrence in stated if certainty(occurrence.token, case) >= level]
    if sure:
        reason = _said(word, sure[0].token)
        return case.judgement(element, Verdict.SUPPORTED, reason, sure[0].sentence)
    hedge = _hedge(stated[0].token, case)
    reason = f"The headline states “{word}” plainly, the story only with “{hedge}”."
    return case.judgement(element, Verdict.WEAKENED, reason, stated[0].sentence)


def judge_negation(element: Element, case: Case) -> Judgement:
    """Judge a "not": does the story deny the same thing?"""
    word = case.reading.article.quote(element.span)
    about = case.on_topic(element, case.key(element.scope)) if element.scope is not None else []
    if element.scope is None or not about:
        return case.judgement(
            element, Verdict.MISSING, f"No sentence about the same thing that “{word}” could rest on."
        )
    denied = next((occurrence for occurrence in about if is_denied(occurrence.token, case)), None)
    if denied:
        reason = f"The story denies “{element.scope.text}” too."
        return case.judgement(element, Verdict.SUPPORTED, reason, denied.sentence)
    reason = f"The headline denies “{element.scope.text}”, the story states it."
    return case.judgement(element, Verdict.CONTRADICTED, reason, about[0].sentence)


def judge_certainty(element: Element, case: Case) -> Judgement:
    """Judge a mark of certainty: is the story at least as sure of the same thing?"""
    word, marker = case.reading.article.quote(element.span), element.tokens[0]
    level = case.vocabulary.certainty[marker.lemma_.lower()]
    own_key = case.on_topic(element, case.key(marker)) if says_something(marker) else []
    about = case.on_topic(element, case.key(element.scope)) if element.scope is not None else []
    levels = [certainty(occurrence.token, case) for occurrence in about]
    sure = next((found for found, reached in zip(about, levels, strict=True) if reached >= level), None)
    if found := sure or next(iter(own_key), None):
        return case.judgement(element, Verdict.SUPPORTED, f"The story is as sure as “{word}”.", found.sentence)
    if about:
        reason = f"The headline says “{word}”, the story is less sure."
        return case.judgement(element, Verdict.WEAKENED, reason, about[0].sentence)
    if level < STATED:
        # Whether the story says the rest at all is judged with the words for it.
        reason = f"The headline itself leaves open with “{word}” how sure this is."
        return case.judgement(element, Verdict.SUPPORTED, reason, case.best(element, range(len(case.index.sentences))))
    return case.judgement(element, Verdict.MISSING, f"No sentence about the same thing that “{word}” could rest on.")


def judge_intensity(element: Element, case: Case) -> Judgement:
    """Judge a strong word: does the story itself use it, only quote it, or use a milder one?"""
    token, word = element.tokens[0], case.reading.article.quote(element.span)
    found = case.index.occurrences.get(case.key(token), [])
    strength = case.vocabulary.strengths.get(stem(token.lemma_), 1)
    as_strong = [
        occurrence
        for occurrence in found
        if stem(occurrence.token.lemma_) == stem(token.lemma_)
        or 1 < strength <= case.vocabulary.strengths.get(stem(occurrence.token.lemma_), 1)
    ]
    own = [
        occurrence
        for occurrence in as_strong
        if case.reading.document.voice_at(Part.BODY, occurrence.token.idx) is Voice.OWN
    ]
    if own or (as_strong and element.voice is Voice.QUOTED):
        reason = f"The story uses a word as strong as “{word}”: “{(own or as_strong)[0].token.text}”."
        return case.judgement(element, Verdict.SUPPORTED, reason, (own or as_strong)[0].sentence)
    if as_strong:
        reason = f"“{word}” stands in the story only in somebody's quoted words."
        return case.judgement(element, Verdict.WEAKENED, reason, as_strong[0].sentence)
    if found:
        reason = f"The story uses a milder word than “{word}”: “{found[0].token.text}”."
        return case.judgement(element, Verdict.WEAKENED, reason, found[0].sentence)
    return case.judgement(element, Verdict.MISSING, f"The story has no word as strong as “{word}”.")


def certainty(token: Token, case: Case) -> int:
    """Return how sure a word is said to be, 1 (possible) to 4 (stressed): the lowest mark on it or above it."""
    marks = [level for _, level in _marks(token, case)]
    low = min(marks, default=STATED)
    return low if low < STATED else max(marks, default=STATED)


def _hedge(token: Token, case: Case) -> str:
    return min(_marks(token, case), key=lambda mark: mark[1])[0].text


def _marks(token: Token, case: Case) -> Iterator[tuple[Token, int]]:
    """Yield the marks of certainty on a word's clause and on the clauses that govern it."""
    for step in _upwards(token):
        around = [child for child in step.children if child.dep_ in ("aux", "advmod", "amod", "acomp", "mark")]
        for mark in (*around, *([step] if step is not token else [])):
            if level := case.vocabulary.certainty.get(mark.lemma_.lower()):
                yield mark, level


def _upwards(token: Token) -> Iterator[Token]:
    yield token
    for _ in range(STEPS_UP):
        if token.dep_ not in CLAUSE_LABELS or (token.dep_ == "prep" and token.lower_ not in LINKING):
            return
        token = token.head
        yield token


def is_denied(token: Token, case: Case) -> bool:
    """Whether a word is negated, or governed by a verb that denies it ("refused to close")."""
    denying = case.lexicons.words("implicit_negators")
    steps = list(_upwards(token))
    explicit = any(is_negated(step) for step in steps) or _has_no_object(token)
    return explicit != any(step.lemma_.lower() in denying or step.lower_ == "without" for step in steps[1:])


def _has_no_object(token: Token) -> bool:
    """Whether a verb's object is none: "found no evidence" denies that it was found."""
    return any(child.dep_ in ("dobj", "attr") and is_negated(child) for child in token.children)


def _is_asked(element: Element, case: Case) -> bool:
    """Whether an element stands in a question."""
    sentence = case.reading.document.sentence_at(Part.HEADLINE, element.span.start)
    return sentence is not None and asks(sentence.text)


def asks(text: str) -> bool:
    """Whether a sentence is a question."""
    return text.rstrip(" ”’\"'").endswith("?")


def _negation_of(element: Element, case: Case) -> bool:
    scopes = (other.scope for other in case.elements if other.kind is ElementKind.NEGATION)
    members = {token.i for token in element.tokens}
    return any(scope is not None and scope.i in members for scope in scopes)


def _said(word: str, token: Token) -> str:
    if stem(word.partition(" ")[0]) == stem(token.lemma_):
        return f"The story says so: “{token.text}”."
    return f"The story says so in another word: “{token.text}”."
