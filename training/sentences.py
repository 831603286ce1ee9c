"""The labelled sentences that the loaded-language model learns from."""

from __future__ import annotations

import ast
import csv
import difflib
import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from analysis.words import WORD
from benchmarks.labelled_sentences import key, labelled, rows
from benchmarks.marked_words import spans_of

# Words of a sentence nobody marked: nothing is known about them.
UNKNOWN = -1.0
WRITTEN = Path(__file__).parent / "written" / "loaded_wording.toml"
MARKED = Path(__file__).parent / "written" / "marked_words.csv"


@dataclass(frozen=True)
class Labelled:
    """A sentence and what is known about it.

    Attributes:
        text: the sentence.
        loaded: probability that it is loaded, 0 to 1, or ``UNKNOWN``.
        words: for each match of ``analysis.words.WORD``, probability that it is loaded, or ``UNKNOWN``; empty if
            nothing is known about any.
    """

    text: str
    loaded: float
    words: tuple[float, ...] = ()


def anno_lexical(data: Path, split: str) -> list[Labelled]:
    """Anno-Lexical (Horych et al. 2025, MIT): sentences labelled by three language models, by majority."""
    return [Labelled(row["text"], float(row["label"])) for row in rows(data / "anno_lexical" / f"{split}.csv.gz")]


def mbic(data: Path, *, without: frozenset[str]) -> list[Labelled]:
    """MBIC (Spinde et al. 2021, Apache-2.0): labels and marked words of the crowd; those in ``without`` left out."""
    found = []
    for row in rows(data / "mbic" / "mbic_sentences.csv.gz"):
        label = {"Biased": 1.0, "Non-biased": 0.0}.get(row["Label_bias"])
        if label is not None and key(row["sentence"]) not in without:
            marked = ast.literal_eval(row["biased_words"] or "[]") if label else ()
            found.append(Labelled(row["sentence"], label, marked_words(row["sentence"], marked)))
    return found


def babe(path: Path) -> list[Labelled]:
    """BABE (Spinde et al. 2021, AGPL-3.0): labels and marked words of experts. For weights that are not shipped."""
    return [Labelled(s.text, float(s.biased), marked_words(s.text, s.marked)) for s in labelled(path)]


def marked_anew(data: Path, *, without: frozenset[str]) -> dict[str, Labelled]:
    """Sentences of Anno-Lexical and MBIC, by text, whose words were marked afresh for this project.

    The files hold no text, only the first half of the SHA-256 of a sentence's key and the numbers of its marked words.
    The label is whether any word is marked.
    """
    marks = {row["sentence"]: {int(number) for number in row["words"].split()} for row in _marks()}
    texts = [row["text"] for row in rows(data / "anno_lexical" / "train.csv.gz")]
    texts += [row["sentence"] for row in rows(data / "mbic" / "mbic_sentences.csv.gz")]
    found = {}
    for text in texts:
        numbers = marks.get(fingerprint(text))
        if numbers is not None and key(text) not in without:
            words = tuple(float(number in numbers) for number in range(len(WORD.findall(text))))
            found[text] = Labelled(text, float(bool(numbers)), words)
    return found


def fingerprint(text: str) -> str:
    """Return what a sentence is called in a file that may not hold its text: 32 hexadecimal digits."""
    return hashlib.sha256(key(text).encode()).hexdigest()[:32]


def _marks() -> Iterator[Mapping[str, str]]:
    with MARKED.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def neutralised(data: Path) -> list[Labelled]:
    """Wiki Neutrality sample (Pryzant et al. 2020, MIT): what an editor took out is loaded, what stayed is not."""
    found = []
    for row in rows(data / "wnc_sample" / "wnc_sample_pairs.csv.gz"):
        before, after = row["biased"].split(), row["neutralized"].split()
        changes = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        edited = {place for what, start, end, _, _ in changes if what != "equal" for place in range(start, end)}
        # An edit that rewrites half of the sentence says little about any one word.
        if edited and len(edited) <= 6:
            found.append(Labelled(" ".join(before), UNKNOWN, tuple(_by_word(before, edited))))
            found.append(Labelled(" ".join(after), UNKNOWN, (0.0,) * len(WORD.findall(" ".join(after)))))
    return found


def _by_word(tokens: list[str], edited: Iterable[int]) -> Iterator[float]:
    """Yield 1 for each word that lies in an edited token and 0 for any other."""
    chosen, offset, spans = set(edited), 0, []
    for place, token in enumerate(tokens):
        if place in chosen:
            spans.append((offset, offset + len(token)))
        offset += len(token) + 1
    for word in WORD.finditer(" ".join(tokens)):
        yield float(any(start < word.end() and word.start() < end for start, end in spans))


def marked_words(text: str, marked: Iterable[str]) -> tuple[float, ...]:
    """Return 1 for each word that lies in a marked stretch, wherever it stands as whole words, and 0 for others."""
    spans = spans_of(text, marked)
    words = (word.span() for word in WORD.finditer(text))
    return tuple(float(any(start < last and first < end for first, last in spans)) for start, end in words)


def written() -> list[Labelled]:
    """Sentences written for this project: grave events told plainly, words used literally, loaded tellings of both."""
    with WRITTEN.open("rb") as file:
        entries = tomllib.load(file)["sentence"]
    return [
        Labelled(entry["text"], float(bool(entry["loaded"])), marked_words(entry["text"], entry["loaded"]))
        for entry in entries
    ]
