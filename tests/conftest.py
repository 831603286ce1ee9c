"""What all tests share: the resources, loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.readers import read_article
from analysis.reading import Resources, load_resources
from analysis.report import Report, analyse_many
from tests.corpus_data import write_corpus

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "sample_articles"


@pytest.fixture(scope="session")
def resources() -> Resources:
    """Lexicons and pipeline, without models: what rules and word lists find by themselves."""
    return load_resources(models=None)


@pytest.fixture(scope="session")
def with_models() -> Resources:
    """Lexicons, pipeline and models."""
    return load_resources()


@pytest.fixture(scope="session")
def samples(resources: Resources) -> dict[Path, Report]:
    """The report of every sample article, by path."""
    paths = sorted(SAMPLES.glob("*/*.txt"))
    return dict(zip(paths, analyse_many((read_article(path) for path in paths), resources), strict=True))


@pytest.fixture(scope="session")
def corpus_folder(resources: Resources, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The result of a finished corpus run, see :mod:`tests.corpus_data`; copy it to change anything in it."""
    return write_corpus(tmp_path_factory.mktemp("corpus"), resources)
