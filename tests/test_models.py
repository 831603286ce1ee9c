"""The models at run time: files checked, sentences read each on its own, whose words are read, what comes of it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.article import Article, Part
from analysis.models import FOLDERS, MODELS_FOLDER, ModelError, Models, SentenceInContext, Target, load_models
from analysis.models.encoder import MOST_TOKENS, windows
from analysis.models.files import checked
from analysis.models.word_pieces import WORD_PIECES
from analysis.quotations import Voice
from analysis.reading import Reading, Resources, read_closely
from analysis.report import analyse
from analysis.words import WORD
from tests.stub_models import WrittenSentences, written_models

SENTENCES = (
    "The mayor’s reckless, shameful scheme will ruin the town.",
    "She slammed the car door and walked to the court house.",
    "The committee meets again on 4 May.",
    "Police said twelve people were killed when a bus left the road near the village on Monday.",
    "Parents are clutching their pearls over the new list of textbooks.",
)
ANY_TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=400)


@pytest.fixture(scope="module")
def models(with_models: Resources) -> Models:
    assert with_models.models is not None
    return with_models.models


def reading_of(text: str, resources: Resources, headline: str = "") -> Reading:
    return next(read_closely([Article(headline, text)], resources))


@given(texts=st.lists(st.sampled_from(SENTENCES) | ANY_TEXT, min_size=1, max_size=12))
@settings(deadline=None, max_examples=20)
def test_a_sentence_reads_the_same_alone_and_in_company_to_the_last_bit(models: Models, texts: list[str]) -> None:
    for text, found in zip(texts, models.sentences.read(texts), strict=True):
        (alone,) = models.sentences.read([text])
        assert (alone.loaded, alone.words) == (found.loaded, found.words)
        assert alone.embedding.tolist() == found.embedding.tolist()


def test_a_target_reads_the_same_alone_and_in_company_to_the_last_bit(models: Models) -> None:
    # Others of the same length and the same ones again, so that runs have several sequences.
    texts = [*SENTENCES, *(text.replace("The", "Our") for text in SENTENCES), *SENTENCES]
    targets = [Target(text, 0, text.index(" ")) for text in texts]
    for target, found in zip(targets, models.targets.read(targets), strict=True):
        assert models.targets.read([target]) == [found]


def test_a_headline_reads_the_same_alone_and_in_company_to_the_last_bit(models: Models) -> None:
    pairs = [(f"{who} resigns", f"{who} left on Monday. {text}") for who in ("Quill", "Reeve") for text in SENTENCES]
    for pair, found in zip(pairs, models.headlines.read(pairs), strict=True):
        assert models.headlines.read([pair]) == [found]


def test_one_thread_reads_as_several_do(models: Models) -> None:
    single = load_models(threads=1)
    pairs = zip(single.sentences.read(SENTENCES), models.sentences.read(SENTENCES), strict=True)
    assert all((one.loaded, one.words) == (other.loaded, other.words) for one, other in pairs)


def test_loaded_sentences_are_found_likelier_than_plain_ones(models: Models) -> None:
    scheme, door, meets, bus, fit = (found.loaded for found in models.sentences.read(SENTENCES))
    assert min(scheme, fit) > 0.5 > max(door, meets, bus)


def test_every_word_has_a_probability_at_its_place(models: Models) -> None:
    for text, found in zip(SENTENCES, models.sentences.read(SENTENCES), strict=True):
        assert [text[w.start : w.end] for w in found.words] == [m.group() for m in WORD.finditer(text)]
        assert all(0 <= w.probability <= 1 for w in found.words)


def test_the_likeliest_word_is_the_one_that_judges(models: Models) -> None:
    text = SENTENCES[-1]
    (found,) = models.sentences.read([text])
    likeliest = max(found.words, key=lambda w: w.probability)
    assert text[likeliest.start : likeliest.end] == "pearls"


def test_embeddings_tell_like_from_unlike(models: Models) -> None:
    fire, blaze, budget = (
        found.embedding
        for found in models.sentences.read(
            ["A fire destroyed the old mill.", "The historic mill burned down.", "The budget vote was delayed."]
        )
    )
    assert np.linalg.norm(fire) == pytest.approx(1, abs=1e-4)
    assert fire @ blaze > 0.4 > fire @ budget


@given(text=ANY_TEXT)
@settings(deadline=None, max_examples=30)
def test_any_text_can_be_read(models: Models, text: str) -> None:
    (found,) = models.sentences.read([text])
    assert 0 <= found.loaded <= 1
    assert all(0 <= w.start < w.end <= len(text) and 0 <= w.probability <= 1 for w in found.words)


def test_a_text_longer_than_the_window_is_read_to_its_end(models: Models) -> None:
    plain = "The committee met on Tuesday and approved the minutes of the last meeting. " * 12
    loaded = plain + "The deputy is a loathsome, shameless crook."
    calm, heated = (found for found in models.sentences.read([plain, loaded]))
    assert heated.loaded > 0.5 > calm.loaded
    probabilities = {loaded[w.start : w.end]: w.probability for w in heated.words}
    assert probabilities["loathsome"] > probabilities["minutes"]


def test_windows_hold_every_sub_word_once() -> None:
    ids = np.arange(1000)
    cut = windows(ids)
    assert all(len(stretch) <= MOST_TOKENS for _, stretch in cut)
    assert np.concatenate([stretch[1:-1] for _, stretch in cut]).tolist() == ids[1:-1].tolist()
    assert all(ids[first] == stretch[1] for first, stretch in cut)


def test_a_target_late_in_a_long_text_is_seen(models: Models) -> None:
    start = "The committee met on Tuesday and approved the minutes. " * 30
    texts = [f"{start}Ms Vale {verb} the children." for verb in ("rescued and comforted", "cheated and humiliated")]
    good, bad = models.targets.read([Target(text, len(start), len(start) + len("Ms Vale")) for text in texts])
    assert good.balance > bad.balance


@pytest.mark.parametrize(("start", "end"), [(3, 3), (-1, 2), (4, 2), (0, 999)])
def test_a_target_outside_its_text_is_refused(models: Models, start: int, end: int) -> None:
    with pytest.raises(ValueError, match="does not lie in a text"):
        models.targets.read([Target("The mayor spoke.", start, end)])


def test_probabilities_of_a_target_add_up_to_one(models: Models) -> None:
    (found,) = models.targets.read([Target("The mayor spoke.", 4, 9)])
    assert found.negative + found.neutral + found.positive == pytest.approx(1)


def test_sentiment_is_toward_the_target_and_not_of_the_sentence(models: Models) -> None:
    text = "The mayor praised the nurses for their courage but attacked the council as corrupt."
    nurses, council = models.targets.read(
        [Target(text, text.index(word), text.index(word) + len(word)) for word in ("nurses", "council")]
    )
    assert nurses.positive > nurses.negative
    assert council.negative > council.positive


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(MODELS_FOLDER / "target_sentiment", tmp_path / "model")
    return tmp_path / "model"


def test_all_models_together_are_small() -> None:
    assert sum(path.stat().st_size for path in MODELS_FOLDER.rglob("*") if path.is_file()) <= 80_000_000


# The card of the grade model names no file.
@pytest.mark.parametrize("folder", sorted({*FOLDERS, WORD_PIECES} - {"readability_grade"}))
def test_a_card_names_the_very_files_that_a_model_is_loaded_from(folder: str) -> None:
    manifest = json.loads((MODELS_FOLDER / folder / "manifest.json").read_text(encoding="utf-8"))
    card = (MODELS_FOLDER / folder / "card.md").read_text(encoding="utf-8")
    assert dict(re.findall(r"^- `(.+)`, SHA-256 `(\w+)`$", card, re.MULTILINE)) == manifest["files"]


def test_an_altered_file_is_refused_by_name(copy: Path) -> None:
    with (copy / "model.onnx").open("ab") as file:
        file.write(b" ")
    with pytest.raises(ModelError, match=r"model\.onnx.*SHA-256 differs.*restore it"):
        checked(copy)


def test_a_missing_file_is_named(copy: Path) -> None:
    (copy / "model.onnx").unlink()
    with pytest.raises(ModelError, match=r"model\.onnx” is missing; restore"):
        checked(copy)


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="No model in"):
        load_models(tmp_path)


def test_a_broken_manifest_is_named(copy: Path) -> None:
    (copy / "manifest.json").write_text(json.dumps({"name": "x"}), encoding="utf-8")
    with pytest.raises(ModelError, match="not a model's manifest"):
        checked(copy)


QUOTING = (
    "“The scheme is a shameful, disgusting fraud,” said Nora Quist, who chairs the union. "
    "The council meets again on Tuesday."
)


def test_quoted_words_are_read_apart_from_the_outlets_own(with_models: Resources) -> None:
    reading = reading_of(QUOTING, with_models)
    first = {v.voice: v.loaded for v in reading.in_context if v.sentence.index == 0}
    assert first[Voice.QUOTED] > 0.5 > first[Voice.OWN]


def test_each_voice_is_read_with_an_ellipsis_for_the_other(resources: Resources) -> None:
    seen: list[str] = []

    class Recorder(WrittenSentences):
        def read(self, texts: Sequence[str]) -> list[SentenceInContext]:
            seen.extend(texts)
            return super().read(texts)

    models = replace(written_models({}), sentences=Recorder({}, 0.5))
    reading_of("“We lost,” he said, “and it hurt.” He left.", replace(resources, models=models))
    assert seen == ["… he said, …", "“We lost,”…“and it hurt.”", "He left."]


def test_words_read_by_voice_keep_their_places(with_models: Resources) -> None:
    reading = reading_of(QUOTING, with_models)
    words = sorted((word.span for voiced in reading.in_context for word in voiced.words), key=lambda span: span.start)
    assert [reading.article.quote(span) for span in words] == [m.group() for m in WORD.finditer(QUOTING)]
    assert all(
        reading.document.voice_at(Part.BODY, word.span.start) is voiced.voice
        for voiced in reading.in_context
        for word in voiced.words
    )


def test_a_sentence_found_loaded_shows_at_least_one_word(with_models: Resources) -> None:
    text = " ".join(SENTENCES)
    result = analyse(Article("", text), with_models).dimensions["loaded_language"]
    reading = reading_of(text, with_models)
    for voiced in reading.in_context:
        if voiced.loaded >= 0.5:
            assert any(
                voiced.sentence.span.start <= finding.span.start < voiced.sentence.span.end
                for finding in result.findings
            )


def test_what_only_the_model_finds_is_marked_as_such(with_models: Resources) -> None:
    result = analyse(Article("", " ".join(SENTENCES)), with_models).dimensions["loaded_language"]
    alone = [finding for finding in result.findings if finding.by_model]
    assert "pearls" in {finding.quote for finding in alone}
    assert all(finding.category == "loaded_language/in_context" and finding.probability for finding in alone)


def test_word_lists_and_model_stand_side_by_side(with_models: Resources) -> None:
    table = (
        analyse(Article("", " ".join(SENTENCES)), with_models)
        .dimensions["loaded_language"]
        .table("sentences_in_context")
    )
    verdicts = {str(row.cells[0]): row.cells[-1] for row in table.rows}
    assert verdicts[SENTENCES[-1]] == "only the model"
    assert SENTENCES[2] not in verdicts


def test_without_models_nothing_is_read_in_context(resources: Resources) -> None:
    reading = reading_of(QUOTING, resources)
    assert reading.in_context == ()
    assert reading.toward == {}


def test_sentiment_of_an_actor_rests_on_sentences_in_one_voice(with_models: Resources) -> None:
    text = (
        "Nora Quist rescued two children from the flood and was thanked by the town. "
        "“Nora Quist is a liar and a thief,” said Olga Brandt. The council meets on Tuesday."
    )
    result = analyse(Article("", text), with_models).dimensions["actors"]
    own, quoted = (result.score("sentiment", voice, "Nora Quist").value for voice in (Voice.OWN, Voice.QUOTED))
    assert own is not None
    assert quoted is not None
    assert own > quoted
    speakers = {
        row.cells[1]: row.cells[2] for row in result.table("toward_by_speaker").rows if row.cells[0] == "Nora Quist"
    }
    assert speakers["Olga Brandt"] == pytest.approx(quoted)
