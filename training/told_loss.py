"""What is common to teacher and student of tellings: mentions in a batch, and the loss of what is said of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

from training.told import UNKNOWN, ToldSentence

# Logits of pairs (batch), and rows of mentions (all of the batch × width).
Found = tuple[Tensor, Tensor]
# What mentions count for beside facts, and by how much more two that are one thing than two that are not, as they are
# rare.
NAMES_COUNT, ONE_THING_COUNTS = 0.5, 2.0
# Nothing is held to be quite certain.
SURE = 0.02


@dataclass(frozen=True)
class Mentions:
    """The mentions of a batch: places of their sub-words in its flattened states, and the mention each is of."""

    places: Tensor
    of: Tensor
    count: int

    @classmethod
    def of_batch(cls, mentions: Sequence[Sequence[Sequence[int]]], length: int) -> Mentions:
        """Take the sub-words of mentions, by example, of a batch padded to a length."""
        places, of, count = [], [], 0
        for row, example in enumerate(mentions):
            for sub_words in example:
                places += [row * length + place for place in sub_words]
                of += [count] * len(sub_words)
                count += 1
        return cls(torch.tensor(places, dtype=torch.long), torch.tensor(of, dtype=torch.long), count)

    def to(self, device: torch.device) -> Mentions:
        """Return them on a device."""
        return Mentions(self.places.to(device), self.of.to(device), self.count)


def mentions_of(told: ToldSentence, offsets: Sequence[tuple[int, int]], start: int) -> list[list[int]]:
    """Return the sub-words of each mention of a sentence whose first sub-word has a number."""
    return [
        [start + place for place, (first, last) in enumerate(offsets) if first < mention.end and mention.start < last]
        for mention in told.mentions
    ]


def mention_vectors(states: Tensor, mentions: Mentions) -> Tensor:
    """Return the sum of the states (batch × length × width) of each mention's sub-words."""
    flat = states.reshape(-1, states.shape[-1])[mentions.places]
    return flat.new_zeros(mentions.count, flat.shape[-1]).index_add(0, mentions.of, flat)


def told_loss(
    found: Found,
    scale: Tensor,
    same: NDArray[np.float32],
    named: Sequence[NDArray[np.float32]],
    counts: Sequence[int],
) -> Tensor:
    """Return the loss of a batch: cross-entropy of facts, and of each two mentions of an example.

    Args:
        found: what the model makes of it.
        scale: from the cosine of two mentions to a logit: slope and offset.
        same: of each example, how likely it is one fact; :data:`UNKNOWN` counts for nothing.
        named: of each example, how likely each two of its mentions are one thing, in order.
        counts: how many mentions each example has.
    """
    logits, rows = found[0].float(), found[1]
    facts = torch.from_numpy(same).to(logits.device)
    losses = F.binary_cross_entropy_with_logits(logits, facts.clamp(SURE, 1 - SURE), reduction="none")
    loss = (losses * (facts != UNKNOWN)).mean()
    first, second, start = [], [], 0
    for count in counts:
        for one, other in combinations(range(start, start + count), 2):
            first.append(one)
            second.append(other)
        start += count
    wanted = torch.from_numpy(np.concatenate([*named, np.zeros(0, np.float32)]).astype(np.float32)).to(logits.device)
    known = (wanted != UNKNOWN).nonzero().squeeze(-1)
    if not len(known):
        return loss
    one, other = (torch.tensor(places, device=logits.device)[known] for places in (first, second))
    likely = scale[0] * (rows[one] * rows[other]).sum(-1) + scale[1]
    weights = 1 + ONE_THING_COUNTS * wanted[known]
    return loss + NAMES_COUNT * F.binary_cross_entropy_with_logits(likely, wanted[known], weight=weights)
