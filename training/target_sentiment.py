"""Train the target-sentiment model: ``python -m training.target_sentiment DATA [--out FOLDER] [--work FOLDER]``.

A large teacher (MPNet-base) learns from NewsMTSC; it labels the same sentences with other names in them, and names in
news that nobody labelled; a small student (MiniLM-L6) learns from all of that. Every stage is kept in the work folder
and not done again; a stage that was cut off goes on from its checkpoint.

Time on two cores that multiply bfloat16: teacher 20 minutes, its labels 5, student 15; on older processors about six
times that; on a GPU some minutes in all. ``--teacher minilm`` does without the large encoder, in a third of the time.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.metrics import accuracy_score, f1_score

from analysis.models.encoder import MODEL_FILE
from training import calibration, layout
from training.cards import Card, Data, write_card
from training.console import console
from training.encoders import BASES, MINILM, Base, folder_of, load_encoder, load_tokenizer
from training.export import to_onnx, weights_of, write_manifest
from training.loop import Schedule, learned_once, train
from training.ranges import some
from training.target_model import TargetLoss, TargetSentimentModel, encode, predict
from training.targets import LabelledTarget, marked_anew, named_in_news, newsmtsc, split_by_article, swapped
from training.word_pieces import shared_pieces

NAME = "target-sentiment@2"
SEED = 1
HELD_OUT = 0.08
UNLABELLED = 10_000
# How much of a label is the teacher's; the rest is the label as people gave it.
TEACHER_SHARE = 0.5
TEACHER_SCHEDULES = {
    "mpnet": Schedule(epochs=3, rate=3e-5, batch=32, seed=SEED, averaging=0.99),
    "minilm": Schedule(epochs=3, rate=8e-5, batch=32, seed=SEED, averaging=0.99),
}
STUDENT = Schedule(epochs=3, rate=1.2e-4, batch=32, seed=SEED, averaging=0.995)


@dataclass(frozen=True)
class Material:
    """What there is to learn from.

    Attributes:
        labelled: targets labelled by readers.
        marked: targets marked for this project.
        held_out: the same of other articles, to choose and calibrate on.
        unlabelled: the labelled sentences with other names, and names in news that nobody labelled.
    """

    labelled: list[LabelledTarget]
    marked: list[LabelledTarget]
    held_out: list[LabelledTarget]
    unlabelled: list[LabelledTarget]


def material(data: Path) -> Material:
    """Read the data."""
    labelled, held_out = split_by_article(newsmtsc(data, "train"), HELD_OUT, SEED)
    unlabelled = [*swapped(labelled, SEED), *named_in_news(data, UNLABELLED, SEED)]
    return Material(labelled, marked_anew(data), held_out, unlabelled)


def soft_labels(model: TargetSentimentModel, base: Base, found: Material, work: Path) -> list[LabelledTarget]:
    """Return every example with the teacher's probabilities; where people judged it, mixed with their label."""
    judged = [*found.labelled, *found.marked]
    kept = work / f"labels-{base.name}.pt"
    if not kept.exists():
        torch.save(torch.from_numpy(_read(model, base, [*judged, *found.unlabelled], work)), kept)
    probabilities = torch.softmax(torch.load(kept, weights_only=True), dim=1)
    people = torch.tensor([example.classes for example in judged])
    mixed = TEACHER_SHARE * probabilities[: len(people)] + (1 - TEACHER_SHARE) * people
    every = torch.cat((mixed, probabilities[len(people) :])).tolist()
    examples = (*judged, *found.unlabelled)
    return [replace(example, classes=tuple(each)) for example, each in zip(examples, every, strict=True)]


def trained(
    name: str, base: Base, examples: list[LabelledTarget], schedule: Schedule, work: Path
) -> TargetSentimentModel:
    """Train a model, or load it if that is done."""
    folder = folder_of(base, work)

    def learn(model: TargetSentimentModel) -> torch.nn.Module:
        encoded = encode(load_tokenizer(folder), [example.target for example in examples])
        loss = TargetLoss(examples, encoded, smoothing=0.05 if name.startswith("teacher") else 0.0)
        return train(model, loss, encoded.lengths, schedule, folder=work, name=name)

    return learned_once(TargetSentimentModel(load_encoder(folder), base.width), work / f"{name}.pt", learn)


def _read(model: TargetSentimentModel, base: Base, examples: list[LabelledTarget], work: Path) -> NDArray[np.float32]:
    tokenizer = load_tokenizer(folder_of(base, work))
    return predict(model, encode(tokenizer, [example.target for example in examples]), name=base.name)


def export(model: TargetSentimentModel, found: Material, work: Path, out: Path) -> Mapping[str, float]:
    """Calibrate, write int8 ONNX and manifest; return figures on what was held out."""
    weights = weights_of(model)
    pieces = shared_pieces(weights)
    encoded = encode(load_tokenizer(folder_of(MINILM, work)), [example.target for example in some(found.labelled)])
    sequences = [
        {"word_rows": pieces.rows(np.array(ids)), "target": np.array(inside, dtype=np.float32)}
        for ids, inside in zip(encoded.ids, encoded.inside, strict=True)
    ]
    to_onnx(layout.target_sentiment, weights, sequences, out / MODEL_FILE)
    gold = np.array([int(np.argmax(example.classes)) for example in found.held_out])
    logits = _read(model, MINILM, found.held_out, work)
    write_manifest(out, name=NAME, settings={"slope": calibration.classes(logits, gold)})
    return {
        "NewsMTSC train, held-out articles, macro F1": f1_score(gold, logits.argmax(1), average="macro"),
        "NewsMTSC train, held-out articles, accuracy": accuracy_score(gold, logits.argmax(1)),
    }


def _card(found: Material, base: Base, figures: Mapping[str, float]) -> Card:
    labelled = f"{len(found.labelled):,} targets; the same sentences with other names in them"
    return Card(
        title="Target-sentiment model",
        purpose="What a news sentence says or implies about one person, organisation or group in it: negative, "
        "neutral or positive. Not the sentiment of the sentence, and not whether it is deserved.",
        recipe=f"A teacher ({base.title}) learned from NewsMTSC. It gave every example below a probability; the "
        f"model, {MINILM.title} (22.7 million weights), learned those, mixed with labels where there are any. The "
        "target stands in square brackets; the classifier reads the mean of its sub-words beside that of the sentence. "
        f"Seed {SEED}; {STUDENT.epochs} epochs; moving average of the weights; calibrated by temperature on "
        f"{len(found.held_out):,} targets of articles kept apart. The devtest splits were not used.",
        data=(
            Data("NewsMTSC (Hamborg and Donnay 2021), train", "MIT", labelled),
            Data(
                "Marks made for this project on Anno-Lexical's sentences",
                "Apache-2.0; MIT",
                f"{len(found.marked):,} targets",
            ),
            Data("Anno-Lexical (Horych et al. 2025), train", "MIT", f"{UNLABELLED:,} names, without labels"),
        ),
        figures=figures,
        limits=(
            "It reads one sentence: whom a pronoun means is decided by rules before it, sometimes wrongly.",
            "Bad news about somebody often counts as negative, as readers judged it, though nobody blames them.",
            "It has learned from US political news of 2012 to 2020, mostly about politicians.",
        ),
        command="python -m training.target_sentiment DATA",
    )


def main() -> None:
    """Train, export, and say where the files are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder with newsmtsc and anno_lexical")
    parser.add_argument("--out", type=Path, default=Path("models/target_sentiment"))
    parser.add_argument(
        "--work", type=Path, default=Path("training-work/target_sentiment"), help="stages and checkpoints"
    )
    parser.add_argument("--teacher", choices=sorted(BASES), default="mpnet")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    options.out.mkdir(parents=True, exist_ok=True)
    found, base, work = material(options.data), BASES[options.teacher], options.work
    teacher = trained(f"teacher-{base.name}", base, found.labelled, TEACHER_SCHEDULES[base.name], work)
    labels = soft_labels(teacher, base, found, work)
    figures = export(trained("student", MINILM, labels, STUDENT, work), found, work, options.out)
    write_card(options.out, _card(found, base, figures))
    console.print(f"wrote {options.out}; now run: python -m benchmarks.accuracy {options.data}")


if __name__ == "__main__":
    main()
