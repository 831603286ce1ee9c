"""How well does the lexicon of loaded language agree with people who marked bias in news sentences?

Run with ``python -m benchmarks.loaded_language DATA_FOLDER``.

Reads, from the folder given, three public data sets (none is part of this repository):

- BABE (Spinde et al. 2021), words: experts marked the words that make a sentence biased.
- BABE v3 ``train_dev`` (Horych et al. 2025), sentences: biased or not. The test split is never scored here.
- CheckThat! 2025 ``dev_en`` (Ruggeri et al. 2025), sentences: subjective or objective.

MBIC, whose words the lexicon was informed by, is read to leave its sentences out; so is the test split of BABE v3.
"""

from __future__ import annotations

import ast
import csv
import gzip
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis import loaded_language
from analysis.actor_sentiment.valence import vader_ratings
from analysis.article import Article
from analysis.reading import Resources, load_resources, read_closely
from benchmarks.results import table, write_section

WORD = re.compile(r"\w+(?:[-'’]\w+)*")
# VADER's words from this rating down are called clearly negative: the compound of one such word passes its threshold.
CLEARLY_NEGATIVE = -1.0
WORD_PROTOCOL = (
    "Words. A word is a run of letters and digits, with hyphens and apostrophes inside. A word is biased if it lies in "
    "a stretch that experts marked, wherever that stretch stands in its sentence as whole words; it is found if it "
    "lies in a finding of any weight and voice. Counts are over all words of all sentences, biased or not."
)
SENTENCE_PROTOCOL = (
    "Sentences. A sentence is called biased (or subjective) if its findings together weigh at least 0.5, as in the "
    "score “sentences with loaded wording”; that weight was chosen on BABE v3 train_dev. Nothing else is fitted."
)


@dataclass(frozen=True)
class Sentence:
    """One labelled sentence.

    Attributes:
        text: the sentence.
        biased: its label; subjective, in CheckThat.
        marked: the stretches that experts marked.
    """

    text: str
    biased: bool
    marked: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What the lexicon found in one sentence: its loaded words by offset, and how much they weigh together."""

    words: frozenset[int]
    weight: float


def main(folder: Path) -> None:
    """Measure on the three data sets and write the section of RESULTS.md."""
    resources = load_resources()
    mbic = {_key(row["sentence"]) for row in _rows(folder / "mbic" / "mbic_sentences.csv.gz")}
    unseen = {_key(row["text"]) for row in _rows(folder / "babe" / "babe_v3_test.csv.gz")}
    sg1 = {_key(row["text"]) for row in _rows(folder / "babe" / "babe_sg1.csv.gz")}
    words = [s for s in _babe(folder / "babe" / "babe_sg2.csv.gz") if _key(s.text) not in mbic | unseen | sg1]
    train_dev = list(_babe(folder / "babe" / "babe_v3_train_dev.csv.gz"))
    apart = [s for s in train_dev if _key(s.text) not in mbic]
    check = list(_checkthat(folder / "checkthat_subjectivity" / "dev_en.tsv"))
    rows = [
        *_sentence_rows("BABE v3 train_dev", train_dev, resources),
        *_sentence_rows("BABE v3 train_dev without MBIC's", apart, resources),
        *_sentence_rows("CheckThat! 2025 dev", check, resources),
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


def _key(text: str) -> str:
    """Return what two copies of a sentence share: its letters and digits in lower case."""
    return re.sub(r"\W+", "", text.lower())


def _rows(path: Path) -> Iterator[Mapping[str, str]]:
    csv.field_size_limit(2**24)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _babe(path: Path) -> Iterator[Sentence]:
    """Yield the sentences on which the experts agreed."""
    for row in _rows(path):
        label = row.get("label_bias") or row["label"]
        if label in {"Biased", "Non-biased", "1", "0"}:
            yield Sentence(row["text"], label in {"Biased", "1"}, tuple(ast.literal_eval(row["biased_words"] or "[]")))


def _checkthat(path: Path) -> Iterator[Sentence]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Sentence(row["sentence"], row["label"] == "SUBJ")


def _answers(sentences: Iterable[Sentence], resources: Resources) -> Iterator[Answer]:
    for reading in read_closely((Article("", sentence.text) for sentence in sentences), resources):
        findings = loaded_language.measure(reading, resources).findings
        spans = [(finding.span.start, finding.span.end) for finding in findings]
        yield Answer(_words_within(reading.article.body, spans), sum(finding.weight for finding in findings))


def _words_within(text: str, spans: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Return the offsets of the words that share a character with one of the spans."""
    starts = (word.span() for word in WORD.finditer(text))
    return frozenset(start for start, end in starts if any(start < last and first < end for first, last in spans))


def _marked(sentence: Sentence) -> frozenset[int]:
    """Return the offsets of the words that experts marked."""
    spans: list[tuple[int, int]] = []
    for stretch in filter(None, map(str.strip, sentence.marked)):
        pattern = re.compile(rf"(?<!\w){re.escape(stretch)}(?!\w)", re.IGNORECASE)
        spans.extend(match.span() for match in pattern.finditer(sentence.text))
    return _words_within(sentence.text, spans)


def _vader(text: str, limit: float) -> frozenset[int]:
    """Return the offsets of the words that VADER rates at or below a limit."""
    rated = {word for word, rating in vader_ratings().items() if rating <= limit}
    return frozenset(match.start() for match in WORD.finditer(text) if match.group().lower() in rated)


def _word_table(sentences: Sequence[Sentence], resources: Resources) -> str:
    gold = [_marked(sentence) for sentence in sentences]
    methods = {
        "lexicon of this project": [answer.words for answer in _answers(sentences, resources)],
        "VADER, any rated word": [_vader(sentence.text, np.inf) for sentence in sentences],
        "VADER, words rated below 0": [_vader(sentence.text, -0.1) for sentence in sentences],
        "every word": [_words_within(s.text, [(0, len(s.text))]) for s in sentences],
    }
    lines = []
    for name, found in methods.items():
        right = sum(len(a & b) for a, b in zip(gold, found, strict=True))
        precision, recall = right / max(1, sum(map(len, found))), right / max(1, sum(map(len, gold)))
        f1 = 2 * precision * recall / (precision + recall)
        lines.append((name, *(f"{number:.3f}" for number in (precision, recall, f1))))
    return table(("word level", "precision", "recall", "F1"), lines)


def _sentence_rows(name: str, sentences: Sequence[Sentence], resources: Resources) -> list[tuple[object, ...]]:
    gold = np.array([sentence.biased for sentence in sentences])
    weights = np.array([answer.weight for answer in _answers(sentences, resources)])
    methods = {
        "lexicon, as scored (weight at least 0.5)": weights >= loaded_language.LOADED_SENTENCE_WEIGHT,
        "lexicon, weight at least 1": weights >= 1,
        "VADER, any clearly negative word": np.array([bool(_vader(s.text, CLEARLY_NEGATIVE)) for s in sentences]),
        "majority": np.full(len(gold), gold.mean() >= 1 / 2),
    }
    return [
        (name, len(sentences), method, *(f"{number:.3f}" for number in _agreement(gold, found)))
        for method, found in methods.items()
    ]


def _agreement(gold: NDArray[np.bool_], found: NDArray[np.bool_]) -> tuple[float, float, float]:
    """Return F1 of the biased class, Matthews' correlation (0 for a constant answer) and macro F1."""
    constant = found.all() or not found.any()
    mcc = 0.0 if constant else float(np.corrcoef(gold, found)[0, 1])
    return _f1(gold, found), mcc, (_f1(gold, found) + _f1(~gold, ~found)) / 2


def _f1(gold: NDArray[np.bool_], found: NDArray[np.bool_]) -> float:
    return float(2 * (gold & found).sum() / max(1, gold.sum() + found.sum()))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m benchmarks.loaded_language DATA_FOLDER")
    main(Path(sys.argv[1]))
