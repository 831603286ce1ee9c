"""Encoders that say of a sentence which frames it evokes: a large one that teaches, and the top of a small one."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from rich.progress import track
from torch import Tensor, nn
from torch.nn import functional as F

from analysis.models.frames import KEYS
from training.console import console
from training.encoders import device_and_precision, mean_of
from training.frame_exemplars import UNKNOWN
from training.layout import SHARED_LAYERS
from training.loop import batches
from training.sentence_model import PREDICTION_BATCH, padded

Labels = NDArray[np.float32]
# From the numbers of examples and a device to what a model takes.
Taken = Callable[[Sequence[int], torch.device], tuple[Tensor, Tensor]]


class FrameTeacher(nn.Module):
    """An encoder, and one linear layer on the mean of its states."""

    def __init__(self, encoder: nn.Module, width: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(0.1)
        self.frames = nn.Linear(width, len(KEYS))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return a logit for each sentence (batch) and key."""
        states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return self.frames(self.dropout(mean_of(states, mask)))


class FrameModel(nn.Module):
    """The upper layers of an encoder, from the states that another has come to, and one linear layer on their mean."""

    def __init__(self, encoder: nn.Module, width: int) -> None:
        super().__init__()
        self.layer = nn.ModuleList(copy.deepcopy(layer) for layer in encoder.encoder.layer[SHARED_LAYERS:])
        self.dropout = nn.Dropout(0.1)
        self.frames = nn.Linear(width, len(KEYS))

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """Return a logit for each sentence and key; ``states`` is batch × length × width."""
        unseen = (1.0 - mask[:, None, None, :].to(states.dtype)) * torch.finfo(states.dtype).min
        for layer in self.layer:
            states = layer(states, unseen)
        return self.frames(self.dropout(mean_of(states, mask)))


class FrameLoss:
    """The mean cross-entropy of the labels that are known; with weights, of each key those of 1 count as often."""

    def __init__(self, labels: Labels, taken: Taken, *, weights: Labels | None = None) -> None:
        self.labels, self.taken = labels, taken
        self.weights = None if weights is None else torch.from_numpy(weights)

    def __call__(self, model: nn.Module, numbers: Sequence[int], device: torch.device) -> Tensor:
        """Return the loss of the examples with these numbers."""
        labels = torch.from_numpy(self.labels[list(numbers)]).to(device)
        known = (labels != UNKNOWN).float()
        logits = model(*self.taken(numbers, device)).float()
        weights = None if self.weights is None else self.weights.to(device)
        wanted = labels.clamp(min=0)
        losses = F.binary_cross_entropy_with_logits(logits, wanted, reduction="none", pos_weight=weights)
        return (losses * known).sum() / known.sum()


def sub_words(ids: Sequence[Sequence[int]]) -> Taken:
    """Take sentences as their sub-words."""

    def taken(numbers: Sequence[int], device: torch.device) -> tuple[Tensor, Tensor]:
        found = [ids[number] for number in numbers]
        mask = padded([[1] * len(each) for each in found], 0, torch.long)
        return padded(found, 0, torch.long).to(device), mask.to(device)

    return taken


def shared_states(states: Sequence[NDArray[np.float16]]) -> Taken:
    """Take sentences as the states (length × width) that the shared layers have come to."""

    def taken(numbers: Sequence[int], device: torch.device) -> tuple[Tensor, Tensor]:
        found = [torch.from_numpy(states[number]).float() for number in numbers]
        mask = padded([[1] * len(each) for each in found], 0, torch.long)
        return nn.utils.rnn.pad_sequence(found, batch_first=True).to(device), mask.to(device)

    return taken


@torch.no_grad()
def predict(model: nn.Module, taken: Taken, lengths: Sequence[int], *, name: str) -> Labels:
    """Return the probabilities (sentences × keys) that a model gives; progress is shown under ``name``."""
    device, precision = device_and_precision()
    model.to(device).eval()
    found = np.zeros((len(lengths), len(KEYS)), np.float32)
    for numbers in track(batches(lengths, PREDICTION_BATCH, 0), f"{name}: reading", console=console):
        with torch.autocast(device.type, dtype=precision, enabled=precision is not torch.float32):
            logits = model(*taken(numbers, device))
        found[numbers] = torch.sigmoid(logits.float()).cpu().numpy()
    return found
