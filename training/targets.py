"""The labelled targets that the target-sentiment model learns from."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import spacy
from rich.progress import track

from analysis.document import DEFAULT_PIPELINE
from analysis.models.targets import Target
from benchmarks.target_sentiment import CLASSES, POLARITY, sentences_of
from training.console import console
from training.sentences import anno_lexical, fingerprint

NAMED = frozenset({"PERSON", "ORG", "NORP"})
UNKNOWN_CLASSES = (1 / 3, 1 / 3, 1 / 3)
MARKED = Path(__file__).parent / "written" / "marked_targets.csv"
SURENESS = {"3": 0.95, "2": 0.8, "1": 0.5}


@dataclass(frozen=True)
class LabelledTarget:
    """A target and the probability of each class: negative, neutral, positive.

    Attributes:
        group: the article that it is from; targets of one article never stand on both sides of a split.
    """

    target: Target
    classes: tuple[float, float, float]
    group: str


def newsmtsc(data: Path, split: str) -> list[LabelledTarget]:
    """NewsMTSC (Hamborg and Donnay 2021, MIT): what news sentences say about the politicians and groups in them."""
    found = []
    for row in sentences_of(data / "newsmtsc" / f"{split}.jsonl.gz"):
        for target in row["targets"]:
            classes = [0.0, 0.0, 0.0]
            classes[POLARITY[int(target["polarity"])]] = 1.0
            place = Target(row["sentence_normalized"], int(target["from"]), int(target["to"]))
            found.append(LabelledTarget(place, tuple(classes), _article(row["primary_gid"])))
    return found


def marked_anew(data: Path) -> list[LabelledTarget]:
    """Names in Anno-Lexical's training sentences (MIT) whose sentiment was marked for this project.

    The file holds no text, only a fingerprint of the sentence, where the name stands, its class, and how sure the
    mark is (3 sure, 1 could be another).
    """
    texts = {fingerprint(example.text): example.text for example in anno_lexical(data, "train")}
    found = []
    with MARKED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            place = Target(texts[row["sentence"]], int(row["start"]), int(row["end"]))
            sure = SURENESS[row["sureness"]]
            classes = [(1 - sure) / 2] * len(CLASSES)
            classes[CLASSES.index(row["sentiment"])] = sure
            found.append(LabelledTarget(place, tuple(classes), ""))
    return found


def _article(identifier: str) -> str:
    """Return the article of ``"allsides_1000_401_25_Name_0_6"``: what stands before the target's name."""
    return "_".join(identifier.split("_")[:3])


def split_by_article(
    examples: Iterable[LabelledTarget], share: float, seed: int
) -> tuple[list[LabelledTarget], list[LabelledTarget]]:
    """Return two lists; about a ``share`` of the articles goes to the second."""
    examples = list(examples)
    groups = sorted({example.group for example in examples})
    random.Random(seed).shuffle(groups)
    second = set(groups[: round(share * len(groups))])
    return [e for e in examples if e.group not in second], [e for e in examples if e.group in second]


def swapped(examples: Iterable[LabelledTarget], seed: int) -> list[LabelledTarget]:
    """Return the examples with another example's target name in the place of their own.

    What a sentence says about somebody does not hang on who that is; a model that has learned names has learned fame.
    """
    examples = list(examples)
    names = [e.target.text[e.target.start : e.target.end] for e in examples]
    names = [name for name in names if name[:1].isupper()]
    chance = random.Random(seed)
    found = []
    for example in examples:
        target = example.target
        if target.text[target.start : target.start + 1].isupper():
            name = chance.choice(names)
            text = target.text[: target.start] + name + target.text[target.end :]
            found.append(replace(example, target=Target(text, target.start, target.start + len(name))))
    return found


def named_in_news(data: Path, count: int, seed: int) -> list[LabelledTarget]:
    """Return people, organisations and groups named in Anno-Lexical's training sentences (MIT), unlabelled."""
    pipeline = spacy.load(DEFAULT_PIPELINE, disable=["parser", "tagger", "lemmatizer", "attribute_ruler"])
    texts = [example.text for example in anno_lexical(data, "train")]
    random.Random(seed).shuffle(texts)
    found: list[LabelledTarget] = []
    for doc in track(pipeline.pipe(texts), "names in news", total=len(texts), console=console):
        named = [entity for entity in doc.ents if entity.label_ in NAMED and len(entity.text) > 1]
        found.extend(
            LabelledTarget(Target(doc.text, entity.start_char, entity.end_char), UNKNOWN_CLASSES, "")
            for entity in named
        )
        if len(found) >= count:
            break
    return found[:count]
