"""How a headline sells its story: loaded wording beyond the story's own, and forms made to be clicked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from analysis.article import Part, Span
from analysis.intervals import bootstrap_interval
from analysis.quotations import Voice
from analysis.reading import Reading, Resources
from analysis.results import Band, Finding, Score, too_short

LOADED = "loaded_language"
HEADLINE = "headline"
# Under so many words of one voice in the body a single loaded word decides its rate.
MINIMUM_BODY_WORDS = 50
# A word in capitals of fewer letters is mostly an abbreviation.
CAPITALS = re.compile(r"\b[A-Z]{4,}\b")
EXCLAMATION = re.compile(r"[!?]{2,}|!")
QUESTION = re.compile(r"[^.?!:]+\?(?=\W*\Z)")
# Characters at the end of a headline in which a question is looked for; bounds the work on a headline of any length.
LONGEST_QUESTION = 300
# Above this share of words in capitals they are the outlet's house style and stress nothing.
HOUSE_STYLE_SHARE = 0.6

SENSATIONALISM_GAP = Score(
    name="sensationalism_gap",
    label="Loaded wording beyond the story's own",
    value=None,
    unit="per 100 words",
    voice=Voice.OWN,
    direction="higher = headline more loaded than the story",
    bands=(
        Band("calmer than the story", -1.0, "The headline has fewer loaded words for its length than the story."),
        Band("like the story", 1.0, "Within one loaded word in 100: no difference that a reader would notice."),
        Band("stronger than the story", 10.0, "Up to about one loaded word in a headline of ten words."),
        Band("much stronger than the story", None, "More than one loaded word in ten beyond the story's own rate."),
    ),
)


def sensational_findings(reading: Reading, resources: Resources) -> Iterator[Finding]:
    """Yield loaded words, teasers, questions and shouting in the headline."""
    for match in reading.terms.get(HEADLINE, ()):
        if match.span.part is Part.HEADLINE:
            yield reading.term_finding(match)
    for category in resources.lexicons.of_dimension(HEADLINE):
        if rule := RULES.get(category.rule or ""):
            for span in rule(reading, resources):
                yield reading.rule_finding(span, category)


def sensationalism_gap(reading: Reading, voice: Voice) -> Score:
    """Return loaded terms per 100 words of the headline, less those per 100 words of the body, in one voice.

    Higher = the headline is more loaded than the story under it; 0 = alike; below 0 = calmer. The interval resamples
    the headline's words and the body's sentences apart and takes the widest difference, so it errs on the wide side.
    """
    n_words = reading.document.words(voice, Part.HEADLINE)
    n_body = reading.document.words(voice, Part.BODY)
    if not n_words:
        return replace(SENSATIONALISM_GAP, voice=voice, note=f"The headline has no {voice.value} words.")
    if shortage := too_short(n_body, f"{voice.value} words", minimum=MINIMUM_BODY_WORDS, where="the body"):
        return replace(SENSATIONALISM_GAP, voice=voice, note=shortage)
    n_loaded = min(n_words, len(_loaded(reading, Part.HEADLINE, voice)))
    in_headline = bootstrap_interval([1.0] * n_loaded + [0.0] * (n_words - n_loaded), [1.0] * n_words, scale=100)
    counts = dict.fromkeys((sentence.index for sentence in reading.document.body_sentences), 0.0)
    for term in _loaded(reading, Part.BODY, voice):
        if sentence := reading.document.sentence_at(Part.BODY, term.span.start):
            counts[sentence.index] += 1
    words = [float(sentence.words(voice)) for sentence in reading.document.body_sentences]
    in_body = bootstrap_interval(list(counts.values()), words, scale=100)
    body_rate = 100 * sum(counts.values()) / n_body
    return replace(
        SENSATIONALISM_GAP,
        voice=voice,
        value=100 * n_loaded / n_words - body_rate,
        low=in_headline[0] - in_body[1],
        high=in_headline[1] - in_body[0],
        note=f"Headline: {n_loaded} of {n_words} words; story: {body_rate:.1f} per 100 words.",
    )


def loaded_rate(reading: Reading, part: Part) -> float | None:
    """Return the loaded terms per 100 own words of one part, 100 at most; None if it has no own words."""
    n_words = reading.document.words(Voice.OWN, part)
    n_loaded = min(n_words, len(_loaded(reading, part, Voice.OWN)))
    return 100 * n_loaded / n_words if n_words else None


def _loaded(reading: Reading, part: Part, voice: Voice) -> list[Finding]:
    """Return the loaded terms of one part and voice, without those that the reader rejected, with those added."""
    found = (
        reading.term_finding(match)
        for match in reading.terms.get(LOADED, ())
        if match.span.part is part and reading.document.voice_at(part, match.span.start) is voice
    )
    standing = reading.decided(found, LOADED)
    return [finding for finding in standing if finding.span.part is part and finding.voice is voice]


def _loaded_words(reading: Reading, resources: Resources) -> Iterator[Span]:
    """Yield loaded terms of the headline that the story does not use in its own voice."""
    used = {term.source for term in _loaded(reading, Part.BODY, Voice.OWN)}
    for voice in Voice:
        for term in _loaded(reading, Part.HEADLINE, voice):
            if term.source not in used:
                yield term.span


def _questions(reading: Reading, resources: Resources) -> Iterator[Span]:
    """Yield a question with which the headline ends."""
    headline = reading.article.headline
    for match in QUESTION.finditer(headline, max(0, len(headline) - LONGEST_QUESTION)):
        text = match.group()
        yield Span(Part.HEADLINE, match.end() - len(text.lstrip(" “”\"'‘’–—-")), match.end())


def _shouting(reading: Reading, resources: Resources) -> Iterator[Span]:
    """Yield words in capitals that are no abbreviation, and exclamation marks."""
    headline = reading.article.headline
    acronyms = resources.lexicons.words("acronyms")
    capitals = [match for match in CAPITALS.finditer(headline) if match.group() not in acronyms]
    if len(capitals) <= HOUSE_STYLE_SHARE * len(headline.split()):
        body_words = set(re.findall(r"\w+", reading.article.body))
        capitals = [match for match in capitals if match.group() not in body_words]
        yield from (Span(Part.HEADLINE, *match.span()) for match in capitals)
    yield from (Span(Part.HEADLINE, *match.span()) for match in EXCLAMATION.finditer(headline))


RULES: Mapping[str, Callable[[Reading, Resources], Iterator[Span]]] = {
    "loaded_headline": _loaded_words,
    "question_headline": _questions,
    "shouting_headline": _shouting,
}
