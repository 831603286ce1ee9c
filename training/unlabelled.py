"""Sentences of news that nobody labelled: a teacher labels them, a student learns from that."""

from __future__ import annotations

import random
import re
from pathlib import Path

from training.sentences import key, rows
from training.targets import newsmtsc

# A plain cut is enough here: the teacher reads what the student reads, be it cut at "U.S." or not.
SENTENCE_END = re.compile(r"(?<=[.!?][\"”’)])\s+(?=[A-Z“\"])|(?<=[.!?])\s+(?=[A-Z“\"])|\n+")
FEWEST_CHARACTERS, MOST_CHARACTERS = 40, 350


def news_sentences(data: Path, count: int, seed: int, *, without: frozenset[str]) -> list[str]:
    """Return sentences of NewsMTSC's training part (MIT) and of the AllSides sample (Apache-2.0), each once.

    Args:
        data: the data folder.
        count: how many, at most.
        seed: which.
        without: keys of sentences to leave out, as those of test splits.
    """
    found = {key(example.target.text): example.target.text for example in newsmtsc(data, "train")}
    for row in rows(data / "allsides_baly" / "train_sample_6000.csv.gz"):
        for sentence in SENTENCE_END.split(row["text"]):
            if FEWEST_CHARACTERS <= len(sentence) <= MOST_CHARACTERS:
                found.setdefault(key(sentence), sentence)
    texts = [text for each, text in sorted(found.items()) if each not in without]
    return random.Random(seed).sample(texts, min(count, len(texts)))
