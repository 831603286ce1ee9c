"""The grade model: passages, features, the arithmetic of the regression, and which weights read what."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from analysis.article import Article, Part, Span
from analysis.document import Document, parse
from analysis.models import ModelError
from analysis.models.files import checked
from analysis.models.grade import GradeModel, Regression, _calibrated, _regression, kernel
from analysis.readability.grade_features import PASSAGE_WORDS, length, passage_features, passages, tokens_of
from analysis.readability.grade_model import calibrated_grade, meanings, plain_inputs
from analysis.reading import Resources
from analysis.report import analyse
from tests.test_readability import EASY, HARD, PLAIN, SPEECH


def document_of(body: str, resources: Resources) -> Document:
    return parse(Article("", body), resources.pipeline, resources.lexicons)


def features_of(body: str, resources: Resources) -> dict[str, float]:
    document = document_of(body, resources)
    return passage_features(tokens_of(document.parsed[Part.BODY]), document.body_sentences)


def weights(n_inputs: int, *, offset: float) -> dict[str, object]:
    """A regression that answers ``offset`` far from its only anchor, and one more at the anchor: all inputs at 0."""
    return {
        "means": [0.0] * n_inputs,
        "scales": [1.0] * n_inputs,
        "directions": [[1]] * n_inputs,
        "directions_unit": 1.0,
        "anchors": [[0]],
        "anchors_unit": 1.0,
        "pulls": [1.0],
        "offset": offset,
        "slope": -2.0,
        "intercept": 5.0,
        "error": 0.5,
    }


def written(folder: Path, features: list[str]) -> Path:
    """A model that answers -3."""
    content = {"features": features, "regression": weights(len(features) + 384, offset=-3.0)}
    data = json.dumps(content).encode()
    (folder / "weights.json").write_bytes(data)
    manifest = {"name": "test@1", "settings": {}, "files": {"weights.json": hashlib.sha256(data).hexdigest()}}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def test_passages_hold_every_sentence_once_in_order(resources: Resources) -> None:
    sentences = document_of("\n\n".join([EASY, PLAIN, HARD, SPEECH] * 2), resources).body_sentences
    found = list(passages(sentences))
    assert [sentence for passage in found for sentence in passage] == list(sentences)
    assert len(found) > 2
    for passage in found:
        words = sum(map(length, passage))
        assert words >= PASSAGE_WORDS / 2
        assert sum(map(length, passage[:-1])) < 1.5 * PASSAGE_WORDS


def test_a_short_text_is_one_passage_and_an_empty_one_none(resources: Resources) -> None:
    assert len(list(passages(document_of(PLAIN, resources).body_sentences))) == 1
    assert list(passages(())) == []


def test_known_features(resources: Resources) -> None:
    found = features_of("Ann ate. Did Ann eat it?", resources)
    assert found["mark=?"] == pytest.approx(1 / 6)
    assert found["log of mean length"] == pytest.approx(np.log(3))
    assert found["log of greatest length"] == pytest.approx(np.log(4))
    assert found["type-token ratio"] == pytest.approx(5 / 6)
    assert found["short sentences"] == 1
    assert found["quoted words"] == 0
    assert found["letters>=6"] == 0
    assert found["Gender=Neut"] == pytest.approx(1 / 6)


@pytest.mark.parametrize("name", ["zipf of words, mean", "short sentences"])
def test_easier_text_has_more(name: str, resources: Resources) -> None:
    easy, plain, hard = (features_of(text, resources)[name] for text in (EASY, PLAIN, HARD))
    assert easy > plain >= hard


@pytest.mark.parametrize("name", ["zipf of words, below 4.0", "letters>=8", "depth of a word", "ending=tion"])
def test_harder_text_has_more(name: str, resources: Resources) -> None:
    easy, hard = (features_of(text, resources)[name] for text in (EASY, HARD))
    assert easy < hard


def test_features_do_not_grow_with_the_text(resources: Resources) -> None:
    once, twice = features_of(PLAIN, resources), features_of(f"{PLAIN}\n\n{PLAIN}", resources)
    assert twice["zipf of words, mean"] == pytest.approx(once["zipf of words, mean"])
    assert twice["POS=NOUN"] == pytest.approx(once["POS=NOUN"])
    assert twice["depth of a word"] == pytest.approx(once["depth of a word"])
    assert twice["flesch_kincaid_grade"] == pytest.approx(once["flesch_kincaid_grade"])


@pytest.mark.parametrize("text", ["…", "1.", "漢字テスト。", "🙂", "“", "No"])
def test_any_text_has_the_same_finite_features(text: str, resources: Resources) -> None:
    document = document_of(f"{text} x", resources)
    found = passage_features(tokens_of(document.parsed[Part.BODY]), document.body_sentences)
    assert list(found) == list(features_of(PLAIN, resources))
    assert np.isfinite(list(found.values())).all()


def test_kernel_is_one_at_no_distance_and_falls_with_its_square() -> None:
    found = kernel(np.array([[0.0, 0.0], [0.0, 2.0]]), np.array([[0.0, 0.0], [1.0, 0.0]]))
    assert found == pytest.approx(np.exp(-np.array([[0.0, 1.0], [4.0, 5.0]])))


def test_regression_by_hand() -> None:
    regression = Regression(
        means=np.array([10.0]),
        scales=np.array([2.0]),
        directions=np.array([[0.5]]),
        anchors=np.array([[0.0], [1.0]]),
        pulls=np.array([2.0, -1.0]),
        offset=-1.0,
        slope=0.0,
        intercept=0.0,
        error=0.0,
    )
    # 14 lies two deviations out, half of which is 1: on the second anchor, at distance 1 from the first.
    at_fourteen = -1 + 2 * np.exp(-1) - 1
    # 1,000 is cut to four deviations: at 2, distances 2 and 1.
    far = -1 + 2 * np.exp(-4) - np.exp(-1)
    assert regression.ease(np.array([[14.0], [1000.0]])) == pytest.approx([at_fourteen, far])


def unlike(document: Document) -> dict[Span, NDArray[np.float32]]:
    """Embeddings that are far from the anchor of the model written here."""
    one = (np.ones(384) / np.sqrt(384)).astype(np.float32)
    return dict.fromkeys((sentence.span for sentence in document.body_sentences), one)


def test_ease_and_grade_by_hand(tmp_path: Path, resources: Resources) -> None:
    document = document_of(PLAIN, resources)
    model = GradeModel(checked(written(tmp_path, list(features_of(PLAIN, resources)))))
    found = calibrated_grade(document, unlike(document), model)
    assert found is not None
    assert (found.ease, found.low, found.grade, found.high) == pytest.approx((-3, 10, 11, 12), abs=1e-6)
    assert calibrated_grade(document_of("", resources), {}, model) is None


def test_no_grade_is_below_zero() -> None:
    weights_of_easy_text = weights(1, offset=4.0)
    found = _calibrated(_regression(weights_of_easy_text), 4.0)
    assert (found.low, found.grade, found.high) == (0, 0, 0)


def test_weights_of_another_version_are_refused(tmp_path: Path, resources: Resources) -> None:
    document = document_of(PLAIN, resources)
    model = GradeModel(checked(written(tmp_path, ["something else"])))
    with pytest.raises(ModelError, match="other features"):
        calibrated_grade(document, unlike(document), model)


def test_harder_text_has_a_higher_grade(with_models: Resources) -> None:
    easy, hard = (
        analyse(Article("", text), with_models).dimensions["readability"].score("calibrated_grade")
        for text in ("\n\n".join([EASY] * 3), "\n\n".join([HARD] * 3))
    )
    assert easy.value is not None
    assert hard.value is not None
    assert easy.value < hard.value
    assert easy.low is not None
    assert easy.low <= easy.value


def test_without_models_the_grade_says_why_it_is_missing(resources: Resources) -> None:
    score = analyse(Article("", "\n\n".join([EASY] * 3)), resources).dimensions["readability"].score("calibrated_grade")
    assert score.value is None
    assert "without models" in score.note


def test_a_passage_means_what_its_sentences_mean_on_average(resources: Resources) -> None:
    first, second = document_of("The river rose. The school is shut.", resources).body_sentences
    one, other = np.eye(384)[:2]
    found = meanings([[first, second], [second]], {first.span: one, second.span: other})
    assert found[:, :2] == pytest.approx(np.array([[0.5, 0.5], [0.0, 1.0]]))


def test_inputs_have_a_row_a_passage(resources: Resources) -> None:
    document = document_of(f"{EASY}\n\n{HARD}", resources)
    found = list(passages(document.body_sentences))
    rows, names = plain_inputs(tokens_of(document.parsed[Part.BODY]), found)
    assert rows.shape == (len(found), len(names))
