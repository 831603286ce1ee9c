"""An encoder that says whether a sentence is negative, neutral or positive about the target marked in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from rich.progress import track
from torch import Tensor, nn
from torch.nn import functional as F
from transformers import PreTrainedTokenizerFast

from analysis.models.targets import OPENING, Target, marked_text
from training.console import console
from training.encoders import device_and_precision, mean_of
from training.loop import batches
from training.sentence_model import MOST_TOKENS, PREDICTION_BATCH, padded
from training.targets import CLASSES, LabelledTarget


class TargetSentimentModel(nn.Module):
    """Encoder, and one linear layer on the mean of the target's states beside the mean of the sentence's."""

    def __init__(self, encoder: nn.Module, width: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(0.1)
        self.classes = nn.Linear(2 * width, len(CLASSES))

    def forward(self, ids: Tensor, mask: Tensor, target: Tensor) -> Tensor:
        """Return three logits for each sentence; ``target`` is 1 at the target's sub-words."""
        states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        both = torch.cat((mean_of(states, target), mean_of(states, mask)), dim=-1)
        return self.classes(self.dropout(both))


@dataclass(frozen=True)
class EncodedTargets:
    """Marked sentences as the encoder reads them, and which sub-words are the target's."""

    ids: list[list[int]]
    inside: list[list[int]]

    @property
    def lengths(self) -> list[int]:
        """Length in sub-words of each sentence."""
        return [len(ids) for ids in self.ids]


def encode(tokenizer: PreTrainedTokenizerFast, targets: Sequence[Target]) -> EncodedTargets:
    """Mark the targets and cut the sentences into sub-words."""
    found = tokenizer(
        [marked_text(target) for target in targets],
        truncation=True,
        max_length=MOST_TOKENS,
        return_offsets_mapping=True,
    )
    inside = []
    for target, offsets in zip(targets, found["offset_mapping"], strict=True):
        first, last = target.start + len(OPENING), target.end + len(OPENING)
        inside.append([int(start < last and first < end) for start, end in offsets])
    return EncodedTargets(found["input_ids"], inside)


class TargetLoss:
    """Cross-entropy with (soft) class labels."""

    def __init__(self, examples: Sequence[LabelledTarget], encoded: EncodedTargets, *, smoothing: float) -> None:
        self.examples, self.encoded, self.smoothing = examples, encoded, smoothing

    def __call__(self, model: nn.Module, numbers: Sequence[int], device: torch.device) -> Tensor:
        """Return the mean loss of the examples with these numbers."""
        logits = model(*inputs(self.encoded, numbers, device)).float()
        gold = torch.tensor([self.examples[n].classes for n in numbers], device=device)
        return F.cross_entropy(logits, gold, label_smoothing=self.smoothing)


def inputs(encoded: EncodedTargets, numbers: Sequence[int], device: torch.device) -> tuple[Tensor, Tensor, Tensor]:
    """Return sub-words, mask and target of some examples as padded tensors."""
    ids = padded([encoded.ids[n] for n in numbers], 0, torch.long).to(device)
    mask = padded([[1] * len(encoded.ids[n]) for n in numbers], 0, torch.long).to(device)
    return ids, mask, padded([encoded.inside[n] for n in numbers], 0, torch.long).to(device)


@torch.no_grad()
def predict(model: nn.Module, encoded: EncodedTargets, *, name: str = "") -> NDArray[np.float32]:
    """Return three logits for each example; progress is shown under ``name``, if there is one."""
    device, precision = device_and_precision()
    model.to(device).eval()
    found = np.zeros((len(encoded.ids), len(CLASSES)), np.float32)
    plan = batches(encoded.lengths, PREDICTION_BATCH, 0)
    for numbers in track(plan, f"{name}: reading", disable=not name, console=console):
        with torch.autocast(device.type, dtype=precision, enabled=precision is not torch.float32):
            logits = model(*inputs(encoded, numbers, device))
        found[numbers] = logits.float().cpu().numpy()
    return found
