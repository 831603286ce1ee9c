"""Actors: how is each person or group treated, in the article's own voice and in the words it quotes?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from analysis.actor_sentiment.by_reader import with_decisions
from analysis.actor_sentiment.profile import Profile, profiles
from analysis.actor_sentiment.tables import tables
from analysis.actor_sentiment.toward import TONES, toward_findings, toward_tables
from analysis.actors import MentionKind
from analysis.density import with_density
from analysis.intervals import bootstrap_interval
from analysis.quotations import Voice
from analysis.reading import Reading, Resources
from analysis.results import Band, DimensionResult, Finding, Score

KEY = "actors"
LIMITS = (
    "Sentiment is read sentence by sentence, and judging words only where the sentence ties them to an actor, so "
    "irony, insinuation and what is left out are not seen. Bad news about somebody can read as negative without any "
    "judgement. "
    "Pronouns and descriptions are matched by rules and sometimes go to the wrong actor. "
    "Scores are given for the twelve most mentioned actors at most."
)
# More than a reader keeps apart, and more than an article of ordinary length tells anything about.
MOST_ACTORS = 12
# With fewer words a bootstrap interval would pretend to know the spread.
FEWEST_FOR_INTERVAL = 3

# Limits are the median, upper quartile and 95th percentile of 250 articles of US news from 2012 to 2020, rounded.
RATE_BANDS = (
    Band("few", 1, "the lower half of 250 articles of US news"),
    Band("some", 2.5, "above half of 250 articles of US news"),
    Band("many", 6, "the highest quarter of 250 articles of US news"),
    Band("very many", None, "more than in 19 of 20 articles of US news"),
)
WORDING_BANDS = (
    Band(
        "mostly critical wording",
        -0.15,
        "A single clear word of criticism counts -0.3 or less (“blamed” -0.5), so a mean below -0.15 needs about two "
        "critical words for each favourable one.",
    ),
    Band("mixed or plain wording", 0.15, "Between -0.15 and 0.15 praise and criticism about balance."),
    Band(
        "mostly favourable wording",
        None,
        "A single clear word of praise counts 0.3 or more (“praised” 0.55), so a mean above 0.15 needs about two "
        "favourable words for each critical one.",
    ),
)
SENTIMENT_BANDS = (
    Band(
        "mostly negative", -0.25, "Below -0.25 sentences are, on average, clearly more likely negative than positive."
    ),
    Band("mixed or neutral", 0.25, "Between -0.25 and 0.25 most sentences are neutral, or praise and blame balance."),
    Band("mostly positive", None, "Above 0.25 sentences are, on average, far more likely positive than negative."),
)


def measure(reading: Reading, resources: Resources) -> DimensionResult:
    """Measure how each main actor is treated.

    What counts as a judging word: :mod:`analysis.actor_sentiment.tied_words`.

    Scores, for the outlet's own and for quoted words; all but the first for each main actor (``subject`` is its name):
        ``judging_words_per_1000_words``: findings per 1,000 words, higher = more praise and criticism.
        ``sentiment``: mean over the sentences that mention the actor of how likely each is positive, less how likely
        negative, about it, as the model reads them, -1 negative to 1 positive; without models the same as:
        ``judging_wording``: mean rating of the judging words tied to the actor (VADER's ratings divided by 4), -1
        critical to 1 favourable.
        ``agency``: % of the verbs it takes part in, in which it acts instead of being acted upon, 0 to 100.
        ``mentions``: how often it is mentioned; ``words_quoted``: its words in direct quotations.

    Tables: ``actors``, ``labels``, ``quoted_wording`` and ``agentless_passives``; with models ``toward`` and
    ``toward_by_speaker``.
    """
    chosen = with_decisions(main_profiles(profiles(reading, resources.lexicons)), reading)
    words = [finding for profile in chosen for finding in profile.findings]
    scores = (
        *(_judging_rate(reading, words, voice) for voice in Voice),
        *(score for profile in chosen for score in _scores(profile, reading)),
    )
    findings, more = words, tables(chosen, reading)
    if resources.models is not None:
        source = f"model:{resources.models.targets.name}"
        marked = (finding for p in chosen for finding in toward_findings(p.actor, reading, source=source))
        findings = [*words, *(found for found in reading.decided(marked, KEY) if found.category in TONES)]
        more = (*more, *toward_tables([(profile.actor, profile.toward) for profile in chosen], reading))
    findings.sort(key=lambda finding: (finding.span, finding.subject or "", finding.category))
    return DimensionResult(KEY, scores, tuple(findings), LIMITS, more)


def _judging_rate(reading: Reading, findings: Sequence[Finding], voice: Voice) -> Score:
    score = Score(
        "judging_words_per_1000_words",
        "Words that judge a person or group",
        None,
        "per 1,000 words",
        voice,
        "higher = more praise and criticism of people and groups",
        bands=RATE_BANDS,
    )
    return with_density(score, findings, reading)


def main_profiles(everybody: Sequence[Profile]) -> tuple[Profile, ...]:
    """Choose the most mentioned actors: at most twelve, at least one of them named if any is.

    Whoever is mentioned once, without a name, a verb or a judging word, is scenery.
    """
    worthy = [p for p in everybody if len(p.actor.mentions) > 1 or p.findings or p.roles or _is_named(p)]
    chosen, others = worthy[:MOST_ACTORS], worthy[MOST_ACTORS:]
    if not any(_is_named(profile) for profile in chosen):
        first_named = next((profile for profile in others if _is_named(profile)), None)
        if first_named is not None:
            chosen[-1] = first_named
    return tuple(chosen)


def _is_named(profile: Profile) -> bool:
    return any(mention.kind in (MentionKind.NAME, MentionKind.ACRONYM) for mention in profile.actor.mentions)


def _scores(profile: Profile, reading: Reading) -> Iterator[Score]:
    name = profile.actor.name
    for voice in Voice:
        wording = _judging_wording(profile, voice)
        yield _sentiment(profile, voice) if reading.toward else replace(wording, name="sentiment")
        yield wording
        yield _agency(profile, voice)
        spans = (mention.span for mention in profile.actor.mentions)
        count = sum(reading.document.voice_at(span.part, span.start) is voice for span in spans)
        yield Score(
            "mentions",
            f"Mentions of {name}",
            float(count),
            "mentions",
            voice,
            "higher = mentioned more often",
            subject=name,
        )
    yield Score(
        "words_quoted",
        f"Words quoted from {name}",
        float(profile.words_quoted(reading)),
        "words",
        Voice.QUOTED,
        "higher = quoted at greater length",
        subject=name,
    )


def _sentiment(profile: Profile, voice: Voice) -> Score:
    values = profile.sentiments(voice)
    return Score(
        "sentiment",
        f"What sentences say about {profile.actor.name}",
        sum(values) / len(values) if values else None,
        "−1 to 1",
        voice,
        "higher = more favourable",
        *_interval(values),
        note=_rests_on(values, "sentence") if values else _nothing_read(profile, voice),
        bands=SENTIMENT_BANDS,
        subject=profile.actor.name,
    )


def _nothing_read(profile: Profile, voice: Voice) -> str:
    if not profile.toward:
        return "The model reads the sentences of the most mentioned actors only."
    return f"No sentence mentions them in {voice.in_words}."


def _judging_wording(profile: Profile, voice: Voice) -> Score:
    values = profile.judgements(voice)
    return Score(
        "judging_wording",
        f"Judging words about {profile.actor.name}",
        sum(values) / len(values) if values else None,
        "−1 to 1",
        voice,
        "higher = more favourable wording",
        *_interval(values),
        note=_rests_on(values, "judging word") if values else f"No judging words are tied to them in {voice.in_words}.",
        bands=WORDING_BANDS,
        subject=profile.actor.name,
    )


def _agency(profile: Profile, voice: Voice) -> Score:
    values = profile.acting(voice)
    return Score(
        "agency",
        f"How often {profile.actor.name} acts",
        100 * sum(values) / len(values) if values else None,
        "%",
        voice,
        "higher = shown acting rather than acted upon",
        *_interval(values, scale=100),
        note=_rests_on(values, "verb") if values else "They are neither subject nor object of a verb here.",
        subject=profile.actor.name,
    )


def _interval(values: Sequence[float], *, scale: float = 1) -> tuple[float | None, float | None]:
    if len(values) < FEWEST_FOR_INTERVAL:
        return None, None
    return bootstrap_interval(values, [1.0] * len(values), scale=scale)


def _rests_on(values: Sequence[float], noun: str) -> str:
    return f"Rests on {len(values)} {noun}{'s' if len(values) > 1 else ''}."
