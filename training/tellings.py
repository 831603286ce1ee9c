"""Train the tellings model: ``python -m training.tellings DATA [--out FOLDER] [--work FOLDER]``.

A large teacher (MPNet) learns from invented stories told by two outlets and invented facts told by four, whether two
sentences report one fact and which mentions name one thing. The student learns the same, and from what the teacher
makes of pairs of sentences of real news. It goes on from the states of the shipped loaded-language model, so train that
first.

Time on two cores: about two hours. Stages are kept in the work folder.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from rich.progress import track
from torch import Tensor, nn

from analysis.comparison import tell
from analysis.models import MODELS_FOLDER, SentenceModel, SentenceStates
from analysis.models.encoder import MODEL_FILE, Encoder
from analysis.models.files import checked
from analysis.models.tellings import inputs_of, prepared
from analysis.reading import Resources, load_resources, read_closely
from benchmarks.comparison import read_gold
from training import layout, tellings_model, tellings_teacher
from training.cards import Card, Data, write_card
from training.console import console
from training.encoders import MINILM, MPNET, folder_of, load_encoder, load_tokenizer
from training.export import to_onnx, weights_of, write_manifest
from training.framing import encoder_of
from training.loop import Schedule, learned_once, train
from training.news_pairs import news_examples
from training.ranges import some
from training.same_fact import average_precision, combined, held_out, seen_stories
from training.tellings_model import PairOfStates, narrow, pair_of_states
from training.tellings_teacher import EncodedPair, PairEncoder, TellingsTeacher
from training.told import Example
from training.told_facts import fact_examples, fact_stories
from training.told_loss import told_loss
from training.told_stories import STORIES, story_examples

NAME = "tellings@1"
SEED = 1
NEWS_PAIRS = 8_000
# As many steps as the first teacher took on a fifth of the pairs.
TEACHER = Schedule(epochs=0.5, rate=4e-5, batch=16, seed=SEED, averaging=0.99, heads=5.0)
STUDENT = Schedule(epochs=5, rate=1e-4, batch=32, seed=SEED, heads=5.0)
# Then only so many of 1,536 inner units of each layer are left, since all models together may take 80 MB.
UNITS = 640
NARROW = Schedule(epochs=2.5, rate=8e-5, batch=32, seed=SEED + 1)
AT_ONCE = 512
# The logit of a pair that likeness rules out: below all that the model gives.
UNREAD = -20.0


@dataclass(frozen=True)
class Taught:
    """What the student learns of each example.

    Attributes:
        same: how likely it is one fact.
        named: how likely each two of its mentions are of one thing, in order; :data:`UNKNOWN` counts for nothing.
    """

    same: NDArray[np.float32]
    named: list[NDArray[np.float32]]

    def __add__(self, other: Taught) -> Taught:
        return Taught(np.concatenate((self.same, other.same)), [*self.named, *other.named])


def marked_examples(resources: Resources) -> list[Example]:
    """Return what is learned from invented stories and facts; no models are needed for it."""
    golds, determiners = read_gold(str(STORIES)), resources.lexicons.words("determiners")
    readings = read_closely((article for gold in golds for article in gold.articles), resources, sentiment=False)
    found: list[Example] = []
    for gold in track(golds, "stories", console=console):
        tellings = [tell(next(readings), resources.lexicons) for _ in gold.articles]
        found += story_examples(gold, tellings, determiners, SEED)
    return [*found, *fact_examples(fact_stories(determiners), SEED)]


def marks(examples: Sequence[Example]) -> Taught:
    """Return what is marked in examples."""
    named = [np.fromiter(example.named, np.float32) for example in examples]
    return Taught(np.array([example.same for example in examples], np.float32), named)


def teacher(examples: Sequence[Example], encoder: PairEncoder, work: Path) -> TellingsTeacher:
    """Train the teacher on what is marked."""

    def learn(model: TellingsTeacher) -> nn.Module:
        pairs, learned = [encoder.encode(example) for example in examples], marks(examples)

        def loss(model: nn.Module, numbers: Sequence[int], device: torch.device) -> Tensor:
            batch = [pairs[number] for number in numbers]
            return _loss(model, tellings_teacher.taken(batch, device), learned, numbers, batch)

        return train(model, loss, [len(pair.ids) for pair in pairs], TEACHER, folder=work, name="teacher")

    model = TellingsTeacher(load_encoder(folder_of(MPNET, work)), MPNET.width)
    return learned_once(model, work / "teacher.pt", learn)


def read_by(model: TellingsTeacher, examples: Sequence[Example], encoder: PairEncoder, work: Path) -> Taught:
    """Return what the teacher makes of examples; kept in the work folder."""
    kept = work / "news.pt"
    if not kept.exists():
        found = _read_by(model, examples, encoder)
        torch.save([torch.from_numpy(each) for each in (found.same, *found.named)], kept)
    same, *named = (each.numpy() for each in torch.load(kept, weights_only=True))
    return Taught(same, named)


def _read_by(model: TellingsTeacher, examples: Sequence[Example], encoder: PairEncoder) -> Taught:
    same, rows = tellings_teacher.read(model, [encoder.encode(example) for example in examples])
    slope, offset = model.scale.tolist()
    named = []
    for vectors in rows:
        cosines = np.array([vectors[one] @ vectors[other] for one, other in combinations(range(len(vectors)), 2)])
        named.append((1 / (1 + np.exp(-(slope * cosines + offset)))).astype(np.float32))
    return Taught(same, named)


def student(pairs: Sequence[PairOfStates], learned: Taught, encoder: nn.Module, work: Path) -> nn.Module:
    """Train the model that ships: whole, and then with narrower layers."""

    def loss(model: nn.Module, numbers: Sequence[int], device: torch.device) -> Tensor:
        batch = [pairs[number] for number in numbers]
        return _loss(model, tellings_model.taken(batch, device), learned, numbers, batch)

    def learn(model: tellings_model.TellingsModel, schedule: Schedule, name: str) -> nn.Module:
        lengths = [pair.length for pair in pairs]
        return learned_once(
            model, work / f"{name}.pt", lambda begun: train(begun, loss, lengths, schedule, folder=work, name=name)
        )

    whole = learn(tellings_model.TellingsModel(encoder, MINILM.width), STUDENT, "student")
    return learn(narrow(whole, UNITS), NARROW, "narrow")


def _loss(
    model: nn.Module,
    taken: tuple[object, ...],
    learned: Taught,
    numbers: Sequence[int],
    batch: Sequence[EncodedPair | PairOfStates],
) -> Tensor:
    return told_loss(
        model(*taken),
        model.scale,
        learned.same[list(numbers)],
        [learned.named[number] for number in numbers],
        [len(pair.mentions) for pair in batch],
    )


def states_of(examples: Sequence[Example], shared: SentenceModel) -> list[PairOfStates]:
    """Return examples as the student reads them, from the int8 model that it goes on from."""
    sides = [(side.before, side.text) for example in examples for side in (example.first, example.second)]
    different = list(dict.fromkeys(sides))
    kept: dict[tuple[str, str], SentenceStates] = {}
    for start in track(range(0, len(different), AT_ONCE), "shared layers", console=console):
        batch = different[start : start + AT_ONCE]
        kept |= zip(batch, prepared(batch, shared), strict=True)
    read = (kept[side] for side in sides)
    return [pair_of_states(example, next(read), next(read)) for example in examples]


def main() -> None:
    """Train, export, and say where the files are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder with allsides_baly")
    parser.add_argument("--out", type=Path, default=Path("models/tellings"))
    parser.add_argument("--work", type=Path, default=Path("training-work/tellings"), help="stages and checkpoints")
    parser.add_argument(
        "--encoder",
        type=Path,
        default=Path("training-work/loaded_language/student.pt"),
        help="of training.loaded_language",
    )
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    options.out.mkdir(parents=True, exist_ok=True)
    resources = load_resources(models=None)
    marked = marked_examples(resources)
    news = news_examples(options.data, NEWS_PAIRS, SEED, resources.pipeline)
    console.print(f"{len(marked)} marked pairs, {len(news)} of news")
    encoder = PairEncoder(load_tokenizer(folder_of(MPNET, options.work)))
    learned = marks(marked) + read_by(teacher(marked, encoder, options.work), news, encoder, options.work)
    files = checked(MODELS_FOLDER / "loaded_language")
    pairs = states_of([*marked, *news], SentenceModel(files, Encoder(files)))
    model = student(pairs, learned, encoder_of(options.encoder, options.work), options.work)
    inputs = [inputs_of(pair.first, pair.second) for pair in some(pairs)]
    to_onnx(layout.tellings, weights_of(model), inputs, options.out / MODEL_FILE)
    slope, offset = model.scale.tolist()
    write_manifest(options.out, name=NAME, settings={"mention_slope": slope, "mention_offset": offset})
    write_card(options.out, _card(len(marked), len(news), figures(options.out.parent)))
    console.print(f"wrote {options.out}; now run: python -m training.same_fact")


def figures(models: Path) -> dict[str, float]:
    """Return how well pairs of sentences of the seen gold stories are told apart; no model learned from them."""
    _, stories = seen_stories(models)
    likely = held_out(stories)
    said = [story.read(table) for story, table in zip(stories, likely, strict=True)]
    alone = [np.where(np.isnan(each), UNREAD, each) for each in said]
    whose = f"{len(stories)} seen pairs of tests/comparison_gold, int8, average precision"
    return {
        f"{whose}: by likeness": average_precision(stories, likely),
        f"{whose}: by this model": average_precision(stories, alone),
        f"{whose}: by both": average_precision(stories, combined(stories, likely, said)),
    }


def _card(n_marked: int, n_news: int, reached: Mapping[str, float]) -> Card:
    return Card(
        title="Tellings model",
        purpose="Whether two sentences of different articles report one fact, and which of their words name the same "
        "person, group, organisation or matter. For readers who set tellings of one story side by side; the comparison "
        "weighs it together with words, numbers and the order of the telling.",
        recipe=f"A teacher ({MPNET.title}) learned from marked pairs. The model, three layers of {MINILM.title} on top "
        "of the first three of the loaded-language encoder (3.3 million weights of its own), which read two sentences "
        "side by side, learned from the marks too, and from what the teacher makes of pairs of news sentences. "
        "(Of this version the teacher had learned from the 82 stories and 18 stories of facts that were written first, "
        "the model at first from 84 of the 107 stories of facts.) "
        f"Of the 1,536 inner units of each layer the {UNITS} through which most flows were left after {STUDENT.epochs} "
        f"epochs, and trained for {NARROW.epochs} more. Seed {SEED}; moving average of the weights.",
        data=(
            Data(
                "Stories and facts invented for this project (training/invented)",
                "Apache-2.0",
                f"{n_marked:,} pairs of sentences, marked by their authors",
            ),
            Data("AllSides sample (Baly et al. 2020)", "Apache-2.0", f"{n_news:,} pairs of sentences without labels"),
        ),
        figures=reached,
        limits=(
            "It sees two sentences, and of what stands before each only a summary: who “he” is it can but guess.",
            "What it learned from is invented: tellings whose wordings differ more than those of most real articles.",
            "One pass of marking each; readers would differ on some pairs.",
        ),
        command="python -m training.tellings DATA",
    )


if __name__ == "__main__":
    main()
