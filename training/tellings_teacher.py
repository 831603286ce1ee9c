"""A large encoder that reads two sentences, each after the one before it: is it one fact, and who is who?"""

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

from training.console import console
from training.encoders import device_and_precision, mean_of
from training.loop import batches
from training.sentence_model import padded
from training.told import Example, ToldSentence
from training.told_loss import Found, Mentions, mention_vectors, mentions_of

# Sub-words of each sentence, and of the one before it.
MOST_TOKENS, MOST_BEFORE = 70, 24
PADDING = 1
WIDTH_OF_NAMES = 256
PREDICTION_BATCH = 32


class TellingsTeacher(nn.Module):
    """An encoder over both sentences; a logit from its states for each of them, and a direction for each mention."""

    def __init__(self, encoder: nn.Module, width: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(0.1)
        self.same = nn.Linear(4 * width, 1)
        self.named = nn.Linear(width, WIDTH_OF_NAMES)
        self.scale = nn.Parameter(torch.tensor([8.0, -3.0]))

    def forward(self, ids: Tensor, mask: Tensor, first: Tensor, second: Tensor, mentions: Mentions) -> Found:
        """Return the logit of each pair, and a row of length 1 for each mention.

        Args:
            ids: sub-words (batch × length).
            mask: 1 for what is no padding.
            first: 1 for sub-words of the first sentence.
            second: 1 for those of the second.
            mentions: the sub-words of each.
        """
        states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        one, other = mean_of(states, first), mean_of(states, second)
        both = torch.cat((states[:, 0], one, other, (one - other).abs()), dim=-1)
        same = self.same(self.dropout(both)).squeeze(-1)
        return same, F.normalize(self.named(self.dropout(mention_vectors(states, mentions))).float(), dim=-1)


@dataclass(frozen=True)
class EncodedPair:
    """Two sentences as the teacher reads them: sub-words, which of the two each is of (-1: neither), and mentions."""

    ids: list[int]
    sides: list[int]
    mentions: list[list[int]]


class PairEncoder:
    """Cuts pairs into sub-words, each sentence once."""

    def __init__(self, tokenizer: PreTrainedTokenizerFast) -> None:
        self._tokenizer = tokenizer
        self._bar = tokenizer("|", add_special_tokens=False)["input_ids"]
        self._kept: dict[str, tuple[list[int], list[tuple[int, int]]]] = {}

    def encode(self, example: Example) -> EncodedPair:
        """Return both sentences as one sequence: ``<s> before | first </s></s> before | second </s>``."""
        ids, sides = [self._tokenizer.cls_token_id], [-1]
        mentions: list[list[int]] = []
        for side, told in enumerate((example.first, example.second)):
            ahead = [self._tokenizer.sep_token_id] * (2 * side) + self._before(told)
            pieces, offsets = self._pieces(told.text)
            ids += [*ahead, *pieces]
            sides += [-1] * len(ahead) + [side] * len(pieces)
            mentions += mentions_of(told, offsets, len(ids) - len(pieces))
        return EncodedPair([*ids, self._tokenizer.sep_token_id], [*sides, -1], mentions)

    def _before(self, told: ToldSentence) -> list[int]:
        return [*self._pieces(told.before)[0][-MOST_BEFORE:], *self._bar] if told.before else []

    def _pieces(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        if text not in self._kept:
            found = self._tokenizer(text, add_special_tokens=False, return_offsets_mapping=True)
            self._kept[text] = (found["input_ids"][:MOST_TOKENS], found["offset_mapping"][:MOST_TOKENS])
        return self._kept[text]


def taken(pairs: Sequence[EncodedPair], device: torch.device) -> tuple[Tensor, Tensor, Tensor, Tensor, Mentions]:
    """Return pairs as the teacher takes them."""
    ids = padded([pair.ids for pair in pairs], PADDING, torch.long)
    mask = padded([[1] * len(pair.ids) for pair in pairs], 0, torch.long)
    sides = padded([pair.sides for pair in pairs], -1, torch.long)
    mentions = Mentions.of_batch([pair.mentions for pair in pairs], ids.shape[1])
    tensors = (ids, mask, (sides == 0).long(), (sides == 1).long())
    return (*(tensor.to(device) for tensor in tensors), mentions.to(device))


@torch.no_grad()
def read(model: TellingsTeacher, pairs: Sequence[EncodedPair]) -> tuple[NDArray[np.float32], list[NDArray[np.float32]]]:
    """Return the probability that each pair reports one fact, and of each the rows of its mentions."""
    device, precision = device_and_precision()
    model.to(device).eval()
    same = np.zeros(len(pairs), np.float32)
    named: list[NDArray[np.float32]] = [np.zeros((0, WIDTH_OF_NAMES), np.float32)] * len(pairs)
    lengths = [len(pair.ids) for pair in pairs]
    for numbers in track(batches(lengths, PREDICTION_BATCH, 0), "teacher: reading", console=console):
        with torch.autocast(device.type, dtype=precision, enabled=precision is not torch.float32):
            logits, rows = model(*taken([pairs[number] for number in numbers], device))
        same[numbers] = torch.sigmoid(logits.float()).cpu().numpy()
        each = torch.split(rows.cpu(), [len(pairs[number].mentions) for number in numbers])
        for number, found in zip(numbers, each, strict=True):
            named[number] = found.numpy()
    return same, named
