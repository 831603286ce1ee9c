"""Real headlines over their stories, and altered ones, that the headline model learns from."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import spacy
from numpy.typing import NDArray
from rich.progress import track
from spacy.tokens import Doc, Span

from analysis.document import DEFAULT_PIPELINE
from analysis.models import SentenceModel
from analysis.models.headlines import evidence_of
from analysis.truecase import sentence_case, with_text
from analysis.words import WORD
from benchmarks.headline_alterations import NAMES, alike, change_number, replaced
from benchmarks.headline_stories import Story, stories
from training.console import console
from training.sentences import UNKNOWN
from training.unlabelled import FEWEST_CHARACTERS, SENTENCE_END

SEED = 1
# Of the stories, kept to choose and calibrate on.
HELD_OUT = 0.15
Item = TypeVar("Item")
# Content words exchanged for those of other headlines.
EXCHANGED = frozenset({"NOUN", "VERB", "PROPN", "ADJ"})


@dataclass(frozen=True)
class HeadlineExample:
    """A headline over sentences of a story.

    Attributes:
        headline: as published, or altered.
        evidence: sentences of the story.
        carried: 1 if it is this story's headline, 0 if it is altered.
        doubted: for each match of ``analysis.words.WORD``, 1 if it was put in, 0 if not, or ``UNKNOWN``.
    """

    headline: str
    evidence: str
    carried: float
    doubted: tuple[float, ...]


@dataclass(frozen=True)
class Told:
    """A story ready to be altered: its parsed headline, its sentences and their embeddings, names in either."""

    story: Story
    parsed: Doc
    sentences: list[str]
    embeddings: NDArray[np.float32]
    names: list[Span]
    others_named: list[str]

    @property
    def headline(self) -> str:
        """The headline as published."""
        return self.story.headline


def split(found: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """Return two lists: stories to learn from, and stories to choose, calibrate and fit weights on."""
    shuffled = list(found)
    random.Random(SEED).shuffle(shuffled)
    cut = round(HELD_OUT * len(shuffled))
    return shuffled[cut:], shuffled[:cut]


def told(data: Path, model: SentenceModel, count: int | None = None) -> list[Told]:
    """Read the stories of the tuning half: those of the other half are for measuring."""
    pipeline = spacy.load(DEFAULT_PIPELINE)
    found = []
    chosen = stories(data, "tune")[:count]
    for story in track(chosen, "reading stories", console=console):
        pieces = (piece.strip() for piece in SENTENCE_END.split(story.body))
        sentences = [piece for piece in pieces if len(piece) >= FEWEST_CHARACTERS // 2] or [story.body[:300]]
        embeddings = np.array([read.embedding for read in model.read(sentences)])
        parsed = with_text(pipeline(sentence_case(story.headline, story.body)), story.headline)
        names = [name for name in parsed.ents if name.label_ in NAMES and name.text in story.body]
        lead = pipeline(" ".join(sentences[:8]), disable=["parser", "lemmatizer"])
        named = {name.text for name in lead.ents if name.label_ in NAMES and not alike(name.text, story.headline)}
        found.append(Told(story, parsed, sentences, embeddings, names, sorted(named)))
    return found


def examples(chosen: Sequence[Told], model: SentenceModel, seed: int) -> list[HeadlineExample]:
    """Return each story's headline and altered forms of it.

    Altered: another story's headline on the same topic; a name exchanged for one from elsewhere, or for another one of
    the same story; two names in each other's place; a number changed; a content word exchanged.
    """
    chance = random.Random(seed)
    made = [(one, *made) for one in chosen for made in _altered(one, chosen, chance)]
    embeddings = [read.embedding for read in model.read([headline for _, headline, _ in made])]
    return [
        HeadlineExample(headline, _evidence(one, embedding), float(doubted is None), _words(headline, doubted))
        for (one, headline, doubted), embedding in zip(made, embeddings, strict=True)
    ]


def _evidence(one: Told, embedding: NDArray[np.float32]) -> str:
    return evidence_of(one.sentences, np.argsort(-(one.embeddings @ embedding), kind="stable").tolist())


# An altered headline and the words put in, by their characters; no words known if it is another story's.
Altered = tuple[str, list[tuple[int, int]] | None]


def _altered(one: Told, others: Sequence[Told], chance: random.Random) -> Iterator[Altered]:
    yield one.headline, None
    same_topic = [other for other in others if other.story.topic == one.story.topic and other is not one]
    for other in chance.sample(same_topic, min(1, len(same_topic))):
        yield other.headline, []
    if one.names:
        for name in chance.sample(one.names, min(2, len(one.names))):
            elsewhere = [n.text for n in chance.choice(others).names if not alike(n.text, one.headline)]
            for pool in (elsewhere, one.others_named):
                if pool:
                    yield _put(one.headline, name.start_char, name.end_char, chance.choice(pool))
    if len(one.names) > 1:
        first, second = sorted(chance.sample(one.names, 2), key=lambda name: name.start_char)
        if not alike(first.text, second.text):
            yield _swapped(one.headline, first, second)
    numbered = change_number(one.parsed, one.headline, chance)
    if numbered:
        yield numbered[0], [numbered[1]]
    words = [token for token in one.parsed if token.pos_ in EXCHANGED and token.is_alpha and not token.is_stop]
    if words:
        word = chance.choice(words)
        pool = [token.text for token in chance.choice(others).parsed if token.tag_ == word.tag_ and token.is_alpha]
        pool = [text for text in pool if text.lower() not in one.story.body.lower()]
        if pool:
            yield _put(one.headline, word.idx, word.idx + len(word), chance.choice(pool))


def _put(headline: str, start: int, end: int, text: str) -> Altered:
    changed = replaced(headline, start, end, text)
    place = changed.find(text, max(0, start - 2))
    return changed, [(place, place + len(text))]


def _swapped(headline: str, first: Span, second: Span) -> Altered:
    head, middle = headline[: first.start_char], headline[first.end_char : second.start_char]
    changed = f"{head}{second.text}{middle}{first.text}{headline[second.end_char :]}"
    start = len(head) + len(second.text) + len(middle)
    return changed, [(len(head), len(head) + len(second.text)), (start, start + len(first.text))]


def _words(headline: str, doubted: list[tuple[int, int]] | None) -> tuple[float, ...]:
    words = [word.span() for word in WORD.finditer(headline)]
    if doubted is None:
        return (0.0,) * len(words)
    if not doubted:
        return (UNKNOWN,) * len(words)
    return tuple(float(any(start < last and first < end for first, last in doubted)) for start, end in words)
