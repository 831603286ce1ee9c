"""How like a headline is to the closest sentence of its story: in meaning or, without models, in shared words."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from analysis.article import Part
from analysis.headline.case import Case
from analysis.intervals import Numbers, percentile_interval, resample_counts
from analysis.quotations import Voice
from analysis.results import Band, Score

SIMILARITY = Score(
    name="similarity",
    label="Likeness to the closest sentence",
    value=None,
    unit="0 to 1",
    voice=Voice.OWN,
    direction="higher = closer to a sentence of the story",
    bands=(
        Band("another matter", 0.5, "In meaning, 1 real headline in 50 is so unlike its story."),
        Band("the same matter", 0.7, "About a third of real headlines: the story tells it in other words."),
        Band("close to a sentence", None, "One sentence says nearly the same."),
    ),
)
IN_WORDS = (
    Band("other words", 0.2, "No sentence shares more than a common word with the headline."),
    Band("some shared words", 0.5, "The best sentence shares some of the headline's rarer words."),
    Band("close to a sentence", None, "One sentence has most of the headline's rarer words."),
)


def similarity(case: Case, voice: Voice) -> Score:
    """Compare the headline's words in one voice with the body's sentences; the closest counts.

    With models the cosine of sentence embeddings, without them of words, each weighing what it is rarer than the
    commonest; 0 to 1, higher = closer. The interval resamples the body's sentences: how much hangs on a single one.
    """
    blank = replace(SIMILARITY, voice=voice, note=f"The headline has no {voice.value} content words to compare.")
    found = _in_meaning(case, voice)
    how = "By meaning"
    if case.in_context is None:
        found, how, blank = _in_words(case, voice), "By shared words, not by meaning", replace(blank, bands=IN_WORDS)
    if found is None or not len(found):
        return blank
    best = int(found.argmax())
    drawn = np.where(resample_counts(len(found)) > 0, found, 0.0).max(axis=1)
    low, high = percentile_interval(float(found[best]), drawn)
    note = f"{how}; most similar is sentence {case.index.sentences[best].index + 1} of the story."
    return replace(blank, value=float(found[best]), low=low, high=high, note=note)


def likeness_of_words(case: Case) -> float:
    """Return the cosine, 0 to 1, of the headline's words with those of the whole body.

    Words weigh what they are rarer than the commonest, in the body times 1 + log of how often they stand there.
    """
    wanted = case.keys(case.headline_tokens)
    body = {
        key: (1 + math.log(len(found))) * max(case.index.weights[one.sentence].get(key, 0.0) for one in found)
        for key, found in case.index.occurrences.items()
    }
    length = math.hypot(*wanted.values()) * math.hypot(*body.values())
    return sum(weight * body.get(key, 0.0) for key, weight in wanted.items()) / length if length else 0.0


def words_found(case: Case) -> float:
    """Return the share, 0 to 1, of the headline's words that are anywhere in the body, rare ones counting for more."""
    wanted = case.keys(case.headline_tokens)
    total = sum(wanted.values())
    return sum(weight for key, weight in wanted.items() if case.index.where(key)) / total if total else 1.0


def words_in_one_sentence(case: Case) -> float:
    """Return the share, 0 to 1, of the headline's words that one sentence has, rare ones counting for more."""
    wanted = case.keys(case.headline_tokens)
    most = max((sum(wanted[key] for key in wanted.keys() & words) for words in case.index.weights), default=0.0)
    total = sum(wanted.values())
    return most / total if total else 0.0


def _in_meaning(case: Case, voice: Voice) -> Numbers | None:
    """Return the likeness of each sentence of the body, 0 to 1; None without models or words in this voice."""
    pieces = [
        found.embedding * found.sentence.words(voice)
        for found in case.reading.in_context
        if found.sentence.span.part is Part.HEADLINE and found.voice is voice
    ]
    if case.in_context is None or not pieces:
        return None
    headline = np.sum(pieces, axis=0)
    embeddings = case.reading.embeddings
    unread = np.zeros_like(headline)
    sentences = np.array([embeddings.get(sentence.span, unread) for sentence in case.index.sentences])
    likeness: Numbers = np.clip(sentences @ headline / (np.linalg.norm(headline) or 1), 0.0, 1.0).astype(np.float64)
    return likeness


def _in_words(case: Case, voice: Voice) -> Numbers | None:
    """Return the cosine, 0 to 1, of each sentence's words with the headline's; None if it has none in this voice."""
    document = case.reading.document
    tokens = [token for token in document.parsed[Part.HEADLINE] if document.voice_at(Part.HEADLINE, token.idx) is voice]
    wanted = case.keys(tokens)
    if not any(wanted.values()) or not case.index.weights:
        return None
    weights = np.array(list(wanted.values()))
    shared = np.array([[words.get(key, 0.0) for key in wanted] for words in case.index.weights])
    lengths = np.array([math.sqrt(sum(weight**2 for weight in words.values())) or 1.0 for words in case.index.weights])
    cosines: Numbers = np.minimum(1.0, shared @ weights / lengths / np.linalg.norm(weights))
    return cosines
