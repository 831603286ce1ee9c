"""Invented stories, each told by two outlets, marked as ``tests/comparison_gold`` is: ``training/invented/stories``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from analysis.article import Part
from analysis.comparison import Telling
from benchmarks.comparison import SIDES, GoldPair, plain
from training.same_fact import pairs
from training.told import Mention, ToldSentence, ToldStory

STORIES = Path(__file__).resolve().parent / "invented" / "stories"


def told_story(gold: GoldPair, tellings: Sequence[Telling], determiners: frozenset[str]) -> ToldStory:
    """Return a story as the tellings model learns from it."""
    first, second = (told_sentences(gold, side, telling, determiners) for side, telling in enumerate(tellings))
    _, marked = pairs(gold, tellings)
    return ToldStory(first, second, marked.same.reshape(marked.shape), marked.judged.reshape(marked.shape))


def told_sentences(gold: GoldPair, side: int, telling: Telling, determiners: frozenset[str]) -> list[ToldSentence]:
    """Return the sentences of one article's body with what is marked in them, and with what is named but not marked."""
    marked: dict[str, set[int]] = defaultdict(set)
    for entity, mark in enumerate(gold.marks.get("naming", ())):
        for label in mark[SIDES[side]]:
            marked[plain(label, determiners)].add(entity)
    clear = {label: entity for label, (entity, *others) in marked.items() if not others}
    unmarked = _unmarked(telling, side, marked, determiners)
    before, told = telling.article.headline, []
    for sentence in telling.document.body_sentences:
        found = _marked(sentence.text, clear)
        found += [each for each in unmarked[sentence.index] if not any(_overlap(each, other) for other in found)]
        told.append(ToldSentence(sentence.text, before, tuple(found)))
        before = sentence.text
    return told


def _marked(text: str, entities: dict[str, int]) -> list[Mention]:
    """Return where marked labels stand, of two of which one is part of the other the longer."""
    plainly, found = text.lower().replace("’", "'"), []
    for label in sorted(entities, key=len, reverse=True):
        for place in re.finditer(rf"(?<!\w){re.escape(label)}(?!\w)", plainly):
            mention = Mention(*place.span(), entities[label])
            if not any(each.start <= mention.start and mention.end <= each.end for each in found):
                found.append(mention)
    return found


def _unmarked(
    telling: Telling, side: int, marked: dict[str, set[int]], determiners: frozenset[str]
) -> dict[int, list[Mention]]:
    """Return by sentence what is named but not marked, with numbers below 0, different in both articles."""
    found: dict[int, list[Mention]] = defaultdict(list)
    nouns: dict[str, int] = {}
    for label in (label for thing in telling.things for label in thing.labels):
        if label.span.part is Part.BODY and plain(telling.article.quote(label.span), determiners) not in marked:
            entity = -1 - side - 2 * nouns.setdefault(label.noun, len(nouns))
            start = telling.sentences[label.sentence].sentence.span.start
            found[label.sentence].append(Mention(label.span.start - start, label.span.end - start, entity))
    return found


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end
