"""The public data sets of labelled news sentences, read from a folder beside this repository."""

from __future__ import annotations

import ast
import csv
import gzip
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

YES, NO = frozenset({"Biased", "1"}), frozenset({"Non-biased", "0"})


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


def key(text: str) -> str:
    """Return what two copies of a sentence share: its letters and digits in lower case."""
    return re.sub(r"\W+", "", text.lower())


def rows(path: Path) -> Iterator[Mapping[str, str]]:
    """Yield the rows of a csv.gz file."""
    csv.field_size_limit(2**24)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def keys(path: Path, column: str = "text") -> frozenset[str]:
    """Return the keys of all sentences of a csv.gz file, labelled or not."""
    return frozenset(key(row[column]) for row in rows(path))


def labelled(path: Path) -> list[Sentence]:
    """Read BABE, NUDA or Anno-Lexical; sentences on which the annotators did not agree are left out."""
    found = []
    for row in rows(path):
        label = row.get("label_bias") or row["label"]
        if label in YES | NO:
            found.append(Sentence(row["text"], label in YES, tuple(ast.literal_eval(row.get("biased_words") or "[]"))))
    return found


def checkthat(path: Path) -> list[Sentence]:
    """Read CheckThat: tab-separated, without quoting, the columns in any order."""
    with path.open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Sentence(row["sentence"], row["label"] == "SUBJ") for row in table]


def without(sentences: Iterable[Sentence], known: frozenset[str]) -> list[Sentence]:
    """Return the sentences whose key is not among those known."""
    return [sentence for sentence in sentences if key(sentence.text) not in known]
