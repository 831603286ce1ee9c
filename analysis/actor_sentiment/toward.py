"""What each sentence says about an actor, as the target-sentiment model reads it: one judgement a mention."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.actors import Actor
from analysis.article import Span
from analysis.decisions import Choice, Decision, MarkKey
from analysis.models import TargetSentiment
from analysis.quotations import Voice
from analysis.reading import Reading
from analysis.results import Finding, Row, Table

NEGATIVE = "actors/negative_sentence"
POSITIVE = "actors/positive_sentence"
# A mention is marked where the model finds its sentence rather negative or positive than anything else.
MARKED = 0.5
NEUTRAL = TargetSentiment(0.0, 1.0, 0.0)
TONES = {NEGATIVE: TargetSentiment(1.0, 0.0, 0.0), POSITIVE: TargetSentiment(0.0, 0.0, 1.0)}
REASON = "The model that reads the sentence finds it {tone} about {actor} (probability {probability:.2f})."
FAIR_WHEN = "Fair when it reports what happened or what was said, with its source."


@dataclass(frozen=True, slots=True)
class Toward:
    """What one sentence says about an actor.

    Attributes:
        span: the mention.
        sentiment: probabilities of negative, neutral and positive.
        voice: whose words the mention stands in.
        speaker: who is quoted or paraphrased there, if anybody.
    """

    span: Span
    sentiment: TargetSentiment
    voice: Voice
    speaker: str | None


def toward(actor: Actor, reading: Reading) -> tuple[Toward, ...]:
    """Return the judgements on an actor, in the order of the text, the reader's before the model's."""
    decided = reading.decisions.by_key()
    return tuple(
        _toward(mention.span, _decided(reading.toward[mention.span], mention.span, actor, decided), reading)
        for mention in actor.mentions
        if mention.span in reading.toward
    )


def _decided(
    sentiment: TargetSentiment, span: Span, actor: Actor, decided: Mapping[MarkKey, Decision]
) -> TargetSentiment:
    """Return a sentiment as the reader would have it: neutral if its mark was rejected, or of the other tone."""
    for category in TONES:
        decision = decided.get((span, category, actor.name))
        if decision is not None and decision.choice is not Choice.ACCEPTED:
            return TONES.get(decision.moved_to or "", NEUTRAL)
    return sentiment


def _toward(span: Span, sentiment: TargetSentiment, reading: Reading) -> Toward:
    attribution = reading.document.attribution_at(span.part, span.start)
    speaker = reading.speaker_of(attribution) if attribution else None
    return Toward(span, sentiment, reading.document.voice_at(span.part, span.start), speaker)


def toward_findings(actor: Actor, reading: Reading, *, source: str) -> Iterator[Finding]:
    """Yield a finding for each mention whose sentence is more likely negative, or positive, than anything else."""
    for mention in actor.mentions:
        if (sentiment := reading.toward.get(mention.span)) is None:
            continue
        for tone, category, probability in (
            ("negative", NEGATIVE, sentiment.negative),
            ("positive", POSITIVE, sentiment.positive),
        ):
            if probability > MARKED:
                found = reading.finding(
                    mention.span,
                    category=category,
                    reason=REASON.format(tone=tone, actor=actor.name, probability=probability),
                    source=source,
                    weight=probability,
                    fair_when=FAIR_WHEN,
                    subject=actor.name,
                    about=mention.span,
                )
                yield replace(found, probability=probability)


def toward_tables(judged: Sequence[tuple[Actor, Sequence[Toward]]], reading: Reading) -> tuple[Table, ...]:
    """Return one row a judgement, and one an actor and speaker."""
    return (
        Table(
            "toward",
            "What each sentence says about whom",
            "How likely the model finds the sentence negative, neutral or positive about the actor, not as a whole.",
            ("Actor", "Voice", "Speaker", "Negative, %", "Neutral, %", "Positive, %", "Sentence"),
            tuple(_row(actor, each, reading) for actor, group in judged for each in group),
        ),
        Table(
            "toward_by_speaker",
            "Who speaks how about whom",
            "Mean sentiment toward each actor by who speaks, −1 negative to 1 positive.",
            ("Actor", "Speaker", "Sentiment", "Sentences"),
            tuple(row for actor, group in judged for row in _speaker_rows(actor, group)),
        ),
    )


def _row(actor: Actor, each: Toward, reading: Reading) -> Row:
    sentence = reading.document.sentence_at(each.span.part, each.span.start)
    text = sentence.text if sentence else reading.article.quote(each.span)
    probabilities = (each.sentiment.negative, each.sentiment.neutral, each.sentiment.positive)
    numbers = (round(100 * probability) for probability in probabilities)
    return Row((actor.name, each.voice.value, each.speaker, *numbers, text), (each.span,))


def _speaker_rows(actor: Actor, group: Sequence[Toward]) -> Iterator[Row]:
    def speaker_of(each: Toward) -> str:
        return each.speaker or ("the outlet" if each.voice is Voice.OWN else "not named")

    for speaker in dict.fromkeys(map(speaker_of, group)):
        own = [each for each in group if speaker_of(each) == speaker]
        mean = sum(each.sentiment.balance for each in own) / len(own)
        yield Row((actor.name, speaker, mean, len(own)), tuple(each.span for each in own))
