"""How like a headline is to the closest sentence of its story: the words they share, weighed by rarity."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from analysis.article import Part
from analysis.headline.case import Case
from analysis.intervals import BOOTSTRAP_RESAMPLES, BOOTSTRAP_SEED, Numbers, percentile_interval
from analysis.quotations import Voice
from analysis.results import Band, Score

# Keeps a resample of nothing but the commonest words, which weigh nothing, from dividing by 0.
SMALLEST_NORM = 1e-9

SIMILARITY = Score(
    name="similarity",
    label="Likeness to the closest sentence",
    value=None,
    unit="0 to 1",
    voice=Voice.OWN,
    direction="higher = closer to a sentence of the story",
    bands=(
        Band("other words", 0.2, "No sentence shares more than a common word with the headline."),
        Band("some shared words", 0.5, "The best sentence shares some of the headline's rarer words."),
        Band("close to a sentence", None, "One sentence has most of the headline's rarer words."),
    ),
)


def similarity(case: Case, voice: Voice) -> Score:
    """Compare the headline's words in one voice with the body's sentences; the closest counts.

    The cosine, 0 to 1, between the headline's words and the sentence's, each weighing what it is rarer than the
    commonest; higher = closer. The interval resamples the headline's words.
    """
    document = case.reading.document
    tokens = [token for token in document.parsed[Part.HEADLINE] if document.voice_at(Part.HEADLINE, token.idx) is voice]
    wanted = case.keys(tokens)
    if not any(wanted.values()) or not case.index.weights:
        return replace(SIMILARITY, voice=voice, note=f"The headline has no {voice.value} content words to compare.")
    weights = np.array(list(wanted.values()))
    shared = np.array([[words.get(key, 0.0) for key in wanted] for words in case.index.weights])
    lengths = np.array([math.sqrt(sum(weight**2 for weight in words.values())) or 1.0 for words in case.index.weights])
    products = shared @ weights / lengths
    best = int(products.argmax())
    value = float(products[best] / np.linalg.norm(weights))
    low, high = percentile_interval(value, _resampled(weights, shared[best] / lengths[best]))
    return replace(
        SIMILARITY,
        voice=voice,
        value=value,
        low=low,
        high=max(min(1.0, high), value),
        note=(
            "By shared words, not by meaning; most similar is sentence "
            f"{case.index.sentences[best].index + 1} of the story."
        ),
    )


def _resampled(weights: Numbers, sentence: Numbers) -> Numbers:
    """Return the cosine of the headline's words with a sentence's (a unit vector) for each resample of the words."""
    n_words = len(weights)
    drawn = np.random.default_rng(BOOTSTRAP_SEED).multinomial(
        n_words, np.full(n_words, 1 / n_words), size=BOOTSTRAP_RESAMPLES
    )
    cosines: Numbers = drawn @ (sentence * weights) / np.sqrt(np.maximum(drawn @ weights**2, SMALLEST_NORM))
    return cosines
