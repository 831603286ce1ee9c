"""Descriptions of actors (“the director”, “31 protesters”): which noun phrases are one, and what they tell."""

from __future__ import annotations

from spacy.tokens import Token

from analysis.actors.mentions import Candidate, MentionKind
from analysis.actors.noun_phrases import Phrase
from analysis.actors.vocabulary import ActorKind, ActorNoun, actor_noun
from analysis.article import Part
from analysis.grammar import first_conjunct
from analysis.lexicon import Lexicons

# What ends an age ("34-year-old"), and the noun that it is taken for when it stands for a person.
AGE = ("-", "year", "-", "old")
AGED = "year-old"
# Where nouns stand: before a verb, behind one, behind a preposition.
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss", "appos"})
PREDICATES = frozenset({"attr", "oprd", "acomp"})


def description(phrase: Phrase, lexicons: Lexicons) -> Candidate | None:
    """Return the description that a noun phrase is, or None if its noun names no actor."""
    head = phrase.head
    noun = actor_noun(head.text, lexicons)
    if noun is None:
        return None
    predicated = head.dep_ in PREDICATES or (head.dep_ == "pobj" and head.head.lower_ == "as")
    determiner = _determiner(phrase, lexicons)
    if (
        determiner is None
        or any(child.lower_ == "own" for child in head.children)
        or not (predicated or _refers(phrase, noun, determiner, lexicons))
    ):
        return None
    return Candidate(
        phrase.mention(phrase.start, phrase.end, head, MentionKind.DESCRIPTION),
        head,
        nouns=(noun,),
        qualifiers=frozenset(token.lower_ for token in phrase.tokens() if token.i != head.i and token.dep_ != "det"),
        determiner=determiner,
        gender=noun.gender,
        plural=noun.plural,
        predicated=predicated,
        tentative=_is_ambiguous(head, noun, lexicons),
    )


def is_age(token: Token) -> bool:
    """Whether a word ends somebody's age that stands for the person: "the 34-year-old said"."""
    if token.lower_ != "old" or token.i < len(AGE) or token.dep_ not in ARGUMENTS:
        return False
    behind = token.nbor() if token.i + 1 < len(token.doc) else token
    return behind.pos_ not in ("NOUN", "PROPN", "ADJ") and _age_words(token) == AGE and token.nbor(-4).pos_ == "NUM"


def _age_words(token: Token) -> tuple[str, ...]:
    return tuple(word.lower_ for word in token.doc[token.i - len(AGE) + 1 : token.i + 1])


def aged(token: Token, taken: int, part: Part) -> Candidate:
    """Return the description that somebody's age is."""
    words = {child.lower_ for child in token.children if child.dep_ == "det"}
    start = max(taken, min((child.i for child in token.children if child.dep_ == "det"), default=token.i - len(AGE)))
    phrase = Phrase(token, None, start, token.i + 1, part)
    return Candidate(
        phrase.mention(start, token.i + 1, token, MentionKind.DESCRIPTION),
        token,
        nouns=(ActorNoun(AGED, ActorKind.PERSON),),
        determiner="the" if "the" in words else "a",
    )


def _determiner(phrase: Phrase, lexicons: Lexicons) -> str | None:
    """Return "the", "a", "its" (any possessive) or "" (none); None for words that refer to nobody ("no", "any")."""
    head = phrase.head
    children = [child for child in head.children if child.i < head.i]
    if any(child.dep_ == "poss" for child in children):
        return "its"
    words = {child.lower_ for child in children if child.dep_ in ("det", "predet")}
    if words & {"the", "this", "that", "these", "those"}:
        return "the"
    if not lexicons.words("open_positions").isdisjoint(child.lower_ for child in children):
        return None
    return "a" if words & {"a", "an", "some"} else ""


def _is_ambiguous(head: Token, noun: ActorNoun, lexicons: Lexicons) -> bool:
    """Whether a noun more often means something else, and nothing beside it shows that it means an actor."""
    return noun.lemma in lexicons.words("ambiguous_actors") and not _is_apposed(head)


def _is_apposed(head: Token) -> bool:
    return head.dep_ == "appos" or any(child.dep_ == "appos" for child in head.children)


def _refers(phrase: Phrase, noun: ActorNoun, determiner: str, lexicons: Lexicons) -> bool:
    """Whether a description is of somebody in the story rather than of a role, a place or a thing."""
    head = phrase.head
    if head.dep_ == "poss" and determiner in ("", "a") and head.tag_ == "NNS":
        return False  # "a supporters' group"
    if noun.kind is ActorKind.PLACE:
        return acts(head, lexicons)
    located = head.dep_ == "pobj" and head.head.lower_ in lexicons.words("locative_prepositions")
    if located and noun.family in lexicons.words("premises"):
        return False  # "at the school"
    bare = determiner == "" and not noun.plural
    return not bare or _is_apposed(head) or phrase.part is Part.HEADLINE


def acts(token: Token, lexicons: Lexicons) -> bool:
    """Whether a noun is the subject of a verb of doing or saying, or the agent of a passive."""
    token = first_conjunct(token)
    if token.dep_ == "pobj":
        return token.head.dep_ == "agent"
    return (
        token.dep_ == "nsubj" and token.head.pos_ == "VERB" and token.head.lemma_ not in lexicons.words("stative_verbs")
    )
