"""The benchmarks' measures on answers worked out by hand, their data formats, and the log of looks."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

from analysis.models import SentenceInContext, Target, TargetSentiment, WordProbability
from analysis.reading import Resources
from benchmarks import accuracy, agreement, in_domain, looks, results, speed, target_sentiment
from benchmarks.labelled_sentences import Sentence, checkthat, key, keys, labelled, without
from benchmarks.loaded_language import Answer
from benchmarks.loaded_model import COLUMNS, answers_to, model_row, sentences_section
from benchmarks.loaded_model_words import gather, highest, words_section
from benchmarks.loaded_splits import DEVELOPMENT, TEST, Split, all_splits
from benchmarks.marked_words import marked
from benchmarks.model_speed import averaged
from benchmarks.published import Published, rows
from benchmarks.weights import Weights

WEIGHTS = Weights("tiny@1", "0123456789ab", 1.5)
EMBEDDING = np.ones(1, dtype=np.float32)
# 3 right of 4 that are, 1 wrong of 6 that are not: true negatives 5, false positives 1, false negatives 1, true 3.
GOLD = [1, 1, 1, 1, 0, 0, 0, 0, 0, 0]
FOUND = [1, 1, 1, 0, 1, 0, 0, 0, 0, 0]


class WordListModel:
    """Stands in for the loaded-language model: a sentence or word is loaded if it has a word of the list."""

    def __init__(self, *listed: str) -> None:
        self.listed = listed

    def read(self, texts: Sequence[str]) -> list[SentenceInContext]:
        """Read as the model does."""
        return [self._one(text) for text in texts]

    def _one(self, text: str) -> SentenceInContext:
        starts = [text.find(word) for word in self.listed if word in text]
        words = tuple(WordProbability(start, text.find(" ", start), 0.9) for start in starts)
        return SentenceInContext(0.8 if words else 0.1, words, EMBEDDING, ())


class AlwaysNegative:
    """Stands in for the target-sentiment model."""

    def read(self, targets: Sequence[Target]) -> list[TargetSentiment]:
        """Read as the model does."""
        return [TargetSentiment(0.6, 0.3, 0.1) for _ in targets]


@pytest.fixture
def results_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty results file in the place of the project's own."""
    path = tmp_path / "RESULTS.md"
    monkeypatch.setattr(results, "RESULTS", path)
    return path


def write_csv(path: Path, lines: Sequence[Mapping[str, str]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = io.StringIO()
    writer = csv.DictWriter(text, list(lines[0]))
    writer.writeheader()
    writer.writerows(lines)
    path.write_bytes(gzip.compress(text.getvalue().encode()))
    return path


def write_lines(path: Path, lines: Sequence[object]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress("\n".join(json.dumps(line) for line in lines).encode()))
    return path


@pytest.mark.parametrize(
    ("metric", "expected"),
    [
        (agreement.precision, 3 / 4),
        (agreement.recall, 3 / 4),
        (agreement.f1, 6 / 8),
        (agreement.macro_f1, (6 / 8 + 10 / 12) / 2),
        (agreement.weighted_f1, 0.4 * 6 / 8 + 0.6 * 10 / 12),
        (agreement.accuracy, 8 / 10),
        (agreement.mean_recall, (3 / 4 + 5 / 6) / 2),
        (agreement.mcc, (3 * 5 - 1 * 1) / (4 * 4 * 6 * 6) ** 0.5),
    ],
)
def test_measures_of_two_classes(metric: agreement.Metric, expected: float) -> None:
    assert metric(agreement.tally(GOLD, FOUND).sum(0)) == pytest.approx(expected)


def test_measures_of_three_classes() -> None:
    counts = agreement.tally([0, 0, 1, 2, 2, 2], [0, 1, 1, 2, 2, 0], classes=3).sum(0)
    assert agreement.f1_of_classes(counts).tolist() == pytest.approx([2 / 4, 2 / 3, 4 / 5])
    assert agreement.macro_f1(counts) == pytest.approx((2 / 4 + 2 / 3 + 4 / 5) / 3)
    assert agreement.mean_recall(counts) == pytest.approx((1 / 2 + 1 + 2 / 3) / 3)


@pytest.mark.parametrize("answer", [0, 1])
def test_a_constant_answer_correlates_with_nothing(answer: int) -> None:
    counts = agreement.tally(GOLD, [answer] * len(GOLD)).sum(0)
    assert agreement.mcc(counts) == 0
    assert 0 <= agreement.macro_f1(counts) <= 0.5


def test_measures_keep_the_axes_before_the_tables() -> None:
    one = agreement.tally(GOLD, FOUND).sum(0)
    other = agreement.tally(GOLD, GOLD).sum(0)
    assert agreement.mcc(np.stack([one, other])).tolist() == pytest.approx([14 / 24, 1])
    assert agreement.weighted_f1(np.stack([one, other]))[1] == 1


def test_tables_of_one_group_are_added_up() -> None:
    sums = agreement.gathered(agreement.tally([1, 1, 0], [1, 0, 0]), [0, 2, 2], 3)
    assert sums.tolist() == [[[0, 0], [0, 1]], [[0, 0], [0, 0]], [[1, 0], [1, 0]]]


def test_an_interval_holds_its_value_and_narrows_with_more_sentences() -> None:
    def ends(times: int) -> tuple[float, float, float]:
        value, _, interval = agreement.with_interval(
            agreement.f1, agreement.tally(GOLD * times, FOUND * times)
        ).partition(" ")
        low, high = interval.strip("()").split("–")
        return float(value), float(low), float(high)

    few, many = ends(4), ends(40)
    assert few[0] == many[0] == 0.75
    assert few[1] < many[1] < 0.75 < many[2] < few[2]


def test_an_interval_is_the_same_on_every_run() -> None:
    tables = agreement.tally(GOLD, FOUND)
    assert agreement.with_interval(agreement.mcc, tables) == agreement.with_interval(agreement.mcc, tables)


@pytest.mark.parametrize(
    ("probabilities", "outcomes", "expected"),
    [
        ([0.0, 1.0], [0, 1], 0),
        ([0.75, 0.75, 0.75, 0.75], [1, 1, 1, 0], 0),
        ([0.95, 0.95], [1, 0], 0.45),
        ([0.15, 0.95, 0.95], [0, 1, 1], (0.15 + 0.1) / 3),
        # Too low in one bin and too high in another do not cancel.
        ([0.25, 0.85], [1, 0], (0.75 + 0.85) / 2),
    ],
)
def test_calibration_error(probabilities: list[float], outcomes: list[int], expected: float) -> None:
    assert agreement.calibration_error(probabilities, outcomes) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("higher", "lower", "expected"),
    [([2, 3], [0, 1], 1), ([0], [1, 2], 0), ([1, 1], [1], 0.5), ([3, 1], [2, 1], (1 + 1 + 0 + 0.5) / 4)],
)
def test_auc_counts_a_tie_as_half(higher: list[float], lower: list[float], expected: float) -> None:
    assert agreement.auc(higher, lower) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("gold", "scores", "expected"),
    [
        ([1, 0, 1, 0], [0.9, 0.8, 0.7, 0.1], (1 + 2 / 3) / 2),
        ([0, 1], [0.9, 0.1], 0.5),
        ([1, 0], [0.5, 0.5], 0.5),
        ([0, 0], [0.5, 0.1], 0),
    ],
)
def test_average_precision(gold: list[int], scores: list[float], expected: float) -> None:
    assert agreement.average_precision(np.array(gold, dtype=bool), scores) == pytest.approx(expected)


def test_both_label_styles_are_read_and_disagreement_is_left_out(tmp_path: Path) -> None:
    experts = write_csv(
        tmp_path / "experts.csv.gz",
        [
            {"text": "Mayor Ana Reyes slammed it.", "label_bias": "Biased", "biased_words": "['slammed']"},
            {"text": "The council met, twice.", "label_bias": "Non-biased", "biased_words": "[]"},
            {"text": "Nobody agreed.", "label_bias": "No agreement", "biased_words": ""},
        ],
    )
    numbers = write_csv(
        tmp_path / "numbers.csv.gz", [{"text": "It rained.", "label": "0"}, {"text": "Vile!", "label": "1"}]
    )
    assert labelled(experts) == [
        Sentence("Mayor Ana Reyes slammed it.", True, ("slammed",)),
        Sentence("The council met, twice.", False),
    ]
    assert labelled(numbers) == [Sentence("It rained.", False), Sentence("Vile!", True)]


def test_checkthat_is_read_with_its_columns_in_any_order_and_marks_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "test.tsv"
    path.write_text(
        'sentence\tlabel\tsentence_id\n"A farce, she thought.\tSUBJ\t1\nIt rained.\tOBJ\t2\n', encoding="utf-8"
    )
    assert checkthat(path) == [Sentence('"A farce, she thought.', True), Sentence("It rained.", False)]


def test_copies_of_a_sentence_are_found_whatever_their_spacing_case_and_marks(tmp_path: Path) -> None:
    known = keys(write_csv(tmp_path / "known.csv.gz", [{"sentence": "The “Mayor” spoke ."}]), "sentence")
    assert without([Sentence("the mayor spoke", True), Sentence("The mayors spoke", True)], known) == [
        Sentence("The mayors spoke", True)
    ]
    assert key("U.S.—Pact") == "uspact"


def test_targets_keep_their_place_class_and_sentence(tmp_path: Path) -> None:
    path = write_lines(
        tmp_path / "part.jsonl.gz",
        [
            {"sentence_normalized": "Reyes failed Olin.", "targets": [{"from": 0, "to": 5, "polarity": 2.0}]},
            {
                "sentence_normalized": "Olin met Reyes.",
                "targets": [{"from": 0, "to": 4, "polarity": 4.0}, {"from": 9, "to": 14, "polarity": 6.0}],
            },
        ],
    )
    found = target_sentiment.newsmtsc(path)
    assert [(t.target.text[t.target.start : t.target.end], t.polarity, t.sentence) for t in found] == [
        ("Reyes", 0, 0),
        ("Olin", 1, 1),
        ("Reyes", 2, 1),
    ]


@pytest.mark.parametrize(
    ("stretches", "expected"),
    [
        (("slammed",), {"slammed"}),
        (("Slammed the door",), {"slammed", "the", "door"}),
        (("slam",), set()),
        (("so-called",), {"so-called"}),
        (("called",), {"so-called"}),
        (("", " "), set()),
    ],
)
def test_a_marked_stretch_marks_whole_words(stretches: tuple[str, ...], expected: set[str]) -> None:
    text = "He slammed the door on the so-called pact."
    found = {text[start:].split()[0].strip(".") for start in marked(Sentence(text, True, stretches))}
    assert found == expected


def test_a_word_takes_the_highest_probability_of_the_models_words_that_it_shares_a_character_with() -> None:
    words = (WordProbability(0, 4, 0.2), WordProbability(4, 9, 0.7), WordProbability(10, 12, 0.9))
    assert highest(words, 2, 9) == 0.7
    assert highest(words, 9, 10) == 0


def test_word_figures_on_two_sentences() -> None:
    sentences = [Sentence("A vile plan passed today.", True, ("vile",)), Sentence("The slammed door shut.", False)]
    model = WordListModel("vile", "slammed")
    texts = [sentence.text for sentence in sentences]
    read = dict(zip(texts, model.read(texts), strict=True))
    lexicon = {texts[0]: Answer(frozenset({2}), 1.0), texts[1]: Answer(frozenset(), 0.0)}
    words = gather(sentences, read, lexicon)
    assert words.sentence.tolist() == [0] * 5 + [1] * 4
    assert np.flatnonzero(words.marked).tolist() == np.flatnonzero(words.lexicon).tolist() == [1]
    assert np.flatnonzero(words.probability > 0).tolist() == [1, 6]
    text = words_section(sentences, read, lexicon, threshold=0.5, weights=WEIGHTS)
    lines = {
        line.split("|")[1].strip(): [cell.strip() for cell in line.split("|")[2:5]]
        for line in text.splitlines()
        if "|" in line
    }
    assert lines["tiny@1"][:2] == ["0.500", "1.000"]
    assert lines["model and lexicon"][:2] == ["1.000", "1.000"]
    assert lines["every word"][:2] == ["0.111", "1.000"]


def test_the_sentence_section_sets_ours_beside_floors_and_published_figures(resources: Resources) -> None:
    sentences = [
        Sentence("The vile mayor spoke at noon.", True),
        Sentence("The vile plan passed.", False),
        Sentence("The council met at noon.", False),
        Sentence("The council met again.", False),
    ]
    split = Split("Invented", "Two words on it.", sentences, (Published("theirs", {"F1": 0.5}, "Someone 2020"),))
    answers = answers_to(sentences, WordListModel("vile"), resources)
    assert model_row(split, answers, "tiny@1")[0] == "tiny@1"
    ours = dict(zip(COLUMNS, model_row(split, answers, "tiny@1")[1:], strict=False))
    assert ours["F1"].startswith("0.667 ")
    # Bins: two at 0.1 (none loaded), two at 0.8 (one loaded).
    assert ours["ECE"] == f"{(2 * 0.1 + 2 * 0.3) / 4:.3f}"
    assert ours["AUC"] == f"{(1 + 1 + 0.5) / 3:.3f}"
    text = sentences_section([split], answers, WEIGHTS)
    assert "**Invented**: 4 sentences, 1 loaded. Two words on it." in text
    assert "| theirs | 0.500 | – | – | – | – | – | Someone 2020 |" in text
    assert "| majority | 0.000 | 0.000 |" in text
    assert str(WEIGHTS) in text


def test_no_split_but_the_test_split_shares_a_sentence_with_the_training_data(tmp_path: Path) -> None:
    trained, tested, fresh = "Trained on this.", "Tested on this.", "Never seen before."
    every = [{"text": text, "label": "1"} for text in (trained, tested, fresh)]
    for name in ("babe/babe_v3_train_dev", "nuda/nuda", "anno_lexical/test"):
        write_csv(tmp_path / f"{name}.csv.gz", every)
    write_csv(tmp_path / "babe" / "babe_sg2.csv.gz", [{"text": row["text"], "label_bias": "Biased"} for row in every])
    write_csv(tmp_path / "babe" / "babe_v3_test.csv.gz", every[1:2])
    write_csv(tmp_path / "babe" / "babe_sg1.csv.gz", every[:1])
    write_csv(tmp_path / "mbic" / "mbic_sentences.csv.gz", [{"sentence": trained}])
    for name in ("train", "dev"):
        write_csv(tmp_path / "anno_lexical" / f"{name}.csv.gz", every[:1])
    folder = tmp_path / "checkthat_subjectivity"
    folder.mkdir()
    for name in ("dev_test_en.tsv", "test_en_labeled.tsv"):
        (folder / name).write_text(f"sentence\tlabel\n{trained}\tSUBJ\n{fresh}\tOBJ\n", encoding="utf-8")
    splits = {split.name: [sentence.text for sentence in split.sentences] for split in all_splits(tmp_path)}
    assert splits[TEST] == [tested]
    assert splits["BABE SG2, zero-shot"] == [tested, fresh]
    assert splits["BABE SG2, zero-shot, without the test split of v3"] == [fresh]
    assert splits["CheckThat! 2025 test"] == [fresh]
    assert {name for name, texts in splits.items() if trained in texts} == set()
    assert fresh in splits[DEVELOPMENT]


def test_target_figures_on_three_targets() -> None:
    text = "Olin failed Reyes."
    targets = [target_sentiment.LabelledTarget(Target(text, 0, 4), polarity, n) for n, polarity in enumerate((0, 0, 2))]
    row = target_sentiment.model_row(targets, AlwaysNegative(), "tiny@1")
    figures = dict(zip(target_sentiment.COLUMNS, row[1:], strict=False))
    assert figures["accuracy"].startswith("0.667 ")
    assert figures["macro F1"].startswith(f"{0.8 / 3:.3f} ")
    assert figures["mean recall"].startswith("0.333 ")
    assert figures["ECE"] == f"{2 / 3 - 0.6:.3f}"
    assert [row[0] for row in target_sentiment.other_rows(targets)][-1] == "majority (negative)"


def test_a_figure_that_was_not_published_is_a_dash() -> None:
    assert rows([Published("theirs", {"F1": 0.5}, "Someone")], ("F1", "MCC")) == [("theirs", "0.500", "–", "Someone")]


def test_a_section_is_replaced_and_the_others_are_kept(results_file: Path) -> None:
    results.write_section("One", "first")
    results.write_section("Two", "second")
    results.write_section("One", "third")
    assert results.read_section("One") == "third"
    assert results.read_section("Two") == "second"
    assert results.read_section("Three") == ""
    assert results_file.read_text(encoding="utf-8").count("## ") == 2


def test_each_model_file_is_logged_once_for_a_split_and_never_forgotten(results_file: Path) -> None:
    other = Weights("tiny@1", "ba9876543210", 1.5)
    looks.log([looks.look(WEIGHTS, "test", "F1 0.5", "a | first\nlook")])
    looks.log([looks.look(WEIGHTS, "test", "F1 0.6", "again"), looks.look(WEIGHTS, "another test", "F1 0.7", "")])
    results.write_section("Elsewhere", "text")
    looks.log([looks.look(other, "test", "F1 0.8", "retrained")])
    found = [(entry.sha256, entry.split, entry.figures, entry.note) for entry in looks.logged()]
    assert found == [
        ("0123456789ab", "test", "F1 0.5", "a / first look"),
        ("0123456789ab", "another test", "F1 0.7", "–"),
        ("ba9876543210", "test", "F1 0.8", "retrained"),
    ]


def test_the_in_domain_section_comes_from_the_long_runs_file(tmp_path: Path, results_file: Path) -> None:
    run = {
        "data": "invented",
        "folds": 2,
        "seed": 1,
        "macro_f1": 0.5,
        "weighted_f1": 0.625,
        "per_fold": [0.375, 0.625],
        "mcc": 0.25,
        "word_f1": 0.125,
        "note": "On two cores.",
    }
    path = tmp_path / "cross_validation.json"
    in_domain.main(path)
    assert not results_file.exists()
    path.write_text(json.dumps(run), encoding="utf-8")
    in_domain.main(path)
    text = results.read_section(in_domain.TITLE)
    assert "| this recipe | 0.500 | 0.625 | that run |" in text
    assert "invented, 2 folds, seed 1; macro F1 of single folds 0.375 to 0.625. On two cores." in text


def test_every_other_round_of_timing_goes_the_other_way_about() -> None:
    order: list[str] = []
    times = speed.timed({"one": lambda: order.append("one"), "two": lambda: order.append("two")}, 3)
    assert order == ["one", "two", "two", "one", "one", "two"]
    assert {name: len(seconds) for name, seconds in times.items()} == {"one": 3, "two": 3}


def test_ratios_are_taken_within_each_round() -> None:
    assert speed.ratios([1, 4], [2, 2]) == [0.5, 2]


def test_padding_is_left_out_of_a_sentences_average() -> None:
    states = np.array([[[2, 4], [4, 8]], [[6, 2], [100, 100]]], dtype=np.float32)
    assert averaged(states, np.array([[1, 1], [1, 0]])).tolist() == [[3, 6], [6, 2]]


@pytest.mark.parametrize("extra", [["--only", "actors"], ["--look", "why not"]])
def test_development_figures_are_not_mixed_with_looks_at_test_splits(
    extra: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["accuracy", "data", "--dev", *extra])
    with pytest.raises(SystemExit, match="2"):
        accuracy.arguments()


def test_missing_data_ends_with_the_name_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["accuracy", str(tmp_path), "--only", "framing"])
    monkeypatch.setitem(accuracy.BENCHMARKS, "framing", lambda run: (run.data / "articles.csv").read_text())
    with pytest.raises(SystemExit, match=r"articles\.csv"):
        accuracy.main()
