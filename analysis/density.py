"""How thickly findings stand in the text: a score that several dimensions share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from analysis.article import Part
from analysis.intervals import with_ratio
from analysis.reading import Reading
from analysis.results import Finding, Score, too_short

PER = 1000
# With fewer words a single finding decides the score.
MINIMUM_WORDS = 50


def with_density(score: Score, findings: Iterable[Finding], reading: Reading, *, weighted: bool = False) -> Score:
    """Fill in a score: findings in the score's voice per 1,000 words of the body in that voice.

    Args:
        score: without a value.
        findings: those that it counts.
        reading: of the article.
        weighted: count each finding as its weight, not as one.

    Returns:
        The score with value and 95 % interval (bootstrap over sentences), or a note that the voice has fewer than 50
        words.
    """
    voice, document = score.voice, reading.document
    counts: dict[int, float] = defaultdict(float)
    for finding in findings:
        sentence = document.sentence_at(finding.span.part, finding.span.start)
        if finding.span.part is Part.BODY and finding.voice is voice and sentence is not None:
            counts[sentence.index] += finding.weight if weighted else 1
    counted = [sentence for sentence in document.body_sentences if sentence.words(voice) or counts[sentence.index]]
    words = [float(sentence.words(voice)) for sentence in counted]
    if note := too_short(int(sum(words)), "words", minimum=MINIMUM_WORDS, where=voice.in_words):
        return replace(score, note=note)
    return with_ratio(score, [counts[sentence.index] for sentence in counted], words, scale=PER)
