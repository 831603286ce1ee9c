"""How well does the lexicon of loaded language agree with people who marked bias in news sentences?

Run with ``python -m benchmarks.loaded_language DATA_FOLDER``.

Reads, from the folder given, three public data sets (none is part of this repository):

- BABE (Spinde et al. 2021), words: experts marked the words that make a sentence biased.
- BABE v3 ``train_dev`` (Horych et al. 2025), sentences: biased or not. The test split is never scored here.
- CheckThat! 2025 ``dev_en`` (Ruggeri et al. 2025), sentences: subjective or objective.

MBIC, whose words the lexicon was informed by, is read to leave its sentences out; so is the test split of BABE v3.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from analysis import loaded_language
from analysis.actor_sentiment.valence import vader_ratings
from analysis.article import Article
from analysis.reading import Resources, load_resources, read_closely
from benchmarks.agreement import f1, macro_f1, mcc, tally
from benchmarks.labelled_sentences import Sentence, checkthat, keys, labelled, without
from benchmarks.marked_words import PROTOCOL, WORD, marked, words_within
from benchmarks.results import table, write_section

# VADER's words from this rating down are called clearly negative: the compound of one such word passes its threshold.
CLEARLY_NEGATIVE = -1.0
WORD_PROTOCOL = f"Words. {PROTOCOL} A word is found if it lies in a finding of any weight and voice."
SENTENCE_PROTOCOL = (
    "Sentences. A sentence is called biased (or subjective) if its findings together weigh at least 0.5, as in the "
    "score “sentences with loaded wording”; that weight was chosen on BABE v3 train_dev. Nothing else is fitted."
)


@dataclass(frozen=True)
class Answer:
    """What the lexicon found in one sentence: its loaded words by offset, and how much they weigh together."""

    words: frozenset[int]
    weight: float


def main(folder: Path) -> None:
    """Measure on the three data sets and write the section of RESULTS.md."""
    resources = load_resources(models=None)
    mbic = keys(folder / "mbic" / "mbic_sentences.csv.gz", "sentence")
    words = word_sentences(folder)
    train_dev = labelled(folder / "babe" / "babe_v3_train_dev.csv.gz")
    rows = [
        *_sentence_rows("BABE v3 train_dev", train_dev, resources),
        *_sentence_rows("BABE v3 train_dev without MBIC's", without(train_dev, mbic), resources),
        *_sentence_rows("CheckThat! 2025 dev", checkthat(folder / "checkthat_subjectivity" / "dev_en.tsv"), resources),
    ]
    parts = (
        f"Lexicons {resources.lexicons.digest}. Deterministic: there is nothing to seed.",
        WORD_PROTOCOL,
        f"BABE SG2 without the sentences of SG1, MBIC and the test split of v3: {len(words)} sentences.",
        _word_table(words, resources),
        SENTENCE_PROTOCOL,
        table(("data set, split", "sentences", "method", "F1 of biased", "MCC", "macro F1"), rows),
    )
    write_section("Loaded language", "\n\n".join(parts))


def word_sentences(folder: Path) -> list[Sentence]:
    """Return the sentences whose marked words are measured: BABE SG2 without those of SG1, MBIC and v3's test split."""
    babe = folder / "babe"
    known = keys(folder / "mbic" / "mbic_sentences.csv.gz", "sentence") | keys(babe / "babe_sg1.csv.gz")
    return without(labelled(babe / "babe_sg2.csv.gz"), known | keys(babe / "babe_v3_test.csv.gz"))


def lexicon_answers(texts: Iterable[str], resources: Resources) -> Iterator[Answer]:
    """Yield what the lexicon makes of each sentence."""
    for reading in read_closely((Article("", text) for text in texts), resources):
        findings = loaded_language.measure(reading, resources).findings
        spans = [(finding.span.start, finding.span.end) for finding in findings]
        yield Answer(words_within(reading.article.body, spans), sum(finding.weight for finding in findings))


def rated_words(text: str, limit: float) -> frozenset[int]:
    """Return the offsets of the words that VADER rates at or below a limit."""
    rated = {word for word, rating in vader_ratings().items() if rating <= limit}
    return frozenset(match.start() for match in WORD.finditer(text) if match.group().lower() in rated)


def _word_table(sentences: Sequence[Sentence], resources: Resources) -> str:
    gold = [marked(sentence) for sentence in sentences]
    texts = [sentence.text for sentence in sentences]
    methods = {
        "lexicon of this project": [answer.words for answer in lexicon_answers(texts, resources)],
        "VADER, any rated word": [rated_words(text, np.inf) for text in texts],
        "VADER, words rated below 0": [rated_words(text, -0.1) for text in texts],
        "every word": [words_within(text, [(0, len(text))]) for text in texts],
    }
    lines = []
    for name, found in methods.items():
        right = sum(len(a & b) for a, b in zip(gold, found, strict=True))
        n_found, n_marked = sum(map(len, found)), sum(map(len, gold))
        scores = (right / max(1, n_found), right / max(1, n_marked), 2 * right / max(1, n_found + n_marked))
        lines.append((name, *(f"{number:.3f}" for number in scores)))
    return table(("word level", "precision", "recall", "F1"), lines)


def _sentence_rows(name: str, sentences: Sequence[Sentence], resources: Resources) -> list[tuple[object, ...]]:
    gold = np.array([sentence.biased for sentence in sentences])
    weights = np.array([answer.weight for answer in lexicon_answers((s.text for s in sentences), resources)])
    methods = {
        "lexicon, as scored (weight at least 0.5)": weights >= loaded_language.LOADED_SENTENCE_WEIGHT,
        "lexicon, weight at least 1": weights >= 1,
        "VADER, any clearly negative word": np.array([bool(rated_words(s.text, CLEARLY_NEGATIVE)) for s in sentences]),
        "majority": np.full(len(gold), gold.mean() >= 1 / 2),
    }
    lines: list[tuple[object, ...]] = []
    for method, found in methods.items():
        counts = tally(gold, found).sum(0)
        lines.append((name, len(sentences), method, *(f"{metric(counts):.3f}" for metric in (f1, mcc, macro_f1))))
    return lines


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m benchmarks.loaded_language DATA_FOLDER")
    main(Path(sys.argv[1]))
