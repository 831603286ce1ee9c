"""An encoder that reads a headline beside sentences of its story and doubts words that they do not carry."""

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

from analysis.models.headlines import together
from analysis.words import WORD
from training.console import console
from training.encoders import device_and_precision, mean_of
from training.headlines import HeadlineExample
from training.loop import batches
from training.sentence_model import padded
from training.sentences import UNKNOWN

PREDICTION_BATCH = 32
# One word in ten of the altered headlines was put in.
DOUBTED_WEIGHT = 3.0


class HeadlineModel(nn.Module):
    """Encoder, a logit for the whole from the mean of the headline's states, and one for each of its sub-words."""

    def __init__(self, encoder: nn.Module, width: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(0.1)
        self.whole = nn.Linear(2 * width, 1)
        self.word = nn.Linear(width, 1)

    def forward(self, ids: Tensor, kinds: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return logits of "carried" (batch) and of "doubted" for each sub-word (batch × length).

        Args:
            ids: sub-words of headline and evidence.
            kinds: 0 for the headline, 1 for the evidence.
            mask: 1 for what is no padding.
        """
        states = self.encoder(input_ids=ids, token_type_ids=kinds, attention_mask=mask).last_hidden_state
        both = torch.cat((states[:, 0], mean_of(states, mask * (1 - kinds))), dim=-1)
        return self.whole(self.dropout(both)).squeeze(-1), self.word(self.dropout(states)).squeeze(-1)


@dataclass(frozen=True)
class EncodedHeadlines:
    """Headlines and evidence as the encoder reads them; for each sub-word of a headline the number of its word."""

    tops: list[list[int]]
    belows: list[list[int]]
    word_of: list[list[int]]

    @property
    def lengths(self) -> list[int]:
        """Length in sub-words of each example."""
        return [len(top) + len(below) for top, below in zip(self.tops, self.belows, strict=True)]


def encode(tokenizer: PreTrainedTokenizerFast, examples: Sequence[HeadlineExample]) -> EncodedHeadlines:
    """Cut headlines and evidence into sub-words, at most 160 together."""
    top = tokenizer([example.headline for example in examples], return_offsets_mapping=True)
    below = tokenizer([example.evidence for example in examples], truncation=True, max_length=512)
    pairs = [together(first, second) for first, second in zip(top["input_ids"], below["input_ids"], strict=True)]
    word_of = []
    for example, offsets, (kept, _) in zip(examples, top["offset_mapping"], pairs, strict=True):
        number_at = np.full(len(example.headline) + 1, -1)
        for number, word in enumerate(WORD.finditer(example.headline)):
            number_at[word.start() : word.end()] = number
        places = [int(number_at[start]) if end > start else -1 for start, end in offsets]
        word_of.append([*places[: len(kept) - 1], -1])
    return EncodedHeadlines([first for first, _ in pairs], [second for _, second in pairs], word_of)


class HeadlineLoss:
    """Cross-entropy of the whole and of each word of which something is known."""

    def __init__(
        self, examples: Sequence[HeadlineExample], encoded: EncodedHeadlines, *, carried_weight: float
    ) -> None:
        self.examples, self.encoded, self.carried_weight = examples, encoded, carried_weight

    def __call__(self, model: nn.Module, numbers: Sequence[int], device: torch.device) -> Tensor:
        """Return the mean loss of the examples with these numbers."""
        inputs_ = inputs(self.encoded, numbers, device)
        whole, word = model(*inputs_)
        gold = torch.tensor([self.examples[n].carried for n in numbers], device=device)
        weights = torch.where(gold > 0.5, self.carried_weight, 1.0)
        loss = F.binary_cross_entropy_with_logits(whole.float(), gold.clamp(0.02, 0.98), weight=weights)
        marks = [
            [self.examples[n].doubted[place] if place >= 0 else UNKNOWN for place in self.encoded.word_of[n]]
            for n in numbers
        ]
        targets = padded(marks, UNKNOWN, torch.float).to(device)
        known = targets != UNKNOWN
        single = F.binary_cross_entropy_with_logits(
            word.float()[:, : targets.shape[1]], targets.clamp(min=0), reduction="none"
        )
        weighted = single * torch.where(targets > 0.5, DOUBTED_WEIGHT, 1.0) * known
        return loss + weighted.sum() / known.sum().clamp(min=1)


def inputs(encoded: EncodedHeadlines, numbers: Sequence[int], device: torch.device) -> tuple[Tensor, Tensor, Tensor]:
    """Return sub-words, kinds and mask of some examples as padded tensors."""
    rows = [(encoded.tops[n], encoded.belows[n]) for n in numbers]
    ids = padded([[*top, *below] for top, below in rows], 0, torch.long)
    kinds = padded([[0] * len(top) + [1] * len(below) for top, below in rows], 1, torch.long)
    mask = padded([[1] * (len(top) + len(below)) for top, below in rows], 0, torch.long)
    return ids.to(device), kinds.to(device), mask.to(device)


@torch.no_grad()
def predict(
    model: HeadlineModel, encoded: EncodedHeadlines, *, name: str = ""
) -> tuple[NDArray[np.float32], list[NDArray[np.float32]]]:
    """Return the logit of each whole, and of each headline's words the highest of its sub-words' logits."""
    device, precision = device_and_precision()
    model.to(device).eval()
    found = np.zeros(len(encoded.tops), np.float32)
    words = [np.full(max(places, default=-1) + 1, -10.0, np.float32) for places in encoded.word_of]
    for numbers in track(batches(encoded.lengths, PREDICTION_BATCH, 0), f"{name}: reading", console=console):
        with torch.autocast(device.type, dtype=precision, enabled=precision is not torch.float32):
            whole, word = model(*inputs(encoded, numbers, device))
        found[numbers] = whole.float().cpu().numpy()
        for n, logits in zip(numbers, word.float().cpu().numpy(), strict=True):
            for place, number in enumerate(encoded.word_of[n]):
                if number >= 0:
                    words[n][number] = max(words[n][number], logits[place])
    return found, words
