"""The recipe on BABE itself: ``python -m training.cross_validation DATA [--work FOLDER]``.

Five-fold cross-validation on BABE SG2 (Spinde et al. 2021), as its authors did: MiniLM-L6 first learns from silver
labels (Anno-Lexical; no sentence of BABE or MBIC, which share theirs), then from the sentences and marked words of four
folds, and is measured on the fifth. Its weights are thrown away: BABE may be measured on, not shipped with. Writes
``benchmarks/cross_validation.json``.

Time on two cores that multiply bfloat16: 15 minutes.
"""

from __future__ import annotations

import argparse
import copy
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.metrics import f1_score, matthews_corrcoef, precision_recall_curve
from sklearn.model_selection import StratifiedKFold
from transformers import PreTrainedTokenizerFast

from training.console import console
from training.encoders import MINILM, folder_of, load_encoder, load_tokenizer
from training.loop import Schedule, train
from training.sentence_model import SentenceLoss, SentenceModel, encode, predict
from training.sentences import Labelled, anno_lexical, babe, key, neutralised, written

SEED = 1
FOLDS = 5
SILVER = Schedule(epochs=1, rate=8e-5, batch=48, seed=SEED, averaging=0.99)
GOLD = Schedule(epochs=3, rate=5e-5, batch=16, seed=SEED, averaging=0.98)
RESULT = Path(__file__).resolve().parent.parent / "benchmarks" / "cross_validation.json"
NOTE = (
    "MiniLM-L6, one epoch on Anno-Lexical's silver labels, then three on four folds of BABE SG2, sentences and marked "
    "words together; measured on the fifth. Sentences at probability 0.5; words at the threshold that is best on the "
    "other folds' held-out predictions. The weights are not shipped."
)


def main() -> None:
    """Cross-validate and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder with babe, anno_lexical, wnc_sample")
    parser.add_argument("--work", type=Path, default=Path("training-work/cross_validation"), help="checkpoints")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    labelled = babe(options.data / "babe" / "babe_sg2.csv.gz")
    gold = np.array([example.loaded for example in labelled])
    folds = list(StratifiedKFold(FOLDS, shuffle=True, random_state=SEED).split(gold, gold))
    start = _silver(options.data, frozenset(key(example.text) for example in labelled), options.work)
    sentences, words = np.zeros(len(labelled)), [np.zeros(0, np.float32)] * len(labelled)
    for number, (learned, held_out) in enumerate(folds):
        model = _learn(copy.deepcopy(start), [labelled[n] for n in learned], GOLD, options.work, f"fold {number + 1}")
        texts = [labelled[n].text for n in held_out]
        found = predict(model, encode(_tokenizer(options.work), texts), texts)
        sentences[held_out] = found.sentences
        for n, logits in zip(held_out, found.words, strict=True):
            words[n] = logits
    figures = _figures(labelled, gold, sentences, words, folds)
    RESULT.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    console.print(f"macro-F1 {figures['macro_f1']:.3f}, words F1 {figures['word_f1']:.3f}; wrote {RESULT}")


def _silver(data: Path, without: frozenset[str], work: Path) -> SentenceModel:
    kept = work / "silver.pt"
    model = SentenceModel(load_encoder(folder_of(MINILM, work)), MINILM.width)
    if kept.exists():
        model.load_state_dict(torch.load(kept, weights_only=True))
        return model
    silver = [example for example in anno_lexical(data, "train") if key(example.text) not in without]
    model = _learn(model, [*silver, *neutralised(data), *written()], SILVER, work, "silver")
    torch.save(model.state_dict(), kept)
    return model


def _learn(
    model: SentenceModel, examples: Sequence[Labelled], schedule: Schedule, work: Path, name: str
) -> SentenceModel:
    encoded = encode(_tokenizer(work), [example.text for example in examples])
    loss = SentenceLoss(examples, encoded, smoothing=0.05)
    return train(model, loss, encoded.lengths, schedule, folder=work, name=name)


def _tokenizer(work: Path) -> PreTrainedTokenizerFast:
    return load_tokenizer(folder_of(MINILM, work))


def _figures(
    labelled: Sequence[Labelled],
    gold: NDArray[np.float64],
    sentences: NDArray[np.float64],
    words: Sequence[NDArray[np.float32]],
    folds: Sequence[tuple[NDArray[np.int64], NDArray[np.int64]]],
) -> dict[str, object]:
    called = sentences > 0
    marked = [np.array(e.words or [0.0] * len(w)) for e, w in zip(labelled, words, strict=True)]
    called_words = [np.zeros(len(w)) for w in words]
    for others, held_out in folds:
        threshold = _best_threshold(
            np.concatenate([marked[n] for n in others]), np.concatenate([words[n] for n in others])
        )
        for n in held_out:
            called_words[n] = words[n] >= threshold
    return {
        "data": "BABE SG2",
        "folds": FOLDS,
        "seed": SEED,
        "sentences": len(labelled),
        "macro_f1": float(f1_score(gold, called, average="macro")),
        "weighted_f1": float(f1_score(gold, called, average="weighted")),
        "mcc": float(matthews_corrcoef(gold, called)),
        "word_f1": float(f1_score(np.concatenate(marked), np.concatenate(called_words))),
        "per_fold": [float(f1_score(gold[n], called[n], average="macro")) for _, n in folds],
        "note": NOTE,
    }


def _best_threshold(gold: NDArray[np.float64], logits: NDArray[np.float32]) -> float:
    precision, recall, thresholds = precision_recall_curve(gold, logits)
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    return float(thresholds[f1[:-1].argmax()])


if __name__ == "__main__":
    main()
