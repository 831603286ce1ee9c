"""The actors dimension in rows: one an actor, one a label, one a quoted judge, one a passive without an agent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.actor_sentiment.profile import Profile, judgement
from analysis.actors import Actor, MentionKind
from analysis.article import Part, Span
from analysis.quotations import Voice
from analysis.reading import Reading
from analysis.results import Row, Table
from analysis.verb_roles import Role, agentless_passives

Cells = tuple[str | int | float | None, ...]


def tables(chosen: Sequence[Profile], reading: Reading) -> tuple[Table, ...]:
    """Return the tables of the dimension for the actors chosen."""
    return (
        Table(
            "actors",
            "Who is in the story",
            "One row an actor: its names, how it is spoken of, what it does, what is done to it, how it is quoted.",
            (
                *("Actor", "Kind", "Mentions", "Names used", "Wording, own voice", "Wording, quoted"),
                *("Acts", "Acted upon", "Words quoted", "Reporting verbs", "First mentioned"),
            ),
            tuple(_actor_row(profile, reading) for profile in chosen),
        ),
        Table(
            "labels",
            "What each actor is called",
            "Every description and title given to an actor, with its sentence.",
            ("Actor", "Label", "Voice", "Sentence"),
            tuple(row for profile in chosen for row in _label_rows(profile.actor, reading)),
        ),
        Table(
            "quoted_wording",
            "Who speaks well or ill of whom",
            "Judging words inside quotations, by speaker; −1 critical to 1 favourable.",
            ("Actor", "Speaker", "Wording", "Words"),
            tuple(row for profile in chosen for row in _speaker_rows(profile)),
        ),
        Table(
            "agentless_passives",
            "Done by whom?",
            "Passive verbs that do not say who acts.",
            ("Verb", "Done to", "Sentence"),
            tuple(_passive_rows(reading)),
        ),
    )


def _actor_row(profile: Profile, reading: Reading) -> Row:
    actor = profile.actor
    cells: Cells = (
        actor.name,
        actor.kind.value,
        len(actor.mentions),
        ", ".join(_names_used(actor, reading)),
        _mean(profile.judgements(Voice.OWN)),
        _mean(profile.judgements(Voice.QUOTED)),
        _verbs(profile, Role.AGENT),
        _verbs(profile, Role.PATIENT),
        profile.words_quoted(reading),
        ", ".join(_distinct(reading.article.quote(q.verb) for q in profile.quotations if q.verb is not None)),
        _place(actor.mentions[0].span, reading),
    )
    return Row(cells, tuple(mention.span for mention in actor.mentions))


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _distinct(words: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(words))


def _names_used(actor: Actor, reading: Reading) -> list[str]:
    return _distinct(reading.article.quote(m.span) for m in actor.mentions if m.kind is not MentionKind.PRONOUN)


def _verbs(profile: Profile, role: Role) -> str:
    return ", ".join(_distinct(verb.verb.lemma_.lower() for verb in profile.roles if verb.role is role))


def _place(span: Span, reading: Reading) -> str:
    """Return "headline", or the third of the body that a span starts in."""
    if span.part is Part.HEADLINE:
        return "headline"
    return ("lead", "middle", "late")[min(2, 3 * span.start // max(1, len(reading.article.body)))]


def _label_rows(actor: Actor, reading: Reading) -> Iterator[Row]:
    for mention in actor.mentions:
        text = reading.article.quote(mention.span)
        if mention.kind is MentionKind.NAME:
            text = text[: max(0, text.find(actor.name.split()[0]))].strip()
            text = "" if text.lower() == "the" else text
        if mention.kind in (MentionKind.NAME, MentionKind.DESCRIPTION) and text:
            yield Row(
                (actor.name, text, _voice(mention.span, reading), _sentence(mention.span, reading)), (mention.span,)
            )


def _voice(span: Span, reading: Reading) -> str:
    return reading.document.voice_at(span.part, span.start).value


def _sentence(span: Span, reading: Reading) -> str:
    sentence = reading.document.sentence_at(span.part, span.start)
    return sentence.text if sentence is not None else reading.article.quote(span)


def _speaker_rows(profile: Profile) -> Iterator[Row]:
    quoted = [finding for finding in profile.findings if finding.voice is Voice.QUOTED]
    for speaker in dict.fromkeys(finding.speaker for finding in quoted):
        own = [finding for finding in quoted if finding.speaker == speaker]
        words = ", ".join(_distinct(finding.quote for finding in own))
        cells: Cells = (profile.actor.name, speaker or "not named", _mean([judgement(f) for f in own]), words)
        yield Row(cells, tuple(finding.span for finding in own))


def _passive_rows(reading: Reading) -> Iterator[Row]:
    for part in Part:
        for verb, subject in agentless_passives(reading.document.parsed[part]):
            span = Span(part, verb.idx, verb.idx + len(verb))
            yield Row((verb.text, subject.text, _sentence(span, reading)), (span,))
