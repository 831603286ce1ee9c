"""Judge who does what to whom: does the story say it of the same ones, the other way round, or of somebody else?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from spacy.tokens import Token

from analysis.article import Part
from analysis.headline.body_index import Occurrence
from analysis.headline.case import Case
from analysis.headline.roles import Roles, name_words, roles_of, span_of


class Cast(StrEnum):
    """How the roles around a verb of the story fit those around the same verb of the headline."""

    SAME = "same"
    TURNED = "turned"
    OTHER_DOER = "other doer"
    UNKNOWN = "unknown"


def cast_of(verb: Token, occurrence: Occurrence, case: Case) -> Cast:
    """Compare who acts and who is acted upon in a headline's verb and in an occurrence of it."""
    wanted, found = roles_of(verb), roles_of(occurrence.token)
    agree = _any_same(wanted.agents, found.agents, case) or _any_same(wanted.patients, found.patients, case)
    acted_upon = _any_same(wanted.agents, found.patients, case)
    # "The bridge closed" says nothing against "Council closes bridge": who acts has to act upon somebody.
    acts = bool(found.patients) and _any_same(wanted.patients, found.agents, case)
    # Who dies in an accident is whom it kills: roles turn only with a verb that has both.
    if (acted_upon or acts) and not agree and wanted.agents and wanted.patients:
        return Cast.TURNED
    if _any_same(wanted.agents, found.agents, case):
        return Cast.SAME
    if wanted.agents and _named(found, case):
        return Cast.OTHER_DOER
    return Cast.SAME if agree else Cast.UNKNOWN


def doer(occurrence: Occurrence, case: Case) -> str:
    """Return the words that name who acts in an occurrence of a verb."""
    agent = roles_of(occurrence.token).agents[0]
    actor = case.reading.actor_at(span_of(agent, Part.BODY))
    return actor.name if actor is not None else agent.text


def _named(roles: Roles, case: Case) -> bool:
    """Whether an actor of the story, and no mere pronoun that nothing resolves, acts."""
    return any(case.reading.actor_at(span_of(agent, Part.BODY)) is not None for agent in roles.agents)


def _any_same(ours: Iterable[Token], theirs: Sequence[Token], case: Case) -> bool:
    return any(_same(one, other, case) for one in ours for other in theirs)


def _same(ours: Token, theirs: Token, case: Case) -> bool:
    """Whether a noun of the headline and one of the story are one actor, or share a word of their names."""
    actor, other = (
        case.reading.actor_at(span_of(ours, Part.HEADLINE)),
        case.reading.actor_at(span_of(theirs, Part.BODY)),
    )
    if actor is not None and other is not None and len(actor.mentions) > 1:
        return actor is other
    described = {case.vocabulary.key_of(word) for word in name_words(theirs)}
    return not described.isdisjoint(case.keys(name_words(ours)))
