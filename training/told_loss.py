"""What the tellings model is told of a story: which sentences tell one fact, and which mentions name one thing."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional as F

# What each part of the loss counts for: whether each two sentences tell one fact; which sentence of the other telling
# tells a sentence's fact, if one does; and what each two mentions name.
EACH_PAIR, WHICH_ONE, NAMES_COUNT = 2.0, 0.25, 0.5
# By how much more two that are one count than two that are not, as they are rare.
ONE_FACT_COUNTS, ONE_THING_COUNTS = 1.0, 2.0
# The logit of what is not asked for.
NEVER = -30.0


def facts_loss(logits: Tensor, same: Tensor, judged: Tensor) -> Tensor:
    """Return the loss of what is said of the sentences of two tellings.

    Args:
        logits: of each two (first × second).
        same: 1 for those that tell one fact.
        judged: 1 for those of which that is known.
    """
    each = F.binary_cross_entropy_with_logits(logits, same, reduction="none")
    loss = EACH_PAIR * (each * judged * (1 + ONE_FACT_COUNTS * same)).sum() / judged.sum().clamp(min=1)
    known, right = logits.masked_fill(judged == 0, NEVER), logits.masked_fill(same * judged == 0, NEVER)
    for direction in (0, 1):
        told = (same * judged).sum(direction) > 0
        if told.any():
            missed = known.logsumexp(direction) - right.logsumexp(direction)
            loss = loss + WHICH_ONE * missed[told].mean()
    return loss


def names_loss(named: Tensor, scale: nn.Parameter, entities: Sequence[int]) -> Tensor:
    """Return the loss of what mentions of one story name; of two that nobody marked nothing is known.

    Args:
        named: a row of length 1 for each mention.
        scale: from the cosine of two mentions to a logit: slope and offset.
        entities: what each names, a number.
    """
    numbers = torch.tensor(entities, device=named.device)
    one = (numbers[:, None] == numbers[None]).float()
    marked = numbers >= 0
    known = (marked[:, None] | marked[None]) & ~torch.eye(len(numbers), dtype=torch.bool, device=named.device)
    weights = known * (1 + ONE_THING_COUNTS * one)
    logits = scale[0] * (named @ named.T) + scale[1]
    each = F.binary_cross_entropy_with_logits(logits, one, reduction="none")
    return NAMES_COUNT * (each * weights).sum() / weights.sum().clamp(min=1)
