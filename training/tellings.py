"""Train the tellings model: ``python -m training.tellings [--out FOLDER] [--work FOLDER]``.

It learns from invented stories told by two outlets and invented facts told by four, whether two sentences tell one fact
and which mentions name one thing. Each story is learned at once: all sentences of one telling with all of the other.

Time on two cores: about half an hour. The trained weights are kept in the work folder.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from rich.progress import track
from torch import Tensor, nn

from analysis.comparison import tell
from analysis.comparison.likeness import TOLD
from analysis.models.encoder import MODEL_FILE
from analysis.reading import Resources, load_resources, read_closely
from benchmarks.comparison import read_gold
from training import layout
from training.cards import Card, Data, write_card
from training.console import console
from training.encoders import MINILM, folder_of, load_encoder, load_tokenizer
from training.export import to_onnx, weights_of, write_manifest
from training.loop import Schedule, learned_once, train
from training.ranges import some
from training.same_fact import average_precision, held_out, seen_stories
from training.tellings_model import EncodedSentence, SentenceEncoder, TellingsModel, read
from training.told import ToldStory
from training.told_facts import Fact, fact_stories, told_anew
from training.told_loss import facts_loss, names_loss
from training.told_stories import STORIES, told_story
from training.word_pieces import shared_pieces

NAME = "tellings@2"
SEED = 1
# A step learns two stories.
SCHEDULE = Schedule(epochs=2.2, rate=7e-5, batch=2, seed=SEED, averaging=0.99, heads=8.0)


@dataclass(frozen=True, eq=False)
class EncodedStory:
    """A story as the model learns it."""

    first: list[EncodedSentence]
    second: list[EncodedSentence]
    same: Tensor
    judged: Tensor

    @property
    def sentences(self) -> list[EncodedSentence]:
        """Those of the first telling, then those of the second."""
        return [*self.first, *self.second]


def told_stories(resources: Resources) -> list[ToldStory]:
    """Return the invented stories that two outlets tell; no models are needed for it."""
    golds, determiners = read_gold(str(STORIES)), resources.lexicons.words("determiners")
    readings = read_closely((article for gold in golds for article in gold.articles), resources, sentiment=False)
    return [
        told_story(gold, [tell(next(readings), resources.lexicons) for _ in gold.articles], determiners)
        for gold in track(golds, "stories", console=console)
    ]


class Stories:
    """All that is learned, by number: first the stories, then those whose facts are told anew each time."""

    def __init__(self, stories: Sequence[ToldStory], facts: Sequence[Sequence[Fact]], encoder: SentenceEncoder) -> None:
        self._encoder = encoder
        self._stories = [self._encoded(story) for story in stories]
        self._facts = facts
        self._chance = random.Random(SEED)

    @property
    def lengths(self) -> list[int]:
        """How many sentences each has."""
        found = [len(story.sentences) for story in self._stories]
        return [*found, *(sum(map(len, facts)) for facts in self._facts)]

    def __getitem__(self, number: int) -> EncodedStory:
        if number < len(self._stories):
            return self._stories[number]
        return self._encoded(told_anew(self._facts[number - len(self._stories)], self._chance))

    def _encoded(self, story: ToldStory) -> EncodedStory:
        first, second = ([self._encoder.encode(told) for told in side] for side in (story.first, story.second))
        return EncodedStory(first, second, torch.from_numpy(story.same).float(), torch.from_numpy(story.judged).float())


def trained(stories: Stories, work: Path) -> TellingsModel:
    """Return the trained model."""

    def loss(model: TellingsModel, numbers: Sequence[int], device: torch.device) -> Tensor:
        return torch.stack([loss_of(model, stories[number], device) for number in numbers]).mean()

    def learn(model: TellingsModel) -> nn.Module:
        return train(model, loss, stories.lengths, SCHEDULE, folder=work, name="tellings")

    model = TellingsModel(load_encoder(folder_of(MINILM, work)), MINILM.width)
    return learned_once(model, work / "tellings.pt", learn)


def loss_of(model: TellingsModel, story: EncodedStory, device: torch.device) -> Tensor:
    """Return what the model still has to learn of a story."""
    states, own = (nn.utils.rnn.pad_sequence(rows, batch_first=True) for rows in read(model, story.sentences, device))
    tells, counts, whole = model.compared(states, own)
    cut = len(story.first)
    logits = model.same((tells[:cut], counts[:cut], whole[:cut]), (tells[cut:], counts[cut:], whole[cut:]))
    named = model.named(states, [sentence.mentions for sentence in story.sentences])
    entities = [entity for sentence in story.sentences for entity in sentence.entities]
    facts = facts_loss(logits, story.same.to(device), story.judged.to(device))
    return facts + names_loss(named, model.scale, entities)


def main() -> None:
    """Train, export, and say where the files are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("models/tellings"))
    parser.add_argument("--work", type=Path, default=Path("training-work/tellings"), help="weights and checkpoints")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    options.out.mkdir(parents=True, exist_ok=True)
    resources = load_resources(models=None)
    told, facts = told_stories(resources), fact_stories(resources.lexicons.words("determiners"))
    console.print(f"{len(told)} stories, {len(facts)} stories of facts")
    encoder = SentenceEncoder(load_tokenizer(folder_of(MINILM, options.work)))
    stories = Stories(told, facts, encoder)
    model = trained(stories, options.work)
    sentences = some([sentence.inputs for number in range(len(told)) for sentence in stories[number].sentences])
    weights = weights_of(model)
    pieces = shared_pieces(weights)
    sequences = [
        {"word_rows": pieces.rows(each["input_ids"]), "token_type_ids": each["token_type_ids"]} for each in sentences
    ]
    to_onnx(layout.tellings, weights, sequences, options.out / MODEL_FILE)
    write_manifest(options.out, name=NAME, settings=settings_of(model))
    write_card(options.out, _card(len(told), len(facts), figures(options.out.parent)))
    console.print(f"wrote {options.out}; now run: python -m training.same_fact")


def settings_of(model: TellingsModel) -> dict[str, float]:
    """Return the numbers by which what is read is compared."""
    whole, more, less, offset = model.mix.tolist()
    slope, mention_offset = model.scale.tolist()
    return {
        "whole": whole,
        "more": more,
        "less": less,
        "offset": offset,
        "mention_slope": slope,
        "mention_offset": mention_offset,
    }


def figures(models: Path) -> dict[str, float]:
    """Return how well pairs of sentences of the seen gold stories are told apart; no model learned from them."""
    found = {}
    for what, folder in (("by words, numbers and places alone", None), ("by this model, too", models)):
        names, stories = seen_stories(folder)
        whose = f"{len(stories)} seen pairs of tests/comparison_gold, int8, average precision"
        if folder is not None:
            told = [story.rows[:, names.index(TOLD)] for story in stories]
            found[f"{whose}: by this model alone"] = average_precision(stories, told)
        found[f"{whose}: {what}"] = average_precision(stories, held_out(stories))
    return found


def _card(n_stories: int, n_facts: int, reached: dict[str, float]) -> Card:
    return Card(
        title="Tellings model",
        purpose="What a sentence tells and names, so that it is found again in another article: whether two sentences "
        "report one fact, and which of their words name the same person, group, organisation or matter. For readers "
        "who set tellings of one story side by side; the comparison weighs it together with words, numbers and the "
        "order of the telling.",
        recipe=f"{MINILM.title} reads each sentence after the end of the one before it, and learned from marked "
        "stories: which sentences of two tellings tell one fact, by how much of what either tells the other tells, "
        "too, word by word (late interaction), and which mentions name one thing. "
        f"{SCHEDULE.epochs} passes, seed {SEED}; moving average of the weights. (Of this version 160 of the "
        "stories were written while it learned, and were seen at most once.)",
        data=(
            Data(
                "Stories and facts invented for this project (training/invented)",
                "Apache-2.0",
                f"{n_stories} stories told by two outlets, and the facts of {n_facts} told by four, marked by their "
                "authors",
            ),
        ),
        figures=reached,
        limits=(
            "It sees a sentence and the end of the one before it: who “he” is further on it can but guess.",
            "What it learned from is invented: tellings whose wordings differ more than those of most real articles.",
            "One pass of marking each; on the gold pairs, two readers agree at F1 0.97 on which sentences tell one "
            "fact, and at 0.78 on who is called what.",
        ),
        command="python -m training.tellings",
    )


if __name__ == "__main__":
    main()
