"""What a result folder says about itself: what was asked, of which input, with what, and how far it is."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from analysis.corpus.files import appearing
from analysis.corpus.options import CorpusError
from analysis.corpus.tables import FORMAT, VERSION

MANIFEST = "manifest.json"


class Status(StrEnum):
    """How far a run is. One that was killed still says that it is running; its lock tells."""

    RUNNING = "running"
    STOPPED = "stopped"
    FINISHED = "finished"


class Part(BaseModel):
    """Base of what a manifest holds: known fields only, never changed in place."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Input(Part):
    """What was analysed.

    Attributes:
        name: of the file or folder.
        path: where it was.
        digest: of the names, sizes and times of change of its files; another one means that it was changed.
        files: how many there are.
        bytes: their sizes together.
        left_out: how many files are of kinds that are not read, by ending; the commonest only.
    """

    name: str
    path: str
    digest: str
    files: int
    bytes: int
    left_out: dict[str, int] = {}


class MadeWith(Part):
    """What rows are made with; another one means other numbers.

    Attributes:
        library: version of the program.
        lexicons: digest of all word lists in use.
        pipeline: name and version of the spaCy pipeline.
        models: name and version of each model by its folder; None if there were none.
        own_lexicons: a person's own word lists as JSON; None if there were none.
    """

    library: str
    lexicons: str
    pipeline: str
    models: dict[str, str] | None
    own_lexicons: str | None


class Counts(Part):
    """How many articles there are, by what became of them."""

    analysed: int = 0
    refused: int = 0
    failed: int = 0

    @property
    def articles(self) -> int:
        """All of them."""
        return self.analysed + self.refused + self.failed


class Manifest(Part):
    """The manifest of a result.

    Attributes:
        format: always the same.
        version: of the tables' schema.
        status: how far the run is.
        input: what is analysed.
        made_with: what with.
        articles: number of articles in the input, once it has been cut to its end; None before.
        counts: of articles that are done.
        columns: meaning of each column, by table.
        python: version of Python that the run was begun with; None if it was not recorded.
        started: when the run began, in ISO 8601.
        finished: when it was done.
        seconds: time that all its runs took together.
    """

    format: Literal["how-it-is-told/corpus"] = FORMAT  # type: ignore[assignment]
    version: Literal[1] = VERSION  # type: ignore[assignment]
    status: Status
    input: Input
    made_with: MadeWith
    articles: int | None = None
    counts: Counts = Counts()
    columns: dict[str, dict[str, str]]
    python: str | None = None
    started: str
    finished: str | None = None
    seconds: float = 0.0

    def write(self, out: Path) -> None:
        """Put it into a result folder."""
        with appearing(out / MANIFEST) as partly:
            partly.write_text(self.model_dump_json(indent=2) + "\n", encoding="utf-8")


def read_manifest(out: Path) -> Manifest | None:
    """Return the manifest of a result folder; None if there is none yet.

    Raises:
        CorpusError: if it is damaged, or of another version.
    """
    place = out / MANIFEST
    try:
        return Manifest.model_validate_json(place.read_bytes())
    except FileNotFoundError:
        return None
    except (ValidationError, OSError) as error:
        raise CorpusError(
            f"{place}: is no manifest that this version can read; choose another folder, or delete this one."
        ) from error


def now() -> str:
    """Return the time in ISO 8601, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
