"""Train the headline model: ``python -m training.headline_support DATA [--out FOLDER] [--work FOLDER]``.

MiniLM-L6 reads a headline beside the sentences of the story that are most like it, and learns from headlines that were
altered on purpose which of their words the story does not carry. A run that was cut off goes on from its checkpoint.

Time on two cores that multiply bfloat16: 25 minutes; on older processors two hours; on a GPU some minutes.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, roc_auc_score

from analysis.models import MODELS_FOLDER, SentenceModel
from analysis.models.encoder import MODEL_FILE, Encoder
from analysis.models.files import checked
from analysis.models.word_pieces import load_word_pieces
from training import layout
from training.cards import Card, Data, write_card
from training.console import console
from training.encoders import MINILM, folder_of, load_encoder, load_tokenizer
from training.export import to_onnx, weights_of, write_manifest
from training.headline_model import HeadlineLoss, HeadlineModel, encode, predict
from training.headlines import SEED, HeadlineExample, examples, split, told
from training.loop import Schedule, learned_once, train
from training.ranges import some
from training.sentences import UNKNOWN
from training.word_pieces import shared_pieces

NAME = "headline-support@2"
SCHEDULE = Schedule(epochs=2, rate=1.5e-4, batch=32, seed=SEED, averaging=0.99)
# Altered headlines outnumber real ones by about so much.
CARRIED_WEIGHT = 3.0


def material(data: Path) -> tuple[list[HeadlineExample], list[HeadlineExample]]:
    """Return the examples to learn from and those held out; no story has some in both."""
    files = checked(MODELS_FOLDER / "loaded_language")
    reader = SentenceModel(files, Encoder(files, load_word_pieces()))
    learned, held_out = split(told(data, reader))
    return examples(learned, reader, SEED), examples(held_out, reader, SEED)


def trained(learned: Sequence[HeadlineExample], work: Path) -> HeadlineModel:
    """Train the model, or load it if that is done."""
    folder = folder_of(MINILM, work)

    def learn(model: HeadlineModel) -> torch.nn.Module:
        encoded = encode(load_tokenizer(folder), learned)
        loss = HeadlineLoss(learned, encoded, carried_weight=CARRIED_WEIGHT)
        return train(model, loss, encoded.lengths, SCHEDULE, folder=work, name="headline")

    return learned_once(HeadlineModel(load_encoder(folder), MINILM.width), work / "model.pt", learn)


def export(model: HeadlineModel, held_out: Sequence[HeadlineExample], work: Path, out: Path) -> Mapping[str, float]:
    """Calibrate, write int8 ONNX and manifest; return figures on what was held out."""
    weights = weights_of(model)
    pieces = shared_pieces(weights)
    tokenizer = load_tokenizer(folder_of(MINILM, work))
    encoded = encode(tokenizer, some(held_out))
    sequences = [
        {
            "word_rows": pieces.rows(np.array([*top, *below])),
            "token_type_ids": np.array([0] * len(top) + [1] * len(below)),
        }
        for top, below in zip(encoded.tops, encoded.belows, strict=True)
    ]
    to_onnx(layout.headline_support, weights, sequences, out / MODEL_FILE)
    whole, words = predict(model, encode(tokenizer, held_out), name="held out")
    gold = np.array([example.carried for example in held_out])
    fitted = LogisticRegression(C=1e6, class_weight="balanced").fit(whole.reshape(-1, 1), gold)
    write_manifest(out, name=NAME, settings={"slope": float(fitted.coef_[0, 0]), "offset": float(fitted.intercept_[0])})
    marks = np.concatenate([e.doubted[: len(w)] for e, w in zip(held_out, words, strict=True)])
    doubts = np.concatenate(words)
    known = marks != UNKNOWN
    return {
        "AllSides, held-out stories, real against altered: AUC": roc_auc_score(gold, whole),
        "AllSides, held-out stories, altered words: average precision": average_precision_score(
            marks[known], doubts[known]
        ),
    }


def _card(learned: Sequence[HeadlineExample], figures: Mapping[str, float]) -> Card:
    real = sum(example.carried == 1 for example in learned)
    return Card(
        title="Headline model",
        purpose="Which words of a headline the story under it does not carry, and how likely it is the headline of "
        "that story. A second opinion beside the rules, not a verdict on whether a headline is fair.",
        recipe=f"{MINILM.title} (22.7 million weights) read headlines beside the sentences of the story that are most "
        "like them. It learned from real headlines and from the same ones altered: swapped with one on the same topic, "
        "names exchanged for others from elsewhere or from the same story, two names in each other's place, numbers "
        f"changed, content words exchanged. Seed {SEED}; {SCHEDULE.epochs} epochs; moving average of the weights. "
        "Negation and certainty were not altered: their marks alone would have given them away.",
        data=(
            Data(
                "AllSides sample (Baly et al. 2020), tuning half",
                "Apache-2.0",
                f"{real:,} headlines, {len(learned) - real:,} altered ones",
            ),
        ),
        figures=figures,
        limits=(
            "It reads the sentences of a story that are most like the headline, six at most; what others say it "
            "does not know.",
            "It has learned from US political news of 2012 to 2020.",
            "It doubts words that were put in by a program; what people overstate may look different.",
        ),
        command="python -m training.headline_support DATA",
    )


def main() -> None:
    """Train, export, and say where the files are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder with allsides_baly")
    parser.add_argument("--out", type=Path, default=Path("models/headline_support"))
    parser.add_argument("--work", type=Path, default=Path("training-work/headline_support"), help="checkpoints")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    options.out.mkdir(parents=True, exist_ok=True)
    learned, held_out = material(options.data)
    console.print(f"{len(learned):,} examples, {len(held_out):,} held out")
    figures = export(trained(learned, options.work), held_out, options.work, options.out)
    write_card(options.out, _card(learned, figures))
    console.print(f"wrote {options.out}; now run: python -m benchmarks.accuracy {options.data}")


if __name__ == "__main__":
    main()
