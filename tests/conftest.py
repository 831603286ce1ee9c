"""What all tests share: the resources, loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.reading import Resources, load_resources

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "sample_articles"


@pytest.fixture(scope="session")
def resources() -> Resources:
    """Lexicons and pipeline."""
    return load_resources()
