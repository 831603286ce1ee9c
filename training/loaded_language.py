"""Train the loaded-language model: ``python -m training.loaded_language DATA [--out FOLDER] [--work FOLDER]``.

A large teacher (MPNet-base) learns from silver labels and people's; it labels every sentence, and news that nobody
labelled, with probabilities; a small student (MiniLM-L6) learns those, and to keep its embeddings. Every stage is kept
in the work folder and not done again; a stage that was cut off goes on from its checkpoint.

Time on two cores that multiply bfloat16: teacher 25 minutes, its labels 5, student 15; on older processors about six
times that; on a GPU some minutes in all. ``--teacher minilm`` does without the large encoder, in a third of the time.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score, f1_score, matthews_corrcoef, roc_auc_score

from analysis.models.encoder import MODEL_FILE
from training import calibration, layout
from training.cards import Card, Data, write_card
from training.console import console
from training.encoders import BASES, MINILM, Base, folder_of, load_encoder, load_tokenizer
from training.export import to_onnx, weights_of, write_manifest
from training.loop import Schedule, learned_once, train
from training.ranges import some
from training.sentence_model import Encoded, Predicted, SentenceLoss, SentenceModel, encode, predict
from training.sentences import UNKNOWN, Labelled, anno_lexical, babe, key, marked_anew, mbic, neutralised, rows, written
from training.unlabelled import news_sentences
from training.word_pieces import shared_pieces

NAME = "loaded-language@2"
SEED = 1
UNLABELLED = 12_000
# How much of a silver label is the teacher's; the rest is the label as it came.
TEACHER_SHARE = 0.7
# Of MBIC's sentences, kept from the student to calibrate word probabilities on.
HELD_OUT = 0.15
TEACHER_SCHEDULES = {
    "mpnet": Schedule(epochs=1, rate=4e-5, batch=48, seed=SEED, averaging=0.99),
    "minilm": Schedule(epochs=1, rate=8e-5, batch=48, seed=SEED, averaging=0.99),
}
STUDENT = Schedule(epochs=2, rate=1.2e-4, batch=48, seed=SEED, averaging=0.995)


@dataclass(frozen=True)
class Material:
    """What there is to learn from.

    Attributes:
        silver: sentences labelled by language models.
        crowd: sentences with words marked by readers.
        edited: sentences with words that editors took out.
        written: sentences written for this project.
        marked: sentences, by text, whose words were marked for this project.
        held_out: sentences of the crowd for calibration.
        unlabelled: news sentences.
    """

    silver: list[Labelled]
    crowd: list[Labelled]
    edited: list[Labelled]
    written: list[Labelled]
    marked: dict[str, Labelled]
    held_out: list[Labelled]
    unlabelled: list[str]


def material(data: Path, *, with_babe: bool) -> Material:
    """Read the data; no sentence of BABE's v3 test split is ever among it."""
    test = frozenset(key(row["text"]) for row in rows(data / "babe" / "babe_v3_test.csv.gz"))
    crowd = mbic(data, without=test)
    random.Random(SEED).shuffle(crowd)
    cut = round(HELD_OUT * len(crowd))
    experts = babe(data / "babe" / "babe_v3_train_dev.csv.gz") if with_babe else []
    experts = [example for example in experts if key(example.text) not in test]
    return Material(
        anno_lexical(data, "train"),
        [*crowd[cut:], *experts],
        neutralised(data),
        written(),
        marked_anew(data, without=test) | {example.text: example for example in experts},
        crowd[:cut],
        news_sentences(data, UNLABELLED, SEED, without=test),
    )


def teacher(base: Base, found: Material, work: Path) -> SentenceModel:
    """Train the teacher on silver labels and people's; what readers marked, which is little, is seen twice."""
    examples = [*found.silver, *(found.crowd + found.held_out) * 2, *found.edited]
    return _trained(f"teacher-{base.name}", base, examples, TEACHER_SCHEDULES[base.name], work)


def student(found: Material, labels: dict[str, Labelled], work: Path) -> SentenceModel:
    """Train the student: probabilities from the teacher, word marks where there are any, embeddings kept."""
    marked = [
        replace(example, loaded=(example.loaded + labels[text].loaded) / 2)
        for text, example in found.marked.items()
        if text in labels
    ]
    examples = [
        *(labels[example.text] for example in (*found.silver, *found.crowd) if example.text not in found.marked),
        *(labels[text] for text in found.unlabelled),
        *(replace(example, loaded=labels[example.text].loaded) for example in found.edited),
        *marked * 2,
        *found.written * 2,
    ]
    return _trained("student", MINILM, examples, STUDENT, work, keep_embeddings=True)


def soft_labels(model: SentenceModel, base: Base, found: Material, work: Path) -> dict[str, Labelled]:
    """Return, by text, every sentence with the teacher's probabilities, mixed with the label that it came with."""
    known = {example.text: example for example in (*found.silver, *found.crowd, *found.edited)}
    texts = list(dict.fromkeys((*known, *found.unlabelled)))
    kept = work / f"labels-{base.name}.pt"
    if not kept.exists():
        read = _read(model, base, texts, work)
        torch.save((torch.from_numpy(read.sentences), [torch.from_numpy(words) for words in read.words]), kept)
    sentences, words = torch.load(kept, weights_only=True)
    found_labels = {}
    for text, logit, word_logits in zip(texts, sentences.tolist(), words, strict=True):
        probability = float(1 / (1 + np.exp(-logit)))
        own = known[text].loaded if text in known else UNKNOWN
        mixed = probability if own == UNKNOWN else TEACHER_SHARE * probability + (1 - TEACHER_SHARE) * own
        found_labels[text] = Labelled(text, mixed, tuple(torch.sigmoid(word_logits).tolist()))
    return found_labels


def _trained(
    name: str, base: Base, examples: list[Labelled], schedule: Schedule, work: Path, *, keep_embeddings: bool = False
) -> SentenceModel:

    def learn(model: SentenceModel) -> torch.nn.Module:
        encoded = _encoded(base, [example.text for example in examples], work)
        embeddings = _embeddings(base, [example.text for example in examples], work) if keep_embeddings else None
        loss = SentenceLoss(examples, encoded, smoothing=0.05, embeddings=embeddings)
        return train(model, loss, encoded.lengths, schedule, folder=work, name=name)

    model = SentenceModel(load_encoder(folder_of(base, work)), base.width)
    return learned_once(model, work / f"{name}.pt", learn)


def _encoded(base: Base, texts: list[str], work: Path) -> Encoded:
    return encode(load_tokenizer(folder_of(base, work)), texts)


def _read(model: SentenceModel, base: Base, texts: list[str], work: Path) -> Predicted:
    return predict(model, _encoded(base, texts, work), texts, name=base.name)


def _embeddings(base: Base, texts: list[str], work: Path) -> NDArray[np.float32]:
    """Return the embeddings of the encoder as it came, the same for each copy of a sentence."""
    distinct = list(dict.fromkeys(texts))
    untouched = SentenceModel(load_encoder(folder_of(base, work)), base.width)
    place = {text: number for number, text in enumerate(distinct)}
    return _read(untouched, base, distinct, work).embeddings[[place[text] for text in texts]]


def export(model: SentenceModel, found: Material, data: Path, work: Path, out: Path) -> Mapping[str, float]:
    """Calibrate, write int8 ONNX and manifest; return figures on what was held out."""
    weights = weights_of(model)
    pieces = shared_pieces(weights)
    encoded = _encoded(MINILM, some([example.text for example in found.silver]), work)
    sequences = [{"word_rows": pieces.rows(np.array(ids))} for ids in encoded.ids]
    to_onnx(layout.loaded_language, weights, sequences, out / MODEL_FILE)
    silver = anno_lexical(data, "dev")
    sentences = _read(model, MINILM, [example.text for example in silver], work).sentences
    words = _read(model, MINILM, [example.text for example in found.held_out], work).words
    marked = [found.marked.get(example.text, example) for example in found.held_out]
    settings = calibration.sentences(sentences, silver) | calibration.words(words, marked)
    write_manifest(out, name=NAME, settings=settings)
    gold = np.array([example.loaded for example in silver])
    return {
        "Anno-Lexical dev (silver labels), F1 of loaded": f1_score(gold, sentences > 0),
        "Anno-Lexical dev (silver labels), MCC": matthews_corrcoef(gold, sentences > 0),
        "Anno-Lexical dev (silver labels), AUC": roc_auc_score(gold, sentences),
        "MBIC, held-out sentences, words: average precision": average_precision_score(
            np.concatenate([example.words for example in marked]), np.concatenate(words)
        ),
    }


def _card(found: Material, base: Base, figures: Mapping[str, float], *, with_babe: bool) -> Card:
    learned = [
        Data("Anno-Lexical (Horych et al. 2025), train", "MIT", f"{len(found.silver):,} sentences, silver labels"),
        Data("MBIC (Spinde et al. 2021)", "Apache-2.0", f"{len(found.crowd):,} sentences, marked words"),
        Data("Wiki Neutrality Corpus, sample (Pryzant et al. 2020)", "MIT", f"{len(found.edited):,} sentences"),
        Data("Sentences written for this project", "Apache-2.0", f"{len(found.written):,} sentences, marked words"),
        Data("Marks made for this project on Anno-Lexical and MBIC", "Apache-2.0", f"{len(found.marked):,} sentences"),
        Data("NewsMTSC train; AllSides sample (Baly et al. 2020)", "MIT; Apache-2.0", "sentences without their labels"),
    ]
    if with_babe:
        learned.append(Data("BABE v3 train_dev (Spinde et al. 2021)", "AGPL-3.0", "sentences and marked words"))
    return Card(
        title="Loaded-language model",
        purpose="How likely a news sentence, and each of its words, is loaded: judges while it reports. For readers "
        "who want to see which words to weigh, not for verdicts on an outlet or an author.",
        recipe=f"A teacher ({base.title}) learned from the labels below. It gave every sentence a probability; the "
        f"model, {MINILM.title} (22.7 million weights), learned those, word marks, and to keep the sentence embeddings "
        f"that it had. Seed {SEED}; {STUDENT.epochs} epochs; moving average of the weights. Sentence probabilities are "
        "calibrated on Anno-Lexical's dev split, those of words on sentences of MBIC that were kept apart. No sentence "
        "of BABE's v3 test split was among the training data. BABE v3 train_dev, without MBIC's sentences, served to "
        "choose between recipes.",
        data=learned,
        figures=figures,
        limits=(
            "It reads one sentence at a time: irony, insinuation by order and by omission are not seen.",
            "It has learned from US English news and opinion of 2010 to 2024; elsewhere it is untested.",
            "What people call loaded differs: readers' and experts' word marks on the same sentences agree at F1 0.48.",
            "Opinion and loaded wording often go together; an honest opinion may be called loaded.",
        ),
        command="python -m training.loaded_language DATA" + (" --with-babe --out FOLDER" if with_babe else ""),
        licence="under BABE's AGPL-3.0: not to be passed on with this project" if with_babe else "Apache-2.0",
    )


def main() -> None:
    """Train, export, and say where the files are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "data", type=Path, help="folder with anno_lexical, mbic, wnc_sample, newsmtsc, allsides_baly, babe"
    )
    parser.add_argument("--out", type=Path, default=Path("models/loaded_language"))
    parser.add_argument(
        "--work", type=Path, default=Path("training-work/loaded_language"), help="stages and checkpoints"
    )
    parser.add_argument("--teacher", choices=sorted(BASES), default="mpnet")
    parser.add_argument(
        "--with-babe", action="store_true", help="add BABE (AGPL-3.0): for weights that you do not pass on"
    )
    options = parser.parse_args()
    if options.with_babe and options.out == parser.get_default("out"):
        parser.error("weights trained on BABE may not ship with the project: name another folder with --out")
    options.work.mkdir(parents=True, exist_ok=True)
    options.out.mkdir(parents=True, exist_ok=True)
    found, base = material(options.data, with_babe=options.with_babe), BASES[options.teacher]
    labels = soft_labels(teacher(base, found, options.work), base, found, options.work)
    figures = export(student(found, labels, options.work), found, options.data, options.work, options.out)
    write_card(options.out, _card(found, base, figures, with_babe=options.with_babe))
    console.print(f"wrote {options.out}; now run: python -m benchmarks.accuracy {options.data}")


if __name__ == "__main__":
    main()
