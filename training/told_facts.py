"""Invented facts, each told by four outlets: ``training/invented/facts``.

A story begins with ``# name`` and a fact with ``F``; each line after it tells that fact. What is named stands in
brackets with its number, the same for the same thing throughout a story: ``[1:Ann Hale], [1:a former teacher], said``.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from itertools import combinations, product
from pathlib import Path

from training.told import Example, Mention, ToldSentence

FACTS = Path(__file__).resolve().parent / "invented" / "facts"
MARK = re.compile(r"\[(\d+):|\]")
STORY, FACT, TELLING = "# ", "F", "- "
LONG_WORD = re.compile(r"\w{4,}")
# Of a story: how many pairs on one fact, and on two facts; half of those from the quarter that shares most words.
MOST_SAME, MOST_OTHER = 60, 80

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


def fact_examples(stories: Sequence[Sequence[Fact]], seed: int) -> Iterator[Example]:
    """Yield pairs of tellings of one fact and of two facts of one story."""
    chance = random.Random(seed)
    for story in stories:
        same = [pair for fact in story for pair in combinations(fact, 2)]
        other = [pair for one, another in combinations(story, 2) for pair in product(one, another)]
        other.sort(key=_in_common, reverse=True)
        alike = other[: len(other) // 4]
        yield from (Example(*pair, 1.0) for pair in _some(same, MOST_SAME, chance))
        yield from (Example(*pair, 0.0) for pair in _some(alike, MOST_OTHER // 2, chance))
        yield from (Example(*pair, 0.0) for pair in _some(other, MOST_OTHER // 2, chance))


def _some(
    pairs: Sequence[tuple[ToldSentence, ToldSentence]], most: int, chance: random.Random
) -> list[tuple[ToldSentence, ToldSentence]]:
    return chance.sample(pairs, min(most, len(pairs)))


def _in_common(pair: tuple[ToldSentence, ToldSentence]) -> float:
    one, other = (set(LONG_WORD.findall(told.text.lower())) for told in pair)
    return len(one & other) / (1 + min(len(one), len(other)))
