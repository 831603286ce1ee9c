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
from training.encoders import MPNET, device_and_precision, mean_of
from training.frame_exemplars import UNKNOWN
from training.layout import SHARED_LAYERS
from training.loop import batches
from training.sentence_model import PREDICTION_BATCH, padded

Labels = NDArray[np.float32]
States = NDArray[np.float16]
# From the numbers of examples and a device to what a model takes.
Taken = Callable[[Sequence[int], torch.device], tuple[Tensor, Tensor]]
# What the teacher's mean states count for beside its labels.
MEANS_COUNT = 0.3


class FrameTeacher(nn.Module):
    """An encoder, and one linear layer on the mean of its states."""

    def __init__(self, encoder: nn.Module, width: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(0.1)
        self.frames = nn.Linear(width, len(KEYS))

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return a logit for each sentence (batch) and key, and the mean states (batch × width)."""
        mean = mean_of(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state, mask)
        return self.frames(self.dropout(mean)), mean


class FrameModel(nn.Module):
    """The upper layers of an encoder, from the states that another has come to, and one linear layer on their mean.

    A second one, which does not ship, foretells the teacher's mean states: how it sees a sentence says more than 25
    labels do.
    """

    def __init__(self, encoder: nn.Module, width: int) -> None:
        super().__init__()
        self.layer = nn.ModuleList(copy.deepcopy(layer) for layer in encoder.encoder.layer[SHARED_LAYERS:])
        self.dropout = nn.Dropout(0.1)
        self.frames = nn.Linear(width, len(KEYS))
        self.foretold = nn.Linear(width, MPNET.width)

    def forward(self, states: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return a logit for each sentence and key, and the teacher's mean states foretold.

        ``states`` is batch × length × width.
        """
        unseen = (1.0 - mask[:, None, None, :].to(states.dtype)) * torch.finfo(states.dtype).min
        for layer in self.layer:
            states = layer(states, unseen)
        mean = mean_of(states, mask)
        return self.frames(self.dropout(mean)), self.foretold(mean)


class FrameLoss:
    """The mean cross-entropy of the labels that are known, and how far off the teacher's mean states are foretold.

    Attributes:
        weights: of each key, as often those of 1 count; 1 if there are none.
        means: the teacher's mean states (examples × width), standardised, for a student to foretell.
    """

    def __init__(
        self, labels: Labels, taken: Taken, *, weights: Labels | None = None, means: States | None = None
    ) -> None:
        self.labels, self.taken, self.means = labels, taken, means
        self.weights = None if weights is None else torch.from_numpy(weights)

    def __call__(self, model: nn.Module, numbers: Sequence[int], device: torch.device) -> Tensor:
        """Return the loss of the examples with these numbers."""
        labels = torch.from_numpy(self.labels[list(numbers)]).to(device)
        known = (labels != UNKNOWN).float()
        logits, means = (out.float() for out in model(*self.taken(numbers, device)))
        weights = None if self.weights is None else self.weights.to(device)
        wanted = labels.clamp(min=0)
        losses = F.binary_cross_entropy_with_logits(logits, wanted, reduction="none", pos_weight=weights)
        loss = (losses * known).sum() / known.sum()
        if self.means is None:
            return loss
        return loss + MEANS_COUNT * F.mse_loss(means, torch.from_numpy(self.means[list(numbers)]).float().to(device))


def sub_words(ids: Sequence[Sequence[int]]) -> Taken:
    """Take sentences as their sub-words."""

    def taken(numbers: Sequence[int], device: torch.device) -> tuple[Tensor, Tensor]:
        found = [ids[number] for number in numbers]
        mask = padded([[1] * len(each) for each in found], 0, torch.long)
        return padded(found, 0, torch.long).to(device), mask.to(device)

    return taken


def shared_states(states: Sequence[States]) -> Taken:
    """Take sentences as the states (length × width) that the shared layers have come to."""

    def taken(numbers: Sequence[int], device: torch.device) -> tuple[Tensor, Tensor]:
        found = [torch.from_numpy(states[number]).float() for number in numbers]
        mask = padded([[1] * len(each) for each in found], 0, torch.long)
        return nn.utils.rnn.pad_sequence(found, batch_first=True).to(device), mask.to(device)

    return taken


@torch.no_grad()
def read(model: FrameTeacher, taken: Taken, lengths: Sequence[int]) -> tuple[Labels, States]:
    """Return the probabilities (sentences × keys) that a teacher gives, and its mean states (sentences × width)."""
    device, precision = device_and_precision()
    model.to(device).eval()
    probabilities = np.zeros((len(lengths), len(KEYS)), np.float32)
    means = np.zeros((len(lengths), model.frames.in_features), np.float16)
    for numbers in track(batches(lengths, PREDICTION_BATCH, 0), "teacher: reading", console=console):
        with torch.autocast(device.type, dtype=precision, enabled=precision is not torch.float32):
            logits, mean = model(*taken(numbers, device))
        probabilities[numbers] = torch.sigmoid(logits.float()).cpu().numpy()
        means[numbers] = mean.float().cpu().numpy()
    return probabilities, means
