"""Loaded language: which words judge while they report?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from analysis.article import Part
from analysis.density import with_density
from analysis.intervals import with_ratio
from analysis.loaded_language.in_context import (
    LOADED_SENTENCE,
    sentence_table,
    with_probability,
    words_in_context,
)
from analysis.loaded_language.rules import RULES
from analysis.quotations import Voice
from analysis.reading import Reading, Resources
from analysis.results import Band, DimensionResult, Finding, Score, too_short

KEY = "loaded_language"
IN_CONTEXT = "loaded_language/in_context"
LIMITS = (
    "Word lists know a word's part of speech, its usual company and negation, but not irony or context. The model "
    "reads each sentence, but on its own, and has learned from US news what readers call loaded: both mark words that "
    "are right where they stand, and miss others."
)
# A sentence is called loaded from one mild term on: on BABE v3 train_dev that agrees better with readers than asking
# for an ordinary one (benchmarks/loaded_language.py).
LOADED_SENTENCE_WEIGHT = 0.5
# With fewer sentences one word decides the whole score.
MINIMUM_SENTENCES = 5


def measure(reading: Reading, resources: Resources) -> DimensionResult:
    """Return the loaded words of headline and body, and how much there is of them in the body, by voice.

    Scores (higher = more loaded wording), each for the outlet's own and for quoted words:
        ``loaded_sentence_share``: % of the voice's sentences that the model finds more likely loaded than not; without
        models, % of those whose findings weigh at least 0.5.
        ``loaded_terms_per_1000_words``: findings of word lists and rules per 1,000 words of the voice.

    A reader's decisions count: what was rejected does not, what was added or, of the model's words, accepted does. The
    model's verdict on a sentence gives way to the reader's: loaded with a mark that was accepted or added, not loaded
    if every mark in it was rejected.

    Table: ``sentences_in_context``, where model and word lists agree and where not.
    """
    listed = with_probability(_listed(reading, resources), reading, resources)
    in_context = words_in_context(reading, resources, resources.lexicons.categories[IN_CONTEXT], listed=listed)
    findings = reading.decided((*listed, *in_context), KEY)
    confirmed = reading.decisions.confirmed(KEY)
    terms = [finding for finding in findings if not finding.by_model or finding.span in confirmed]
    decided = _decided_sentences((*listed, *in_context), findings, reading)
    scores = tuple(
        score
        for voice in Voice
        for score in (_sentence_share(reading, terms, decided, voice), with_density(_term_rate(voice), terms, reading))
    )
    if (own := resources.lexicons.own) and KEY in own.dimensions:
        scores = tuple(map(_without_bands_of_lists, scores))
    table = sentence_table(reading, findings, weight_needed=LOADED_SENTENCE_WEIGHT)
    return DimensionResult(KEY, scores, tuple(findings), LIMITS, (table,) if reading.in_context else ())


def _listed(reading: Reading, resources: Resources) -> list[Finding]:
    """Return what word lists and rules find."""
    findings = [reading.term_finding(match) for match in reading.terms.get(KEY, ())]
    for category in resources.lexicons.of_dimension(KEY):
        if (rule := RULES.get(category.rule or "")) is not None:
            findings.extend(reading.rule_finding(span, category) for span in rule(reading, resources))
    return findings


# Index of a sentence and the voice in it.
VoiceInSentence = tuple[int, Voice]


def _decided_sentences(
    found: Iterable[Finding], standing: Iterable[Finding], reading: Reading
) -> dict[VoiceInSentence, float]:
    """Return 1 for each sentence in a voice where the reader confirmed a mark, 0 where all marks were rejected."""
    if not reading.decisions:
        return {}
    confirmed = reading.decisions.confirmed(KEY)
    places = set(_places(standing, reading))
    rejected = dict.fromkeys((place for place in _places(found, reading) if place not in places), 0.0)
    return rejected | dict.fromkeys(_places((one for one in standing if one.span in confirmed), reading), 1.0)


def _places(findings: Iterable[Finding], reading: Reading) -> Iterator[VoiceInSentence]:
    """Yield the sentence of the body in which each finding stands, and its voice."""
    for finding in findings:
        sentence = reading.document.sentence_at(finding.span.part, finding.span.start)
        if finding.span.part is Part.BODY and sentence:
            yield sentence.index, finding.voice


def _sentence_share(
    reading: Reading, terms: Sequence[Finding], decided: Mapping[VoiceInSentence, float], voice: Voice
) -> Score:
    """Score the body's sentences in one voice; a sentence belongs to a voice in which it has at least one word."""
    score = Score(
        "loaded_sentence_share",
        "Sentences with loaded wording",
        None,
        "%",
        voice,
        "higher = more loaded wording",
        bands=MODEL_SHARE_BANDS if reading.in_context else SHARE_BANDS,
    )
    loaded = _by_model(reading, decided, voice) if reading.in_context else _by_lists(reading, terms, voice)
    if note := too_short(len(loaded), "sentences", minimum=MINIMUM_SENTENCES, where=voice.in_words):
        return replace(score, note=note)
    return with_ratio(score, loaded, [1.0] * len(loaded), scale=100)


def _by_model(reading: Reading, decided: Mapping[VoiceInSentence, float], voice: Voice) -> list[float]:
    """Return 1 for each of the body's sentences in one voice that the model, or the reader, finds loaded, else 0."""
    sentences = (v for v in reading.in_context if v.voice is voice and v.sentence.span.part is Part.BODY)
    return [decided.get((v.sentence.index, voice), float(v.loaded >= LOADED_SENTENCE)) for v in sentences]


def _by_lists(reading: Reading, terms: Sequence[Finding], voice: Voice) -> list[float]:
    """Return 1 for each of the body's sentences in one voice whose findings weigh enough and 0 for each other."""
    weights: dict[int, float] = defaultdict(float)
    for finding in terms:
        sentence = reading.document.sentence_at(finding.span.part, finding.span.start)
        if finding.voice is voice and finding.span.part is Part.BODY and sentence:
            weights[sentence.index] += finding.weight
    sentences = (s for s in reading.document.body_sentences if s.words(voice) or s.index in weights)
    return [float(weights[sentence.index] >= LOADED_SENTENCE_WEIGHT) for sentence in sentences]


def _without_bands_of_lists(score: Score) -> Score:
    """Take the bands from a score that rests on other lists than the bands do."""
    return score if score.bands is MODEL_SHARE_BANDS else replace(score, bands=())


def _term_rate(voice: Voice) -> Score:
    return Score(
        "loaded_terms_per_1000_words",
        "Loaded terms",
        None,
        "per 1,000 words",
        voice,
        "higher = more loaded wording",
        bands=RATE_BANDS,
    )


# Limits are the quartiles and the 95th percentile of 250 articles of US news from 2012 to 2020, rounded.
SHARE_BANDS = (
    Band("few", 7, "the lowest quarter of 250 articles of US news"),
    Band("usual", 21, "the middle half of 250 articles of US news"),
    Band("many", 36, "the highest quarter of 250 articles of US news"),
    Band("very many", None, "more than in 19 of 20 articles of US news"),
)
# The same of the model's verdicts: it calls about twice as many sentences loaded as the lists do.
MODEL_SHARE_BANDS = (
    Band("few", 9, "the lowest quarter of 250 articles of US news"),
    Band("usual", 46, "the middle half of 250 articles of US news"),
    Band("many", 76, "the highest quarter of 250 articles of US news"),
    Band("very many", None, "more than in 19 of 20 articles of US news"),
)
RATE_BANDS = (
    Band("few", 5, "the lowest quarter of 250 articles of US news"),
    Band("usual", 16, "the middle half of 250 articles of US news"),
    Band("many", 30, "the highest quarter of 250 articles of US news"),
    Band("very many", None, "more than in 19 of 20 articles of US news"),
)
