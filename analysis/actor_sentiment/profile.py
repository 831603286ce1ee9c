"""Everything the text says about one actor: judging words, verb roles, own quotations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from analysis.actor_sentiment.tied_words import TiedWord, tied_words
from analysis.actor_sentiment.toward import Toward, toward
from analysis.actor_sentiment.valence import GREATEST
from analysis.actors import Actor, Mention, MentionKind
from analysis.article import Span
from analysis.lexicon import Lexicons
from analysis.quotations import Quotation, QuotationKind, Voice
from analysis.reading import Reading
from analysis.results import Finding
from analysis.verb_roles import Role, verb_roles

PRAISE = "actors/praise"
CRITICISM = "actors/criticism"
# A word rated 2 on VADER's scale of 0 to 4 is ordinary evidence: most of its ratings lie between 1 and 3.
ORDINARY = 2.0


@dataclass(frozen=True, slots=True)
class VerbRole:
    """A verb, the actor's role in it, and in whose words."""

    verb: Token
    span: Span
    role: Role
    voice: Voice


@dataclass(frozen=True, slots=True)
class Profile:
    """What the text says about one actor.

    Attributes:
        actor: who it is about.
        findings: the judging words tied to it.
        roles: the verbs it is agent or patient of.
        quotations: direct quotations that it speaks.
        toward: what sentences say about it, as the model reads them; empty without models.
    """

    actor: Actor
    findings: tuple[Finding, ...]
    roles: tuple[VerbRole, ...]
    quotations: tuple[Quotation, ...]
    toward: tuple[Toward, ...]

    def judgements(self, voice: Voice) -> list[float]:
        """Return the judging words of one voice as numbers from -1 (critical) to 1 (favourable)."""
        return [judgement(finding) for finding in self.findings if finding.voice is voice]

    def sentiments(self, voice: Voice) -> list[float]:
        """Return what the sentences of one voice say about it, from -1 (negative) to 1 (positive)."""
        return [each.sentiment.balance for each in self.toward if each.voice is voice]

    def acting(self, voice: Voice) -> list[float]:
        """Return 1 for each verb of one voice in which it acts and 0 for each in which it is acted upon."""
        return [float(role.role is Role.AGENT) for role in self.roles if role.voice is voice]

    def words_quoted(self, reading: Reading) -> int:
        """Return the number of its words in direct quotations."""
        return sum(map(reading.words_quoted, self.quotations))


def judgement(finding: Finding) -> float:
    """Return a finding as a number from -1 (critical) to 1 (favourable)."""
    strength = finding.weight * ORDINARY / GREATEST
    return strength if finding.category == PRAISE else -strength


def profiles(reading: Reading, lexicons: Lexicons) -> tuple[Profile, ...]:
    """Return the profile of every actor, in the order of ``reading.actors``."""
    spoken = _spoken(reading)
    return tuple(_profile(actor, reading, lexicons, spoken.get(actor.name, ())) for actor in reading.actors)


def _profile(actor: Actor, reading: Reading, lexicons: Lexicons, quotations: Sequence[Quotation]) -> Profile:
    findings: dict[Span, Finding] = {}
    roles: dict[Span, VerbRole] = {}
    for mention in actor.mentions:
        part = mention.span.part
        head = reading.document.parsed[part][mention.head]
        for word in tied_words(head, lexicons, described=mention.kind is MentionKind.DESCRIPTION):
            span = _span(mention, word.token)
            if span not in findings:
                findings[span] = _finding(word, span, actor, mention, reading)
        for verb, role in verb_roles(head):
            span = _span(mention, verb)
            roles.setdefault(span, VerbRole(verb, span, role, reading.document.voice_at(part, span.start)))
    return Profile(
        actor,
        tuple(findings[span] for span in sorted(findings)),
        tuple(roles[span] for span in sorted(roles)),
        tuple(quotations),
        toward(actor, reading),
    )


def _span(mention: Mention, token: Token) -> Span:
    return Span(mention.span.part, token.idx, token.idx + len(token))


def _finding(word: TiedWord, span: Span, actor: Actor, mention: Mention, reading: Reading) -> Finding:
    value = word.valence.value
    reason = word.reason.format(word=word.token.text, actor=actor.name)
    return reading.finding(
        span,
        category=PRAISE if value > 0 else CRITICISM,
        reason=f"{reason} It is negated." if word.valence.negated else reason,
        source=word.valence.source,
        weight=abs(value) / ORDINARY,
        subject=actor.name,
        about=mention.span,
    )


def _spoken(reading: Reading) -> Mapping[str, list[Quotation]]:
    """Return the direct quotations by the name of the actor who speaks them."""
    spoken: dict[str, list[Quotation]] = defaultdict(list)
    for quotation in reading.document.quotations:
        if quotation.kind is QuotationKind.DIRECT:
            actor = reading.actor_speaking(quotation)
            if actor is not None:
                spoken[actor.name].append(quotation)
    return spoken
