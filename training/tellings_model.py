"""The model of tellings as it ships: an encoder over each sentence, and what is compared and named by its sub-words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F
from transformers import PreTrainedTokenizerFast

from analysis.models.encoder import Inputs
from analysis.models.tellings import AS_A_WHOLE, COUNTS, MOST_TOKENS, NAMES, OF_SENTENCE, TELLS, inputs_of
from training.sentence_model import padded
from training.told import ToldSentence

# Runs of a batch, each of sentences of like length: the less padding, the faster.
RUNS = 3


@dataclass(frozen=True, slots=True)
class EncodedSentence:
    """A sentence as the model takes it, the rows of each mention in it, and what each mention names."""

    inputs: Inputs
    mentions: list[list[int]]
    entities: list[int]


# Of several sentences: what the sub-words tell (sentences × length × width), how much each counts, what each sentence
# tells as a whole (sentences × width).
Compared = tuple[Tensor, Tensor, Tensor]


class TellingsModel(nn.Module):
    """An encoder, and four things read off each sub-word."""

    def __init__(self, encoder: nn.Module, width: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(0.1)
        self.counts = nn.Linear(width, COUNTS)
        nn.init.zeros_(self.counts.weight)
        nn.init.zeros_(self.counts.bias)
        self.tells = nn.Linear(width, TELLS)
        self.whole = nn.Linear(width, AS_A_WHOLE)
        self.names = nn.Linear(width, NAMES)
        # Of the likeness of the whole, of what the one tells more of the other, of the less; and from there on.
        self.mix = nn.Parameter(torch.tensor([6.0, 6.0, 4.0, -6.0]))
        self.scale = nn.Parameter(torch.tensor([8.0, -3.0]))

    def forward(self, ids: Tensor, kinds: Tensor, mask: Tensor) -> Tensor:
        """Return the last hidden states of sub-words (batch × length × width)."""
        found = self.encoder(input_ids=ids, token_type_ids=kinds, attention_mask=mask).last_hidden_state
        return self.dropout(found)

    def compared(self, states: Tensor, own: Tensor) -> Compared:
        """Return what sentences are compared by.

        Args:
            states: of their sub-words (sentences × length × width).
            own: 1 for those of the sentence itself.
        """
        counts = F.softplus(self.counts(states).squeeze(-1)) * own
        mean = (states * own.unsqueeze(-1)).sum(1) / own.sum(1, keepdim=True).clamp(min=1)
        whole = F.normalize(self.whole(mean), dim=-1)
        return F.normalize(self.tells(states), dim=-1), counts / counts.sum(1, keepdim=True).clamp(min=1e-6), whole

    def same(self, first: Compared, second: Compared) -> Tensor:
        """Return how likely each first sentence tells one fact with each second one, as logits."""
        (tells, counts, whole), (others, their_counts, their_whole) = first, second
        cosines = torch.einsum("ild,jmd->iljm", tells, others)
        one_way = cosines.masked_fill((their_counts == 0)[None, None], -2).amax(3)
        other_way = cosines.masked_fill((counts == 0)[:, :, None, None], -2).amax(1)
        one_way = (one_way * counts[:, :, None]).sum(1)
        other_way = (other_way * their_counts[None]).sum(-1)
        more, less = torch.maximum(one_way, other_way), torch.minimum(one_way, other_way)
        return self.mix[0] * (whole @ their_whole.T) + self.mix[1] * more + self.mix[2] * less + self.mix[3]

    def named(self, states: Tensor, mentions: Sequence[Sequence[Sequence[int]]]) -> Tensor:
        """Return what mentions name, a row of length 1 each, from the states of their sentences."""
        rows = [states[row, places].mean(0) for row, found in enumerate(mentions) for places in found]
        means = torch.stack(rows) if rows else states.new_zeros(0, states.shape[-1])
        return F.normalize(self.names(means), dim=-1)


class SentenceEncoder:
    """Cuts sentences into sub-words, each once."""

    def __init__(self, tokenizer: PreTrainedTokenizerFast) -> None:
        self._tokenizer = tokenizer
        self._kept: dict[str, tuple[list[int], list[tuple[int, int]]]] = {}

    def encode(self, told: ToldSentence) -> EncodedSentence:
        """Return a sentence as the model takes it."""
        (before, _), (ids, offsets) = self._pieces(told.before), self._pieces(told.text)
        inputs = inputs_of(np.array(before), np.array(ids))
        own = offsets[1:-1][:MOST_TOKENS]
        ahead = len(inputs["input_ids"]) - 1 - len(own)
        places = [
            [ahead + place for place, (start, end) in enumerate(own) if start < mention.end and mention.start < end]
            for mention in told.mentions
        ]
        known = [(found, each.entity) for found, each in zip(places, told.mentions, strict=True) if found]
        return EncodedSentence(inputs, [found for found, _ in known], [entity for _, entity in known])

    def _pieces(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        if text not in self._kept:
            found = self._tokenizer(text, return_offsets_mapping=True)
            self._kept[text] = (found["input_ids"], found["offset_mapping"])
        return self._kept[text]


def read(
    model: TellingsModel, sentences: Sequence[EncodedSentence], device: torch.device
) -> tuple[list[Tensor], list[Tensor]]:
    """Return the states of each sentence's sub-words, and which of them are its own."""
    order = sorted(range(len(sentences)), key=lambda number: len(sentences[number].inputs["input_ids"]))
    states: dict[int, Tensor] = {}
    own: dict[int, Tensor] = {}
    for run in np.array_split(order, RUNS):
        ids, kinds = (
            padded([sentences[number].inputs[name].tolist() for number in run], 0, torch.long).to(device)
            for name in ("input_ids", "token_type_ids")
        )
        lengths = [len(sentences[number].inputs["input_ids"]) for number in run]
        mask = padded([[1] * length for length in lengths], 0, torch.long).to(device)
        for row, (number, found) in enumerate(zip(run.tolist(), model(ids, kinds, mask), strict=True)):
            states[number] = found[: lengths[row]]
            own[number] = (kinds[row, : lengths[row]] == OF_SENTENCE).float()
    return [states[number] for number in range(len(sentences))], [own[number] for number in range(len(sentences))]
