"""Train the frame model: ``python -m training.framing DATA [--out FOLDER] [--work FOLDER] [--encoder FILE]``.

A large teacher (MPNet-base) learns frames, functions and scope from exemplars written for this project. It labels news
that nobody labelled, and the exemplars' clauses put together anew; a small student learns all of it. The student begins
with what the loaded-language model, which has to be in ``models/``, has come to half-way, and has three layers of its
own. Every stage is kept in the work folder and not done again; a stage that was cut off goes on from its checkpoint.

Time on two cores that multiply bfloat16: teacher 14 minutes, its labels 8, student 22; on a GPU some minutes in all.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from rich.progress import track
from torch import nn

from analysis.models import MODELS_FOLDER, SentenceInContext
from analysis.models import SentenceModel as RuntimeModel
from analysis.models.encoder import MODEL_FILE, Encoder, Session
from analysis.models.files import ModelFiles, checked
from analysis.models.word_pieces import load_word_pieces
from training import layout
from training.cards import Card, Data, write_card
from training.console import console
from training.encoders import MINILM, MPNET, folder_of, load_encoder, load_tokenizer
from training.export import to_onnx, weights_of, write_manifest
from training.frame_exemplars import UNKNOWN, Exemplar, exemplars
from training.frame_mixtures import mixtures
from training.frame_model import FrameLoss, FrameModel, FrameTeacher, Labels, States, read, shared_states, sub_words
from training.frame_thresholds import figures, thresholds
from training.loop import Schedule, learned_once, train
from training.ranges import some
from training.sentence_model import SentenceModel, encode
from training.unlabelled import news_sentences

NAME = "framing@2"
SEED = 1
UNLABELLED, MIXED = 30_000, 40_000
# How much of an exemplar's label is the teacher's for the student; the rest is the label as it came.
TEACHER_SHARE = 0.5
# Exemplars are seen so many times as often as news, in which most frames are rare.
EXEMPLARS_SEEN = 3
TEACHER = Schedule(epochs=4, rate=5e-5, batch=16, seed=SEED, averaging=0.98, heads=20)
STUDENT = Schedule(epochs=5, rate=3e-4, batch=32, seed=SEED, averaging=0.995, heads=5)
# Sentences read before their states are put in half precision.
AT_ONCE = 1000
SEEN_GOLD = Path("tests/frame_gold/seen.jsonl")


def teacher(found: Sequence[Exemplar], work: Path) -> FrameTeacher:
    """Train the teacher on the exemplars."""

    def learn(model: FrameTeacher) -> nn.Module:
        ids = _ids([one.text for one in found], work)
        labels = np.array([one.labels for one in found])
        loss = FrameLoss(labels, sub_words(ids), weights=_rarity(labels))
        return train(model, loss, [*map(len, ids)], TEACHER, folder=work, name="teacher")

    model = FrameTeacher(load_encoder(folder_of(MPNET, work)), MPNET.width)
    return learned_once(model, work / "teacher.pt", learn)


@dataclass(frozen=True)
class Taught:
    """What the student learns of each sentence: probabilities of the keys, and the teacher's mean states."""

    labels: Labels
    means: States


def taught(model: FrameTeacher, found: Sequence[Exemplar], others: Sequence[str], work: Path) -> Taught:
    """Return what the teacher makes of exemplars and of other sentences; kept in the work folder.

    The exemplars' own labels are mixed into the teacher's; what can be argued is the teacher's. Its mean states are
    standardised.
    """
    kept = work / "taught.pt"
    if not kept.exists():
        ids = _ids([*(one.text for one in found), *others], work)
        torch.save([torch.from_numpy(each) for each in read(model, sub_words(ids), [*map(len, ids)])], kept)
    labels, means = (each.numpy() for each in torch.load(kept, weights_only=True))
    own = np.array([one.labels for one in found])
    first = labels[: len(found)]
    first[:] = np.where(own == UNKNOWN, first, TEACHER_SHARE * first + (1 - TEACHER_SHARE) * own)
    spread = means.astype(np.float32)
    return Taught(labels, ((spread - spread.mean(0)) / spread.std(0)).astype(np.float16))


def student(
    states: Sequence[States], learned: Taught, encoder: nn.Module, work: Path, *, n_exemplars: int
) -> FrameModel:
    """Train the student on the exemplars, which come first, and on what the teacher makes of other sentences."""
    seen = [*range(len(states)), *list(range(n_exemplars)) * (EXEMPLARS_SEEN - 1)]

    def learn(model: FrameModel) -> nn.Module:
        repeated = [states[number] for number in seen]
        loss = FrameLoss(learned.labels[seen], shared_states(repeated), means=learned.means[seen])
        return train(model, loss, [*map(len, repeated)], STUDENT, folder=work, name="student")

    return learned_once(FrameModel(encoder, MINILM.width), work / "student.pt", learn)


def encoder_of(file: Path, work: Path) -> nn.Module:
    """Return the loaded-language encoder as its training kept it: the student's layers begin as copies of its upper."""
    model = SentenceModel(load_encoder(folder_of(MINILM, work)), MINILM.width)
    model.load_state_dict(torch.load(file, weights_only=True))
    return model.encoder


def states_of(texts: Sequence[str], shared: RuntimeModel) -> list[States]:
    """Return the states that the student begins with, from the int8 model that it will follow."""
    return [read.states[0].astype(np.float16) for read in track(_in_parts(texts, shared), "shared layers", len(texts))]


def _in_parts(texts: Sequence[str], shared: RuntimeModel) -> Iterator[SentenceInContext]:
    for start in range(0, len(texts), AT_ONCE):
        yield from shared.read(texts[start : start + AT_ONCE])


def probabilities_of(states: Sequence[States], folder: Path) -> Labels:
    """Return what the int8 model in a folder makes of sentences."""
    session = Session(ModelFiles(folder, NAME, {}))
    logits = session.run([{"states": each.astype(np.float32)} for each in states])
    return 1 / (1 + np.exp(-np.array([found for (found,) in logits])))


def _rarity(labels: Labels) -> Labels:
    """Return by key the square root of how many sentences without it there are for one with it, at most 3."""
    present, absent = (labels == 1).sum(0), (labels == 0).sum(0)
    return np.sqrt(np.clip(absent / present, 1, 9)).astype(np.float32)


def _ids(texts: Sequence[str], work: Path) -> list[list[int]]:
    return encode(load_tokenizer(folder_of(MPNET, work)), texts).ids


def main() -> None:
    """Train, export, and say where the files are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder with newsmtsc and allsides_baly")
    parser.add_argument("--out", type=Path, default=Path("models/framing"))
    parser.add_argument("--work", type=Path, default=Path("training-work/framing"), help="stages and checkpoints")
    parser.add_argument(
        "--encoder",
        type=Path,
        default=Path("training-work/loaded_language/student.pt"),
        help="of training.loaded_language",
    )
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    options.out.mkdir(parents=True, exist_ok=True)
    found, gold = exemplars(), exemplars(SEEN_GOLD)
    news = news_sentences(options.data, UNLABELLED, SEED, without=frozenset())
    others = [*news, *mixtures([one.text for one in found], MIXED, SEED)]
    learned = taught(teacher(found, options.work), found, others, options.work)
    files = checked(MODELS_FOLDER / "loaded_language")
    shared = RuntimeModel(files, Encoder(files, load_word_pieces()))
    states = states_of([*(one.text for one in found), *others], shared)
    encoder = encoder_of(options.encoder, options.work)
    model = student(states, learned, encoder, options.work, n_exemplars=len(found))
    sequences = [{"states": each.astype(np.float32)} for each in some(states)]
    to_onnx(layout.framing, weights_of(model), sequences, options.out / MODEL_FILE)
    probabilities = probabilities_of(states_of([one.text for one in gold], shared), options.out)
    known = np.array([one.labels for one in gold])
    limits = thresholds(known, probabilities)
    write_manifest(options.out, name=NAME, settings=limits)
    write_card(options.out, _card(len(found), len(news), figures(known, probabilities, limits)))
    console.print(f"wrote {options.out}; now run: python -m benchmarks.accuracy {options.data}")


def _card(n_exemplars: int, n_news: int, of_seen: Mapping[str, float]) -> Card:
    return Card(
        title="Frame model",
        purpose="Which policy and generic frames a news sentence evokes, which of Entman's functions it has, and "
        "whether it tells a single event or context. For readers who want to see what a story is said to be about; a "
        "frame is a lens, not a fault.",
        recipe=f"A teacher ({MPNET.title}) learned from exemplars; it labelled sentences of news, and clauses of the "
        f"exemplars put together anew. The model, three layers of {MINILM.title} on top of the first three of the "
        "loaded-language encoder (5.3 million weights of its own), learned from all of them, and to foretell the "
        f"teacher's mean states. Seed {SEED}; {STUDENT.epochs} epochs; moving average of the weights. Of each scheme "
        "one threshold was chosen on a third of the hand-made gold sentences.",
        data=(
            Data(
                "Exemplars written for this project",
                "Apache-2.0",
                f"{n_exemplars:,} sentences, labelled by their authors, and {MIXED:,} mixtures of their clauses",
            ),
            Data(
                "NewsMTSC train; AllSides sample (Baly et al. 2020)",
                "MIT; Apache-2.0",
                f"{n_news:,} sentences without their labels",
            ),
        ),
        figures=of_seen,
        limits=(
            "It reads one sentence at a time: what a story as a whole is about, it only adds up.",
            "Exemplars and gold are invented sentences by the same rules, written to be clear cases: real news is less "
            "clear, and the figures on hand-made sentences are higher than those on it.",
            "Rare frames are marked too often where a story has many sentences that are about something else.",
        ),
        command="python -m training.framing DATA",
    )


if __name__ == "__main__":
    main()
