"""How thickly findings stand in the text: a score that several dimensions share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from analysis.article import Part
from analysis.intervals import with_ratio
from analysis.reading import Reading
from analysis.results import Finding, Score, too_short

PER = 1000
# With fewer words a single finding decides the score.
MINIMUM_WORDS = 50


def with_density(score: Score, findings: Iterable[Finding], reading: Reading) -> Score:
    """Fill in a score: findings in the score's voice per 1,000 words of the body in that voice.

    Value and 95 % interval (bootstrap over sentences), or a note that the voice has fewer than 50 words.
    """
    voice, document = score.voice, reading.document
    places = (finding.span.start for finding in findings if finding.span.part is Part.BODY and finding.voice is voice)
    sentences = (document.sentence_at(Part.BODY, start) for start in places)
    counts = Counter(sentence.index for sentence in sentences if sentence is not None)
    counted = [sentence for sentence in document.body_sentences if sentence.words(voice) or counts[sentence.index]]
    words = [float(sentence.words(voice)) for sentence in counted]
    if note := too_short(int(sum(words)), "words", minimum=MINIMUM_WORDS, where=voice.in_words):
        return replace(score, note=note)
    return with_ratio(score, [float(counts[sentence.index]) for sentence in counted], words, scale=PER)
