"""How well do the loaded-language model's word probabilities agree with the words that experts marked?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.models import SentenceInContext, WordProbability
from benchmarks import published
from benchmarks.agreement import (
    auc,
    average_precision,
    calibration_error,
    f1,
    gathered,
    precision,
    recall,
    tally,
    with_interval,
)
from benchmarks.labelled_sentences import Sentence
from benchmarks.loaded_language import Answer, rated_words
from benchmarks.marked_words import PROTOCOL, WORD, marked
from benchmarks.results import table
from benchmarks.weights import Weights

COLUMNS = ("precision", "recall", "F1", "AUC", "average precision", "ECE")
SCOPE = (
    "BABE SG2 without the sentences of SG1, MBIC and the test split of v3; most are in the development set too. "
    "Published figures are on all of BABE with other rules for what a word is, and so only roughly comparable."
)


@dataclass(frozen=True)
class Words:
    """Every word of some sentences, one after the other.

    Attributes:
        sentence: number of the sentence that each is in.
        marked: whether experts marked it.
        probability: the model's, 0 to 1.
        lexicon: whether the lexicon found it.
        negative: whether VADER rates it below 0.
    """

    sentence: NDArray[np.int64]
    marked: NDArray[np.bool_]
    probability: NDArray[np.float64]
    lexicon: NDArray[np.bool_]
    negative: NDArray[np.bool_]


def words_section(
    sentences: Sequence[Sentence],
    model: Mapping[str, SentenceInContext],
    lexicon: Mapping[str, Answer],
    *,
    threshold: float,
    weights: Weights,
) -> str:
    """Return the text of the section.

    Args:
        sentences: with marked words.
        model: what the model makes of each sentence, by its text.
        lexicon: what the lexicon makes of it.
        threshold: the model's own probability from which a word is called loaded.
        weights: which model it is.
    """
    words = gather(sentences, model, lexicon)
    about = (
        f"{weights}. {PROTOCOL} The model finds a word if its probability, the highest of its own words that share a "
        f"character with it, is at least {threshold:.3f}, a threshold that comes with the weights and was chosen on "
        "MBIC. Intervals: over sentences."
    )
    scope = f"{SCOPE} {len(sentences)} sentences, {len(words.marked)} words, {words.marked.sum()} of them marked."
    lines = [*_rows(words, threshold, weights.name), *published.rows(published.BABE_WORDS, COLUMNS)]
    return f"{about}\n\n{scope}\n\n{table(('system', *COLUMNS, 'source'), lines)}"


def gather(
    sentences: Sequence[Sentence], model: Mapping[str, SentenceInContext], lexicon: Mapping[str, Answer]
) -> Words:
    """Set side by side what experts, model and lexicon say about each word."""
    columns: list[tuple[int, bool, float, bool, bool]] = []
    for number, sentence in enumerate(sentences):
        gold, found = marked(sentence), lexicon[sentence.text].words
        negative = rated_words(sentence.text, -0.1)
        for word in WORD.finditer(sentence.text):
            start = word.start()
            probability = highest(model[sentence.text].words, start, word.end())
            columns.append((number, start in gold, probability, start in found, start in negative))
    numbers, *others = zip(*columns, strict=True)
    return Words(np.array(numbers), *(np.array(column) for column in others))


def highest(words: Sequence[WordProbability], start: int, end: int) -> float:
    """Return the highest probability among the model's words that share a character with a stretch; 0 if none does."""
    return max((word.probability for word in words if word.start < end and start < word.end), default=0.0)


def _rows(words: Words, threshold: float, name: str) -> list[tuple[str, ...]]:
    by_model, gold = words.probability >= threshold, words.marked
    ranking = (
        f"{auc(words.probability[gold], words.probability[~gold]):.3f}",
        f"{average_precision(gold, words.probability):.3f}",
        f"{calibration_error(words.probability, gold):.3f}",
    )
    found = {
        "lexicon of this project": words.lexicon,
        "model or lexicon": by_model | words.lexicon,
        "model and lexicon": by_model & words.lexicon,
        "VADER, words rated below 0": words.negative,
        "every word": np.ones(len(gold), dtype=bool),
    }
    others = [(system, *_figures(words, answer), "–", "–", "–", "here") for system, answer in found.items()]
    return [(name, *_figures(words, by_model), *ranking, "here"), *others]


def _figures(words: Words, found: NDArray[np.bool_]) -> tuple[str, str, str]:
    tables = gathered(tally(words.marked, found), words.sentence, int(words.sentence[-1]) + 1)
    counts = tables.sum(0)
    return f"{precision(counts):.3f}", f"{recall(counts):.3f}", with_interval(f1, tables)
