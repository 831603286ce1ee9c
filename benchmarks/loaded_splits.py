"""The sentences on which the loaded-language model is measured, and what is left out of them.

Public data sets from a folder beside this repository: BABE, CheckThat! subjectivity, NUDA and Anno-Lexical. What the
shipped weights were trained or calibrated on (Anno-Lexical train and dev, and MBIC, whose sentences BABE SG1 and nearly
half of SG2 repeat) is taken out of every split except the test split of BABE v3, whose sentences were taken out of the
training data instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import published
from benchmarks.labelled_sentences import Sentence, checkthat, key, keys, labelled, without
from benchmarks.published import Published

TEST, DEVELOPMENT = "BABE v3 test", "BABE v3 train_dev without MBIC's sentences (development)"


@dataclass(frozen=True)
class Split:
    """Sentences to measure on.

    Attributes:
        name: data set and split.
        about: what to know about it, in sentences.
        sentences: the labelled sentences.
        published: figures of others.
    """

    name: str
    about: str
    sentences: Sequence[Sentence]
    published: Sequence[Published] = ()


def trained_on(data: Path) -> frozenset[str]:
    """Return the keys of the sentences that the shipped weights have learned from or were calibrated on."""
    silver = (keys(data / "anno_lexical" / f"{split}.csv.gz") for split in ("train", "dev"))
    crowd = keys(data / "mbic" / "mbic_sentences.csv.gz", "sentence")
    return crowd.union(keys(data / "babe" / "babe_sg1.csv.gz"), *silver)


def development_split(data: Path, trained: frozenset[str]) -> Split:
    """Return the sentences that models are chosen on."""
    sentences = labelled(data / "babe" / "babe_v3_train_dev.csv.gz")
    return Split(DEVELOPMENT, "Models are chosen on these sentences.", without(sentences, trained))


def all_splits(data: Path) -> list[Split]:
    """Return everything to measure on, in the order of the section."""
    trained, babe = trained_on(data), data / "babe"
    test = labelled(babe / "babe_v3_test.csv.gz")
    apart = frozenset(key(sentence.text) for sentence in test)
    return [
        Split(TEST, "All of it; its sentences were taken out of the training data.", test, published.BABE_TEST),
        development_split(data, trained),
        *_sg2_splits(without(labelled(babe / "babe_sg2.csv.gz"), trained), apart),
        *_checkthat_splits(data / "checkthat_subjectivity", trained),
        _nuda_split(data, trained, apart),
        Split(
            "Anno-Lexical test (silver)",
            "Labelled by three language models, as the training data were: agreement with these, not with people.",
            without(labelled(data / "anno_lexical" / "test.csv.gz"), trained),
            published.ANNO_LEXICAL,
        ),
    ]


def _sg2_splits(unseen: Sequence[Sentence], test: frozenset[str]) -> list[Split]:
    apart = without(unseen, test)
    return [
        Split(
            "BABE SG2, zero-shot",
            f"Without the sentences of SG1, MBIC and Anno-Lexical. {len(unseen) - len(apart)} of them are in the test "
            "split of v3 too. Published figures are of models trained on SG2, in five folds of all its sentences.",
            unseen,
            published.BABE_SG2_FOLDS,
        ),
        Split(
            "BABE SG2, zero-shot, without the test split of v3",
            "Most of these sentences are in the development set too.",
            apart,
        ),
    ]


def _checkthat_splits(folder: Path, trained: frozenset[str]) -> list[Split]:
    about = "Zero-shot: another question (is the sentence subjective?), answered by the probability of loaded wording."
    return [
        Split(f"CheckThat! {year} test", about, without(checkthat(folder / file), trained), figures)
        for year, file, figures in (
            (2024, "dev_test_en.tsv", published.CHECKTHAT_2024),
            (2025, "test_en_labeled.tsv", published.CHECKTHAT_2025),
        )
    ]


def _nuda_split(data: Path, trained: frozenset[str], test: frozenset[str]) -> Split:
    sentences = without(labelled(data / "nuda" / "nuda.csv.gz"), trained)
    train_dev = keys(data / "babe" / "babe_v3_train_dev.csv.gz")
    found = [key(sentence.text) for sentence in sentences]
    about = (
        f"Readers' feedback. Nearly all of it is in BABE v3 too: {sum(k in train_dev for k in found)} sentences in the "
        f"development set, {sum(k in test for k in found)} in the test split."
    )
    return Split("NUDA", about, sentences)
