"""Loaded language: which words judge while they report?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from analysis.article import Part, Span
from analysis.density import with_density
from analysis.intervals import with_ratio
from analysis.quotations import QuotationKind, Voice
from analysis.reading import Reading, Resources
from analysis.results import Band, DimensionResult, Finding, Score, too_short
from analysis.words import is_ordinary

KEY = "loaded_language"
LIMITS = (
    "Found by word lists that know a word's part of speech, its usual company and negation, but not irony or context: "
    "a marked word can be the right one, and loaded wording without any listed word is missed."
)
# A sentence is called loaded from one mild term on: on BABE v3 train_dev that agrees better with readers than asking
# for an ordinary one (benchmarks/loaded_language.py).
LOADED_SENTENCE_WEIGHT = 0.5
# With fewer sentences one word decides the whole score.
MINIMUM_SENTENCES = 5
# Above this share of words in capitals a headline is set in capitals by its designer, not shouting.
HOUSE_STYLE_SHARE = 0.6

# Shorter ones are mostly abbreviations ("UN", "OK").
CAPITALS = re.compile(r"\b[A-Z][A-Z’']{2,}\b")
REPEATED_MARKS = re.compile(r"[!?]{2,}")
# What stands before a line's first small letter: a dateline, a label, a subheading, a paragraph that opens in capitals.
LINE_OPENING = re.compile(r"^[^a-z\n]+", re.MULTILINE)


def measure(reading: Reading, resources: Resources) -> DimensionResult:
    """Return the loaded terms of headline and body, and how dense they are in the body, by voice.

    Scores (higher = more loaded wording), each for the outlet's own and for quoted words:
        ``loaded_sentence_share``: % of the voice's sentences whose findings weigh at least 0.5.
        ``loaded_terms_per_1000_words``: findings per 1,000 words of the voice.
    """
    findings = [reading.term_finding(match) for match in reading.terms.get(KEY, ())]
    for category in resources.lexicons.of_dimension(KEY):
        if category.rule:
            spans = RULES[category.rule](reading, resources)
            findings.extend(reading.rule_finding(span, category) for span in spans)
    findings.sort(key=lambda finding: (finding.span, finding.category))
    scores = (rule(reading, findings, voice) for voice in Voice for rule in (_sentence_share, _term_rate))
    return DimensionResult(KEY, tuple(scores), tuple(findings), LIMITS)


def _scare_quotes(reading: Reading, resources: Resources) -> Iterator[Span]:
    """Yield quotation marks that hold a word at arm's length instead of quoting somebody."""
    return (quotation.span for quotation in reading.document.quotations if quotation.kind is QuotationKind.SCARE)


def _shouting(reading: Reading, resources: Resources) -> Iterator[Span]:
    """Yield ordinary words in capitals, and repeated exclamation or question marks.

    In the body a word must stand within running text: capitals that open a line are set by the page's designer.
    """
    acronyms = resources.lexicons.words("acronyms")
    for part in Part:
        text = reading.article.text(part)
        yield from (Span(part, match.start(), match.end()) for match in REPEATED_MARKS.finditer(text))
        capitals = list(CAPITALS.finditer(text))
        if part is Part.HEADLINE and len(capitals) > HOUSE_STYLE_SHARE * len(text.split()):
            continue
        designed = _openings(text) if part is Part.BODY else frozenset()
        for match in capitals:
            word = match.group()
            if match.start() in designed or word in acronyms or not is_ordinary(word):
                continue
            if f"({word})" not in reading.article.body:  # as an abbreviation is defined
                yield Span(part, match.start(), match.end())


def _openings(text: str) -> frozenset[int]:
    """Return where the words in capitals begin that open a line."""
    openings = (opening.span() for opening in LINE_OPENING.finditer(text))
    return frozenset(word.start() for start, end in openings for word in CAPITALS.finditer(text, start, end))


RULES: Mapping[str, Callable[[Reading, Resources], Iterator[Span]]] = {
    "scare_quotes": _scare_quotes,
    "shouting": _shouting,
}


def _sentence_share(reading: Reading, findings: Sequence[Finding], voice: Voice) -> Score:
    """Score the body's sentences in one voice; a sentence belongs to a voice in which it has at least one word."""
    score = Score(
        "loaded_sentence_share",
        "Sentences with loaded wording",
        None,
        "%",
        voice,
        "higher = more loaded wording",
        bands=SHARE_BANDS,
    )
    weights: dict[int, float] = defaultdict(float)
    for finding in findings:
        sentence = reading.document.sentence_at(finding.span.part, finding.span.start)
        if finding.voice is voice and finding.span.part is Part.BODY and sentence:
            weights[sentence.index] += finding.weight
    sentences = [s for s in reading.document.body_sentences if s.words(voice) or s.index in weights]
    if note := too_short(len(sentences), "sentences", minimum=MINIMUM_SENTENCES, where=voice.in_words):
        return replace(score, note=note)
    loaded = [float(weights[sentence.index] >= LOADED_SENTENCE_WEIGHT) for sentence in sentences]
    return with_ratio(score, loaded, [1.0] * len(loaded), scale=100)


def _term_rate(reading: Reading, findings: Sequence[Finding], voice: Voice) -> Score:
    score = Score(
        "loaded_terms_per_1000_words",
        "Loaded terms",
        None,
        "per 1,000 words",
        voice,
        "higher = more loaded wording",
        bands=RATE_BANDS,
    )
    return with_density(score, findings, reading)


# Limits are the quartiles and the 95th percentile of 250 articles of US news from 2012 to 2020, rounded.
SHARE_BANDS = (
    Band("few", 7, "the lowest quarter of 250 articles of US news"),
    Band("usual", 21, "the middle half of 250 articles of US news"),
    Band("many", 36, "the highest quarter of 250 articles of US news"),
    Band("very many", None, "more than in 19 of 20 articles of US news"),
)
RATE_BANDS = (
    Band("few", 5, "the lowest quarter of 250 articles of US news"),
    Band("usual", 16, "the middle half of 250 articles of US news"),
    Band("many", 30, "the highest quarter of 250 articles of US news"),
    Band("very many", None, "more than in 19 of 20 articles of US news"),
)
