"""Model files on disk: what each folder holds, checked against its hashes before anything is loaded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MODELS_FOLDER = Path(__file__).resolve().parents[2] / "models"
MANIFEST = "manifest.json"
# Names another folder of models, for the command line and the dashboard.
MODELS_VARIABLE = "MODELS_FOLDER"
NO_MODELS = "none"


class ModelError(Exception):
    """A model's files are missing, incomplete or not those that its manifest describes."""


def models_folder(name: str | Path | None) -> Path | None:
    """Return the folder that an option names: the project’s own if empty, None (do without models) for “none”."""
    if not name:
        return MODELS_FOLDER
    return None if str(name).lower() == NO_MODELS else Path(name).expanduser()


@dataclass(frozen=True)
class ModelFiles:
    """One model's folder, checked.

    Attributes:
        folder: where it is.
        name: stable name with version, ``"loaded-language@2"``; stamped on findings.
        settings: numbers that go with the weights: calibration, thresholds.
    """

    folder: Path
    name: str
    settings: Mapping[str, float]

    def path(self, file: str) -> Path:
        """Return the path of one of its files."""
        return self.folder / file


def checked(folder: Path) -> ModelFiles:
    """Read a model's manifest and compare every file that it names with its SHA-256.

    Raises:
        ModelError: if a file is missing or altered; says which and what to do.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        name, files, settings = manifest["name"], dict(manifest["files"]), dict(manifest["settings"])
    except FileNotFoundError as error:
        raise ModelError(f"No model in “{folder}”: restore the folder from the project, or name another.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(f"“{folder / MANIFEST}” is not a model's manifest; restore it from the project.") from error
    for file, expected in files.items():
        try:
            found = hashlib.sha256((folder / file).read_bytes()).hexdigest()
        except OSError as error:
            raise ModelError(f"“{folder / file}” is missing; restore it from the project.") from error
        if found != expected:
            raise ModelError(
                f"“{folder / file}” is not the file that {name} was tested with (its SHA-256 differs); "
                "restore it from the project."
            )
    return ModelFiles(folder, str(name), {key: float(value) for key, value in settings.items()})
