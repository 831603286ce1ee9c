"""What framing rests on: cue words, and the sentences that the frame model reads as evoking a frame without them.

With models the model decides which sentences evoke what, by voice; the cue words there are the evidence. Where they
weigh too little, or there are none, the words of that voice stand for themselves. A cue in a sentence that the model
reads otherwise is a word used in passing, and left out. Without models cue words alone decide.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from analysis.article import Span
from analysis.framing.evoked import EVOKING_WEIGHT, MINIMUM_WORDS
from analysis.in_context import VoicedSentence
from analysis.lexicon import Category
from analysis.models import FRAME_KEYS, FrameModel
from analysis.quotations import Voice
from analysis.reading import Reading, Resources
from analysis.results import Finding

# Category, sentence and voice.
Place = tuple[str, Span, Voice]


def framing_findings(reading: Reading, resources: Resources, categories: Mapping[str, Category]) -> Iterator[Finding]:
    """Yield the cue words that count, and the sentences that the model adds.

    Args:
        reading: the article.
        resources: its models are asked, if there are any.
        categories: those of framing that are in use, by key.
    """
    dimension = next(iter(categories.values())).dimension
    matches = reading.terms.get(dimension, ())
    cues = [reading.term_finding(match, subject=match.category.label) for match in matches]
    if resources.models is None or not reading.in_context:
        yield from cues
        return
    read_by_model = {f"{dimension}/{key}" for key in FRAME_KEYS} & categories.keys()
    yield from (cue for cue in cues if cue.category not in read_by_model)
    standing: dict[Place, list[Finding]] = defaultdict(list)
    for cue in cues:
        if sentence := reading.document.sentence_at(cue.span.part, cue.span.start):
            standing[cue.category, sentence.span, cue.voice].append(cue)
    for voiced in reading.in_context:
        for key, probability in _evoked(voiced, resources.models.frames):
            category = categories.get(f"{dimension}/{key}")
            if category is not None:
                found = standing[category.key, voiced.sentence.span, voiced.voice]
                yield from (replace(cue, probability=probability) for cue in found)
                if sum(cue.weight for cue in found) < EVOKING_WEIGHT:
                    yield _sentence(voiced, category, probability, reading, source=resources.models.frames.name)


def _evoked(voiced: VoicedSentence, model: FrameModel) -> Iterator[tuple[str, float]]:
    """Yield the keys that a sentence in one voice evokes, each with its probability."""
    if len(voiced.words) >= MINIMUM_WORDS:
        for key, probability in voiced.frames.items():
            if probability >= model.thresholds[key]:
                yield key, probability


def _sentence(
    voiced: VoicedSentence, category: Category, probability: float, reading: Reading, *, source: str
) -> Finding:
    """Make the finding of a sentence: of its words in that voice those that stand together, the most there are."""
    together = max(voiced.stretches, key=lambda words: words.end - words.start)
    finding = reading.finding(
        together,
        category=category.key,
        reason=f"The model reads the sentence as “{category.label}”, as it has learned from examples. "
        f"{category.explanation}",
        source=f"model:{source}",
        fair_when=category.fair_when,
        subject=category.label,
    )
    return replace(finding, probability=probability)
