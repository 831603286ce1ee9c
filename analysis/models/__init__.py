"""Models that read words in context: small fine-tuned encoders in ONNX, without torch and without a network."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from analysis.models.encoder import Encoder, Session
from analysis.models.files import MODELS_FOLDER, MODELS_VARIABLE, ModelError, checked, models_folder
from analysis.models.frames import KEYS as FRAME_KEYS
from analysis.models.frames import FrameModel
from analysis.models.grade import CalibratedGrade, GradeModel
from analysis.models.headlines import HeadlineInContext, HeadlineModel
from analysis.models.sentences import SentenceInContext, SentenceModel, WordProbability
from analysis.models.targets import Target, TargetModel, TargetSentiment
from analysis.models.tellings import SentenceRead, TellingsModel
from analysis.models.word_pieces import load_word_pieces

__all__ = [
    "FRAME_KEYS",
    "MODELS_FOLDER",
    "MODELS_VARIABLE",
    "CalibratedGrade",
    "FrameModel",
    "GradeModel",
    "HeadlineInContext",
    "HeadlineModel",
    "ModelError",
    "Models",
    "SentenceInContext",
    "SentenceModel",
    "SentenceRead",
    "Target",
    "TargetModel",
    "TargetSentiment",
    "TellingsModel",
    "WordProbability",
    "load_models",
    "models_folder",
]

FOLDERS = ("loaded_language", "target_sentiment", "readability_grade", "headline_support", "framing", "tellings")


@dataclass(frozen=True)
class Models:
    """The models, loaded once and shared.

    Attributes:
        sentences: how likely a sentence, and each of its words, is loaded.
        targets: what a sentence says about one actor.
        grade: how easy teachers would find a text.
        headlines: which words of a headline its story does not carry.
        frames: which frames a sentence evokes.
        tellings: what sentences tell and name, so that it is found again in other articles.
    """

    sentences: SentenceModel
    targets: TargetModel
    grade: GradeModel
    headlines: HeadlineModel
    frames: FrameModel
    tellings: TellingsModel

    @property
    def names(self) -> dict[str, str]:
        """Name and version of each model, by its folder."""
        loaded = (
            self.sentences.name,
            self.targets.name,
            self.grade.name,
            self.headlines.name,
            self.frames.name,
            self.tellings.name,
        )
        return dict(zip(FOLDERS, loaded, strict=True))


def load_models(folder: Path = MODELS_FOLDER, *, threads: int | None = None) -> Models:
    """Check and load the models of a folder.

    Args:
        folder: with a sub-folder for each model (``FOLDERS``) and one for the word pieces, as the training commands
            write them.
        threads: sentences read side by side; as many as there are cores if not given.

    Raises:
        ModelError: if a file is missing or is not the one that its manifest describes.
    """
    loaded, target, grade, headline, frames, tellings = (checked(folder / name) for name in FOLDERS)
    pieces = load_word_pieces(folder)
    sentences = SentenceModel(loaded, Encoder(loaded, pieces, threads=threads))
    return Models(
        sentences,
        TargetModel(target, Encoder(target, pieces, threads=threads)),
        GradeModel(grade),
        HeadlineModel(headline, Encoder(headline, pieces, threads=threads)),
        FrameModel(frames, Session(frames, threads=threads)),
        TellingsModel(tellings, Encoder(tellings, pieces, threads=threads)),
    )
