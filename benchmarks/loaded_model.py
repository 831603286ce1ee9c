"""How well does the loaded-language model agree with people, and with the labels of language models?

Run with ``python -m benchmarks.accuracy DATA_FOLDER --only loaded_model``, or with ``--dev`` on development data alone.

Beside the model stand the project's lexicon, the more frequent class, floors and published figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.intervals import BOOTSTRAP_RESAMPLES, BOOTSTRAP_SEED
from analysis.loaded_language import LOADED_SENTENCE_WEIGHT
from analysis.models import SentenceInContext, SentenceModel
from analysis.reading import Resources, load_resources
from benchmarks import published
from benchmarks.agreement import auc, calibration_error, f1, macro_f1, mcc, tally, weighted_f1, with_interval
from benchmarks.labelled_sentences import Sentence
from benchmarks.loaded_language import Answer, lexicon_answers, word_sentences
from benchmarks.loaded_model_words import words_section
from benchmarks.loaded_splits import TEST, Split, all_splits, development_split, trained_on
from benchmarks.looks import log, look
from benchmarks.progress import in_chunks, progress
from benchmarks.results import table, write_section
from benchmarks.weights import Weights, sentence_model

SENTENCES, WORDS = "Loaded-language model: sentences", "Loaded-language model: words"
# The probability is calibrated, so a sentence is called loaded when it is more likely loaded than not.
THRESHOLD = 0.5
MEASURES = {"F1": f1, "MCC": mcc, "macro F1": macro_f1, "weighted F1": weighted_f1}
COLUMNS = (*MEASURES, "AUC", "ECE")
PROTOCOL = (
    f"A sentence is called loaded from a probability of {THRESHOLD} on. F1: of the loaded (biased, subjective) class. "
    "ECE: expected calibration error, ten bins of equal width, lower is better. Intervals: 95 %, "
    f"{BOOTSTRAP_RESAMPLES:,} resamples of the sentences, seed {BOOTSTRAP_SEED}. Lexicon: its findings in a sentence "
    f"together weigh at least {LOADED_SENTENCE_WEIGHT}. Only rows with the source “here” were measured by this run; "
    "floors are TF-IDF with logistic regression."
)


@dataclass(frozen=True)
class Answers:
    """What the model and the lexicon make of each sentence, by its text."""

    model: Mapping[str, SentenceInContext]
    lexicon: Mapping[str, Answer]


def main(data: Path, models: Path, *, note: str = "") -> None:
    """Measure the model, write its two sections of RESULTS.md and log the look at the test split."""
    model, weights = sentence_model(models)
    splits, words = all_splits(data), word_sentences(data)
    sentences = [sentence for split in splits for sentence in split.sentences]
    answers = answers_to([*sentences, *words], model, load_resources(models=None))
    test = next(split for split in splits if split.name == TEST)
    figures = model_row(test, answers, weights.name)
    log([look(weights, TEST, f"F1 {figures[1]}, MCC {figures[2]}", note)])
    write_section(SENTENCES, sentences_section(splits, answers, weights))
    write_section(WORDS, _words_section(words, answers, model, weights))


def development(data: Path, models: Path) -> None:
    """Print the figures on development data and write nothing; no test split is scored."""
    model, weights = sentence_model(models)
    split, words = development_split(data, trained_on(data)), word_sentences(data)
    answers = answers_to([*split.sentences, *words], model, load_resources(models=None))
    print(sentences_section([split], answers, weights), _words_section(words, answers, model, weights), sep="\n\n")


def _words_section(words: Sequence[Sentence], answers: Answers, model: SentenceModel, weights: Weights) -> str:
    return words_section(words, answers.model, answers.lexicon, threshold=model.word_threshold, weights=weights)


def answers_to(sentences: Sequence[Sentence], model: SentenceModel, resources: Resources) -> Answers:
    """Let model and lexicon read each distinct sentence once."""
    texts = list(dict.fromkeys(sentence.text for sentence in sentences))
    by_lexicon = progress(lexicon_answers(texts, resources), "lexicon reads", len(texts))
    return Answers(
        dict(zip(texts, in_chunks(model.read, texts, "model reads"), strict=True)),
        dict(zip(texts, by_lexicon, strict=True)),
    )


def sentences_section(splits: Sequence[Split], answers: Answers, weights: Weights) -> str:
    """Return the text of the section: protocol, then for each split what it is and how well it is answered."""
    parts = [f"{weights}. {PROTOCOL}"]
    for split in splits:
        n_loaded = sum(sentence.biased for sentence in split.sentences)
        parts.append(f"**{split.name}**: {len(split.sentences)} sentences, {n_loaded} loaded. {split.about}")
        lines = [model_row(split, answers, weights.name), *_other_rows(split, answers)]
        lines += published.rows(split.published, COLUMNS)
        parts.append(table(("system", *COLUMNS, "source"), lines))
    return "\n\n".join(parts)


def model_row(split: Split, answers: Answers, name: str) -> tuple[str, ...]:
    """Return the model's row: name, figures in the order of ``COLUMNS``, source."""
    gold = _gold(split)
    loaded = np.array([answers.model[sentence.text].loaded for sentence in split.sentences])
    tables = tally(gold, loaded >= THRESHOLD)
    figures = [with_interval(metric, tables) for metric in MEASURES.values()]
    return name, *figures, _auc(gold, loaded), f"{calibration_error(loaded, gold):.3f}", "here"


def _other_rows(split: Split, answers: Answers) -> list[tuple[str, ...]]:
    """Return the rows of the lexicon and of the more frequent class."""
    gold = _gold(split)
    found = np.array([answers.lexicon[sentence.text].weight for sentence in split.sentences])
    lexicon = ("lexicon of this project", *_figures(gold, found >= LOADED_SENTENCE_WEIGHT), _auc(gold, found))
    majority = ("majority", *_figures(gold, np.full(len(gold), gold.mean() >= 1 / 2)), "0.500")
    return [(*lexicon, "–", "here"), (*majority, "–", "here")]


def _gold(split: Split) -> NDArray[np.bool_]:
    return np.array([sentence.biased for sentence in split.sentences])


def _figures(gold: NDArray[np.bool_], found: NDArray[np.bool_]) -> list[str]:
    counts = tally(gold, found).sum(0)
    return [f"{metric(counts):.3f}" for metric in MEASURES.values()]


def _auc(gold: NDArray[np.bool_], scores: NDArray[np.float64]) -> str:
    return f"{auc(scores[gold], scores[~gold]):.3f}"
