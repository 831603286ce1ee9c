"""What training reads: labels, marked words and targets, and what was written for it."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from analysis.models import Target
from analysis.words import WORD
from training import sentences, targets
from training.sentences import UNKNOWN, Labelled


def write_table(path: Path, rows: Sequence[dict[str, str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def write_lines(path: Path, rows: Sequence[object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


def words_of(example: Labelled) -> list[str]:
    found = zip(WORD.findall(example.text), example.words, strict=True)
    return [word for word, marked in found if marked]


def test_marked_stretches_become_whole_words() -> None:
    text = "The reckless plan, a reckless power grab, wrecks us."
    assert sentences.marked_words(text, ["reckless", "power grab", "wreck"]) == (0, 1, 0, 0, 1, 1, 1, 0, 0)


def test_mbic_gives_labels_and_words_and_leaves_out_what_it_is_told_to(tmp_path: Path) -> None:
    rows = [
        {"sentence": "A shameful vote.", "Label_bias": "Biased", "biased_words": "['shameful']"},
        {"sentence": "A vote.", "Label_bias": "Non-biased", "biased_words": "['vote']"},
        {"sentence": "Nobody agreed.", "Label_bias": "No agreement", "biased_words": "[]"},
        {"sentence": "Kept for the test.", "Label_bias": "Biased", "biased_words": "[]"},
    ]
    write_table(tmp_path / "mbic" / "mbic_sentences.csv.gz", rows)
    found = sentences.mbic(tmp_path, without=frozenset({sentences.key("Kept, for the TEST")}))
    assert [(e.text, e.loaded, words_of(e)) for e in found] == [
        ("A shameful vote.", 1.0, ["shameful"]),
        ("A vote.", 0.0, []),
    ]


def test_what_an_editor_took_out_is_loaded(tmp_path: Path) -> None:
    row = {"biased": "the famous bridge was a disaster", "neutralized": "the bridge was a failure"}
    write_table(tmp_path / "wnc_sample" / "wnc_sample_pairs.csv.gz", [row])
    before, after = sentences.neutralised(tmp_path)
    assert words_of(before) == ["famous", "disaster"]
    assert words_of(after) == []
    assert before.loaded == after.loaded == UNKNOWN


def test_sentences_written_for_training_mark_words_exactly_where_they_are_loaded() -> None:
    found = sentences.written()
    assert len(found) > 700
    assert all(any(example.words) is bool(example.loaded) for example in found)


def test_marks_made_afresh_are_found_by_fingerprint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text, other = "A shameful, costly vote.", "The vote was held."
    marks = tmp_path / "marks.csv"
    lines = [f"{sentences.fingerprint(text)},1 2", f"{sentences.fingerprint(other)},"]
    marks.write_text("sentence,words\n" + "\n".join(lines) + "\n", encoding="utf-8")
    monkeypatch.setattr(sentences, "MARKED", marks)
    rows = [{"text": text}, {"text": "Not marked."}]
    write_table(tmp_path / "anno_lexical" / "train.csv.gz", rows)
    write_table(tmp_path / "mbic" / "mbic_sentences.csv.gz", [{"sentence": other}])
    found = sentences.marked_anew(tmp_path, without=frozenset())
    assert {t: (e.loaded, words_of(e)) for t, e in found.items()} == {
        text: (1.0, ["shameful", "costly"]),
        other: (0.0, []),
    }


def test_the_files_of_marks_hold_no_text() -> None:
    for path, columns in ((sentences.MARKED, ["sentence", "words"]), (targets.MARKED, None)):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert len(rows) > 1000
        assert columns is None or list(rows[0]) == columns
        assert all(len(row["sentence"]) == 32 and set(row["sentence"]) <= set("0123456789abcdef") for row in rows)


SENTENCE = {
    "primary_gid": "outlet_7_3_Vale_0_4",
    "sentence_normalized": "Vale praised Brandt.",
    "targets": [{"from": 0, "to": 4, "polarity": 4.0}, {"from": 13, "to": 19, "polarity": 6.0}],
}


def test_newsmtsc_gives_a_target_a_name(tmp_path: Path) -> None:
    write_lines(tmp_path / "newsmtsc" / "train.jsonl.gz", [SENTENCE])
    vale, brandt = targets.newsmtsc(tmp_path, "train")
    assert vale.classes == (0, 1, 0)
    assert brandt.classes == (0, 0, 1)
    assert brandt.target == Target("Vale praised Brandt.", 13, 19)
    assert vale.group == brandt.group == "outlet_7_3"


def test_no_article_stands_on_both_sides_of_a_split() -> None:
    target = Target("Vale spoke.", 0, 4)
    examples = [targets.LabelledTarget(target, (0, 1, 0), f"article {n % 10}") for n in range(50)]
    learned, held_out = targets.split_by_article(examples, 0.2, seed=1)
    assert len(learned) == 40
    assert len(held_out) == 10
    assert not {e.group for e in learned} & {e.group for e in held_out}


def test_a_swapped_name_stands_where_the_target_says() -> None:
    texts = ("Vale lied to the board.", "The board thanked Olga Brandt.")
    places = (Target(texts[0], 0, 4), Target(texts[1], 18, 29))
    examples = [targets.LabelledTarget(place, (1, 0, 0), "") for place in places]
    for example in targets.swapped(examples, seed=2):
        place = example.target
        assert place.text[place.start : place.end] in {"Vale", "Olga Brandt"}
        assert place.text.endswith((" lied to the board.", "."))
