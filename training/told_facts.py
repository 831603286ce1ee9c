"""Invented facts, each told by four outlets: ``training/invented/facts``.

A story begins with ``# name`` and a fact with ``F``; each line after it tells that fact. What is named stands in
brackets with its number, the same for the same thing throughout a story: ``[1:Ann Hale], [1:a former teacher], said``.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from training.told import Mention, ToldSentence, ToldStory

FACTS = Path(__file__).resolve().parent / "invented" / "facts"
MARK = re.compile(r"\[(\d+):|\]")
STORY, FACT, TELLING = "# ", "F", "- "
# Of each of the two tellings that a story's facts are put into.
SENTENCES = 14

Fact = list[ToldSentence]


def fact_stories(determiners: frozenset[str], folder: Path = FACTS) -> list[list[Fact]]:
    """Return the facts of each story, each in several tellings.

    Raises:
        ValueError: if a line is none of the three kinds, or its brackets do not close.
    """
    stories: list[list[Fact]] = []
    for path in sorted(folder.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.startswith(STORY):
                stories.append([])
            elif line.strip() == FACT:
                stories[-1].append([])
            elif line.startswith(TELLING):
                stories[-1][-1].append(told(line.removeprefix(TELLING).strip(), determiners))
            elif line.strip():
                raise ValueError(f"{path.name}, line {number}: neither a story, a fact nor a telling")
    return stories


def told(line: str, determiners: frozenset[str]) -> ToldSentence:
    """Return a telling without its brackets; an article or possessive is no part of what is named.

    Raises:
        ValueError: if the brackets do not close.
    """
    text, last = "", 0
    opened: list[tuple[int, int]] = []
    mentions: list[Mention] = []
    for mark in MARK.finditer(line):
        text += line[last : mark.start()]
        last = mark.end()
        if mark.group(1):
            opened.append((int(mark.group(1)), len(text)))
        else:
            if not opened:
                raise ValueError(f"a bracket closes that was not opened: {line}")
            entity, start = opened.pop()
            word, _, rest = text[start:].partition(" ")
            start += len(word) + 1 if rest and word.lower() in determiners else 0
            mentions.append(Mention(start, len(text), entity))
    if opened:
        raise ValueError(f"a bracket does not close: {line}")
    return ToldSentence(text + line[last:], "", tuple(mentions))


def told_anew(facts: Sequence[Fact], chance: random.Random) -> ToldStory:
    """Return some tellings of a story's facts as two tellings of the story: which, and in which, is left to chance."""
    numbered = [(number, told) for number, fact in enumerate(facts) for told in fact]
    taken = chance.sample(numbered, min(2 * SENTENCES, len(numbered)))
    first, second = taken[: len(taken) // 2], taken[len(taken) // 2 :]
    same = np.equal.outer([number for number, _ in first], [number for number, _ in second])
    return ToldStory([told for _, told in first], [told for _, told in second], same, np.ones_like(same))
