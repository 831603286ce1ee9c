"""The model of tellings as it ships: the upper layers of an encoder over the states of two sentences, side by side."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from analysis.models.encoder import Inputs
from analysis.models.tellings import FIRST, KINDS, SAID, SECOND, SentenceStates, inputs_of
from training.encoders import mean_of
from training.layout import SHARED_LAYERS
from training.sentence_model import padded
from training.told import Example
from training.told_loss import Found, Mentions, mention_vectors, mentions_of

WIDTH_OF_NAMES = 64
# Small beside the states, which it is added to.
KIND_SPREAD = 0.02


class TellingsModel(nn.Module):
    """Layers of its own on top of shared ones, and what is read off each sub-word."""

    def __init__(self, encoder: nn.Module, width: int) -> None:
        super().__init__()
        self.kinds = nn.Embedding(len(KINDS), width)
        nn.init.normal_(self.kinds.weight, std=KIND_SPREAD)
        self.layer = nn.ModuleList(copy.deepcopy(layer) for layer in encoder.encoder.layer[SHARED_LAYERS:])
        self.dropout = nn.Dropout(0.1)
        self.said = nn.Linear(width, SAID)
        self.named = nn.Linear(width, WIDTH_OF_NAMES)
        self.scale = nn.Parameter(torch.tensor([8.0, -3.0]))

    def forward(self, states: Tensor, kinds: Tensor, mask: Tensor, mentions: Mentions) -> Found:
        """Return the logit of each pair, and a row of length 1 for each mention.

        Args:
            states: of both sentences (batch × length × width), as :func:`analysis.models.tellings.inputs_of` has them.
            kinds: of each row of states (batch × length).
            mask: 1 for what is no padding.
            mentions: the sub-words of each.
        """
        states = states + self.kinds(kinds)
        unseen = (1.0 - mask[:, None, None, :].to(states.dtype)) * torch.finfo(states.dtype).min
        for layer in self.layer:
            states = layer(states, unseen)
        states = self.dropout(states)
        said = self.said(states)
        one, other = (mean_of(said[..., side : side + 1], mask * (kinds == side)) for side in (FIRST, SECOND))
        same = one + other + said[:, 1, 2:]
        return same.squeeze(-1), F.normalize(self.named(mention_vectors(states, mentions)).float(), dim=-1)


def narrow(model: TellingsModel, units: int) -> TellingsModel:
    """Leave each layer so many of the inner units of its wide part: those through which most flows, by their weights.

    What is left has to be trained again for a while.
    """
    for layer in model.layer:
        into, out = layer.intermediate.dense, layer.output.dense
        flow = into.weight.norm(dim=1) * out.weight.norm(dim=0)
        kept = flow.topk(units).indices.sort().values
        into.weight, into.bias = nn.Parameter(into.weight[kept].detach()), nn.Parameter(into.bias[kept].detach())
        out.weight = nn.Parameter(out.weight[:, kept].detach())
        into.out_features = out.in_features = units
    return model


@dataclass(frozen=True)
class PairOfStates:
    """Two sentences as the student reads them, and the rows of each mention."""

    first: SentenceStates
    second: SentenceStates
    mentions: list[list[int]]

    @property
    def inputs(self) -> Inputs:
        """What the model takes."""
        return inputs_of(self.first, self.second)

    @property
    def length(self) -> int:
        """Number of rows."""
        return len(self.first.states) + len(self.second.states) + 2


def pair_of_states(example: Example, first: SentenceStates, second: SentenceStates) -> PairOfStates:
    """Return an example as the student reads it."""
    mentions = mentions_of(example.first, first.offsets, 1)
    mentions += mentions_of(example.second, second.offsets, 2 + len(first.states))
    return PairOfStates(first, second, mentions)


def taken(pairs: Sequence[PairOfStates], device: torch.device) -> tuple[Tensor, Tensor, Tensor, Mentions]:
    """Return pairs as the student takes them."""
    given = [pair.inputs for pair in pairs]
    rows = [torch.from_numpy(np.asarray(each["states"], dtype=np.float32)) for each in given]
    states = nn.utils.rnn.pad_sequence(rows, batch_first=True)
    kinds = padded([each["token_type_ids"].tolist() for each in given], 0, torch.long)
    mask = padded([[1] * len(each) for each in rows], 0, torch.long)
    mentions = Mentions.of_batch([pair.mentions for pair in pairs], states.shape[1])
    return (*(tensor.to(device) for tensor in (states, kinds, mask)), mentions.to(device))
