"""What framing rests on: cue words, and the sentences that the frame model reads as evoking a frame without them.

With models a sentence evokes a frame, in one voice, if the model finds it likely enough, and the likelier the more its
cue words weigh: the model has learned from invented sentences and knows meaning, the cues know the words of the news.
Together they agree with people better than either (benchmarks/frac.py). The cue words are the evidence; where they
weigh too little, or there are none, the words of that voice stand for themselves. A cue in a sentence that the model
reads otherwise is a word used in passing, and left out. Without models cue words alone decide.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import exp, log

from analysis.article import Span
from analysis.framing.evoked import EVOKING_WEIGHT, KEY, MINIMUM_WORDS
from analysis.in_context import VoicedSentence
from analysis.lexicon import Category
from analysis.models import FRAME_KEYS
from analysis.quotations import Voice
from analysis.reading import Reading, Resources
from analysis.results import Finding

# What an ordinary cue adds to the log odds, by group, and the most that cues count for. Chosen on the seen part of the
# hand-made sentences, where less is a little better, and for policy frames on the first half of FrAC, news that people
# coded, where more is better.
CUE_LOG_ODDS = {"policy": 4.0, "generic": 2.5, "function": 2.5, "scope": 2.5}
MOST_CUES = 2.0

# Category, sentence and voice.
Place = tuple[str, Span, Voice]


def framing_findings(reading: Reading, resources: Resources, categories: Mapping[str, Category]) -> Iterator[Finding]:
    """Yield the cue words that count, and the sentences that the model adds.

    Args:
        reading: the article.
        resources: its models are asked, if there are any.
        categories: those of framing that are in use, by key.
    """
    cues = [reading.term_finding(match, subject=match.category.label) for match in reading.terms.get(KEY, ())]
    if resources.models is None or not reading.in_context:
        yield from cues
        return
    asked = {key: categories[f"{KEY}/{key}"] for key in FRAME_KEYS if f"{KEY}/{key}" in categories}
    known = {category.key for category in asked.values()}
    yield from (cue for cue in cues if cue.category not in known)
    standing: dict[Place, list[Finding]] = defaultdict(list)
    for cue in cues:
        if sentence := reading.document.sentence_at(cue.span.part, cue.span.start):
            standing[cue.category, sentence.span, cue.voice].append(cue)
    model = resources.models.frames
    for voiced in reading.in_context:
        for key, category in asked.items() if len(voiced.words) >= MINIMUM_WORDS else ():
            found = standing.get((category.key, voiced.sentence.span, voiced.voice), [])
            weight = sum(cue.weight for cue in found)
            cue_odds = CUE_LOG_ODDS[category.group] * min(weight, MOST_CUES)
            probability = with_cues(voiced.frames[key], cue_odds)
            if probability >= model.thresholds[key]:
                yield from (replace(cue, probability=probability) for cue in found)
                if weight < EVOKING_WEIGHT:
                    yield _sentence(voiced, category, probability, reading, source=model.name)


def with_cues(probability: float, cue_odds: float) -> float:
    """Return how likely a sentence evokes a frame, 0 to 1.

    Args:
        probability: what the model makes of it, 0 to 1.
        cue_odds: what the frame's cue words in it add to the log odds, 0 or more.
    """
    if not 0 < probability < 1:
        return probability
    return 1 / (1 + exp(-log(probability / (1 - probability)) - cue_odds))


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
