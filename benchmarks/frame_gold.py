"""The frames, functions and scope of sentences written for this project, against their author's labels.

The sentences stand in ``tests/frame_gold``; its README says by which rules they were written. Those of the unseen part
were not looked at by whoever tuned lexicons, exemplars or thresholds. They are clear cases, invented: the figures are
higher than on real news.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analysis import framing
from analysis.article import Article
from analysis.framing.evoked import evoked_by
from analysis.reading import Resources, read_closely
from benchmarks.agreement import Numbers, f1, precision, recall, tally, with_interval
from benchmarks.results import table
from tests.frame_gold import FUNCTIONS, GENERIC_FRAMES, POLICY_FRAMES, SCOPES, MarkedSentence, Side, gold

GOAL = 0.75
SCHEMES = {"policy frames": POLICY_FRAMES, "generic frames": GENERIC_FRAMES, "functions": FUNCTIONS, "scope": SCOPES}


def hand_made(variants: dict[str, Resources]) -> str:
    """Return the tables of both parts: each scheme's macro F1, and each key's figures with the first of the variants.

    Args:
        variants: what to read the sentences with, by name.
    """
    lines, by_key = [], []
    for side in (Side.SEEN, Side.UNSEEN):
        sentences = gold(side)
        for name, resources in variants.items():
            found = evoked(sentences, resources)
            for scheme, keys in SCHEMES.items():
                tables = _tables(sentences, keys, found)
                value = with_interval(lambda counts: f1(counts).mean(-1), tables)
                lines.append((side.value, name, scheme, len(keys), value, f"{GOAL:.2f}"))
            if side is Side.UNSEEN and not by_key:
                by_key = _by_key(sentences, found)
    return "\n\n".join(
        (
            table(("part", "read with", "scheme", "keys", "macro F1", "goal"), lines),
            f"Each key, unseen part, {next(iter(variants))}:",
            table(("key", "sentences with it", "precision", "recall", "F1"), by_key),
        )
    )


def evoked(sentences: Sequence[MarkedSentence], resources: Resources) -> list[set[str]]:
    """Return the keys that each sentence evokes in either voice, read as an article of its own."""
    found = []
    for reading in read_closely((Article("", sentence.text) for sentence in sentences), resources, sentiment=False):
        each = evoked_by(framing.measure(reading, resources).findings, reading.document)
        found.append({category.partition("/")[2] for category, _ in each.indexes})
    return found


def _tables(sentences: Sequence[MarkedSentence], keys: Sequence[str], found: Sequence[set[str]]) -> Numbers:
    """Return sentences × keys × gold × found, with nothing counted where the label can be argued about."""
    tables = [
        tally([sentence.does(key) is True for sentence in sentences], [key in each for each in found])
        * np.array([sentence.does(key) is not None for sentence in sentences])[:, np.newaxis, np.newaxis]
        for key in keys
    ]
    return np.stack(tables, axis=1)


def _by_key(sentences: Sequence[MarkedSentence], found: Sequence[set[str]]) -> list[tuple[str, ...]]:
    lines = []
    for key in (key for keys in SCHEMES.values() for key in keys):
        tables = _tables(sentences, (key,), found)[:, 0]
        counts = tables.sum(0)
        figures = (f"{float(metric(counts)):.3f}" for metric in (precision, recall))
        lines.append((key, str(int(counts[1].sum())), *figures, with_interval(f1, tables)))
    return lines
