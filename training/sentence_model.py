"""An encoder that says of a sentence, and of each of its words, how likely it is loaded."""

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

from analysis.words import WORD
from training.console import console
from training.encoders import device_and_precision, mean_of
from training.loop import batches
from training.sentences import UNKNOWN, Labelled

MOST_TOKENS = 128
# A loaded word is one in about twenty-five.
WORD_POSITIVE_WEIGHT = 4.0
EMBEDDING_SHARE = 1.0
PREDICTION_BATCH = 64


class SentenceModel(nn.Module):
    """Encoder, one logit for the sentence from the mean of its states, one for each sub-word, and an embedding.

    The embedding imitates that of the encoder as it came, so that one pass serves both; its layer starts as identity.
    """

    def __init__(self, encoder: nn.Module, width: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(0.1)
        self.sentence = nn.Linear(width, 1)
        self.word = nn.Linear(width, 1)
        self.embedding = nn.Linear(width, width)
        nn.init.eye_(self.embedding.weight)
        nn.init.zeros_(self.embedding.bias)

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return logits of sentences (batch) and sub-words (batch × length), and embeddings (batch × width)."""
        states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        mean = mean_of(states, mask)
        sentence = self.sentence(self.dropout(mean)).squeeze(-1)
        word = self.word(self.dropout(states)).squeeze(-1)
        return sentence, word, F.normalize(self.embedding(mean), dim=-1)


@dataclass(frozen=True)
class Encoded:
    """Sentences as the encoder reads them: sub-words, and for each the number of its word (-1: no word)."""

    ids: list[list[int]]
    word_of: list[list[int]]

    @property
    def lengths(self) -> list[int]:
        """Length in sub-words of each sentence."""
        return [len(ids) for ids in self.ids]


def encode(tokenizer: PreTrainedTokenizerFast, texts: Sequence[str]) -> Encoded:
    """Cut sentences into sub-words, at most 128 each."""
    found = tokenizer(list(texts), truncation=True, max_length=MOST_TOKENS, return_offsets_mapping=True)
    word_of = []
    for text, offsets in zip(texts, found["offset_mapping"], strict=True):
        number_at = np.full(len(text) + 1, -1)
        for number, word in enumerate(WORD.finditer(text)):
            number_at[word.start() : word.end()] = number
        word_of.append([int(number_at[start]) if end > start else -1 for start, end in offsets])
    return Encoded(found["input_ids"], word_of)


def padded(lists: Sequence[Sequence[float]], filler: float, dtype: torch.dtype) -> Tensor:
    """Return lists of unlike length as one tensor."""
    longest = max(map(len, lists))
    return torch.tensor([[*row, *[filler] * (longest - len(row))] for row in lists], dtype=dtype)


class SentenceLoss:
    """The loss of a batch: sentence labels, word labels, and what a sentence's label says of its unmarked words.

    Every word of a sentence labelled plain is plain. Of a sentence labelled loaded, whose words nobody marked, only the
    most likely word is held to be loaded (multiple-instance learning).
    """

    def __init__(
        self,
        examples: Sequence[Labelled],
        encoded: Encoded,
        *,
        smoothing: float,
        embeddings: NDArray[np.float32] | None = None,
    ) -> None:
        self.examples, self.encoded = examples, encoded
        self.smoothing, self.embeddings = smoothing, embeddings

    def __call__(self, model: nn.Module, numbers: Sequence[int], device: torch.device) -> Tensor:
        """Return the mean loss of the examples with these numbers."""
        ids = padded([self.encoded.ids[n] for n in numbers], 0, torch.long).to(device)
        mask = padded([[1] * len(self.encoded.ids[n]) for n in numbers], 0, torch.long).to(device)
        sentence, word, embedding = model(ids, mask)
        gold = torch.tensor([self.examples[n].loaded for n in numbers], device=device)
        known = (gold != UNKNOWN).float()
        smooth = gold.clamp(self.smoothing, 1 - self.smoothing)
        losses = F.binary_cross_entropy_with_logits(sentence.float(), smooth, reduction="none") * known
        targets = padded([self._targets(n) for n in numbers], UNKNOWN, torch.float).to(device)
        loss = losses.sum() / known.sum().clamp(min=1) + self._words(word.float(), targets, gold, mask)
        if self.embeddings is not None:
            wanted = torch.from_numpy(self.embeddings[list(numbers)]).to(device)
            loss = loss + EMBEDDING_SHARE * (1 - (embedding.float() * wanted).sum(-1)).mean()
        return loss

    def _targets(self, number: int) -> list[float]:
        example, word_of = self.examples[number], self.encoded.word_of[number]
        if example.words:
            return [example.words[word] if word >= 0 else UNKNOWN for word in word_of]
        plain = 0.0 <= example.loaded < 0.5
        return [0.0 if plain and word >= 0 else UNKNOWN for word in word_of]

    def _words(self, logits: Tensor, targets: Tensor, gold: Tensor, mask: Tensor) -> Tensor:
        known = targets != UNKNOWN
        weights = torch.where(targets > 0.5, WORD_POSITIVE_WEIGHT, 1.0) * known
        single = F.binary_cross_entropy_with_logits(logits, targets.clamp(min=0), reduction="none") * weights
        marked = single.sum() / known.sum().clamp(min=1)
        unmarked = (gold > 0.5) & ~known.any(1)
        likeliest = logits.masked_fill(mask == 0, -1e4).amax(1)
        hidden = (F.softplus(-likeliest) * unmarked).sum() / max(1, len(gold))
        return marked + 0.1 * hidden


@dataclass(frozen=True)
class Predicted:
    """Logit and embedding of each sentence, and the logits of its words: the highest of each word's sub-words."""

    sentences: NDArray[np.float32]
    words: list[NDArray[np.float32]]
    embeddings: NDArray[np.float32]


@torch.no_grad()
def predict(model: SentenceModel, encoded: Encoded, texts: Sequence[str], *, name: str = "") -> Predicted:
    """Read sentences with a model; progress is shown under ``name``, if there is one."""
    device, precision = device_and_precision()
    model.to(device).eval()
    sentences = np.zeros(len(texts), np.float32)
    embeddings = np.zeros((len(texts), model.embedding.out_features), np.float32)
    words = [np.full(len(WORD.findall(text)), -10.0, np.float32) for text in texts]
    plan = batches(encoded.lengths, PREDICTION_BATCH, 0)
    for numbers in track(plan, f"{name}: reading", disable=not name, console=console):
        ids = padded([encoded.ids[n] for n in numbers], 0, torch.long).to(device)
        mask = padded([[1] * len(encoded.ids[n]) for n in numbers], 0, torch.long).to(device)
        with torch.autocast(device.type, dtype=precision, enabled=precision is not torch.float32):
            sentence, word, embedding = model(ids, mask)
        sentences[numbers] = sentence.float().cpu().numpy()
        embeddings[numbers] = embedding.float().cpu().numpy()
        for n, logits in zip(numbers, word.float().cpu().numpy(), strict=True):
            for place, number in enumerate(encoded.word_of[n]):
                if number >= 0:
                    words[n][number] = max(words[n][number], logits[place])
    return Predicted(sentences, words, embeddings)
