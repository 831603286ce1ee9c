"""What in a text speaks for casting an actor as hero, villain or victim, and who tells it.

A hero acts and is shown in a good light, a villain acts and is shown in a bad one, a victim is acted upon and is shown
in a bad one (Gomez-Zara, Boon and Birnbaum 2018). Two kinds of evidence add up: deeds, losses and labels, which the
grammar ties to somebody (:mod:`analysis.framing.signs`), and sentences that the target-sentiment model finds positive
or negative about somebody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Token

from analysis.actors import Actor, ActorKind, Mention, MentionKind
from analysis.article import Part, Span
from analysis.framing.signs import CALLED, Sign, SignFinder
from analysis.lexicon import Lexicons
from analysis.reading import Reading
from analysis.verb_roles import Role, verb_roles

# Two sentences in a bad light weigh what one deed does: bad news about somebody reads as negative, too.
SENTENCE_WEIGHT = 0.5
DOUBTFUL = 0.5  # two deeds of somebody who may be somebody else weigh what one deed does
# More likely positive (negative) than anything else.
MARKED = 0.5
# Two bad sentences among thirty are how anybody is told of; one in four is a light that somebody is shown in.
LEAST_SHARE = 0.25
LIGHTS = IN_A_GOOD_LIGHT, IN_A_BAD_LIGHT = "is shown in a good light", "is shown in a bad light"


class CastAs(StrEnum):
    """A part in a story."""

    HERO = "hero"
    VILLAIN = "villain"
    VICTIM = "victim"


class Teller(StrEnum):
    """Who casts: others are whoever is quoted or reported, and whoever praises or blames, named or not."""

    OUTLET = "the outlet"
    OTHERS = "quoted or reported"


CAST_BY = {
    **dict.fromkeys((Sign.HELPS, Sign.RESCUES, Sign.FIGHTS, Sign.PRAISED, Sign.CALLED_HERO), CastAs.HERO),
    **dict.fromkeys((Sign.HARMS, Sign.WORSENS, Sign.WITHHOLDS, Sign.MISBEHAVES), CastAs.VILLAIN),
    **dict.fromkeys((Sign.BLAMED, Sign.CALLED_VILLAIN), CastAs.VILLAIN),
    **dict.fromkeys((Sign.HARMED, Sign.RESCUED, Sign.SUFFERS, Sign.ENDANGERED, Sign.CALLED_VICTIM), CastAs.VICTIM),
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that cast an actor.

    Attributes:
        role: as what.
        why: in words, "does harm".
        span: the words: a verb, a noun, or the mention of the actor in a sentence that shows it in some light.
        teller: who tells it.
        weight: its strength, above 0; 1 is a deed told as a fact.
    """

    role: CastAs
    why: str
    span: Span
    teller: Teller
    weight: float


def evidence_by_actor(reading: Reading, lexicons: Lexicons) -> dict[str, tuple[Evidence, ...]]:
    """Return by an actor's name what casts it as anything, in the order of the text; empty where nothing does."""
    finder = SignFinder(lexicons)
    beings = {
        part: frozenset(m.head for actor in reading.actors for m in actor.mentions if m.span.part is part)
        for part in Part
    }
    return {
        actor.name: tuple(
            sorted([*_told(actor, reading, finder, beings), *_lit(actor, reading)], key=lambda each: each.span)
        )
        for actor in reading.actors
    }


def _told(actor: Actor, reading: Reading, finder: SignFinder, beings: Mapping[Part, Set[int]]) -> Iterator[Evidence]:
    """Yield each word once, and what somebody is called once: a label says the same each time."""
    seen: set[tuple[Sign, object]] = set()
    for mention in actor.mentions:
        part = mention.span.part
        head = reading.document.parsed[part][mention.head]
        described = mention.kind is MentionKind.DESCRIPTION
        for told in finder.told_of(head, beings[part], described=described):
            span = Span(part, told.token.idx, told.token.idx + len(told.token))
            key = (told.sign, told.token.lemma_.lower() if told.sign in CALLED.values() else span)
            if key not in seen:
                seen.add(key)
                teller = Teller.OTHERS if told.judged else _teller(span, reading)
                weight = told.certainty * (DOUBTFUL if _is_doubtful(mention, actor, head) else 1)
                yield Evidence(CAST_BY[told.sign], told.sign.value, span, teller, weight)


def _is_doubtful(mention: Mention, actor: Actor, head: Token) -> bool:
    """Whether a mention may be of somebody else: "they" for one firm or person is the pronoun that most often is."""
    plural = "Plur" in head.morph.get("Number", [])
    return mention.kind is MentionKind.PRONOUN and plural and actor.kind is not ActorKind.GROUP


def _teller(span: Span, reading: Reading) -> Teller:
    return Teller.OTHERS if reading.document.attribution_at(span.part, span.start) else Teller.OUTLET


def _lit(actor: Actor, reading: Reading) -> Iterator[Evidence]:
    """Yield the sentences that show somebody in a good or bad light, of each role only if they are no exceptions."""
    read = [mention for mention in actor.mentions if mention.span in reading.toward]
    lit = [(mention, role) for mention in read if (role := _role_lit(mention, actor, reading)) is not None]
    counts = {role: sum(each is role for _, each in lit) for role in CastAs}
    for mention, role in lit:
        if counts[role] >= LEAST_SHARE * len(read):
            why = IN_A_GOOD_LIGHT if role is CastAs.HERO else IN_A_BAD_LIGHT
            yield Evidence(role, why, mention.span, _teller(mention.span, reading), SENTENCE_WEIGHT)


def _role_lit(mention: Mention, actor: Actor, reading: Reading) -> CastAs | None:
    sentiment = reading.toward[mention.span]
    if sentiment.positive > MARKED:
        return CastAs.HERO
    if sentiment.negative <= MARKED:
        return None
    head = reading.document.parsed[mention.span.part][mention.head]
    roles = {role for _, role in verb_roles(head)}
    # A crowd that does nothing in a bad sentence is whom it happens to; a person or firm is whom it is about.
    suffering = Role.AGENT not in roles and (Role.PATIENT in roles or actor.kind is ActorKind.GROUP)
    return CastAs.VICTIM if suffering else CastAs.VILLAIN
